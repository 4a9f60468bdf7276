// @ts-check
/**
 * English stems by Porter's second algorithm (snowballstem.org/algorithms/english), as Snowball 3 has it and torg uses it when it
 * makes a bundle. Fetched only where pages are in English. Words come folded, in small letters and without apostrophes.
 */

/** @type {Record<string, string>} */
const SPECIAL = {
  skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl", sky: "sky",
  news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
};
const STEP_2 = {
  ational: "ate", tional: "tion", ization: "ize", fulness: "ful", ousness: "ous", iveness: "ive", biliti: "ble", lessli: "less", entli: "ent",
  ation: "ate", alism: "al", aliti: "al", ousli: "ous", iviti: "ive", fulli: "ful", enci: "ence", anci: "ance", abli: "able", izer: "ize",
  ator: "ate", alli: "al", bli: "ble", ogist: "og",
};
const STEP_3 = { ational: "ate", tional: "tion", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "" };
const STEP_4 = /(ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic)$/;
const SHORT = /(^|[^aeiouy])[aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|past$/;

/** Where the part after the first vowel and the consonant behind it begins. @param {string} word @param {number} from */
function region(word, from) {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + 2 : word.length;
}

/** @param {string} word */
export default function english(word) {
  if (Object.hasOwn(SPECIAL, word)) return /** @type {string} */ (SPECIAL[word]);
  if (word.length < 3) return word;
  word = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const begin = /^(arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(word);
  const r1 = begin ? begin[0].length : region(word, 0), r2 = region(word, r1);
  /** @param {string} end @param {number} from */
  const within = (end, from) => word.length - end.length >= from;
  /** @param {string} end @param {string} by */
  const replace = (end, by) => void (word = word.slice(0, word.length - end.length) + by);
  /** @param {string} stem */
  const isShort = (stem) => SHORT.test(stem);

  // 1a: plurals
  if (word.endsWith("sses")) replace("es", "");
  else if (/ie[ds]$/.test(word)) replace(word.length > 4 ? "ied" : "ed", word.length > 4 ? "i" : "");
  else if (/[aeiouy].+s$/.test(word) && !/[us]s$/.test(word)) replace("s", "");

  // 1b: -ed, -ing
  const verb = /(eedly|ingly|edly|eed|ing|ed)$/.exec(word)?.[0];
  if (verb?.startsWith("eed")) {
    if (within(verb, r1) && !/^(succ|proc|exc)$/.test(word.slice(0, -verb.length))) replace(verb, "ee");
  } else if (verb) {
    const before = word.slice(0, -verb.length);
    if (verb === "ing" && /^[^aeiouy]y$/.test(before)) word = before.slice(0, -1) + "ie";
    else if (/[aeiouy]/.test(before) && !(verb === "ing" && /^(even|cann|inn|earr|herr|out)$/.test(before))) {
      word = before;
      if (/(at|bl|iz)$/.test(word)) word += "e";
      else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) {
        if (!/^[aeo]..$/.test(word)) word = word.slice(0, -1);
      } else if (word.length === r1 && isShort(word)) word += "e";
    }
  }

  // 1c: final y
  if (/.[^aeiouy][yY]$/.test(word)) replace("y", "i");

  // 2 and 3: suffixes of suffixes
  const two = /(ational|tional|ization|fulness|ousness|iveness|biliti|lessli|entli|ation|alism|aliti|ousli|iviti|fulli|enci|anci|abli|izer|ator|alli|bli|ogist|ogi|li)$/.exec(word)?.[0];
  if (two && within(two, r1)) {
    if (two === "ogi") word.endsWith("logi") && replace("ogi", "og");
    else if (two === "li") /[cdeghkmnrt]li$/.test(word) && replace("li", "");
    else replace(two, /** @type {Record<string, string>} */ (STEP_2)[two] ?? "");
  }
  const three = /(ational|tional|alize|icate|iciti|ative|ical|ful|ness)$/.exec(word)?.[0];
  if (three && within(three, r1)) {
    if (three === "ative") within(three, r2) && replace(three, "");
    else replace(three, /** @type {Record<string, string>} */ (STEP_3)[three] ?? "");
  }

  // 4: suffixes of long words
  const four = /ion$/.test(word) ? "ion" : STEP_4.exec(word)?.[0];
  if (four && within(four, r2) && (four !== "ion" || /[st]ion$/.test(word))) replace(four, "");

  // 5: final e and l
  if (word.endsWith("e")) {
    if (within("e", r2) || (within("e", r1) && !isShort(word.slice(0, -1)))) replace("e", "");
  } else if (word.endsWith("ll") && within("l", r2)) replace("l", "");
  return word.replace(/Y/g, "y");
}
