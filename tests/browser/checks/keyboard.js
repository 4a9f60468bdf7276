/**
 * The site with a keyboard and nothing else.
 */
import { eachInTabs } from "../lib/browser.js";
import { NARROW, WIDE } from "../lib/measure.js";
import { onePagePerTemplate } from "../lib/site.js";

/** @typedef {import("../lib/browser.js").Browser} Browser */
/** @typedef {import("../lib/browser.js").Tab} Tab */
/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */

/** Enough to pass the header and see each sort of thing a page holds; the longest lists hold hundreds. */
const N_STOPS = 60;

/** @param {Browser} browser @param {string} origin @param {Site} site @returns {Promise<Problem[]>} */
export async function checkKeyboard(browser, origin, site) {
  /** @type {Problem[]} */
  const problems = [];
  await eachInTabs(browser, { viewport: WIDE, reducedMotion: "reduce" }, onePagePerTemplate(site), async (tab, page) => {
    /** @param {string[]} whats */
    const note = (whats) => problems.push(...whats.map((what) => ({ page: page.url, what })));
    await tab.setViewportSize(WIDE);
    await tab.goto(origin + page.url, { waitUntil: "load" });
    note(await tabThrough(tab));
    note(await openDetails(tab));
    note(await skipToContent(tab, origin + page.url));
    await tab.setViewportSize(NARROW);
    await tab.goto(origin + page.url, { waitUntil: "load" });
    note(await reachMenu(tab));
  });
  return problems;
}

/** Each stop is seen, and shows that it has the focus. @param {Tab} tab @returns {Promise<string[]>} */
async function tabThrough(tab) {
  /** @type {string[]} */
  const faults = [];
  for (let stop = 0; stop < N_STOPS; stop++) {
    await tab.keyboard.press("Tab");
    const fault = await tab.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return "end";
      const name = `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> \`${(element.textContent ?? "").trim().slice(0, 30)}\``;
      const box = element.getBoundingClientRect();
      /** @param {Element | null} candidate */
      const isMarked = (candidate) => {
        if (!candidate) return false;
        const style = getComputedStyle(candidate);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      };
      if (![element, element.closest("label"), element.nextElementSibling].some(isMarked)) return `${name} does not show that it has the focus`;
      if (box.width < 2 || box.height < 2) return `${name} has the focus but cannot be seen`;
      if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `${name} has the focus outside the window`;
      return "";
    });
    if (fault === "end") return stop === 0 ? ["nothing can be reached with the keyboard"] : faults;
    if (fault && !faults.includes(fault)) faults.push(fault);
  }
  return faults;
}

/** The first stop is the skip link; following it leads the next stop into <main>. @param {Tab} tab @param {string} address @returns {Promise<string[]>} */
async function skipToContent(tab, address) {
  await tab.goto("about:blank");
  await tab.goto(address, { waitUntil: "load" });
  await tab.keyboard.press("Tab");
  const target = await tab.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
  if (!target.startsWith("#")) return ["the first stop is not a skip link"];
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  const place = await tab.evaluate((id) => {
    const main = document.querySelector("main");
    const element = document.activeElement;
    if (!main || !main.contains(document.getElementById(id)) && main.id !== id) return "the skip link does not lead to <main>";
    const hasStops = main.querySelector("a[href], button, input, select, textarea, summary") !== null;
    return hasStops && element && !main.contains(element) ? "after the skip link the next stop is not in <main>" : "";
  }, target.slice(1));
  return place ? [place] : [];
}

/** Every <details> of the content opens with Enter. @param {Tab} tab @returns {Promise<string[]>} */
async function openDetails(tab) {
  /** @type {string[]} */
  const faults = [];
  const summaries = await tab.locator("main details:not([open]) > summary:visible").all();
  for (const summary of summaries.slice(0, 3)) {
    const label = (await summary.innerText()).slice(0, 30);
    const handle = await summary.elementHandle();
    await handle?.focus();
    await tab.keyboard.press("Enter");
    const isOpen = await handle?.evaluate((element) => element.parentElement?.hasAttribute("open"));
    if (!isOpen) faults.push(`\`${label}\` does not open with Enter`);
  }
  return faults;
}

/** On a phone the menu's links are there, or come when its button is pressed. @param {Tab} tab @returns {Promise<string[]>} */
export async function reachMenu(tab) {
  const links = tab.locator("header nav a:visible");
  if ((await links.count()) > 0) return [];
  const opener = tab.locator("header summary:visible, header button[popovertarget]:visible, header button[aria-expanded]:visible").first();
  if ((await opener.count()) === 0) return ["a narrow page has neither a menu nor a way to open it"];
  await opener.focus();
  await tab.keyboard.press("Enter");
  if ((await links.count()) === 0) return ["the menu does not open with Enter"];
  await tab.keyboard.press("Tab");
  const isInMenu = await tab.evaluate(() => document.activeElement?.closest("header") !== null);
  return isInMenu ? [] : ["the opened menu is not the next stop"];
}
