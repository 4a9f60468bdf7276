/**
 * One page of each template of the built site, in every shape and for every way of reading.
 */
import { after, before, test } from "node:test";
import { checkKeyboard } from "./checks/keyboard.js";
import { checkPlain } from "./checks/plain.js";
import { checkPrint, checkShapes, checkStillness } from "./checks/templates.js";
import { builtSite, none } from "./lib/built.js";
import { openBrowser, whileServed } from "./lib/browser.js";
import { onePagePerTemplate } from "./lib/site.js";

/** @typedef {import("./lib/browser.js").Browser} Browser */
/** @typedef {import("./lib/site.js").Site} Site */
/** @typedef {import("./lib/site.js").Problem} Problem */

/** @type {Site} */
let site;
/** @type {Browser} */
let browser;
before(async () => {
  site = builtSite();
  browser = await openBrowser();
});
after(() => browser.close());

/** @param {(browser: Browser, origin: string, site: Site) => Promise<Problem[]>} check */
const clean = async (check) => none(await whileServed(site.root, (origin) => check(browser, origin, site)));

test("every template passes axe-core at 320 and 1280 px, light and dark", async (context) => {
  context.diagnostic(onePagePerTemplate(site).map((page) => `${page.template} (${page.url})`).join(", "));
  await clean(checkShapes);
});
test("every template works with a keyboard alone", () => clean(checkKeyboard));
test("every template prints without navigation and with addresses", () => clean(checkPrint));
test("no template moves for those who asked it not to", () => clean(checkStillness));
test("start, menu, portfolio, search, quiz and film work without JavaScript", () => clean(checkPlain));
