# What every format is given, and what it hands back. A format sees the built site and the cleared catalogue and nothing else, so what
# was held back from the site cannot come into an edition by another way; whoever wants more for a format asks for it here.

"""The shelf that editions are made of."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..render import Renderer

Texts = Iterable[tuple[str, bytes]]
"""What lies in a file, unpacked: the inner name of each part, with slashes, and its bytes."""


@dataclass(frozen=True)
class Edition:
    """Which state of the library an edition holds. `number` is None while it is not closed."""

    number: int | None
    date: datetime.date
    licence: str
    licence_url: str
    language: str
    """The language of the library's own words (BCP 47)."""


@dataclass(frozen=True)
class Shelf:
    """A built library: its site, what renders it and knows it, and which edition of it this is.

    `site` is the folder of the built site, without editions in it. `secrets` are texts that no file may hold, and `names`
    names that none may tell; a format need not look for them, since the frame does in all that it hands back.
    """

    site: Path
    renderer: Renderer
    edition: Edition
    secrets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    say: Callable[[str], None] = lambda _: None
    """Tells whoever makes the editions what one of them had to leave out, and what to do about it."""


@dataclass(frozen=True)
class Made:
    """A file that a format made.

    `file` lies in the folder that the format was given; where it lies in it is what readers will see. `purpose` says what it is
    for, in the library's language, as one short sentence that came from a template. `part` is the page of the tree that
    it holds, such as `themes/safety.md`, and empty for the whole library. `use` is where it is used, one of `USES` in
    `generator/pages/take_away.py`, where that of its kind does not fit. `unpacked` takes the file apart.
    """

    file: Path
    purpose: str
    part: str = ""
    use: str = ""
    unpacked: Callable[[Path], Texts] = field(default=lambda path: [(path.name, path.read_bytes())])

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """All that lies in the file by its inner name, for the gate and the search for withheld texts."""
        yield from self.unpacked(self.file)


class CannotMake(Exception):
    """An edition cannot be made; the message says why, in one sentence or two, and what to do."""
