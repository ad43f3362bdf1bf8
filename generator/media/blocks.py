# The words of this room. A format's walk turns a file into blocks; reading turns blocks into traces.

"""Blocks and traces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


class Unreadable(Exception):
    """A file, or a block in it, that cannot be read. The text says why, in words for a contributor."""


@dataclass(frozen=True)
class Block:
    """A part of a file that is not shown: what it is written in, the bytes, and the key under which they stand."""

    form: Literal["exif", "xmp", "iptc", "text", "other"]
    data: bytes
    key: str = ""


@dataclass(frozen=True, order=True)
class Trace:
    """What a file tells besides what it shows. Only `location` and `author` can lead to a person."""

    kind: Literal["location", "author", "other"]
    what: str
    value: str = ""
