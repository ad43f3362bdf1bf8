# Everything that is wrong, at once, in the form that whoever asks can read.

"""The command `check`."""

from __future__ import annotations

import datetime
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from ..authoring.called import pasteable
from ..authoring.in_full import in_full
from ..authoring.paths import NOT_CHECKED, of_paths
from ..authoring.run_summary import as_summary
from ..problem import FORMATS, Problem, Severity, as_github, has_errors
from .common import as_called, common, need_records, summary
from .known_problems import problems_of
from .waiting import shown, tell


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["full", *FORMATS]),
    help="How to print problems. At a terminal: full, with the lines. In GitHub's runs: github. Else: text.",
)
@click.option("--strict", is_flag=True, help="End with 1 for warnings, too.")
@click.option("--fix", is_flag=True, help="First mend, in the files, what can be mended in one way only, and show it.")
@common
def check(
    paths: tuple[Path, ...], *, form: str | None, strict: bool, fix: bool, root: Path, today: datetime.date
) -> None:
    """Say everything that is wrong, in one run.

    With PATHs, only problems of those files and folders are shown, or mended; all records are read either way. A PATH
    with no record and no page is wrong usage.
    """
    need_records(root)

    def look() -> Sequence[Problem]:
        with shown():
            problems = problems_of(root, today, tell)
        return of_paths(problems, paths, root)

    problems = pasteable(_fixed(root, look) if fix else look(), as_called())
    form = form or _usual_form()
    if form == "full":
        # https://no-color.org
        click.echo(in_full(problems, root, _painted), nl=False, color=False if os.environ.get("NO_COLOR") else None)
    else:
        # GitHub places a message by a path from the top of the repository, of which the library may be a part.
        click.echo(as_github(problems, _below_top(root)) if form == "github" else FORMATS[form](problems), nl=False)
    if form == "github" and (page := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(as_summary(problems, summary(problems)))
    failed = has_errors(problems) or (strict and any(one.severity is Severity.WARNING for one in problems))
    if form in ("full", "text"):
        again = shlex.join([as_called(), "check", *map(str, paths)]) if form == "full" and failed else ""
        mended = sum(bool(one.repair) for one in problems) if again else 0
        by_itself = f"\nWhat can be mended in one way only ({mended}) is mended by: {again} --fix" if mended else ""
        click.echo(summary(problems) + (f" Begin at the top, then run: {again}{by_itself}" if again else ""), err=True)
    sys.exit(2 if any(problem.rule == NOT_CHECKED for problem in problems) else failed)


def _fixed(root: Path, look: Callable[[], Sequence[Problem]]) -> Sequence[Problem]:
    """Mend what can be mended, show what was done, and give what is left."""
    from ..authoring.repairing import repair  # noqa: PLC0415  (what reads records, which a check may have no need of)

    try:
        left, done = repair(root, look)
    except OSError as error:
        name = Path(str(error.filename)).name.removeprefix(".").removesuffix(".new")
        click.echo(f"Nothing more is mended, since {name} cannot be written: {error.strerror}.", err=True)
        return look()
    click.echo(
        f"Mended:\n{done}" if done else "Nothing can be mended in one way only; the rest needs your eye.", err=True
    )
    return left


def _usual_form() -> str:
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if sys.stdout.isatty() else "text"


def _painted(text: str, what: str) -> str:
    looks: dict[str, dict[str, Any]] = {
        Severity.ERROR: {"fg": "red", "bold": True},
        Severity.WARNING: {"fg": "yellow", "bold": True},
        Severity.NOTE: {"fg": "cyan"},
        "file": {"bold": True},
        "mark": {"bold": True},
        "line": {"dim": True},
    }
    return click.style(text, **looks[what])  # taken off again where the output is no terminal


def _below_top(root: Path) -> str:
    """The way from the top of the repository to the library, such as `lib/`; empty if they are one."""
    home = root.resolve()
    top = next((folder for folder in (home, *home.parents) if (folder / ".git").exists()), None)
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or home).resolve()
    top = top or (workspace if home.is_relative_to(workspace) else home)
    way = home.relative_to(top).as_posix()
    return "" if way == "." else f"{way}/"
