# A command that makes something may be stopped: by the machine, by Ctrl+C, by whoever ends a job. However that comes, it ends with
# a sentence that says what there is now, and with the exit code that a shell expects. Meanwhile it is shown how far the work is.

"""How a command ends that was stopped."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from ..publish.preview import StopRequested, heeding
from ..publish.stopped import Stopped
from .waiting import shown


@contextmanager
def told_when_stopped(as_it_was: str) -> Iterator[None]:
    """Around what may be stopped. `as_it_was` is the sentence that says what there is then."""
    try:
        with heeding(), shown():
            yield
    except Stopped as failure:
        click.echo(f"{failure}\n{failure.site}", err=True)
        sys.exit(1)
    except StopRequested as told:
        click.echo(f"Stopped. {as_it_was}", err=True)
        sys.exit(128 + told.number)
