// @ts-check
/**
 * Shows what is wrong over the last page that worked. It has no words of its own, and stands after `<body>`, closed to the page's
 * styles.
 */

/**
 * @typedef {object} Item one error, see `overlay.rs`
 * @property {string} code
 * @property {string} severity
 * @property {string} message
 * @property {string} file
 * @property {number} line
 * @property {number} column
 * @property {string} snippet
 * @property {string} editor the address that opens the file in the author's editor
 * @property {string} open
 * @property {string[]} mends texts of buttons, one for each change that would mend it
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

/** @typedef {{ build: number, lang: string, title: string, items: Item[], more: string | null, review: string }} Warnings see `overlay.rs` */

/** What goes with requests that write. */
let token = "";

/** @param {string} given */
export function setToken(given) {
  token = given;
}

/** @type {{ host: HTMLElement, resize: ResizeObserver } | null} */
let overlay = null;
let folded = false;

/**
 * Shows what is wrong.
 * @param {Trouble} trouble
 */
export function show(trouble) {
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
  list.append(...trouble.items.map((item, at) => itemOf(item, { build: trouble.build, warning: false, item: at })));
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

  // Warnings can wait.
  if (notes) notes.hidden = true;
  const focused = root.activeElement?.className;
  root.querySelector("section")?.remove();
  root.append(section);
  // The errors may change while somebody reads them.
  if (focused) /** @type {HTMLElement | null} */ (root.querySelector(`.${focused}`))?.focus();
}

/**
 * @param {Item} item
 * @param {{ build: number, warning: boolean, item: number }} place where the server finds it again
 */
function itemOf(item, place) {
  const entry = element("li", "error");
  const message = element("p", "message");
  message.append(element("span", "severity", `${item.severity} ${item.code}`), ` ${item.message}`);
  const snippet = element("pre", "snippet");
  snippet.translate = false;
  for (const line of item.snippet.split("\n")) {
    // Help is prose and may wrap; a source line must not, or the mark beneath it would stand elsewhere.
    snippet.append(element("span", /^ *= /.test(line) ? "prose" : "code", `${line}\n`));
  }
  const actions = element("p", "actions");
  const answer = element("span", "answer");
  answer.setAttribute("role", "status");
  item.mends.forEach((text, mend) => {
    const button = element("button", "mend", text);
    button.type = "button";
    button.addEventListener("click", async () => {
      button.disabled = true;
      answer.textContent = await accept({ ...place, mend });
      button.disabled = false;
    });
    actions.append(button);
  });
  const link = element("a", "editor", item.open);
  link.href = item.editor;
  link.setAttribute("aria-label", `${item.open}: ${item.file}, ${item.line}:${item.column}`);
  actions.append(link, answer);
  entry.append(message, snippet, actions);
  return entry;
}

/**
 * Has a proposed change made; why it was not, or nothing.
 * @param {{ build: number, warning: boolean, item: number, mend: number }} proposal
 */
async function accept(proposal) {
  try {
    const headers = { "X-Torg-Token": token };
    const answer = await fetch("/_torg/mend", { method: "POST", headers, body: JSON.stringify(proposal) });
    return answer.ok ? "" : await answer.text();
  } catch (error) {
    return String(error);
  }
}

/** @type {HTMLElement | null} */
let notes = null;

/**
 * Shows a counter of warnings, which opens their list.
 * @param {Warnings | null} warnings
 */
export function warn(warnings) {
  const isOpen = notes?.shadowRoot?.querySelector("details")?.open ?? false;
  notes?.remove();
  notes = null;
  if (!warnings) return;
  const { host, root } = closed("torg-preview-notes");
  const details = element("details", "notes");
  details.lang = warnings.lang;
  details.open = isOpen;
  const list = element("ol", "errors");
  list.append(...warnings.items.map((item, at) => itemOf(item, { build: warnings.build, warning: true, item: at })));
  details.append(element("summary", "counter", warnings.title), list);
  if (warnings.more !== null) details.append(element("p", "more", warnings.more));
  const review = element("p", "more");
  const link = element("a", "review", warnings.review);
  link.href = "/_torg/check/";
  review.append(link);
  details.append(review);
  root.append(details);
  host.hidden = overlay !== null;
  notes = host;
}

/**
 * An element after `<body>` that is closed to the page's styles.
 * @param {string} name
 */
export function closed(name) {
  const host = document.createElement(name);
  const root = host.attachShadow({ mode: "open" });
  const style = element("link", "style");
  style.rel = "stylesheet";
  style.href = "/_torg/overlay.css";
  root.append(style);
  document.documentElement.append(host);
  return { host, root };
}

function open() {
  const { host, root } = closed("torg-preview");
  // The page's end can be scrolled to from beneath the overlay.
  const resize = new ResizeObserver(() => {
    document.documentElement.style.marginBlockEnd = `${host.offsetHeight}px`;
  });
  resize.observe(host);
  overlay = { host, resize };
  return root;
}

/** Nothing is wrong any more. */
export function hide() {
  overlay?.resize.disconnect();
  overlay?.host.remove();
  if (overlay) document.documentElement.style.removeProperty("margin-block-end");
  overlay = null;
  folded = false;
  if (notes) notes.hidden = false;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} className
 * @param {string} [text]
 */
export function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
