# How one record is told follows from the record, and from what the library says of all: what is gone, by what words it tells
# organisations, which regions there are. So it is a function of these two, and what came of it is kept for the next run by a digest
# of them. What changes in a record is little, and only that is kept: a record as it may be told is its own with some fields changed.

"""Each record as it may be told."""

from __future__ import annotations

import datetime
import hashlib
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from ..check import Entry
from ..check.fences import without_held_back_blocks
from ..document import slug_of
from ..kept import Kept, digest_of
from ..progress import Stage
from ..schema import Country, Organisation, Record, Sensitivity, Source
from ..schema.walk import references
from .cleared import Cleared, reduced_fields
from .countries import without_money_of
from .order import in_order
from .redaction import Identity, Redaction, has_held_parts, ids_held_back
from .shared_sources import keys_of_gone, told_by
from .wishes import cited, coarsened, described_in, has_lapsed, outside, wishes_of, without_our_notes

WORTH_IT = 100
"""Of how many records on it is worth it to tell them in several processes."""
_WITHOUT_COUNTRIES = ("sub-region", "region", "withheld")


@dataclass(frozen=True)
class Around:
    """What shapes how each record is told besides the record.

    `gone` is what is not published; `everywhere` has descriptions of organisations that no record may name, by slug, and `taken`
    the slugs that no description may have; `regions` has the regions above each country and region. `works` are the sources with
    records of their own, as they are told, and `came_of` says what stands for each of them.
    """

    gone: frozenset[Identity]
    everywhere: Mapping[str, str]
    taken: frozenset[str]
    regions: Mapping[str, tuple[str, ...]]
    works: Mapping[str, Source]
    came_of: Mapping[str, bytes]

    def slug(self, description: str) -> str:
        """The slug of an organisation that is told by a description."""
        slug = slug_of(description)
        if slug in self.taken or slug == slug_of(""):
            slug = f"{slug}-{hashlib.sha256(description.encode()).hexdigest()[:8]}"
        return slug

    def digest(self, entry: Entry) -> bytes:
        """What stands for a record as it is told here; nothing where that is not known."""
        named = sorted({str(one.source) for one in entry.record.sources.values() if one.source})
        works = [(slug, self.came_of[slug]) for slug in named if slug in self.works]
        return digest_of(entry.came_of, self._own, *works) if entry.came_of and all(one for _, one in works) else b""

    @cached_property
    def _own(self) -> bytes:
        return digest_of(
            sorted(self.gone), sorted(self.everywhere.items()), sorted(self.taken), sorted(self.regions.items())
        )


class Told(NamedTuple):
    """A record as it may be told, with the organisations and countries that it `names`, and those that it refers to and does not tell."""

    cleared: Cleared
    names: frozenset[Identity]
    lost: frozenset[Identity]


def told_all(entries: Sequence[Entry], around: Around, known: Kept) -> dict[Identity, Told]:
    """Each of the entries as it may be told. `known` is what came of them in the last run."""
    digests = [around.digest(entry) for entry in entries]
    found = known.of_each(digests, lambda at: _packed(entries[at], around), WORTH_IT, stage=Stage.CLEAR)
    return {
        (entry.kind, entry.slug): _unpacked(entry, digest, data)
        for entry, digest, data in zip(entries, digests, found, strict=True)
    }


def _packed(entry: Entry, around: Around) -> bytes:
    """What is told of an entry, as far as it is not as it was written."""
    cleared = told(entry, around)
    own, clean = dict(entry.record), dict(cleared.record)
    changes = {name: value for name, value in clean.items() if _bytes(value) != _bytes(own[name])}
    names = outside(cleared.record)
    return _bytes((changes, cleared.body, cleared.withheld, cleared.reduced, names, outside(entry.record) - names))


def _bytes(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _unpacked(entry: Entry, digest: bytes, data: bytes) -> Told:
    changes, body, withheld, reduced, names, lost = pickle.loads(data)
    record = entry.record.model_copy(update={**dict(entry.record), **changes})
    cleared = Cleared(entry.kind, entry.slug, record, body, entry.document.path, withheld, reduced, digest)
    return Told(cleared, names, lost)


def told(entry: Entry, around: Around) -> Cleared:
    """The entry as it may be told."""
    record, wishes = entry.record, wishes_of(entry.record)
    descriptions = {**around.everywhere, **described_in(record)}
    slugs = {slug: around.slug(text) for slug, text in descriptions.items()}
    held = ids_held_back(record, wishes.held_back) | keys_of_gone(record, around.gone)
    redaction = Redaction(around.gone, slugs, wishes.place in _WITHOUT_COUNTRIES, held)
    clean = redaction.record(coarsened(record, wishes, around.regions), wishes.held_back)
    story, lost = without_held_back_blocks(entry.document.body), outside(record) - outside(clean)
    clean = without_money_of(clean, {code for kind, code in lost if kind == Country.kind})
    body, is_cut = replace(redaction, gone=around.gone | lost).body_and_cuts(story, entry.kind)
    lone = cited(record, entry.document.body) - cited(clean, body)
    sources = told_by({key: one for key, one in clean.sources.items() if key not in lone}, around.works)
    reduced = reduced_fields(record, clean, sources, is_cut=is_cut or story != entry.document.body)
    clean = clean.model_copy(update={"sources": in_order(sources, clean, body), **without_our_notes(clean)})
    withheld = _is_withheld(record, descriptions) or story != entry.document.body
    return Cleared(entry.kind, entry.slug, clean, body, entry.document.path, withheld, reduced)


def told_again(entry: Entry, around: Around, today: datetime.date) -> Cleared | None:
    """The same of one that was edited since the others were cleared; None where it is now not published on the day `today`, or by another name."""
    record = entry.record
    waits = record.embargo is not None and record.embargo > today
    is_nameless = isinstance(record, Organisation) and record.told_as
    return None if record.withdrawn or waits or has_lapsed(record, today) or is_nameless else told(entry, around)


def _is_withheld(record: Record, descriptions: Mapping[str, str]) -> bool:
    """Whether there is more to a record than is told. `descriptions` are those of organisations, by slug."""
    names = {str(ref) for _, ref in references(record) if ref.kind == Organisation.folder}
    return wishes_of(record) != Sensitivity() or has_held_parts(record) or not names.isdisjoint(descriptions)
