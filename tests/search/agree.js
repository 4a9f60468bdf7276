// @ts-check
/**
 * Asks the browser's reader what `cases.json` in a folder says that the Rust reader answered, over the bundle in the same
 * folder, and compares. Run by `cargo test`: node tests/search/agree.js FOLDER
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * @typedef {{ text: string, lang: string | null, urls: string[], scores: number[], total: number, partial: number, words: (string | null)[], corrected: string | null, completions: string[] }} Case
 * @typedef {{ stems: [string, string, string][], cases: Case[] }} Cases
 */

const folder = resolve(process.argv[2] ?? ".");
// The folder has the theme's scripts as they are published, and says that they are modules.
/** @type {(name: string) => Promise<any>} */
const load = (name) => import(pathToFileURL(join(folder, name)).href);
/** @type {typeof import("../../themes/torget/assets/js/search.js")} */
const { Reader, searchAll, stem, fold } = await load("search.js");
/** @type {{ default: (word: string) => string }} */
const { default: english } = await load("search-english.js");
/** @type {Cases} */
const { stems, cases } = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8"));
const KINDS = ["Exact", "Folded", "Prefix", "Corrected", "Part"];
let wrong = 0;

/** @param {string} what @param {unknown} here @param {unknown} there */
function same(what, here, there) {
  if (JSON.stringify(here) === JSON.stringify(there)) return;
  wrong += 1;
  if (wrong <= 20) console.error(`${what}: the browser says ${JSON.stringify(here)}, Rust says ${JSON.stringify(there)}`);
}

for (const [lang, word, expected] of stems) {
  same(`stem of ${word} (${lang})`, lang === "en" ? english(fold(word)) : stem(lang, fold(word)), expected);
}

const reader = await Reader.open(async (name) => readFileSync(join(folder, name)));
for (const { text, lang, ...expected } of cases) {
  const found = await searchAll([reader], { text, ...(lang ? { lang } : {}), limit: 10 });
  same(JSON.stringify(text), {
    urls: found.hits.map(({ card }) => card?.url),
    scores: found.hits.map(({ score }) => score),
    total: found.total,
    partial: found.partial,
    words: found.words.map(({ kind }) => (kind === undefined ? null : KINDS[kind])),
    corrected: found.corrected ?? null,
    completions: lang ? await reader.complete(lang, text) : [],
  }, expected);
}
console.log(`${stems.length} stems, ${cases.length} queries, ${wrong} differ`);
process.exit(wrong ? 1 : 0);
