/**
 * The sitemap is well-formed, lists pages that are there, and lists all that may be found.
 */
import { join } from "node:path";
import { meta } from "../lib/html.js";
import { parseWithPython } from "../lib/python.js";
import { fileAt, isNotFound, readerPages, readText } from "../lib/site.js";

/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */

/** @param {Site} site @returns {Problem[]} */
export function checkSitemap(site) {
  if (!site.files.has("sitemap.xml")) return [{ page: "/sitemap.xml", what: "is missing" }];
  const [sitemap] = parseWithPython("xml", [join(site.root, "sitemap.xml")]);
  return [...sitemapFaults(site, sitemap), ...robotsFaults(site)];
}

/** @param {Site} site @param {import("../lib/python.js").ParsedXml | undefined} sitemap @returns {Generator<Problem>} */
function* sitemapFaults(site, sitemap) {
  const page = "/sitemap.xml";
  if (!sitemap || sitemap.problem) {
    yield { page, what: `is not well-formed: ${sitemap?.problem}` };
    return;
  }
  if (sitemap.root !== "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset") yield { page, what: `has the root \`${sitemap.root}\`` };
  const listed = new Set(sitemap.locations);
  if (listed.size !== sitemap.locations.length) yield { page, what: "lists an address twice" };
  const hidden = new Map(site.pages.filter((page) => !isFindable(page)).map((page) => [page.file, page]));
  for (const address of listed) {
    if (!address.startsWith(`${site.baseUrl}/`)) yield { page, what: `\`${address}\` is not on the site` };
    else {
      const target = fileAt(site, address.slice(site.baseUrl.length));
      if ("problem" in target) yield { page, what: `\`${address}\` ${target.problem}` };
      else if (hidden.has(target.file)) yield { page, what: `\`${address}\` is a redirect or asks not to be found` };
    }
  }
  for (const found of readerPages(site).filter(isFindable)) {
    if (!listed.has(site.baseUrl + encodeURI(found.url))) yield { page, what: `lacks ${found.url}` };
  }
}

/** @param {import("../lib/site.js").Page} page */
function isFindable(page) {
  return !page.redirect && !isNotFound(page) && !/noindex/.test(meta(page.document, "robots") ?? "");
}

/** @param {Site} site @returns {Generator<Problem>} */
function* robotsFaults(site) {
  if (!site.files.has("robots.txt")) yield { page: "/robots.txt", what: "is missing" };
  else if (!readText(site, "robots.txt").includes(`Sitemap: ${site.baseUrl}/sitemap.xml`)) yield { page: "/robots.txt", what: "does not name the sitemap" };
}
