// @ts-check
/**
 * Narrows the register from A to Ö to the titles that hold every word of the question (`?q=`), and says how many they are.
 *
 * @param {HTMLElement} register
 */
export default function register(register) {
  const input = document.querySelector("form.search input[name=q]");
  const count = register.querySelector("[data-many]");
  if (!(input instanceof HTMLInputElement) || !(count instanceof HTMLElement)) return;
  const form = input.form;
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  const show = () => narrow(register, input.value, count);
  input.addEventListener("input", show);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = input.value.trim();
    history.replaceState(null, "", question ? `?q=${encodeURIComponent(question)}` : location.pathname);
    show();
  });
  if (input.value) show();
}

/** @param {HTMLElement} register @param {string} question @param {HTMLElement} count */
function narrow(register, question, count) {
  const words = question.toLocaleLowerCase(document.documentElement.lang).split(/\s+/).filter(Boolean);
  let hits = 0;
  for (const letter of register.querySelectorAll(".letter")) {
    if (!(letter instanceof HTMLElement)) continue;
    let here = 0;
    for (const entry of letter.querySelectorAll("li")) {
      const text = (entry.textContent ?? "").toLocaleLowerCase(document.documentElement.lang);
      entry.hidden = !words.every((word) => text.includes(word));
      if (!entry.hidden) here += 1;
    }
    letter.hidden = here === 0;
    hits += here;
  }
  const letters = register.parentElement?.querySelector(".letters");
  if (letters instanceof HTMLElement) letters.hidden = words.length > 0;
  count.textContent = words.length === 0 ? "" : saying(count.dataset, hits);
}

/** The theme gives one text each for none, one and 99; the last one's number is replaced. @param {DOMStringMap} texts @param {number} hits */
function saying(texts, hits) {
  if (hits === 0) return texts.none ?? "";
  if (hits === 1) return texts.one ?? "";
  return (texts.many ?? "").replace("99", String(hits));
}
