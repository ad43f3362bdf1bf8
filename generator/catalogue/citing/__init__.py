# How a record is cited, and what it cites, as plain values; how a program of references wants them written stands in
# formats.py, and how a page tells them to such programs in meta_tags.py. A record has no author: styles then begin with its title, and the title begins with those who did the
# work. So they come first in every style, and the library, which only tells of it, comes last.

"""References: the record itself, and its sources."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from ...clearance import Cleared
from ...languages import listed
from ...schema import Organisation, Source
from ...schema.citations import UNDATED, Work
from ...schema.refs import OrganisationRef
from .. import Catalogue
from .formats import bibtex, csl_json, ris
from .reference import Reference

__all__ = [
    "FORMATS",
    "Reference",
    "credited",
    "credited_beside",
    "is_told_to_programs",
    "own_files",
    "own_reference",
    "source_files",
    "source_references",
    "written",
]

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


def is_told_to_programs(entry: Cleared) -> bool:
    """Whether programs of references are told of a record: not of an outline, nor of an organisation of which only facts are known.

    Of a record of a source they are always told, since what they want is the work.
    """
    record = entry.record
    if isinstance(record, Source):
        return True
    if isinstance(record, Organisation) and not (entry.body.strip() or record.recommendations):
        return False
    return record.status != "outline"


def own_reference(catalogue: Catalogue, entry: Cleared, locale: Locale, online: str) -> Reference:
    """How the record is cited; of a record of a source, how the source is.

    `locale` says how names are listed; `online` is the address of the site, with a slash at its end, or empty while it
    has none.
    """
    library, record = catalogue.library, entry.record
    language = library.language.partition("-")[0]
    if isinstance(record, Source):
        # Whoever wants to cite a source wants the work, and not our page about it.
        return _source(entry.slug, record, language)
    names = credited_beside(catalogue, entry)
    return Reference(
        key=entry.slug,
        kind="record",
        title=f"{listed(names, locale)}: {record.title}" if names else record.title,
        container=library.title,
        published=record.checked.isoformat() if record.checked else "n.d.",
        url=online + entry.address.removesuffix("md") + "html" if online else None,
        language=record.language or language,
        note=library.licence,
    )


def source_references(catalogue: Catalogue, entry: Cleared) -> tuple[Reference, ...]:
    """Each of the sources of a record; what a record of a source rests on is nobody's reference."""
    language = catalogue.library.language.partition("-")[0]
    sources = {} if isinstance(entry.record, Source) else entry.record.sources
    return tuple(_source(f"{entry.slug}:{key}", source, language) for key, source in sources.items())


def _source(key: str, source: Work, language: str) -> Reference:
    # Whoever published an article is at times all that a record knows of its journal.
    stands_in = source.journal or (source.publisher if source.kind in ("journal-article", "news") else None)
    return Reference(
        key=key,
        kind=source.kind,
        title=source.title,
        author=source.authors,
        container=stands_in,
        publisher=source.publisher if source.publisher != stands_in else None,
        published=source.year or UNDATED,
        url=source.url,
        doi=source.doi,
        accessed=source.accessed,
        language=source.language or language,
        volume=source.volume,
        issue=source.issue,
        pages=source.pages,
    )


def own_files(entry: Cleared) -> dict[str, str]:
    """Where the files lie that say how a record is cited, by their format."""
    return _files(entry, "") if is_told_to_programs(entry) else {}


def source_files(entry: Cleared) -> dict[str, str]:
    """Where the files lie that hold a record's sources, by their format."""
    has_some = bool(entry.record.sources) and not isinstance(entry.record, Source)
    return _files(entry, "sources.") if has_some and is_told_to_programs(entry) else {}


def _files(entry: Cleared, part: str) -> dict[str, str]:
    return {ending: f"{entry.address.removesuffix('md')}{part}{ending}" for ending in FORMATS}


def written(catalogue: Catalogue, entry: Cleared, locale: Locale, online: str) -> Iterator[tuple[str, str]]:
    """The files that lie beside the page of a record: their addresses and what they hold."""
    for ending, address in own_files(entry).items():
        yield address, FORMATS[ending]([own_reference(catalogue, entry, locale, online)])
    for ending, address in source_files(entry).items():
        yield address, FORMATS[ending](source_references(catalogue, entry))
