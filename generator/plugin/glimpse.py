# The first look at an edit, for whoever waits for it: the pages of the records that were edited, composed among all others as they were
# when the library was examined last. That is right for what she wrote, and may not be yet for what follows from it elsewhere; so it is
# shown in a preview alone, and whatever all records say comes after it. An edit that shapes how others are told has no first look.

"""The pages of edited records, before the library is examined anew."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from ..catalogue import Catalogue, key_of
from ..check.reading import read_again
from ..clearance import Cleared
from ..clearance.telling import told_again
from ..document import read
from ..folders import RECORDS
from ..pages import Page
from ..problem import has_errors
from ..schema import COUNTRIES, Country, Local, Vocabulary
from ..schema.walk import lessons_of, references
from ..site import Examined, pages_alone


def to_look_back_at(found: Examined) -> Examined:
    """What of a library that was examined is needed for glimpses: no more of it stays in memory."""
    return replace(found, entries=(), problems=(), ways=(), knowledge=None)


def glimpsed(root: Path, before: Examined, today: datetime.date, paths: Collection[Path]) -> tuple[Page, ...]:
    """The pages of the records in the files at `paths` as these are now, among the others as they were `before`.

    None unless each of these records is right by itself, was published before and is still, has all that others may refer to in it, and
    refers to nothing that was not there.
    """
    known = {one.path: one for one in before.clearing.entries}
    edited = [_as_now(root, before, today, known.get(path.relative_to(root).as_posix())) for path in paths]
    instead = {one.address: one for one in edited if one}
    if not instead or None in edited:
        return ()
    entries = tuple(instead.get(one.address, one) for one in before.clearing.entries)
    among = replace(before, clearing=replace(before.clearing, entries=entries))
    return pages_alone(root, among, today, instead.keys())


def _as_now(root: Path, before: Examined, today: datetime.date, known: Cleared | None) -> Cleared | None:
    """A record as it may be told now; `known` is how it was told before."""
    # A description that stands for organisations has a page of its own, and no file but the library's card.
    if known is None or not known.path.startswith(f"{RECORDS}/{known.kind}/"):
        return None
    document, problems = read(root / known.path, known.path)
    if document is None or has_errors(problems):
        return None
    around = before.clearing.around
    entry = read_again(document, today, around.works)
    cleared = told_again(entry, around, today) if entry else None
    # What a record keeps back shapes what others tell.
    if cleared is None or (cleared.withheld, cleared.reduced) != (known.withheld, known.reduced):
        return None
    has_all = _offered(known) <= _offered(cleared)
    return cleared if has_all and _leads_on(before, today, known, cleared) else None


def _offered(cleared: Cleared) -> set[tuple[str, str]]:
    """What other records may refer to within a record: terms and lessons."""
    record = cleared.record
    terms = {(str(record.role), term.id) for term in record.terms} if isinstance(record, Vocabulary) else set()
    return terms | {("", lesson.id) for lesson in lessons_of(record)}


def _leads_on(before: Examined, today: datetime.date, known: Cleared, cleared: Cleared) -> bool:
    """Whether all that a record refers to is there, as far as it did not refer to that before."""
    assert before.library is not None
    catalogue = Catalogue(before.library, "", before.clearing.entries, today)
    met = {key_of(ref) for _, ref in references(known.record)}
    others = (ref for _, ref in references(cleared.record) if key_of(ref) not in met and not isinstance(ref, Local))
    return all(ref in COUNTRIES if isinstance(ref, Country) else catalogue.found(key_of(ref)) for ref in others)
