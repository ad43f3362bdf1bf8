# Nothing that makes pages is imported here: a build of which nothing changed ends before that would be loaded.

"""The commands `build` and `serve`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from ..publish.building import build as build_site
from ..publish.exchange import Built
from ..publish.preview import preview
from ..publish.stopped import AS_IT_WAS
from .common import as_called, common, need_records, summary, text
from .stopping import told_when_stopped


@click.command()
@common
def build(root: Path, today: datetime.date) -> None:
    """Check, then build the whole site into site/."""
    need_records(root)
    with told_when_stopped(AS_IT_WAS):
        built: Built = build_site(root, today, lambda said: click.echo(said, err=True))
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
