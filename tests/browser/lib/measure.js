/**
 * What a tab can say about the page it shows.
 */

/** @typedef {import("./browser.js").Tab} Tab */

export const NARROW = { width: 320, height: 640 };
export const WIDE = { width: 1280, height: 900 };

/**
 * What sticks out to the right of the window, so that the reader would have to scroll sideways. What lies in a box that
 * scrolls by itself does not count; hiding it on the whole page does not help.
 * @param {Tab} tab @returns {Promise<string[]>}
 */
export function sticksOut(tab) {
  return tab.evaluate(() => {
    const width = document.documentElement.clientWidth;
    /** @param {Element} element */
    const isBoxed = (element) => {
      for (let box = element.parentElement; box && box !== document.body && box !== document.documentElement; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "visible") return true;
      }
      return false;
    };
    const culprits = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > width + 1 && !isBoxed(element) && element.checkVisibility({ visibilityProperty: true });
    });
    const outermost = culprits.filter((element) => !culprits.some((other) => other !== element && other.contains(element)));
    const named = outermost.slice(0, 3).map((element) => {
      const { right } = element.getBoundingClientRect();
      return `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> reaches ${Math.round(right)} px of ${width}`;
    });
    const scrolls = document.documentElement.scrollWidth > width;
    return scrolls && named.length === 0 ? [`the page is ${document.documentElement.scrollWidth} px wide of ${width}`] : named;
  });
}

/**
 * What a page does wrong while it loads: errors in the console, breaches of its policy, requests that leave the host or
 * fail. `visit` loads it and does what else is to be watched.
 * @param {Tab} tab @param {string} origin @param {() => Promise<void>} visit
 * @returns {Promise<{ errors: string[], breaches: string[], foreign: string[] }>}
 */
export async function watch(tab, origin, visit) {
  /** @type {{ errors: string[], breaches: string[], foreign: string[] }} */
  const seen = { errors: [], breaches: [], foreign: [] };
  /** @param {import("playwright-core").ConsoleMessage} message */
  const onConsole = (message) => {
    if (/Content.Security.Policy/i.test(message.text())) seen.breaches.push(message.text());
    else if (message.type() === "error") seen.errors.push(`${message.text()} (${message.location().url})`);
  };
  /** @param {Error} error */
  const onError = (error) => void seen.errors.push(String(error));
  /** @param {import("playwright-core").Request} request */
  const onRequest = (request) => {
    if (!request.url().startsWith(`${origin}/`) && !/^(data|blob):/.test(request.url())) seen.foreign.push(request.url());
  };
  tab.on("console", onConsole).on("pageerror", onError).on("request", onRequest);
  await visit();
  tab.off("console", onConsole).off("pageerror", onError).off("request", onRequest);
  return seen;
}
