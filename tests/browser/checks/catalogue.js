/**
 * The data catalogue: its two formats, each read by two libraries that do not know each other, are one graph, which says
 * what DCAT-AP-SE 3 demands. The files it names are there, as large as it says.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import { JsonLdParser } from "jsonld-streaming-parser";
import { RdfXmlParser } from "rdfxml-streaming-parser";
import { parseWithPython } from "../lib/python.js";
import { fileAt, readText } from "../lib/site.js";

/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */
/** @typedef {{ termType: string, value: string, language?: string, datatype?: { value: string } }} Term */

const RDF = "oppna-data/dcat.rdf";
const JSON_LD = "oppna-data/dcat.jsonld";
const WELL_KNOWN = "datasets/dcat";

const DCAT = "http://www.w3.org/ns/dcat#";
const TERMS = "http://purl.org/dc/terms/";
const FOAF = "http://xmlns.com/foaf/0.1/";
const VCARD = "http://www.w3.org/2006/vcard/ns#";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/** What version 3.0.1 of the profile demands of each class: https://docs.dataportal.se/dcat/3.0.1/en/ */
const DEMANDED = {
  [`${DCAT}Catalog`]: [`${TERMS}title`, `${TERMS}description`, `${TERMS}publisher`, `${TERMS}license`, `${DCAT}dataset`],
  [`${DCAT}Dataset`]: [`${TERMS}title`, `${TERMS}description`, `${TERMS}publisher`],
  [`${DCAT}Distribution`]: [`${DCAT}accessURL`, `${TERMS}format`],
  [`${FOAF}Agent`]: [`${FOAF}name`, `${TERMS}type`],
  [`${VCARD}Organization`]: [`${VCARD}fn`, `${VCARD}hasEmail`],
};

/** @param {Site} site @returns {Promise<Problem[]>} */
export async function checkCatalogue(site) {
  const missing = [RDF, JSON_LD, WELL_KNOWN].filter((file) => !site.files.has(file));
  if (missing.length > 0) return missing.map((file) => ({ page: `/${file}`, what: "is missing" }));
  const problems = [];
  const graph = await statements(new RdfXmlParser(), readText(site, RDF));
  const others = {
    "jsonld-streaming-parser": await statements(new JsonLdParser(), readText(site, JSON_LD)),
    "rdflib, RDF/XML": graphOf(parseWithPython("rdf", [join(site.root, RDF)])[0]),
    "rdflib, JSON-LD": graphOf(parseWithPython("jsonld", [join(site.root, JSON_LD)])[0]),
  };
  for (const [reader, other] of Object.entries(others)) {
    const differing = [...graph.filter((one) => !other.includes(one)), ...other.filter((one) => !graph.includes(one))];
    if (differing.length > 0) problems.push(`is read as another graph by ${reader}: ${differing.length} statements, such as ${differing[0]}`);
  }
  if (readText(site, WELL_KNOWN) !== readText(site, RDF)) problems.push(`differs from /${WELL_KNOWN}`);
  problems.push(...faults(site, graph.map((statement) => JSON.parse(statement))));
  return problems.map((what) => ({ page: `/${RDF}`, what }));
}

/** @param {Site} site @param {[string, string, string][]} graph @returns {Generator<string>} */
function* faults(site, graph) {
  const say = (/** @type {string} */ subject, /** @type {string} */ property) =>
    graph.filter(([s, p]) => s === subject && p === property).map(([, , object]) => object.replace(/^<|>$/g, ""));
  const all = (/** @type {string} */ kind) => graph.filter(([, p, o]) => p === TYPE && o === `<${kind}>`).map(([subject]) => subject);
  for (const [kind, properties] of Object.entries(DEMANDED)) {
    if (all(kind).length === 0) yield `holds no ${kind}`;
    for (const subject of all(kind)) {
      for (const property of properties) if (say(subject, property).length === 0) yield `${subject} lacks ${property}`;
    }
  }
  for (const [subject, , object] of graph) {
    for (const term of [subject, object]) if (/^<?_:/.test(term)) yield `has the blank node ${term}`;
    if (!/^https?:/.test(subject)) yield `${subject} is not an absolute address`;
  }
  const licences = all(`${DCAT}Catalog`).flatMap((catalogue) => say(catalogue, `${TERMS}license`));
  if (licences.join() !== "http://creativecommons.org/publicdomain/zero/1.0/") yield `the catalogue's licence is ${licences}`;
  for (const file of all(`${DCAT}Distribution`)) {
    const [url = ""] = say(file, `${DCAT}downloadURL`);
    const path = url.slice(site.baseUrl.length + 1);
    if (!url.startsWith(`${site.baseUrl}/`) || !site.files.has(path)) yield `${url} is not on the site`;
    else if (!say(file, `${DCAT}byteSize`)[0]?.startsWith(`"${statSync(join(site.root, path)).size}"`)) yield `${url} has another size than the catalogue says`;
  }
  for (const schema of all(`${TERMS}Standard`)) {
    const target = fileAt(site, new URL(schema).pathname);
    if ("problem" in target) yield `\`${schema}\` ${target.problem}`;
  }
}

/**
 * The statements of a graph, each as the JSON of subject, predicate and object.
 * @param {RdfXmlParser | JsonLdParser} parser @param {string} source @returns {Promise<string[]>}
 */
function statements(parser, source) {
  return new Promise((resolve, reject) => {
    /** @type {string[]} */
    const found = [];
    parser.on("data", (/** @type {{ subject: Term, predicate: Term, object: Term }} */ { subject, predicate, object }) => {
      found.push(JSON.stringify([name(subject), predicate.value, word(object)]));
    });
    parser.on("error", reject);
    parser.on("end", () => resolve(found.sort()));
    parser.write(source);
    parser.end();
  });
}

/** @param {Term} term */
function name(term) {
  return term.termType === "BlankNode" ? `_:${term.value}` : term.value;
}

/** @param {Term} term */
function word(term) {
  if (term.termType !== "Literal") return `<${name(term)}>`;
  return `"${term.value}"` + (term.language ? `@${term.language}` : `^^${term.datatype?.value}`);
}

/** @param {import("../lib/python.js").ParsedGraph | undefined} graph */
function graphOf(graph) {
  return (graph?.statements ?? []).map((statement) => JSON.stringify(statement)).sort();
}
