# In a PDF words stand as numbers of glyphs of fonts that were cut down, so a search for words finds none in it. What was handed to
# Typst is the same words, and nothing else came to it; with them goes what a PDF says of itself in the open, such as titles.

"""What lies in a PDF, for those who look for what must not be in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..shelf import Texts

_STREAM = re.compile(rb"(?<=stream\n).*?(?=\nendstream)", re.DOTALL)
_LINE = re.compile(r"\n+")


def unpacked(book: str, path: Path) -> Texts:
    """The words of a volume, given as the JSON that was set, its pictures, and what stands in its file besides what is set."""
    volume: Any = json.loads(book)
    yield "words.txt", _LINE.sub("\n", "".join(_words(volume))).encode()
    for number, picture in enumerate(_pictures(volume), 1):
        yield f"picture-{number}.svg", picture.encode()
    yield "objects.txt", _STREAM.sub(b"", path.read_bytes())


def _words(part: Any) -> Iterator[str]:
    """All strings, in their order: the words of a line joined, each line and whatever else is said on its own."""
    if isinstance(part, str):
        yield f"{part}\n"
    elif isinstance(part, list):
        for one in part:
            yield from _words(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if (name == "title" and isinstance(value, list)) or (name == "c" and part.get("t") in ("p", "h")):
                yield f"{''.join(_line(value))}\n"
            elif name == "c" and part.get("t") == "dl":
                for asked, said in value:
                    yield f"{''.join(_line(asked))}\n"
                    yield from _words(said)
            elif name != "svg":
                yield from _words(value)


def _line(words: list[Any]) -> Iterator[str]:
    """The words of a line, without what says how they are set."""
    for one in words:
        if isinstance(one, str):
            yield one
        elif one[0] == "br":
            yield "\n"
        elif one[0] != "at":
            yield from _line(one[1]) if isinstance(one[1], list) else [one[1]]


def _pictures(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if part.get("t") == "picture":
            yield part["svg"]
        for value in part.values():
            yield from _pictures(value)
    elif isinstance(part, list):
        for one in part:
            yield from _pictures(one)
