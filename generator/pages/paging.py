# A list that may grow long is written whole by its template, with characters that no text can hold (the check refuses control
# characters) before it, before each item and after it. Here it is cut into pages by what the items weigh once written, so the
# size of a page is bounded whatever they are. A short list only loses the characters. Later pages lie beside the first,
# as `x--cases-2.md`: no slug has two hyphens, so no record can take that address. They are not indexed by the search.

"""Cutting long lists into pages."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..render import Renderer
from .page import Page

HEAVIEST = 80_000
"""How many bytes of Markdown one page of a list holds at most. As HTML and compressed that is a quarter of this or less."""
_LIST = re.compile("\x1c([^\x1c]*)\x1c\n?([^\x1c]*)\x1c/\x1c\n?")
_SIGN = re.compile("([\x1d\x1e])")
_SIGNS = re.compile("[\x1c-\x1e]")
_KEPT = ("title", "tab", "sign", "source_path")


@dataclass(frozen=True)
class Item:
    """One item as written, and the heading that it stands under, if its list has headings within."""

    text: str
    head: str = ""


@dataclass(frozen=True)
class ListPart:
    """One page of a list: its number, the items that it has by their numbers, and where all the pages are."""

    number: int
    first: int
    last: int
    total: int
    addresses: tuple[str, ...]

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return len(self.addresses)


def cut(page: Page, renderer: Renderer) -> Iterator[Page]:
    """A page, and the pages on which its long lists go on. A page without one comes back with the same text."""
    if not _SIGNS.search(page.text):
        yield page
        return
    whole: list[str] = []
    more: list[Page] = []
    end = 0
    for found in _LIST.finditer(page.text):
        whole.append(page.text[end : found.start()])
        key, most, within, words = found[1].split("\x1f")
        before, items = _items(found[2])
        parts = _parts(items, int(most), page.address, key)
        if len(parts) < 2:
            whole.append(found[2])
        else:
            shown = [_shown(part, items) for part in parts]
            whole.append(before + renderer.page("part", page.address, part=parts[0], items=shown[0], key=key) + "\n")
            head = _head(page.text)
            for part, text in zip(parts[1:], shown[1:], strict=True):
                context = {"part": part, "items": text, "key": key, "within": within, "words": words}
                address = part.addresses[part.number - 1]
                more.append(Page(address, renderer.page("more", address, first=head, **context)))
        end = found.end()
    text = re.sub(r"\n{3,}", "\n\n", _SIGNS.sub("", "".join([*whole, page.text[end:]]))).strip() + "\n"
    yield Page(page.address, text)
    yield from more


def _items(text: str) -> tuple[str, list[Item]]:
    """What stands before the first item, and the items, each with its heading."""
    before, *rest = _SIGN.split(text)
    items: list[Item] = []
    head, alone = "", False
    for sign, piece in zip(rest[::2], rest[1::2], strict=True):
        if sign == "\x1d":
            items += [Item("", head)] if alone else []
            head, alone = piece, True
        else:
            items.append(Item(piece, head))
            alone = False
    return before, items + ([Item("", head)] if alone else [])


def _parts(items: list[Item], most: int, address: str, key: str) -> list[ListPart]:
    """The pages of a list: as many items on each as fit by number and by weight, and at least one."""
    starts, weight = [0], 0
    for at, item in enumerate(items):
        own = len(item.text.encode()) + len(item.head.encode())
        if at - starts[-1] >= most or (weight + own > HEAVIEST and at > starts[-1]):
            starts.append(at)
            weight = 0
        weight += own
    stem = address.removesuffix(".md")
    addresses = (address, *(f"{stem}--{key}-{number}.md" for number in range(2, len(starts) + 1)))
    ends = pairwise([*starts, len(items)])
    return [ListPart(number, start + 1, end, len(items), addresses) for number, (start, end) in enumerate(ends, 1)]


def _shown(part: ListPart, items: list[Item]) -> str:
    """The items of a page as written, a heading before those that stand under it."""
    text, head = "", ""
    for item in items[part.first - 1 : part.last]:
        text += (item.head if item.head != head else "") + item.text
        head = item.head
    return text.strip("\n")


def _head(text: str) -> dict[str, str]:
    """What the later pages take over from the head of the first: plain texts by name."""
    lines = re.findall(rf"^({'|'.join(_KEPT)}): (.+)$", text.partition("\n---\n")[0], re.MULTILINE)
    return {name: html.unescape(json.loads(value)) if value.startswith('"') else value for name, value in lines}
