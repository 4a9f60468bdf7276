/**
 * A thin layer over parse5, so that the checks read HTML as a browser does and never by pattern.
 */
import { parse } from "parse5";

/** @typedef {import("parse5").DefaultTreeAdapterTypes.Document} Document */
/** @typedef {import("parse5").DefaultTreeAdapterTypes.Element} Element */
/** @typedef {import("parse5").DefaultTreeAdapterTypes.Node} Node */

/** @param {string} html @returns {Document} */
export function parseHtml(html) {
  return parse(html, { sourceCodeLocationInfo: true });
}

/**
 * Every element of a tree in document order, the contents of `<template>` and of `<noscript>` included.
 * @param {Node} root
 * @returns {Generator<Element>}
 */
export function* elements(root) {
  if ("tagName" in root) yield root;
  const children = "content" in root ? root.content.childNodes : "childNodes" in root ? root.childNodes : [];
  for (const child of children) yield* elements(child);
}

/** @param {Node} root @param {string} tagName */
export function all(root, tagName) {
  return [...elements(root)].filter((element) => element.tagName === tagName);
}

/** @param {Element} element @param {string} name @returns {string | undefined} */
export function attribute(element, name) {
  return element.attrs.find((entry) => entry.name === name)?.value;
}

/** @param {Node} root @returns {string} */
export function text(root) {
  if (root.nodeName === "#text" && "value" in root) return root.value;
  return "childNodes" in root ? root.childNodes.map(text).join("") : "";
}

/**
 * The content of the first `<meta>` with this name or property.
 * @param {Node} root @param {string} name @returns {string | undefined}
 */
export function meta(root, name) {
  const found = all(root, "meta").find((element) =>
    ["name", "property", "http-equiv"].some((key) => attribute(element, key)?.toLowerCase() === name));
  return found && attribute(found, "content");
}

/** @param {Element} element @param {string} name */
export function hasRel(element, name) {
  return (attribute(element, "rel") ?? "").toLowerCase().split(/\s+/).includes(name);
}

/** @param {Element} element @param {string} name */
export function hasClass(element, name) {
  return (attribute(element, "class") ?? "").split(/\s+/).includes(name);
}
