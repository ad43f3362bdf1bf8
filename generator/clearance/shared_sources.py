# What a record tells of a source that has a record of its own is decided in that record: if it is held back there, nobody who
# cites it tells it. The other way round, a source whose every citation is held back has no page, since that page would say that
# somebody here rests on it.

"""Sources with records of their own, as far as they may be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..schema import Citation, Record, Source
from .redaction import Identity, Redaction
from .wishes import wishes_of


def works_of(records: Mapping[Identity, Record]) -> dict[str, Source]:
    """What the records of sources say, less what they hold back, by their slugs."""
    told = {
        slug: Redaction().record(one, wishes_of(one).held_back)
        for (_, slug), one in records.items()
        if isinstance(one, Source)
    }
    return {slug: one for slug, one in told.items() if isinstance(one, Source)}


def told_by(sources: Mapping[str, Citation], works: Mapping[str, Source]) -> dict[str, Citation]:
    """The sources of a record, with no more of each than its own record tells."""
    return {
        key: one.told_by(works[one.source]) if one.source and one.source in works else one
        for key, one in sources.items()
    }


def keys_of_gone(record: Record, gone: Iterable[Identity]) -> frozenset[Identity]:
    """The keys under which a record cites sources that are not told, so that nothing in it cites them any more."""
    named = {("sources", key): (one.source.kind, str(one.source)) for key, one in record.sources.items() if one.source}
    return frozenset(key for key, identity in named.items() if identity in set(gone))


def uncited(works: Mapping[str, Source], records: Iterable[Record]) -> frozenset[Identity]:
    """The records of sources that none of the cleared records cites."""
    cited = {
        str(one.source)
        for record in records
        if not isinstance(record, Source)
        for one in record.sources.values()
        if one.source
    }
    return frozenset((Source.folder, slug) for slug in works.keys() - cited)
