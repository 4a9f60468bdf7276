// @ts-check

/** What initiatives can be chosen by: each is a name in the address and a `data-` attribute. */
const CHOICES = ["status", "area", "party", "kind", "phase", "perspective", "sdg"];

/**
 * Filters the portfolio where it stands and keeps the choices in the address, so that a choice can be shared.
 * Choices within a group widen (either status), groups narrow each other (this status and this party).
 *
 * @param {HTMLElement} portfolio
 */
export default function filter(portfolio) {
  keepView(portfolio);
  const form = portfolio.querySelector("form");
  if (!form) return;
  form.hidden = false;
  unfoldOnWide(form);
  fill(form, new URLSearchParams(location.search));
  apply(portfolio, form);

  form.addEventListener("input", () => change(portfolio, form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change(portfolio, form);
  });
  form.addEventListener("reset", () => setTimeout(() => change(portfolio, form)));
  addEventListener("popstate", () => {
    fill(form, new URLSearchParams(location.search));
    apply(portfolio, form);
  });
}

/** @param {HTMLElement} portfolio @param {HTMLFormElement} form */
function change(portfolio, form) {
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim()) chosen.append(name, value.trim());
  }
  const view = new URLSearchParams(location.search).get("view");
  if (view) chosen.set("view", view);
  write(chosen);
  apply(portfolio, form);
}

/** @param {URLSearchParams} parameters */
function write(parameters) {
  const query = parameters.toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

/** @param {HTMLFormElement} form @param {URLSearchParams} parameters */
function fill(form, parameters) {
  for (const input of form.querySelectorAll("input")) {
    if (input.type === "checkbox") input.checked = parameters.getAll(input.name).includes(input.value);
    else input.value = parameters.get(input.name) ?? "";
  }
}

/**
 * Shows what matches, then says how many: in words, in each group's number, and as lit stones.
 *
 * @param {HTMLElement} portfolio
 * @param {HTMLFormElement} form
 */
function apply(portfolio, form) {
  const data = new FormData(form);
  const words = String(data.get("q") ?? "").toLocaleLowerCase(document.documentElement.lang).split(/\s+/).filter(Boolean);
  const stones = new Map([...portfolio.querySelectorAll("[data-stone]")].map((stone) => [stone.getAttribute("data-stone"), stone]));
  let shown = 0;
  for (const group of portfolio.querySelectorAll(".group")) {
    if (!(group instanceof HTMLElement)) continue;
    let here = 0;
    for (const item of group.querySelectorAll(".initiative")) {
      if (!(item instanceof HTMLElement)) continue;
      const matches = matchesChoices(item, data) && matchesWords(item, words);
      item.hidden = !matches;
      stones.get(item.dataset.id ?? "")?.classList.toggle("is-out", !matches);
      if (matches) here += 1;
    }
    group.hidden = here === 0;
    setText(group, "[data-count]", String(here));
    shown += here;
  }
  setText(portfolio, "[data-shown]", String(shown));
  const none = portfolio.querySelector(".groups-none");
  if (none instanceof HTMLElement) none.hidden = shown > 0;
}

/** @param {HTMLElement} item @param {FormData} data */
function matchesChoices(item, data) {
  return CHOICES.every((name) => {
    const chosen = data.getAll(name);
    const own = (item.dataset[name] ?? "").split(" ");
    return chosen.length === 0 || chosen.some((value) => own.includes(String(value)));
  });
}

/** @param {HTMLElement} item @param {string[]} words */
function matchesWords(item, words) {
  const text = (item.textContent ?? "").toLocaleLowerCase(document.documentElement.lang);
  return words.every((word) => text.includes(word));
}

/** @param {Element} parent @param {string} selector @param {string} text */
function setText(parent, selector, text) {
  const element = parent.querySelector(selector);
  if (element) element.textContent = text;
}

/** On a phone the many choices start folded, so that the initiatives are near. @param {HTMLFormElement} form */
function unfoldOnWide(form) {
  const details = form.querySelector("details");
  const wide = matchMedia("(min-width: 48rem)");
  const follow = () => {
    if (details) details.open = wide.matches;
  };
  wide.addEventListener("change", follow);
  follow();
}

/** List or board is pure CSS; the script only remembers it in the address. @param {HTMLElement} portfolio */
function keepView(portfolio) {
  const inputs = portfolio.querySelectorAll("input[name=view]");
  const wanted = new URLSearchParams(location.search).get("view");
  for (const input of inputs) {
    if (!(input instanceof HTMLInputElement)) continue;
    if (input.value === wanted) input.checked = true;
    input.addEventListener("change", () => {
      const parameters = new URLSearchParams(location.search);
      if (input.value === "list") parameters.delete("view");
      else parameters.set("view", input.value);
      write(parameters);
    });
  }
}
