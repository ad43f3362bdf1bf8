# Nothing that makes pages is imported here: a build of which nothing changed ends before that would be loaded.

"""The commands `build` and `serve`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import click

from ..publish.building import build as build_site
from ..publish.exchange import Built
from ..publish.preview import preview
from ..publish.stopped import AS_IT_WAS
from .common import as_called, common, need_records, summary, text
from .stopping import told_when_stopped
from .waiting import tell


class _Shard(click.ParamType[tuple[int, int]]):
    name = "I/N"

    def convert(self, value: Any, param: Any, context: Any) -> tuple[int, int]:
        number, slash, of = str(value).partition("/")
        if not (slash and number.isdecimal() and of.isdecimal()):
            self.fail(f"{value!r} is no shard such as 2/4, the second of four", param, context)
        if not 1 <= int(number) <= int(of):
            self.fail(
                f"{value!r}: there is no shard {number} of {of}. Of four there are 1/4, 2/4, 3/4 and 4/4",
                param,
                context,
            )
        return int(number), int(of)


@click.command()
@click.option("--shard", type=_Shard(), help="Build one of several parts, such as 2/4, for `practices merge`.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that will hold the shard, and nothing else. Usually build/shard-I-of-N/ in the library's folder.",
)
@common
def build(shard: tuple[int, int] | None, out: Path | None, root: Path, today: datetime.date) -> None:
    """Check, then build the whole site into site/.

    With --shard, several machines build a site together: each examines the whole library and makes its part of the pages.
    """
    need_records(root)
    if shard:
        _build_shard(root, today, shard, out)
        return
    if out:
        raise click.UsageError(
            "--out is the folder of a shard; a site is built into site/. Add --shard, or leave it out"
        )
    with told_when_stopped(AS_IT_WAS):
        built: Built = build_site(root, today, tell)
    tell_built(built)


def _build_shard(root: Path, today: datetime.date, shard: tuple[int, int], out: Path | None) -> None:
    from ..address import Share  # noqa: PLC0415
    from ..publish.sharding import build_shard  # noqa: PLC0415
    from ..publish.shards import folder_of, is_shard  # noqa: PLC0415

    number, of = shard
    if out and out.is_dir() and any(out.iterdir()) and not is_shard(out):
        raise click.UsageError(f"{out} holds files that this command did not write; name another folder")
    with told_when_stopped(AS_IT_WAS):
        built = build_shard(root, today, Share(number - 1, of), out or root / folder_of(number, of), tell)
    click.echo(text(built.problems), nl=False)
    if built.out is None:
        click.echo(f"{summary(built.problems)} Shard {number} of {of} was not built.", err=True)
        sys.exit(1)
    click.echo(f"Shard {number} of {of}: {built.pages} pages in {built.out}", err=True)


def tell_built(built: Built) -> None:
    """Say what became of a build, and end the command if there is no new site."""
    click.echo(text(built.problems), nl=False)
    if built.out is None:
        click.echo(f"{summary(built.problems)} Nothing was built; the last site stays as it was.", err=True)
        sys.exit(1)
    click.echo(f"{built.pages} pages, {built.changed} of them changed. Open {built.out / 'index.html'}", err=True)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@common
def serve(port: int, root: Path, today: datetime.date) -> None:
    """Show the site while you edit; problems appear here and on the page.

    Pages are rebuilt at each change of practices/, docs/ or templates/. Stop with Ctrl+C.
    """
    need_records(root)
    sys.exit(preview(root, today, port, as_called()))
