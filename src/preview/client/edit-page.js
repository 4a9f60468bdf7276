// @ts-check
/**
 * The way from a page of the preview into the editor: a button on the page, and a mode in which a click on a block leads to
 * its source. Nothing inside `<body>` is changed; the button stands after it, closed to the page's styles.
 */

(async () => {
  "use strict";

  const asked = await fetch("/_torg/edit/words");
  if (!asked.ok) return;
  /** @type {{ lang: string, edit: string, pick: string, picking: string }} */
  const words = await asked.json();
  const address = `/_torg/edit/page?url=${encodeURIComponent(decodeURI(location.pathname))}`;

  const host = document.createElement("torg-edit");
  host.lang = words.lang;
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_torg/edit/page.css";
  const edit = document.createElement("a");
  edit.href = address;
  edit.textContent = words.edit;
  const pick = document.createElement("button");
  pick.type = "button";
  pick.textContent = words.pick;
  pick.setAttribute("aria-pressed", "false");
  const nav = document.createElement("nav");
  nav.setAttribute("aria-label", words.edit);
  nav.append(edit, pick);
  root.append(style, nav);
  document.documentElement.append(host);

  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, dt, dd, figcaption, summary";
  let picking = false;
  pick.addEventListener("click", () => set(!picking));
  document.addEventListener("keydown", (event) => event.key === "Escape" && set(false));
  document.addEventListener("click", (event) => {
    const block = picking && event.target instanceof Element ? event.target.closest(BLOCKS) : null;
    if (!block) return;
    event.preventDefault();
    location.href = `${address}&block=${encodeURIComponent((block.textContent ?? "").trim().slice(0, 200))}#body`;
  }, { capture: true });

  /** @param {boolean} to */
  function set(to) {
    picking = to;
    pick.setAttribute("aria-pressed", String(to));
    pick.textContent = to ? words.picking : words.pick;
  }
})();
