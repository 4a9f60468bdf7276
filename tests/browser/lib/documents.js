/** Random HTML documents, and random edits of them. Every choice comes from a seed, so that a failure can be had again. */

/** @typedef {{ tag: string, attributes: [string, string][], children: (Tree | string)[] }} Tree */
/** @typedef {{ head: string, body: Tree[], html: string }} RandomDocument */

const BLOCKS = ["p", "div", "section", "ul", "table", "details", "h2", "figure", "blockquote", "form", "noscript", "template", "svg", "pre", "video"];
const INLINES = ["em", "a", "code", "span", "button", "img", "input", "br", "select", "textarea"];
const VOID = new Set(["img", "input", "br"]);
const WORDS = ["torg", "bro", "å", "lykta", "  ", "&amp;", "&lt;b&gt;", "en mening till.", "\n"];

/**
 * Numbers from 0 to below 1 (mulberry32).
 * @param {number} seed
 */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** @typedef {() => number} Next */

/**
 * @template T
 * @param {Next} next
 * @param {readonly T[]} from
 * @returns {T}
 */
const pick = (next, from) => /** @type {T} */ (from[Math.floor(next() * from.length)]);

/** @param {Next} next */
export function randomDocument(next) {
  const body = Array.from({ length: Math.floor(next() * 7) }, () => block(next, 0));
  return written(head(next), body);
}

/**
 * The same with a few things changed, added, removed or moved.
 * @param {RandomDocument} from
 * @param {Next} next
 */
export function randomEdit(from, next) {
  const body = structuredClone(from.body);
  for (let n = 0; n <= next() * 3; n++) edit(body, next);
  return written(next() < 0.3 ? head(next) : from.head, body);
}

/** @param {Next} next */
function head(next) {
  const description = next() < 0.5 ? `<meta name="description" content="${pick(next, WORDS)}">` : "";
  const data = next() < 0.3 ? `<script type="application/ld+json">{"a":${Math.floor(next() * 3)}}</script>` : "";
  return `<html lang="${pick(next, ["sv", "en"])}"${next() < 0.3 ? ' class="js"' : ""}><head><title>${pick(next, WORDS)}</title>${description}${data}</head>`;
}

/**
 * @param {Next} next
 * @param {number} depth
 * @returns {Tree}
 */
function block(next, depth) {
  const tag = pick(next, BLOCKS);
  const many = (/** @type {() => Tree | string} */ make) => Array.from({ length: Math.floor(next() * 5) }, make);
  const inside = () => (depth < 3 && next() < 0.5 ? block(next, depth + 1) : inline(next));
  /** @type {Tree} */
  const made = { tag, attributes: attributes(next), children: [] };
  if (tag === "ul") made.children = many(() => ({ tag: "li", attributes: attributes(next), children: many(inside) }));
  else if (tag === "table") made.children = many(() => ({ tag: "tr", attributes: [], children: many(() => ({ tag: "td", attributes: [], children: [inline(next)] })) }));
  else if (tag === "svg") made.children = many(() => ({ tag: "path", attributes: [["d", `M0 ${Math.floor(next() * 9)}`]], children: [] }));
  else if (tag === "p" || tag === "h2" || tag === "pre") made.children = many(() => inline(next));
  else made.children = many(inside);
  return made;
}

/**
 * @param {Next} next
 * @returns {Tree | string}
 */
function inline(next) {
  if (next() < 0.6) return next() < 0.1 ? `<!-- ${pick(next, ["a", "b"])} -->` : pick(next, WORDS);
  const tag = pick(next, INLINES);
  return { tag, attributes: attributes(next), children: VOID.has(tag) || tag === "select" ? [] : [pick(next, WORDS)] };
}

/**
 * @param {Next} next
 * @returns {[string, string][]}
 */
function attributes(next) {
  const names = ["class", "id", "title", "open", "value", "xlink:href", "hidden"];
  /** @type {[string, string][]} */
  const found = names.filter(() => next() < 0.15).map((name) => [name, pick(next, ["a", "b", "c", "å"])]);
  return found;
}

/**
 * @param {(Tree | string)[]} children
 * @param {Next} next
 */
function edit(children, next) {
  const at = Math.floor(next() * children.length);
  const child = children[at];
  if (child !== undefined && typeof child !== "string" && child.children.length > 0 && next() < 0.6) return edit(child.children, next);
  const isOfBlocks = children.every((other) => typeof other !== "string" && BLOCKS.includes(other.tag));
  switch (Math.floor(next() * 5)) {
    case 0:
      return void children.splice(at, 1);
    case 1:
      return void children.splice(at, 0, isOfBlocks ? block(next, 2) : inline(next));
    case 2: {
      const [moved] = children.splice(at, 1);
      if (moved !== undefined) children.splice(Math.floor(next() * (children.length + 1)), 0, moved);
      return;
    }
    case 3:
      if (child !== undefined && typeof child !== "string") child.attributes = attributes(next);
      return;
    default:
      if (child !== undefined) children[at] = typeof child === "string" ? pick(next, WORDS) : isOfBlocks ? block(next, 2) : inline(next);
  }
}

/**
 * @param {string} head
 * @param {Tree[]} body
 * @returns {RandomDocument}
 */
function written(head, body) {
  return { head, body, html: `<!doctype html>${head}<body>${body.map(html).join("\n")}</body></html>` };
}

/**
 * @param {Tree | string} node
 * @returns {string}
 */
function html(node) {
  if (typeof node === "string") return node;
  const attributes = node.attributes.map(([name, value]) => ` ${name}="${value}"`).join("");
  return `<${node.tag}${attributes}>${VOID.has(node.tag) ? "" : `${node.children.map(html).join("")}</${node.tag}>`}`;
}
