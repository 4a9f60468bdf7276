/**
 * The board's report on paper: one A4 page for each focus area, however much there is to tell.
 */
import { deepEqual, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import { Arena } from "./lib/arena.js";
import { openBrowser } from "./lib/browser.js";

/** A4 in the points of PDF. */
const A4 = "595x842";
const LONG = "Arbetet går framåt men väntar på besked från två förvaltningar om vem som betalar fortsättningen efter sommaren.";

/** @type {Arena} */
let arena;
/** @type {import("./lib/browser.js").Browser} */
let browser;
before(async () => {
  arena = new Arena();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  arena.remove();
});

test("each focus area has one page", async () => {
  const { pages, areas } = await printed("2023-12-19");
  deepEqual(areas, 2);
  deepEqual(pages, [A4, A4]);
});

for (const [initiatives, points] of /** @type {const} */ ([[3, 1], [9, 3], [12, 5], [25, 5], [80, 5]])) {
  test(`${initiatives} reported initiatives with ${points} points each fit on a page`, async () => {
    report(initiatives, points);
    const { pages, areas, text } = await printed("2023-12-19");
    deepEqual(pages, Array.from({ length: areas }, () => A4));
    ok(initiatives < 80 || /och \d+ initiativ till/.test(text), "what is left out is counted");
  });
}

/**
 * Gives the school area new initiatives, each with a status report.
 * @param {number} initiatives @param {number} points
 */
function report(initiatives, points) {
  for (let number = 0; number < initiatives; number += 1) {
    const name = number % 3 === 0 ? `Försök ${number} med ett namn som är så långt att det tar flera rader` : `Försök ${number}`;
    const dated = "source = { document = \"core-team-2023-12-19\" }";
    arena.write(
      `site/hub/initiatives/forsok-${number}.toml`,
      `names = [{ text = "${name}", standing = "decided" }]\nkind = "innovation"\nfocus_areas = ["skolresultat"]\nsummary = "Ett försök."\nparties = ["mdu"]\nleads = ["mdu"]\n[[status]]\nvalue = "ongoing"\nwhen = 2023-09-01\n${dated}\n`,
    );
    const colour = ["green", "yellow", "orange", "red"][number % 4];
    const lines = Array.from({ length: points }, (_, point) => (point % 2 === 0 ? LONG : "Kort punkt."));
    arena.write(
      `site/hub/status_reports/forsok-${number}.toml`,
      `initiative = "forsok-${number}"\ndate = 2023-12-01\ncolour = "${colour}"\npoints = ${JSON.stringify(lines)}\n`,
    );
  }
}

/**
 * The report as Chromium prints it: the size of each page, how many areas the HTML has, and its text.
 * @param {string} day
 */
async function printed(day) {
  const report = arena.run("report", "board", "--as-of", day, "--now", `${day}T12:00:00+01:00`);
  const tab = await browser.newPage();
  await tab.setContent(report);
  const areas = await tab.locator(".sheet").count();
  const text = await tab.locator("main").innerText();
  const pdf = (await tab.pdf({ preferCSSPageSize: true, printBackground: false })).toString("latin1");
  await tab.close();
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
  return { areas, text, pages: boxes.map(([, width, height]) => `${Math.round(Number(width))}x${Math.round(Number(height))}`) };
}
