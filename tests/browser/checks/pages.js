/**
 * Every page once in a real browser: accessible, quiet, at home, and no wider than a small phone.
 */
import { runAxe } from "../lib/axe.js";
import { eachInTabs } from "../lib/browser.js";
import { NARROW, WIDE, sticksOut, watch } from "../lib/measure.js";
import { readerPages } from "../lib/site.js";

/** @typedef {import("../lib/site.js").Problem} Problem */
/** @typedef {{ axe: Problem[], console: Problem[], policy: Problem[], foreign: Problem[], width: Problem[] }} Findings */

/**
 * @param {import("../lib/browser.js").Browser} browser @param {string} origin @param {import("../lib/site.js").Site} site
 * @returns {Promise<Findings>}
 */
export async function visitPages(browser, origin, site) {
  /** @type {Findings} */
  const found = { axe: [], console: [], policy: [], foreign: [], width: [] };
  await eachInTabs(browser, { viewport: WIDE, colorScheme: "light" }, readerPages(site), async (tab, page) => {
    /** @param {Problem[]} list @param {string[]} whats */
    const note = (list, whats) => list.push(...whats.map((what) => ({ page: page.url, what })));
    await tab.setViewportSize(WIDE);
    const seen = await watch(tab, origin, async () => {
      await tab.goto(origin + page.url, { waitUntil: "load" });
      note(found.axe, await runAxe(tab));
    });
    note(found.console, seen.errors);
    note(found.policy, seen.breaches);
    note(found.foreign, seen.foreign);
    await tab.setViewportSize(NARROW);
    note(found.width, await sticksOut(tab));
  });
  return found;
}
