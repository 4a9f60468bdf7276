/**
 * The Nu HTML checker (W3C's) over every page.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */
/** @typedef {{ type: string, url?: string, lastLine?: number, message: string }} Message */

/** @param {Site} site @returns {Problem[]} */
export function checkMarkup(site) {
  const jar = createRequire(import.meta.url)("vnu-jar");
  const files = site.pages.map((page) => join(site.root, page.file));
  const run = spawnSync("java", ["-Xss4m", "-jar", jar, "--format", "json", "--errors-only", "--exit-zero-always", "--stdout", ...files], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`the HTML checker ended with ${run.status}: ${run.stderr.slice(-2000)}`);
  /** @type {{ messages: Message[] }} */
  const { messages } = JSON.parse(run.stdout);
  return messages.map((message) => {
    const file = message.url ? relative(site.root, fileURLToPath(message.url)) : "?";
    return { page: `/${file}:${message.lastLine ?? "?"}`, what: message.message };
  });
}
