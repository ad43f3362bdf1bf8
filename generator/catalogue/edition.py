# Which edition this is, and by what a later one will know what changed. A reader knows parts, not fields: PARTS says which fields
# make up what a reader would name, and a field that is new here counts among the details. Two things are left out of every
# digest: days on which somebody looked (they change nothing that is told), and whatever was reduced when the record was cleared.
# Else a partner who was withdrawn would show as a change of all who worked with him.

"""The edition that is being made, and what it will leave for the next ones."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..clearance import Cleared
from ..schema.editions import ClosedEdition
from . import Catalogue

PARTS: dict[str, tuple[str, ...]] = {
    "title": ("title", "acronym", "also"),
    "summary": ("summary",),
    "status": ("status",),
    "who": ("organisations", "partners", "funders", "lead", "stakeholders", "publisher", "authors", "named", "part_of"),
    "place": ("scope", "countries", "period", "year"),
    "practice": (
        "strategies", "approaches", "levels", "people", "actors", "sdg", "respect", "themes", "axes", "aims", "principles",
        "context", "origins", "objectives", "activities", "beneficiaries", "theory_of_change", "definitions", "steps", "method",
    ),
    "effort": ("providers", "doses", "reach", "costs", "materials", "not_for"),
    "outcomes": ("studies", "outcomes", "findings"),
    "resistance": ("resistance", "forms", "responses", "forms_as_called", "responses_as_called"),
    "lessons": ("lessons", "bears_on", "conditions", "recommendations"),
    "cautions": ("cautions", "disagreements"),
    "examples": ("examples",),
    "terms": ("terms",),
    "sources": ("sources",),
    "corrections": ("corrections",),
    "story": ("body",),
    "details": (),
}  # fmt: skip
"""What a reader would name of a record, in the order in which it is told, with the fields that make it up."""
_UNTOLD = ("checked", "check_again", "accessed", "consent", "formerly", "order")
"""Fields that no part holds: when somebody looked, on what ground, and where it stands."""
_PART_OF = {field: part for part, fields in PARTS.items() for field in fields}
_LENGTH = 12
"""How many signs of a digest are kept: enough that no change is missed."""


@dataclass(frozen=True)
class Edition:
    """Which edition a site is of.

    `number` is None while something was changed since the last one was closed; `after` is then the number of that one, or 0.
    `date` is the day on which it was closed, or of the build.
    """

    number: int | None
    date: datetime.date
    after: int = 0


def edition_of(catalogue: Catalogue, ledger: tuple[ClosedEdition, ...]) -> Edition:
    """The edition that the library is, held against those that were closed, of which the last one counts."""
    if not ledger:
        return Edition(None, catalogue.today)
    last = ledger[-1]
    if last.state == state_of(catalogue):
        return Edition(last.edition, last.date, last.edition)
    return Edition(None, catalogue.today, last.edition)


def closed(catalogue: Catalogue, number: int) -> ClosedEdition:
    """What the ledger will keep of the library as it stands today."""
    records = {address_in_ledger(entry): parts_of(entry) for entry in catalogue.entries}
    return ClosedEdition(
        edition=number,
        date=catalogue.today,
        state=state_of(catalogue),
        records={address: records[address] for address in sorted(records)},
    )


def as_text(edition: ClosedEdition) -> str:
    """An edition as the ledger keeps it, a record to a line, so that a change can be read in Git."""
    head = {"edition": edition.edition, "date": edition.date.isoformat(), "state": edition.state}
    rows = [f"  {json.dumps(address)}: {json.dumps(edition.records[address])}" for address in sorted(edition.records)]
    lines = [f" {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    return "\n".join(["{", *lines, ' "records": {', ",\n".join(rows), " }", "}", ""])


def address_in_ledger(entry: Cleared) -> str:
    """By what the ledger knows a record."""
    return entry.address.removesuffix(".md")


def parts_of(entry: Cleared) -> dict[str, str | None]:
    """A digest of each part of a record that has something to tell; None where something was left out of it."""
    fields = _told(entry)
    reduced = {_part(field) for field in entry.reduced}
    values: dict[str, dict[str, Any]] = {}
    for field, value in fields.items():
        if field not in _UNTOLD:
            values.setdefault(_part(field), {})[field] = value
    address = address_in_ledger(entry)
    return {
        part: None if part in reduced else _digest([address, part, values[part]])[:_LENGTH]
        for part in PARTS
        if part in values or part in reduced
    }


def digests_of(catalogue: Catalogue) -> dict[str, str]:
    """A digest of each record, by its address in the ledger: by it a copy knows whether it is still the same."""
    found = {address_in_ledger(entry): _digest(parts_of(entry))[:_LENGTH] for entry in catalogue.entries}
    return {address: found[address] for address in sorted(found)}


def state_of(catalogue: Catalogue) -> str:
    """A digest of all that the library tells: its card, its records, and which addresses were withdrawn."""
    records = sorted([entry.address, _whole(entry)] for entry in catalogue.entries)
    card = catalogue.library.model_dump(mode="json", exclude_defaults=True)
    return _digest([card, catalogue.library_body, records, sorted(catalogue.withdrawn)])


def _part(field: str) -> str:
    return _PART_OF.get(field, "details")


def _whole(entry: Cleared) -> dict[str, Any]:
    told: dict[str, Any] = entry.record.model_dump(mode="json", exclude_defaults=True, warnings=False)
    return {**told, "body": entry.body, "withheld": entry.withheld}


def _told(entry: Cleared) -> dict[str, Any]:
    """What a record tells by its fields, empty ones left out, with no more of each source than its own editors say."""
    told = _whole(entry)
    told["sources"] = {key: _cited(one) for key, one in told.get("sources", {}).items()}
    del told["withheld"]
    return {field: value for field, value in told.items() if value}


def _cited(citation: Mapping[str, Any]) -> dict[str, Any]:
    """A citation; of a source that has a record of its own, no more than which it is, for the rest is told there."""
    kept: Iterable[str] = ("source", "read", "note") if citation.get("source") else citation.keys()
    return {key: citation[key] for key in kept if key in citation and key not in _UNTOLD}


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
