# What makes editions is loaded once the words of the command are known to be right.

"""The command `editions`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from ..editions import FORMATS
from ..pages.take_away import FOLDER
from .common import common, need_records, summary, text
from .stopping import told_when_stopped
from .waiting import tell


@click.command()
@click.argument("kinds", nargs=-1, type=click.Choice(list(FORMATS)), metavar="[KIND]...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"The folder that will hold them, and nothing else. Usually {FOLDER}/ in the library's folder.",
)
@click.option("--into-site", is_flag=True, help=f"Lay them into the built site, as site/{FOLDER}/.")
@common
def editions(kinds: tuple[str, ...], out: Path | None, *, into_site: bool, root: Path, today: datetime.date) -> None:
    """Make the library into files to take along, of all kinds or of those named.

    The site is built first, as `build` does it. The folder may hold editions that this command made before, which are
    replaced all together; one with other files is refused.
    """
    from ..editions.making import AS_THEY_WERE, make_editions  # noqa: PLC0415
    from ..editions.placing import strange_file  # noqa: PLC0415

    need_records(root)
    if into_site and out:
        raise click.UsageError("--out and --into-site are two places; name one")
    out = None if into_site else out or root / FOLDER
    if out and (strange := strange_file(out)):
        raise click.UsageError(f"{out} holds files that this command did not write, such as {strange}; name another")
    with told_when_stopped(AS_THEY_WERE):
        made = make_editions(root, today, kinds, out, tell)
    click.echo(text(made.problems), nl=False)
    if made.out is None:
        click.echo(f"{summary(made.problems)} {AS_THEY_WERE}", err=True)
        sys.exit(1)
    size = sum(row.size for row in made.rows) / 1e6
    click.echo(f"{len(made.rows)} files, {size:.1f} MB, in {made.out}", err=True)
