"""Reads feeds, calendars or XML files and tells, as JSON, what an independent library found in them.

    python parse.py feed|calendar|xml FILE…
"""

import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def feed(path):
    import feedparser

    parsed = feedparser.parse(str(path))
    return {
        "bozo": bool(parsed.bozo),
        "problem": str(parsed.get("bozo_exception", "")),
        "version": parsed.version,
        "title": parsed.feed.get("title", ""),
        "updated": parsed.feed.get("updated", ""),
        "entries": [
            {key: entry.get(key, "") for key in ("id", "title", "link", "updated")}
            for entry in parsed.entries
        ],
    }


def calendar(path):
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(path.read_bytes(), multiple=True)
        components = [event for one in calendars for event in one.walk("VEVENT")]
        errors = [str(error) for event in components for error in event.errors]
        for one in calendars:
            errors += [str(error) for error in one.errors]
        events = [
            {
                "uid": str(event.get("UID", "")),
                "summary": str(event.get("SUMMARY", "")),
                "start": moment(event, "DTSTART"),
                "end": moment(event, "DTEND"),
            }
            for event in components
        ]
        return {"problem": "; ".join(errors), "events": events}
    except ValueError as error:
        return {"problem": str(error), "events": []}


def moment(event, key):
    value = event.get(key)
    return value.dt.strftime("%Y-%m-%d" if not hasattr(value.dt, "hour") else "%Y-%m-%dT%H:%M:%S") if value else ""


def xml(path):
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        return {"problem": str(error), "root": "", "locations": []}
    locations = [element.text or "" for element in root.iter() if element.tag.endswith("}loc")]
    return {"problem": "", "root": root.tag, "locations": locations}


if __name__ == "__main__":
    read = {"feed": feed, "calendar": calendar, "xml": xml}[sys.argv[1]]
    json.dump([read(Path(path)) for path in sys.argv[2:]], sys.stdout)
