/**
 * The built site as files: what can be told without opening a browser.
 */
import { ok } from "node:assert/strict";
import { before, test } from "node:test";
import { checkCalendars } from "./checks/calendars.js";
import { checkCatalogue } from "./checks/catalogue.js";
import { checkFeeds } from "./checks/feeds.js";
import { checkHead } from "./checks/head.js";
import { checkIds, checkLinks } from "./checks/links.js";
import { checkMarkup } from "./checks/nu.js";
import { checkOpenData, checkSchemas } from "./checks/open-data.js";
import { checkPolicy } from "./checks/policy.js";
import { checkPromised } from "./checks/promised.js";
import { checkSitemap } from "./checks/sitemap.js";
import { checkWeight, weights } from "./checks/weight.js";
import { builtSite, none } from "./lib/built.js";
import { readerPages } from "./lib/site.js";

/** @type {import("./lib/site.js").Site} */
let site;
before(() => void (site = builtSite()));

test("the site has its pages", () => ok(readerPages(site).length > 100, `${readerPages(site).length} pages`));
test("the files that others rely on are there", () => none(checkPromised(site)));
test("every page has a language, one main heading, a description and data for those who share it", () => none(checkHead(site)));
test("every page has a strict policy and no inline code", () => none(checkPolicy(site)));
test("a first visit to any page costs at most 60 kB compressed", (context) => {
  for (const { page, bytes } of weights(site).slice(0, 3)) context.diagnostic(`${page} ${bytes} bytes`);
  none(checkWeight(site));
});
test("no internal link, anchor or asset is broken", () => none(checkLinks(site)));
test("no id stands twice on a page", () => none(checkIds(site)));
test("the Nu HTML checker finds no error", () => none(checkMarkup(site)));
test("feeds parse and agree", () => none(checkFeeds(site)));
test("calendars parse the same in two libraries", () => none(checkCalendars(site)));
test("the sitemap lists the pages there are", () => none(checkSitemap(site)));
test("the portfolio's JSON and CSV agree", () => none(checkOpenData(site)));
test("every file of open data follows its schema", () => none(checkSchemas(site)));
test("the data catalogue is one graph in both its formats, and says what the Swedish profile demands", async () => none(await checkCatalogue(site)));
