/**
 * Times and worlds in the preview: the site as it is at another moment, with drafts, for a closed circle, while it runs.
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { runAxe } from "./lib/axe.js";
import { openBrowser } from "./lib/browser.js";
import { startPreview } from "./lib/preview.js";
import { until } from "./lib/until.js";

/** @typedef {import("./lib/browser.js").Tab} Tab */

const PANEL = "_torg/world/?url=/nyheter/";
/** What comes later than the site's own. */
const COMING = "nyheter/kommande/";
const TITLE = "Ett <b>nytt</b> århundrade";
const DRAFT = "om/utkast/";

/** @type {import("./lib/browser.js").Browser} */
let browser;
/** @type {import("./lib/preview.js").Preview} */
let preview;
/** @type {Tab} */
let tab;

before(async () => {
  browser = await openBrowser();
  preview = await startPreview(["--no-search"]);
  preview.write("content/nyheter/kommande.md", page(TITLE, "date = 2100-01-01"));
  preview.write("content/om/utkast.md", page("Utkast", "draft = true"));
  tab = await (await browser.newContext({ locale: "sv-SE", timezoneId: "Europe/Stockholm" })).newPage();
});
after(async () => {
  await browser.close();
  await preview.stop();
});
// Each test begins with the site as it is published now.
afterEach(async () => {
  await open(PANEL);
  const reset = tab.getByRole("button", { name: "Visa sajten som den publiceras nu" });
  if ((await reset.count()) > 0) await press(reset);
});

test("what comes is listed, and the site is shown as it is then, in every open tab", async () => {
  const other = await tab.context().newPage();
  await other.goto(preview.url + "nyheter/");
  equal(await status(COMING), 404);
  await open(PANEL);
  // The list is of the site that is shown: what was written may be on its way.
  await until(async () => /1.januari 2100/.test(await (await tab.request.get(preview.url + PANEL)).text()));
  await open(PANEL);
  const look = tab.getByRole("button", { name: `Visa sajten då: den 1 januari 2100 kl. 00.00, när ${TITLE} visas` });
  deepEqual(await runAxe(tab), []);
  await press(look);
  equal(await tab.title().then((title) => title.includes(TITLE)), true);
  match(await said(tab), /^Så här ser sajten ut den 1 januari 2100 kl\. 00\.00\./);
  await other.getByText(TITLE).first().waitFor();
  match(await said(other), /1 januari 2100/);
  deepEqual(await runAxe(other), []);
  await other.getByRole("link", { name: "Ändra vad som visas" }).click();
  match(other.url(), /_torg\/world\/\?url=%2Fnyheter%2F$/);
  equal(await other.getByLabel("Tidpunkt").inputValue(), "2100-01-01T00:00");
  await press(other.getByRole("button", { name: "Visa sajten som den publiceras nu" }), other);
  equal(other.url(), `${preview.url}nyheter/`);
  equal(await other.getByText(TITLE).count(), 0);
  equal(await other.locator("torg-preview-world").count(), 0);
  await tab.locator("torg-preview-world").waitFor({ state: "detached" });
  equal(await status(COMING), 404);
  await other.close();
});

test("drafts are shown and hidden with the keyboard alone", async () => {
  equal(await status(DRAFT), 404);
  await open(PANEL);
  await reach(tab.getByLabel("Visa utkast och sidor som inte har kommit ut än"));
  await tab.keyboard.press("Space");
  await reach(tab.getByRole("button", { name: "Visa", exact: true }));
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
  equal(await status(DRAFT), 200);
  match(await said(tab), /Utkast och sidor som inte har kommit ut än visas/);
  await open(PANEL);
  ok(await tab.getByLabel("Visa utkast").isChecked());
  await tab.getByLabel("Visa utkast").uncheck();
  await press(tab.getByRole("button", { name: "Visa", exact: true }));
  equal(await status(DRAFT), 404);
});

test("what is written is looked at in the world that is shown", async () => {
  const form = "_torg/edit/page?url=/nyheter/";
  const look = tab.locator("#look");
  const shown = tab.frameLocator("#look iframe");
  await open(form);
  await look.getByText("Inga fel i det som är skrivet.").waitFor();
  await shown.getByRole("heading", { name: "Nyheter", level: 1 }).waitFor();
  equal(await shown.getByText(TITLE).count(), 0);
  await open(PANEL);
  await tab.getByLabel("Tidpunkt").fill("2100-06-01T12:00");
  await press(tab.getByRole("button", { name: "Visa", exact: true }));
  await open(form);
  await shown.getByText(TITLE).first().waitFor();
  match((await look.getByRole("status").textContent()) ?? "", /^\s*Så här ser sajten ut den 1.juni 2100/);
  await open("_torg/edit/page?file=content/om/utkast.md");
  await look.getByText(/Sidan är inte med på sajten som du ser den nu/).waitFor();
  await shown.getByRole("heading", { name: "Utkast", level: 1 }).waitFor();
});

test("the internal view is there only while it is asked for", async () => {
  const ideas = "_torg/internal/ideas.html";
  equal(await status(ideas), 404);
  await open(PANEL);
  await tab.getByLabel("Visa det interna").check();
  await press(tab.getByRole("button", { name: "Visa", exact: true }));
  await open(PANEL);
  await tab.getByRole("link", { name: "Jämför idéerna" }).click();
  equal(new URL(tab.url()).pathname, `/${ideas}`);
  equal(await status(ideas), 200);
  await open(PANEL);
  await press(tab.getByRole("button", { name: "Visa sajten som den publiceras nu" }));
  equal(await status(ideas), 404);
});

test("a page's other languages are one link away", async () => {
  await open("_torg/world/?url=/om/");
  await tab.getByRole("link", { name: "English" }).click();
  equal(await tab.locator("html").getAttribute("lang"), "en");
});

test("everything works without scripts", async () => {
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(preview.url + PANEL);
  await plain.getByLabel("Tidpunkt").fill("2100-06-01T12:00");
  await press(plain.getByRole("button", { name: "Visa", exact: true }), plain);
  equal(plain.url(), `${preview.url}nyheter/`);
  await plain.getByText(TITLE).first().waitFor();
  await plain.context().close();
});

test("what cannot be read is said, and nothing changes", async () => {
  await open(PANEL);
  const token = await tab.locator("input[name=token]").first().getAttribute("value");
  const enter = (/** @type {Record<string, string>} */ form) => tab.request.post(`${preview.url}_torg/world/enter`, { form, maxRedirects: 0 });
  const wrong = await enter({ token: String(token), moment: "<i>i morgon</i>", drafts: "yes" });
  equal(wrong.status(), 422);
  match(await wrong.text(), /Tidpunkten går inte att läsa[^]*/);
  ok(!(await wrong.text()).includes("<i>"));
  equal((await enter({ token: "0".repeat(64), drafts: "yes" })).status(), 403);
  equal((await enter({ drafts: "yes" })).status(), 403);
  equal(await status(DRAFT), 404);
  const away = await enter({ token: String(token), url: "//torg.example/" });
  equal(away.headers()["location"], "/_torg/world/");
});

/** @param {string} title @param {string} line */
function page(title, line) {
  return `+++\ntitle = "${title}"\ndescription = "Till ett test."\n${line}\n+++\n\nDet börjar nu.\n`;
}

/** @param {string} address */
async function open(address) {
  await tab.goto(preview.url + address);
}

/** @param {import("playwright-core").Locator} button @param {Tab} [on] */
async function press(button, on = tab) {
  await Promise.all([on.waitForNavigation(), button.click()]);
}

/**
 * What a page says of its world.
 * @param {Tab} on
 */
async function said(on) {
  return ((await on.locator("torg-preview-world .world").textContent()) ?? "").replaceAll("\u00a0", " ");
}

/** @param {string} address */
async function status(address) {
  return (await tab.request.get(preview.url + address)).status();
}

/**
 * Moves there as somebody does who has only a keyboard.
 * @param {import("playwright-core").Locator} target
 */
async function reach(target) {
  for (let step = 0; step < 60; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await tab.keyboard.press("Tab");
  }
  throw new Error("cannot be reached with the keyboard");
}
