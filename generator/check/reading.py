# Documents in; records out, and what each document has wrong by itself. What comes of one follows from its text and from what the
# records of the works say that it names, so it is kept for the next run by these. Which works a document names is known only
# once it was read: so what it asked for is kept beside what came of it, and holds as long as the answers stay the same.

"""From documents to records, each by itself."""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from ..document import Document, Keys, Remembered, apart
from ..kept import Kept, digest_of
from ..problem import Problem, has_errors
from ..processes import each
from ..progress import Stage
from ..schema import KINDS, Record, Source
from .disclosure import check_disclosure, check_fences
from .entry import Entry
from .halves import Half
from .links import check_own
from .models import read_model
from .prose import check_prose
from .shapes import Listed, as_meant
from .shelves import check_entry
from .text import check_body
from .withdrawn import Leaving, is_withdrawn, read_withdrawn

WORTH_IT = 100
"""Of how many records on it is worth it to read them in several processes."""


@dataclass
class Read:
    """The records, those that were withdrawn, the documents that give none, and what each has wrong by itself."""

    entries: list[Entry] = field(default_factory=list)
    leaving: list[Leaving] = field(default_factory=list)
    unread: list[Half] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)


class _Alone(NamedTuple):
    """What came of one document by itself: its record if it gives one, the document as it was meant, and what is wrong with it."""

    record: Record | None
    meant: Document
    problems: list[Problem]
    listed: list[Listed]


class _Works(Mapping[str, Source]):
    """The sources that have a record of their own, by its name, and what was asked of them since `asked` was emptied.

    What stands for an answer is a digest of what that source came of.
    """

    def __init__(self) -> None:
        self._works: dict[str, tuple[Source, bytes]] = {}
        self.asked: dict[str, bytes] = {}

    def add(self, slug: str, work: Source, came_of: bytes) -> None:
        self._works[slug] = work, came_of

    def came_of(self, slug: str) -> bytes:
        """What stands for what is known under a name."""
        return self._works[slug][1] if slug in self._works else b""

    def __getitem__(self, slug: str) -> Source:
        self.asked[slug] = self.came_of(slug)
        return self._works[slug][0]

    def __iter__(self) -> Iterator[str]:
        raise TypeError("a source is asked for by its name, so that it is known which ones a record rests on")

    def __len__(self) -> int:
        return len(self._works)


def read_records(documents: list[Document], today: datetime.date, known: Kept) -> Read:
    """What all documents give, each by itself. `known` is what came of them in the last run."""
    found, works = Read(), _Works()
    # Sources come first, since whatever cites them is read with what they say.
    for document in (one for one in documents if one.kind == Source.folder):
        if is_withdrawn(document):
            _leave(found, document, works)
        else:
            _add(found, document, _remembered(document, works, known) or _read(document, works, known), today, works)
    others = [one for one in documents if one.kind and one.kind != Source.folder]
    for document in filter(is_withdrawn, others):
        _leave(found, document, works)
    others = [one for one in others if not is_withdrawn(one)]
    recalled = [_remembered(document, works, known) for document in others]
    missing = [document for document, one in zip(others, recalled, strict=True) if one is None]
    read = iter(each(partial(_packed, works=works), missing, WORTH_IT, stage=Stage.CHECK))
    for document, one in zip(others, recalled, strict=True):
        _add(found, document, one or _kept(document, next(read), known), today, works)
    return found


def read_again(document: Document, today: datetime.date, works: Mapping[str, Source]) -> Entry | None:
    """The entry that one document gives, if nothing in it is an error. `works` are the sources that have a record of their own."""
    if is_withdrawn(document):
        return None
    alone = _alone(document, works)
    if alone.record is None or alone.listed:
        return None
    entry = Entry(alone.meant, alone.record)
    more = (*check_entry(entry, today), *check_disclosure(entry, today))
    return None if has_errors((*alone.problems, *more)) else entry


def _leave(found: Read, document: Document, works: _Works) -> None:
    gone, more = read_withdrawn(document)
    found.problems += more
    found.leaving += [gone] if gone else []
    if gone and isinstance(gone.whole.record, Source):
        works.add(document.slug, gone.whole.record, document.content)


def _add(found: Read, document: Document, given: tuple[_Alone, bytes], today: datetime.date, works: _Works) -> None:
    alone, came_of = given
    found.listed += alone.listed
    found.problems += alone.problems
    if alone.record is None:
        found.unread.append(Half(document, alone.meant))
        return
    entry = Entry(alone.meant, alone.record, came_of)
    if isinstance(alone.record, Source):
        works.add(document.slug, alone.record, came_of)
    found.entries.append(entry)
    found.problems += [*check_entry(entry, today), *check_disclosure(entry, today)]


_Packed = tuple[dict[str, bytes], bytes]
"""Which works a document asked for, by what stood for each, and what it gave."""


def _remembered(document: Document, works: _Works, known: Kept) -> tuple[_Alone, bytes] | None:
    """What a document gave in the last run, and a digest of all that this came of."""
    packed: _Packed | None = known.recall(document.content)
    is_known = packed and all(works.came_of(slug) == answer for slug, answer in packed[0].items())
    return _unpacked(document, packed) if packed and is_known else None


def _read(document: Document, works: _Works, known: Kept) -> tuple[_Alone, bytes]:
    return _kept(document, _packed(document, works), known)


def _kept(document: Document, packed: _Packed, known: Kept) -> tuple[_Alone, bytes]:
    return _unpacked(document, known.keep(document.content, packed) if document.content else packed)


def _packed(document: Document, works: _Works) -> _Packed:
    works.asked.clear()
    alone = _alone(document, works)
    meant = None if alone.meant is document else apart(alone.meant)
    data = pickle.dumps((alone.record, meant, alone.problems, alone.listed), pickle.HIGHEST_PROTOCOL)
    return dict(works.asked), data


def _unpacked(document: Document, packed: _Packed) -> tuple[_Alone, bytes]:
    asked, data = packed
    record, meant, problems, listed = pickle.loads(data)
    given = Remembered.of(meant, partial(_meant_front, document)) if meant else document
    came_of = digest_of(document.content, *sorted(asked.items())) if document.content else b""
    return _Alone(record, given, problems, listed), came_of


def _meant_front(document: Document) -> Keys:
    return as_meant(document, KINDS[document.kind]).document.front


def _alone(document: Document, works: Mapping[str, Source]) -> _Alone:
    meant = as_meant(document, KINDS[document.kind])
    record, more = read_model(meant.document, KINDS[document.kind], works)
    problems = [*meant.problems, *more, *check_body(document), *check_fences(document)]
    if record is None or not meant.is_whole:
        return _Alone(None, meant.document, problems, meant.listed)
    entry = Entry(meant.document, record)
    return _Alone(record, meant.document, [*problems, *check_prose(entry), *check_own(entry)], meant.listed)
