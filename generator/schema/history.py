# What a page tells of the changes of its record's file. The station that reads records asks Git for it, and the pages show it, so what
# it is stands below both.

"""The past of a record's file."""

from __future__ import annotations

import datetime
from typing import NamedTuple


class Change(NamedTuple):
    """The day of a commit, as its author's calendar had it, and its subject; empty where that is not told."""

    day: datetime.date
    subject: str


class Past(NamedTuple):
    """The change that brought a file, and the last one of it."""

    added: Change
    last: Change
