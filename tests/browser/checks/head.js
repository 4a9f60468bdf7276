/**
 * What every page owes search engines, screen readers and those who share it.
 */
import { all, attribute, hasRel, meta, text } from "../lib/html.js";
import { fileAt, isNotFound, readerPages } from "../lib/site.js";

/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Page} Page */
/** @typedef {import("../lib/site.js").Problem} Problem */

/** @param {Site} site @returns {Problem[]} */
export function checkHead(site) {
  return readerPages(site).flatMap((page) => [...faults(site, page)].map((what) => ({ page: page.url, what })));
}

/** @param {Site} site @param {Page} page @returns {Generator<string>} */
function* faults(site, page) {
  const { document } = page;
  const isAddressable = !isNotFound(page);
  const html = all(document, "html")[0];
  if (!html || !attribute(html, "lang")) yield "no `lang` on <html>";
  const headings = all(document, "h1");
  if (headings.length !== 1) yield `${headings.length} <h1> instead of one`;
  if (headings.some((heading) => text(heading).trim() === "")) yield "an empty <h1>";
  if (!all(document, "title").some((title) => text(title).trim() !== "")) yield "no <title>";
  if (isAddressable && !meta(document, "description")?.trim()) yield "no description";
  for (const property of ["og:title", "og:type", ...(isAddressable ? ["og:url"] : [])]) {
    if (!meta(document, property)?.trim()) yield `no \`${property}\``;
  }
  if (all(document, "body").some((body) => /^\s*None\s*$/m.test(text(body)))) yield "a template shows a value that is none";
  if (!isAddressable) return;
  yield* canonicalFaults(site, document);
  yield* jsonLdFaults(document);
}

/** @param {Site} site @param {import("../lib/html.js").Document} document */
function* canonicalFaults(site, document) {
  const links = all(document, "link").filter((link) => hasRel(link, "canonical"));
  if (links.length !== 1) yield `${links.length} canonical links instead of one`;
  for (const link of links) {
    const href = attribute(link, "href") ?? "";
    if (!/^https?:/.test(href) || !href.startsWith(`${site.baseUrl}/`)) yield `canonical link \`${href}\` is not on the site`;
    else {
      const target = fileAt(site, href.slice(site.baseUrl.length));
      if ("problem" in target) yield `canonical link \`${href}\` ${target.problem}`;
    }
  }
}

/** What schema.org's consumers need of each kind of node; Google's requirements where it has some. */
const NEEDED = {
  Article: ["headline", "description", "url", "inLanguage", "author"],
  BreadcrumbList: ["itemListElement"],
  Course: ["name", "description", "provider", "inLanguage"],
  Dataset: ["name", "description", "license", "creator", "distribution", "includedInDataCatalog"],
  Event: ["name", "description", "startDate", "eventStatus", "organizer", "url"],
  GovernmentOrganization: ["name", "url"],
  LearningResource: ["name", "description", "learningResourceType", "teaches", "timeRequired", "license", "provider"],
  NewsArticle: ["headline", "description", "datePublished", "url", "author"],
  Organization: ["name", "url"],
  Project: ["name", "description", "member", "url"],
  WebSite: ["name", "url", "inLanguage"],
};
/** A day, a month or a year; a time of a day with its offset. */
const ISO_DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z))?)?)?$/;

/** @param {Record<string, unknown>} node @returns {Generator<string>} */
function* nodeFaults(node) {
  const type = String(node["@type"]);
  const needed = Object.entries(NEEDED).find(([name]) => name === type)?.[1];
  if (!needed) yield `JSON-LD of an unexpected type, ${type}`;
  for (const key of needed ?? []) if (node[key] === undefined || node[key] === "") yield `JSON-LD: ${type} lacks \`${key}\``;
  for (const [key, value] of Object.entries(node)) {
    if (/(^d|D)ate($|[A-Z])/.test(key) && !ISO_DATE.test(String(value))) yield `JSON-LD: \`${key}\` is \`${value}\``;
    if (["@id", "url"].includes(key) && !/^https?:\/\//.test(String(value))) yield `JSON-LD: \`${key}\` is \`${value}\``;
  }
  const description = String(node["description"] ?? "");
  if (type === "Dataset" && (description.length < 50 || description.length > 5000)) yield "JSON-LD: a Dataset's description has 50 to 5,000 characters";
  if (type === "Event" && node["eventAttendanceMode"] === "https://schema.org/OnlineEventAttendanceMode" && !node["location"]) {
    yield "JSON-LD: an event on the net lacks `location`";
  }
}

/** @param {import("../lib/html.js").Document} document */
function* jsonLdFaults(document) {
  const blocks = all(document, "script").filter((script) => attribute(script, "type") === "application/ld+json");
  if (blocks.length === 0) yield "no JSON-LD";
  for (const block of blocks) {
    try {
      const data = JSON.parse(text(block));
      for (const item of Array.isArray(data) ? data : [data]) {
        if (item?.["@context"] !== "https://schema.org") yield "JSON-LD without schema.org's `@context`";
        if (!item?.["@type"] && !item?.["@graph"]) yield "JSON-LD without `@type`";
        for (const node of item?.["@graph"] ?? [item]) yield* nodeFaults(node);
      }
    } catch (error) {
      yield `JSON-LD does not parse: ${error instanceof Error ? error.message : error}`;
    }
  }
}
