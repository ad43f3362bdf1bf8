# What was measured, as tables for people: medians, what is asked of them, and how they stand. What was not measured says so, with
# the reason where there is one; a number is never made of what was not seen.

"""Medians, ratios and tables of what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from .programs import SHIPPED

Results = Mapping[str, Any]
"""What `__main__.py` writes as JSON."""
OURS, COMPARED, STOCK, HUGO = "ours", "compared", "stock", "hugo"
EARLIER = "commit "
"""What the names of earlier commits begin with. Rows over COMPARED stand once for each of these."""
TASKS = {
    "cold": "cold build",
    "again": "nothing changed",
    "edit": "one case edited",
    "saved": "saved, until the preview shows it",
    "check": "`practices check` of that case",
}
ABSENT = "not measured"
SIZES = (SHIPPED, 1_000, 10_000)


def middle(results: Results, cases: int, contestant: str, task: str, what: str = "seconds") -> float | None:
    """The median of what was measured, such as `seconds`, `processor` or `together`, the megabytes of all processes."""
    runs = results["sizes"].get(str(cases), {}).get("runs", {}).get(contestant, {}).get(task, [])
    seen = [run[what] for run in runs if run.get(what) is not None]
    return median(seen) if seen else None


@dataclass(frozen=True)
class Asked:
    """A line of what is asked: a number of `task` of `of`, and where `over` names another contestant and task, its share of that one's.

    `most` is the most that it may be, by the size of the library.
    """

    words: str
    most: Mapping[int, float]
    task: str
    of: str = OURS
    over: tuple[str, str] | None = None
    what: str = "seconds"

    def found(self, results: Results, cases: int) -> float | None:
        """The number of a library of that size; None where something was not measured."""
        own = middle(results, cases, self.of, self.task, self.what)
        if own is None or not self.over:
            return own
        other = middle(results, cases, *self.over, self.what)
        return own / other if other else None

    def cell(self, results: Results, cases: int) -> str:
        """What was found beside what is asked."""
        found, most = self.found(results, cases), self.most.get(cases)
        if found is None:
            return ABSENT if most is not None else "–"
        shown = f"{found:.2g} times" if self.over else f"{found:.0f} MB" if self.what == "together" else _seconds(found)
        if self.over and (processor := replace(self, what="processor").found(results, cases)) is not None:
            shown += f", {processor:.2g} of the processor"
        if most is None:
            return shown
        return f"{shown} (at most {most:g}: {'kept' if found <= most else '**missed**'})"


ROWS = (
    Asked("cold build, of stock MkDocs with Material and its search", {0: 0.5, 1_000: 0.5, 10_000: 0.6}, "cold", over=(STOCK, "cold")),
    Asked("cold build, of", {0: 0.33, 1_000: 0.2}, "cold", over=(COMPARED, "cold")),
    Asked("nothing changed, of our own cold build", {0: 0.05, 1_000: 0.03, 10_000: 0.03}, "again", over=(OURS, "cold")),
    Asked("one case edited, of our own cold build", {0: 0.1, 1_000: 0.04, 10_000: 0.03}, "edit", over=(OURS, "cold")),
    Asked("from a saved file to its page in `practices serve`, of", {0: 0.1}, "saved", over=(COMPARED, "saved")),
    Asked("the same, in seconds", {0: 1, 1_000: 2}, "saved"),
    Asked("`practices check FILE`, of", {0: 0.2, 1_000: 0.1}, "check", over=(COMPARED, "check")),
    Asked("memory of all processes at once, in a cold build", {0: 250, 1_000: 700, 10_000: 3_000}, "cold", what="together"),
    Asked("cold build, of Hugo with Pagefind on the same bodies", {0: 2, 1_000: 2, 10_000: 2}, "cold", over=(HUGO, "cold")),
)  # fmt: skip
"""What is asked of this program, by size."""
GROWTH = 11
"""How many times the cost of 1,000 cases that of 10,000 may be."""


def rows_of(results: Results) -> Iterator[Asked]:
    """What is asked, of each commit that was compared with."""
    commits = [name for name in results["versions"] if name.startswith(EARLIER)]
    for row in ROWS:
        if row.over and row.over[0] == COMPARED:
            for name in commits or ["an earlier commit"]:
                yield replace(row, words=f"{row.words} {name}'s", over=(name, row.over[1]))
        else:
            yield row


def tables(results: Results) -> str:
    """All of it in Markdown."""
    parts = [_circumstances(results), _asked(results), _measured(results), _stages(results), _left_out(results)]
    return "\n\n".join(part for part in parts if part) + "\n"


def name_of(cases: int) -> str:
    """How a size is called."""
    return "shipped" if cases == SHIPPED else f"{cases:,} cases"


def _sizes(results: Results) -> list[int]:
    return [cases for cases in sorted({*SIZES, *map(int, results["sizes"])}) if str(cases) in results["sizes"]]


def _circumstances(results: Results) -> str:
    versions = "; ".join(f"{name}: {version}" for name, version in results["versions"].items())
    rounds = ", ".join(
        f"{_rounds(results['sizes'][str(cases)]['runs'])} of {name_of(cases)}"
        + (f" ({pages:,} files in the tree)" if (pages := results["sizes"][str(cases)].get("files")) else "")
        for cases in _sizes(results)
    )
    return f"{results['date']}, {results['machine']}. Rounds: {rounds}. {versions}."


def _rounds(runs: Mapping[str, Mapping[str, list[Any]]]) -> str:
    """How often contestants built from nothing; those that raced again later may have done so less often."""
    counts = sorted({len(tasks.get("cold", [])) for tasks in runs.values()}) or [0]
    return f"{counts[0]} to {counts[-1]}" if len(counts) > 1 else str(counts[0])


def _asked(results: Results) -> str:
    sizes = _sizes(results)
    rows = [[row.words, *(row.cell(results, cases) for cases in sizes)] for row in rows_of(results)]
    small, large = (middle(results, cases, OURS, "cold", "processor") for cases in SIZES[1:])
    if small and large:
        kept = "kept" if large / small <= GROWTH else "**missed**"
        rows.append(
            [f"processor of 10,000 cases, of that of 1,000: {large / small:.1f} times (at most {GROWTH}: {kept})"]
        )
    return _table(["What is asked", *map(name_of, sizes)], rows)


def _measured(results: Results) -> str:
    sizes = _sizes(results)
    rows = [
        [f"{contestant}: {words}", *(_run(results, cases, contestant, task) for cases in sizes)]
        for contestant in results["versions"]
        for task, words in TASKS.items()
        if any(middle(results, cases, contestant, task) is not None for cases in sizes)
    ]
    return _table(["Medians: wall (processor), memory", *map(name_of, sizes)], rows)


def _run(results: Results, cases: int, contestant: str, task: str) -> str:
    wall, processor, together = (
        middle(results, cases, contestant, task, what) for what in ("seconds", "processor", "together")
    )
    if wall is None:
        return ABSENT
    return (
        _seconds(wall)
        + (f" ({_seconds(processor)})" if processor is not None else "")
        + (f", {together:.0f} MB" if together is not None else "")
    )


def _stages(results: Results) -> str:
    found: dict[tuple[int, str], Mapping[str, float]] = {
        (cases, contestant): told["seconds"]
        for cases in _sizes(results)
        for contestant, told in results["sizes"][str(cases)].get("stages", {}).items()
    }
    if not found:
        return ""
    stages = dict.fromkeys(stage for seconds in found.values() for stage in seconds)
    rows = [[stage, *(_part(seconds, stage) for seconds in found.values())] for stage in stages]
    return _table(["Stage of a cold build", *(f"{name}, {name_of(cases)}" for cases, name in found)], rows)


def _part(seconds: Mapping[str, float], stage: str) -> str:
    return f"{_seconds(seconds[stage])}, {seconds[stage] / sum(seconds.values()):.0%}" if stage in seconds else "–"


def _left_out(results: Results) -> str:
    def said() -> Iterator[str]:
        for cases in _sizes(results):
            for what, why in results["sizes"][str(cases)].get("left_out", {}).items():
                yield f"- {name_of(cases)}, {what}: {' '.join(why.split())[:300]}"

    lines = "\n".join(said())
    return f"Not measured:\n\n{lines}" if lines else ""


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *([*row, *[""] * (len(head) - len(row))] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def put_into(page: str, section: str, text: str) -> str:
    """A page of Markdown whose section, by its id, has this text below its heading, up to the next heading of its rank."""
    before, mark, after = page.partition(f"{{ #{section} }}\n")
    if not mark:
        raise ValueError(f"no heading has the id {section}")
    _, next_heading, rest = after.partition("\n## ")
    return f"{before}{mark}\n{text}{next_heading}{rest}"
