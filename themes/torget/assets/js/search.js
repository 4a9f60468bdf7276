// @ts-check
/**
 * Search in the reader's browser: reads the bundle that torg wrote (ARCHITECTURE.md has its bytes) and ranks as
 * src/search/reader does; tests/search proves that the two agree. One module, so that a cold search is few requests. The
 * part that meets the page is at the end.
 *
 * @typedef {{ k: string, h: string }} Shards
 * @typedef {{ lang: string, n: number, s: string, t: Shards, c: string, k: string, f: Shards, r: Shards, x: Record<string, string> }} Language
 * @typedef {{ v: number, l: Language[] }} Root
 * @typedef {{ key: string, name: boolean, surfaces: string[], pages: Uint32Array, impacts: Uint8Array }} Term
 * @typedef {{ positions: string, terms: Term[] }} TermFile
 * @typedef {{ url: string, title: string, lead: string, kind: string, date: string, facets: Record<string, string[]> }} Card
 * @typedef {{ text: string, lang?: string, facets?: Record<string, string[]>, limit?: number }} Request
 * @typedef {{ file: TermFile, term: Term, kind: number, quality: number }} Candidate
 * @typedef {{ word: number, text: string, candidates: Candidate[], rarity: number }} Slot
 * @typedef {{ bundle: number, lang: string, page: number, score: number, full: boolean, card: Card | undefined, words: string[] }} Hit
 * @typedef {{ hits: Hit[], total: number, partial: number, words: { word: string, kind: number | undefined }[], corrected: string | undefined, cut: boolean, unread: string[] }} Found
 * @typedef {{ text: string, unwanted: boolean, offset: number }} QueryWord
 * @typedef {{ words: QueryWord[], phrases: number[][], open: boolean, cut: boolean }} Query
 */

/** Kinds of match, best first, and what each counts in sixteenths. */
const EXACT = 0, FOLDED = 1, PREFIX = 2, CORRECTED = 3, PART = 4;
const QUALITY = [16, 8, 4, 10, 8];
const MOST_UNPACKED = 1 << 26;
const ENOUGH = 10;

// ---- words: as src/search/words.rs, language.rs and swedish.rs ----------------------------------------------------------

/** @param {string} word */
export function fold(word) {
  const letters = word.normalize("NFD").replace(/a\u030a/g, "å").replace(/a\u0308/g, "ä").replace(/o\u0308/g, "ö");
  return letters.replace(/[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]/g, "").replace(/ø/g, "ö").replace(/æ/g, "ä");
}

/** As typed on a keyboard without å, ä and ö. @param {string} word */
const bare = (word) => word.replace(/[åä]/g, "a").replace(/ö/g, "o");

/** The folded words of a text with their places. @param {string} text @returns {[string, number][]} */
function words(text) {
  const all = text.normalize("NFC").match(/[\p{Alphabetic}\p{N}]+/gu) ?? [];
  return all
    .map((word, place) => /** @type {[string, number]} */ ([fold(word.toLowerCase()), place]))
    .filter(([word]) => word.length <= 64 && !/[\ud800-\udfff]/.test(word));
}

const CHANGED = { böcker: "bok", städer: "stad", länder: "land", stränder: "strand", händer: "hand", tänder: "tand", nätter: "natt", möter: "mot" };

/** @param {string} word */
function swedish(word) {
  /** @param {RegExp} ends */
  const has = (ends) => ends.test(word);
  /** @param {number} n */
  const cut = (n) => word.length >= n + 3 && ((word = word.slice(0, -n)), true);
  if (has(/(^|[^siuyoxz])s$/)) cut(1);
  if (has(/(rna|ena)$/) && word.length > 5) cut(2);
  else if (
    (has(/an$/) && !has(/(plan|organ|roman|veteran|(^|[^m])man)$/) && word.length > 4) ||
    (has(/ön$/) && word.length > 4) ||
    (has(/(orn|ern|eln)$/) && word.length > 5)
  ) cut(1);
  else if (has(/en$/) || (has(/et$/) && !has(/(het|itet|paket|budget|internet|planet|magnet|alfabet|raket)$/))) cut(2);
  if (has(/um$/) && word.length > 5) cut(2);
  if (has(/(bart|gt|iskt|alt|samt|ellt|ivt|fullt|löst)$/) && word.length > 4) cut(1);
  const changed = Object.entries(CHANGED).find(([plural]) => word.endsWith(plural));
  if (changed) word = word.slice(0, -changed[0].length) + changed[1];
  else {
    const plain = has(/(^|[^b])bar$/) || has(/(ktor|ator|ntor|otor|essor)$/);
    if (!(has(/are$/) && cut(3)) && !plain) {
      if (has(/[aeo]r$/)) cut(2);
      else if (has(/[ae]$/)) cut(1);
    }
    if (has(/a[dt]$/) && word.length > 4) cut(2);
  }
  if (has(/(^|[^siuyoxzaeåäö])s$/)) cut(1);
  if (has(/(mm|nn|ttn|ckn|ppn|[tdkgpbfsm]r)$/)) cut(1);
  else if (has(/[^aeiouyåäö]el$/) && word.length > 4) word = word.slice(0, -2) + "l";
  return word;
}

/** @type {Record<string, (word: string) => string>} */
const STEMMERS = { sv: swedish };

/** Stemmers that most pages do without are fetched when a bundle has their language. @param {string} lang */
async function needStemmer(lang) {
  if (lang.split("-")[0] === "en") STEMMERS["en"] ??= (await import("./search-english.js")).default;
}

/** @param {string} lang @param {string} word */
export const stem = (lang, word) => (STEMMERS[lang.split("-")[0] ?? ""] ?? ((word) => word))(word);

// ---- files: as src/search/code.rs and reader/files.rs --------------------------------------------------------------------

/** @param {Uint8Array} file */
async function unpack(file) {
  const stream = new Blob([/** @type {BlobPart} */ (file)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const all = new Uint8Array(await new Response(stream).arrayBuffer());
  if (all.length < 4 || all.length > MOST_UNPACKED) throw new Error("size");
  let sum = 0x811c9dc5;
  for (let at = 4; at < all.length; at++) sum = Math.imul(sum ^ /** @type {number} */ (all[at]), 0x01000193);
  if (new DataView(all.buffer).getUint32(0, true) !== sum >>> 0) throw new Error("checksum");
  return all.subarray(4);
}

const TEXT = new TextDecoder("utf-8", { fatal: true });

/** Reads numbers and words from bytes; fails where they end. */
class Cursor {
  at = 0;
  before = new Uint8Array();
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }
  number() {
    let number = 0, scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined || scale > 2 ** 28) throw new Error("end");
      number += (byte & 127) * scale;
      if (byte < 128) return number;
      scale *= 128;
    }
  }
  /** @param {number} n */
  take(n) {
    if (this.at + n > this.bytes.length) throw new Error("end");
    return this.bytes.subarray(this.at, (this.at += n));
  }
  text() {
    return TEXT.decode(this.take(this.number()));
  }
  block() {
    return new Cursor(this.take(this.number()));
  }
  frontCoded() {
    const shared = this.number(), rest = this.take(this.number());
    if (shared > this.before.length) throw new Error("end");
    const word = new Uint8Array(shared + rest.length);
    word.set(this.before.subarray(0, shared));
    word.set(rest, shared);
    this.before = word;
    return TEXT.decode(word);
  }
}

/** @param {Uint8Array} bytes @param {number} nPages @returns {TermFile} */
function readTerms(bytes, nPages) {
  const cursor = new Cursor(bytes);
  const positions = TEXT.decode(cursor.take(8));
  const endings = Array.from({ length: Math.min(cursor.number(), bytes.length) }, () => ({ cut: cursor.number(), text: cursor.text() }));
  const keys = cursor.block(), gaps = cursor.block(), impacts = cursor.block();
  const terms = [];
  for (let left = keys.number(); left > 0; left--) {
    const key = keys.frontCoded(), count = keys.number(), surfaces = [];
    for (let n = keys.number(); n > 0; n--) {
      const ending = endings[keys.number()];
      if (!ending) throw new Error("ending");
      surfaces.push(key.slice(0, key.length - ending.cut) + ending.text);
    }
    const n = count >>> 1, found = impacts.take(n), pages = new Uint32Array(n);
    for (let at = 0, next = 0; at < n; at++) {
      const page = next + gaps.number();
      if (page >= nPages) throw new Error("page");
      pages[at] = page;
      next = page + 1;
    }
    terms.push({ key, name: count % 2 === 1, surfaces, pages, impacts: found });
  }
  return { positions, terms };
}

/** @param {Uint8Array} bytes @returns {{ words: string[], weights: Uint8Array }} */
function readTypos(bytes) {
  const cursor = new Cursor(bytes), words = [];
  for (let left = cursor.number(); left > 0; left--) words.push(cursor.frontCoded());
  return { words, weights: cursor.take(words.length) };
}

/** Whether a rising list has a number. @param {Uint32Array} list @param {number} wanted */
function place(list, wanted) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {number} */ (list[middle]) < wanted) low = middle + 1;
    else high = middle;
  }
  return list[low] === wanted ? low : -1;
}

/** @param {string} letters @param {number} number */
const nth = (letters, number) => letters.slice(number * 8, number * 8 + 8);

/** @param {Shards} shards @param {string} wanted */
const findShard = (shards, wanted) => (shards.h ? shards.k.split("\n").filter((key) => key <= wanted).length - 1 : -1);

/** One bundle. Its files come from `fetchFile`, by name. */
export class Reader {
  /** @type {Map<string, Promise<any>>} */
  files = new Map();

  /** @param {(name: string) => Promise<Uint8Array>} fetchFile @param {Root} root */
  constructor(fetchFile, root) {
    this.fetchFile = fetchFile;
    this.root = root;
  }

  /** @param {(name: string) => Promise<Uint8Array>} fetchFile */
  static async open(fetchFile) {
    /** @type {Root} */
    const root = JSON.parse(TEXT.decode(await unpack(await fetchFile("root.bin"))));
    if (root.v !== 1) throw new Error(`format ${root.v}`);
    return new Reader(fetchFile, root);
  }

  /**
   * A file, read once; `undefined` and its name among `unread` when it is gone or damaged.
   * @template T @param {string} name @param {(bytes: Uint8Array) => T} read @param {Set<string>} unread @returns {Promise<T | undefined>}
   */
  async file(name, read, unread) {
    let file = this.files.get(name);
    if (!file) this.files.set(name, (file = this.fetchFile(name).then(unpack).then(read)));
    try {
      return await file;
    } catch {
      this.files.delete(name);
      unread.add(name);
      return undefined;
    }
  }

  /** @param {Language} language @param {number} number @param {Set<string>} unread */
  async terms(language, number, unread) {
    const letters = number < 0 ? "" : nth(language.t.h, number);
    return letters ? this.file(`t-${letters}.bin`, (bytes) => readTerms(bytes, language.n), unread) : undefined;
  }

  /** @template T @param {string} name @param {Set<string>} unread @returns {Promise<T | undefined>} */
  json(name, unread) {
    return this.file(name, (bytes) => JSON.parse(TEXT.decode(bytes)), unread);
  }

  /** @param {Language} language @param {number} page @param {Set<string>} unread @returns {Promise<Card | undefined>} */
  async card(language, page, unread) {
    const file = Math.floor(page / 8), group = nth(language.c, Math.floor(file / 32));
    /** @type {any[][] | undefined} */
    const cards = await this.json(`c-${group}-${file % 32}.bin`, unread);
    const card = cards?.[page % 8];
    return card && { url: card[0], title: card[1], lead: card[2], kind: card[3], date: card[4], facets: card[5] };
  }

  /** A facet's values with their pages. @param {Language} language @param {string} facet @param {Set<string>} unread */
  async facet(language, facet, unread) {
    const letters = language.x[facet];
    /** @type {{ v: string, l: string, p: number[] }[]} */
    const values = (letters && (await this.json(`x-${letters}.bin`, unread))) || [];
    return values.map(({ v, l, p }) => {
      let next = 0;
      const pages = p.map((gap) => (next += gap + 1) - 1);
      return { value: v, label: l, pages };
    });
  }

  /** What the last word of a text may become. @param {string} lang @param {string} text @returns {Promise<string[]>} */
  async complete(lang, text) {
    const language = this.root.l.find((language) => language.lang === lang), last = words(text).at(-1);
    if (!language || !last || !/[\p{Alphabetic}\p{N}]$/u.test(text)) return [];
    const [word] = last, isBare = bare(word) === word, unread = new Set();
    /** @param {string} form */
    const begins = (form) => (isBare ? bare(form) : form).startsWith(word);
    if (word.length <= 2) {
      /** @type {Record<string, string>} */
      const ready = (await this.json(`k-${language.k}.bin`, unread)) ?? {};
      return (Object.hasOwn(ready, bare(word)) ? /** @type {string} */ (ready[bare(word)]).split(" ") : []).filter((other) => isBare || other.startsWith(word));
    }
    const file = await this.terms(language, findShard(language.t, bare(word)), unread);
    /** @type {[number, string][]} */
    const found = [];
    for (const term of file?.terms ?? []) {
      const form = term.name ? undefined : term.surfaces.find(begins);
      if (form) found.push([term.pages.length, form]);
    }
    found.sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1));
    return found.slice(0, 7).map(([, form]) => form);
  }
}

// ---- queries: as src/search/reader/query.rs, resolve.rs, correct.rs, phrase.rs ----------------------------------------

/** @param {string} text @returns {Query} */
export function parse(text) {
  const letters = Array.from(text);
  /** @type {Query} */
  const query = { words: [], phrases: [], open: false, cut: letters.length > 400 };
  if (query.cut) text = letters.slice(0, 400).join("").replace(/(^|\s)\S*$/, "");
  /** @param {string} word @param {boolean} unwanted @param {number} offset */
  const push = (word, unwanted, offset) => {
    if (query.words.length < 32) query.words.push({ text: word, unwanted, offset });
    else query.cut = true;
  };
  const parts = text.replace(/[”“„«»″]/g, '"').split('"');
  parts.forEach((part, number) => {
    if (number % 2) {
      const first = query.words.length, unwanted = /[-−–]$/.test(parts[number - 1] ?? "");
      for (const [word, place] of words(part)) push(word, unwanted, place);
      const phrase = query.words.map((_, at) => at).slice(first);
      if (phrase.length > 1) query.phrases.push(phrase);
    } else {
      for (const token of part.split(/\s+/)) {
        const unwanted = /^[-−–]./.test(token);
        for (const [word] of words(token)) push(word, unwanted, 0);
      }
    }
    query.open = number % 2 === 0 && /[\p{Alphabetic}\p{N}]$/u.test(part);
  });
  return query;
}

/** The pages of one language of one bundle. */
class Arena {
  /** @type {Slot[]} */
  slots = [];
  /** @param {number} bundle @param {Reader} reader @param {Language} language @param {Set<string>} unread */
  constructor(bundle, reader, language, unread) {
    this.bundle = bundle;
    this.reader = reader;
    this.language = language;
    this.unread = unread;
    this.stops = new Set(language.s.split(" "));
  }

  /** @param {string} word */
  stem = (word) => stem(this.language.lang, word);

  /** @param {number} number */
  terms(number) {
    return this.reader.terms(this.language, number, this.unread);
  }

  /** @param {string} wanted */
  find = (wanted) => findShard(this.language.t, bare(wanted));

  /** The word itself in all its forms, and with dots if it has none. @param {string} word @returns {Promise<Candidate[]>} */
  async itself(word) {
    const wanted = this.stem(word), bareWanted = bare(wanted), isBare = bare(word) === word;
    const file = await this.terms(this.find(wanted));
    const found = [];
    for (const term of file?.terms ?? []) {
      const kind = term.name ? -1 : term.key === wanted ? EXACT : isBare && bare(term.key) === bareWanted ? FOLDED : -1;
      if (file && kind >= 0) found.push(candidate(file, term, kind));
    }
    return found.sort((a, b) => a.kind - b.kind);
  }

  /** The word itself, and longer ones that begin so. @param {string} word @param {number} least @returns {Promise<Candidate[]>} */
  async resolve(word, least) {
    const first = this.find(word);
    // Asked for beside the file of its stem, which is another one at times: no second round trip.
    if (word.length >= least) this.terms(first);
    const candidates = await this.itself(word);
    if (word.length < least) return candidates;
    const bareWord = bare(word), isBare = bareWord === word, keys = this.language.t.k.split("\n");
    let numbers = first < 0 ? [] : [first];
    while (numbers.length && numbers.length < 3 && keys[first + numbers.length]?.startsWith(bareWord)) numbers.push(first + numbers.length);
    // Where the word itself fills the first results, longer ones are worth no further file.
    if (candidates[0]?.kind === EXACT && candidates[0].term.pages.length >= ENOUGH) numbers = numbers.filter((number) => number === this.find(this.stem(word)));
    const files = await Promise.all(numbers.map((number) => this.terms(number)));
    const known = new Set(candidates.map(({ term }) => term.key));
    const longer = [];
    for (const file of files) {
      for (const term of file?.terms ?? []) {
        if (file && !term.name && !known.has(term.key) && (isBare ? bare(term.key) : term.key).startsWith(word)) longer.push(candidate(file, term, PREFIX));
      }
    }
    longer.sort((a, b) => b.term.pages.length - a.term.pages.length);
    return [...candidates, ...longer.slice(0, 40)];
  }

  /** What a word without a hit may have been meant to be. @param {number} number @param {string} word @returns {Promise<Slot[]>} */
  async meant(number, word) {
    const letters = [...word];
    if (letters.length < 4 || !/^\p{Alphabetic}+$/u.test(word)) return [];
    const { f, r } = this.language, backwards = [...letters].reverse().join("");
    const files = await Promise.all(
      [{ shards: f, word }, { shards: r, word: backwards }].map(({ shards, word }) => {
        const at = findShard(shards, bare(word));
        return at < 0 ? undefined : this.reader.file(`d-${nth(shards.h, at)}.bin`, readTypos, this.unread);
      }),
    );
    /** @type {Map<string, number>} */
    const all = new Map();
    files.forEach((file, isBackwards) => file?.words.forEach((other, at) => all.set(isBackwards ? [...other].reverse().join("") : other, file.weights[at] ?? 0)));
    const known = [...all].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    return (
      (await this.corrected(number, word, known, 1)) ??
      (await this.parts(number, word, known)) ??
      (letters.length >= 8 ? await this.corrected(number, word, known, 2) : undefined) ??
      []
    );
  }

  /** @param {number} number @param {string} word @param {[string, number][]} known @param {number} distance */
  async corrected(number, word, known, distance) {
    const isBare = bare(word) === word, first = word[0];
    const near = known.filter(([other]) => Math.abs(other.length - word.length) <= distance && isNear(word, isBare ? bare(other) : other, distance));
    near.sort((a, b) => Number(a[0][0] !== first) - Number(b[0][0] !== first) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    /** @type {Candidate[]} */
    const candidates = [];
    let shard = -1, text = "";
    for (const [other] of near) {
      const at = this.find(this.stem(other));
      if (at < 0 || (text && at !== shard) || candidates.length >= 3) continue;
      const found = (await this.itself(other)).find(({ kind }) => kind === EXACT);
      if (!found || candidates.some(({ term }) => term === found.term)) continue;
      candidates.push({ ...found, kind: CORRECTED, quality: text ? 6 : /** @type {number} */ (QUALITY[CORRECTED]) });
      if (!text) [shard, text] = [at, other];
    }
    return text ? [this.slot(number, text, candidates)] : undefined;
  }

  /** A compound that stands nowhere, in two parts that do. @param {number} number @param {string} word @param {[string, number][]} known */
  async parts(number, word, known) {
    const isBare = bare(word) === word;
    /** @param {string} part */
    const find = (part) => {
      const wanted = this.stem(part);
      for (const [other] of known) {
        const typed = isBare ? bare(other) : other;
        if (typed.startsWith(wanted) && this.stem(typed) === wanted) return other;
      }
      return undefined;
    };
    for (let at = 3; at <= word.length - 3; at++) {
      const first = word.slice(0, at), last = find(word.slice(at));
      if (!last) continue;
      const start = find(first) ?? (/...s$/.test(first) ? find(first.slice(0, -1)) : undefined);
      if (!start) continue;
      const slots = [];
      for (const part of [start, last]) {
        const found = (await this.itself(part)).map((found) => ({ ...found, kind: PART, quality: /** @type {number} */ (QUALITY[PART]) }));
        if (found.length) slots.push(this.slot(number, part, found));
      }
      if (slots.length === 2) return slots;
    }
    return undefined;
  }

  /** @param {number} word @param {string} text @param {Candidate[]} candidates @returns {Slot} */
  slot(word, text, candidates) {
    return { word, text, candidates, rarity: rarity(this.language.n, nWith(candidates)) };
  }

  /** The places of words that pages must have: those that say something, or all when none does. @param {Query} query */
  wanted(query) {
    /** @param {(word: QueryWord) => boolean} keep */
    const all = (keep) => query.words.flatMap((word, at) => (keep(word) && query.words.findIndex((other) => keep(other) && other.text === word.text) === at ? [at] : []));
    const saying = all((word) => !word.unwanted && !this.stops.has(word.text));
    return saying.length ? saying : all((word) => !word.unwanted);
  }

  /** The pages on which words stand in a row; `undefined` when that cannot be told. @param {[QueryWord, Candidate][]} row */
  async phrase(row) {
    /** @type {number[] | undefined} */
    let common;
    for (const [, { term }] of row) common = common ? common.filter((page) => place(term.pages, page) >= 0) : [...term.pages];
    /** @type {Set<number>[] | undefined} */
    let begins;
    for (const [word, { file, term }] of row) {
      const bytes = await this.reader.file(`p-${file.positions}.bin`, (bytes) => bytes, this.unread);
      if (!bytes || !common) return undefined;
      const cursor = new Cursor(bytes);
      let start = 0, at = 0;
      for (const other of file.terms) {
        const length = cursor.number();
        if (other === term) at = start;
        start += length;
      }
      const here = new Cursor(bytes);
      here.at = cursor.at + at;
      /** @type {Map<number, number[]>} */
      const places = new Map();
      for (const page of term.pages) {
        const found = [];
        for (let left = here.number(), position = 0; left > 0; left--) found.push((position += here.number()));
        places.set(page, found);
      }
      begins = common.map((page, at) => {
        const starts = (places.get(page) ?? []).map((position) => position - word.offset);
        return new Set(starts.filter((start) => start >= 0 && (!begins || begins[at]?.has(start))));
      });
    }
    return new Set(common?.filter((_, at) => begins?.[at]?.size));
  }
}

/** @param {TermFile} file @param {Term} term @param {number} kind @returns {Candidate} */
const candidate = (file, term, kind) => ({ file, term, kind, quality: QUALITY[kind] ?? 0 });

/** @param {number} nPages @param {number} n */
const rarity = (nPages, n) => {
  const having = Math.min(n, nPages);
  return Math.max(1, Math.round(Math.log(1 + (nPages - having + 0.5) / (having + 0.5)) * 64));
};

/** @param {Candidate[]} candidates */
const nWith = (candidates) =>
  candidates[0]?.kind === EXACT ? candidates[0].term.pages.length : candidates.reduce((most, { term }) => Math.max(most, term.pages.length), 0);

/** Whether two words differ by so few letters missing, added, wrong or swapped. @param {string} wordA @param {string} wordB @param {number} distance */
function isNear(wordA, wordB, distance) {
  const a = [...wordA], b = [...wordB];
  /** @type {number[]} */
  let before = [], last = b.map((_, at) => at);
  last.push(b.length);
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1];
    let least = i + 1;
    for (let j = 0; j < b.length; j++) {
      let cost = Math.min(/** @type {number} */ (last[j]) + Number(a[i] !== b[j]), /** @type {number} */ (last[j + 1]) + 1, /** @type {number} */ (row[j]) + 1);
      if (i && j && a[i - 1] === b[j] && a[i] === b[j - 1]) cost = Math.min(cost, /** @type {number} */ (before[j - 1]) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > distance) return false;
    before = last;
    last = row;
  }
  return /** @type {number} */ (last[b.length]) <= distance;
}

// ---- ranking: as src/search/reader/rank.rs -----------------------------------------------------------------------------

/** Searches several bundles as one. @param {Reader[]} readers @param {Request} request @returns {Promise<Found>} */
export async function searchAll(readers, request) {
  const query = parse(request.text), limit = request.limit ?? 10;
  /** @type {Set<string>} */
  const unread = new Set();
  const arenas = readers.flatMap((reader, bundle) =>
    reader.root.l.filter(({ lang }) => !request.lang || lang === request.lang).map((language) => new Arena(bundle, reader, language, unread)),
  );
  await Promise.all(arenas.map(({ language }) => needStemmer(language.lang)));
  const named = query.words.some((word) => word.unwanted) ? "" : query.words.map((word) => word.text).join(" ");
  const last = query.words.length - 1;
  // Everything that one search needs of the terms is asked for at once: one round trip.
  await Promise.all(
    arenas.map(async (arena) => {
      const names = named ? arena.terms(arena.find(named)) : undefined;
      arena.slots = await Promise.all(
        arena.wanted(query).map(async (word) => {
          const text = query.words[word]?.text ?? "";
          return { word, text, candidates: await arena.resolve(text, query.open && word === last ? 3 : 4), rarity: 0 };
        }),
      );
      await names;
    }),
  );
  const nAll = arenas.reduce((sum, { language }) => sum + language.n, 0);
  const known = query.words.map((_, word) => arenas.flatMap(({ slots }) => slots).reduce((sum, slot) => sum + (slot.word === word ? nWith(slot.candidates) : 0), 0));
  for (const arena of arenas) {
    const slots = arena.slots.map((slot) => {
      const n = known[slot.word] ?? 0;
      return n ? [{ ...slot, rarity: rarity(nAll, n) }] : arena.meant(slot.word, slot.text);
    });
    arena.slots = (await Promise.all(slots)).flat();
  }
  /** @type {Found} */
  const found = { hits: [], total: 0, partial: 0, words: [], corrected: undefined, cut: query.cut, unread: [] };
  report(arenas, query, found);
  /** @type {{ arena: Arena, page: number, score: number, full: boolean, folded: number }[]} */
  const best = [];
  for (const arena of arenas) {
    const gathered = await gather(arena, query, request.facets ?? {}, named);
    const nSlots = arena.slots.length;
    for (const page of gathered.pages) {
      const n = gathered.words[page] ?? 0, full = n === nSlots;
      if (full) found.total++;
      else if (n * 2 >= nSlots) found.partial++;
      else continue;
      const entry = { arena, page, score: gathered.score[page] ?? 0, full, folded: gathered.folded[page] ?? 0 };
      let at = best.length;
      while (at > 0 && isBefore(entry, /** @type {typeof entry} */ (best[at - 1]))) at--;
      if (at < limit) {
        best.splice(at, 0, entry);
        if (best.length > limit) best.pop();
      }
    }
  }
  found.hits = await Promise.all(
    best.map(async ({ arena, page, score, full }) => {
      const words = arena.slots.flatMap(({ candidates }) => candidates.flatMap(({ term }) => (place(term.pages, page) >= 0 ? term.surfaces : [])));
      return { bundle: arena.bundle, lang: arena.language.lang, page, score, full, words, card: await arena.reader.card(arena.language, page, unread) };
    }),
  );
  found.unread = [...unread].sort();
  return found;
}

/** Pages come in order of arena and number: an equal one is never before. @typedef {{ score: number, full: boolean, folded: number }} Ranked @param {Ranked} a @param {Ranked} b */
const isBefore = (a, b) => (a.full !== b.full ? a.full : a.folded !== b.folded ? a.folded < b.folded : a.score > b.score);

/** @param {Arena[]} arenas @param {Query} query @param {Found} found */
function report(arenas, query, found) {
  const wanted = new Set(arenas.flatMap((arena) => arena.wanted(query)));
  let corrected = false;
  const texts = query.words.map(({ text, unwanted }, number) => {
    const slots = arenas.flatMap((arena) => arena.slots).filter(({ word }) => word === number);
    const kinds = slots.flatMap(({ candidates }) => candidates.map(({ kind }) => kind));
    const kind = kinds.length ? Math.min(...kinds) : undefined;
    if (!unwanted && wanted.has(number)) found.words.push({ word: text, kind });
    if (kind === CORRECTED) [text, corrected] = [slots[0]?.text ?? text, true];
    return unwanted ? `-${text}` : text;
  });
  if (corrected) found.corrected = texts.join(" ");
}

/** @param {Float64Array | Uint8Array} array @param {number} at @param {number | undefined} more */
const add = (array, at, more) => void (array[at] = (array[at] ?? 0) + (more ?? 0));

/** @param {Arena} arena @param {Query} query @param {Record<string, string[]>} facets @param {string} named */
async function gather(arena, query, facets, named) {
  const n = arena.language.n;
  if (n > 1e7) throw new Error("size");
  const score = new Float64Array(n), words = new Uint8Array(n), folded = new Uint8Array(n);
  const points = new Float64Array(n), plain = new Uint8Array(n);
  /** @type {Set<number>} */
  const pages = new Set();
  for (const slot of arena.slots) {
    const touched = [];
    for (const { term, kind, quality } of slot.candidates) {
      for (let at = 0; at < term.pages.length; at++) {
        const page = /** @type {number} */ (term.pages[at]), impact = /** @type {number} */ (term.impacts[at]);
        const here = slot.rarity * impact * impact * quality;
        // The first term on a page says whether it is there as it was typed: exact ones come first.
        if (!plain[page]) {
          plain[page] = kind === FOLDED ? 2 : 1;
          points[page] = here;
          touched.push(page);
        } else if (here > /** @type {number} */ (points[page])) points[page] = here;
      }
    }
    for (const page of touched) {
      add(score, page, points[page]);
      add(words, page, 1);
      if (plain[page] === 2) add(folded, page, 1);
      plain[page] = 0;
      pages.add(page);
    }
  }
  if (named && arena.slots.length) {
    const all = arena.slots.reduce((sum, slot) => sum + slot.rarity, 0), isBare = bare(named) === named;
    /** @type {Map<number, number>} */
    const names = new Map();
    for (const term of (await arena.terms(arena.find(named)))?.terms ?? []) {
      const key = isBare ? bare(term.key) : term.key, rest = key.slice(named.length);
      if (!term.name || !key.startsWith(named) || (rest && !(named.includes(" ") && rest[0] === " "))) continue;
      term.pages.forEach((page, at) => names.set(page, Math.max(names.get(page) ?? 0, (term.impacts[at] ?? 0) ** 2 * (rest ? 3 : 8))));
    }
    for (const [page, points] of names) if (pages.has(page)) add(score, page, all * points);
  }
  /** @param {(page: number) => boolean} keep */
  const retain = (keep) => pages.forEach((page) => keep(page) || pages.delete(page));
  const inPhrase = new Set(query.phrases.flat());
  for (const [number, word] of query.words.entries()) {
    if (!word.unwanted || inPhrase.has(number)) continue;
    const found = await arena.itself(word.text);
    for (const { term, kind } of found) if (kind === found[0]?.kind) term.pages.forEach((page) => pages.delete(page));
  }
  for (const phrase of query.phrases) {
    const all = phrase.flatMap((number) => query.words[number] ?? []), saying = all.filter(({ text }) => !arena.stops.has(text));
    const row = await Promise.all((saying.length ? saying : all).map(async (word) => /** @type {[QueryWord, Candidate | undefined]} */ ([word, (await arena.itself(word.text))[0]])));
    /** @type {Set<number> | undefined} */
    let on = new Set();
    if (row.every(([, found]) => found)) on = await arena.phrase(/** @type {[QueryWord, Candidate][]} */ (row)).catch(() => undefined);
    const unwanted = all.some((word) => word.unwanted);
    if (on) retain((page) => /** @type {Set<number>} */ (on).has(page) !== unwanted);
  }
  for (const [facet, values] of Object.entries(facets)) {
    if (!values.length) continue;
    const found = await arena.reader.facet(arena.language, facet, arena.unread);
    const kept = new Set(found.flatMap(({ value, pages }) => (values.includes(value) ? pages : [])));
    retain((page) => kept.has(page));
  }
  return { pages: [...pages].sort((a, b) => a - b), score, words, folded };
}

// ---- the page ------------------------------------------------------------------------------------------------------------

/**
 * What the page says, as JSON in `data-texts`: one text for each number of hits, facets and kinds by their names.
 * @typedef {{ none: string, one: string, many: string, partial: string, corrected: string, missing: string, unread: string, failed: string, cut: string, more: string, suggestions: string, recent: string, kinds: Record<string, string>, facets: Record<string, string> }} Texts
 */

/** The most words that are remembered in this browser, and only here. */
const RECENT = 5;
const STORE = "torg-search";
const BATCH = 10;

/** A bundle, opened once a page; anew when its files have been published again. @type {Map<string, Promise<Reader>>} */
const OPEN = new Map();

/** @param {string} base @param {boolean} again */
function openBundle(base, again) {
  let reader = again ? undefined : OPEN.get(base);
  if (!reader) {
    /** @param {string} name */
    const fetchFile = async (name) => {
      const answer = await fetch(base + name, again && name === "root.bin" ? { cache: "reload" } : {});
      if (!answer.ok) throw new Error(name);
      return new Uint8Array(await answer.arrayBuffer());
    };
    OPEN.set(base, (reader = Reader.open(fetchFile)));
    reader.catch(() => OPEN.delete(base));
  }
  return reader;
}

/** @param {string} name @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The words remembered here; none where remembering is not allowed. @returns {string[]} */
function recent() {
  try {
    const list = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(list) ? list.filter((text) => typeof text === "string").slice(0, RECENT) : [];
  } catch {
    return [];
  }
}

/** @param {string} text */
function remember(text) {
  try {
    if (text) localStorage.setItem(STORE, JSON.stringify([text, ...recent().filter((other) => other !== text)].slice(0, RECENT)));
  } catch {
    // Nothing is lost but a convenience.
  }
}

/**
 * Makes a search form answer while one types. On the search page, `data-results` names the element for results; elsewhere
 * suggestions lead to pages and to the search page.
 *
 * @param {HTMLElement} form
 */
export default function search(form) {
  const field = form.querySelector("input[name=q]");
  if (!(field instanceof HTMLInputElement)) return;
  const input = field;
  const bases = (form.dataset["bundles"] ?? "/_torg/search/").split(" ");
  const lang = document.documentElement.lang;
  /** @type {Texts} */
  const texts = JSON.parse(form.dataset["texts"] ?? "{}");
  const results = document.getElementById(form.dataset["results"] ?? "");
  /** What the search page shows as long as nothing is found. @type {NodeListOf<HTMLElement>} */
  const rest = document.querySelectorAll("[data-rest]");
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-filters]"));
  const status = make("p", { role: "status", class: "search-status" });
  const list = make("ul", { role: "listbox", id: `${input.id}-list`, class: "search-list", "aria-label": texts.suggestions });
  list.hidden = true;
  form.append(list);
  if (results) results.before(status);
  else form.append(status);
  for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(key, value);

  /** @type {Record<string, string[]>} */
  let facets = {};
  let asked = 0, active = -1, limit = BATCH;

  /** Opens, searches, and once more when files are gone because the site was published anew. @param {string} text @param {number} limit */
  async function ask(text, limit) {
    /** @param {boolean} again */
    const once = async (again) => searchAll(await Promise.all(bases.map((base) => openBundle(base, again))), { text, lang, facets, limit });
    const found = await once(false).catch(() => once(true));
    return found.unread.length ? once(true) : found;
  }

  /** @param {HTMLElement[]} options */
  function suggest(options) {
    options.forEach((option, at) => (option.id = `${list.id}-${at}`));
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    point(-1);
  }

  /** @param {number} at */
  function point(at) {
    active = at;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Element} option */
  function choose(option) {
    if (!(option instanceof HTMLElement)) return;
    const { url, text } = option.dataset;
    remember(text ?? input.value.trim());
    if (url) location.assign(url);
    else {
      input.value = text ?? "";
      suggest([]);
      show(true);
    }
  }

  /** @param {string} text */
  const word = (text) => make("li", { role: "option", "data-text": text }, text);

  /** @param {boolean} isDone whether typing is over: the address tells the question, and nothing is suggested */
  async function show(isDone) {
    const text = input.value.trim(), turn = ++asked;
    if (results && isDone) tell(text);
    if (place) place.hidden = !text;
    if (!text) {
      fill();
      status.textContent = "";
      return suggest(isDone ? [] : recent().map(word));
    }
    try {
      const [found, completions] = await Promise.all([
        ask(text, results ? limit : 5),
        isDone ? [] : openBundle(bases[0] ?? "", false).then((reader) => reader.complete(lang, input.value)).catch(() => []),
      ]);
      if (turn !== asked) return;
      const begin = text.replace(/[\p{Alphabetic}\p{N}]+$/u, "");
      const pages = results ? [] : found.hits.flatMap(({ card }) => (card ? [make("li", { role: "option", "data-url": card.url }, card.title)] : []));
      if (!isDone) suggest([...completions.map((completion) => begin + completion).filter((other) => other !== text).map(word), ...pages]);
      if (results) render(found);
      status.textContent = summary(found);
    } catch {
      if (turn === asked) status.textContent = texts.failed;
    }
  }

  /** @param {Found} found */
  function summary(found) {
    const missing = found.words.filter(({ kind }) => kind === undefined).map(({ word }) => texts.missing.replace("{word}", word));
    const count = found.total === 0 ? texts.none : found.total === 1 ? texts.one : texts.many.replace("{n}", String(found.total));
    const notes = [found.corrected ? texts.corrected.replace("{text}", found.corrected) : "", count, ...missing, found.total === 0 && found.partial ? texts.partial : "", found.cut ? texts.cut : "", found.unread.length ? texts.unread : ""];
    return notes.filter(Boolean).join(" ");
  }

  /** @param {Found} found */
  function render(found) {
    const items = found.hits.flatMap((hit) => {
      const { card } = hit;
      if (!card) return [];
      const link = make("a", { href: card.url }, card.title), facts = [texts.kinds[card.kind] ?? "", card.date].filter(Boolean).join(" · ");
      const item = make("li", { class: "search-hit" }, make("h3", {}, link), ...(facts ? [make("p", { class: "search-facts" }, facts)] : []), make("p", { class: "search-lead" }, ...marked(card.lead, hit.words)));
      link.addEventListener("click", () => remember(input.value.trim()));
      whenSeen(item, () => excerpt(item, card.url, hit.words));
      return [item];
    });
    const more = make("button", { type: "button", class: "search-more" }, texts.more);
    more.addEventListener("click", () => {
      limit += BATCH;
      show(true);
    });
    const isCut = found.hits.length === limit && found.total + found.partial > limit;
    if (items.length) fill(make("ol", { class: "search-hits", role: "list" }, ...items), ...(isCut ? [more] : []));
    else fill();
  }

  /** Shows results, or what the page has without them. @param {HTMLElement[]} parts */
  function fill(...parts) {
    if (!results) return;
    results.replaceChildren(...parts);
    results.hidden = !parts.length;
    rest.forEach((part) => (part.hidden = !!parts.length));
  }

  /** The filters, each read when it is opened. */
  async function filters() {
    if (!place) return;
    const reader = await openBundle(bases[0] ?? "", false), language = reader.root.l.find((language) => language.lang === lang);
    if (!language || place.childElementCount) return;
    for (const key of Object.keys(language.x)) {
      const box = make("details", { class: "search-filter" }, make("summary", {}, texts.facets[key] ?? key));
      box.addEventListener("toggle", async () => {
        if (box.childElementCount > 1) return;
        const group = make("fieldset", {}, make("legend", { class: "visually-hidden" }, texts.facets[key] ?? key));
        box.append(group);
        for (const { value, label, pages } of await reader.facet(language, key, new Set())) {
          const check = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", value }));
          check.checked = facets[key]?.includes(value) ?? false;
          check.addEventListener("change", () => {
            const others = (facets[key] ?? []).filter((other) => other !== value);
            facets = { ...facets, [key]: check.checked ? [...others, value] : others };
            show(true);
          });
          group.append(make("label", {}, check, ` ${(key === "kind" && texts.kinds[value]) || label} (${pages.length})`));
        }
      });
      place.append(box);
      if (facets[key]?.length) box.setAttribute("open", "");
    }
  }

  /** Puts the question into the address. @param {string} text */
  function tell(text) {
    const address = new URLSearchParams(text ? { q: text } : {});
    for (const [key, values] of Object.entries(facets)) for (const value of values) address.append(key, value);
    const next = address.size ? `?${address}` : location.pathname;
    if (next !== location.search) history.pushState(null, "", next);
  }

  /** Takes the question out of the address. */
  function read() {
    const address = new URLSearchParams(location.search);
    facets = {};
    for (const [key, value] of address) if (key !== "q") facets[key] = [...(facets[key] ?? []), value];
    input.value = address.get("q") ?? "";
    limit = BATCH;
    if (address.has("q")) show(true);
  }

  input.addEventListener("input", () => {
    limit = BATCH;
    show(false);
  });
  input.addEventListener("focus", () => {
    for (const base of bases) openBundle(base, false).catch(() => {});
    // What was typed before this module came counts, too.
    if (!input.value || !results) show(false);
    filters().catch(() => {});
  });
  input.addEventListener("keydown", (event) => {
    const n = list.childElementCount;
    if (event.key === "Escape" && !list.hidden) suggest([]);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && n && !list.hidden) point(event.key === "ArrowDown" ? (active + 2) % (n + 1) - 1 : (active + n + 1) % (n + 1) - 1);
    else if (event.key === "Enter" && active >= 0) choose(/** @type {Element} */ (list.children[active]));
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => suggest([]));
  // Before the field loses focus, and the list with it.
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target instanceof Element && event.target.closest("[role=option]");
    if (option) choose(option);
  });
  form.addEventListener("submit", (event) => {
    remember(input.value.trim());
    if (!results) return;
    event.preventDefault();
    suggest([]);
    show(true);
  });
  if (results) {
    addEventListener("popstate", read);
    if (location.search || !input.value) read();
    else show(false);
    filters().catch(() => {});
    const { worker } = form.dataset, { serviceWorker } = navigator;
    // What this page was made of is there without a network the next time.
    if (worker && serviceWorker)
      Promise.all([serviceWorker.register(worker), serviceWorker.ready])
        .then(([, { active }]) => active?.postMessage([location.pathname, ...bases.map((base) => `${base}root.bin`), ...performance.getEntriesByType("resource").map(({ name }) => name)]))
        .catch(() => {});
  }
  if (document.activeElement === input) input.dispatchEvent(new Event("focus"));
}

/** A text with the words of a query marked: whole words, in the forms that were found. @param {string} text @param {string[]} words @returns {(Node | string)[]} */
function marked(text, words) {
  const wanted = new Set(words);
  return text.split(/([\p{Alphabetic}\p{N}]+)/u).map((part) => (wanted.has(fold(part.toLowerCase())) ? make("mark", {}, part) : part));
}

/** @param {HTMLElement} element @param {() => void} then */
function whenSeen(element, then) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    (window.requestIdleCallback ?? setTimeout)(() => element.isConnected && then());
  });
  seen.observe(element);
}

/** The words around the first hit, and the heading it stands under, from the page itself. @param {HTMLElement} item @param {string} url @param {string[]} words */
async function excerpt(item, url, words) {
  try {
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html"), main = page.querySelector("main");
    const wanted = new Set(words);
    /** @param {string} text */
    const hit = (text) => text.match(/[\p{Alphabetic}\p{N}]+/gu)?.find((word) => wanted.has(fold(word.toLowerCase())));
    let heading;
    for (const block of main?.querySelectorAll("h2[id], h3[id], p, li, td, dd") ?? []) {
      if (/^H/.test(block.tagName)) heading = block;
      if (block.closest("nav, form, [hidden], [data-search=skip]")) continue;
      const text = (block.textContent ?? "").replace(/\s+/g, " ").trim(), found = hit(text);
      if (!found || text === item.querySelector(".search-lead")?.textContent) continue;
      const at = Math.max(0, text.indexOf(found) - 80);
      const cut = (at ? "… " : "") + text.slice(at ? text.indexOf(" ", at) + 1 : 0, at + 200).replace(/\s\S*$/, "") + (text.length > at + 200 ? " …" : "");
      item.querySelector(".search-lead")?.replaceChildren(...marked(block === heading ? (item.querySelector(".search-lead")?.textContent ?? "") : cut, words));
      // The browser itself scrolls to the word and marks it.
      const place = `${heading ? `#${heading.id}` : "#"}:~:text=${encodeURIComponent(found).replace(/-/g, "%2D")}`;
      item.querySelector("a")?.setAttribute("href", url + place);
      if (heading) item.append(make("p", { class: "search-part" }, make("a", { href: url + `#${heading.id}` }, heading.textContent?.trim() ?? "")));
      return;
    }
  } catch {
    // The title and the lead are enough.
  }
}
