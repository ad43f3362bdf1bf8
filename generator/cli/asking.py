# The one command that opens a connection, slowly, and only when somebody calls it.

"""The command `links`."""

from __future__ import annotations

import datetime
import os
import sys
import time
from pathlib import Path

import click

from ..authoring import outgoing_links
from ..network import Asker
from ..network.manners import Visitor, in_turn
from ..problem import has_errors
from ..site import examine
from .common import as_called, common, need_records


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--host", "hosts", multiple=True, help="Only links to this host and those below it; may be given again.")
@click.option(
    "--older-than", "days", type=click.IntRange(0), default=30, show_default=True,
    help="Ask again only what was asked so many days ago. 0 asks everything.",
)  # fmt: skip
@click.option("--pause", type=click.FloatRange(0), default=3, show_default=True, help="Seconds of rest for each host.")
@click.option(
    "--timeout", type=click.FloatRange(0.01), default=20, show_default=True, help="Seconds to wait for a word."
)
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Where to note it. [default: build/links.json]"
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print what was found."
)
@common
def links(
    paths: tuple[Path, ...], *, hosts: tuple[str, ...], days: int, pause: float, timeout: float,
    report: Path | None, form: str, root: Path, today: datetime.date,
) -> None:  # fmt: skip
    """Ask the addresses elsewhere that the library links to whether they still answer.

    With PATHs, only those in these files and folders. Each host is asked slowly, and left alone where its robots.txt
    asks for that. The answers are noted at once, so a run that was stopped goes on where it was. Nothing else ever asks.
    """
    need_records(root)
    found = examine(root, today)
    if has_errors(found.problems):
        raise click.UsageError(f"the records have errors; run: {as_called()} check")
    below = tuple(Path(os.path.relpath(path, root)).as_posix() for path in paths)
    chosen = outgoing_links.chosen(outgoing_links.links(found), below, hosts)
    visitor = Visitor(Asker(outgoing_links.agent(found), timeout), time.monotonic, time.sleep, pause)
    rows = []
    try:
        for address, asked, is_new in outgoing_links.ask_all(
            in_turn(list(chosen)), visitor.visit, report or root / outgoing_links.REPORT, today, days
        ):
            rows.append((address, chosen[address], asked))
            if is_new:
                click.echo(f"{len(rows)} of {len(chosen)}: {address}", err=True)
    except KeyboardInterrupt:
        click.echo("Stopped. Run it again, and it goes on here.", err=True)
    click.echo((outgoing_links.as_json if form == "json" else outgoing_links.as_text)(rows), nl=False)
    wrong = sum(outgoing_links.verdict(address, asked) is not None for address, _, asked in rows)
    click.echo(f"{len(rows)} of {len(chosen)} addresses looked at, {wrong} to see to.", err=True)
    sys.exit(bool(wrong) or len(rows) < len(chosen))
