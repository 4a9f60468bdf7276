/**
 * Every address inside the site, in HTML, style sheets, feeds and data, leads to a file that is there, and every
 * fragment to an element with that id.
 */
import { attribute, elements } from "../lib/html.js";
import { fileAt, readText } from "../lib/site.js";

/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */

/** @type {Record<string, string[]>} */
const ADDRESSES = {
  a: ["href"], area: ["href"], link: ["href"], img: ["src"], script: ["src"], source: ["src"], video: ["src", "poster"],
  audio: ["src"], track: ["src"], iframe: ["src"], form: ["action"], use: ["href", "xlink:href"], image: ["href"],
};

/** @param {Site} site @returns {Problem[]} */
export function checkLinks(site) {
  const ids = new Map(site.pages.map((page) => [page.file, idsOf(page.document)]));
  /** @type {Problem[]} */
  const problems = [];
  /** @param {string} from @param {string} base @param {string} address */
  const check = (from, base, address) => {
    const what = fault(site, ids, base, address);
    if (what) problems.push({ page: from, what: `\`${address}\` ${what}` });
  };
  for (const page of site.pages) {
    for (const address of addressesOf(page.document)) check(page.url, page.url, address);
  }
  for (const file of site.files) {
    if (file.endsWith(".css")) {
      for (const [, address] of readText(site, file).matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)) check(`/${file}`, `/${file}`, address ?? "");
    } else if (/\.(xml|json|jsonld|rdf|csv|ics|txt)$/.test(file) && site.baseUrl) {
      // In a graph an address with a fragment is the name of a thing, and need be no place on a page.
      const isGraph = /\.(jsonld|rdf)$/.test(file);
      for (const address of ownAddresses(site.baseUrl, readText(site, file))) check(`/${file}`, "/", isGraph ? address.replace(/#.*/, "") : address);
    }
  }
  return problems;
}

/**
 * Ids that stand twice on a page: a link to one of them is a coin toss.
 * @param {Site} site @returns {Problem[]}
 */
export function checkIds(site) {
  return site.pages.flatMap((page) => {
    const seen = new Set();
    return [...elements(page.document)].flatMap((element) => {
      const id = attribute(element, "id");
      if (id === undefined) return [];
      if (seen.has(id)) return [{ page: page.url, what: `the id \`${id}\` stands twice` }];
      seen.add(id);
      return [];
    });
  });
}

/** @param {import("../lib/html.js").Document} document @returns {Generator<string>} */
function* addressesOf(document) {
  for (const element of elements(document)) {
    for (const name of ADDRESSES[element.tagName] ?? []) {
      const value = attribute(element, name);
      if (value !== undefined) yield value;
    }
    if (element.tagName === "img" || element.tagName === "source") {
      for (const candidate of attribute(element, "srcset")?.split(",") ?? []) yield candidate.trim().split(/\s+/)[0] ?? "";
    }
    if (element.tagName === "meta") {
      const content = attribute(element, "content") ?? "";
      const key = attribute(element, "property") ?? attribute(element, "http-equiv") ?? "";
      if (/^og:(url|image|audio|video)$/.test(key)) yield content;
      const refresh = /^refresh$/i.test(key) && /url\s*=\s*["']?([^"']+)/i.exec(content);
      if (refresh) yield refresh[1] ?? "";
    }
  }
}

/** @param {import("../lib/html.js").Document} document */
function idsOf(document) {
  return new Set([...elements(document)].flatMap((element) => [attribute(element, "id"), element.tagName === "a" ? attribute(element, "name") : undefined]).filter((id) => id !== undefined));
}

/** @param {string} baseUrl @param {string} source */
function* ownAddresses(baseUrl, source) {
  const unfolded = source.replaceAll("\r\n ", "").replaceAll("\\/", "/");
  const escaped = baseUrl.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  for (const [address] of unfolded.matchAll(new RegExp(`${escaped}/[^\\s"'<>\\\\,;)\\]]*`, "g"))) yield address.replaceAll("&amp;", "&");
}

/**
 * What is wrong with an address, or nothing. Other sites are not visited.
 * @param {Site} site @param {Map<string, Set<string>>} ids @param {string} base @param {string} address
 */
function fault(site, ids, base, address) {
  const origin = site.baseUrl ? new URL(site.baseUrl).origin : "http://site.invalid";
  let url;
  try {
    url = new URL(address, origin + base);
  } catch {
    return "is not a valid address";
  }
  if (!/^https?:$/.test(url.protocol) || url.origin !== origin) return undefined;
  const target = fileAt(site, url.pathname);
  if ("problem" in target) return target.problem;
  if (url.hash.length < 2 || url.hash.startsWith("#:~:")) return undefined;
  const id = decodeURIComponent(url.hash.slice(1));
  const known = ids.get(target.file);
  return known && !known.has(id) ? "points at an id that is not on that page" : undefined;
}
