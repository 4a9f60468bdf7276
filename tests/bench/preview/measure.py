"""Measures the live preview of torg and Hugo's server: from a saved file to the changed page served.

A save is a file that takes another's name, as most editors write. Then the page is asked for again and again until it shows the
edit, and where a title was edited, the list of its section too. Between two edits there is time for the build that follows, as when a person writes.
"""

import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True  # no folder of compiled Python in the checkout
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from builds import PROJECT, Failed, Tools, environment, generated, letters, progress

PORT = 4517
PAGE = "/nyheter/sida-000004/"
FILE = "content/nyheter/sida-000004.md"
PATIENCE = 120

# What issue texts and notes promise, by size, in milliseconds.
MUST = {("body", 1_000): 15, ("body", 10_000): 40, ("title", 10_000): 100, ("start", 10_000): 500, ("pixels", 1_000): 60}


class Server:
    """A preview that runs, and its site on disk."""

    def __init__(self, site, name, command):
        self.site, self.name = site, name
        self.log = site / f"log-{name}"
        self.text = (site / FILE).read_text(encoding="utf-8")
        self.n_edits = 0
        self.began = time.perf_counter()
        with open(self.log, "wb") as out:
            self.child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment())
        self.connection = None
        self.wait(PAGE, lambda page: page is not None)
        self.started = time.perf_counter() - self.began

    def get(self, path):
        """A page, or nothing while it is not served."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
            self.connection.request("GET", path)
            answer = self.connection.getresponse()
            body = answer.read().decode()
            return body if answer.status == 200 else None
        except (OSError, http.client.HTTPException):
            self.connection = None
            return None

    def wait(self, path, shows):
        deadline = time.perf_counter() + PATIENCE
        while not shows(self.get(path)):
            if self.child.poll() is not None or time.perf_counter() > deadline:
                raise Failed(f"{self.name} does not serve what it should:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.0005)

    def listed(self):
        """The page of its section's list that has the page."""
        pages = (f"/nyheter/sida/{n}/" for n in range(2, 1_000))
        return next(path for path in pages if PAGE in (self.get(path) or PAGE))

    def edit(self, kind, listed=None):
        """Saves an edit that the page has never had; seconds until it is served."""
        self.n_edits += 1
        word = f"lykta{letters(self.n_edits)}z"
        if kind == "body":
            text = f"{self.text.rstrip()}\n\nDen här meningen har ordet {word} som inte fanns förut.\n"
        else:
            text = re.sub(r'(?m)^(title\s*[=:]\s*)"?[^"\n]*"?$', rf'\1"{word}"', self.text, count=1)
        self.save(text)
        start = time.perf_counter()
        for path in filter(None, [PAGE, listed]):
            self.wait(path, lambda page: page is not None and word in page)
        return time.perf_counter() - start

    def save(self, text):
        beside = self.site / f"{FILE}.tmp"
        beside.write_text(text, encoding="utf-8")
        os.rename(beside, self.site / FILE)

    def memory(self):
        """What it holds, in bytes."""
        status = Path(f"/proc/{self.child.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024

    def stop(self):
        (self.site / FILE).write_text(self.text, encoding="utf-8")
        self.child.terminate()
        self.child.wait(PATIENCE)


def torg(site, programs):
    return Server(site, "torg", [programs / "torg", "preview", "--root", site, "--port", str(PORT), "--lang", "en"])


def hugo(site, program):
    command = [program, "server", "--source", site / "hugo", "--contentDir", site / "content", "--port", str(PORT)]
    return Server(site, "hugo", [*command, "--bind", "127.0.0.1", "--noBuildLock", "--disableLiveReload"])


def edits(server, kind, n, pause, listed=None):
    taken = []
    for _ in range(n):
        # On purpose: the build that follows an edit is not what the next one is to be measured with.
        time.sleep(pause)
        taken.append(server.edit(kind, listed))
    return taken


def checkout(server, n):
    """Rewrites many files in a row, as a checkout does; how many builds that made, and the seconds until the last is served."""
    time.sleep(3)
    files = sorted((server.site / "content").rglob("*.md"))[:n]
    before = server.log.read_text(errors="replace").count("rebuilt")
    texts = {file: file.read_bytes() for file in files}
    start = time.perf_counter()
    for file, text in texts.items():
        file.write_bytes(text + b"\nUtcheckad.\n")
    taken = server.edit("body")
    del taken
    served = time.perf_counter() - start
    time.sleep(4)
    count = server.log.read_text(errors="replace").count("rebuilt") - before
    for file, text in texts.items():
        file.write_bytes(text)
    time.sleep(4)
    return count, served


def grown(server, n):
    """Memory after a hundredth of the edits, and after all."""
    few = 0
    for number in range(1, n + 1):
        server.edit("body")
        if number == max(n // 100, 1):
            few = settled(server)
        if number % 1000 == 0:
            progress(f"{number:,} of {n:,} edits")
    return few, settled(server)


def settled(server, n=7):
    """The median of what it holds after each of a few more edits: what the allocator has not yet given back differs by a tenth."""
    held = []
    for _ in range(n):
        server.edit("body")
        time.sleep(2)
        held.append(server.memory())
    return statistics.median(held)


def pixels(server, n):
    """Milliseconds from a save until Chromium has painted it."""
    command = ["node", Path(__file__).with_name("pixels.js"), f"http://127.0.0.1:{PORT}{PAGE}", server.site / FILE, str(n)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT).stdout
    return [float(value) / 1000 for value in said.split()]


def row(what, values, must=None):
    median, low, high = (1000 * value for value in (statistics.median(values), min(values), max(values)))
    verdict = "" if must is None else (" yes" if median <= must else " **no**")
    limit = "–" if must is None else f"≤ {must} ms"
    print(f"| {what} | {limit} | {median:.1f} ms ({low:.1f}–{high:.1f}) |{verdict or ' –'} |", flush=True)


def measure(n_pages, options):
    site = generated(options.work / str(n_pages), n_pages, options.tools).folder
    size = f"{n_pages:,} pages"
    server = torg(site, options.programs)
    time.sleep(3)
    row(f"{size}: body edit, torg", edits(server, "body", options.n, options.pause), MUST.get(("body", n_pages)))
    row(f"{size}: title edit, on the page and in the list, torg", edits(server, "title", options.n, options.pause, server.listed()), MUST.get(("title", n_pages)))
    if n_pages == 1_000 and not options.no_browser:
        row(f"{size}: body edit to pixels, torg", pixels(server, options.n), MUST["pixels", n_pages])
    builds, served = checkout(server, min(1_000, n_pages))
    print(f"| {size}: a checkout of {min(1_000, n_pages):,} files | 1 build | {builds} build(s), served after {served:.1f} s | – |")
    server.stop()
    time.sleep(3)
    starts = []
    for _ in range(5):
        server = torg(site, options.programs)
        starts.append(server.started)
        time.sleep(3)
        server.stop()
    row(f"{size}: start to the first page, warm, torg", starts, MUST.get(("start", n_pages)))
    if n_pages == max(options.pages) and options.edits:
        server = torg(site, options.programs)
        few, many = grown(server, options.edits)
        server.stop()
        verdict = "yes" if many <= 1.1 * few else "**no**"
        words = f"{many / few:.2f}: {few / 1e6:.0f} and {many / 1e6:.0f} MB"
        print(f"| {size}: memory after {options.edits:,} edits ÷ after {max(options.edits // 100, 1):,} | ≤ 1.10 | {words} | {verdict} |")
    if options.only != "torg":
        server = hugo(site, options.hugo)
        time.sleep(3)
        row(f"{size}: body edit, Hugo", edits(server, "body", options.n, options.pause))
        row(f"{size}: title edit, on the page, Hugo", edits(server, "title", options.n, options.pause))
        server.stop()
        row(f"{size}: start to the first page, Hugo", [server.started])
    shutil.rmtree(site)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--hugo", required=True, type=Path)
    parser.add_argument("--programs", required=True, type=Path, help="the folder of torg and its examples")
    parser.add_argument("--pages", type=lambda text: [int(size) for size in text.split(",")], default=[1_000, 10_000])
    parser.add_argument("--n", type=int, default=21, help="edits of each kind")
    parser.add_argument("--pause", type=float, default=1.5, help="seconds between two edits")
    parser.add_argument("--edits", type=int, default=10_000, help="edits for memory; 0 for none")
    parser.add_argument("--only", choices=["torg"])
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args()
    options.work = options.work.resolve()
    options.programs = options.programs.resolve()
    options.tools = Tools(options.programs / "examples" / "bench-site", None, options.programs / "torg", options.hugo, ("torg", "hugo"))
    print(f"load {' '.join(f'{value:.2f}' for value in os.getloadavg())}, {os.cpu_count()} cores\n")
    print("| what | must | median (lowest–highest) | holds |\n|---|---|---|---|")
    for n_pages in options.pages:
        measure(n_pages, options)


try:
    main()
except (Failed, subprocess.CalledProcessError) as error:
    sys.exit(f"tests/bench/preview: {error}\n{getattr(error, 'stderr', '') or ''}")
