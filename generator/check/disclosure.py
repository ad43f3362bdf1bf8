# Whether a record says what it must before it may be told: by whose consent, and what of it is held back. Carrying that
# out is `clearance`'s business; here it is only made sure that it can be carried out as it was meant, because a
# mistyped field name would publish what somebody asked to hold back.

"""Checks of consent and of what is held back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import get_args

from ..document import Document
from ..problem import Problem, quote
from ..rules import broken
from ..schema import Consent
from ..schema.disclosure import Reason
from .links import Entry
from .models import suggestion

REASONS = get_args(Reason)
_NEVER = frozenset({"title", "status", "consent", "sensitivity", "embargo", "withdrawn", "for_editors"})
"""Fields that hold the record together, or that are never published as they stand."""

_FENCE = re.compile(r"^[ \t]*:::.*$", re.MULTILINE)
_OPENING = re.compile(rf"[ \t]*:::+ +held-back +({'|'.join(REASONS)})[ \t]*")
_CLOSING = re.compile(r"[ \t]*:::+[ \t]*")
_HOW = "Write `::: held-back safety` on a line above and `:::` on a line below, with one of: " + ", ".join(REASONS)


def check_disclosure(entry: Entry, today: datetime.date) -> Iterator[Problem]:
    """What is missing or mistaken in how far a record may be told."""
    yield from _held_fields(entry)
    yield from _blocks(entry.document)
    if entry.record.withdrawn is None:
        yield from _consent(entry, today)


def _consent(entry: Entry, today: datetime.date) -> Iterator[Problem]:
    record, document = entry.record, entry.document
    consent = record.consent
    private = [key for key, source in record.sources.items() if source.kind == "personal-communication"]
    if private and (consent is None or consent.basis == "public-source"):
        place = document.place("consent", "basis") if consent else document.key_place("sources", private[0])
        message = f"the source {quote(private[0])} is not public, and nobody's consent is recorded"
        fix = "Add `consent:` with basis, reference, date and review, or take out what rests on it"
        yield broken("consent-missing", place, message, fix)
    if consent is None:
        return
    for name, message, fix in _unfounded(consent, any(source.url for source in record.sources.values()), today):
        yield broken("consent-incomplete", document.place("consent", name), message, fix)
    if consent.review and consent.review < today:
        message = f"this consent was to be asked for again by {consent.review}"
        fix = "Ask again and write the new dates, or set `withdrawn`"
        yield broken("consent-lapsed", document.place("consent", "review"), message, fix)


def _unfounded(consent: Consent, has_public_source: bool, today: datetime.date) -> Iterator[tuple[str, str, str]]:
    if consent.date > today:
        yield "date", f"{quote(consent.date)} is in the future", f"Write {today} or an earlier day"
    if consent.basis == "public-source":
        if not has_public_source:
            yield "basis", "no source of this record has a web address", "Add `url:` to one, or name another basis"
        return
    for name, value in (("reference", consent.reference), ("review", consent.review)):
        if not value:
            yield "basis", f"this basis needs `{name}`, and it is missing", f"Add `{name}:` below it"


def _held_fields(entry: Entry) -> Iterator[Problem]:
    held = entry.record.sensitivity.held_back if entry.record.sensitivity else {}
    known = [name for name in type(entry.record).model_fields if name not in _NEVER]
    for name in held:
        if name not in known:
            place = entry.document.key_place("sensitivity", "held_back", name)
            fix = suggestion(name, known, otherwise=f"Use one of: {', '.join(known)}")
            yield broken("held-back-field", place, f"{quote(name)} is not a field that can be held back", fix)


def _blocks(document: Document) -> Iterator[Problem]:
    opened: int | None = None
    for match in _FENCE.finditer(document.body):
        line, place = match[0], document.body_place(match.start())
        if _OPENING.fullmatch(line) and opened is None:
            opened = match.start()
        elif _CLOSING.fullmatch(line) and opened is not None:
            opened = None
        else:
            yield broken("held-back-block", place, f"{quote(line.strip())} begins or ends nothing here", _HOW)
    if opened is not None:
        message = "what is held back from here on has no end"
        yield broken("held-back-block", document.body_place(opened), message, _HOW)


def told(body: str) -> str:
    """A body without its held-back blocks. Every other character keeps its place, so lines stay to be found."""
    parts: list[str] = []
    end, opened = 0, None
    for match in _FENCE.finditer(body):
        if opened is None and _OPENING.fullmatch(match[0]):
            opened = match.start()
            parts.append(body[end:opened])
        elif opened is not None and _CLOSING.fullmatch(match[0]):
            parts.append(re.sub(r"[^\n]", " ", body[opened : match.end()]))
            end, opened = match.end(), None
    return "".join([*parts, body[end:] if opened is None else ""])
