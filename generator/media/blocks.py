# The terms of this package. A format's walk turns a file into blocks; reading turns blocks into traces.

"""Blocks and traces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SAVE_ANEW = "Save it anew as JPEG or PNG"


class Unreadable(Exception):
    """A file, or a block in it, that cannot be looked into. The text says why, `fix` what to do, in a contributor's words."""

    def __init__(self, why: str, fix: str = SAVE_ANEW) -> None:
        super().__init__(why)
        self.fix = fix


@dataclass(frozen=True)
class Block:
    """A part of a file that is not shown: what it is written in, the bytes, and the key under which they stand."""

    form: Literal["exif", "xmp", "iptc", "text", "place", "other"]
    data: bytes
    key: str = ""


@dataclass(frozen=True, order=True)
class Trace:
    """What a file tells besides what it shows."""

    kind: Literal["location", "author", "unread", "other"]
    what: str
    value: str = ""


def names(text: str) -> frozenset[str]:
    """Names that are written one after the other."""
    return frozenset(text.split())
