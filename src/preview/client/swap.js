// @ts-check
/** Exchanges style sheets and pictures of a page that are others now. */

/** @typedef {{ from: string, to: string }} Swap one style sheet's address before and after */

/** Style sheets that go as soon as the one that replaces them is there. @type {WeakSet<HTMLLinkElement>} */
const outgoing = new WeakSet();

/**
 * Puts the new style sheets in the old ones' places. False if the page links to none of them directly.
 * @param {Swap[]} swaps
 * @param {string} version
 * @param {() => void} failed called when one cannot be had
 */
export function swapStyles(swaps, version, failed) {
  let n = 0;
  for (const old of document.querySelectorAll("link")) {
    if (!old.relList.contains("stylesheet") || outgoing.has(old)) continue;
    const swap = swaps.find(({ from }) => isAt(old.href, from));
    if (!swap) continue;
    n += 1;
    outgoing.add(old);
    const link = /** @type {HTMLLinkElement} */ (old.cloneNode());
    // The same name would bring the same sheet.
    link.href = swap.from === swap.to ? `${swap.to}?${version}` : swap.to;
    // The old one stays until the new one is there: the page is never without.
    link.addEventListener("load", () => old.remove(), { once: true });
    link.addEventListener("error", failed, { once: true });
    old.after(link);
  }
  return n > 0;
}

/**
 * @param {string} href
 * @param {string} path
 */
function isAt(href, path) {
  const url = new URL(href);
  return url.origin === location.origin && decodeURI(url.pathname) === path;
}

/**
 * Loads pictures again that have other content at the same address.
 * @param {string[]} addresses
 * @param {string} version
 */
export function refreshPictures(addresses, version) {
  /** @param {string} address */
  const fresh = (address) => {
    if (!address || address.startsWith("data:")) return address;
    const url = new URL(address, location.href);
    if (!addresses.some((changed) => isAt(url.href, changed))) return address;
    url.searchParams.set("torg", version);
    return url.href;
  };
  for (const picture of document.querySelectorAll("img, picture > source, video, image, use")) {
    for (const name of ["src", "poster", "href", "xlink:href", "srcset"]) {
      const written = picture.getAttribute(name);
      if (written === null) continue;
      const now = name === "srcset" ? written.replace(/(^|,\s*)(\S+)/g, (_, gap, address) => gap + fresh(address)) : fresh(written);
      if (now !== written) picture.setAttribute(name, now);
    }
  }
}
