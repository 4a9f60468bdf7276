/**
 * The preview's differ against its oracle, replacing the whole document: in Chromium, on random documents and on pages of the site.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { builtSite } from "./lib/built.js";
import { openBrowser } from "./lib/browser.js";
import { randomDocument, randomEdit, random } from "./lib/documents.js";
import { PROJECT } from "./lib/project.js";

/** @typedef {import("./lib/browser.js").Browser} Browser */
/** @typedef {import("./lib/browser.js").Tab} Tab */

const N_RANDOM = 1500;
const N_PAGES = 60;

/** @type {Browser} */
let browser;
/** @type {Tab} */
let tab;
before(async () => {
  browser = await openBrowser();
  tab = await browser.newPage();
  // The module's own text, so that its functions can be called from here.
  const source = readFileSync(`${PROJECT}/src/preview/client/morph.js`, "utf8").replaceAll("export function", "function");
  await tab.addScriptTag({ content: `"use strict";\n${source}\nObject.assign(window, { morph });` });
});
after(() => browser.close());

/**
 * Morphs documents in the browser; the first that is not what it should be. Before it is morphed a script adds elements and attributes of
 * its own here and there, which must be there afterwards wherever what holds them is.
 * @param {[string, string, number][]} pairs a source, the next one, and how many additions
 */
const firstWrong = (pairs) =>
  tab.evaluate((pairs) => {
    const { morph } = /** @type {any} */ (window);
    const parse = (/** @type {string} */ html) => new DOMParser().parseFromString(html, "text/html");
    // The order in which attributes are written means nothing.
    const inOrder = (/** @type {Document} */ page) => {
      for (const element of page.querySelectorAll("*")) {
        const all = Array.from(element.attributes).sort((one, other) => (one.name < other.name ? -1 : 1));
        all.forEach((attribute) => element.removeAttributeNode(attribute));
        all.forEach((attribute) => element.setAttributeNodeNS(attribute));
      }
      return page.documentElement.outerHTML;
    };
    for (const [from, to, additions] of pairs) {
      const [live, old, now] = [parse(from), parse(from), parse(to)];
      const places = Array.from(live.querySelectorAll("body, body *:not(noscript, noscript *, template, object, object *, iframe, math, math *)"));
      for (let n = 0; n < additions; n++) {
        const place = places[(n * 7919) % places.length];
        const added = live.createElement("x-added");
        place?.insertBefore(added, place.childNodes[(n * 31) % (place.childNodes.length + 1)] ?? null);
        place?.setAttribute("data-added", "");
      }
      const kept = live.body.querySelectorAll(":scope > x-added").length;
      morph(live.documentElement, old.documentElement, now.documentElement);
      if (live.body.querySelectorAll(":scope > x-added").length < kept) return { from, to, got: "an addition is gone", want: "" };
      live.querySelectorAll("x-added").forEach((added) => added.remove());
      live.querySelectorAll("[data-added]").forEach((added) => added.removeAttribute("data-added"));
      // Text on both sides of an addition is one again.
      live.normalize();
      const [got, want] = [inOrder(live), inOrder(now)];
      if (got === want) continue;
      let at = 0;
      while (got[at] === want[at]) at++;
      const near = (/** @type {string} */ html) => html.slice(Math.max(0, at - 200), at + 200);
      return from.length + to.length < 3000 ? { from, to, got, want } : { from: from.slice(0, 80), to: to.slice(0, 80), got: near(got), want: near(want) };
    }
    return null;
  }, pairs);

test("any document becomes any other, as if it were replaced", async () => {
  const next = random(1);
  /** @type {[string, string, number][]} */
  const pairs = Array.from({ length: N_RANDOM }, () => {
    const from = randomDocument(next);
    return [from.html, next() < 0.2 ? randomDocument(next).html : randomEdit(from, next).html, Math.floor(next() * 4)];
  });
  assert.equal(await firstWrong(pairs), null);
});

test("any page of the site becomes any other, as if it were replaced", async () => {
  const { pages, root } = builtSite();
  const html = pages.map((page) => readFileSync(`${root}/${page.file}`, "utf8"));
  const next = random(2);
  const pick = () => html[Math.floor(next() * html.length)] ?? "";
  /** @type {[string, string, number][]} */
  const pairs = Array.from({ length: N_PAGES }, (_, n) => [pick(), pick(), n % 3]);
  assert.equal(await firstWrong(pairs), null);
});

test("a page whose scripts run becomes another, as if it were replaced", async () => {
  const from = "<!doctype html><html lang=sv><title>a</title><p id=x>Ett</p><noscript><p>Utan <b>skript</b></p></noscript></html>";
  const to = "<!doctype html><html lang=en class=y><title>b</title><p id=x>Två</p><noscript><p>Utan <i>skript</i> mer</p></noscript></html>";
  const live = await tab.evaluate(
    ([from, to]) => {
      const { morph } = /** @type {any} */ (window);
      const frame = document.createElement("iframe");
      document.body.append(frame);
      const written = (/** @type {string} */ html) => {
        const page = /** @type {Document} */ (frame.contentDocument);
        page.open();
        page.write(html);
        page.close();
        return page.documentElement;
      };
      const parse = (/** @type {string} */ html) => new DOMParser().parseFromString(html, "text/html").documentElement;
      const replaced = written(to ?? "").outerHTML;
      const page = written(from ?? "");
      morph(page, parse(from ?? ""), parse(to ?? ""));
      const morphed = page.outerHTML;
      frame.remove();
      return { morphed, replaced };
    },
    [from, to],
  );
  assert.equal(live.morphed, live.replaced);
});

test("what stays keeps its nodes: an inserted paragraph, a changed word", async () => {
  const kept = await tab.evaluate(() => {
    const { morph } = /** @type {any} */ (window);
    const parse = (/** @type {string} */ body) => new DOMParser().parseFromString(`<ul><li>a<li id=b>b<li>c</ul><p>En lång text.</p>${body}`, "text/html");
    const [live, old] = [parse(""), parse("")];
    const now = parse("<hr>");
    now.querySelector("ul")?.insertAdjacentHTML("afterbegin", "<li>noll");
    const text = now.querySelector("p")?.firstChild;
    if (text) text.nodeValue = "En mycket lång text.";
    const before = Array.from(live.querySelectorAll("li, p"));
    const range = live.createRange();
    const node = live.querySelector("p")?.firstChild ?? live;
    range.setStart(node, 3);
    range.setEnd(node, 7);
    morph(live.documentElement, old.documentElement, now.documentElement);
    const stayed = before.every((element) => element.isConnected);
    return { stayed, items: live.querySelectorAll("li").length, selected: range.toString() };
  });
  assert.equal(kept.stayed, true);
  assert.equal(kept.items, 4);
  assert.equal(kept.selected.endsWith("lång"), true);
});
