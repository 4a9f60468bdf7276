/**
 * The live preview in a browser: what an author writes comes into the open page, and nothing else of the page is lost.
 */
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openBrowser } from "./lib/browser.js";
import { startPreview } from "./lib/preview.js";

/** @typedef {import("./lib/browser.js").Browser} Browser */
/** @typedef {import("./lib/browser.js").Tab} Tab */
/** @typedef {import("./lib/preview.js").Preview} Preview */

const PAGE = "content/larande/minilabb.md";
const ADDRESS = "larande/minilabb/";

/** @type {Browser} */
let browser;
/** @type {Preview} */
let preview;
before(async () => {
  browser = await openBrowser();
  preview = await startPreview();
});
after(async () => {
  await browser.close();
  await preview.stop();
});

/**
 * Opens the page in a tab that notices when it is loaded again, and puts its file back afterwards.
 * @param {(tab: Tab) => Promise<void>} work
 */
async function inTab(work) {
  const text = preview.read(PAGE);
  const context = await browser.newContext({ viewport: { width: 900, height: 500 } });
  try {
    const tab = await open(context, ADDRESS);
    await work(tab);
  } finally {
    await context.close();
    preview.write(PAGE, text);
  }
}

/**
 * @param {import("./lib/browser.js").Context} context
 * @param {string} address
 */
async function open(context, address) {
  const tab = await context.newPage();
  await tab.goto(preview.url + address);
  await listening(tab);
  await tab.evaluate(() => void Object.assign(window, { same: true }));
  return tab;
}

/** @param {Tab} tab */
const listening = (tab) => tab.waitForFunction(() => performance.getEntriesByName(`${location.origin}/_torg/overlay.js`).length > 0);

/** @param {Tab} tab */
const isSame = (tab) => tab.evaluate(() => "same" in window);

/**
 * Waits until the page shows a text.
 * @param {Tab} tab
 * @param {string} text
 */
const shows = (tab, text) => tab.waitForFunction((text) => document.body.innerText.includes(text), text);

/** @param {string} sentence */
const withSentence = (sentence) => (/** @type {string} */ text) => `${text.trimEnd()}\n\n${sentence}\n`;

test("an edited text comes into the page, and scroll, focus, selection and forms stay", () =>
  inTab(async (tab) => {
    await tab.evaluate(() => {
      const field = document.createElement("textarea");
      const details = document.createElement("details");
      details.append(document.createElement("summary"), "Mer");
      field.id = "anteckning";
      document.querySelector("main")?.prepend(field, details);
    });
    await tab.fill("#anteckning", "halvskrivet");
    await tab.evaluate(() => {
      const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("#anteckning"));
      field.focus();
      field.setSelectionRange(2, 6);
      document.querySelectorAll("main details").forEach((details) => details.setAttribute("open", ""));
      scrollTo({ top: 300, behavior: "instant" });
    });
    preview.edit(PAGE, withSentence("Nu står lyktan tänd."));
    await shows(tab, "Nu står lyktan tänd.");
    const kept = await tab.evaluate(() => {
      const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("#anteckning"));
      const closed = document.querySelectorAll("main details:not([open])").length;
      return { top: scrollY, text: field.value, from: field.selectionStart, to: field.selectionEnd, closed, focused: document.activeElement === field };
    });
    assert.deepEqual(kept, { top: 300, text: "halvskrivet", from: 2, to: 6, closed: 0, focused: true });
    assert.ok(await isSame(tab));
  }));

test("what changed is framed for a moment, with a word", () =>
  inTab(async (tab) => {
    preview.edit(PAGE, withSentence("Nu står lyktan tänd."));
    const frame = tab.locator("torg-preview-marks .frame");
    await frame.waitFor({ state: "attached" });
    assert.equal(await frame.textContent(), "ändrat");
    await frame.waitFor({ state: "detached" });
  }));

test("a title changes in the head, the heading and the menus of other tabs", () =>
  inTab(async (tab) => {
    const other = await open(tab.context(), "larande/");
    preview.edit(PAGE, (text) => text.replace(/^title = .*$/m, 'title = "Lyktlabbet"'));
    await tab.bringToFront();
    await tab.waitForFunction(() => document.title.includes("Lyktlabbet") && document.querySelector("h1")?.textContent === "Lyktlabbet");
    await shows(other, "Lyktlabbet");
    assert.ok((await isSame(tab)) && (await isSame(other)));
  }));

test("a style sheet is exchanged without loading the page", () =>
  inTab(async (tab) => {
    const sheet = "themes/torget/assets/css/";
    const name = readdirSync(`${preview.root}/${sheet}`).find((name) => /base|site|main/.test(name)) ?? "";
    preview.edit(sheet + name, (text) => `${text}\nmain { border-left: 7px solid red; }\n`);
    await tab.waitForFunction(() => getComputedStyle(document.querySelector("main") ?? document.body).borderLeftWidth === "7px");
    assert.ok(await isSame(tab));
    assert.equal(await tab.evaluate(() => performance.getEntriesByType("navigation").length), 1);
  }));

test("an error is shown over the page and goes away", () =>
  inTab(async (tab) => {
    preview.edit(PAGE, withSentence("[Borta](@/finns/inte.md)"));
    await tab.locator("torg-preview .error").waitFor();
    assert.match((await tab.locator("torg-preview .mark").textContent()) ?? "", /senast fungerande/);
    preview.edit(PAGE, (text) => text.replace("[Borta](@/finns/inte.md)", "Åter till torget."));
    await tab.locator("torg-preview").waitFor({ state: "detached" });
    await shows(tab, "Åter till torget.");
    assert.ok(await isSame(tab));
  }));

test("a file that is emptied and filled again shows no error on the way", () =>
  inTab(async (tab) => {
    await tab.evaluate(() => {
      new MutationObserver(() => {
        if (document.querySelector("torg-preview")) Object.assign(window, { flashed: true });
      }).observe(document.documentElement, { childList: true });
    });
    const text = preview.read(PAGE);
    writeFileSync(`${preview.root}/${PAGE}`, "");
    writeFileSync(`${preview.root}/${PAGE}`, withSentence("Skriven i två steg.")(text));
    await shows(tab, "Skriven i två steg.");
    assert.ok(!(await tab.evaluate(() => "flashed" in window)));
  }));
