/**
 * The second opinion: Python's libraries read what torg wrote. See `parse.py`.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { PYTHON } from "./project.js";

/**
 * @typedef {object} ParsedFeed
 * @property {boolean} bozo
 * @property {string} problem
 * @property {string} version
 * @property {string} title
 * @property {string} updated
 * @property {{ id: string, title: string, link: string, updated: string }[]} entries
 */
/** @typedef {{ problem: string, events: { uid: string, summary: string, start: string, end: string }[] }} ParsedCalendar */
/** @typedef {{ problem: string, root: string, locations: string[] }} ParsedXml */
/** @typedef {{ statements: [string, string, string][] }} ParsedGraph */
/** @typedef {{ problems: string[] }} ParsedData */
/**
 * What each kind of file becomes.
 * @typedef {{ feed: ParsedFeed, calendar: ParsedCalendar, xml: ParsedXml, rdf: ParsedGraph, jsonld: ParsedGraph, data: ParsedData }} Parsed
 */

/**
 * @template {keyof Parsed} Kind
 * @param {Kind} kind
 * @param {string[]} paths
 * @returns {Parsed[Kind][]}
 */
export function parseWithPython(kind, paths) {
  const script = fileURLToPath(new URL("parse.py", import.meta.url));
  const run = spawnSync(PYTHON, [script, kind, ...paths], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`parse.py ended with ${run.status}: ${run.stderr.slice(-2000)}`);
  return JSON.parse(run.stdout);
}
