# Emphasis as our own pages write it: what was opened last is closed first, by the same signs. Signs between spaces, and underscores
# within a word, are text. Whatever could be read in two ways is not ours.

"""Words in italics and in bold."""

from __future__ import annotations

import re
from collections.abc import Callable

from .not_mine import NotMine

_RUN = re.compile(r"\*+|_+")
_TAGS = {1: "em", 2: "strong"}


def emphasised(text: str, put: Callable[[str], str]) -> str:
    """The text with signs of tags, which `put` gives, where it has marks of emphasis."""
    if "*" not in text and "_" not in text:
        return text
    parts: list[str] = []
    opened: list[str] = []
    end = 0
    for run in _RUN.finditer(text):
        parts.append(text[end : run.start()])
        parts.append(_tag(text, run, opened, put))
        end = run.end()
    if opened:
        raise NotMine("emphasis that is not closed")
    return "".join((*parts, text[end:]))


def _tag(text: str, run: re.Match[str], opened: list[str], put: Callable[[str], str]) -> str:
    opens, closes = _may_open(text, run), _may_close(text, run)
    if not opens and not closes:
        return run[0]
    if len(run[0]) not in _TAGS:
        raise NotMine("emphasis of more than two signs")
    tag = _TAGS[len(run[0])]
    if closes and opened and opened[-1] == run[0]:
        opened.pop()
        return put(f"</{tag}>")
    if not opens or (opened and (closes or run[0] in opened or opened[-1][0] != run[0][0])):
        raise NotMine("emphasis that could be read in two ways")
    opened.append(run[0])
    return put(f"<{tag}>")


def _may_open(text: str, run: re.Match[str]) -> bool:
    following = text[run.end() : run.end() + 1]
    if not following or following.isspace():
        return False
    before = text[run.start() - 1] if run.start() else ""
    return run[0][0] == "*" or not _is_of_a_word(before)


def _may_close(text: str, run: re.Match[str]) -> bool:
    before = text[run.start() - 1] if run.start() else ""
    if not before or before.isspace():
        return False
    return run[0][0] == "*" or not _is_of_a_word(text[run.end() : run.end() + 1])


def _is_of_a_word(char: str) -> bool:
    return bool(char) and (char.isalnum() or char == "_")
