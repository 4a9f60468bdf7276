// @ts-check
/**
 * The way from a page of the preview into the editor: buttons on the page, and a mode in which a click on a block leads to
 * its source. Nothing inside `<body>` is changed; the buttons stand after it, closed to the page's styles.
 */

/**
 * @typedef {object} Words see `editor/index.rs`
 * @property {string} lang
 * @property {string} edit
 * @property {string} pick
 * @property {string} picking
 * @property {string} more
 * @property {string} newPage
 * @property {string} newRecord
 * @property {string} world
 * @property {string} check
 */

const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, dt, dd, figcaption, summary";
const page = encodeURIComponent(decodeURI(location.pathname));
const form = `/_torg/edit/page?url=${page}`;

const asked = await fetch("/_torg/edit/words");
if (asked.ok) start(await asked.json());

/** @param {Words} words */
function start(words) {
  const host = document.createElement("torg-edit");
  host.lang = words.lang;
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_torg/edit/page.css";
  const nav = document.createElement("nav");
  nav.setAttribute("aria-label", words.edit);
  nav.append(link(words.edit, form), picker(words), more(words));
  root.append(style, nav);
  document.documentElement.append(host);
}

/**
 * What is asked for less often.
 * @param {Words} words
 */
function more(words) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = words.more;
  const list = document.createElement("ul");
  /** @type {[string, string][]} */
  const ways = [
    [words.newPage, `/_torg/edit/new?url=${page}`],
    [words.newRecord, `/_torg/edit/new?kind=record&url=${page}`],
    [words.world, `/_torg/world/?url=${page}`],
    [words.check, "/_torg/check/"],
  ];
  for (const [text, address] of ways) {
    const item = document.createElement("li");
    item.append(link(text, address));
    list.append(item);
  }
  details.append(summary, list);
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    summary.focus();
  });
  return details;
}

/**
 * @param {string} text
 * @param {string} address
 */
function link(text, address) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = text;
  return link;
}

/**
 * The button for the mode in which blocks are clicked.
 * @param {Words} words
 */
function picker(words) {
  const pick = document.createElement("button");
  pick.type = "button";
  let picking = false;
  const set = (/** @type {boolean} */ to) => {
    picking = to;
    pick.setAttribute("aria-pressed", String(to));
    pick.textContent = to ? words.picking : words.pick;
  };
  set(false);
  pick.addEventListener("click", () => set(!picking));
  document.addEventListener("keydown", (event) => event.key === "Escape" && set(false));
  document.addEventListener("click", (event) => {
    const block = picking && event.target instanceof Element ? event.target.closest(BLOCKS) : null;
    if (!block) return;
    event.preventDefault();
    location.href = `${form}&block=${encodeURIComponent((block.textContent ?? "").trim().slice(0, 200))}#body`;
  }, { capture: true });
  return pick;
}

// A module, although nobody imports anything of it.
export {};
