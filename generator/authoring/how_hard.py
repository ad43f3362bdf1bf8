# Which of a record's words a reader reads as sentences: its story and whatever field holds a sentence. Names, labels, headings, tables
# and what is told of sources or to editors are left out, since no formula is made for them.

"""The sentences of a record, and how hard they are to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..check import Entry
from ..languages import known_locale
from ..languages.readability import grade
from ..schema import Source
from ..schema.refs import Ref
from ..schema.walk import walk
from ..story import Block, tree

_ASIDE = frozenset(["sources", "editors_note", "for_editors", "false_alarms", "sensitivity", "consent", "formerly"])
_SENTENCE = re.compile(r"\s\S+\s.*[.!?…][\"'”’)\]]*\s*$", re.DOTALL)
_NO_PROSE = frozenset(["heading", "table"])


def passages(entry: Entry) -> Iterator[str]:
    """What a record tells in sentences, a paragraph, an item or a field at a time."""
    for one in walk(entry.record):
        told = isinstance(one.value, str) and not isinstance(one.value, Ref) and one.steps[0] not in _ASIDE
        if told and _SENTENCE.search(one.value):
            yield one.value
    yield from _prose(tree(entry.document.body))


def _prose(block: Block) -> Iterator[str]:
    for part in block.children:
        if part.type == "inline":
            yield "".join(piece.content if piece.type == "text" else " " for piece in part.walk() if not piece.children)
        elif part.type not in _NO_PROSE:
            yield from _prose(part)


def how_hard(entry: Entry, language: str) -> tuple[float, str] | None:
    """The school year in which a record is understood and a phrase that says it; None where it tells too little to judge.

    `language` is the library's. For a record in a language without a formula the phrase says so, and the year is 0.
    """
    own = (
        language if isinstance(entry.record, Source) else entry.record.language or language
    )  # that of a source is the work's
    year = grade(passages(entry), own)
    if year is not None:
        return year, f"school year {year:.1f}"
    if own.partition("-")[0] == "en":
        return None
    known = known_locale(own)
    return 0, f"no score, for want of a formula for {known.english_name if known else own}"
