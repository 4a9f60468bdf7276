"""Measures torg, Hugo and the floor in turn, and prints what must hold and what was measured as Markdown tables.

`builds.py` runs the builds, `goals.py` knows what the figures must be. `run` installs and compiles what this needs.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

sys.dont_write_bytecode = True  # no folder of compiled Python in the checkout

from builds import PROJECT, Failed, Tools, compare, grow, least_memory, progress, real
from goals import goal_table, goals, raw_table


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("generator", "floor", "torg", "hugo"):
        parser.add_argument(f"--{name}", required=True, type=Path, help="the program")
    parser.add_argument("--work", required=True, type=Path, help="where sites are built, in a folder of its own")
    parser.add_argument("--rounds", type=positive, default=7)
    parser.add_argument("--pages", type=positive, default=10_000, help="of the site that all tools build")
    parser.add_argument("--growth", type=sizes, default=[1_000, 10_000, 100_000], help="sizes, with commas, or `none`")
    parser.add_argument("--growth-rounds", type=positive, default=3)
    parser.add_argument("--only", type=chosen, default=("floor", "torg", "hugo"))
    parser.add_argument("--check", action="store_true", help="exit status 1 when a `must` is missed")
    return parser.parse_args()


def positive(text):
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def sizes(text):
    return [] if text == "none" else sorted({positive(size) for size in text.split(",")})


def chosen(text):
    tools = tuple(text.split(","))
    if not set(tools) <= {"floor", "torg", "hugo"}:
        raise ValueError(text)
    return tools


def said(*command):
    """The first line of what a program says, or nothing where it is not there."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT).stdout.partition("\n")[0]
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def load():
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def file_system(folder):
    """The kind of the file system that holds a folder: the mount with the longest path above it."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    above = [(len(place), kind) for place, kind in mounts if folder.is_relative_to(place)]
    return max(above)[1]


def processor():
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def conditions(options, place, tools, load_before):
    """What the figures were taken on and with."""
    hugo = re.search(r"v[\d.]+", said(tools.hugo, "version")) if "hugo" in tools.only else None
    return "\n".join(
        [
            f"- load (1, 5, 15 minutes): {load_before} at the start, {load()} at the end, the builds' own included",
            f"- machine: {len(os.sched_getaffinity(0))} cores, {processor()}, {platform.system()} {platform.release()}, "
            f"{place}",
            f"- versions: {said(tools.torg, '--version')} (checkout {said('git', 'describe', '--always', '--dirty')}), "
            f"Hugo {hugo[0] if hugo else 'not measured'}, Python {platform.python_version()}",
            f"- rounds: {options.rounds}, for growth {options.growth_rounds}",
            f"- a peak under {least_memory() / 1e6:.0f} MB cannot be seen",
            f"- {datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC",
        ]
    )


def measure(options):
    """Measures, prints, and returns the rows of the table."""
    programs = {name: getattr(options, name).resolve() for name in ("generator", "floor", "torg", "hugo")}
    tools = Tools(**programs, only=options.only)
    work = options.work.resolve() / "torg-bench"
    work.mkdir(parents=True, exist_ok=True)
    load_before = load()
    results, written = compare(work / f"pages-{options.pages}", options.pages, options.rounds, tools)
    own, grown = {}, {}
    if "torg" in tools.only:
        own = real(work / "real-site", options.rounds, tools)
        grown = grow(work / "growth", options.growth, options.growth_rounds, tools)
    place = file_system(work)
    if not any(work.iterdir()):  # a failed run leaves its site there to be looked at
        work.rmdir()
    rows = goals(results, grown, own)
    measured = [(f"{options.pages:,} pages", results), ("the real site", own)]
    measured += [(f"growth, {n_pages:,} pages", runs) for n_pages, runs in grown.items()]
    print(f"At {options.pages:,} pages, medians of {options.rounds} rounds (lowest–highest):\n")
    print(goal_table(rows))
    print(f"\n{raw_table(measured, least_memory())}\n\n- written: {written}")
    print(conditions(options, place, tools, load_before))
    return rows


def main():
    options = arguments()
    try:
        rows = measure(options)
    except (Failed, OSError, subprocess.CalledProcessError) as failure:
        progress(failure)
        sys.exit(2)
    if not options.check:
        return
    for row in rows:
        if row.holds() is None:
            progress(f"not measured: {row.what}")
        elif not row.holds():
            progress(f"missed: {row.what}")
    if any(row.holds() is False for row in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
