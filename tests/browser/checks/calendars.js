/**
 * Calendars: two libraries that do not know each other read every `.ics` and must find the same events.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import { parseWithPython } from "../lib/python.js";

/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */

/** @param {Site} site @returns {Problem[]} */
export function checkCalendars(site) {
  const files = [...site.files].filter((file) => file.endsWith(".ics"));
  if (files.length === 0) return [{ page: "/", what: "the site has no calendar" }];
  const read = parseWithPython("calendar", files.map((file) => join(site.root, file)));
  return files.flatMap((file, index) => [...faults(readFileSync(join(site.root, file)), read[index])].map((what) => ({ page: `/${file}`, what })));
}

/** @param {Buffer} bytes @param {import("../lib/python.js").ParsedCalendar | undefined} python */
function* faults(bytes, python) {
  if (!python) return;
  if (python.problem) yield `Python's icalendar says: ${python.problem}`;
  const source = bytes.toString("utf8");
  if (/(^|[^\r])\n/.test(source)) yield "has a line that does not end with CR LF";
  if (source.split("\r\n").some((line) => Buffer.byteLength(line) > 75)) yield "has a line over 75 octets";
  let events;
  try {
    events = eventsByIcalJs(source);
  } catch (error) {
    yield `ical.js says: ${error instanceof Error ? error.message : error}`;
    return;
  }
  if (events.length === 0) yield "has no event";
  const seen = new Set();
  for (const event of events) {
    if (!event.uid || !event.summary || !event.start) yield `has an event without uid, summary or start: ${JSON.stringify(event)}`;
    if (event.end && event.end < event.start) yield `event ${event.uid} ends before it starts`;
    if (seen.has(event.uid)) yield `has two events with the uid ${event.uid}`;
    seen.add(event.uid);
  }
  if (JSON.stringify(events) !== JSON.stringify(python.events)) yield "is read differently by ical.js and Python's icalendar";
}

/** @param {string} source */
function eventsByIcalJs(source) {
  const calendar = new ICAL.Component(ICAL.parse(source));
  for (const name of ["version", "prodid"]) {
    if (!calendar.getFirstPropertyValue(name)) throw new Error(`no ${name.toUpperCase()}`);
  }
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const moment = (/** @type {string} */ name) => {
      const value = component.getFirstPropertyValue(name);
      return value instanceof ICAL.Time ? value.toString().replace(/Z$/, "") : "";
    };
    const text = (/** @type {string} */ name) => String(component.getFirstPropertyValue(name) ?? "");
    return { uid: text("uid"), summary: text("summary"), start: moment("dtstart"), end: moment("dtend") };
  });
}
