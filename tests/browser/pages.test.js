/**
 * Every page of the built site, once, in Chromium.
 */
import { before, test } from "node:test";
import { visitPages } from "./checks/pages.js";
import { builtSite, none } from "./lib/built.js";
import { openBrowser, whileServed } from "./lib/browser.js";

/** @type {import("./checks/pages.js").Findings} */
let found;
before(async () => {
  const site = builtSite();
  const browser = await openBrowser();
  found = await whileServed(site.root, (origin) => visitPages(browser, origin, site)).finally(() => browser.close());
});

test("every page passes axe-core, WCAG 2.2 A and AA", () => none(found.axe));
test("no page writes an error to the console", () => none(found.console));
test("no page breaks its own Content-Security-Policy", () => none(found.policy));
test("no page asks another host for anything", () => none(found.foreign));
test("no page scrolls sideways at 320 px", () => none(found.width));
