# What can only be seen with all records at hand: whether each reference, footnote and link leads somewhere. A
# reference is found by its type wherever it stands, so a new field needs no new line here.

"""Checks of what records say of each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..address import address_of_lesson, page_of
from ..document import Document, why_not
from ..problem import Edit, Place, Problem, quote
from ..rules import broken
from ..schema import (
    COUNTRIES,
    KINDS,
    Case,
    Country,
    LessonRef,
    Library,
    Local,
    Paper,
    Record,
    Ref,
    SourceKey,
    Term,
    Vocabulary,
)
from ..schema.walk import Step, items_with_ids, lessons_of, references
from .entry import Entry
from .former_names import check_former_names
from .item_addresses import headings, without_addresses
from .likeness import Naming, same_as, suggestion
from .text import bare_marks, footnotes
from .unknown import LISTED, Names, fix_of, named_by


@dataclass(frozen=True)
class Index:
    """What can be referred to: slugs by folder, terms by role, every address of the site, and lessons by record.

    `lessons` has the records that were read; one that was not may have any lesson. `entries` are those records. `gone` are
    the roles whose vocabulary was withdrawn, so that what it listed is not known; None stands for whatever role nobody
    plays.
    """

    slugs: Mapping[str, set[str]]
    terms: Mapping[str, set[str]]
    addresses: frozenset[str]
    lessons: Mapping[tuple[str, str], set[str]]
    entries: tuple[Entry, ...]
    gone: frozenset[str] | None = frozenset()

    def judges(self, role: str) -> bool:
        """Whether it can be said which terms a role has."""
        return role in self.terms or (self.gone is not None and role not in self.gone)

    def has(self, ref: Ref) -> bool:
        """Whether a reference leads to something, as far as that can be said."""
        if isinstance(ref, Country):
            return ref in COUNTRIES
        if isinstance(ref, Term):
            return ref in self.terms.get(ref.role, ()) or not self.judges(ref.role)
        if isinstance(ref, LessonRef):
            folder, slug = ref.home
            known = self.lessons.get(ref.home)
            # What a record that could not be read holds is not known.
            return slug in self.slugs.get(folder, ()) if known is None else ref in known
        return ref in self.slugs.get(ref.kind, ())

    @cached_property
    def names(self) -> Names:
        """What all of them are called."""
        kinds = {kind: slugs for kind, slugs in self.slugs.items() if kind in KINDS}
        return Names(((entry.kind, entry.slug, entry.record) for entry in self.entries), kinds)


def index_of(entries: list[Entry], pages: frozenset[str], gone: frozenset[str] | None = frozenset()) -> Index:
    """The index of a library. `pages` are the addresses besides entries, such as `countries/ke.md`."""
    addresses = pages | {page_of(entry.kind, entry.slug) for entry in entries}
    slugs: dict[str, set[str]] = {}
    for address in addresses:
        folder, _, name = address.rpartition("/")
        slugs.setdefault(folder, set()).add(name.removesuffix(".md"))
    terms: dict[str, set[str]] = {}
    for entry in entries:
        if isinstance(entry.record, Vocabulary) and entry.record.role:
            terms.setdefault(entry.record.role, set()).update(term.id for term in entry.record.terms)
    lessons = {
        (entry.kind, entry.slug): {
            address_of_lesson(entry.kind, entry.slug, lesson.id) for lesson in lessons_of(entry.record)
        }
        for entry in entries
    }
    return Index(slugs, terms, addresses, lessons, tuple(entries), gone)


def check_links(
    entries: list[Entry], pages: frozenset[str], gone: frozenset[str] | None = frozenset()
) -> Iterator[Problem]:
    """Every reference, footnote and link of all entries that leads nowhere.

    `pages` are the addresses that a link may lead to besides records, such as `countries/ke.md`; `gone` are the roles
    whose vocabulary was withdrawn.
    """
    index = index_of(entries, pages, gone)
    yield from _roles(entries)
    yield from check_former_names(entries, index.slugs)
    for entry in entries:
        yield from _same_events(entry, index)
        yield from check_references(entry.document, entry.record, index)


def check_own(entry: Entry) -> Iterator[Problem]:
    """What is wrong with how the parts of one entry refer to each other."""
    record, document = entry.record, entry.document
    yield from _own_ids(entry)
    yield from _own_lessons(entry)
    yield from _circles(entry)
    yield from _unused_sources(entry)
    yield from _unused_studies(entry)
    yield from without_addresses(entry)
    for steps, ref in references(record):
        if isinstance(ref, Local):
            listed = getattr(record, ref.kind)
            known = set(listed) if isinstance(listed, Mapping) else {item.id for item in listed}
            yield from local(place_of(document, steps, ref), ref, known)
    yield from check_texts(document, set(record.sources))


def check_references(document: Document, record: Record | Library, index: Index) -> Iterator[Problem]:
    """Every reference of one document to something outside it that leads nowhere."""
    for steps, ref in references(record):
        if not isinstance(ref, Local) and not index.has(ref):
            yield from check_reference(place_of(document, steps, ref), ref, index)


def place_of(document: Document, steps: tuple[Step, ...], ref: Ref) -> Place:
    """Where a reference stands, which may be a key."""
    return document.key_place(*steps) if steps[-1] is ref else document.place(*steps)


def check_texts(document: Document, sources: set[str] | None) -> Iterator[Problem]:
    """Every footnote of a body that leads nowhere. `sources` is None where the sources are not known."""
    for offset, key in footnotes(document) if sources is not None else ():
        if key not in (sources or ()):
            fix = _source_of_number(sources or set()) if _NUMBER.fullmatch(key) else ""
            fix = fix or suggestion(
                key, sources or (), otherwise=f"Add `{key}:` under `sources:`, with `title:` and `year:`"
            )
            message = f"the footnote {quote(key)} has no source"
            yield broken("footnote-without-source", document.body_place(offset), message, fix)
    for offset, key in bare_marks(document, sources or ()):
        place, written = document.body_place(offset), f"[{key}]"
        message = f"{quote(written)} is no mark of a note, and the claim would stand without its source"
        yield broken("note-form", place, message, f"Write [^{key}]", (Edit(place, written, f"[^{key}]"),))


_NUMBER = re.compile(r"\d+|\w|\*+")
"""Marks that count notes, and name no source."""
_FEW = 5


def _source_of_number(sources: set[str]) -> str:
    """How a note names its source, where a number was written."""
    new = "`a-name-2021:` with `title:` and `year:`, and write [^a-name-2021] here"
    if not sources:
        return f"A note names its source in words: add it under `sources:`, such as {new}"
    known = ", ".join(f"[^{key}]" for key in sorted(sources)[:_FEW])
    more = " and so on" if len(sources) > _FEW else ""
    return f"A note names its source in words, here {known}{more}. If it is another, add that under `sources:`, such as {new}"


def _roles(entries: list[Entry]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for entry in entries:
        role = entry.record.role if isinstance(entry.record, Vocabulary) else None
        if role in owners:
            message = f"the role {quote(role)} is played by {owners[role]} already"
            yield broken("duplicate-role", entry.document.place("role"), message, "Join the two vocabularies")
        elif role:
            owners[role] = entry.document.path


def check_reference(place: Place, ref: Ref, index: Index) -> Iterator[Problem]:
    """What is wrong with a reference to something outside its record."""
    if index.has(ref):
        return
    if isinstance(ref, LessonRef):
        yield _no_lesson(place, ref, index)
        return
    if isinstance(ref, Country):
        rule, message = "unknown-country", f"{quote(ref)} is not a country code"
    elif isinstance(ref, Term):
        rule, message = "unknown-term", f"{quote(ref)} is not a term for {ref.role}"
    else:
        rule, message = "unknown-reference", f"{quote(ref)} is not a record in practices/{ref.kind}/"
    yield broken(rule, place, message, fix_of(ref, index.names), _repair(place, ref, index))


def _repair(place: Place, ref: Ref, index: Index) -> tuple[Edit, ...]:
    """The edit that writes what a reference can only mean; a likeness in spelling is no more than asked about."""
    meant = named_by(ref, index.names)
    return (Edit(place, str(ref), meant[0]),) if len(meant) == 1 else ()


def _no_lesson(place: Place, ref: LessonRef, index: Index) -> Problem:
    known, every = index.lessons.get(ref.home), set().union(*index.lessons.values())
    form = "Write the record's folder and file, then # and the lesson's id, such as cases/a-practice#its-lesson"
    listed = f"Use one of: {', '.join(sorted(known)[:LISTED])}" if known else form
    plain = _ENDING.sub("#", ref.lstrip("./"))
    fix = suggestion(plain, known or every, otherwise=listed)
    repair = (Edit(place, str(ref), plain),) if plain in every else ()
    return broken("unknown-lesson", place, f"{quote(ref)} is not the address of a lesson", fix, repair)


_ENDING = re.compile(r"\.(?:md|html)#")


def local(place: Place, ref: Local, known: set[str]) -> Iterator[Problem]:
    """What is wrong with a reference to one of the record's own sources or items, whose names are `known`."""
    if ref not in known:
        rule = "unknown-source" if isinstance(ref, SourceKey) else "unknown-id"
        listed = (
            f"Use one of: {', '.join(sorted(known)[:LISTED])}. If it is none of them, add it" if known else "Add it"
        )
        comma = Naming((one, one) for one in known).several(ref)
        missing = f"A comma is missing. Write: {', '.join(comma)}" if comma else ""
        fix = missing or suggestion(ref, known, otherwise=f"{listed} under `{ref.kind}:`, or take it out here")
        same = same_as(ref, sorted(known))
        repair = (Edit(place, str(ref), same),) if same else ()
        yield broken(rule, place, f"{quote(ref)} is not listed under `{ref.kind}`", fix, repair)


def _own_ids(entry: Entry) -> Iterator[Problem]:
    """Ids that stand twice; all of a record's items share one page, and so one set of addresses."""
    seen: Counter[str] = Counter()
    studies = {f"study-{key}" for key in entry.record.studies} if isinstance(entry.record, Case) else set()
    own = headings(entry.document.body)
    for steps, item in items_with_ids(entry.record):
        if item in own and not isinstance(entry.record, Vocabulary):
            message = f"the id {quote(item)} is the address of a heading of the story"
            place = entry.document.place(*steps, "id")
            yield broken("reserved-id", place, message, "Choose another, or word the heading otherwise")
        if (PAGE_PART.fullmatch(item) or item in studies) and not isinstance(entry.record, Vocabulary):
            place = entry.document.place(*steps, "id")
            message = f"the id {quote(item)} is the address of a section of the page"
            yield broken("reserved-id", place, message, "Choose another, such as two or three words of the text")
        if isinstance(entry.record, Vocabulary) and (reason := why_not(item)):
            yield broken("reserved-id", entry.document.place(*steps, "id"), *reason)
        seen[item] += 1
        if seen[item] == 2:
            place = entry.document.place(*steps, "id")
            yield broken("duplicate-id", place, f"the id {quote(item)} is taken", "Choose another")


SECTIONS = [
    "about-this-record",
    "activities",
    "aims",
    "bears-on",
    "beneficiaries",
    "cases",
    "cautions",
    "cite",
    "conditions",
    "connections",
    "context",
    "definitions",
    "details",
    "disagreements",
    "editors-lessons",
    "examples",
    "figures",
    "findings",
    "lessons",
    "links",
    "mentions",
    "method",
    "not-for",
    "objectives",
    "origins",
    "outcomes",
    "outcomes-besides",
    "papers",
    "period",
    "principles",
    "publications",
    "questions",
    "recommendations",
    "recommended",
    "related",
    "resistance",
    "setting",
    "sources",
    "stakeholders",
    "strategies",
    "studies",
    "takes",
    "theory-of-change",
]
PAGE_PART = re.compile(
    rf"{'|'.join(SECTIONS)}|(resistance|outcome|caution|condition|example|disagreement|bears-on|finding|case)-\d+.*|(mentions|gap)-.*"
)
"""Addresses that a record's page gives to its own sections; see the templates."""


def _own_lessons(entry: Entry) -> Iterator[Problem]:
    """What a record says for or against lessons: of others, and on some ground."""
    record = entry.record
    for at, bearing in enumerate(record.bears_on if isinstance(record, Case | Paper) else ()):
        if bearing.lesson.home == (entry.kind, entry.slug):
            place = entry.document.place("bears_on", at, "lesson")
            message = f"{quote(bearing.lesson)} is a lesson of this record itself"
            yield broken("own-lesson", place, message, "Name a lesson of another record, or take this out")
        if not bearing.sources and not bearing.editorial:
            place = entry.document.place("bears_on", at, "why")
            message = "this reason names no source"
            fix = "Add `sources:`, or `editorial: true` if it is your own reading"
            yield broken("reason-without-ground", place, message, fix)


def _same_events(entry: Entry, index: Index) -> Iterator[Problem]:
    """What is said to be told elsewhere too, and is not: it would be counted nowhere."""
    fix = "Name the case that tells of it as its own, or take `same_event` out"
    for at, met in enumerate(entry.record.resistance if isinstance(entry.record, Case) else ()):
        if not met.same_event:
            continue
        place, other = entry.document.place("resistance", at, "same_event", "case"), met.same_event.case
        told = [one.record for one in index.entries if isinstance(one.record, Case) and one.slug == other]
        if other == entry.slug:
            yield broken("event-not-there", place, f"{quote(other)} is this record itself", fix)
        elif told and all(own.form != met.form for own in told[0].own_resistance):
            message = f"{quote(other)} tells of nothing of the form {quote(met.form)} that it met itself"
            yield broken("event-not-there", place, message, fix)


def _circles(entry: Entry) -> Iterator[Problem]:
    terms = entry.record.terms if isinstance(entry.record, Vocabulary) else ()
    parents = {term.id: str(term.parent) for term in terms if term.parent}
    for at, term in enumerate(terms):
        above, seen = parents.get(term.id), set()
        while above and above != term.id and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == term.id:
            message = f"the parents of {quote(term.id)} lead back to it"
            place = entry.document.place("terms", at, "parent")
            yield broken("circular-parent", place, message, "Take out `parent` where the widest term of them stands")


def _unused_sources(entry: Entry) -> Iterator[Problem]:
    cited = {str(ref) for _, ref in references(entry.record) if isinstance(ref, SourceKey)}
    cited |= {key for _, key in footnotes(entry.document)}
    for key in entry.record.sources:
        if key not in cited:
            place = entry.document.key_place("sources", key)
            message = f"nobody cites the source {quote(key)}"
            yield broken("unused-source", place, message, f"Cite it with [^{key}] or take it out")


def _unused_studies(entry: Entry) -> Iterator[Problem]:
    record = entry.record
    named = {outcome.study for outcome in record.outcomes} if isinstance(record, Case) else set()
    for key in record.studies if isinstance(record, Case) else ():
        if key not in named:
            place = entry.document.key_place("studies", key)
            message = f"no outcome names the study {quote(key)}"
            yield broken(
                "unused-study", place, message, f"Write `study: {key}` in the outcomes that it found, or take it out"
            )
