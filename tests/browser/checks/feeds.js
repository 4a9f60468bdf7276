/**
 * Feeds: Atom as Python's feedparser reads it, JSON Feed 1.1 against what its specification requires, and the two of
 * them telling the same news.
 */
import { join } from "node:path";
import { parseWithPython } from "../lib/python.js";
import { fileAt, readText } from "../lib/site.js";

/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** @param {Site} site @returns {Problem[]} */
export function checkFeeds(site) {
  const atom = [...site.files].filter((file) => /(^|\/)feed\.xml$|\.atom$/.test(file));
  const read = parseWithPython("feed", atom.map((file) => join(site.root, file)));
  /** @type {Map<string, string[]>} */
  const ids = new Map(atom.map((file, index) => [file, read[index]?.entries.map((entry) => entry.id) ?? []]));
  return [
    ...atom.flatMap((file, index) => [...atomFaults(site, file, read[index])].map((what) => ({ page: `/${file}`, what }))),
    ...[...site.files].filter((file) => /(^|\/)feed\.json$/.test(file)).flatMap((file) =>
      [...jsonFeedFaults(readText(site, file), ids.get(file.replace(/json$/, "xml")))].map((what) => ({ page: `/${file}`, what }))),
  ];
}

/** @param {Site} site @param {string} file @param {import("../lib/python.js").ParsedFeed | undefined} feed */
function* atomFaults(site, file, feed) {
  if (!feed) return;
  if (feed.bozo) yield `is not well-formed: ${feed.problem}`;
  if (feed.version !== "atom10") yield `is read as \`${feed.version}\`, not as Atom`;
  if (!feed.title) yield "has no title";
  if (!DATE.test(feed.updated)) yield `has no proper time of update: \`${feed.updated}\``;
  const seen = new Set();
  for (const entry of feed.entries) {
    if (!entry.title || !entry.id || !entry.link) yield `has an entry without title, id or link: ${JSON.stringify(entry)}`;
    if (!DATE.test(entry.updated)) yield `entry ${entry.id} has no proper time of update: \`${entry.updated}\``;
    if (seen.has(entry.id)) yield `has two entries with the id ${entry.id}`;
    seen.add(entry.id);
    const local = site.baseUrl && entry.link.startsWith(`${site.baseUrl}/`) ? fileAt(site, new URL(entry.link).pathname) : undefined;
    if (local && "problem" in local) yield `entry ${entry.link} ${local.problem}`;
  }
  if (file === "feed.xml" && feed.entries.length === 0) yield "has no entries";
}

/** @param {string} source @param {string[] | undefined} atomIds */
function* jsonFeedFaults(source, atomIds) {
  let feed;
  try {
    feed = JSON.parse(source);
  } catch (error) {
    yield `does not parse: ${error instanceof Error ? error.message : error}`;
    return;
  }
  if (feed.version !== "https://jsonfeed.org/version/1.1") yield `has the version \`${feed.version}\``;
  if (typeof feed.title !== "string" || feed.title === "") yield "has no title";
  for (const key of ["home_page_url", "feed_url"]) {
    if (feed[key] !== undefined && !/^https?:\/\//.test(feed[key])) yield `\`${key}\` is not absolute`;
  }
  if (!Array.isArray(feed.items)) {
    yield "has no list of items";
    return;
  }
  for (const item of feed.items) {
    if (typeof item.id !== "string" || item.id === "") yield `has an item without an id: ${JSON.stringify(item).slice(0, 80)}`;
    if (typeof item.content_html !== "string" && typeof item.content_text !== "string") yield `item ${item.id} has no content`;
    for (const key of ["date_published", "date_modified"]) {
      if (item[key] !== undefined && !DATE.test(item[key])) yield `item ${item.id} has \`${key}\` \`${item[key]}\``;
    }
  }
  const ids = feed.items.map((/** @type {{ id: string }} */ item) => item.id);
  if (atomIds && atomIds.join("\n") !== ids.join("\n")) yield "tells other things than its Atom twin";
}
