"""Reads files that torg wrote and tells, as JSON, what an independent library found in them.

    python parse.py feed|calendar|xml|rdf|jsonld|data FILE…
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


def graph(path, form):
    from rdflib import Graph

    statements = Graph().parse(str(path), format=form)
    return {"statements": [[name(s), str(p), word(o)] for s, p, o in statements]}


def name(term):
    from rdflib import BNode

    return f"_:{term}" if isinstance(term, BNode) else str(term)


def word(term):
    from rdflib import XSD, Literal

    if not isinstance(term, Literal):
        return f"<{name(term)}>"
    return f'"{term}"' + (f"@{term.language}" if term.language else f"^^{term.datatype or XSD.string}")


def data(path):
    """Holds open data against the schema beside it."""
    from jsonschema import Draft202012Validator

    schema = json.loads(path.with_suffix(".schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    errors = Draft202012Validator(schema).iter_errors(json.loads(path.read_text("utf-8")))
    return {"problems": [f"{error.json_path}: {error.message}" for error in errors][:10]}


if __name__ == "__main__":
    read = {
        "feed": feed,
        "calendar": calendar,
        "xml": xml,
        "rdf": lambda path: graph(path, "xml"),
        "jsonld": lambda path: graph(path, "json-ld"),
        "data": data,
    }[sys.argv[1]]
    json.dump([read(Path(path)) for path in sys.argv[2:]], sys.stdout)
