// @ts-check
/**
 * Shows for a moment what changed on a page: a frame with a word beside each part. The frames stand after `<body>`, closed to the
 * page's styles; nothing of the page is touched.
 */
import { closed, element } from "./overlay.js";

/** More changes than these are a new page, and are not marked one by one. */
const MOST = 12;

/** How long the frames stay, in milliseconds: `overlay.css` fades them by then. */
const STAY = 1600;

/** @type {ShadowRoot | null} */
let root = null;

/**
 * @param {Element[]} changed
 * @param {string} word what to say of them
 */
export function mark(changed, word) {
  root ??= open();
  const blocks = new Set(changed.filter((part) => document.body.contains(part)).map(block));
  blocks.delete(document.body);
  const inner = Array.from(blocks).filter((part) => !Array.from(blocks).some((other) => other !== part && part.contains(other)));
  const frames = inner.slice(0, MOST).map((part) => frame(part, word));
  root.append(...frames);
  setTimeout(() => frames.forEach((made) => made.remove()), STAY);
}

/**
 * @param {Element} part
 * @param {string} word
 */
function frame(part, word) {
  const { left, top, width, height } = part.getBoundingClientRect();
  const made = element("div", "frame");
  // Through the object model, which a page's policy lets pass.
  made.style.left = `${left + scrollX}px`;
  made.style.top = `${top + scrollY}px`;
  made.style.width = `${width}px`;
  made.style.height = `${height}px`;
  made.append(element("span", "frame-word", word));
  return made;
}

/**
 * The nearest part that stands as a block.
 * @param {Element} part
 * @returns {Element}
 */
function block(part) {
  const parent = part.parentElement;
  return parent && getComputedStyle(part).display.startsWith("inline") ? block(parent) : part;
}

function open() {
  const { host, root } = closed("torg-preview-marks");
  host.setAttribute("aria-hidden", "true");
  return root;
}
