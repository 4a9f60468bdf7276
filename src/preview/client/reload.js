// @ts-check
/**
 * The preview's part of a page: brings it up to date when the site changed, without loading it again where that can be. The other
 * end of `events.rs`.
 *
 * It changes nothing inside `<body>` but what the page's source changed (`morph.js`). A page's policy forbids inline styles and
 * scripts, so there are none.
 */
import { mark } from "./mark.js";
import { hasOtherScripts, morph } from "./morph.js";
import { hide, setToken, show, warn } from "./overlay.js";
import { refreshPictures, swapStyles } from "./swap.js";
import { enterWorld } from "./world.js";

/** @typedef {{ build: number, version: string, errors: boolean, token: string, world: import("./world.js").World | null }} Hello */
/** @typedef {{ version: string, since: string, addresses: string[] | null, mark: string }} Change */
/** @typedef {{ version: string, since: string, swaps: import("./swap.js").Swap[] }} Css */
/** @typedef {{ page: Document, version: string | null, digest: string | null }} Source a page as it is served */

const SCROLL = "torg-preview-scroll";
const EDITOR = "/_torg/edit/page.js";
const LONGEST_PAUSE = 10_000;

/** The version of the site that this page is of; unknown where the browser does not tell. */
let version = told("torg");
/** Whether the page was there; where it was not, the site's page about that is shown. */
const wasFound = (navigation()?.responseStatus ?? 200) < 400;
/** What the page's source was when it was last brought up to date. @type {Promise<Source | null>} */
let source = fetchSource();
/** The one update at a time, and whether another is to follow. */
let updating = false;
let again = false;
/** The word for what changed. */
let word = "";
/** @type {EventSource | null} */
let stream = null;
let pause = 500;
let leaving = false;

restoreScroll();
connect();
// A page can do without the way into the editor.
import(EDITOR).catch(() => {});
// What was asked for a moment after the page may be another page already.
void source.then((first) => first && told("page") !== null && first.digest !== told("page") && reload());
// A browser keeps at most six connections to a host: a tab that nobody sees must not hold one.
document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
addEventListener("pagehide", disconnect);
addEventListener("pageshow", connect);

function connect() {
  if (stream || document.hidden) return;
  const events = new EventSource(`/_torg/events?page=${encodeURIComponent(location.pathname)}`);
  stream = events;
  on("hello", (/** @type {Hello} */ hello) => {
    pause = 500;
    setToken(hello.token);
    warn(null);
    enterWorld(hello.world);
    if (version !== null && version !== hello.version) void update();
    version ??= hello.version;
    if (!hello.errors) hide();
  });
  on("change", (/** @type {Change} */ change) => {
    if (!isNewer(change.version)) return;
    word = change.mark;
    const { addresses } = change;
    if (version !== change.since || addresses === null || !wasFound) return void update();
    if (runs(addresses)) return reload();
    refreshPictures(addresses, change.version);
    if (addresses.includes(ownAddress())) void update();
    else version = change.version;
  });
  on("css", (/** @type {Css} */ change) => {
    if (!isNewer(change.version)) return;
    if (change.since !== version || !swapStyles(change.swaps, change.version, reload)) return reload();
    version = change.version;
    // The page links to the new ones now.
    source = fetchSource();
  });
  on("errors", show);
  on("cleared", hide);
  on("warnings", warn);
  on("world", enterWorld);
  events.addEventListener("error", () => {
    // Most browsers connect again by themselves; after some failures they give up, and then it is done here.
    if (events.readyState !== EventSource.CLOSED || stream !== events) return;
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
    events.addEventListener(name, (event) => act(JSON.parse(/** @type {MessageEvent<string>} */ (event).data)));
  }
}

function disconnect() {
  stream?.close();
  stream = null;
}

/** Makes the page what its source is now. */
async function update() {
  again = true;
  if (updating || leaving) return;
  updating = true;
  while (again) {
    again = false;
    const old = await source;
    source = fetchSource();
    const now = await source;
    // Without what it was before nobody knows what differs; and a page that came or went has other scripts.
    if (!old || !now || hasOtherScripts(old.page, now.page)) return reload();
    version = now.version;
    mark(morph(document.documentElement, old.page.documentElement, now.page.documentElement), word);
  }
  updating = false;
}

/**
 * The page's source. None where it cannot be had, or is another page than the browser shows.
 * @returns {Promise<Source | null>}
 */
async function fetchSource() {
  try {
    const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
    if (answer.redirected || answer.ok !== wasFound) return null;
    const told = answer.headers.get("server-timing") ?? "";
    const [, version = null, digest = null] = /torg;desc="([^"]*)", page;desc="([^"]*)"/.exec(told) ?? [];
    return { page: new DOMParser().parseFromString(await answer.text(), "text/html"), version, digest };
  } catch {
    return null;
  }
}

function navigation() {
  const [page] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return page;
}

/**
 * The answer that brought the page named its version and its digest in a header, so that the page's bytes need not.
 * @param {string} name
 */
function told(name) {
  return navigation()?.serverTiming?.find((entry) => entry.name === name)?.description ?? null;
}

/**
 * Whether a version is a later one than the page's. Versions are numbered within a run of the preview.
 * @param {string} other
 */
function isNewer(other) {
  const [run, number] = other.split("-");
  const [ownRun, ownNumber] = (version ?? "").split("-");
  return run !== ownRun || Number(number) > Number(ownNumber);
}

function ownAddress() {
  return decodeURI(location.pathname).normalize("NFC");
}

/**
 * Whether one of these is a script of this page.
 * @param {string[]} addresses
 */
function runs(addresses) {
  return Array.from(document.scripts).some((script) => {
    const url = script.src && new URL(script.src);
    return url && url.origin === location.origin && addresses.includes(decodeURI(url.pathname));
  });
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
