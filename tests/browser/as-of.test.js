/**
 * The portfolio on an earlier day: the school track as it stood on 29 June 2022, in the data and on the page.
 */
import { deepEqual, equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { countStatuses, readPortfolio } from "./checks/open-data.js";
import { all, attribute, elements } from "./lib/html.js";
import { BINARY, PROJECT } from "./lib/project.js";
import { readSite } from "./lib/site.js";

const AREA = "skolresultat";
const EXPECTED = { can_start: 1, parked: 4, prioritised: 9 };

/** @type {string} */
let root;
/** @type {import("./lib/site.js").Site} */
let site;
before(() => {
  root = mkdtempSync(join(tmpdir(), "torg-as-of-"));
  const run = spawnSync(BINARY, ["build", "--root", PROJECT, "--as-of", "2022-06-29", "--out", root], { encoding: "utf8" });
  equal(run.status, 0, `torg build --as-of failed: ${run.error ?? ""}${run.stdout}${run.stderr}`);
  site = readSite(root);
});
after(() => rmSync(root, { recursive: true, force: true }));

test("the open data says 9 prioritised, 1 can start, 4 parked", () => {
  equal(readPortfolio(site).as_of, "2022-06-29");
  deepEqual(sorted(countStatuses(site, AREA)), EXPECTED);
});

test("the portfolio's page says the same", () => {
  const page = site.pages.find((candidate) => candidate.url === "/portfolj/");
  const main = page && all(page.document, "main")[0];
  /** @type {Map<string, string>} */
  const statuses = new Map();
  for (const element of main ? elements(main) : []) {
    const id = attribute(element, "data-id");
    const areas = (attribute(element, "data-area") ?? "").split(/\s+/);
    const status = attribute(element, "data-status");
    if (id && status && areas.includes(AREA)) statuses.set(id, status);
  }
  /** @type {Record<string, number>} */
  const counts = {};
  for (const status of statuses.values()) counts[status] = (counts[status] ?? 0) + 1;
  deepEqual(sorted(counts), EXPECTED);
});

/** @param {Record<string, number>} counts */
function sorted(counts) {
  return Object.fromEntries(Object.entries(counts).sort());
}
