# What a record asks for itself, read off it before anything is decided: what it holds back, by what it tells organisations,
# whether it may be told at all today, and what it refers to.

"""What a record wishes of how it is told."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from ..schema import Case, Country, Organisation, Record, Scope, Sensitivity, SourceKey, Vocabulary
from ..schema.walk import references
from ..story.marks import keys_of_notes
from .redaction import Identity, coarser_scope


def played_by(record: Record) -> str | None:
    """The role of a vocabulary that may show which terms it lists, and for what."""
    held = wishes_of(record).held_back.keys()
    return record.role if isinstance(record, Vocabulary) and not {"role", "terms"} & held else None


def has_lapsed(record: Record, today: datetime.date) -> bool:
    """Whether its consent was to be asked for again before today."""
    review = record.consent.review if record.consent else None
    return review is not None and review < today and record.withdrawn is None


def wishes_of(record: Record) -> Sensitivity:
    """How far the record may be told."""
    return record.sensitivity or Sensitivity()


def described_in(record: Record) -> dict[str, str]:
    """By what it tells organisations, by their slugs."""
    wishes = record.sensitivity
    return {str(item.organisation): item.told_as for item in wishes.organisations} if wishes else {}


def coarsened(record: Record, wishes: Sensitivity, regions: Mapping[str, tuple[str, ...]]) -> Record:
    """The record with its place told no closer than it wishes; results say where they are from only if it does."""
    scope, level = getattr(record, "scope", None), wishes.place
    if isinstance(record, Case) and (level not in (None, "country") or "scope" in wishes.held_back):
        placeless = tuple(outcome.model_copy(update={"countries": ()}) for outcome in record.outcomes)
        record = record.model_copy(update={"outcomes": placeless})
    if not level or not isinstance(scope, Scope):
        return record
    return record.model_copy(update={"scope": coarser_scope(scope, level, regions)})


def outside(record: Record) -> frozenset[Identity]:
    """The organisations and countries that a record refers to."""
    kinds = (Organisation.folder, Country.kind)
    return frozenset((ref.kind, str(ref)) for _, ref in references(record) if ref.kind in kinds)


def cited(record: Record, body: str) -> set[str]:
    """The keys of the sources that a record or its body cites."""
    return {str(ref) for _, ref in references(record) if isinstance(ref, SourceKey)} | set(keys_of_notes(body))


def without_our_notes(record: Record) -> dict[str, Any]:
    """What is between the editors, and goes whatever the record wishes."""
    consent = record.consent.model_copy(update={"reference": None, "review": None}) if record.consent else None
    return {"for_editors": None, "false_alarms": (), "sensitivity": None, "embargo": None, "consent": consent}
