/**
 * What a first visit costs the reader: the page, its style sheets and its scripts with everything they import, each
 * compressed by brotli as a good host does. Sizes are the same on every machine, so this may be a test.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { all, attribute, elements, hasRel } from "../lib/html.js";
import { fileAt, readerPages } from "../lib/site.js";

/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */

export const BUDGET = 60_000;

/** @param {Site} site @returns {Problem[]} */
export function checkWeight(site) {
  return weights(site)
    .filter(({ bytes }) => bytes > BUDGET)
    .map(({ page, bytes, parts }) => ({ page, what: `weighs ${bytes} bytes compressed, over ${BUDGET}: ${parts}` }));
}

/** Every page's weight, the heaviest first. @param {Site} site */
export function weights(site) {
  /** @type {Map<string, number>} */
  const assets = new Map();
  return readerPages(site)
    .map((page) => {
      const needed = [...needs(site, page)];
      for (const file of needed) if (!assets.has(file)) assets.set(file, compressed(readFileSync(join(site.root, file))));
      const own = compressed(Buffer.from(page.html));
      const bytes = needed.reduce((sum, file) => sum + (assets.get(file) ?? 0), own);
      return { page: page.url, bytes, parts: [`html ${own}`, ...needed.map((file) => `${file} ${assets.get(file)}`)].join(", ") };
    })
    .sort((one, other) => other.bytes - one.bytes);
}

/**
 * The style sheets and scripts a page loads by itself; `data-module` names one that the site's script fetches at once
 * for an element that needs it.
 * @param {Site} site @param {import("../lib/site.js").Page} page
 */
function needs(site, page) {
  const styles = all(page.document, "link").filter((link) => hasRel(link, "stylesheet") || hasRel(link, "modulepreload"));
  const direct = [
    ...styles.map((link) => attribute(link, "href")),
    ...all(page.document, "script").map((script) => attribute(script, "src")),
    ...[...elements(page.document)].map((element) => attribute(element, "data-module")),
  ];
  /** @type {Set<string>} */
  const files = new Set();
  for (const address of direct) if (address) collect(site, new URL(address, `http://site${page.url}`), files);
  return files;
}

/** @param {Site} site @param {URL} address @param {Set<string>} files */
function collect(site, address, files) {
  const target = fileAt(site, address.pathname);
  if ("problem" in target || files.has(target.file)) return;
  files.add(target.file);
  const source = readFileSync(join(site.root, target.file), "utf8");
  for (const reference of imports(target.file, source)) collect(site, new URL(reference, address), files);
}

/** What a style sheet or a module imports at once; `import(…)` comes later and is not counted. @param {string} file @param {string} source */
export function imports(file, source) {
  const pattern = file.endsWith(".css")
    ? /@import\s+(?:url\()?\s*["']?([^"')\s;]+)/g
    : /(?:^|[;\n}])\s*(?:import|export)\b(?:[\w\s{},*$]*?\bfrom)?\s*["']([^"']+)["']/g;
  return [...source.matchAll(pattern)].map((match) => match[1] ?? "");
}

/** @param {Uint8Array} bytes */
function compressed(bytes) {
  return brotliCompressSync(bytes).length;
}
