// @ts-check
/**
 * Shows beside a form what its page looks like with what is written so far. The server makes it, as it makes the site: nothing
 * of a page is made here. One answer is asked for at a time, so that writing is never slower than the server.
 */
import { morph } from "./morph.js";

/**
 * @typedef {object} Look what the server answers, see `look.rs`
 * @property {string | null} html the page
 * @property {string} said how it stands, in a sentence
 * @property {{ kind: string, message: string, place: string, row: number | null }[]} problems
 */

const form = document.querySelector("form.edit");
const place = document.getElementById("look");
const body = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("body"));
if (form instanceof HTMLFormElement && place) start(form, place);

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} place
 */
function start(form, place) {
  const show = pages(/** @type {HTMLIFrameElement} */ (place.querySelector("iframe")));
  const tell = lines(/** @type {HTMLElement} */ (place.querySelector("[role=status]")));
  const button = form.querySelector("[data-look]");
  if (button instanceof HTMLElement) button.hidden = true;
  place.hidden = false;
  let asking = false;
  let again = false;
  const ask = async () => {
    again = asking;
    if (asking) return;
    asking = true;
    const look = await answer(form);
    asking = false;
    if (look) {
      if (look.html !== null) show(look.html);
      tell(look);
    }
    if (again) ask();
  };
  form.addEventListener("input", ask);
  ask();
}

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<Look | undefined>}
 */
async function answer(form) {
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form)) sent.append(name, String(value));
  sent.set("as", "data");
  try {
    const answer = await fetch("/_torg/edit/look", { method: "POST", body: sent });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    // The preview has ended. The next letter asks again.
    return undefined;
  }
}

/**
 * Tells what is wrong. What was told already stays, so that it is neither read aloud again nor taken from under somebody's hands.
 * @param {HTMLElement} status
 */
function lines(status) {
  const said = /** @type {HTMLElement} */ (status.querySelector("p"));
  const list = /** @type {HTMLElement} */ (status.querySelector("ul"));
  /** @type {Map<string, HTMLElement>} */
  let told = new Map();
  list.replaceChildren();
  return (/** @type {Look} */ look) => {
    if (said.textContent !== look.said) said.textContent = look.said;
    const now = new Map(look.problems.map((problem) => [JSON.stringify(problem), problem]));
    for (const [key, item] of told) if (!now.has(key)) item.remove();
    told = new Map([...now].map(([key, problem]) => [key, told.get(key) ?? line(problem)]));
    [...told.values()].forEach((item, at) => {
      if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null);
    });
  };
}

/** @param {Look["problems"][number]} problem */
function line({ kind, message, place, row }) {
  const item = document.createElement("li");
  const strong = document.createElement("strong");
  strong.textContent = kind;
  item.append(strong, ` ${message} `, row && body ? jump(place, row) : place);
  return item;
}

/**
 * A button that leads to a row of the text.
 * @param {string} text
 * @param {number} row
 */
function jump(text, row) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.addEventListener("click", () => {
    if (!body) return;
    const rows = body.value.split("\n");
    const from = rows.slice(0, row - 1).join("\n").length + (row > 1 ? 1 : 0);
    body.focus();
    body.setSelectionRange(from, from + (rows[row - 1] ?? "").length);
  });
  return button;
}

/**
 * Shows pages in a frame, each by what differs from the one before, so that it neither flickers nor scrolls away.
 * @param {HTMLIFrameElement} frame
 */
function pages(frame) {
  /** What the frame is loaded with first. @type {Document | undefined} */
  let first;
  /** What it shows, once that is there. @type {Document | undefined} */
  let shown;
  /** What came meanwhile. @type {Document | undefined} */
  let next;
  const change = (/** @type {Document} */ now) => {
    const live = frame.contentDocument?.documentElement;
    if (!live || !shown) return;
    const [changed] = morph(live, shown.documentElement, now.documentElement);
    if (changed) reveal(changed);
    shown = now;
  };
  frame.addEventListener("load", () => {
    // It is for looking at: a link would lead away from what is written.
    frame.contentDocument?.addEventListener("click", (event) => event.preventDefault(), { capture: true });
    shown = first;
    if (next) change(next);
  });
  return (/** @type {string} */ html) => {
    const now = new DOMParser().parseFromString(html, "text/html");
    if (shown) return change(now);
    if (first) return void (next = now);
    first = now;
    frame.srcdoc = html;
  };
}

/**
 * Scrolls the frame, and nothing around it, to what changed.
 * @param {Element} changed
 */
function reveal(changed) {
  const view = changed.ownerDocument.defaultView;
  const { top, bottom } = changed.getBoundingClientRect();
  if (view && (bottom < 0 || top > view.innerHeight)) view.scrollBy(0, top - view.innerHeight / 3);
}
