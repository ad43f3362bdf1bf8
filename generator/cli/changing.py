# Readers of older copies are told what changed; an editor closes an edition when there is something to quote, and Git keeps it.

"""The commands `changes` and `close-edition`."""

from __future__ import annotations

import datetime
import shlex
import sys
from pathlib import Path

import click

from ..authoring.changes import NothingEarlier, as_json, changes_since, in_words
from ..authoring.deposit import refresh
from ..authoring.ledger import CannotClose, close, commands, path_of, tag, unsaved
from ..publish import disk
from ..render import Renderer
from ..site import examine, renderer_of
from .common import as_called, common, need_records, summary, text


@click.command()
@click.option(
    "--since", metavar="EDITION", help="The number of an edition, an edition that you hold, a folder, or a tag. Else the last one."
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@common
def changes(since: str | None, *, form: str, root: Path, today: datetime.date) -> None:
    """Say what changed since an earlier edition: what is new, corrected, changed, at a new address or withdrawn.

    EDITION is its number; a file of its ledger; an edition that somebody holds, as a folder or a zip file that says its
    number; a folder with the records as they were; or a commit, branch or tag of Git.
    """
    need_records(root)
    renderer = _sound(root, today)
    try:
        found = changes_since(root, renderer.known.editions, since, today)
    except NothingEarlier as error:
        raise click.UsageError(str(error)) from None
    told = as_json(found) if form == "json" else in_words(found, renderer.known.naming, renderer.online)
    click.echo(told, nl=False)


@click.command()
@click.option("--tag", "is_tagged", is_flag=True, help="Commit the ledger and tag the commit, too.")
@common
def close_edition(*, is_tagged: bool, root: Path, today: datetime.date) -> None:
    """Close an edition: write into editions/ what each record is today, so that later changes can be told.

    The ledger holds digests and no word of any record. With the edition go CITATION.cff and .zenodo.json, unless they were
    written by hand.
    """
    need_records(root)
    renderer = _sound(root, today)
    try:
        if is_tagged and (others := unsaved(root)):
            raise CannotClose(f"There is something in no commit yet, such as {others[0].strip()}. Commit it first.")
        made = close(root, renderer.known)
        kept, by_hand = refresh(root, renderer, made)
        paths = [path_of(made.edition), *kept, *(path_of(one.edition) for one in renderer.known.ledger)]
        click.echo(f"Edition {made.edition} is closed: {len(made.records)} records, {path_of(made.edition)}", err=True)
        for path in by_hand:
            click.echo(f"{path} was written by hand; write version {made.edition} and {made.date} there.", err=True)
        if is_tagged:
            tag(root, paths, made.edition)
            click.echo("It is committed and tagged. Send both: git push --follow-tags", err=True)
            return
    except CannotClose as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(disk.explained(error), err=True)
        sys.exit(1)
    click.echo("To keep and quote it, commit and tag it:", err=True)
    for command in commands(paths, made.edition):
        click.echo(f"  {shlex.join(command)}")


def _sound(root: Path, today: datetime.date) -> Renderer:
    """What is known of a library without errors; else these are told, and the command ends."""
    found = examine(root, today)
    if not found.is_sound:
        click.echo(text(found.problems), nl=False)
        click.echo(f"{summary(found.problems)} Mend these first; see: {as_called()} check", err=True)
        sys.exit(1)
    return renderer_of(root, found, today)
