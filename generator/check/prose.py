# A story is told as one practitioner tells another. Two habits stand in its way: talk of what the editors read, which the sources
# and the foot of the page say already, and words of our own where the field has a word. Which phrases are such habits is data, by
# language. They are only noted: a phrase can be meant.

"""Habits that come between a practice and its reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

from ..folders import DATA
from ..problem import Place, Problem, quote
from ..rules import broken
from ..schema.fields import texts
from .entry import Entry

PROSE = DATA / "prose.json"
ALLOWED = {"sources", "editors_note", "for_editors", "false_alarms", "note", "disagreements", "wanted"}
"""Fields that are there to tell of sources and of the editors' work."""
TELLING = ("vocabularies", "sources")
"""Kinds whose own subject is words and texts."""
_PARAGRAPH = re.compile(r"[^\n](?:[^\n]|\n(?!\n))*")


@cache
def _reading() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(part for words in _data() for part in words['reading'])})\b", re.IGNORECASE)


@cache
def _instead() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = [pair for words in _data() for pair in words["instead"]]
    return tuple((re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), better) for pattern, better in pairs)


@cache
def _data() -> tuple[dict[str, list], ...]:  # type: ignore[type-arg]
    return tuple(json.loads(PROSE.read_text("utf-8")).values())


def check_prose(entry: Entry) -> Iterator[Problem]:
    """Where a record talks of reading, or around a word of the field.

    The last paragraph of a story may tell how much was read: that is its place.
    """
    if entry.kind in TELLING:
        return
    document = entry.document
    for found in texts(entry.record):
        if not ALLOWED & {step for step in found.steps if isinstance(step, str)}:
            yield from _habits(found.value, document.place(*found.steps), reading=True)
    paragraphs = list(_PARAGRAPH.finditer(document.body))
    for paragraph in paragraphs:
        is_last = paragraph is paragraphs[-1]
        yield from _habits(paragraph[0], document.body_place(paragraph.start()), reading=not is_last)


def _habits(text: str, place: Place, *, reading: bool) -> Iterator[Problem]:
    if reading and (said := _reading().search(text)):
        message = f"{quote(said[0])} tells what the editors read, and not what was done"
        fix = "Say it as `read:` and `note:` of the source, or in one line at the end of the story"
        yield broken("talk-of-reading", place, message, fix)
    for pattern, better in _instead():
        if said := pattern.search(text):
            yield broken(
                "word-of-the-field", place, f"{quote(said[0])} goes around a word of this field", f"Write: {better}"
            )
