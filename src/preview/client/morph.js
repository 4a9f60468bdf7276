// @ts-check
/**
 * Makes an open page what its new source says, by changing only what differs between its old source and the new one. So
 * everything that the reader or the page's scripts have made of the rest stays: scroll, focus, selection, open details,
 * half-filled forms, films that play, nodes and attributes that scripts have added.
 *
 * Three trees are walked side by side: the live page, its old source and its new one. Children are paired in their order, equal
 * ones first, then such with the same id, then such with the same name; pairs never cross, so that no node is moved, which would
 * end a film and take the focus. Where the page was not touched, the outcome is the new source, character for character.
 */

/** More comparisons than these are not made for one list of children: long lists mostly differ in a few places. */
const MOST_COMPARISONS = 40_000;

/** Elements whose inside is not walked but exchanged: what is in them is no part of the tree, or depends on whether scripts run. */
const OPAQUE = new Set(["noscript", "template", "iframe", "object", "math"]);

/**
 * Whether the page's scripts are others, so that it must be loaded anew.
 * @param {Document} old
 * @param {Document} now
 */
export function hasOtherScripts(old, now) {
  const scripts = (/** @type {Document} */ page) =>
    Array.from(page.scripts, (script) => (isData(script) ? "" : script.outerHTML)).join("\n");
  return scripts(old) !== scripts(now);
}

/**
 * Changes `live`, which came from `old`, so that it comes from `now`. The elements that look otherwise for it are returned:
 * those with other text or attributes of their own, those that came, and those that lost something.
 * @param {Element} live
 * @param {Element} old
 * @param {Element} now
 * @returns {Element[]}
 */
export function morph(live, old, now) {
  /** @type {Element[]} */
  const changed = [];
  morphElement(live, old, now, changed);
  return changed;
}

/**
 * @param {Element} live
 * @param {Element} old
 * @param {Element} now
 * @param {Element[]} changed
 */
function morphElement(live, old, now, changed) {
  if (sourceOf(old) === sourceOf(now)) return;
  if (morphAttributes(live, old, now)) changed.push(live);
  if (OPAQUE.has(now.localName)) {
    // A page whose scripts run has the inside of `noscript` as text.
    if (live.localName === "noscript" && live.ownerDocument.defaultView) live.textContent = now.innerHTML;
    else live.innerHTML = now.innerHTML;
    return;
  }
  morphChildren(live, old, now, changed);
}

/**
 * @param {Element} live
 * @param {Element} old
 * @param {Element} now
 */
function morphAttributes(live, old, now) {
  let n = 0;
  for (const { name } of Array.from(old.attributes)) {
    if (!now.hasAttribute(name)) (live.removeAttribute(name), n++);
  }
  for (const attribute of Array.from(now.attributes)) {
    if (old.getAttribute(attribute.name) === attribute.value) continue;
    // With its namespace, as in drawings.
    live.setAttributeNodeNS(live.ownerDocument.importNode(attribute, true));
    n++;
  }
  return n > 0;
}

/**
 * @param {Element} live
 * @param {Element} old
 * @param {Element} now
 * @param {Element[]} changed
 */
function morphChildren(live, old, now, changed) {
  const [lives, olds, nows] = [live, old, now].map((node) => Array.from(node.childNodes));
  if (!lives || !olds || !nows) return;
  /** For each old child its live one. @type {(ChildNode | undefined)[]} */
  const liveOf = pair(lives, olds).map((at) => (at < 0 ? undefined : lives[at]));
  const oldOf = pair(olds, nows);
  const kept = new Set(oldOf);
  let isChanged = false;
  olds.forEach((_, at) => {
    if (kept.has(at)) return;
    isChanged = true;
    remove(liveOf[at]);
  });
  /** What stands before the next child. @type {ChildNode | null} */
  let before = null;
  nows.forEach((child, at) => {
    const from = oldOf[at] ?? -1;
    const kept = liveOf[from];
    const was = olds[from];
    if (kept && was) {
      isChanged = morphNode(kept, was, child, changed) || isChanged;
      before = kept;
      return;
    }
    // One that scripts have taken away stays away until it says something else.
    if (was && sourceOf(was) === sourceOf(child)) return;
    const made = live.ownerDocument.importNode(child, true);
    live.insertBefore(made, before ? before.nextSibling : live.firstChild);
    before = made;
    if (isElement(made)) changed.push(made);
    else isChanged = isChanged || hasText(made);
  });
  if (isChanged) changed.push(live);
}

/**
 * Changes a node. Whether it is a text that its parent shows.
 * @param {ChildNode} live
 * @param {ChildNode} old
 * @param {ChildNode} now
 * @param {Element[]} changed
 */
function morphNode(live, old, now, changed) {
  if (isElement(live) && isElement(old) && isElement(now)) {
    morphElement(live, old, now, changed);
    return false;
  }
  if (!isCharacters(live) || !isCharacters(old) || !isCharacters(now) || old.data === now.data) return false;
  replaceText(live, now.data);
  return hasText(now);
}

/**
 * Replaces only the part that differs, so that a selection around it stays.
 * @param {CharacterData} live
 * @param {string} text
 */
function replaceText(live, text) {
  const was = live.data;
  const most = Math.min(was.length, text.length);
  let start = 0;
  while (start < most && was[start] === text[start]) start++;
  let end = 0;
  while (end < most - start && was[was.length - 1 - end] === text[text.length - 1 - end]) end++;
  live.replaceData(start, was.length - start - end, text.slice(start, text.length - end));
}

/**
 * Takes a node away. A style sheet stays until those that came with it are there, so that the page is never without.
 * @param {ChildNode | undefined} node
 */
function remove(node) {
  if (!(node instanceof HTMLLinkElement) || !isStyle(node) || !node.ownerDocument.defaultView) return node?.remove();
  const gone = () => node.remove();
  setTimeout(() => {
    const loading = Array.from(node.ownerDocument.querySelectorAll("link")).find((link) => isStyle(link) && !link.sheet);
    if (!loading) return gone();
    loading.addEventListener("load", gone, { once: true });
    loading.addEventListener("error", gone, { once: true });
  });
}

/**
 * For each node of `to`, the place in `from` of its pair, or -1. Places ascend.
 * @param {ChildNode[]} from
 * @param {ChildNode[]} to
 * @returns {number[]}
 */
export function pair(from, to) {
  const [ours, theirs] = [from.map(sourceOf), to.map(sourceOf)];
  const pairs = theirs.map(() => -1);
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && ours[head] === theirs[head]) (pairs[head] = head), head++;
  let tail = 0;
  while (tail < shorter - head && ours[from.length - 1 - tail] === theirs[to.length - 1 - tail]) {
    tail++;
    pairs[to.length - tail] = from.length - tail;
  }
  const n = from.length - head - tail;
  const m = to.length - head - tail;
  const likeness = (/** @type {number} */ i, /** @type {number} */ j) => {
    const [one, other] = [from[head + i], to[head + j]];
    if (!one || !other) return 0;
    return ours[head + i] === theirs[head + j] ? 4 : alike(one, other);
  };
  if (n * m <= MOST_COMPARISONS) best(n, m, likeness, (i, j) => (pairs[head + j] = head + i));
  else greedy(n, m, likeness, (i, j) => (pairs[head + j] = head + i));
  return pairs;
}

/**
 * The pairs in order whose likenesses have the greatest sum.
 * @param {number} n
 * @param {number} m
 * @param {(i: number, j: number) => number} likeness
 * @param {(i: number, j: number) => void} found
 */
function best(n, m, likeness, found) {
  if (n === 0 || m === 0) return;
  const width = m + 1;
  // The greatest sum from each place on.
  const sums = new Uint32Array((n + 1) * width);
  const sum = (/** @type {number} */ i, /** @type {number} */ j) => sums[i * width + j] ?? 0;
  const likenesses = new Uint8Array(n * m);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const like = (likenesses[i * m + j] = likeness(i, j));
      const paired = like > 0 ? like + sum(i + 1, j + 1) : 0;
      sums[i * width + j] = Math.max(paired, sum(i + 1, j), sum(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < n && j < m; ) {
    const like = likenesses[i * m + j] ?? 0;
    if (like > 0 && sum(i, j) === like + sum(i + 1, j + 1)) found(i++, j++);
    else if (sum(i, j) === sum(i + 1, j)) i++;
    else j++;
  }
}

/**
 * Pairs for lists too long to look for the best: each with the next that is like it among the few that follow.
 * @param {number} n
 * @param {number} m
 * @param {(i: number, j: number) => number} likeness
 * @param {(i: number, j: number) => void} found
 */
function greedy(n, m, likeness, found) {
  const AHEAD = 40;
  let from = 0;
  for (let j = 0; j < m && from < n; j++) {
    const near = Array.from({ length: Math.min(AHEAD, n - from) }, (_, ahead) => likeness(from + ahead, j));
    const at = near.includes(4) ? near.indexOf(4) : (near[0] ?? 0) > 0 ? 0 : -1;
    if (at < 0) continue;
    found(from + at, j);
    from += at + 1;
  }
}

/**
 * How much two nodes that differ are alike: 0 for those that must not take each other's place.
 * @param {ChildNode} one
 * @param {ChildNode} other
 */
function alike(one, other) {
  if (one.nodeType !== other.nodeType) return 0;
  if (!isElement(one) || !isElement(other)) return 1;
  if (one.localName !== other.localName || one.namespaceURI !== other.namespaceURI || one.id !== other.id) return 0;
  const same = (/** @type {string} */ name) => one.getAttribute(name) === other.getAttribute(name);
  switch (one.localName) {
    case "script":
      return isData(one) && isData(other) && same("type") ? 2 : 0;
    case "link":
      return same("rel") && same("type") && same("hreflang") && !isStyle(one) ? 2 : 0;
    case "meta":
      return same("name") && same("property") && same("http-equiv") ? 2 : 0;
    case "input":
      return same("type") && same("name") ? 2 : 0;
    default:
      return one.id !== "" ? 3 : 1;
  }
}

/**
 * A node as it is written; equal for equal nodes and no others.
 * @param {ChildNode} node
 */
function sourceOf(node) {
  return isElement(node) ? node.outerHTML : `${node.nodeType}${node.nodeValue}`;
}

/** @param {Element} script a script that is not run */
function isData(script) {
  return /json/.test(script.getAttribute("type") ?? "");
}

/** @param {Element} link */
function isStyle(link) {
  return /\bstylesheet\b/i.test(link.getAttribute("rel") ?? "");
}

/**
 * @param {Node} node
 * @returns {node is Element}
 */
function isElement(node) {
  return node.nodeType === Node.ELEMENT_NODE;
}

/**
 * @param {Node} node
 * @returns {node is CharacterData & ChildNode}
 */
function isCharacters(node) {
  return node.nodeType === Node.TEXT_NODE || node.nodeType === Node.COMMENT_NODE;
}

/** @param {Node} node */
function hasText(node) {
  return node.nodeType === Node.TEXT_NODE && /\S/.test(node.nodeValue ?? "");
}
