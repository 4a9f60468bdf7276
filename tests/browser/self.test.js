/**
 * The checks checked: on a sound site each is silent, and each finds the defect planted for it. A check that cannot
 * fail proves nothing.
 */
import { deepEqual, match } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkCalendars } from "./checks/calendars.js";
import { checkFeeds } from "./checks/feeds.js";
import { checkHead } from "./checks/head.js";
import { checkKeyboard } from "./checks/keyboard.js";
import { checkIds, checkLinks } from "./checks/links.js";
import { checkMarkup } from "./checks/nu.js";
import { checkOpenData, countStatuses } from "./checks/open-data.js";
import { visitPages } from "./checks/pages.js";
import { checkPlain } from "./checks/plain.js";
import { checkPolicy } from "./checks/policy.js";
import { checkPromised } from "./checks/promised.js";
import { checkSitemap } from "./checks/sitemap.js";
import { checkPrint, checkShapes, checkStillness } from "./checks/templates.js";
import { checkWeight } from "./checks/weight.js";
import { BEHAVIOUR_DEFECTS, FILE_DEFECTS, PAGE_DEFECTS } from "./fixtures/defects.js";
import { soundSite, writeSite } from "./fixtures/sound.js";
import { openBrowser, whileServed } from "./lib/browser.js";
import { readSite } from "./lib/site.js";

/** @typedef {import("./lib/site.js").Site} Site */
/** @typedef {import("./lib/site.js").Problem} Problem */

/** @type {Record<string, (site: Site) => Problem[]>} */
const FILE_CHECKS = {
  promised: checkPromised, head: checkHead, policy: checkPolicy, weight: checkWeight, links: checkLinks, ids: checkIds, markup: checkMarkup,
  feeds: checkFeeds, calendars: checkCalendars, sitemap: checkSitemap, openData: checkOpenData,
};

/** @type {Record<string, (browser: import("./lib/browser.js").Browser, origin: string, site: Site) => Promise<Problem[]>>} */
const BEHAVIOUR_CHECKS = { shapes: checkShapes, print: checkPrint, stillness: checkStillness, keyboard: checkKeyboard, plain: checkPlain };

/** @param {Problem[]} problems */
const lines = (problems) => problems.map(({ page, what }) => `${page}: ${what}`);

/**
 * Writes the sound site with a defect in it, or as it is, and gives it to `work`.
 * @template T
 * @param {(files: import("./fixtures/sound.js").Files) => void} plant
 * @param {(site: Site) => Promise<T> | T} work
 */
async function withSite(plant, work) {
  const root = mkdtempSync(join(tmpdir(), "torg-self-"));
  const files = soundSite();
  plant(files);
  writeSite(files, root);
  try {
    return await work(readSite(root));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** @param {string[]} found @param {RegExp} says */
function finds(found, says) {
  match(found.find((line) => says.test(line)) ?? found.join("\n"), says);
}

test("the file checks are silent on a sound site", () => withSite(() => {}, (site) => {
  for (const [name, check] of Object.entries(FILE_CHECKS)) deepEqual(lines(check(site)), [], name);
}));

test("statuses are counted in the focus area asked for and in no other", () => withSite(() => {}, (site) => {
  deepEqual(countStatuses(site, "skolresultat"), { prioritised: 1 });
  deepEqual(countStatuses(site, "nara-vard"), {});
}));

for (const { check, name, plant, says } of FILE_DEFECTS) {
  test(`${check} finds ${name}`, () => withSite(plant, (site) => finds(lines(FILE_CHECKS[check]?.(site) ?? []), says)));
}

/** @type {import("./lib/browser.js").Browser} */
let browser;
before(async () => void (browser = await openBrowser()));
after(() => browser.close());

test("the browser checks are silent on a sound site", () => withSite(() => {}, (site) => whileServed(site.root, async (origin) => {
  for (const [name, problems] of Object.entries(await visitPages(browser, origin, site))) deepEqual(lines(problems), [], name);
  for (const [name, check] of Object.entries(BEHAVIOUR_CHECKS)) deepEqual(lines(await check(browser, origin, site)), [], name);
})));

/** The pages a defect is planted on, and no others, to be quick. @param {Site} site @param {string[]} urls @returns {Site} */
const only = (site, urls) => ({ ...site, pages: site.pages.filter((page) => urls.includes(page.url)) });

for (const { check, name, plant, says } of PAGE_DEFECTS) {
  test(`the walk finds ${name}`, () => withSite(plant, (site) => whileServed(site.root, async (origin) => {
    const found = await visitPages(browser, origin, only(site, ["/om/"]));
    finds(lines(found[/** @type {keyof typeof found} */ (check)]), says);
  })));
}

for (const { check, name, plant, says } of BEHAVIOUR_DEFECTS) {
  test(`${check} finds ${name}`, () => withSite(plant, (site) => whileServed(site.root, async (origin) => {
    const seen = check === "plain" ? site : only(site, ["/", "/om/"]);
    finds(lines((await BEHAVIOUR_CHECKS[check]?.(browser, origin, seen)) ?? []), says);
  })));
}
