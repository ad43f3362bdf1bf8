# What pictures and documents tell beside what they show is taken out of the files themselves, since what was committed stays.

"""The command `clean-media`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..folders import DOCS
from ..media.cleaning import clean_files


@click.command("clean-media")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("."),
    help="The folder of the library, whose docs/ is cleaned where no PATH is given.",
)
def clean_media(paths: tuple[Path, ...], root: Path) -> None:
    """Take out of pictures and documents where and by whom they were made.

    PATHS are files or folders, docs/ if none is given. Pixels, colours and how a picture is turned stay as they are. A
    file that cannot be read is left alone and named, and the command ends with 1.
    """
    if not paths and not (root / DOCS).is_dir():
        raise click.UsageError(f"there is no folder {DOCS}/ in {root.resolve()}; name a file or a folder")
    refused = seen = 0
    for cleaned in clean_files(paths or (root / DOCS,)):
        seen += 1
        if cleaned.refused:
            refused += 1
            click.echo(f"{cleaned.path}: left as it was: {cleaned.refused}.", err=True)
        elif cleaned.removed:
            click.echo(f"{cleaned.path}: removed {', '.join(dict.fromkeys(trace.what for trace in cleaned.removed))}")
    click.echo(f"{seen} file{'' if seen == 1 else 's'} looked at, {refused} left as they were.", err=True)
    sys.exit(bool(refused))
