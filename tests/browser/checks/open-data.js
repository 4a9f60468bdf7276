/**
 * The portfolio as open data: JSON and CSV say the same, in the columns the contract promises, and every address in
 * them leads to a page.
 */
import { join } from "node:path";
import { parseWithPython } from "../lib/python.js";
import { fileAt, readText } from "../lib/site.js";

/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */
/** @typedef {Record<string, unknown> & { id: string, status: string, focus_areas: string[], url: string }} Initiative */

const JSON_FILE = "oppna-data/portfolj.json";
const CSV_FILE = "oppna-data/portfolj.csv";
export const COLUMNS = ["id", "name", "kind", "focus_areas", "status", "status_since", "phase", "parties", "societal_goals", "sdgs", "perspectives", "url"];

/**
 * Every file of open data follows the JSON Schema beside it, as Python's jsonschema understands both.
 * @param {Site} site @returns {Problem[]}
 */
export function checkSchemas(site) {
  const files = [...site.files].filter((file) => /^oppna-data\/[^.]+\.json$/.test(file));
  const read = parseWithPython("data", files.map((file) => join(site.root, file)));
  return files.flatMap((file, index) => (read[index]?.problems ?? []).map((what) => ({ page: `/${file}`, what })));
}

/** @param {Site} site @returns {Problem[]} */
export function checkOpenData(site) {
  const missing = [JSON_FILE, CSV_FILE].filter((file) => !site.files.has(file));
  if (missing.length > 0) return missing.map((file) => ({ page: `/${file}`, what: "is missing" }));
  return [...faults(site)];
}

/** @param {Site} site @returns {{ as_of: string, initiatives: Initiative[] }} */
export function readPortfolio(site) {
  const data = JSON.parse(readText(site, JSON_FILE));
  const list = Array.isArray(data) ? data : Object.values(data).find((value) => Array.isArray(value));
  return { as_of: data.as_of, initiatives: list ?? [] };
}

/**
 * How many initiatives of a focus area stand in each status.
 * @param {Site} site @param {string} focusArea @returns {Record<string, number>}
 */
export function countStatuses(site, focusArea) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const initiative of readPortfolio(site).initiatives) {
    if (initiative.focus_areas.map(idOf).includes(focusArea)) counts[idOf(initiative.status)] = (counts[idOf(initiative.status)] ?? 0) + 1;
  }
  return counts;
}

/** @param {Site} site @returns {Generator<Problem>} */
function* faults(site) {
  const { as_of, initiatives } = readPortfolio(site);
  const json = (/** @type {string} */ what) => ({ page: `/${JSON_FILE}`, what });
  const csv = (/** @type {string} */ what) => ({ page: `/${CSV_FILE}`, what });
  if (!/^\d{4}-\d\d-\d\d$/.test(as_of ?? "")) yield json(`\`as_of\` is \`${as_of}\``);
  if (initiatives.length === 0) yield json("has no initiative");
  const [header = [], ...rows] = parseCsv(readText(site, CSV_FILE).replace(/^\uFEFF/, ""));
  for (const column of COLUMNS) if (!header.includes(column)) yield csv(`lacks the column \`${column}\``);
  if (rows.length !== initiatives.length) yield csv(`has ${rows.length} rows, the JSON ${initiatives.length} initiatives`);
  for (const initiative of initiatives) {
    for (const column of COLUMNS) if (!(column in initiative)) yield json(`${initiative.id} lacks \`${column}\``);
    const row = rows.find((cells) => cells[header.indexOf("id")] === initiative.id);
    if (!row) {
      yield csv(`lacks ${initiative.id}`);
      continue;
    }
    for (const column of COLUMNS) {
      const cell = row[header.indexOf(column)] ?? "";
      if (!says(cell, initiative[column])) yield csv(`${initiative.id}: \`${column}\` is \`${cell}\`, in the JSON ${JSON.stringify(initiative[column])}`);
    }
    const target = fileAt(site, new URL(initiative.url, `${site.baseUrl || "http://site.invalid"}/`).pathname);
    if ("problem" in target) yield json(`\`${initiative.url}\` ${target.problem}`);
  }
}

/** Whether a cell says what a JSON value says: lists are joined, names may stand for ids. @param {string} cell @param {unknown} value @returns {boolean} */
function says(cell, value) {
  if (value === null || value === undefined) return cell === "";
  if (Array.isArray(value)) {
    const parts = cell.split(/\s*[;|,]\s*/).filter(Boolean);
    return parts.length === value.length && value.every((item, index) => says(parts[index] ?? "", item));
  }
  if (typeof value === "object") return Object.values(value).some((inner) => String(inner) === cell);
  return String(value) === cell;
}

/** @param {unknown} value @returns {string} */
function idOf(value) {
  return typeof value === "object" && value !== null && "id" in value ? String(value.id) : String(value);
}

/** RFC 4180. @param {string} source @returns {string[][]} */
export function parseCsv(source) {
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] ?? "";
    if (quoted && sign === '"' && source[at + 1] === '"') cell += source[at++];
    else if (sign === '"') quoted = !quoted;
    else if (quoted) cell += sign;
    else if (sign === "," || sign === "\n") {
      row.push(cell);
      cell = "";
      if (sign === "\n") rows.push(row.splice(0));
    } else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows;
}
