# What a source carries in this library: who cites it, how much of it each of them read, and the sentences that rest on it.
# What a claim's sentence is, its model says by the order of its fields: the first text in it, names of things apart.

"""Who cites a source, and for what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..clearance import Cleared
from ..schema import Citation, SourceKey, Strict
from ..schema.fields import fields_of, is_text
from ..schema.walk import walk
from . import Catalogue


@dataclass(frozen=True)
class Use:
    """An entry that cites a source: what it says of its reading, the sentences that rest on it, and whether the story cites it."""

    entry: Cleared
    citations: tuple[Citation, ...]
    claims: tuple[str, ...]
    in_story: bool


def uses_of_source(catalogue: Catalogue, source: Cleared) -> tuple[tuple[str, tuple[Use, ...]], ...]:
    """Who cites a source that has a record of its own, by the kind of record."""
    groups = groupby(catalogue.citing[source.slug], key=lambda entry: entry.kind)
    return tuple((kind, tuple(_use(entry, source) for entry in found)) for kind, found in groups)


def _use(entry: Cleared, source: Cleared) -> Use:
    citations = {key: one for key, one in entry.record.sources.items() if one.source == source.slug}
    claims = tuple(dict.fromkeys(filter(None, map(_sentence, _owners(entry, set(citations))))))
    in_story = any(f"[^{key}]" in entry.body for key in citations)
    return Use(entry, tuple(citations.values()), claims, in_story)


def _owners(entry: Cleared, keys: set[str]) -> Iterator[Strict]:
    """Whatever in an entry rests on one of the keys, each once."""
    last = None
    for one in walk(entry.record):
        if isinstance(one.value, SourceKey) and one.value in keys and one.owner is not None and one.owner is not last:
            last = one.owner
            yield one.owner


def _sentence(owner: Strict) -> str | None:
    """What something that rests on a source says, in one sentence; nothing if it has none."""
    names = [
        field.name
        for field in fields_of(type(owner))
        if field.model is None and not field.many and is_text(type(owner), field.name)
    ]
    texts = (getattr(owner, name) for name in names if name not in _ASIDE)
    return next((text for text in texts if text), None)


_ASIDE = ("as_called", "number", "code", "short")
"""Texts that are names or numbers, and no sentence."""
