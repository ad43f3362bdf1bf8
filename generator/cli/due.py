# An editor asks what waits for her; nothing is wrong with what is listed here, so the command always ends well.

"""The command `due`."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from ..authoring.due import READING, Task, as_json, as_text, tasks
from ..authoring.due_forms import as_calendar, as_page
from ..site import examine
from .common import common, need_records

FORMS: Final[dict[str, Callable[[list[Task], datetime.date], str]]] = {
    "text": as_text,
    "page": as_page,
    "calendar": as_calendar,
    "json": lambda found, _: as_json(found),
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--within", "days", type=click.IntRange(0), default=90, show_default=True,
    help="Of what has a day, only what is to be seen to in so many days.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(list(FORMS)), default="text", show_default=True,
    help="How to print it: page is one of HTML, calendar an .ics file of what has a day.",
)  # fmt: skip
@common
def due(paths: tuple[Path, ...], *, days: int, form: str, root: Path, today: datetime.date) -> None:
    """Say what waits for an editor: checks, consents that end, outlines, gaps.

    Last it says how hard each record is to read, the hardest first. With PATHs, only what waits in those files and folders. Records with errors are left out, since they cannot be read.
    Whatever the form, it tells whose consent ends: keep it where editors alone see it.
    """
    need_records(root)
    below = tuple(Path(os.path.relpath(path, root)) for path in paths)
    until = today + datetime.timedelta(min(days, (datetime.date.max - today).days))
    known = examine(root, today)
    found = [
        one
        for one in tasks(known.entries, known.library.language if known.library else "en")
        if (one.day is None or one.day <= until)
        and (not below or any(Path(one.path).is_relative_to(path) for path in below))
    ]
    click.echo(FORMS[form](found, today).encode(), nl=False)
    if form == "text":
        now = sum(one.day is not None and one.day <= today for one in found)
        waiting = sum(one.sort != READING for one in found)
        click.echo(f"{now} to see to now, {waiting} in all.", err=True)
