/**
 * Search as a reader meets it, in Chromium on the built site.
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";
import { runAxe } from "./lib/axe.js";
import { openBrowser, whileServed } from "./lib/browser.js";
import { builtSite, none } from "./lib/built.js";
import { NARROW, WIDE, sticksOut } from "./lib/measure.js";
import { PROJECT } from "./lib/project.js";
import { serve } from "./lib/server.js";

/** @typedef {import("./lib/browser.js").Browser} Browser */
/** @typedef {import("./lib/browser.js").Tab} Tab */
/** @typedef {import("playwright-core").BrowserContextOptions} Options */

const PAGE = "/om/vision-och-mission/";
const SEARCH = "/sok/";

/** @type {Browser} */
let browser;
/** @type {string} */
let root;
before(async () => {
  root = builtSite().root;
  browser = await openBrowser();
});
after(() => browser.close());

/** What a tab met that it should not have. @param {Tab} tab @returns {string[]} */
function faults(tab) {
  /** @type {string[]} */
  const met = [];
  tab.on("pageerror", (error) => met.push(String(error)));
  tab.on("console", (message) => void (message.type() === "error" && !/ERR_FAILED|404/.test(message.text()) && met.push(message.text())));
  tab.on("dialog", (dialog) => void (met.push(dialog.message()), dialog.dismiss()));
  return met;
}

/** @param {(tab: Tab, origin: string, met: string[]) => Promise<void>} work @param {Options} options */
const inTab = (work, options = {}) =>
  whileServed(root, async (origin) => {
    const context = await browser.newContext({ viewport: WIDE, serviceWorkers: "block", ...options });
    const tab = await context.newPage();
    const met = faults(tab);
    await work(tab, origin, met);
    await context.close();
    deepEqual(met, []);
  });

/** @param {string} question */
const asking = (question) => `${SEARCH}?q=${encodeURIComponent(question)}`;
/** @param {Tab} tab */
const status = (tab) => tab.locator(".search-status");
/** Waits until the search has said something. @param {Tab} tab */
async function said(tab) {
  await tab.waitForFunction(() => document.querySelector(".search-status")?.textContent);
  return (await status(tab).textContent()) ?? "";
}
/** @param {Tab} tab */
const addresses = (tab) => tab.locator(".search-hit h3 a").evaluateAll((links) => links.map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname));

test("a page fetches nothing of search before its field has focus", () =>
  inTab(async (tab, origin) => {
    /** @type {string[]} */
    const asked = [];
    tab.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await tab.goto(origin + PAGE, { waitUntil: "networkidle" });
    deepEqual(asked.filter((path) => /search/.test(path)), []);
    const both = Promise.all([tab.waitForRequest(/\/js\/search\.\w+\.js$/), tab.waitForRequest(/\/root\.bin$/)]);
    await tab.locator("#q").focus();
    await both;
    await tab.keyboard.type("skolf");
    await tab.locator("[role=option]").first().waitFor();
    equal(asked.filter((path) => path.endsWith("/root.bin")).length, 1);
  }));

test("the script that searches takes no more than nine thousand bytes", () => {
  const folder = join(root, "assets/js"), scripts = readdirSync(folder).filter((name) => /^search\.[0-9a-f]+\.js$/.test(name));
  equal(scripts.length, 1);
  const packed = brotliCompressSync(readFileSync(join(folder, scripts[0] ?? "")), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  ok(packed.length <= 9000, `${packed.length} bytes`);
});

test("suggestions are chosen with the keyboard and told to screen readers", () =>
  inTab(async (tab, origin) => {
    await tab.goto(origin + PAGE);
    const field = tab.getByRole("combobox");
    await tab.locator("#q").focus();
    await field.waitFor();
    equal(await field.getAttribute("aria-expanded"), "false");
    await tab.keyboard.type("frånvarok");
    const page = tab.getByRole("option", { name: "Frånvarokaos" }).last();
    await page.waitFor();
    equal(await field.getAttribute("aria-expanded"), "true");
    match(await said(tab), /träff/);
    await tab.keyboard.press("ArrowDown");
    const chosen = (await field.getAttribute("aria-activedescendant")) ?? "";
    equal(await tab.locator(`#${chosen}`).getAttribute("aria-selected"), "true");
    await tab.keyboard.press("Escape");
    equal(await field.getAttribute("aria-expanded"), "false");
    await tab.keyboard.type("a");
    await page.waitFor();
    const n = await tab.getByRole("option").count();
    const at = (await tab.getByRole("option").allTextContents()).lastIndexOf("Frånvarokaos");
    for (let step = 0; step < n - at; step++) await tab.keyboard.press("ArrowUp");
    await Promise.all([tab.waitForURL("**/initiativ/franvarokaos/"), tab.keyboard.press("Enter")]);
  }));

test("a question leads from any page to the results, and back", () =>
  inTab(async (tab, origin) => {
    await tab.goto(origin + PAGE);
    await tab.locator("#q").fill("station");
    await Promise.all([tab.waitForURL("**/sok/?q=station"), tab.keyboard.press("Enter")]);
    await said(tab);
    await tab.locator("#q").fill("frånvaro");
    await tab.keyboard.press("Enter");
    await tab.waitForFunction(() => document.querySelector(".search-hit h3")?.textContent === "Frånvarokaos");
    match(tab.url(), /q=fr%C3%A5nvaro$/);
    equal(await tab.locator(".search-help").isVisible(), false);
    await tab.goBack();
    await tab.waitForFunction(() => /** @type {HTMLInputElement | null} */ (document.querySelector("#q"))?.value === "station");
    await tab.goto(origin + SEARCH);
    ok(await tab.locator(".search-help").isVisible());
    await tab.locator("#q").focus();
    // The last questions are remembered, in this browser alone.
    await tab.getByRole("option", { name: "frånvaro" }).waitFor();
  }));

test("results show where the word stands, and lead there", () =>
  inTab(async (tab, origin) => {
    await tab.goto(origin + asking("frånvaro"));
    const mark = tab.locator(".search-hit mark").first();
    await mark.waitFor();
    match((await mark.textContent()) ?? "", /frånvaro/i);
    const part = tab.locator(".search-part a").first();
    await part.waitFor();
    const link = new URL((await part.getAttribute("href")) ?? "", origin);
    await tab.goto(link.href);
    equal(await tab.locator(`[id="${decodeURIComponent(link.hash.slice(1))}"]`).count(), 1);
  }));

test("filters narrow the results, are told in the address and survive a reload", () =>
  inTab(async (tab, origin) => {
    await tab.goto(origin + asking("skola"));
    const all = Number.parseInt(await said(tab), 10);
    await tab.locator(".search-filter summary", { hasText: "Slag av sida" }).click();
    await tab.getByLabel(/^\s*Initiativ \(/).check();
    await tab.waitForURL(/kind=initiative/);
    await tab.waitForFunction((all) => Number.parseInt(document.querySelector(".search-status")?.textContent ?? "", 10) < all, all);
    ok((await addresses(tab)).every((path) => path.startsWith("/initiativ/")));
    await tab.reload();
    await said(tab);
    ok((await addresses(tab)).every((path) => path.startsWith("/initiativ/")));
    ok(await tab.getByLabel(/^\s*Initiativ \(/).isChecked());
  }));

test("names of other days, missing dots, mistyped words, phrases and unwanted words", () =>
  inTab(async (tab, origin) => {
    /** @param {string} question */
    const first = async (question) => {
      await tab.goto(origin + asking(question));
      await said(tab);
      return (await addresses(tab))[0] ?? "";
    };
    match(await first("Skolresultat"), /^\/(fokusomraden|initiativ)\//);
    equal(await first("franvarokaos"), "/initiativ/franvarokaos/");
    equal(await first("frånvarokoas"), "/initiativ/franvarokaos/");
    match(await said(tab), /Vi sökte efter frånvarokaos/);
    await first("minilabb xyzzyq");
    match(await said(tab), /xyzzyq/);
    equal(await first("frånvaro"), "/initiativ/franvarokaos/");
    ok((await first("frånvaro -frånvarokaos")) !== "/initiativ/franvarokaos/");
    await first("xyzzyq");
    match(await said(tab), /Inga träffar/);
    ok(await tab.locator("#register").isVisible(), "who finds nothing has the register");
    await first('"alla klarar skolan"');
    ok((await addresses(tab)).length > 0);
  }));

test("pages in English are found from English pages", () =>
  inTab(async (tab, origin) => {
    await tab.goto(`${origin}/en/`);
    const action = (await tab.locator("form.search").getAttribute("action")) ?? "";
    await tab.goto(`${origin}${action}?q=learning`);
    await said(tab);
    ok((await addresses(tab)).length > 0 && (await addresses(tab)).every((path) => path.startsWith("/en/")));
  }));

test("the judged queries find their page among the first three", () =>
  inTab(async (tab, origin) => {
    const toml = readFileSync(join(PROJECT, "tests/search/queries.toml"), "utf8");
    const judged = [...toml.matchAll(/^q = (".*")\npages = (\[.*\])$/gm)].map(([, q, pages]) => ({ q: JSON.parse(q ?? ""), pages: JSON.parse(pages ?? "") }));
    ok(judged.length >= 150);
    await tab.goto(origin + SEARCH);
    const found = await tab.evaluate(async (questions) => {
      const { Reader, searchAll } = await import(document.querySelector("form")?.dataset["module"] ?? "");
      const reader = await Reader.open(async (/** @type {string} */ name) => new Uint8Array(await (await fetch(`/_torg/search/${name}`)).arrayBuffer()));
      const ask = async (/** @type {string} */ text) => (await searchAll([reader], { text, lang: "sv", limit: 3 })).hits.map((/** @type {any} */ hit) => hit.card.url);
      return Promise.all(questions.map(ask));
    }, judged.map(({ q }) => q));
    const missed = judged.filter(({ pages }, at) => !found[at].some((/** @type {string} */ url) => pages.includes(url))).map(({ q }) => q);
    ok(missed.length <= judged.length * 0.05, `missed ${missed.length} of ${judged.length}: ${missed.join(", ")}`);
  }));

const HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "(.*)+$[", "\u202eskola\u0000\u0007", "\ud83d", "😀 skola", "-", '"', "ord ".repeat(2500), "x".repeat(10_000), "__proto__ constructor", "{word} {n} $&"];

test("whatever is typed, nothing breaks and nothing runs", () =>
  inTab(async (tab, origin) => {
    await tab.goto(origin + SEARCH);
    for (const question of HOSTILE) {
      await tab.locator("#q").evaluate((field, text) => {
        /** @type {HTMLInputElement} */ (field).value = text;
        const status = document.querySelector(".search-status");
        if (status) status.textContent = "";
        field.closest("form")?.requestSubmit();
      }, question);
      if (question.trim()) await said(tab);
      equal(await tab.locator("main img, main script").count(), 0);
    }
    await tab.goto(origin + asking("frånvaro"));
    match(await said(tab), /träffar/);
  }));

test("a part that is missing or damaged is told, and the rest is searched", () =>
  inTab(async (tab, origin) => {
    for (const answer of [{ status: 404, body: "" }, { status: 200, body: "damaged" }]) {
      await tab.route("**/_torg/search/t-*.bin", (route) => route.fulfill(answer));
      await tab.goto(origin + asking("frånvaro"));
      match(await said(tab), /träffar kan saknas/);
      await tab.unroute("**/_torg/search/t-*.bin");
    }
    let isFirst = true;
    await tab.route("**/_torg/search/t-*.bin", (route) => (isFirst ? ((isFirst = false), route.fulfill({ status: 404 })) : route.continue()));
    await tab.goto(origin + asking("frånvaro"));
    // The site was published anew: the root is read again, and nothing is missing.
    ok(!/saknas/.test(await said(tab)));
    await tab.route("**/_torg/search/root.bin", (route) => route.abort());
    await tab.goto(origin + asking("frånvaro"));
    match(await said(tab), /gick inte att hämta/);
    ok(await tab.locator("#register").isVisible());
  }));

test("after one visit the search works without a network", async () => {
  const server = await serve(root);
  const context = await browser.newContext({ viewport: WIDE });
  const tab = await context.newPage();
  await tab.goto(server.origin + SEARCH);
  await tab.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const kept = await caches.open("torg-search-1"), parts = ["/sok/", "/x-", ".css", "/js/search.", "/js/site."];
    /** @type {string[]} */
    let names = [];
    while (!navigator.serviceWorker.controller || !parts.every((part) => names.some((name) => name.includes(part)))) {
      await new Promise(requestAnimationFrame);
      names = (await kept.keys()).map(({ url }) => new URL(url).pathname);
    }
  });
  await server.close();
  await tab.goto(server.origin + asking("frånvaro"));
  match(await said(tab), /träffar/);
  equal((await addresses(tab))[0], "/initiativ/franvarokaos/");
  equal(await tab.locator("body").evaluate((body) => getComputedStyle(body).margin), "0px");
  await context.close();
});

test("online, a page is never an old one from the worker", async () => {
  const server = await serve(root);
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(server.origin + SEARCH);
  await tab.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const kept = await caches.open("torg-search-1");
    await kept.put("/om/", new Response("<title>old</title>", { headers: { "content-type": "text/html" } }));
  });
  await tab.goto(`${server.origin}/om/`);
  ok((await tab.title()) !== "old");
  await context.close();
  await server.close();
});

test("without JavaScript the search page is a form and a register with the names of other days", () =>
  inTab(
    async (tab, origin) => {
      await tab.goto(origin + asking("frånvaro"));
      ok(await tab.locator("main form.search input").isVisible());
      ok(await tab.locator("#register").isVisible());
      ok(await tab.locator(".register").getByText("Skolresultat", { exact: true }).first().isVisible());
      equal(await tab.locator("#results").isVisible(), false);
    },
    { javaScriptEnabled: false },
  ));

/** Each state of the form and the page. @type {[string, string, (tab: Tab) => Promise<unknown>][]} */
const STATES = [
  ["empty", SEARCH, (tab) => tab.getByRole("combobox").waitFor()],
  ["results", asking("frånvaro"), said],
  ["nothing", asking("xyzzyq"), said],
  ["did you mean", asking("frånvarokoas"), said],
  ["filters", asking("skola"), async (tab) => {
    await said(tab);
    await tab.locator(".search-filter summary").first().click();
    await tab.locator(".search-filter input").first().waitFor();
  }],
  ["suggestions", PAGE, async (tab) => {
    await tab.locator("#q").focus();
    await tab.keyboard.type("skol");
    await tab.getByRole("option").first().waitFor();
    await tab.keyboard.press("ArrowDown");
  }],
];

test("every state passes axe-core at 320 and 1280 px, light and dark, and fits", async () => {
  /** @type {import("./lib/site.js").Problem[]} */
  const problems = [];
  for (const viewport of [NARROW, WIDE]) {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      await inTab(
        async (tab, origin) => {
          for (const [name, address, reach] of STATES) {
            await tab.goto(origin + address);
            await reach(tab);
            const whats = [...(await runAxe(tab)), ...(await sticksOut(tab))];
            problems.push(...whats.map((what) => ({ page: `${name} (${viewport.width} px, ${colorScheme})`, what })));
          }
        },
        { viewport, colorScheme },
      );
    }
  }
  none(problems);
});
