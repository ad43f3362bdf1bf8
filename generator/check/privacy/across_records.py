# What a library says as a whole: its own names, which are no persons, and what its records tell of one piece of work.
# Somebody who wishes people ill reads all pages, so a day on one page and a village head on another are one story. To
# stay linear however many records there are, each record files what it tells under its organisations, its cases and
# its sources, and looks up only there.

"""The privacy check of a whole library."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from babel import Locale, UnknownLocaleError

from ...address import page_of
from ...document import Document
from ...kept import Kept, digest_of
from ...languages.lexicon import words_of
from ...problem import Place, Problem, quote
from ...rules import broken
from ...schema import Case, Library, Organisation, Programme, Record, Scope, Series, Source, Vocabulary
from ...schema.walk import references
from ..entry import Entry
from ..text import record_links
from .contact_details import addresses, coordinates
from .false_alarms import Raised, unheeded
from .looking import Look, looked
from .passages import Passage, in_body, in_fields, in_page
from .person_names import Names, parts_of, signatures
from .quasi_identifiers import Marks, TextContext, less_exact, look, marks_of, place_names


@dataclass(frozen=True)
class PassageMarks:
    """What one passage of a record tells that could be put together with others: the words, and where they stand.

    `text` is the whole passage, and `at` the first of these words in it.
    """

    place: Place
    text: str
    at: int
    days: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, str], ...]


def look_at_all(
    entries: list[Entry],
    unread: list[Document],
    card: tuple[Document, Library] | None,
    pages: Mapping[str, str],
    gone: Iterable[Document] = (),
    *,
    known: Kept | None = None,
) -> Iterator[Problem]:
    """All that the privacy check finds in records, in the library's card, and in pages by their paths.

    What is called as a record of `gone`, which was withdrawn, is no person for that. What somebody looked into is not told again.
    `known` is what was found in the last run.
    """
    library = card[1] if card else None
    names = names_of(entries, library, [*unread, *gone])
    looks = [*_looks_at_records(entries, library), *_looks_beside(unread, card, pages)]
    yield from unheeded(_raised(entries, looked(looks, names, known or Kept())), entries)


Seen = tuple[list[Raised], list[PassageMarks]]
"""What was found in a record or a page, and what it tells that could be put together with others."""


def _raised(entries: list[Entry], seen: list[Seen]) -> Iterator[Raised]:
    for raised, _ in seen:
        yield from raised
    yield from _across([(entry, tellings) for entry, (_, tellings) in zip(entries, seen, strict=False)])


def _looks_at_records(entries: list[Entry], library: Library | None) -> Iterator[Look]:
    # Of a country that a record tells of, a message gives the name.
    called = digest_of(library and library.language, *sorted((library.country_names if library else {}).items()))
    for entry in entries:
        came_of = digest_of(entry.came_of, called) if entry.came_of else b""
        yield Look(came_of, partial(_look_at_record, entry, library))


def _look_at_record(entry: Entry, library: Library | None, names: Names) -> Seen:
    around = _around(entry.record, names, library)
    raised, tellings = _look_at((*in_fields(entry.document, entry.record), *in_body(entry.document)), around)
    return [*raised, *_with_own_place(entry, around, tellings), *_few_reached(entry, around)], tellings


def _looks_beside(
    unread: list[Document], card: tuple[Document, Library] | None, pages: Mapping[str, str]
) -> Iterator[Look]:
    for document in unread:
        yield Look(document.content, partial(_look_beside, in_body, document))
    if card:
        yield Look(card[0].content, partial(_look_beside, _in_card, *card))
    for path, text in pages.items():
        yield Look(digest_of("page", path, text), partial(_look_beside, in_page, path, text))


def _in_card(document: Document, library: Library) -> Iterator[Passage]:
    yield from (*in_fields(document, library), *in_body(document))


def _look_beside(*asked: Any) -> Seen:
    passages, *of, names = asked
    return _look_at(passages(*of), TextContext(names))[0], []


def names_of(entries: list[Entry], library: Library | None, unread: Iterable[Document] = ()) -> Names:
    """The names of organisations, programmes and terms that the library has, and of those who sign for it."""
    known: list[str] = [name for document in unread if document.kind in _NAMED for name in _written_names(document)]
    for entry in entries:
        record = entry.record
        known += [name for name in (getattr(record, "acronym", None),) if name]
        if isinstance(record, Organisation):
            known += [record.title, *record.also]
        elif isinstance(record, Programme | Series):
            known.append(record.title)
        elif isinstance(record, Vocabulary):
            known += [name for term in record.terms for name in (term.label, *term.also)]
    if library:
        known += [library.title, *library.country_names.values()]
    signed = signatures(library.signed if library else ())
    return Names(parts_of(known), signed=signed, titles=parts_of(entry.record.title for entry in entries))


_NAMED = (Organisation.folder, Programme.folder, Series.folder)


def _written_names(document: Document) -> Iterator[str]:
    """What a record is called that has a mistake elsewhere: its name is no person's for that."""
    front = document.front.value()
    others = front.get("also")
    found = (front.get("title"), front.get("acronym"), *(others if isinstance(others, list) else ()))
    yield from (name for name in found if isinstance(name, str))


def _around(record: Record, names: Names, library: Library | None) -> TextContext:
    works = (*record.sources.values(), *([record] if isinstance(record, Source) else ()))
    words = {word.bare.casefold() for work in works for word in words_of(work.authors or "") if word.text[0].isupper()}
    names = replace(names, authors=frozenset(words))
    scope = getattr(record, "scope", None)
    if not isinstance(scope, Scope):
        return TextContext(names)
    country = scope.countries[0] if len(scope.countries) == 1 else None
    named = (library.country_names.get(country) or _in_words(country, library.language)) if country and library else ""
    return TextContext(names, named, place_names(scope.places or ""))


def _in_words(country: str, language: str) -> str:
    try:
        return str(Locale.parse(language, sep="-").territories.get(country, country))
    except (UnknownLocaleError, ValueError):
        return country


def _look_at(passages: Iterable[Passage], around: TextContext) -> Seen:
    raised: list[Raised] = []
    tellings: list[PassageMarks] = []
    for passage in passages:
        if passage.kind == "own":
            findings, marks = look(passage.text, around, passage.prose, passage.days)
            told = _told(passage, marks)
            tellings += [told] if told else []
        else:
            maps = coordinates(passage.text, around.country) if passage.kind == "address" else ()
            findings = [one for one in (*addresses(passage.text), *maps) if not around.names.is_signed(one.said)]
        for finding in findings:
            found = broken(finding.rule, passage.place(finding.start), finding.message, finding.fix)
            raised.append(Raised(found, passage.text, finding.start))
    return raised, tellings


def _told(passage: Passage, marks: Marks) -> PassageMarks | None:
    if not (marks.places or marks.roles):
        return None
    text, at = passage.prose, (marks.roles or marks.places)[0].start
    return PassageMarks(
        passage.place(at),
        passage.text,
        at,
        (*(text[mark.start : mark.end] for mark in marks.days), *passage.days),
        tuple((mark.key, text[mark.start : mark.end]) for mark in marks.places),
        tuple((mark.key, text[mark.start : mark.end]) for mark in marks.roles),
    )


def _with_own_place(entry: Entry, around: TextContext, tellings: list[PassageMarks]) -> Iterator[Raised]:
    """A day and a role in one passage, where the record as a whole names a small place."""
    if not around.places:
        return
    place = entry.record.scope.places  # type: ignore[attr-defined]
    for told in tellings:
        if told.days and told.roles and not told.places:
            day, role = told.days[0], told.roles[0][1]
            message = f"{quote(day)} and {quote(role)} here and {quote(place)} in `places` together point at one person"
            yield _together(told, message, less_exact(day, place, role))


def _few_reached(entry: Entry, around: TextContext) -> Iterator[Raised]:
    """A field that counts fewer than ten people, where it or the record names a small place."""
    record = entry.record
    if not isinstance(record, Case):
        return
    for field in ("reach", "providers"):
        for at, item in enumerate(getattr(record, field)):
            if item.number is None or item.number >= FEW:
                continue
            text = item.who
            beside = marks_of(text, words_of(text), around).places
            named = text[beside[0].start : beside[0].end] if beside else ""
            # Who led it may be known in the place; who took part may not want to be.
            if not named and field == "reach" and around.places:
                named = (record.scope and record.scope.places) or ""
            if named:
                message = f"“{item.number}” here and {quote(named)} together let people be recognised"
                fix = "Take the item out, or name the region instead of the place"
                place = entry.document.place(field, at, "number")
                yield Raised(broken("small-count", place, message, fix), text, 0)


FEW = 10
"""Below how many people neighbours can tell who they are."""


def _across(told: list[tuple[Entry, list[PassageMarks]]]) -> Iterator[Raised]:
    """A role and a small place in one passage, and a day with either of them in another on the same work."""
    filed: dict[tuple[str, str, str], PassageMarks] = {}
    subjects = [(_subjects(entry) if tellings else [], tellings) for entry, tellings in told]
    for about, tellings in subjects:
        for one in tellings:
            if one.days and not (one.places and one.roles):
                for subject in about:
                    for kind, key in _keys(one):
                        filed.setdefault((subject, kind, key), one)
    for about, tellings in subjects:
        for one in tellings:
            if one.places and one.roles and not one.days:
                found = (filed.get((subject, *key)) for key in _keys(one) for subject in about)
                other = next((other for other in found if other), None)
                if other:
                    yield _points_together(one, other)


def _keys(told: PassageMarks) -> Iterator[tuple[str, str]]:
    yield from (("role", key) for key, _ in dict(told.roles).items())
    yield from (("place", key) for key, _ in dict(told.places).items())


def _points_together(one: PassageMarks, other: PassageMarks) -> Raised:
    role, place, day = one.roles[0][1], one.places[0][1], other.days[0]
    message = f"{quote(role)} and {quote(place)} here and {quote(day)} in {other.place} together point at one person"
    return _together(one, message, less_exact(day, place, role))


def _together(told: PassageMarks, message: str, fix: str) -> Raised:
    return Raised(broken("points-together", told.place, message, fix), told.text, told.at)


_WORK = ("organisations", "cases", "programmes")


def _subjects(entry: Entry) -> list[str]:
    """The work that a record speaks of: itself, whom and what it names or links to, and its sources. Not who paid."""
    own = page_of(entry.kind, entry.slug)
    named = {
        page_of(ref.kind, ref) for steps, ref in references(entry.record) if ref.kind in _WORK and steps[0] != "funders"
    }
    linked = {posixpath.normpath(posixpath.join(entry.kind, target)) for _, target in record_links(entry.document)}
    linked = {address for address in linked if address.startswith(_WORK)}
    cited = {source.url for source in entry.record.sources.values() if source.url}
    return sorted({own} | named | linked | cited)
