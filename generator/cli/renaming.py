# A new name is a small thing to ask for, and touches files all over the library; so what was touched is told.

"""The command `rename`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from ..authoring.renaming import Renamed
from ..authoring.renaming import rename as rename_record
from ..authoring.withdrawal import Refused
from ..authoring.withdrawal import find as find_record
from ..problem import has_errors
from ..schema import KINDS
from ..site import examine
from .common import as_called, common, need_records, text
from .recording import file_name


@click.command()
@click.argument("record")
@click.argument("name")
@click.option("--kind", type=click.Choice(list(KINDS)), help="The folder, where records of two kinds have that name.")
@click.option("--forget", is_flag=True, help="Leave nothing at the old addresses: for a name that itself has to go.")
@common
def rename(record: str, name: str, *, kind: str | None, forget: bool, root: Path, today: datetime.date) -> None:
    """Give a record another name, and mend all that leads to it.

    RECORD is the name of its file without .md, or the path; NAME is the new one. At the old address a page will lead on to the
    new one.
    """
    need_records(root)
    try:
        path = find_record(root, record, kind)
        done = rename_record(examine(root, today), root, path, file_name(name, "", asked=""), forget=forget)
    except Refused as refused:
        raise click.UsageError(str(refused)) from None
    click.echo(_told(done), err=True)
    problems = examine(root, today).problems
    click.echo(text(one for one in problems if one.severity == "error"), nl=False)
    sys.exit(has_errors(problems) or bool(done.left))


def _told(done: Renamed) -> str:
    many = sum(done.mended.values())
    mended = ", ".join(f"{path} ({count})" for path, count in done.mended.items())
    told = (
        f"{done.path} is its file now. Mended: {many} place{'' if many == 1 else 's'}{f': {mended}' if many else ''}."
    )
    if done.left:
        told += f" These lead to the old name, and are for you to mend: {', '.join(map(str, done.left))}."
    return f"{told} Look at what changed, then run: {as_called()} check"
