// @ts-check
/**
 * Wakes the parts of a page that have something to add. An element with `data-module` names the module that enhances it;
 * a page without such an element fetches no more than these lines. With `data-wake="focusin"` nothing is fetched until
 * the reader comes there, and then what `data-preload` names beside the module. Everything works before and without them.
 */

/** @typedef {{ default: (element: HTMLElement) => void }} Enhancement */

/** @param {HTMLElement} element @param {string} address */
function wake(element, address) {
  const early = element.dataset.preload;
  if (early) {
    const link = Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: early });
    document.head.append(link);
  }
  /** @type {Promise<Enhancement>} */
  const module = import(new URL(address, document.baseURI).href);
  module.then((enhancement) => enhancement.default(element));
}

for (const element of document.querySelectorAll("[data-module]")) {
  if (!(element instanceof HTMLElement)) continue;
  const { module: address, wake: moment } = element.dataset;
  if (!address) continue;
  if (moment) element.addEventListener(moment, () => wake(element, address), { once: true });
  else wake(element, address);
}
