# What a page tells to programs of references: elements of its head, in the names that HighWire Press gave them, which Google Scholar,
# Zotero and Mendeley read (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing). Nobody sees them, and they say no more than
# the heading, so a discreet library has them too.

"""A reference as the meta elements of a page."""

from __future__ import annotations

from collections.abc import Iterator

from .authors import Name
from .reference import Reference, line


def meta_tags(reference: Reference) -> tuple[tuple[str, str], ...]:
    """Names of elements with what they hold, in order. A year that is a guess, and one of several, is left out."""
    return tuple((f"citation_{name}", line(value)) for name, value in _values(reference) if value)


def _values(reference: Reference) -> Iterator[tuple[str, str | None]]:
    who, (first, last) = reference.who, reference.page_ends
    yield "title", reference.title
    for name in who.names:
        yield "editor" if who.are_editors else "author", _name(name)
    is_article = reference.kind == "journal-article"
    yield "journal_title", reference.container if is_article else None
    yield from (("volume", reference.volume), ("issue", reference.issue), ("firstpage", first), ("lastpage", last))
    yield "technical_report_institution" if reference.kind in _REPORTS else "publisher", _published_by(reference)
    if reference.date and not reference.is_guess and not reference.last_year:
        yield "publication_date", "/".join(f"{part:02}" for part in reference.date)
    yield from (("doi", reference.doi), ("public_url", reference.url), ("language", reference.language))


_REPORTS = ("report", "evaluation", "working-paper", "brief")


def _published_by(reference: Reference) -> str | None:
    """Readers take whatever stands in something for a chapter of a book, so the library and newspapers publish here."""
    return reference.publisher or (None if reference.kind == "journal-article" else reference.container)


def _name(name: Name) -> str:
    return f"{name.family}, {name.given}" if name.given else name.family or name.whole
