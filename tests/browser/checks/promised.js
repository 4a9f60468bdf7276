/**
 * The files that people's scripts and readers' programs rely on stand where the contract says.
 */

/** @typedef {import("../lib/site.js").Site} Site */
/** @typedef {import("../lib/site.js").Problem} Problem */

const PROMISED = [
  "404.html", "robots.txt", "sitemap.xml", "feed.xml", "feed.json", "nyheter/feed.xml", "nyheter/feed.json",
  "aktiviteter/kalender.ics", "oppna-data/portfolj.json", "oppna-data/portfolj.csv", "oppna-data/dcat.rdf", "oppna-data/dcat.jsonld", "datasets/dcat",
  "oppna-data/andringar.json", "oppna-data/andringar.csv", "oppna-data/andringar.atom", "_torg/manifest.json",
];

/** @param {Site} site @returns {Problem[]} */
export function checkPromised(site) {
  const areas = [...site.files].flatMap((file) => /^fokusomraden\/[^/]+\/(?=index\.html$)/.exec(file) ?? []);
  return [...PROMISED, ...areas.flatMap((area) => [`${area}feed.xml`, `${area}feed.json`])]
    .filter((file) => !site.files.has(file))
    .map((file) => ({ page: `/${file}`, what: "is missing" }));
}
