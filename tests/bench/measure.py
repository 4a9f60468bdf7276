"""Builds the same site with torg, Hugo and the floor, in turn, and prints what each took as a Markdown table.

Every build is a fresh process. Wall time is taken here; processor time and peak memory are what the kernel says of the
child when it ends. Builds of one round follow each other (floor, torg, Hugo, floor, torg, Hugo …), so that a slow spell
of the machine falls on all; files have been read once before, so that none pays for a cold disk.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass
class Runs:
    """What one kind of build took, one value a round: seconds, seconds and bytes."""

    wall: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    memory: list = field(default_factory=list)


def run(command, folder):
    """Runs a command and returns its wall time, processor time and peak memory; ends the program if it fails."""
    log = folder / "log"
    with open(log, "wb") as out:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment())
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {child.returncode}:\n{log.read_text(errors='replace')[-3000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def environment():
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "NO_COLOR": "1", "HUGO_CACHEDIR": "/nonexistent"}


def prepare(folder, n_pages, generator):
    """A fresh site of that many pages, for both generators."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([generator, folder, str(n_pages)], check=True)
    shutil.copytree(HERE / "site", folder / "site")
    shutil.copytree(HERE / "theme", folder / "themes" / "bench")
    shutil.copytree(HERE / "hugo", folder / "hugo")


def commands(folder, tools):
    """Each tool's name, its command, and what must be gone before a cold build."""
    content = folder / "content"
    return {
        "floor": ([tools.floor, content, folder / "out-floor"], [folder / "out-floor"]),
        "torg": (
            [tools.torg, "build", "--root", folder, "--out", folder / "out-torg"],
            [folder / "out-torg", folder / ".torg"],
        ),
        "hugo": (
            [tools.hugo, "build", "--quiet", "--noBuildLock", "--source", folder / "hugo", "--contentDir", content]
            + ["--destination", folder / "out-hugo"],
            [folder / "out-hugo", folder / "hugo" / "resources"],
        ),
    }


def measure(folder, tools, n_rounds):
    """All rounds on one site: for each tool its cold builds and the builds after, and torg's after one page's edit."""
    results = {}

    def note(name, command):
        runs = results.setdefault(name, Runs())
        for values, value in zip((runs.wall, runs.cpu, runs.memory), run(command, folder)):
            values.append(value)

    chosen = {name: both for name, both in commands(folder, tools).items() if name in tools.only}
    for command, leftovers in chosen.values():  # once unmeasured: every file is in the page cache for all
        clean(leftovers)
        run(command, folder)
    for round_number in range(n_rounds):
        for name, (command, leftovers) in chosen.items():
            clean(leftovers)
            note((name, "cold"), command)
            if name == "floor":
                continue
            note((name, "again"), command)
            edit(folder / "content" / "nyheter" / "sida-000004.md", f"{name} {round_number}")
            note((name, "edited"), command)
    return results


def clean(leftovers):
    for leftover in leftovers:
        shutil.rmtree(leftover, ignore_errors=True)
    os.sync()  # what the last build left to write must not disturb the next one


def edit(page, words):
    """Adds a sentence to a page's body."""
    time.sleep(0.05)  # file times have their grain
    with open(page, "a", encoding="utf-8") as file:
        file.write(f"\nEn mening till: {words}.\n")


def spread(values, scale, digits):
    scaled = [value * scale for value in values]
    return f"{statistics.median(scaled):.{digits}f} ({min(scaled):.{digits}f}–{max(scaled):.{digits}f})"


def ratio(results, one, other, attribute):
    if one not in results or other not in results:
        return "–"
    values = [statistics.median(getattr(results[name], attribute)) for name in (one, other)]
    return f"{values[0] / values[1]:.3f}"


def table(all_results):
    """One row a kind of build; ratios of medians, never of times taken on different days."""
    lines = [
        "| pages | tool | build | wall, s | CPU, s | peak memory, MB | wall ÷ Hugo's same | wall ÷ floor | memory ÷ Hugo |",
        "|---:|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for n_pages, results in all_results.items():
        for (tool, kind), runs in results.items():
            lines.append(
                f"| {n_pages} | {tool} | {kind} | {spread(runs.wall, 1, 3)} | {spread(runs.cpu, 1, 2)} "
                f"| {spread(runs.memory, 1e-6, 0)} | {ratio(results, (tool, kind), ('hugo', kind), 'wall')} "
                f"| {ratio(results, (tool, kind), ('floor', 'cold'), 'wall')} "
                f"| {ratio(results, (tool, kind), ('hugo', kind), 'memory')} |"
            )
    return "\n".join(lines)


def growth(all_results):
    """What each page costs in memory between the smallest and the largest site, and how time grows."""
    sizes = sorted(all_results)
    if len(sizes) < 2:
        return ""
    small, large = sizes[0], sizes[-1]
    lines = []
    for tool, kind in all_results[large]:
        if (tool, kind) not in all_results[small] or kind != "cold":
            continue
        runs = [all_results[size][(tool, kind)] for size in (small, large)]
        memory = [statistics.median(run.memory) for run in runs]
        wall = [statistics.median(run.wall) for run in runs]
        bytes_a_page = (memory[1] - memory[0]) / (large - small)
        lines.append(
            f"- {tool}: {bytes_a_page / 1000:.1f} kB of memory a page from {small} to {large} pages; "
            f"{(wall[1] - wall[0]) / (large - small) * 1e6:.0f} µs a page"
        )
    return "\n".join(lines)


def n_outputs(folder):
    """How much each tool wrote: they must do about the same work to be compared."""
    counts = []
    for name in ("floor", "torg", "hugo"):
        files = [path for path in (folder / f"out-{name}").rglob("*") if path.is_file()]
        if files:
            html = [path for path in files if path.suffix == ".html"]
            counts.append(f"{name} {len(html)} pages, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")
    return "; ".join(counts)


def main():
    parser = argparse.ArgumentParser()
    for name in ("generator", "floor", "torg", "hugo"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", default="1000,10000")
    parser.add_argument("--only", default="floor,torg,hugo")
    tools = parser.parse_args()
    tools.only = tools.only.split(",")
    all_results, written = {}, []
    for n_pages in map(int, tools.pages.split(",")):
        folder = tools.work.resolve() / f"pages-{n_pages}"
        prepare(folder, n_pages, tools.generator)
        all_results[n_pages] = measure(folder, tools, tools.rounds)
        written.append(f"- {n_pages}: {n_outputs(folder)}")
        shutil.rmtree(folder)
    version = subprocess.run([tools.hugo, "version"], capture_output=True, text=True, check=True).stdout.split()[1]
    print(f"Medians of {tools.rounds} (lowest–highest), {os.cpu_count()} cores, Hugo {version}; load now {os.getloadavg()[0]:.1f}.\n")
    print(table(all_results))
    print("\nGrowth, cold builds:\n" + growth(all_results) if len(all_results) > 1 else "")
    print("\nWritten:\n" + "\n".join(written))


if __name__ == "__main__":
    main()
