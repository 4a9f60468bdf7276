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

/** Nothing is wrong any more. */
export function hide() {
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
export function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
