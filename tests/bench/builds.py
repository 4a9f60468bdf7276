"""Builds sites with torg, Hugo and the floor, each build in a fresh process, and keeps what every one took.

Wall time is taken here; processor time and peak memory are what the kernel says of the child when it ends. The tools
take turns within each round and step (cold, no-op, edited), so that a slow spell of the machine falls on all. Every
build of torg is checked to have done what its name says: a figure of something else would be worse than none.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent

COLD, NO_OP, FIRST_EDIT, EDIT = "cold", "no-op", "edited, first", "edited"

# Torg reads a file again, and compares a folder, whose time is younger than this: it could have changed within the
# same tick of the clock. Whoever comes back to a site finds it older, so that warm builds wait for it.
SETTLED = 2.1


@dataclass
class Runs:
    """What one kind of build took, one value a round: seconds, seconds and bytes."""

    wall: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    memory: list = field(default_factory=list)

    def note(self, taken):
        for values, value in zip((self.wall, self.cpu, self.memory), taken):
            values.append(value)


@dataclass
class Tools:
    """The programs, and which of them are measured."""

    generator: Path
    floor: Path
    torg: Path
    hugo: Path
    only: tuple


class Failed(Exception):
    """A tool failed, or did not do what it was measured for."""


def progress(words):
    print(words, file=sys.stderr, flush=True)


def run(command, folder):
    """Runs a command and returns its wall time, processor time and peak memory, and what it said."""
    log = folder / "log"
    with open(log, "wb") as out:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment())
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(errors="replace")
    if child.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))} ended with {child.returncode}:\n{said[-3000:]}")
    return (wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024), said


def least_memory():
    """The smallest peak that can be seen, bytes: a child begins as a copy of this process, and the kernel counts that."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def environment():
    ours = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**ours, "NO_COLOR": "1", "HUGO_CACHEDIR": "/nonexistent"}


def generated(folder, n_pages, tools):
    """A fresh site of that many pages, for both generators."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([tools.generator, folder, str(n_pages)], check=True)
    shutil.copytree(HERE / "site", folder / "site")
    shutil.copytree(HERE / "theme", folder / "themes" / "bench")
    shutil.copytree(HERE / "hugo", folder / "hugo")
    return Site(folder, tools)


def copied(folder, tools):
    """A copy of the repository's own site, so that the checkout's cache and output stay as they are."""
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("content", "site", "themes"):
        shutil.copytree(PROJECT / part, folder / part)
    return Site(folder, tools)


class Site:
    """One site on disk, and the builds of it."""

    def __init__(self, folder, tools):
        self.folder = folder
        self.only = tools.only
        self.results = {}
        self.changed = time.monotonic()
        self.n_edits = 0
        content = folder / "content"
        self.page = content / "nyheter" / "sida-000004.md"
        self.text = self.page.read_text(encoding="utf-8") if self.page.exists() else ""
        self.commands = {
            "floor": [tools.floor, content, self.out("floor")],
            "torg": [tools.torg, "build", "--root", folder, "--out", self.out("torg")],
            "hugo": [tools.hugo, "build", "--quiet", "--noBuildLock", "--source", folder / "hugo"]
            + ["--contentDir", content, "--destination", self.out("hugo")],
        }

    def out(self, tool):
        return self.folder / f"out-{tool}"

    def leftovers(self, tool):
        """What must be gone before a cold build: torg's also has its cache and the spare tree beside the output."""
        others = {
            "floor": [],
            "torg": [self.folder / ".torg", self.folder / ".out-torg.torg"],
            "hugo": [self.folder / "hugo" / "resources"],
        }
        return [self.out(tool), *others[tool]]

    def chosen(self, *tools):
        return [tool for tool in tools if tool in self.only]

    def warm_up(self):
        """One build of each that is not measured: every file is in the page cache for all."""
        for tool in self.chosen("floor", "torg", "hugo"):
            self.clean(tool)
            run(self.commands[tool], self.folder)

    def cold(self, *tools):
        self.settle()
        for tool in self.chosen(*tools):
            self.clean(tool)
            said = self.build(tool, COLD)
            if tool == "torg":
                written, unchanged = summary(said)
                expect(written > 0 and unchanged == 0, "a cold build found something of an earlier one", said)

    def no_op(self, *tools):
        self.settle()
        for tool in self.chosen(*tools):
            os.sync()
            said = self.build(tool, NO_OP)
            if tool == "torg":
                written, unchanged = summary(said)
                expect(written == 0 and unchanged > 0, "a build without changes wrote", said)

    def edited(self, kind, *tools):
        """One page's body gets a sentence that it has never had, and each tool must publish it."""
        self.settle()
        self.n_edits += 1
        sentence = f"Den här meningen är {letters(self.n_edits)} och fanns inte förut."
        self.page.write_text(f"{self.text.rstrip()}\n\n{sentence}\n", encoding="utf-8")
        self.changed = time.monotonic()
        for tool in self.chosen(*tools):
            os.sync()
            said = self.build(tool, kind)
            page = self.out(tool) / "nyheter" / "sida-000004" / "index.html"
            expect(sentence in page.read_text(encoding="utf-8"), f"{tool} has not published the edit", said)

    def build(self, tool, kind):
        taken, said = run(self.commands[tool], self.folder)
        self.changed = time.monotonic()
        self.results.setdefault((tool, kind), Runs()).note(taken)
        return said

    def settle(self):
        """Waits on purpose until what was last written is as old as what somebody comes back to."""
        time.sleep(max(0.0, self.changed + SETTLED - time.monotonic()))

    def clean(self, tool):
        for leftover in self.leftovers(tool):
            shutil.rmtree(leftover, ignore_errors=True)
        os.sync()  # what the last build left to write must not disturb the next one

    def written(self):
        """How much each tool wrote: they must do about the same work to be compared."""
        counts = []
        for tool in self.chosen("floor", "torg", "hugo"):
            n_pages = n_bytes = 0
            for folder, _, names in os.walk(self.out(tool)):
                n_pages += sum(name.endswith(".html") for name in names)
                n_bytes += sum(os.path.getsize(os.path.join(folder, name)) for name in names)
            counts.append(f"{tool} {n_pages:,} pages, {n_bytes / 1e6:.1f} MB")
        return "; ".join(counts)


def summary(said):
    """How many files torg says that it wrote, and how many it left as they were."""
    found = re.search(r"\b(\d+) written, (\d+) unchanged\b", said)
    if not found:
        raise Failed(f"torg's summary is not understood:\n{said[-3000:]}")
    return int(found[1]), int(found[2])


def expect(holds, words, said):
    if not holds:
        raise Failed(f"{words}:\n{said[-3000:]}")


def letters(number):
    """A number as a word: digits before words are set with spaces that do not break, and could not be searched for."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def compare(folder, n_pages, n_rounds, tools):
    """All tools on one generated site. What each build took, and what each tool wrote."""
    site = generated(folder, n_pages, tools)
    site.warm_up()
    for number in range(n_rounds):
        progress(f"{n_pages:,} pages, round {number + 1} of {n_rounds}")
        site.cold("floor", "torg", "hugo")
        site.no_op("torg", "hugo")
        # The first edit after a cold build makes the spare tree; later ones find it.
        site.edited(FIRST_EDIT, "torg")
        site.edited(EDIT, "torg", "hugo")
    written = site.written()
    shutil.rmtree(folder)
    return site.results, written


def grow(folder, sizes, n_rounds, tools):
    """Torg's cold builds at each size; a round goes through all sizes, so that its exponent is of one moment."""
    sites = {}
    for n_pages in sizes:
        progress(f"growth: generating {n_pages:,} pages")
        sites[n_pages] = generated(folder / str(n_pages), n_pages, tools)
    for number in range(n_rounds):
        for n_pages, site in sites.items():
            progress(f"growth: {n_pages:,} pages, round {number + 1} of {n_rounds}")
            site.cold("torg")
            site.clean("torg")  # the largest is gigabytes: one output at a time
    shutil.rmtree(folder, ignore_errors=True)
    return {n_pages: site.results for n_pages, site in sites.items()}


def real(folder, n_rounds, tools):
    """Torg on the repository's own site."""
    site = copied(folder, tools)
    for number in range(n_rounds):
        progress(f"the real site, round {number + 1} of {n_rounds}")
        site.cold("torg")
        site.no_op("torg")
    shutil.rmtree(folder)
    return site.results
