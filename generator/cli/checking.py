# Everything that is wrong, at once, in the form that whoever asks can read.

"""The command `check`."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

import click

from ..authoring.called import pasteable
from ..authoring.paths import NOT_CHECKED, of_paths
from ..problem import FORMATS, as_github, has_errors
from ..site import examine
from .common import as_called, common, need_records, summary


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), help="How to print problems. In GitHub's runs: github."
)
@common
def check(paths: tuple[Path, ...], form: str | None, root: Path, today: datetime.date) -> None:
    """Say everything that is wrong, in one run.

    With PATHs, only problems of those files and folders are shown; all records are read either way. A PATH with no
    record and no page is wrong usage.
    """
    need_records(root)
    problems = pasteable(of_paths(examine(root, today).problems, paths, root), as_called())
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    # GitHub places a message by a path from the top of the repository, of which the library may be a part.
    click.echo(as_github(problems, _below_top(root)) if form == "github" else FORMATS[form](problems), nl=False)
    if form == "text":
        click.echo(summary(problems), err=True)
    sys.exit(2 if any(problem.rule == NOT_CHECKED for problem in problems) else has_errors(problems))


def _below_top(root: Path) -> str:
    """The way from the top of the repository to the library, such as `lib/`; empty if they are one."""
    home = root.resolve()
    top = next((folder for folder in (home, *home.parents) if (folder / ".git").exists()), None)
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or home).resolve()
    top = top or (workspace if home.is_relative_to(workspace) else home)
    way = home.relative_to(top).as_posix()
    return "" if way == "." else f"{way}/"
