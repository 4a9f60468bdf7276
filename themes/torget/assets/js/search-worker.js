// @ts-check
/**
 * Keeps search working without a network after the first visit to the search page: pages, styles and scripts as they were
 * last seen, files of the bundle for good, since their names are digests. Online, nothing but those is ever answered from here.
 * torg publishes it at the site's root, where a worker may see all pages.
 */

const KEPT = "torg-search-1";
const BUNDLE = /\/_torg\/search\/[a-z]-[a-z2-7]{8}(-\d+)?\.bin$/;
const ROOT = /\/_torg\/search\/root\.bin$/;
/** The most files that are kept; the oldest go first. */
const MOST = 600;
/** A bundle of so many files is kept as a whole; of a larger one, what was asked for. */
const SMALL = 300;

/** @typedef {Event & { waitUntil: (until: Promise<unknown>) => void, respondWith: (answer: Promise<Response>) => void, request: Request, data: string[] }} WorkerEvent */
/** @typedef {{ h: string }} Shards */
/** @typedef {{ n: number, t: Shards, f: Shards, r: Shards, c: string, k: string, x: Record<string, string> }} Language */

/** @param {Request} request */
async function fromNetwork(request) {
  const answer = await fetch(request);
  if (answer.ok && answer.type === "basic") {
    const kept = await caches.open(KEPT);
    await kept.put(request, answer.clone());
    const keys = await kept.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => kept.delete(key)));
  }
  return answer;
}

/** @param {Request} request @param {boolean} isForGood */
async function answer(request, isForGood) {
  const seen = () => caches.match(request, { ignoreSearch: request.mode === "navigate" });
  if (isForGood) return (await seen()) ?? fromNetwork(request);
  try {
    return await fromNetwork(request);
  } catch (error) {
    const old = await seen();
    if (old) return old;
    throw error;
  }
}

/** The names of all files that a root names, but for positions, which only phrases need. @param {Response} root */
async function named(root) {
  const content = await new Response(root.body?.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
  /** @type {{ l: Language[] }} */
  const { l } = JSON.parse(new TextDecoder().decode(content.slice(4)));
  /** @param {string} kind @param {string} letters */
  const each = (kind, letters) => (letters.match(/.{8}/g) ?? []).map((name) => `${kind}-${name}.bin`);
  return l.flatMap(({ n, t, f, r, c, k, x }) => {
    const cards = Array.from({ length: Math.ceil(n / 8) }, (_, file) => `c-${c.slice((file >> 5) * 8, (file >> 5) * 8 + 8)}-${file % 32}.bin`);
    return [...cards, ...each("t", t.h), ...each("d", f.h + r.h), ...each("k", k), ...Object.values(x).flatMap((letters) => each("x", letters))];
  });
}

/** Keeps what a page was made of, and a small bundle. @param {string[]} addresses */
async function keep(addresses) {
  for (const address of addresses) {
    const { origin, pathname, href } = new URL(address, location.origin);
    if (origin !== location.origin) continue;
    const found = (BUNDLE.test(pathname) && (await caches.match(href))) || (await fromNetwork(new Request(href)));
    if (!ROOT.test(pathname) || !found.ok) continue;
    const names = await named(found);
    const folder = href.slice(0, -"root.bin".length);
    if (names.length <= SMALL) await Promise.all(names.map((name) => answer(new Request(folder + name), true)));
  }
}

addEventListener("install", (event) => /** @type {WorkerEvent} */ (event).waitUntil(/** @type {any} */ (globalThis).skipWaiting()));
addEventListener("activate", (event) => /** @type {WorkerEvent} */ (event).waitUntil(/** @type {any} */ (globalThis).clients.claim()));
addEventListener("message", (event) => /** @type {WorkerEvent} */ (/** @type {unknown} */ (event)).waitUntil(keep(/** @type {WorkerEvent} */ (/** @type {unknown} */ (event)).data).catch(() => {})));
addEventListener("fetch", (event) => {
  const { request, respondWith } = /** @type {WorkerEvent} */ (event);
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || request.headers.has("range")) return;
  respondWith.call(event, answer(request, BUNDLE.test(pathname)));
});
