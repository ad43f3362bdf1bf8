# Where the shards of several machines come together. What makes pages is loaded once the words of the command are known to be right.

"""The command `merge`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from ..publish.building import build
from ..publish.stopped import AS_IT_WAS
from .building import tell_built
from .common import common, need_records
from .stopping import told_when_stopped
from .waiting import tell


@click.command()
@click.argument(
    "folders", nargs=-1, required=True, metavar="DIR...", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@common
def merge(folders: tuple[Path, ...], root: Path, today: datetime.date) -> None:
    """Lay the shards of a build together into site/: all that `build --shard` made of the library as it lies here.

    The site has the bytes of one that one machine built. Each shard must be there once and whole, of the same program, the
    same files and the same day.
    """
    need_records(root)
    with told_when_stopped(AS_IT_WAS):
        built = build(root, today, tell, folders)
    tell_built(built)
