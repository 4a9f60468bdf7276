// @ts-check
/**
 * Wakes the parts of a page that have something to add. An element with `data-module` names the module that enhances it;
 * a page without such an element fetches no more than these lines. Everything works before and without them.
 */

/** @typedef {{ default: (element: HTMLElement) => void }} Enhancement */

for (const element of document.querySelectorAll("[data-module]")) {
  if (!(element instanceof HTMLElement) || !element.dataset.module) continue;
  const address = new URL(element.dataset.module, document.baseURI).href;
  /** @type {Promise<Enhancement>} */
  const module = import(address);
  module.then((enhancement) => enhancement.default(element));
}
