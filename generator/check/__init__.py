# Documents in; entries and problems out. Every check yields all it finds, so one run shows everything, and nothing
# raises for what a contributor wrote. What is about one record comes first; what needs all of them comes last, and
# then sees also the records around one that is broken.

"""From documents to checked entries, or problems in plain words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..address import page_of
from ..document import Document
from ..folders import CARD
from ..kept import NOTHING, Memory
from ..problem import Place, Problem
from ..rules import broken
from ..schema import KINDS, LessonRef, Library, Local
from .disclosure import check_fences
from .entry import Entry
from .halves import check_half
from .links import Index, check_links, check_references, check_texts, index_of
from .media import check_file, check_inline_media
from .models import read_model
from .privacy.across_records import look_at_all
from .privacy.person_names import signatures
from .proof import check_proof
from .reading import Read, read_records
from .shapes import Listed, as_meant, once
from .shelves import check_shelves
from .sources import check_sources, uncited
from .text import check_body
from .ties import check_ties
from .unknown import named_by
from .withdrawn import roles_taken_along

__all__ = ["Checked", "Entry", "check", "in_words"]


@dataclass(frozen=True)
class Checked:
    """The outcome of a check: the library's card, the entries that hold, and every problem in order of place."""

    library: Library | None
    card: Document | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def check(
    documents: list[Document],
    found: list[Problem],
    today: datetime.date,
    pages: frozenset[str] = frozenset(),
    written: Mapping[str, str | bytes] | None = None,
    *,
    memory: Memory = NOTHING,
) -> Checked:
    """Check all documents of a library.

    `found` are the problems met while reading; `pages` the addresses besides records to which a link may lead; `written`
    what lies beside the records by its path: pages as text, pictures and the like as bytes. `memory` has what came of single
    records in the last run.
    """
    problems = list(found)
    card = next((document for document in documents if not document.kind), None)
    library = None
    if card:
        library, more = read_model(card, Library)
        problems += [*more, *check_body(card), *check_fences(card), *_reminders(card, library)]
    elif not any(problem.place.path == CARD for problem in found):
        fix = f"Write {CARD} with `title`, `tagline`, `summary`, `licence` and `licence_url`"
        problems.append(broken("missing-library", Place(CARD), "the library has no card", fix))
    read = read_records(documents, today, memory.of("records"))
    entries, leaving = read.entries, read.leaving
    problems += [*read.problems, *_together(read, pages, found)]
    if card and library:
        names = frozenset(page_of(document.kind, document.slug) for document in documents)
        problems += [*check_references(card, library, index_of(entries, pages | names)), *check_texts(card, set())]
    problems += [*check_proof(entries), *check_sources(entries)]
    problems += _privacy_check(read, (card, library) if card and library else None, written or {}, memory)
    # In order of path, as they were read.
    known = sorted([*entries, *(one.whole for one in leaving)], key=lambda entry: entry.document.path)
    return Checked(library, card, tuple(known), tuple(sorted(once(problems))))


def in_words(document: Document) -> list[Problem]:
    """What is wrong with the front matter of one record by itself."""
    meant = as_meant(document, KINDS[document.kind])
    listed = [one.problem(one.parts) for one in meant.listed]
    return sorted(once([*meant.problems, *listed, *read_model(meant.document, KINDS[document.kind])[1]]))


def _privacy_check(
    read: Read, card: tuple[Document, Library] | None, written: Mapping[str, str | bytes], memory: Memory
) -> Iterator[Problem]:
    pages = {path: text for path, text in written.items() if isinstance(text, str)}
    unread, gone = [half.written for half in read.unread], [one.whole.document for one in read.leaving]
    yield from look_at_all(read.entries, unread, card, pages, gone, known=memory.of("privacy"))
    signed = signatures(card[1].signed if card else ())
    for path, data in written.items():
        yield from check_file(path, data, signed) if isinstance(data, bytes) else check_inline_media(path, data)


def _reminders(card: Document, library: Library | None) -> Iterator[Problem]:
    """What a library can do without, and should not once it is public."""
    if library and library.has_placeholder:
        place = card.place("repository")
        message = "the repository's address is a placeholder"
        yield broken("placeholder-repository", place, message, "Write the real one before you publish")
    if library and not library.private_address:
        message = "nobody is told where to write in private"
        fix = "Add `private_address:`, the https:// address of a form or an e-mail address, before you publish"
        yield broken("no-private-address", card.place(), message, fix)


def _together(read: Read, pages: frozenset[str], found: list[Problem]) -> Iterator[Problem]:
    entries, leaving, unread = read.entries, read.leaving, read.unread
    # A record that could not be read still exists: what refers to it is not wrong. Its terms are not known, though, so
    # while a vocabulary is broken, terms are not judged.
    broken_paths = {half.written.path for half in unread} | {problem.place.path for problem in found}
    ghosts = frozenset(path.removeprefix("practices/") for path in broken_paths)
    vocabulary_broken = any(path.startswith("vocabularies/") for path in ghosts)
    # One that was withdrawn exists too, and says no more what lessons and terms it had.
    gone = frozenset(page_of(one.stub.kind, one.stub.slug) for one in leaving)
    addresses, roles = pages | ghosts | gone, roles_taken_along(leaving)
    index = index_of(entries, addresses, roles)
    named = {one: parts for one in read.listed if (parts := _named(one, index))}
    yield from (one.problem(named.get(one, one.parts), known=one in named) for one in read.listed)
    told = {one.place for one in named}
    of_halves = (problem for half in unread for problem in check_half(half, index))
    for problem in (*check_links(entries, addresses, roles), *of_halves):
        if problem.rule == "unknown-term" and vocabulary_broken:
            continue
        if problem.rule not in _UNKNOWN or problem.place not in told:
            yield problem
    if not broken_paths:
        yield from check_shelves(entries, leaving)
        yield from check_ties(entries)
        yield from uncited(entries)


_UNKNOWN = ("unknown-country", "unknown-reference", "unknown-term")


def _named(listed: Listed, index: Index) -> tuple[str, ...]:
    """What a text in the place of a list names, if it is all known."""
    if any(isinstance(part, Local | LessonRef) for part in listed.parts):
        return ()
    meant = [named_by(part, index.names) for part in listed.parts]
    return tuple(dict.fromkeys(one for parts in meant for one in parts)) if all(meant) else ()
