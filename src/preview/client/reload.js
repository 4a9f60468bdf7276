// @ts-check
/**
 * The preview's part of a page: loads the page again when the site changed, exchanges style sheets when nothing else
 * did, and shows what is wrong over the last page that worked. The other end of `events.rs`.
 *
 * It has no words of its own, and changes nothing inside `<body>`: the overlay stands after it, closed to the page's
 * styles. A page's policy forbids inline styles and scripts, so there are none.
 */

/** @typedef {{ from: string, to: string }} Swap one style sheet's address before and after */
/** @typedef {{ build: number, version: string, errors: boolean }} Hello */
/** @typedef {{ build: number, version: string }} Reload */
/** @typedef {{ build: number, version: string, since: string, swaps: Swap[] }} Css */
/**
 * @typedef {object} Item one error, see `overlay.rs`
 * @property {string} code
 * @property {string} severity
 * @property {string} message
 * @property {string} file
 * @property {number} line
 * @property {number} column
 * @property {string} snippet
 */
/**
 * @typedef {object} Trouble why there is no new site, see `overlay.rs`
 * @property {number} build
 * @property {string} lang
 * @property {string} name
 * @property {string} title
 * @property {string} mark
 * @property {string} hide
 * @property {string} show
 * @property {Item[]} items
 * @property {string | null} more
 */

(() => {
  "use strict";

  const SCROLL = "torg-preview-scroll";
  const LONGEST_PAUSE = 10_000;

  /** The version of the site that this page is of; unknown where the browser does not tell. */
  let version = versionOfPage();
  /** @type {EventSource | null} */
  let stream = null;
  let pause = 500;
  let leaving = false;
  /** Style sheets that go as soon as the one that replaces them is there. @type {WeakSet<HTMLLinkElement>} */
  const outgoing = new WeakSet();

  restoreScroll();
  connect();
  // A browser keeps at most six connections to a host: a tab that nobody sees must not hold one.
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);

  function connect() {
    if (stream || document.hidden) return;
    const source = new EventSource("/_torg/events");
    stream = source;
    on("hello", (/** @type {Hello} */ hello) => {
      pause = 500;
      if (version !== null && version !== hello.version) return reload();
      version = hello.version;
      if (!hello.errors) hide();
    });
    on("reload", (/** @type {Reload} */ change) => {
      if (change.version !== version) reload();
    });
    on("css", (/** @type {Css} */ change) => {
      if (change.version === version) return;
      if (change.since !== version || !swapStyles(change.swaps, change.version)) return reload();
      version = change.version;
    });
    on("errors", show);
    on("cleared", hide);
    source.addEventListener("error", () => {
      // Most browsers connect again by themselves; after some failures they give up, and then it is done here.
      if (source.readyState !== EventSource.CLOSED || stream !== source) return;
      disconnect();
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });

    /**
     * @template T
     * @param {string} name
     * @param {(data: T) => void} act
     */
    function on(name, act) {
      source.addEventListener(name, (event) => act(JSON.parse(/** @type {MessageEvent<string>} */ (event).data)));
    }
  }

  function disconnect() {
    stream?.close();
    stream = null;
  }

  /** The answer that brought the page named its version in a header, so that the page's bytes need not. */
  function versionOfPage() {
    const [page] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    return page?.serverTiming?.find((entry) => entry.name === "torg")?.description ?? null;
  }

  function reload() {
    if (leaving) return;
    leaving = true;
    try {
      sessionStorage.setItem(SCROLL, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
    } catch {
      // Without storage the browser's own way of keeping the place has to do.
    }
    location.reload();
  }

  function restoreScroll() {
    /** @type {{ path: string, x: number, y: number } | null} */
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(SCROLL) ?? "null");
      sessionStorage.removeItem(SCROLL);
    } catch {
      return;
    }
    if (!kept || kept.path !== location.pathname) return;
    const { x, y } = kept;
    const restore = () => scrollTo({ left: x, top: y, behavior: "instant" });
    restore();
    // Once more when all has its size, unless the reader has moved on.
    const moved = new AbortController();
    for (const kind of ["wheel", "keydown", "pointerdown", "touchstart"]) {
      addEventListener(kind, () => moved.abort(), { once: true, passive: true, signal: moved.signal });
    }
    addEventListener("load", () => requestAnimationFrame(() => moved.signal.aborted || (restore(), moved.abort())), { once: true });
  }

  /**
   * Puts the new style sheets in the old ones' places. False if the page links to none of them directly.
   * @param {Swap[]} swaps
   * @param {string} newVersion
   */
  function swapStyles(swaps, newVersion) {
    let n = 0;
    for (const old of document.querySelectorAll("link")) {
      if (!old.relList.contains("stylesheet") || outgoing.has(old)) continue;
      const swap = swaps.find(({ from }) => isAt(old.href, from));
      if (!swap) continue;
      n += 1;
      outgoing.add(old);
      const link = /** @type {HTMLLinkElement} */ (old.cloneNode());
      link.href = `${swap.to}?${newVersion}`;
      // The old one stays until the new one is there: the page is never without.
      link.addEventListener("load", () => old.remove(), { once: true });
      link.addEventListener("error", reload, { once: true });
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

  // The overlay.

  /** @type {{ host: HTMLElement, resize: ResizeObserver } | null} */
  let overlay = null;
  let folded = false;

  /** @param {Trouble} trouble */
  function show(trouble) {
    const root = overlay?.host.shadowRoot ?? open();
    const section = element("section", "overlay");
    section.lang = trouble.lang;
    section.setAttribute("aria-label", trouble.name);

    const head = element("div", "head");
    // The title alone is announced, and again only when it says something else.
    const status = root.querySelector(".status") ?? element("div", "status");
    status.setAttribute("role", "alert");
    const words = [element("strong", "title", trouble.title), element("span", "mark", trouble.mark)];
    if (status.textContent !== words.map((word) => word.textContent).join("")) status.replaceChildren(...words);
    const toggle = element("button", "toggle");
    toggle.type = "button";
    toggle.setAttribute("aria-controls", "errors");
    head.append(status, toggle);

    const list = element("ol", "errors");
    list.id = "errors";
    list.append(...trouble.items.map(itemOf));
    const body = element("div", "body");
    // What scrolls must be reachable by keyboard.
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", trouble.name);
    if (trouble.items.length > 0) body.append(list);
    if (trouble.more !== null) body.append(element("p", "more", trouble.more));

    const fold = () => {
      body.hidden = folded;
      toggle.textContent = folded ? trouble.show : trouble.hide;
      toggle.setAttribute("aria-expanded", String(!folded));
    };
    toggle.addEventListener("click", () => ((folded = !folded), fold()));
    fold();
    section.append(head, body);

    const focused = root.activeElement?.className;
    root.querySelector("section")?.remove();
    root.append(section);
    // The errors may change while somebody reads them.
    if (focused) /** @type {HTMLElement | null} */ (root.querySelector(`.${focused}`))?.focus();
  }

  /** @param {Item} item */
  function itemOf(item) {
    const entry = element("li", "error");
    const message = element("p", "message");
    message.append(element("span", "severity", `${item.severity} ${item.code}`), ` ${item.message}`);
    const snippet = element("pre", "snippet");
    snippet.translate = false;
    for (const line of item.snippet.split("\n")) {
      // Help is prose and may wrap; a source line must not, or the mark beneath it would stand elsewhere.
      snippet.append(element("span", /^ *= /.test(line) ? "prose" : "code", `${line}\n`));
    }
    entry.append(message, snippet);
    return entry;
  }

  function open() {
    const host = document.createElement("torg-preview");
    const root = host.attachShadow({ mode: "open" });
    const style = element("link", "style");
    style.rel = "stylesheet";
    style.href = "/_torg/overlay.css";
    root.append(style);
    document.documentElement.append(host);
    // The page's end can be scrolled to from beneath the overlay.
    const resize = new ResizeObserver(() => {
      document.documentElement.style.marginBlockEnd = `${host.offsetHeight}px`;
    });
    resize.observe(host);
    overlay = { host, resize };
    return root;
  }

  function hide() {
    overlay?.resize.disconnect();
    overlay?.host.remove();
    if (overlay) document.documentElement.style.removeProperty("margin-block-end");
    overlay = null;
    folded = false;
  }

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name
   * @param {string} className
   * @param {string} [text]
   */
  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }
})();
