/**
 * The check panel: what is worth a look in a site is listed, and each thing leads to where it is written.
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import { runAxe } from "./lib/axe.js";
import { openBrowser } from "./lib/browser.js";
import { startPreview } from "./lib/preview.js";
import { until } from "./lib/until.js";

const PANEL = "/_torg/check/";
const TITLE = 'Prov </title><script>alert(1)</script> & "citat"';
const HARD =
  "Kommunikationsansvariga verksamhetsutvecklare sammanställer utvärderingsunderlaget tillsammans med representanter från förvaltningarna innan styrgruppen behandlar frågorna vid nästkommande sammanträde.";

/** Everything that is worth a look in a text, and can be written in one. */
const TEXT = `+++
title = ${JSON.stringify(TITLE)}
description = "${"Den här sidan är en provsida med en alldeles för lång beskrivning. ".repeat(4).trim()}"
updated = 2024-03-01
+++

#### En rubrik för långt ner

Om arbetet finns mer att [läsa](@/om/arbetssatt.md). Vill du veta mer kan du [läsa mer](@/om/kontakt.md). [Läs mer](@/om/kontakt.md)

Se [planen](@/om/arbetssatt.md) och [planen](@/om/kontakt.md).

Vi erhåller stöd avseende lokaler.

En tom länk [](@/om/kontakt.md) står här.

The report of the board was written with the parties and is about the work of the year.

| | |
|---|---|
| Ett | Två |

${"Vi går ut en stund. Du ser en sol. ".repeat(12)}

${HARD}
`;

/** The same in another language, written before the text was changed. */
const TRANSLATION = `+++
title = "A test page"
description = "A page for tests."
date = 2024-01-01
+++

It is short.
`;

/** What only a theme can do wrong. */
const TEMPLATES = {
  "bar.html": '{% extends "base.html" %}\n{% block main %}<p>Text</p><img src="data:,">{% endblock %}\n',
  "dubbel.html": '{% extends "base.html" %}\n{% block main %}<h1>Ett</h1><h1>Två</h1>{% endblock %}\n',
};

/** A record that says a time and no source. */
const RECORD = `
[[decision]]
id = "provbeslut"
group = "styrelsen"
when = "2019"
text = "Ett beslut på prov."
type = "direction"
`;

/**
 * @typedef {object} Expected
 * @property {string} section
 * @property {RegExp} says
 * @property {RegExp | string} [at] what is chosen in the text when its place is opened, or the id of the field
 */

/** @type {Expected[]} */
const EXPECTED = [
  { section: "build-content", says: /F0116/, at: "f.description" },
  { section: "build-portfolio", says: /H0137.*XYZQ/, at: /^XYZQ/ },
  { section: "unreached", says: /Bar sida/ },
  { section: "skipped-level", says: /En rubrik för långt ner/, at: /^#### En rubrik/ },
  { section: "second-title", says: /Rubriken ”Två”/ },
  { section: "no-title", says: /Bar sida/ },
  { section: "bare-picture", says: /Bilden data:,/ },
  { section: "silent-link", says: /\/om\/kontakt\//, at: /^En tom länk/ },
  { section: "vague-link", says: /Länken ”Läs mer”/, at: /^Om arbetet/ },
  { section: "two-ways", says: /Länken ”planen”/, at: /^Se \[planen/ },
  { section: "bare-table", says: /Prov/, at: /^\| Ett/ },
  { section: "other-language", says: /The report of the board/, at: /^The report/ },
  { section: "language", says: /Prov[^]*LIX \d\d/ },
  { section: "official-word", says: /Skriv ”får” i stället för ”erhåller”/, at: /^Vi erhåller stöd/ },
  { section: "long-paragraph", says: /Stycket har \d+ ord/, at: /^Vi går ut/ },
  { section: "untranslated", says: /Bar sida\s+Saknas på English/ },
  { section: "old-translation", says: /A test page/ },
  { section: "unsourced-fact", says: /ACTION\s+Fältet status: 1 uppgift/, at: "f.status" },
  { section: "unsourced-record", says: /Ett beslut på prov/, at: "f.sources" },
];

/** @type {import("./lib/preview.js").Preview} */
let preview;
/** @type {import("./lib/browser.js").Browser} */
let browser;
/** @type {import("./lib/browser.js").Tab} */
let tab;

before(async () => {
  preview = await startPreview(["--no-search"], ({ write, edit }) => {
    write("content/provsida.md", TEXT);
    write("content/provsida.en.md", TRANSLATION);
    for (const [name, template] of Object.entries(TEMPLATES)) {
      const page = name.replace(".html", "");
      write(`themes/torget/templates/${name}`, template);
      write(`content/${page}-sida.md`, `+++\ntitle = "${page[0]?.toUpperCase()}${page.slice(1)} sida"\ndescription = "En sida på prov."\ntemplate = "${name}"\n+++\n\nXYZQ säger ingen.\n`);
    }
    edit("site/hub/decisions.toml", (text) => text + RECORD);
    edit("site/hub/initiatives/action.toml", (text) => text.replace(/^sources = .*\n/m, "").replace(/(when = "2020"\n)source = .*\n/, "$1"));
  });
  browser = await openBrowser();
  tab = await (await browser.newContext({ locale: "sv-SE" })).newPage();
});
after(async () => {
  await browser.close();
  await preview.stop();
});

for (const { section, says, at } of EXPECTED) {
  test(`${section} is told with its place`, async () => {
    const item = await find(section, says);
    if (at === undefined) return;
    await Promise.all([tab.waitForURL(/_torg\/edit\/page/), item.getByRole("link", { name: /^Redigera/ }).first().click()]);
    if (typeof at === "string") {
      equal(await tab.evaluate(() => document.querySelector(":target")?.id), at);
      ok(await tab.locator(":target").isVisible());
    } else {
      match(await chosen(), at);
    }
  });
}

test("the sentence that weighs most leads to its place", async () => {
  const item = await find("language", /Prov/);
  match((await item.textContent()) ?? "", /LIX \d\d, [a-zåäö ]+: \d+ ord, \d+ ord per mening, \d+ procent långa ord/);
  await item.locator("summary").press("Enter");
  equal(await item.locator("blockquote").first().textContent(), HARD);
  await Promise.all([tab.waitForURL(/block=/), item.locator("details").getByRole("link", { name: /^Redigera/ }).first().click()]);
  match(await chosen(), /^Kommunikationsansvariga/);
});

test("an item leads to its page and to the file in the author's own editor", async () => {
  const item = await find("language", /Prov/);
  equal(await item.getByRole("link").first().textContent(), TITLE);
  const own = item.getByRole("link", { name: "Öppna content/provsida.md, rad 6" });
  equal(await own.getAttribute("href"), `vscode://file/${preview.root.slice(1)}/content/provsida.md:6:1`);
  await Promise.all([tab.waitForURL(/provsida/), item.getByRole("link").first().click()]);
  equal(await tab.locator("h1").textContent(), TITLE);
});

test("the counter of warnings and the editor's first page lead to the panel", async () => {
  await open("/provsida/");
  await tab.locator("torg-preview-notes .counter").press("Enter");
  await Promise.all([tab.waitForURL(/_torg\/check/), tab.locator("torg-preview-notes .review").press("Enter")]);
  await open("/_torg/edit/");
  await Promise.all([tab.waitForURL(/_torg\/check/), tab.getByRole("link", { name: "Se över", exact: true }).press("Enter")]);
});

test("a part that there is not is missing, and leads back to the whole", async () => {
  for (const part of ["finns-inte", "language&from=99999999999999999999", "language&from=18446744073709551615"]) {
    const answer = await tab.goto(new URL(`${PANEL}?section=${part}`, preview.url).href);
    equal(answer?.status(), part.endsWith("9") ? 200 : 404);
  }
  await Promise.all([tab.waitForURL(/check\/$/), tab.getByRole("link", { name: "Till hela listan" }).click()]);
});

test("its contents lead to the groups by keyboard, each with its number", async () => {
  await open(PANEL);
  const links = tab.getByRole("navigation", { name: "Innehåll" }).getByRole("link");
  for (const link of await links.all()) {
    await link.press("Enter");
    const heading = tab.locator("h2:target");
    equal(await heading.textContent(), await link.locator("xpath=..").textContent());
  }
});

test("an error of the build is listed, and what the site says is still there", async () => {
  preview.edit("content/provsida.md", (text) => text.replace("@/om/arbetssatt.md", "@/om/arbetssat.md"));
  await until(async () => (await (await tab.request.get(new URL("/_torg/check/", preview.url).href)).text()).includes("L0101"));
  await find("build-links", /Fel L0101.*arbetssat\.md/);
  await find("skipped-level", /En rubrik för långt ner/);
});

for (const [width, scheme] of /** @type {const} */ ([[320, "light"], [1280, "dark"], [320, "dark"], [1280, "light"]])) {
  test(`the panel has no violations at ${width} pixels, ${scheme}`, async () => {
    await tab.setViewportSize({ width, height: 900 });
    await tab.emulateMedia({ colorScheme: scheme });
    await open(PANEL);
    await tab.locator("details").first().locator("summary").click();
    deepEqual(await runAxe(tab), []);
    ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= width, "it is wider than the window");
    if (process.env["TORG_SHOTS"]) await tab.screenshot({ path: `${process.env["TORG_SHOTS"]}/check-${scheme}-${width}.png`, fullPage: true });
  });
}

/** @param {string} address */
async function open(address) {
  await tab.goto(new URL(address, preview.url).href);
}

/**
 * The item of a section that says something, however far down.
 * @param {string} section @param {RegExp} says
 */
async function find(section, says) {
  await open(`${PANEL}?section=${section}`);
  for (;;) {
    const item = tab.locator(".found > li").filter({ hasText: says }).first();
    if ((await item.count()) > 0) return item;
    const rest = tab.getByRole("link", { name: /Visa fler/ });
    if ((await rest.count()) === 0) throw new Error(`${section} does not say ${says}`);
    await Promise.all([tab.waitForNavigation(), rest.click()]);
  }
}

/** What is chosen in the text that is edited. */
function chosen() {
  return tab.locator("#body").evaluate((area) => (area instanceof HTMLTextAreaElement ? area.value.slice(area.selectionStart, area.selectionEnd) : ""));
}
