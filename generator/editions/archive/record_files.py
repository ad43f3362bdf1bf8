# The records of an archive are written from what was cleared, never copied: the file that a contributor wrote may hold what was held
# back, notes between editors and comments. Every text stands in quotation marks as JSON writes it, which YAML reads as the same, so
# that no value is taken for another. A record that was withdrawn is a file that says so, and nothing else.

"""Cleared records as the files that the program reads."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...catalogue import Catalogue
from ...catalogue.edition import PARTS
from ...clearance import Cleared
from ...folders import CARD, EDITIONS, RECORDS
from ...schema.editions import ClosedEdition

_AROUND = re.compile(r'^<div dir="rtl" markdown="1">\n\n(.*?)\n</div>$', re.MULTILINE | re.DOTALL)
"""What the tree has around passages that are read from the right, for programs that do not see it themselves."""
_CITED = ("source", "read", "note")
"""What a citation says beside the name of a source that has a record of its own."""


def record_files(catalogue: Catalogue, day: datetime.date) -> Iterator[tuple[str, str]]:
    """The card, the records, and the marks of those that were withdrawn: where each lies in a library, and its text.

    `day` stands for that on which a record was withdrawn, which nobody is told.
    """
    card = catalogue.library.model_dump(mode="json", exclude_defaults=True, exclude={"signatories"})
    yield CARD, _file(card, catalogue.library_body)
    for entry in catalogue.entries:
        yield f"{RECORDS}/{entry.address}", _file(_front(entry), entry.body)
    for address in catalogue.withdrawn:
        yield f"{RECORDS}/{address}", _file({"title": "Withdrawn", "withdrawn": {"date": day.isoformat()}}, "")


def ledger_files(catalogue: Catalogue, ledger: tuple[ClosedEdition, ...]) -> Iterator[tuple[str, ClosedEdition]]:
    """The ledger as it may be given away: of records that are shown, and no digest of those of which something is left out."""
    shown = {
        f"{entry.kind}/{name}": not entry.withheld and not entry.reduced
        for entry in catalogue.entries
        for name in (entry.slug, *entry.record.formerly)
    }
    gone = {page.removesuffix(".md") for page in catalogue.withdrawn}
    for edition in ledger:
        kept = {
            address: (parts if shown[address] else dict.fromkeys(PARTS)) if address in shown else None
            for address, parts in edition.records.items()
            if address in shown or address in gone
        }
        yield f"{EDITIONS}/{edition.edition}.json", edition.model_copy(update={"records": kept})


def _front(entry: Cleared) -> dict[str, Any]:
    told: dict[str, Any] = entry.record.model_dump(mode="json", exclude_defaults=True, warnings=False)
    told["title"] = entry.record.title
    if sources := told.get("sources"):
        told["sources"] = {key: _cited(one) for key, one in sources.items()}
    if entry.withheld:
        told["sensitivity"] = {"left_out": True}
    return told


def _cited(citation: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in citation.items() if not citation.get("source") or key in _CITED}


def _file(front: Mapping[str, Any], body: str) -> str:
    return "\n".join(["---", *_lines(front), "---", "", _AROUND.sub(r"\1", body).strip(), ""])


def _lines(value: Any) -> Iterator[str]:
    """A mapping or a list as YAML, without what is empty."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not _is_nested(inner):
                yield f"{key}: {_scalar(inner)}"
            elif inner:
                yield f"{key}:"
                yield from (f"  {line}" for line in _lines(inner))
        return
    for inner in value:
        first, *rest = _lines(inner) if _is_nested(inner) else [_scalar(inner)]
        yield f"- {first}"
        yield from (f"  {line}" for line in rest)


def _is_nested(value: Any) -> bool:
    return isinstance(value, Mapping | list | tuple)


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if value is not None else ""
