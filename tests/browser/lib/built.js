/**
 * The built site under test, and how a test says what is wrong with it.
 */
import { fail } from "node:assert/strict";
import { existsSync } from "node:fs";
import { SITE } from "./project.js";
import { readSite } from "./site.js";

const N_SHOWN = 40;

/** The site that `tests/run` built. */
export function builtSite() {
  if (!existsSync(SITE)) throw new Error(`no site in ${SITE}: run \`tests/run\`, or build one there`);
  return readSite(SITE);
}

/**
 * Passes when there is no problem. One that many pages share, as those of a template do, is told once, with its number.
 * @param {import("./site.js").Problem[]} problems
 */
export function none(problems) {
  if (problems.length === 0) return;
  /** @type {Map<string, string[]>} */
  const pages = new Map();
  for (const { page, what } of problems) pages.set(what, [...(pages.get(what) ?? []), page]);
  const lines = [...pages].map(([what, [first, ...rest]]) => `  ${first}${rest.length > 0 ? ` (and ${rest.length} more)` : ""}: ${what}`);
  const unshown = lines.length > N_SHOWN ? [`  … and ${lines.length - N_SHOWN} other problems`] : [];
  fail([`${problems.length} problems`, ...lines.slice(0, N_SHOWN), ...unshown].join("\n"));
}
