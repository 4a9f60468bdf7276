/**
 * Each page carries a strict Content-Security-Policy of its own, and obeys it without a browser to tell.
 */
import { attribute, elements, text } from "../lib/html.js";

/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */

const LOADS = new Set(["script", "style", "img", "iframe", "object", "embed", "video", "audio"]);
/** A film is fetched from where its author put it, after the reader's click. */
const FILMS = new Set(["media-src", "frame-src"]);
const NOT_CODE = new Set(["application/ld+json", "application/json"]);

/** @param {Site} site @returns {Problem[]} */
export function checkPolicy(site) {
  return site.pages.flatMap((page) => [...faults(page.document, page.redirect)].map((what) => ({ page: page.url, what })));
}

/** @param {import("../lib/html.js").Document} document @param {boolean} redirect @returns {Generator<string>} */
function* faults(document, redirect) {
  let policy;
  for (const element of elements(document)) {
    const isPolicy = element.tagName === "meta" && attribute(element, "http-equiv")?.toLowerCase() === "content-security-policy";
    if (isPolicy) policy = attribute(element, "content") ?? "";
    const loads = LOADS.has(element.tagName) || (element.tagName === "link" && attribute(element, "rel") === "stylesheet");
    if (loads && policy === undefined && !redirect) {
      yield `<${element.tagName}> stands before the policy`;
      policy = "";
    }
    for (const { name } of element.attrs) {
      if (name === "style" || name.startsWith("on")) yield `<${element.tagName}> has a \`${name}\` attribute`;
    }
    if (element.tagName === "style") yield "an inline <style>";
    if (element.tagName === "script" && attribute(element, "src") === undefined && !NOT_CODE.has(attribute(element, "type") ?? "")) {
      yield `an inline <script>: ${text(element).slice(0, 40)}`;
    }
  }
  if (redirect) return;
  if (!policy) yield "no Content-Security-Policy";
  else yield* looseParts(policy);
}

/** @param {string} policy @returns {Generator<string>} */
function* looseParts(policy) {
  const directives = policy.split(";").map((directive) => directive.trim().split(/\s+/));
  if (!directives.some(([name]) => name === "default-src")) yield "the policy has no `default-src`";
  for (const [name = "", ...sources] of directives) {
    for (const source of sources) {
      const isForFilms = FILMS.has(name) && source === "https:";
      if (/^('unsafe-.*'|https?:.*|\*.*)$/.test(source) && !isForFilms) yield `the policy allows ${source} in \`${name}\``;
    }
  }
}
