/**
 * The built site under test, and how a test says what is wrong with it.
 */
import { fail } from "node:assert/strict";
import { existsSync } from "node:fs";
import { readSite } from "./site.js";

const N_SHOWN = 40;

/** The folder that `tests/run` built the site into. */
export function builtSite() {
  const root = process.env["TORG_SITE"];
  if (!root || !existsSync(root)) throw new Error("TORG_SITE names no built site: run `tests/run`, or build one and set it");
  return readSite(root);
}

/** @param {import("./site.js").Problem[]} problems */
export function none(problems) {
  if (problems.length === 0) return;
  const lines = problems.slice(0, N_SHOWN).map(({ page, what }) => `  ${page}: ${what}`);
  const rest = problems.length > N_SHOWN ? [`  … and ${problems.length - N_SHOWN} more`] : [];
  fail([`${problems.length} problems`, ...lines, ...rest].join("\n"));
}
