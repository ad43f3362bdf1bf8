# The program takes a record off the site; only a person can reword what still names it, so the command says where that is.

"""The command `withdraw`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from ..authoring.ledger import forget
from ..authoring.withdrawal import Refused, Written, consequences
from ..authoring.withdrawal import find as find_record
from ..authoring.withdrawal import withdraw as withdraw_record
from ..problem import has_errors
from ..schema import KINDS
from ..site import examine
from .common import as_called, common, need_records, summary, text


@click.command()
@click.argument("slug")
@click.option("--kind", type=click.Choice(list(KINDS)), help="The folder, where records of two kinds have that name.")
@click.option(
    "--strip", is_flag=True, help="Take out of the file all but its names. Earlier versions still hold the rest."
)
@click.option("--neutral", is_flag=True, help="Take out its names too. The check can then look for them no more.")
@common
def withdraw(slug: str, *, kind: str | None, strip: bool, neutral: bool, root: Path, today: datetime.date) -> None:
    """Take a record off the site, and say where a person has to reword what still names it.

    SLUG is the name of its file without .md, or the path. References and links to it are left out of the site by
    themselves. The command ends with 1 while something is left to reword.
    """
    need_records(root)
    try:
        written = withdraw_record(find_record(root, slug, kind), root, today, strip=strip, neutral=neutral)
    except Refused as refused:
        raise click.UsageError(str(refused)) from None
    click.echo(_told_of(written), err=True)
    known = examine(root, today)
    gone = [page.removesuffix(".md") for page in known.clearing.withdrawn]
    if forgotten := forget(root, known.ledger, gone):
        click.echo(f"Its digests are taken out of the ledger: {', '.join(forgotten)}", err=True)
    follows = consequences(known, written.path)
    if follows.referring:
        click.echo(
            f"These refer to it and need no edit; the site leaves that out: {', '.join(follows.referring)}", err=True
        )
    if follows.borne_by:
        click.echo(f"These bear its name too, so it goes on being said: {', '.join(follows.borne_by)}", err=True)
    click.echo(text(follows.left), nl=False)
    if has_errors(follows.left):
        click.echo(f"{summary(follows.left)} Reword these places, then run: {as_called()} build", err=True)
        sys.exit(1)
    click.echo(
        f"Nothing is left to reword that the program can find. Search for other names, then run: {as_called()} build",
        err=True,
    )


def _told_of(written: Written) -> str:
    if written.was_withdrawn:
        told = f"{written.path} has been withdrawn since {written.date}."
    else:
        told = f"{written.path} is withdrawn from {written.date}; the next build leaves it out."
    if written.keys or written.lines > 0:
        return f"{told} Taken out of the file: {', '.join(written.keys) or 'no keys'}, {written.lines} lines in all."
    return told
