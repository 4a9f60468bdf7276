/**
 * axe-core in a tab. It is evaluated over the debugging protocol, so the page's own policy stays in force.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2, levels A and AA, with what it takes over from 2.0 and 2.1. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/**
 * The rules a page breaks, one text for each element that breaks one.
 * @param {import("./browser.js").Tab} tab @returns {Promise<string[]>}
 */
export async function runAxe(tab) {
  await tab.evaluate(source);
  const violations = await tab.evaluate(async (rules) => {
    const { axe } = /** @type {{ axe: typeof import("axe-core") }} */ (/** @type {unknown} */ (window));
    const results = await axe.run(document, { runOnly: rules, resultTypes: ["violations"], iframes: false, preload: false });
    return results.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => ({ target: node.target.join(" "), summary: node.failureSummary ?? "" })) }));
  }, RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, summary }) => `${id} at \`${target}\`: ${summary.replace(/\s+/g, " ")}`));
}
