// @ts-check
/**
 * Asks torg's search and Pagefind the same questions in Chromium, through a server that compresses, delays and counts.
 */
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { loadavg } from "node:os";
import { extname, join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { createRequire } from "node:module";

const { chromium } = createRequire(resolve("tests/package.json"))("playwright-core");
const DELAY = 60;
const COLD_QUERIES = 24;
const ROUNDS = 5;
const TYPES = /** @type {Record<string, string>} */ ({ ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json" });

/** @param {string} name @param {string} other */
const option = (name, other) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? other : (process.argv[at + 1] ?? other);
};
const work = resolve(option("work", "target/bench/search")), torg = resolve("target/release/torg"), tool = resolve(option("tool", "target/release/examples/bench-search"));

/** @param {string} folder @returns {number[]} the sizes of the files below */
const sizes = (folder) => readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, String(name)))).filter((file) => file.isFile()).map((file) => file.size);
/** @param {number[]} all @param {number} part */
const quantile = (all, part) => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * part))] ?? NaN;
/** @param {number[]} all */
const mean = (all) => all.reduce((sum, one) => sum + one, 0) / all.length;

/** Runs a program and looks at the most memory it has. @param {string} program @param {string[]} args */
async function run(program, args) {
  const started = performance.now();
  const child = spawn(program, args, { stdio: "ignore" });
  let peak = 0;
  const look = setInterval(() => {
    try {
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0));
    } catch {
      // It has ended.
    }
  }, 10);
  const status = await new Promise((done) => child.on("exit", done));
  clearInterval(look);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}`);
  return { ms: performance.now() - started, kb: peak };
}

/** @param {string} site @param {string} out */
async function pagefind(site, out) {
  rmSync(out, { recursive: true, force: true });
  return run(join(work, "node_modules/@pagefind/linux-x64/bin", binary()), ["--site", site, "--output-path", out]);
}

/** What search adds to a build of the same pages by torg: medians of builds with it and without, in turns. @param {string} project */
async function share(project) {
  const theme = join(project, "themes/torget");
  if (!existsSync(theme)) cpSync("themes/torget", theme, { recursive: true });
  const out = join(project, "public"), common = ["build", "--root", project, "--out", out];
  /** @type {Record<string, { ms: number, kb: number }[]>} */
  const runs = { with: [], without: [], edit: [], plainEdit: [] };
  const page = join(project, "content/s07", readdirSync(join(project, "content/s07")).filter((name) => name !== "_index.md").sort()[3] ?? "");
  for (let round = 0; round < ROUNDS; round++) {
    for (const [kind, more] of /** @type {[string, string[]][]} */ ([["with", []], ["without", ["--no-search"]]])) {
      rmSync(out, { recursive: true, force: true });
      rmSync(join(project, ".torg"), { recursive: true, force: true });
      rmSync(join(project, ".public.torg"), { recursive: true, force: true });
      runs[kind]?.push(await run(torg, [...common, ...more]));
      // The first edit after a cold build makes the spare tree; the second is what an author waits for each time.
      for (const isCounted of [false, true]) {
        appendFileSync(page, `Ordet nummer${round}${kind}${isCounted} kom till.\n`);
        const edit = await run(torg, [...common, ...more]);
        if (isCounted) runs[kind === "with" ? "edit" : "plainEdit"]?.push(edit);
      }
    }
  }
  /** @param {string} kind @param {"ms" | "kb"} what */
  const all = (kind, what) => (runs[kind] ?? []).map((run) => run[what]);
  /** @param {string} kind @param {"ms" | "kb"} what */
  const median = (kind, what) => quantile(all(kind, what), 0.5);
  /** @param {string} kind */
  const spread = (kind) => `${(median(kind, "ms") / 1000).toFixed(2)} (${(Math.min(...all(kind, "ms")) / 1000).toFixed(2)}–${(Math.max(...all(kind, "ms")) / 1000).toFixed(2)})`;
  console.log(`\ntorg build, seconds: with search ${spread("with")}, without ${spread("without")}; an edit with ${spread("edit")}, without ${spread("plainEdit")}`);
  return { s: (median("with", "ms") - median("without", "ms")) / 1000, mib: (median("with", "kb") - median("without", "kb")) / 1024 };
}

function binary() {
  const names = readdirSync(join(work, "node_modules/@pagefind/linux-x64/bin"));
  return names.find((name) => name === "pagefind_extended") ?? names[0] ?? "pagefind";
}

/** Serves folders under prefixes, brotli where it helps, each answer after the delay. @param {Record<string, string>} folders */
async function serve(folders) {
  const count = { requests: 0, bytes: 0, delay: 0 };
  /** @type {Map<string, Buffer>} */
  const packed = new Map();
  // Requests go side by side over one connection, as from any host of today.
  const server = createSecureServer({ key: readFileSync(join(work, "key.pem")), cert: readFileSync(join(work, "cert.pem")), allowHTTP1: true }, (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "https://x").pathname);
    const prefix = Object.keys(folders).find((prefix) => path.startsWith(prefix));
    let file = prefix ? join(folders[prefix] ?? "", path.slice(prefix.length)) : "";
    if (path.endsWith("/") && prefix !== undefined) file = join(file, "index.html");
    if (path === "/empty.html" || !existsSync(file)) {
      response.writeHead(path === "/empty.html" ? 200 : 404, { "content-type": "text/html" }).end("<!doctype html><html lang=sv><title>x</title>");
      return;
    }
    const bytes = readFileSync(file);
    let body = packed.get(file);
    if (!body) packed.set(file, (body = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })));
    const isSmaller = body.length < bytes.length;
    const sent = isSmaller ? body : bytes;
    count.requests += 1;
    count.bytes += sent.length;
    setTimeout(() => response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...(isSmaller ? { "content-encoding": "br" } : {}) }).end(sent), count.delay);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { count, base: `https://127.0.0.1:${port}`, close: () => server.close() };
}

/** The script as torg publishes it. */
const SCRIPT = `/assets/js/${readdirSync(join(work, "own/assets/js")).find((name) => /^search\.[0-9a-f]+\.js$/.test(name))}`;

/** A certificate for this machine alone. */
if (!existsSync(join(work, "cert.pem"))) {
  const into = ["-keyout", join(work, "key.pem"), "-out", join(work, "cert.pem")];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=127.0.0.1", ...into], { stdio: "ignore" });
}

/** What runs in the page. Each gives addresses; `excerpts` makes it read what is shown besides. */
const ENGINES = /** @type {Record<string, string>} */ ({
  torg: `async (word, excerpts, limit = 10) => {
    // The page preloads the root beside the script.
    const early = window.torg ? undefined : fetch("/_torg/search/root.bin").then((answer) => answer.arrayBuffer());
    const { Reader, searchAll } = await import("${SCRIPT}");
    const get = async (name) => new Uint8Array(early && name === "root.bin" ? await early : await (await fetch("/_torg/search/" + name)).arrayBuffer());
    window.torg ??= await Reader.open(get);
    const found = await searchAll([window.torg], { text: word, lang: "sv", limit });
    const urls = found.hits.map((hit) => hit.card.url);
    if (excerpts) await Promise.all(urls.map(async (url) => (await fetch(url)).text()));
    return urls;
  }`,
  pagefind: `async (word, excerpts, limit = 10) => {
    window.pagefind ??= await import("/pagefind/pagefind.js");
    const found = await window.pagefind.search(word);
    const data = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
    return data.map((page) => page.url);
  }`,
});

/** @param {number} nPages */
async function measure(nPages) {
  const folder = join(work, `pages-${nPages}`), site = join(folder, "site");
  if (!existsSync(join(folder, "project"))) execFileSync(tool, ["corpus", folder, String(nPages)]);
  /** @type {Record<string, Record<string, number>>} */
  const rows = { torg: {}, pagefind: {} };
  const indexed = JSON.parse(execFileSync(tool, ["index", site, join(folder, "torg")], { encoding: "utf8" }));
  const others = [];
  for (let round = 0; round < 3; round++) others.push(await pagefind(site, join(folder, "pagefind")));
  const other = { ms: quantile(others.map(({ ms }) => ms), 0.5), kb: quantile(others.map(({ kb }) => kb), 0.5) };
  const own = { ...indexed, ...(await share(join(folder, "project"))) };
  const [ours, theirs] = [sizes(join(folder, "torg")), sizes(join(folder, "pagefind"))];
  Object.assign(rows["torg"] ?? {}, { "index s": own.s, "peak MiB": own.mib, "indexing alone s": own.index_ms / 1000, files: ours.length, "bundle kB": ours.reduce((a, b) => a + b, 0) / 1000 });
  Object.assign(rows["pagefind"] ?? {}, { "index s": other.ms / 1000, "peak MiB": other.kb / 1024, "indexing alone s": other.ms / 1000, files: theirs.length, "bundle kB": theirs.reduce((a, b) => a + b, 0) / 1000 });

  /** @type {{ words: [string, string[]][], typos: [string, string[]][] }} */
  const queries = JSON.parse(readFileSync(join(folder, "queries.json"), "utf8"));
  const server = await serve({ "/pagefind/": join(folder, "pagefind"), "/_torg/search/": join(folder, "torg"), "/assets/js/": join(work, "own/assets/js"), "/": site });
  const browser = await chromium.launch({ executablePath: process.env["TORG_CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  for (const [engine, row] of Object.entries(rows)) {
    const run = `(${ENGINES[engine]})`;
    /** A cold question in a browser that has seen nothing. @param {string} word @param {boolean} excerpts @param {number} delay */
    const cold = async (word, excerpts, delay) => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      const page = await context.newPage();
      await page.goto(`${server.base}/empty.html`);
      Object.assign(server.count, { requests: 0, bytes: 0, delay });
      const ms = await page.evaluate(`(async () => { const from = performance.now(); await ${run}(${JSON.stringify(word)}, ${excerpts}); return performance.now() - from; })()`);
      const { requests, bytes } = server.count;
      await context.close();
      return { requests, bytes, ms };
    };
    const words = queries.words.map(([word]) => word).slice(0, COLD_QUERIES);
    const colds = [], rich = [], slow = [], fast = [];
    for (const word of words) {
      colds.push(await cold(word, false, 0));
      rich.push(engine === "torg" ? await cold(word, true, 0) : /** @type {{bytes: number}} */ (colds.at(-1)));
    }
    for (const word of words.slice(0, 6)) {
      slow.push((await cold(word, false, 10 * DELAY)).ms);
      fast.push((await cold(word, false, 0)).ms);
    }
    row["cold kB"] = mean(colds.map(({ bytes }) => bytes)) / 1000;
    row["cold with excerpts kB"] = mean(rich.map(({ bytes }) => bytes)) / 1000;
    row["requests, most"] = Math.max(...colds.map(({ requests }) => requests));
    row["round trips"] = (quantile(slow, 0.5) - quantile(fast, 0.5)) / (10 * DELAY);

    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(`${server.base}/empty.html`);
    server.count.delay = 0;
    let right = 0, most = 0;
    for (const [word, urls] of queries.typos) {
      server.count.requests = 0;
      const found = /** @type {string[]} */ (await page.evaluate(`${run}(${JSON.stringify(word)}, false)`));
      if (found.some((url) => urls.includes(url.replace(/index\.html$/, "")))) right += 1;
      most = Math.max(most, server.count.requests);
    }
    row["one mistake, right page in ten"] = right / queries.typos.length;
    const all = JSON.stringify(words);
    row["warm p95 ms"] = quantile(
      /** @type {number[]} */ (await page.evaluate(`(async () => {
        const times = [];
        for (let round = 0; round < 4; round++) for (const word of ${all}) {
          const from = performance.now();
          await ${run}(word, false);
          if (round) times.push(performance.now() - from);
        }
        return times;
      })()`)),
      0.95,
    );
    await context.close();
  }
  await browser.close();
  server.close();
  console.log(`\n### ${nPages} pages (load ${loadavg().map((load) => load.toFixed(1)).join(", ")})\n\n| | torg | Pagefind | ratio |\n|---|---|---|---|`);
  for (const key of Object.keys(rows["torg"] ?? {})) {
    const [a, b] = [rows["torg"]?.[key] ?? NaN, rows["pagefind"]?.[key] ?? NaN];
    console.log(`| ${key} | ${a.toFixed(2)} | ${b.toFixed(2)} | ${(a / b).toFixed(2)} |`);
  }
}

/** Asks both for the judged words' first parts: the share of words whose page, one a word, is found. */
async function modifiers() {
  const lines = readFileSync("tests/bench/search/gold.txt", "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
  const judged = lines.map((line) => line.split("\t")).map(([word = "", parts = ""]) => ({ word, first: parts.split(" ")[0] ?? "" }));
  const folder = join(work, "gold"), alone = join(folder, "alone"), learned = join(folder, "learned");
  rmSync(folder, { recursive: true, force: true });
  // The splitter learns from the site's own pages, as it does when the words are judged.
  cpSync(join(work, "own"), learned, { recursive: true });
  for (const [number, { word }] of judged.entries()) {
    for (const site of [alone, learned]) {
      mkdirSync(join(site, `gold/${number}`), { recursive: true });
      writeFileSync(join(site, `gold/${number}/index.html`), `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Sida</title></head><body><main><h1>Sida</h1><p>${word}</p></main></body></html>`);
    }
  }
  execFileSync(tool, ["index", learned, join(folder, "torg")]);
  await pagefind(alone, join(folder, "pagefind"));
  const server = await serve({ "/pagefind/": join(folder, "pagefind"), "/_torg/search/": join(folder, "torg"), "/assets/js/": join(work, "own/assets/js") });
  const browser = await chromium.launch({ executablePath: process.env["TORG_CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
  await page.goto(`${server.base}/empty.html`);
  const compounds = [...judged.entries()].filter(([, { first }]) => first && first !== "-");
  for (const [engine, ask] of Object.entries(ENGINES)) {
    let found = 0;
    for (const [number, { first }] of compounds) {
      const urls = /** @type {string[]} */ (await page.evaluate(`(${ask})(${JSON.stringify(first)}, false, 1000)`));
      if (urls.some((url) => url.replace(/index\.html$/, "") === `/gold/${number}/`)) found += 1;
    }
    console.log(`recall of first parts, asked of ${engine}: ${found}/${compounds.length} = ${(found / compounds.length).toFixed(3)}`);
  }
  await browser.close();
  server.close();
}

await modifiers();
for (const nPages of option("pages", "1000,10000").split(",").filter((pages) => pages !== "none")) await measure(Number(nPages));
