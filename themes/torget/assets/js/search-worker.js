// @ts-check
/**
 * Keeps search working without a network after the first visit: pages, styles and scripts as they were last seen, files of the
 * bundle for good, since their names are digests. Has to be published at the site's root, where a worker may see all pages.
 */

const KEPT = "torg-search-1";
const BUNDLE = /\/_torg\/search\/[a-z]-[a-z2-7]{8}(-\d+)?\.bin$/;
/** The most files that are kept; the oldest go first. */
const MOST = 600;

/** @typedef {Event & { waitUntil: (until: Promise<unknown>) => void, respondWith: (answer: Promise<Response>) => void, request: Request }} WorkerEvent */

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

addEventListener("install", (event) => /** @type {WorkerEvent} */ (event).waitUntil(/** @type {any} */ (globalThis).skipWaiting()));
addEventListener("activate", (event) => /** @type {WorkerEvent} */ (event).waitUntil(/** @type {any} */ (globalThis).clients.claim()));
addEventListener("fetch", (event) => {
  const { request, respondWith } = /** @type {WorkerEvent} */ (event);
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || request.headers.has("range")) return;
  respondWith.call(event, answer(request, BUNDLE.test(pathname)));
});
