# Very many texts are looked for in very many pages: each text in each page would take minutes. A page is cut into blocks of a fixed
# length, one behind the other. Wherever a text of nearly twice that length stands in it, one block lies wholly within the text, and
# begins within the first characters of it. So all texts that could stand in a page are found by its blocks, and only these are looked
# for in it. What is found is what a look for each would find.

"""Which of many texts stand in a page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import AnyStr, Generic

_STRETCH = 100_000
"""How much of a page is looked at in one go: of more, nearly every short block has been seen somewhere."""


class ManyTexts(Generic[AnyStr]):
    """Texts, or bytes, made ready so that a page is read through once for all of them.

    `sizes` are how long blocks are, the largest first: the longer a block, the fewer pages have it by chance. Texts that are too
    short for any of them are looked for one by one.
    """

    def __init__(self, texts: Iterable[AnyStr], sizes: Sequence[int]) -> None:
        self._short: list[AnyStr] = []
        self._longest = 0
        block = math.lcm(*sizes)
        self._stretch = block * (_STRETCH // block)
        self._by_size: dict[int, dict[AnyStr, tuple[AnyStr, ...]]] = {size: {} for size in sizes}
        for text in set(texts):
            self._longest = max(self._longest, len(text))
            fitting = [size for size in sizes if len(text) >= 2 * size - 1]
            if fitting:
                self._cut(text, fitting[0])
            else:
                self._short.append(text)

    def _cut(self, text: AnyStr, size: int) -> None:
        known: dict[AnyStr, tuple[AnyStr, ...]] = self._by_size[size]
        for at in range(size):
            block: AnyStr = text[at : at + size]
            known[block] = known.get(block, ()) + (text,)  # noqa: RUF005  (of a star here, mypy knows no type)

    def standing_in(self, page: AnyStr) -> set[AnyStr]:
        """Those of the texts that stand in a page."""
        found: set[AnyStr] = set()
        for start in range(0, len(page) or 1, self._stretch):
            end = start + self._stretch
            around = page[max(0, start - self._longest) : end + self._longest]
            found |= {text for text in self._suspects(page, start, end) - found if text in around}
        return found

    def _suspects(self, page: AnyStr, start: int, end: int) -> set[AnyStr]:
        """The texts that could stand in a stretch of a page, by its blocks."""
        suspects = set(self._short)
        for size, known in self._by_size.items():
            if known:
                blocks = {page[at : at + size] for at in range(start, min(end, len(page)), size)}
                suspects.update(*(known[block] for block in known.keys() & blocks))
        return suspects
