# A reviewer sees what a change does before it is merged: at a terminal, or in the summary of a run on a code host.

"""The command `review`."""

from __future__ import annotations

import datetime
import sys
import tempfile
from pathlib import Path

import click

from ..authoring.review import NoEarlier, compared, earlier, told, version_of
from .common import common, need_records


@click.command()
@click.argument("base")
@common
def review(base: str, *, root: Path, today: datetime.date) -> None:
    """Say what a change does to the site: pages, counts, links, gaps, and what keeps people safe.

    BASE is what to compare with: a commit, a branch or a tag, such as origin/main, or a folder with an earlier copy. Of a
    branch, what counts is where this one parted from it.
    """
    need_records(root)
    with tempfile.TemporaryDirectory(prefix="practices-") as made:
        folder = Path(base)
        if not base or not folder.is_dir():
            try:
                folder = earlier(root, base, Path(made))
            except NoEarlier as error:
                raise click.UsageError(f"there is nothing to compare with: {error}") from None
        need_records(folder)
        before, after = version_of(folder, today), version_of(root, today)
    found = compared(before, after)
    click.echo(told(found), nl=False)
    sys.exit(not found.is_sound)
