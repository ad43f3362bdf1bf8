# Run: make bench, or python -m benchmarks.racing --cases 0 1000 --rounds 3. See docs/developing/benchmarks.md.

"""Race this program against an earlier commit of it and other generators of sites; writes JSON and tables in Markdown."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import json
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from ..records import REPOSITORY
from .clock import Failed
from .programs import SHIPPED, Program, earlier, ours
from .race import Race
from .rivals import RIVALS, Rival
from .table import COMPARED, OURS, TASKS, put_into, tables

BASELINE = "b901e4d"
"""The commit from which on builds were to become quicker."""
PAGE = REPOSITORY / "docs" / "developing" / "benchmarks.md"
SECTION = "racing"
EXTRA = ("stages",)


def arguments() -> argparse.Namespace:
    """What was asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.racing", description=__doc__)
    parser.add_argument(
        "--cases", type=int, nargs="+", default=[SHIPPED, 1_000, 10_000], help="sizes; 0 is the library as shipped"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each contestant builds")
    parser.add_argument(
        "--against",
        nargs="+",
        default=[BASELINE],
        metavar="COMMIT",
        help=f"commits to compare with (default: {BASELINE})",
    )
    known = (OURS, COMPARED, *RIVALS)
    parser.add_argument("--contestants", nargs="+", choices=known, default=known, help="who takes part (default: all)")
    parser.add_argument(
        "--compared-up-to",
        type=int,
        default=1_000,
        metavar="CASES",
        help="the largest size that the compared commit builds",
    )
    tasks = [task for task in (*TASKS, *EXTRA) if task != "cold"]
    parser.add_argument(
        "--tasks", nargs="*", choices=tasks, default=tasks, help="what is measured besides cold builds (default: all)"
    )
    parser.add_argument("--saves", type=int, default=3, help="how many edits the preview is asked for")
    parser.add_argument(
        "--to", type=Path, default=REPOSITORY / "build" / "benchmark", help="where libraries and results are written"
    )
    parser.add_argument("--anew", action="store_true", help="forget what earlier races measured")
    parser.add_argument(
        "--table-only", action="store_true", help="measure nothing; write the tables of what was measured"
    )
    parser.add_argument(
        "--into-docs", action="store_true", help=f"put the tables into {PAGE.relative_to(REPOSITORY)}, too"
    )
    return parser.parse_args()  # fmt: skip


def machine() -> str:
    """What this machine is, in a line."""
    model, memory = platform.processor() or platform.machine(), ""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    with contextlib.suppress(OSError, ValueError, AttributeError):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} gigabytes"
    return f"{os.cpu_count()} cores of {model}{memory}, {platform.system()}, Python {platform.python_version()}"


def rivals_of(asked: argparse.Namespace, tools: Path, left_out: dict[str, str]) -> dict[str, Rival]:
    """Those of the other generators that can be had here; the others are told in `left_out`."""
    found: dict[str, Rival] = {}
    for name, install in RIVALS.items():
        if name in asked.contestants:
            try:
                found[name] = install(tools)
            except (Failed, OSError) as error:
                left_out[name] = f"it could not be installed: {error}"
    return found


def race(asked: argparse.Namespace, results: dict[str, Any], keep: Path) -> None:
    """Race over all sizes, and write what was measured into `results`, and as JSON to `keep`, after each run."""
    with tempfile.TemporaryDirectory(prefix="tools-") as tools, contextlib.ExitStack() as open_now:
        left_out: dict[str, str] = {}
        rivals = rivals_of(asked, Path(tools), left_out)
        programs: dict[str, Program] = {OURS: ours()}
        for commit in asked.against if COMPARED in asked.contestants else ():
            try:
                program = open_now.enter_context(earlier(commit))
                programs[program.name] = program
            except Failed as error:
                left_out[commit] = str(error)
        results["versions"] |= {name: one.name for name, one in programs.items()}
        results["versions"] |= {name: one.version for name, one in rivals.items()}
        for cases in asked.cases:
            shutil.rmtree(asked.to / "racing" / str(cases), ignore_errors=True)

            before = results["sizes"].get(str(cases), {})

            def kept(measured: dict[str, Any], cases: int = cases, before: dict[str, Any] = before) -> None:
                results["sizes"][str(cases)] = together(
                    before, measured | {"left_out": left_out | measured["left_out"]}
                )
                keep.write_text(json.dumps(results, indent=1), "utf-8")

            taking_part = {name: one for name, one in programs.items() if name == OURS or cases <= asked.compared_up_to}
            Race(asked.to / "racing", cases, taking_part, rivals, kept, say).run(asked.rounds, asked.tasks, asked.saves)


def together(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """What was measured of a size before and now: whoever raced again has what came of it now, and all others what they had."""
    left_out = {name: why for name, why in before.get("left_out", {}).items() if name not in now["runs"]}
    both = {part: before.get(part, {}) | now[part] for part in ("runs", "stages")}
    return before | now | both | {"left_out": left_out | now["left_out"]}


def say(what: str) -> None:
    """Tell whoever waits."""
    print(what, file=sys.stderr, flush=True)


def main() -> None:
    """Race, and print the tables."""
    asked = arguments()
    asked.to.mkdir(parents=True, exist_ok=True)
    keep = asked.to / "racing.json"
    results: dict[str, Any] = {"versions": {}, "sizes": {}}
    if keep.exists() and not asked.anew:
        results = json.loads(keep.read_text("utf-8"))
    if not asked.table_only:
        results |= {"date": datetime.date.today().isoformat(), "machine": machine()}
        race(asked, results, keep)
    text = tables(results)
    (asked.to / "racing.md").write_text(text, "utf-8")
    if asked.into_docs:
        PAGE.write_text(put_into(PAGE.read_text("utf-8"), SECTION, text), "utf-8")
    print(text)


if __name__ == "__main__":
    main()
