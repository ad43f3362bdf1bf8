# What all commands share: the folder of the library, the day, and how problems are told. With the plugin this is the only
# place that asks the clock what day it is. It imports little, since each command waits for it.

"""Options and words of all commands."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from ..authoring.called import called, pasteable
from ..folders import RECORDS
from ..problem import Problem, Severity, as_text


class _Day(click.ParamType[datetime.date]):
    name = "date"

    def convert(self, value: Any, param: Any, context: Any) -> datetime.date:
        try:
            return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-11-21", param, context)


def _here() -> Path:
    """The library that somebody works in: the current folder, or the nearest one above it that holds records."""
    current = Path.cwd()
    return next((folder for folder in (current, *current.parents) if (folder / RECORDS).is_dir()), Path("."))


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options `--root` and `--today`, as `root` and `today`."""
    root = click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=_here,
        help="The folder of the library, which holds practices/. Usually the current one, or one above it.",
    )
    day = click.option(
        "--today", type=_Day(), default=datetime.date.today, help="The day of the run, for exact repeats."
    )
    return root(day(command))


def as_called() -> str:
    """The command as it was written, so that the next one can be copied from what is printed."""
    return called(sys.argv[0] if sys.argv else "")


def need_records(root: Path) -> None:
    """End as wrong usage where the folder holds no library."""
    if not (root / RECORDS).is_dir():
        raise click.UsageError(
            f"there is no folder {RECORDS}/ in {root.resolve()}; go to the library's folder, or --root"
        )


def text(problems: Iterable[Problem]) -> str:
    """One line for each problem, with commands that can be pasted."""
    return as_text(pasteable(problems, as_called()))


def summary(problems: Iterable[Problem]) -> str:
    """How many problems of each weight there are, as a sentence."""
    counts = Counter(problem.severity for problem in problems)
    if not counts:
        return "No problems."
    # Warnings are told where there are some. The other two are always told, so that a clean count can be seen.
    told = [one for one in Severity if counts[one] or one is not Severity.WARNING]
    return ", ".join(f"{counts[one]} {one}{'' if counts[one] == 1 else 's'}" for one in told) + "."
