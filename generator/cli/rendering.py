# The tree is plain Markdown, for whoever has another engine.

"""The command `render`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from ..folders import TREE
from ..publish import disk
from ..publish.tree import strange_files, write_tree_of_ones_own
from ..site import make_site
from .common import common, need_records, summary, text


@click.command()
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where to.")
@common
def render(folder: Path, root: Path, today: datetime.date) -> None:
    """Write the plain Markdown tree alone, for any engine.

    The folder will hold the tree and nothing else. It may hold one that this command wrote before; of that what is
    gone is removed. A folder with other files, hidden ones apart, is refused.
    """
    need_records(root)
    if folder.resolve() != (root / TREE).resolve() and (strange := strange_files(folder)):
        raise click.UsageError(
            f"{folder} holds files that this command did not write, such as {strange[0]}; name an empty folder"
        )
    site = make_site(root, today)
    click.echo(text(site.problems), nl=False)
    if not site.is_sound:
        click.echo(f"{summary(site.problems)} Nothing was written.", err=True)
        sys.exit(1)
    try:
        changed = write_tree_of_ones_own(site.pages, folder)
    except OSError as error:
        click.echo(f"{disk.explained(error)} The folder may hold half of the tree; run this again.", err=True)
        sys.exit(1)
    click.echo(f"{len(site.pages)} pages, {len(changed)} of them changed, in {folder}", err=True)
