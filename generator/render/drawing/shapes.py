# What pictures consist of: values that say where something stands and what it is, never how it looks. All numbers are
# whole, so that every machine makes the same bytes. `kind` is a name for the style sheet; no word of it is read.

"""The parts of a picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .text import ASCENT, DESCENT, LINE, width_of, wrapped

PHONE, DESK = 320, 760
"""How wide the two versions of a picture are, in units that are about a pixel each."""


@dataclass(frozen=True)
class Text:
    """Lines of words. `x` is their left edge or, where they are centred, their middle; `y` is the first base line."""

    x: int
    y: int
    lines: tuple[str, ...]
    bold: bool = False
    centred: bool = False

    @property
    def rows(self) -> tuple[tuple[int, str], ...]:
        """Each line with its base line."""
        return tuple((self.y + at * LINE, line) for at, line in enumerate(self.lines))

    @property
    def width(self) -> int:
        """How wide the longest line is at most."""
        return max((width_of(line, bold=self.bold) for line in self.lines), default=0)

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom."""
        left = self.x - -(-self.width // 2) if self.centred else self.x
        return left, self.y - ASCENT, left + self.width, self.y + (len(self.lines) - 1) * LINE + DESCENT


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    kind: str
    x: int
    y: int
    width: int
    height: int

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom."""
        return self.x, self.y, self.x + self.width, self.y + self.height


@dataclass(frozen=True)
class Path:
    """A line through points; with `closed`, a shape that they go round."""

    kind: str
    points: tuple[tuple[int, int], ...]
    closed: bool = False


@dataclass(frozen=True)
class Picture:
    """Boxes, paths and texts within `width` and `height`, and whether a text was cut. Later parts lie above earlier ones."""

    width: int
    height: int
    boxes: tuple[Box, ...] = ()
    paths: tuple[Path, ...] = ()
    texts: tuple[Text, ...] = ()
    cut: bool = False


def height_of(lines: Iterable[str]) -> int:
    """How high lines of words are; none are nothing."""
    count = len(tuple(lines))
    return count and (count - 1) * LINE + ASCENT + DESCENT


def text_at(x: int, top: int, lines: tuple[str, ...], *, bold: bool = False, centred: bool = False) -> Text:
    """Lines of words whose upper edge is `top`."""
    return Text(x, top + ASCENT, lines, bold, centred)


def is_cut(text: str, lines: tuple[str, ...], room: int, *, bold: bool = False) -> bool:
    """Whether lines hold less than the whole text."""
    return lines != wrapped(text, room, bold=bold)
