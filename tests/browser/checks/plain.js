/**
 * The site with JavaScript turned off: everything a reader needs is still there.
 */
import { eachInTabs } from "../lib/browser.js";
import { all, attribute, elements, hasClass } from "../lib/html.js";
import { NARROW, WIDE } from "../lib/measure.js";
import { readerPages } from "../lib/site.js";
import { reachMenu } from "./keyboard.js";
import { readPortfolio } from "./open-data.js";

/** @typedef {import("../lib/browser.js").Browser} Browser */
/** @typedef {import("../lib/browser.js").Tab} Tab */
/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Page} Page */
/** @typedef {import("../lib/site.js").Problem} Problem */

const PORTFOLIO = "/portfolj/";
const SEARCH = "/sok/";

/** @param {Browser} browser @param {string} origin @param {Site} site @returns {Promise<Problem[]>} */
export async function checkPlain(browser, origin, site) {
  /** @type {Problem[]} */
  const problems = [];
  const filters = filterPages(site);
  if (filters.length === 0) problems.push({ page: PORTFOLIO, what: "has no filter page a reader without JavaScript could use" });
  const jobs = [
    { url: "/", job: readsStart },
    { url: PORTFOLIO, job: (/** @type {Tab} */ tab) => listsAll(tab, site) },
    ...filters.map((page) => ({ url: page.url, job: (/** @type {Tab} */ tab) => listsSome(tab, site) })),
    { url: SEARCH, job: listsTitles },
    ...pagesWith(site, "quiz").map((page) => ({ url: page.url, job: answersQuiz })),
    ...pagesWith(site, "film").map((page) => ({ url: page.url, job: linksFilm })),
  ];
  await eachInTabs(browser, { viewport: WIDE, javaScriptEnabled: false }, jobs, async (tab, { url, job }) => {
    await tab.setViewportSize(WIDE);
    const response = await tab.goto(origin + url, { waitUntil: "load" });
    const whats = response?.status() === 200 ? await job(tab) : ["is not there"];
    problems.push(...whats.map((what) => ({ page: url, what })));
  });
  return problems;
}

/** The portfolio's pre-built filter pages: those below it that it links to itself. @param {Site} site */
export function filterPages(site) {
  const portfolio = site.pages.find((page) => page.url === PORTFOLIO);
  const linked = new Set(portfolio && all(portfolio.document, "a").map((link) => new URL(attribute(link, "href") ?? "", `http://site${PORTFOLIO}`).pathname));
  return readerPages(site).filter((page) => page.url !== PORTFOLIO && page.url.startsWith(PORTFOLIO) && linked.has(page.url));
}

/** @param {Site} site @param {string} className */
function pagesWith(site, className) {
  return readerPages(site).filter((page) => [...elements(page.document)].some((element) => hasClass(element, className)));
}

/** @param {Tab} tab @returns {Promise<string[]>} */
async function readsStart(tab) {
  const faults = [];
  const words = (await tab.locator("main").innerText()).trim().split(/\s+/).length;
  if (words < 30) faults.push(`shows ${words} words`);
  if ((await tab.locator("header nav a:visible").count()) < 2) faults.push("shows no menu on a wide screen");
  await tab.setViewportSize(NARROW);
  return [...faults, ...(await reachMenu(tab))];
}

/** The initiatives a page links to. @param {Tab} tab @returns {Promise<Set<string>>} */
async function listed(tab) {
  const links = await tab.locator("main a[href*='/initiativ/']:visible").all();
  const addresses = await Promise.all(links.map((link) => link.getAttribute("href")));
  return new Set(addresses.map((address) => new URL(address ?? "", "http://site/").pathname));
}

/** @param {Tab} tab @param {Site} site @returns {Promise<string[]>} */
async function listsAll(tab, site) {
  const shown = await listed(tab);
  const missing = readPortfolio(site).initiatives.filter((initiative) => !shown.has(new URL(initiative.url, "http://site/").pathname));
  return missing.map((initiative) => `does not show ${initiative.id}`);
}

/** @param {Tab} tab @param {Site} site @returns {Promise<string[]>} */
async function listsSome(tab, site) {
  const nShown = (await listed(tab)).size;
  const nAll = readPortfolio(site).initiatives.length;
  if (nShown > nAll) return [`shows ${nShown} of ${nAll} initiatives`];
  return nShown === 0 ? ["shows no initiative"] : [];
}

/** @param {Tab} tab @returns {Promise<string[]>} */
async function listsTitles(tab) {
  const nLinks = await tab.locator("main a[href]:not([href^='#']):visible").count();
  return nLinks < 3 ? [`lists ${nLinks} titles`] : [];
}

/** @param {Tab} tab @returns {Promise<string[]>} */
async function answersQuiz(tab) {
  for (const quiz of await tab.locator(".quiz").all()) {
    for (const summary of await quiz.locator("details > summary:visible").all()) await summary.click();
  }
  const hidden = await tab.locator(".quiz").evaluateAll((quizzes) =>
    quizzes.flatMap((quiz) => [...quiz.querySelectorAll("p, li, label, summary")])
      .filter((element) => !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((element) => (element.textContent ?? "").trim().slice(0, 30)));
  const nAnswers = await tab.locator(".quiz details").count();
  return [...hidden.map((words) => `the quiz hides \`${words}\``), ...(nAnswers === 0 ? ["the quiz has no answer to open"] : [])];
}

/** @param {Tab} tab @returns {Promise<string[]>} */
async function linksFilm(tab) {
  const films = await tab.locator(".film").all();
  const links = await Promise.all(films.map((film) => film.locator("a[href^='http']:visible").count()));
  return links.some((count) => count === 0) ? ["a film has no link to follow"] : [];
}
