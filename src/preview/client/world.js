// @ts-check
/**
 * Says over a page what of the project it shows, where that is not what is published: another moment, drafts, internal matters.
 * The words stand after `<body>`, closed to the page's styles, and the page begins below them.
 */
import { closed, element } from "./overlay.js";

/** @typedef {{ lang: string, text: string, link: string }} World see `world/mod.rs` */

/** @type {{ host: HTMLElement, resize: ResizeObserver } | null} */
let bar = null;

/** @param {World | null} world none where the page is as it is published */
export function enterWorld(world) {
  if (!world) return leave();
  bar ??= open();
  const root = /** @type {ShadowRoot} */ (bar.host.shadowRoot);
  const said = element("p", "world");
  said.lang = world.lang;
  const text = element("span", "world-text", world.text);
  text.setAttribute("role", "status");
  const link = element("a", "world-link", world.link);
  link.href = `/_torg/world/?url=${encodeURIComponent(decodeURI(location.pathname))}`;
  said.append(text, link);
  root.querySelector(".world")?.remove();
  root.append(said);
}

function open() {
  const { host } = closed("torg-preview-world");
  const resize = new ResizeObserver(() => {
    document.documentElement.style.marginBlockStart = `${host.offsetHeight}px`;
  });
  resize.observe(host);
  return { host, resize };
}

function leave() {
  bar?.resize.disconnect();
  bar?.host.remove();
  if (bar) document.documentElement.style.removeProperty("margin-block-start");
  bar = null;
}
