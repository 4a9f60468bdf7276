"""What the figures must be, as a Markdown table: ratios are taken within each round, then the median of the rounds.

A ratio of two times from the same round says more than one of two medians: both met the same load.
"""

import math
import statistics
from dataclasses import dataclass

from builds import COLD, EDIT, FIRST_EDIT, NO_OP


@dataclass
class Goal:
    """A row: what is measured, its limits, the unit of all three, and one value a round (none: not measured)."""

    what: str
    must: float
    aim: float | None
    unit: str
    digits: int
    values: list

    def holds(self):
        """Whether the median keeps within what it must; `None` when nothing was measured."""
        return statistics.median(self.values) <= self.must if self.values else None

    def row(self):
        limits = ["–" if limit is None else f"≤ {limit:g}{self.unit}" for limit in (self.must, self.aim)]
        measured = spread(self.values, 1, self.digits, self.unit) if self.values else "not measured"
        verdict = {True: "yes", False: "**no**", None: "–"}[self.holds()]
        return f"| {self.what} | {limits[0]} | {limits[1]} | {measured} | {verdict} |"


def spread(values, scale, digits, unit=""):
    """Median, lowest and highest."""
    scaled = [value * scale for value in values]
    return f"{statistics.median(scaled):.{digits}f}{unit} ({min(scaled):.{digits}f}–{max(scaled):.{digits}f})"


def ratios(results, one, other, attribute):
    """One ratio a round; none where one of the two was not measured."""
    if one not in results or other not in results:
        return []
    pairs = zip(getattr(results[one], attribute), getattr(results[other], attribute))
    return [value / base for value, base in pairs]


def exponent(sizes, values):
    """The slope of a line through the logarithms, by least squares: 1 is growth in proportion."""
    x, y = [math.log(size) for size in sizes], [math.log(value) for value in values]
    return statistics.linear_regression(x, y).slope


def exponents(grown, attribute):
    """One exponent a round; none with fewer than two sizes."""
    sizes = [n_pages for n_pages, results in grown.items() if results]
    if len(sizes) < 2:
        return []
    rounds = zip(*(getattr(grown[n_pages]["torg", COLD], attribute) for n_pages in sizes))
    return [exponent(sizes, values) for values in rounds]


def goals(results, grown, real):
    """The table's rows, from what was measured on the compared site, the growing ones and the real one."""
    cold, no_op, edit, first_edit = (("torg", kind) for kind in (COLD, NO_OP, EDIT, FIRST_EDIT))
    hugo_cold, hugo_no_op = ("hugo", COLD), ("hugo", NO_OP)

    def times(what, must, aim, one, other, attribute="wall"):
        return Goal(what, must, aim, "×", 4, ratios(results, one, other, attribute))

    def power(what, attribute):
        return Goal(what, 1.05, 1.02, "", 3, exponents(grown, attribute))

    def milliseconds(what, must, key):
        values = [wall * 1000 for wall in real[key].wall] if key in real else []
        return Goal(what, must, None, " ms", 1, values)

    sizes = f", {min(grown):,}–{max(grown):,} pages" if grown else ""
    return [
        times("cold build without search, wall ÷ Hugo's", 0.30, 0.15, cold, hugo_cold),
        times("cold build, wall ÷ the floor's", 4, 2, cold, ("floor", COLD)),
        times("no-op, wall ÷ Hugo's no-op", 0.03, 0.012, no_op, hugo_no_op),
        times("one body edited, later build, wall ÷ Hugo's no-op", 0.05, 0.02, edit, hugo_no_op),
        times("one body edited, first after a cold build, wall ÷ Hugo's no-op", 0.05, 0.02, first_edit, hugo_no_op),
        times("cold build, peak memory ÷ Hugo's", 0.30, 0.15, cold, hugo_cold, "memory"),
        power(f"growth{sizes}: exponent of wall", "wall"),
        power(f"growth{sizes}: exponent of peak memory", "memory"),
        milliseconds("the real site, cold", 600, cold),
        milliseconds("the real site, no-op", 60, no_op),
    ]


def goal_table(rows):
    return "\n".join(["| what | must | aim | measured | holds? |", "|---|---|---|---|---|", *(row.row() for row in rows)])


def raw_table(measured, least_memory):
    """Each kind of build of each site. A peak that is not above `least_memory`, bytes, is only known not to be more."""
    lines = ["| site | tool | build | wall, s | CPU, s | peak memory, MB |", "|---|---|---|---:|---:|---:|"]
    for site, results in measured:
        for (tool, kind), runs in results.items():
            bound = "≤ " if statistics.median(runs.memory) <= least_memory else ""
            lines.append(
                f"| {site} | {tool} | {kind} | {spread(runs.wall, 1, 3)} | {spread(runs.cpu, 1, 2)} "
                f"| {bound}{spread(runs.memory, 1e-6, 0)} |"
            )
    return "\n".join(lines)
