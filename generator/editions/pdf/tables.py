# Tables. On a screen a browser finds how wide columns are; Typst would share the width by what is longest, and squeeze a
# sentence beside a column of sentences. So widths are said here, by how much each column has to say.

"""Tables of an article, with the widths of their columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from ...article import text_of

ROOM = 114
"""How many letters of the size of a table's text stand beside each other on a page, more or less, on either paper."""
LONG = 700
"""From how many letters on a cell may be parted at the end of a page."""

Blocks = list[dict[str, Any]]


def table(
    element: Element, blocks_of: Callable[[Element], Blocks], place_of: Callable[[Element], Blocks]
) -> dict[str, Any]:
    """A table as the print style takes it: the rows of its head, which every page repeats, its other rows, and its widths."""
    rows = [(row, [cell for cell in row if cell.tag in ("td", "th")]) for row in element.iter("tr")]
    in_head = {id(row) for head in element.iter("thead") for row in head.iter("tr")}
    head = [(row, cells) for row, cells in rows if id(row) in in_head]
    body = [(row, cells) for row, cells in rows if id(row) not in in_head]
    caption = element.find("caption")

    def made(cell: Element, row: Element) -> dict[str, Any]:
        spans = {
            name: int(cell.get(key, "1")) for name, key in (("cols", "colspan"), ("rows", "rowspan")) if cell.get(key)
        }
        first = place_of(row) if cell is row[0] else []
        return {"c": [*first, *place_of(cell), *blocks_of(cell)], "long": len(text_of(cell)) > LONG} | spans

    return {
        "t": "table",
        "about": text_of(caption) if caption is not None else "",
        "widths": widths([cells for _, cells in rows]),
        "head": [[made(cell, row) for cell in cells] for row, cells in head],
        "rows": [[made(cell, row) for cell in cells] for row, cells in body],
    }


def widths(rows: list[list[Element]]) -> list[float]:
    """How wide each column is, in letters: its longest word at least, and of what is left a share by how much it has to say."""
    count = max((sum(int(cell.get("colspan", "1")) for cell in row) for row in rows), default=1)
    longest, word = [1] * count, [1] * count
    for row in rows:
        for at, cell in enumerate(row if len(row) == count else []):
            text = text_of(cell)
            longest[at] = max(longest[at], len(text))
            word[at] = max(word[at], *(min(len(part), 16) for part in text.split() or [""]))
    least = [letters + 3.5 for letters in word]
    more = [max(text - letters, 0) ** 0.7 for text, letters in zip(longest, word, strict=True)]
    left = max(ROOM - sum(least), 0)
    return [round(own + left * part / (sum(more) or 1), 1) for own, part in zip(least, more, strict=True)]
