# What makes an archive is loaded once the words of the command are known to be right.

"""The command `archive`."""

from __future__ import annotations

import datetime
import sys
import tempfile
from pathlib import Path

import click

from .common import common, need_records, summary, text
from .stopping import told_when_stopped
from .waiting import tell


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that will hold it, and nothing else. Usually archive/ in the library's folder.",
)
@click.option(
    "--with-wheels", is_flag=True, help="Lay the packages that the program needs beside it; this needs a network."
)
@common
def archive(out: Path | None, *, with_wheels: bool, root: Path, today: datetime.date) -> None:
    """Make an archive of the library that others can keep and build again: a bag (BagIt, RFC 8493).

    It holds the records as they may be shown, the pages, the site with the editions that were laid into it, and the program. The
    site is built first. The folder may hold an archive that this command made before.
    """
    from ..authoring.wheels import NoWheels, wheels_into  # noqa: PLC0415
    from ..editions.archive import AS_IT_WAS, make_archive, strange  # noqa: PLC0415

    need_records(root)
    out = out or root / "archive"
    if other := strange(out):
        raise click.UsageError(
            f"{out} holds files that this command did not write, such as {other}; name another folder"
        )
    try:
        with told_when_stopped(AS_IT_WAS), tempfile.TemporaryDirectory(prefix="practices-") as made:
            wheels = wheels_into(Path(made)) if with_wheels else None
            done = make_archive(root, today, out, tell, wheels)
    except NoWheels as error:
        click.echo(f"{error}\n{AS_IT_WAS}", err=True)
        sys.exit(1)
    click.echo(text(done.problems if done.out is None else done.unbuilt), nl=False)
    if done.out is None:
        click.echo(f"{summary(done.problems)} {AS_IT_WAS}", err=True)
        sys.exit(1)
    if done.unbuilt:
        click.echo(
            "The records in it do not build by themselves, since something that they need is held back. The site in it is whole.",
            err=True,
        )
    click.echo(f"{done.files} files in {done.out}", err=True)
