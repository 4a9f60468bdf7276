/**
 * The built site as files: which pages there are, what each address leads to. Knows no browser.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { all, attribute, elements, hasRel, meta, parseHtml } from "./html.js";

/**
 * @typedef {object} Page
 * @property {string} url       its address on the site, from the root: `/om/`
 * @property {string} file      its path in the output folder, with `/`
 * @property {string} html      its bytes as text
 * @property {import("./html.js").Document} document
 * @property {boolean} redirect it only sends the reader elsewhere
 * @property {string} template  what drew it: see `templateOf`
 */

/**
 * @typedef {object} Site
 * @property {string} root      the output folder
 * @property {string} baseUrl   the public address without a final `/`, read off a page's canonical link
 * @property {Set<string>} files every file, with `/`
 * @property {Page[]} pages     every HTML page, redirects included, in the order of their addresses
 */

/** One thing that is wrong: where, and what. @typedef {{ page: string, what: string }} Problem */

/** @param {string} root @returns {Site} */
export function readSite(root) {
  const files = listFiles(root);
  const pages = files.filter((file) => file.endsWith(".html")).map((file) => readPage(root, file));
  const addresses = new Set(pages.map((page) => page.url));
  for (const page of pages) page.template = templateOf(page, addresses);
  pages.sort((one, other) => (one.url < other.url ? -1 : 1)); // the start page first
  return { root, baseUrl: baseUrlOf(pages), files: new Set(files), pages };
}

/** The pages a reader stops at. @param {Site} site */
export function readerPages(site) {
  return site.pages.filter((page) => !page.redirect);
}

/** The page shown where there is none: it has no address of its own. @param {Page} page */
export function isNotFound(page) {
  return page.url.endsWith("/404.html");
}

/**
 * One page for each template: the one with most in it, since it shows most of what the template can do.
 * @param {Site} site
 */
export function onePagePerTemplate(site) {
  /** @type {Map<string, Page>} */
  const chosen = new Map();
  for (const page of readerPages(site)) {
    const best = chosen.get(page.template);
    if (!best || page.html.length > best.html.length) chosen.set(page.template, page);
  }
  return [...chosen.values()];
}

/**
 * The file an address leads to, or why it leads nowhere.
 * @param {Site} site @param {string} pathname
 * @returns {{ file: string } | { problem: string }}
 */
export function fileAt(site, pathname) {
  let path;
  try {
    path = decodeURIComponent(pathname).slice(1);
  } catch {
    return { problem: "is not a valid address" };
  }
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  if (site.files.has(file)) return { file };
  if (site.files.has(`${path}/index.html`)) return { problem: "lacks its final `/`" };
  return { problem: "leads nowhere" };
}

/** @param {Site} site @param {string} file */
export function readText(site, file) {
  return readFileSync(join(site.root, file), "utf8");
}

/** @param {string} root @returns {string[]} */
function listFiles(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(root, "/").length).replaceAll("\\", "/"))
    .sort();
}

/** @param {string} root @param {string} file @returns {Page} */
function readPage(root, file) {
  const html = readFileSync(join(root, file), "utf8");
  const document = parseHtml(html);
  const url = `/${file.replace(/(^|\/)index\.html$/, "$1")}`;
  return { url, file, html, document, redirect: meta(document, "refresh") !== undefined, template: "" };
}

/** @param {Page[]} pages */
function baseUrlOf(pages) {
  for (const page of pages) {
    const link = all(page.document, "link").find((element) => hasRel(element, "canonical"));
    const href = (link && attribute(link, "href")) ?? "";
    if (/^https?:/.test(href) && href.endsWith(page.url)) return href.slice(0, -page.url.length);
  }
  return "";
}

/**
 * The template's name from `data-template`, where the theme tells it. Else a page at the top or with pages below it is
 * taken for one of a kind, named by its address, and any other for one of those that `<body class="kind-…">` names. The
 * pages of a further language, in a folder of its own, count by kind.
 * @param {Page} page @param {Set<string>} addresses
 */
function templateOf(page, addresses) {
  let [kind, language] = ["", ""];
  for (const element of elements(page.document)) {
    const name = attribute(element, "data-template");
    if (name) return name;
    if (element.tagName === "html") language = attribute(element, "lang") ?? "";
    if (element.tagName !== "body") continue;
    kind = /(?:^|\s)kind-(\S+)/.exec(attribute(element, "class") ?? "")?.[1] ?? "";
    break;
  }
  const folders = page.url.split("/").filter(Boolean);
  if (folders[0] === language) return `${language}:${kind}`;
  const isSection = [...addresses].some((address) => address !== page.url && address.startsWith(page.url));
  return folders.length < 2 || (isSection && !kind) ? page.url : `${kind || folders[0]}${isSection ? "/" : ""}`;
}
