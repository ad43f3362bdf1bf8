# A work that several records cite is said once, in its own record. A record that cites it by name is read with what stands
# there, before its model sees it: so all that asks a record for its sources, from the consent to the clearance, sees whole
# ones, and only those who correct a text need to know where it is written.

"""Sources that several records cite."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from ..document import Document, Keys
from ..folders import DATA
from ..problem import Place, Problem, quote
from ..rules import broken
from ..schema import Case, Citation, Source, SourceRef
from ..schema.citations import SHARED, UNDATED, Work
from ..schema.effort import Material
from ..schema.walk import Step, references
from .entry import Entry

MIRRORS = DATA / "mirrors.json"


def whole(front: dict[str, Any], works: Mapping[str, Source]) -> dict[str, Any]:
    """The front matter of a record with what the records of its sources say in the place of their names.

    A source that is not known gets a stand-in: that it is missing is told where references are checked.
    """
    sources = front.get("sources")
    if not isinstance(sources, dict):
        return front
    return {**front, "sources": {key: _whole(one, works) for key, one in sources.items()}}


def _whole(citation: Any, works: Mapping[str, Source]) -> Any:
    slug = citation.get("source") if isinstance(citation, dict) else None
    if not isinstance(slug, str) or not slug.strip():
        return citation
    work = works.get(slug)
    said = {name: _as_written(getattr(work, name)) for name in SHARED} if work else {"title": slug}
    own = {name: value for name, value in citation.items() if name not in SHARED}
    told = {name: value for name, value in said.items() if value is not None}
    return {"year": UNDATED, **told, **own}


def _as_written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def said_beside(document: Document) -> Iterator[Problem]:
    """What a record writes of a source whose own record says it."""
    pair = document.front.pairs.get("sources")
    for key, (_, citation) in pair[1].pairs.items() if pair and isinstance(pair[1], Keys) else ():
        if not isinstance(citation, Keys) or "source" not in citation.pairs:
            continue
        named = citation.pairs["source"][1].value()
        for name in SHARED if named else ():
            if name in citation.pairs:
                message = f"`{name}` stands beside `source`, and {quote(named)} says it already"
                fix = f"Take it out here, and correct it in practices/{Source.folder}/{named}.md if it is wrong there"
                yield broken("beside-source", document.key_place("sources", key, name), message, fix)


def check_sources(entries: list[Entry]) -> Iterator[Problem]:
    """What is to be said of the addresses of sources and of materials: copies that are not called so, and one work told as several."""
    own: dict[str, Entry] = {}
    for entry in entries:
        if isinstance(entry.record, Source):
            yield from _unmarked(entry, entry.record, ())
            own.update((address, entry) for address in _addresses(entry.record))
    first: dict[str, tuple[Entry, str]] = {}
    for entry in entries:
        if isinstance(entry.record, Case):
            for number, material in enumerate(entry.record.materials):
                yield from _unmarked(entry, material, ("materials", number))
        for key, citation in entry.record.sources.items():
            if citation.source:
                continue
            yield from _unmarked(entry, citation, ("sources", key))
            addresses = _addresses(citation)
            known = next((own[address] for address in addresses if address in own), None)
            if known:
                yield _has_record(entry, key, citation, known)
            for address in () if known else addresses[:1]:
                yield from _differs(entry, key, *first.setdefault(address, (entry, key)))


def _addresses(work: Work) -> list[str]:
    """By what a work is known wherever it is told: its address, in whatever way that is written, and its DOI."""
    found = []
    if work.url:
        parts = urlsplit(work.url)
        found.append(f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}")
    return [*found, *([f"doi:{work.doi.casefold()}"] if work.doi else [])]


def _has_record(entry: Entry, key: str, citation: Citation, known: Entry) -> Problem:
    message = f"{quote(citation.title)} has a record of its own, {known.document.path}"
    fix = f"Write `source: {known.slug}` here, keep `read` and `note`, and take out the rest"
    return broken("source-has-record", entry.document.key_place("sources", key), message, fix)


_TOLD_ALIKE = ("title", "kind", "authors", "year")


def _differs(entry: Entry, key: str, first: Entry, first_key: str) -> Iterator[Problem]:
    one, other = entry.record.sources[key], first.record.sources[first_key]
    names = [name for name in _TOLD_ALIKE if _letters(getattr(one, name)) != _letters(getattr(other, name))]
    if entry is first or not names:
        return
    named = " and ".join(f"`{name}`" for name in names)
    message = f"the source {quote(key)} has the address of {quote(first_key)} in {_key_place(first, first_key)}, and another {named}"
    fix = (
        'Make the two agree; or give it a record of its own with: practices new source "Its title", and write `source:` '
        "with the name of that file in both places"
    )
    yield broken("source-differs", _key_place(entry, key), message, fix)


def _key_place(entry: Entry, key: str) -> Place:
    return entry.document.key_place("sources", key)


def _letters(text: str | None) -> str:
    return "".join(sign for sign in (text or "").casefold() if sign.isalnum())


@cache
def _mirrors() -> tuple[str, ...]:
    return tuple(json.loads(MIRRORS.read_text("utf-8")))


def mirror(address: str) -> str | None:
    """The host of an address, if anybody can share documents there."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    labels = host.split(".")
    names = [".".join(labels[at:]) for at in range(len(labels) - 1)]
    return host if any(fnmatchcase(name, known) for name in names for known in _mirrors()) else None


def _unmarked(entry: Entry, work: Work | Material, steps: tuple[Step, ...]) -> Iterator[Problem]:
    host = mirror(work.url) if work.url and not work.mirror else None
    if host:
        message = f"{quote(host)} is a site where anybody shares documents"
        fix = "Write the publisher's own address if you know it; else add `mirror: true` below, so that the link says that it is a copy"
        yield broken("mirror-unmarked", entry.document.place(*steps, "url"), message, fix)


def uncited(entries: list[Entry]) -> Iterator[Problem]:
    """Records of sources that no other record cites, so that they have no page."""
    cited = {
        str(ref)
        for entry in entries
        if not isinstance(entry.record, Source)
        for _, ref in references(entry.record)
        if isinstance(ref, SourceRef)
    }
    for entry in entries:
        if isinstance(entry.record, Source) and entry.slug not in cited:
            message = f"no record cites {quote(entry.record.title)}, so it has no page"
            fix = f"Write `source: {entry.slug}` below a key under `sources:` in the record that rests on it"
            yield broken("unused-source", entry.document.place("title"), message, fix)
