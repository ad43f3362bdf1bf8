# How a record is cited, and what it cites, as plain values; how a program of references wants them written stands in
# formats.py. A record has no author: styles then begin with its title, and the title begins with those who did the
# work. So they come first in every style, and the library, which only tells of it, comes last.

"""References: the record itself, and its sources."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from ...clearance import Cleared
from ...languages import listed
from ...schema import Source
from ...schema.citations import UNDATED, Work
from ...schema.refs import OrganisationRef
from .. import Catalogue
from .formats import bibtex, csl_json, ris
from .reference import Reference

__all__ = ["FORMATS", "Reference", "addresses", "credited", "credited_beside", "references_of", "written"]

FORMATS = {"bib": bibtex, "ris": ris, "csl.json": csl_json}
"""How references are written, by the ending of the file's name."""


def credited(catalogue: Catalogue, entry: Cleared) -> tuple[Cleared, ...]:
    """Those who did the work that a record tells of, or published what it describes, in the order of the record."""
    return tuple(catalogue.get(slug) for slug in _who(catalogue, entry))


def _who(catalogue: Catalogue, entry: Cleared) -> tuple[OrganisationRef, ...]:
    if field := entry.record.credited:
        named = getattr(entry.record, field)
        return named if isinstance(named, tuple) else (named,) if named else ()
    shelf = catalogue.home_of(entry)
    return _who(catalogue, shelf) if shelf else ()


def credited_beside(catalogue: Catalogue, entry: Cleared) -> list[str]:
    """The names of those who are credited. If organisation and record share a name, the title says it already."""
    return [name for who in credited(catalogue, entry) if (name := who.record.title) != entry.record.title]


def references_of(catalogue: Catalogue, entry: Cleared, locale: Locale, online: str) -> Iterator[Reference]:
    """The record, and then each of its sources; of a record of a source only the source.

    `locale` says how names are listed; `online` is the address of the site, with a slash at its end, or empty while it
    has none.
    """
    library, record = catalogue.library, entry.record
    language = library.language.partition("-")[0]
    if isinstance(record, Source):
        # Whoever wants to cite a source wants the work, and not our page about it.
        yield _source(entry.slug, record, language)
        return
    names = credited_beside(catalogue, entry)
    yield Reference(
        key=entry.slug,
        kind="record",
        title=f"{listed(names, locale)}: {record.title}" if names else record.title,
        container=library.title,
        published=record.checked.isoformat() if record.checked else "n.d.",
        url=online + entry.address.removesuffix("md") + "html" if online else None,
        language=record.language or language,
        note=library.licence,
    )
    for key, source in record.sources.items():
        yield _source(f"{entry.slug}:{key}", source, language)


def _source(key: str, source: Work, language: str) -> Reference:
    return Reference(
        key=key,
        kind=source.kind,
        title=source.title,
        author=source.authors,
        container=source.publisher,
        published=source.year or UNDATED,
        url=source.url,
        doi=source.doi,
        accessed=source.accessed,
        language=source.language or language,
    )


def addresses(entry: Cleared) -> dict[str, str]:
    """Where the files lie that stand beside the page of a record, by their format."""
    return {ending: f"{entry.address.removesuffix('md')}{ending}" for ending in FORMATS}


def written(catalogue: Catalogue, entry: Cleared, locale: Locale, online: str) -> Iterator[tuple[str, str]]:
    """The files that lie beside the page of a record: their addresses and what they hold."""
    references = tuple(references_of(catalogue, entry, locale, online))
    for ending, address in addresses(entry).items():
        yield address, FORMATS[ending](references)
