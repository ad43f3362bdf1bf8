# Whether a record says what it must before it may be told: by whose consent, and what of it is held back. Carrying that
# out is `clearance`'s business; here it is only made sure that it can be carried out as it was meant, because a
# mistyped field name would publish what somebody asked to hold back.

"""Checks of consent and of what is held back."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator

from ..document import Document, Items, Node, Scalar
from ..problem import Problem, quote
from ..rules import broken
from ..schema import Consent, Record, Source
from ..schema.citations import Work
from .entry import Entry
from .fences import REASONS, Found, fences, wishes, without_held_back_blocks
from .likeness import suggestion

NEVER_HELD = frozenset(
    {"title", "status", "consent", "sensitivity", "embargo", "withdrawn", "for_editors", "false_alarms"}
)
"""Fields that hold the record together, or that are never published as they stand."""
NEVER_HELD_SHOWN = frozenset({"sensitivity", "for_editors", "consent", "false_alarms"})
_LONG = 24
"""Shorter sentences, counted in letters, may stand twice by chance."""

_HOW = (
    "Write `::: held-back safety` on a line above and `:::` on a line below, outside lists, tables and quotations, with "
    "one of: " + ", ".join(REASONS)
)
_NOT_HERE = "Take it out with what it is to hold back: only a passage of a record's story is held back so"
_IN_A_FIELD = "Take it out of the text, and hold the field or the item back as the page on consent says"


def check_disclosure(entry: Entry, today: datetime.date) -> Iterator[Problem]:
    """What is missing or mistaken in how far a record may be told, apart from its fences."""
    yield from _held_fields(entry)
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
    for name, message, fix in _unfounded(consent, any(work.url for work in _works(record)), today):
        yield broken("consent-incomplete", document.place("consent", name), message, fix)
    if consent.review and consent.review < today:
        message = f"this consent was to be asked for again by {consent.review}, so the record is kept off the site"
        fix = "Ask again and write the new dates, or set `withdrawn`"
        yield broken("consent-lapsed", document.place("consent", "review"), message, fix)


def _works(record: Record) -> tuple[Work, ...]:
    """What a record rests on; the record of a source rests on that source."""
    return (*record.sources.values(), *([record] if isinstance(record, Source) else ()))


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
    known = [name for name in type(entry.record).model_fields if name not in NEVER_HELD]
    for name in held:
        if name not in known:
            place = entry.document.key_place("sensitivity", "held_back", name)
            fix = suggestion(name, known, otherwise=f"Use one of: {', '.join(known)}")
            yield broken("held-back-field", place, f"{quote(name)} is not a field that can be held back", fix)


def check_fences(document: Document) -> Iterator[Problem]:
    """Whatever looks like a wish to hold a passage back and cannot be granted as it stands, and what gives a passage away."""
    body = document.body
    # How near a place is told may be “withheld”: that is the wish itself, and no text.
    granted = document.place("sensitivity", "place")
    for scalar in _scalars(document.front):
        if scalar.place != granted and (found := next(wishes(scalar.text), None)):
            yield broken("held-back-block", scalar.place, _looks(found), _IN_A_FIELD)
    if not document.kind:
        for found in wishes(body):
            yield broken("held-back-block", document.body_place(found.offset), _looks(found), _NOT_HERE)
        return
    read = fences(body)
    for found in read.strays:
        yield broken("held-back-block", document.body_place(found.offset), _looks(found), _HOW)
    if read.opened:
        message = "what is held back from here on has no end"
        yield broken("held-back-block", document.body_place(read.opened.offset), message, _HOW)
    yield from _repeated(document, [body[start:end] for start, end in read.passages])


def _looks(found: Found) -> str:
    return f"{quote(found.text)} looks like a wish to hold something back, and cannot be read as one"


def _repeated(document: Document, passages: list[str]) -> Iterator[Problem]:
    """Each place at which a sentence that is held back is published all the same."""
    sentences = {letters for passage in passages for letters in _sentences(passage)}
    if not sentences:
        return
    held = document.front.value().get("sensitivity", {})
    held = held.get("held_back", {}) if isinstance(held, dict) else {}
    published = [
        (scalar.place, scalar.text)
        for key, (_, node) in document.front.pairs.items()
        if key not in NEVER_HELD_SHOWN and not (isinstance(held, dict) and key in held)
        for scalar in _scalars(node, shown=True)
    ]
    story = without_held_back_blocks(document.body)
    published += [(document.body_place(match.start()), match[0]) for match in re.finditer(r"\S.*(?:\n.*\S.*)*", story)]
    for place, text in published:
        letters = _letters(text)
        if any(sentence in letters for sentence in sentences):
            message = "what is held back of the story stands here too, and would be published"
            yield broken("held-back-block", place, message, "Take it out here, or hold this back as well")


def _sentences(passage: str) -> Iterator[str]:
    """The letters of each sentence that is long enough to be told again by nobody without being meant."""
    for sentence in re.split(r"(?<=[.!?।。؟።])\s+|\n[ \t]*\n|^.*:::.*$", passage, flags=re.MULTILINE):
        letters = _letters(sentence)
        if len(letters) >= _LONG:
            yield letters


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _scalars(node: Node, *, shown: bool = False) -> Iterator[Scalar]:
    """The values below a node; only those that are `shown` leave out what is held back by a mark of its own."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from _scalars(item, shown=shown)
    elif not (shown and "held_back" in node.pairs):
        for _, value in node.pairs.values():
            yield from _scalars(value, shown=shown)
