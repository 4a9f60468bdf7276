/**
 * What the real site has no records for, or no reader meets there: pages of goals, ideas and assessments, the form for ideas
 * when it has somewhere to go, the comparison that only a closed circle sees, and the board's report. They pass the same
 * gates as every page.
 */
import { deepEqual } from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkIds, checkLinks } from "./checks/links.js";
import { checkMarkup } from "./checks/nu.js";
import { checkPrint, checkShapes } from "./checks/templates.js";
import { addExampleRecords } from "./fixtures/example-records.js";
import { Arena } from "./lib/arena.js";
import { openBrowser, whileServed } from "./lib/browser.js";
import { none } from "./lib/built.js";
import { readSite } from "./lib/site.js";

const REPORT = "/rapport.html";

/** Every page that shows something of the records, and the two documents that stand alone. */
const PAGES = [
  "/_torg/internal/ideas.html",
  "/aktiviteter/almedalen-2022/",
  "/bedomning/exempel/",
  "/ideer/",
  "/ideer/publika/",
  "/ideer/publika/oppet-kok/",
  "/ideer/traffpunkter/",
  "/initiativ/maltider-och-moten/",
  "/portfolj/",
  REPORT,
  "/samhallsmal/",
  "/samhallsmal/fler-klarar-skolan/",
  "/uppfoljning/",
];

/** @type {Arena} */
let arena;
/** @type {import("./lib/site.js").Site} */
let whole;
/** @type {import("./lib/site.js").Site} */
let site;
/** @type {import("./lib/browser.js").Browser} */
let browser;
before(async () => {
  arena = new Arena();
  browser = await openBrowser();
  addExampleRecords(arena);
  const root = join(arena.root, "internal");
  arena.run("build", "--internal", "--out", root);
  arena.run("report", "board", "--as-of", "2023-12-19", "--now", "2023-12-19T12:00:00+01:00", "--out", join(root, REPORT));
  whole = readSite(root);
  // Each of them is looked at, whatever template drew it.
  site = { ...whole, pages: whole.pages.filter((page) => PAGES.includes(page.url)).map((page) => ({ ...page, template: page.url })) };
});
after(async () => {
  await browser.close();
  arena.remove();
});

test("the pages are there", () => deepEqual(site.pages.map((page) => page.url), PAGES));
test("the Nu HTML checker finds no error", () => none(checkMarkup(site)));
test("no id stands twice on a page", () => none(checkIds(site)));
test("no internal link, anchor or asset is broken", () => none(checkLinks(whole)));
test("axe-core finds nothing at 320 and 1280 px, light and dark", async () => none(await whileServed(site.root, (origin) => checkShapes(browser, origin, site))));
test("they print without navigation and with addresses", async () => {
  // The board's report is one A4 for each focus area: there are names on it, not addresses.
  const printed = { ...site, pages: site.pages.filter((page) => page.url !== REPORT) };
  none(await whileServed(site.root, (origin) => checkPrint(browser, origin, printed)));
});
