/**
 * One page of each template, looked at in every shape a reader may meet it: phone and desk, light and dark, on paper,
 * with motion turned off.
 */
import { runAxe } from "../lib/axe.js";
import { eachInTabs } from "../lib/browser.js";
import { all, attribute } from "../lib/html.js";
import { NARROW, WIDE, sticksOut } from "../lib/measure.js";
import { onePagePerTemplate } from "../lib/site.js";

/** @typedef {import("../lib/browser.js").Browser} Browser */
/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */

/** @param {Browser} browser @param {string} origin @param {Site} site @returns {Promise<Problem[]>} */
export async function checkShapes(browser, origin, site) {
  /** @type {Problem[]} */
  const problems = [];
  const shapes = [NARROW, WIDE].flatMap((viewport) => [/** @type {const} */ ("light"), /** @type {const} */ ("dark")].map((colorScheme) => ({ viewport, colorScheme })));
  for (const { viewport, colorScheme } of shapes) {
    await eachInTabs(browser, { viewport, colorScheme }, onePagePerTemplate(site), async (tab, page) => {
      await tab.goto(origin + page.url, { waitUntil: "load" });
      for (const what of [...(await runAxe(tab)), ...(await sticksOut(tab))]) {
        problems.push({ page: `${page.url} (${page.template}, ${viewport.width} px, ${colorScheme})`, what });
      }
    });
  }
  return problems;
}

/**
 * On paper there is nothing to click: navigation is gone, and a link outwards shows its address.
 * @param {Browser} browser @param {string} origin @param {Site} site @returns {Promise<Problem[]>}
 */
export async function checkPrint(browser, origin, site) {
  /** @type {Problem[]} */
  const problems = [];
  await eachInTabs(browser, { viewport: WIDE }, pagesToPrint(site), async (tab, page) => {
    await tab.emulateMedia({ media: "print" });
    await tab.goto(origin + page.url, { waitUntil: "load" });
    const whats = await tab.evaluate(() => {
      const shown = (/** @type {Element} */ element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 1;
      const navigation = [...document.querySelectorAll("nav, body > a[href^='#']")].filter(shown)
        .map((element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> is printed`);
      const bare = [...document.querySelectorAll("main a[href^='http']")].filter(shown)
        .filter((link) => !getComputedStyle(link, "::after").content.includes(link.getAttribute("href") ?? "") && !(link.textContent ?? "").includes(link.getAttribute("href") ?? ""))
        .map((link) => `the address of \`${link.textContent?.trim()}\` is not printed`);
      return [...navigation, ...bare];
    });
    problems.push(...whats.map((what) => ({ page: page.url, what })));
  });
  return problems;
}

/** One page per template, and one more that links outwards if none of them does. @param {Site} site */
function pagesToPrint(site) {
  const chosen = onePagePerTemplate(site);
  const extra = site.pages.find((page) => !page.redirect && linksOutwards(page));
  return extra && !chosen.some(linksOutwards) ? [...chosen, extra] : chosen;
}

/** @param {import("../lib/site.js").Page} page */
function linksOutwards(page) {
  return all(page.document, "main").some((main) => all(main, "a").some((link) => attribute(link, "href")?.startsWith("http")));
}

/**
 * A reader who asked for less motion gets none.
 * @param {Browser} browser @param {string} origin @param {Site} site @returns {Promise<Problem[]>}
 */
export async function checkStillness(browser, origin, site) {
  /** @type {Problem[]} */
  const problems = [];
  await eachInTabs(browser, { viewport: WIDE, reducedMotion: "reduce" }, onePagePerTemplate(site), async (tab, page) => {
    await tab.goto(origin + page.url, { waitUntil: "load" });
    const whats = await tab.evaluate(() => {
      const seconds = (/** @type {string} */ list) => Math.max(...list.split(",").map((time) => parseFloat(time)));
      const moving = [...document.querySelectorAll("*")].filter((element) => {
        const style = getComputedStyle(element);
        return seconds(style.transitionDuration) > 0.011 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.011);
      });
      const named = moving.slice(0, 3).map((element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> still moves`);
      const smooth = getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["the page still scrolls smoothly"] : [];
      return [...named, ...smooth];
    });
    problems.push(...whats.map((what) => ({ page: page.url, what })));
  });
  return problems;
}
