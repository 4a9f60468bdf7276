/**
 * The live preview in a browser: what an author writes comes into the open page, and nothing else of the page is lost.
 */
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { runAxe } from "./lib/axe.js";
import { openBrowser } from "./lib/browser.js";
import { startPreview } from "./lib/preview.js";
import { until } from "./lib/until.js";

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
  // Builds without search are quicker, and tests of the preview wait for builds.
  preview = await startPreview(["--no-search"]);
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
    const html = await served(tab);
    await work(tab);
    preview.write(PAGE, text);
    await until(async () => (await served(tab)) === html);
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
const served = (tab) => tab.evaluate(() => fetch(location.href).then((answer) => answer.text()));

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

const withLongDescription = (/** @type {string} */ text) => text.replace(/^description = .*$/m, `description = "${"Mycket att säga. ".repeat(11)}"`);

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
    const frame = tab.locator("torg-preview-marks .frame").first();
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
    const style = preview.read(sheet + name);
    preview.write(sheet + name, `${style}\nmain { border-left: 7px solid red; }\n`);
    await tab.waitForFunction(() => getComputedStyle(document.querySelector("main") ?? document.body).borderLeftWidth === "7px");
    assert.ok(await isSame(tab));
    preview.write(sheet + name, style);
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

test("a proposal mends the file at the press of a button", () =>
  inTab(async (tab) => {
    preview.edit(PAGE, withSentence("[Forum](@/larande/dialogforu.md)"));
    const button = tab.locator("torg-preview .mend");
    assert.equal(await button.textContent(), "Ändra till dialogforum.md");
    const editor = await tab.locator("torg-preview .editor").getAttribute("href");
    assert.match(editor ?? "", /^vscode:\/\/file\/.*\/content\/larande\/minilabb\.md:\d+:\d+$/);
    await button.press("Enter");
    await tab.locator("torg-preview").waitFor({ state: "detached" });
    await tab.locator('main a[href="/larande/dialogforum/"]', { hasText: /^Forum$/ }).waitFor();
    assert.ok(preview.read(PAGE).endsWith("\n\n[Forum](dialogforum.md)\n"));
    assert.ok(await isSame(tab));
  }));

test("warnings wait behind a counter that opens their list", () =>
  inTab(async (tab) => {
    preview.edit(PAGE, withLongDescription);
    const counter = tab.locator("torg-preview-notes .counter");
    assert.equal(await counter.textContent(), "1 varning");
    assert.ok(!(await tab.locator("torg-preview-notes .error").isVisible()));
    await counter.press("Enter");
    assert.ok(await tab.locator("torg-preview-notes .error").isVisible());
  }));

test("nothing of the preview breaks axe's rules", () =>
  inTab(async (tab) => {
    preview.edit(PAGE, (text) => withLongDescription(withSentence("[Forum](@/larande/dialogforu.md)")(text)));
    await tab.locator("torg-preview .mend").waitFor();
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      for (const width of [320, 1280]) {
        await tab.emulateMedia({ colorScheme });
        await tab.setViewportSize({ width, height: 700 });
        assert.deepEqual(await runAxe(tab), []);
        if (process.env["TORG_SHOTS"]) await tab.screenshot({ path: `${process.env["TORG_SHOTS"]}/preview-${colorScheme}-${width}.png` });
      }
    }
  }));

test("a page of another site can neither listen nor write", async () => {
  const ask = (/** @type {string} */ path, /** @type {RequestInit} */ options) => fetch(preview.url + path, options).then((answer) => answer.status);
  const write = { method: "POST", body: JSON.stringify({ build: 1, warning: false, item: 0, mend: 0 }) };
  assert.equal(await ask("_torg/events", { headers: { origin: "http://evil.example" } }), 403);
  assert.equal(await ask("_torg/mend", write), 403);
  assert.equal(await ask("_torg/mend", { ...write, headers: { "x-torg-token": "0" } }), 403);
  assert.equal(await ask("larande/minilabb/", { method: "POST" }), 405);
  assert.equal(await ask("", {}), 200);
});

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
