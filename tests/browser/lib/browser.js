/**
 * Debian's Chromium, driven over the debugging protocol. Two tabs at most are open at a time: the machines these tests
 * are made for have two cores.
 */
import { chromium } from "playwright-core";
import { findChromium } from "./project.js";
import { serve } from "./server.js";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").BrowserContext} Context */
/** @typedef {import("playwright-core").Page} Tab */

const N_TABS = 2;

/** Without these Chromium tries to reach its maker's hosts at every start. */
const QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** No name but the server's own resolves: a page that asks another host is refused, and seen. */
const ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";

export function openBrowser() {
  return chromium.launch({ executablePath: findChromium(), args: [...QUIET, ALONE] });
}

/**
 * Serves a folder while `work` runs, and stops whatever happens.
 * @template T
 * @param {string} root
 * @param {(origin: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function whileServed(root, work) {
  const server = await serve(root);
  try {
    return await work(server.origin);
  } finally {
    await server.close();
  }
}

/**
 * Calls `visit` with each item and a tab of a context, two at a time.
 * @template T
 * @param {Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} options
 * @param {Iterable<T>} items
 * @param {(tab: Tab, item: T) => Promise<void>} visit
 */
export async function eachInTabs(browser, options, items, visit) {
  const queue = [...items].reverse();
  const worker = async () => {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await visit(tab, item);
    await context.close();
  };
  await Promise.all(Array.from({ length: N_TABS }, worker));
}
