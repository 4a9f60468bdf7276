// @ts-check
/**
 * What makes a form quicker to fill in. Without it every form works: the toolbar only puts in characters that people can
 * write themselves, and saving is a form that is sent.
 */

const token = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=token]"))?.value ?? "";

for (const toolbar of document.querySelectorAll("[role=toolbar]")) {
  const area = document.getElementById(toolbar.getAttribute("aria-controls") ?? "");
  if (toolbar instanceof HTMLElement && area instanceof HTMLTextAreaElement) start(toolbar, area);
}
place();
propose();
/** @type {HTMLElement | null} */ (document.querySelector("[data-focus]"))?.focus();
warn();
keep();

/**
 * @param {HTMLElement} toolbar
 * @param {HTMLTextAreaElement} area
 */
function start(toolbar, area) {
  toolbar.hidden = false;
  const buttons = [...toolbar.querySelectorAll("button")];
  // One stop for the tab key, arrows between the buttons: what people who use a toolbar by keyboard expect.
  buttons.forEach((button, index) => (button.tabIndex = index === 0 ? 0 : -1));
  toolbar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const button = to === undefined ? undefined : buttons.at(to % buttons.length);
    if (!button) return;
    event.preventDefault();
    for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
    button.focus();
  });
  toolbar.addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    const { line, around, dialog } = target.dataset;
    if (line) prefix(area, line);
    if (around) surround(area, around);
    if (dialog) openDialog(area, dialog);
  });
  area.addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    if (file && area.id === "body") openDialog(area, "image", file);
  });
}

/** A file that is dropped beside the field must not take the place of the form. */
function keep() {
  for (const name of /** @type {const} */ (["dragover", "drop"])) {
    addEventListener(name, (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
  }
}

/**
 * Puts a text in the place of what is chosen, so that the browser's own undo takes it back.
 * @param {HTMLTextAreaElement} area
 * @param {string} text
 */
function insert(area, text) {
  area.focus();
  // No other way keeps the field's history; `setRangeText` is for browsers that have left it out.
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {string} mark
 */
function surround(area, mark) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  insert(area, `${mark}${value.slice(from, to)}${mark}`);
  area.setSelectionRange(from + mark.length, to + mark.length);
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {string} mark
 */
function prefix(area, mark) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const lines = area.value.slice(from, area.selectionEnd).split("\n");
  area.setSelectionRange(from, area.selectionEnd);
  insert(area, lines.map((line) => mark + line.replace(/^(#+|-|\d+\.) +/, "")).join("\n"));
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {string} name
 * @param {File} [file]
 */
function openDialog(area, name, file) {
  const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template[data-for]"));
  const source = template?.content.querySelector(`dialog[data-name=${name}]`);
  if (!source) return;
  const dialog = /** @type {HTMLDialogElement} */ (source.cloneNode(true));
  document.body.append(dialog);
  const { selectionStart: from, selectionEnd: to } = area;
  const part = (/** @type {string} */ key) => /** @type {HTMLInputElement | null} */ (dialog.querySelector(`[data-${key}]`));
  const text = part("text");
  if (text) text.value = area.value.slice(from, to);
  let dropped = file;
  part("file")?.addEventListener("change", () => (dropped = undefined));
  if (file) part("file")?.closest("label")?.append(` ${file.name}`);
  dialog.addEventListener("close", () => {
    dialog.remove();
    area.focus();
  });
  part("close")?.addEventListener("click", () => dialog.close());
  part("done")?.addEventListener("click", async () => {
    const written = name === "image" ? await upload(part, dropped) : name === "link" ? link(part) : part("to")?.value;
    if (written === undefined) return;
    dialog.close();
    area.setSelectionRange(from, to);
    insert(area, name === "component" && written.includes("\n") ? `\n${written}\n` : written);
  });
  dialog.showModal();
  // A picture that is there already lacks its description only.
  if (file) part("alt")?.focus();
}

/** @param {(key: string) => HTMLInputElement | null} part */
function link(part) {
  const to = part("other")?.value || part("to")?.value || "";
  return `[${part("text")?.value || to}](${to})`;
}

/**
 * Sends a picture to the project; what to write in the text, or nothing after saying why not.
 * @param {(key: string) => HTMLInputElement | null} part
 * @param {File} [dropped]
 */
async function upload(part, dropped) {
  const file = dropped ?? part("file")?.files?.[0];
  const error = part("error");
  const say = (/** @type {string | undefined} */ words) => {
    if (error) error.textContent = words ?? "";
  };
  // The server would not hear more of it than that it is too much.
  if (file && file.size > Number(error?.dataset["max"])) return say(error?.dataset["tooLarge"]);
  const page = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=file]"))?.value ?? "";
  const query = new URLSearchParams({ page, name: file?.name ?? "", alt: part("alt")?.value ?? "" });
  try {
    const answer = await fetch(`/_torg/edit/upload?${query}`, { method: "POST", headers: { "x-torg-token": token }, body: file ?? null });
    const said = await answer.text();
    return answer.ok ? said : say(said);
  } catch {
    // The preview has ended, or the file is gone.
    return say(error?.dataset["failed"]);
  }
}

/** Shows the place in the text that the reader clicked on in the page. */
function place() {
  const area = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("textarea[data-place]"));
  if (!area) return;
  const at = Number(area.dataset["place"]);
  const end = area.value.indexOf("\n", at);
  area.focus();
  area.setSelectionRange(at, end < 0 ? area.value.length : end);
  const line = area.value.slice(0, at).split("\n").length;
  area.scrollTop = (area.scrollHeight / area.value.split("\n").length) * Math.max(0, line - 3);
}

/** Shows the short name that the server makes of a title, as long as none is written. */
function propose() {
  const name = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-proposed-by]"));
  const title = document.getElementById(name?.dataset["proposedBy"] ?? "");
  if (!name || !(title instanceof HTMLInputElement)) return;
  const show = () => {
    const letters = title.value.normalize("NFD").toLowerCase().replace(/\p{M}/gu, "");
    name.placeholder = letters.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  };
  title.addEventListener("input", show);
  show();
}

/** Nobody loses what is written by leaving the page. */
function warn() {
  const form = document.querySelector("form.edit");
  let dirty = false;
  form?.addEventListener("input", () => (dirty = true));
  form?.addEventListener("submit", () => (dirty = false));
  addEventListener("beforeunload", (event) => dirty && event.preventDefault());
}
