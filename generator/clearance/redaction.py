# How a record is told: the same model, less what may not be known. One walk over its values decides at each of them, by
# its type: a reference to what is not published goes, an organisation becomes its description, a country becomes its
# region, a part that is held back goes whole. A value that makes no sense without what went, goes with it.

"""What is taken out of one record."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from ..schema import (
    COUNTRIES,
    Citation,
    Country,
    LessonRef,
    Local,
    Organisation,
    Part,
    Record,
    Ref,
    Region,
    Scope,
    Strict,
    Term,
)
from ..schema.effort import Tie
from ..schema.parts import Disagreement
from ..schema.walk import Step, walk
from ..story import Kept, normal
from .unlinked import address_of, unlinked, without_addresses

Identity = tuple[str, str]
"""A kind and a slug; for terms the kind and the role of their vocabulary, for lessons the kind and their address."""

PAGES_OF_TERMS = "terms"
"""The kind of a vocabulary's slug where the pages of its terms are meant."""


class _Gone(Exception):
    """A value that may not be told, or that makes no sense without one."""


@dataclass(frozen=True)
class Redaction:
    """What may not be told in one record.

    `gone` are records that are not published; `told_as` maps organisations to the slugs of their descriptions;
    `hides_countries` says that no country may be named; `ids` are ids within the record, by field, whose item went.
    """

    gone: frozenset[Identity] = frozenset()
    told_as: Mapping[str, str] = field(default_factory=dict)
    hides_countries: bool = False
    ids: frozenset[Identity] = frozenset()

    def record(self, record: Record, held: Iterable[str] = ()) -> Record:
        """The record as it may be told; the fields named in `held` fall back to what they are when left out."""
        own = {name: info for name, info in type(record).model_fields.items() if not info.is_required()}
        bare = record.model_copy(update={name: own[name].get_default() for name in held if name in own})
        return self._group(bare)  # type: ignore[return-value]

    def _value(self, value: Any) -> Any:
        if isinstance(value, Ref):
            return self._ref(value)
        if isinstance(value, tuple):
            return tuple(self._described_last(list(self._survivors(value))))
        if isinstance(value, dict):
            return dict(self._pairs(value))
        return self._group(value) if isinstance(value, Strict) else value

    def _ref(self, ref: Ref) -> Ref:
        if isinstance(ref, Local):
            if (ref.kind, str(ref)) in self.ids:
                raise _Gone
            return ref
        if ref.kind == "organisations" and ref in self.told_as:
            return type(ref)(self.told_as[ref])
        if (ref.kind, ref.role if isinstance(ref, Term) else str(ref)) in self.gone:
            raise _Gone
        if isinstance(ref, LessonRef) and ref.home in self.gone:
            raise _Gone
        if self.hides_countries and isinstance(ref, Country):
            raise _Gone
        return ref

    def _group(self, value: Strict) -> Strict:
        if isinstance(value, Part) and value.held_back:
            raise _Gone
        if isinstance(value, Citation) and value.source:
            self._ref(value.source)  # of a source that goes, nothing that its record says is left
        changes: dict[str, Any] = {}
        for name, info in type(value).model_fields.items():
            try:
                changes[name] = self._value(getattr(value, name))
            except _Gone:
                if info.is_required():
                    raise
                changes[name] = info.get_default()
        if isinstance(value, Scope) and value.kind == "region" and changes["region"] is None:
            # Without the word for the region, that there are several countries is still told.
            changes["kind"] = "country" if len(changes["countries"]) == 1 else "multi-country"
        if isinstance(value, Disagreement) and len(changes["accounts"]) < len(value.accounts):
            raise _Gone  # of two accounts, the one that is left would look like the truth
        if isinstance(value, Tie) and not (changes["case"] or changes["programme"] or changes["name"]):
            raise _Gone
        return value.model_copy(update=changes)

    def _described_last(self, items: list[Any]) -> list[Any]:
        """A list with descriptions at the end, since the place of one would tell how its name begins; each once."""
        described = set(self.told_as.values())
        last = [item for item in items if _who(item) in described]
        others = [item for item in items if _who(item) not in described]
        # Two that are told alike stand in the order of what is told of them, and not in that of their names.
        last.sort(key=lambda item: (str(_who(item)), repr(item)))
        return [*(dict.fromkeys(others) if _are_refs(others) else others), *(item for item, _ in groupby(last))]

    def _survivors(self, values: Iterable[Any]) -> Iterable[Any]:
        for value in values:
            try:
                yield self._value(value)
            except _Gone:
                continue

    def _pairs(self, values: Mapping[Any, Any]) -> Iterable[tuple[Any, Any]]:
        for key, value in values.items():
            try:
                yield (self._ref(key) if isinstance(key, Ref) else key), self._value(value)
            except _Gone:
                continue

    def body(self, body: str, kind: str) -> str:
        """A body in Markdown that every program reads alike, whose links to what is not told are plain words, and whose notes to sources that went are gone."""
        return self.body_and_cuts(body, kind)[0]

    def body_and_cuts(self, body: str, kind: str) -> tuple[str, bool]:
        """The same, and whether a link or a note in it is gone."""
        gone: list[str] = []
        keys = {key for field, key in self.ids if field == "sources"}

        def stays(target: str) -> bool:
            if cut := self.cuts(target, kind):
                gone.append(target)
            return not cut

        def note(key: str) -> str:
            if key in keys:
                gone.append(key)
                return ""
            return f"[^{key}]"

        return normal(body, Kept(stays, note)), bool(gone)

    def page(self, text: str, folder: str) -> str:
        """A page of docs/, whose links to what is not told are plain words; all else stays as it was written."""
        return unlinked(text, folder, self._leads_to_hidden)

    def without_addresses(self, text: str, folder: str) -> str:
        """A text with blanks for the addresses of links that are cut; all else keeps its place."""
        return without_addresses(text, folder, self._leads_to_hidden)

    def cuts(self, target: str, folder: str) -> bool:
        """Whether a link from a page in a folder of the tree becomes words."""
        return self._leads_to_hidden(*address_of(target, folder))

    def _leads_to_hidden(self, address: str, anchor: str) -> bool:
        folder, slug = posixpath.split(address)
        if folder == Country.kind:
            return self.hides_countries or (folder, slug.upper()) in self.gone
        if (folder, slug) in self.gone or (folder == Organisation.folder and slug in self.told_as):
            return True
        above, name = posixpath.split(folder)
        is_term = above == Term.kind and (PAGES_OF_TERMS, name) in self.gone
        return is_term or (LessonRef.kind, f"{address}#{anchor}") in self.gone


def _who(item: Any) -> str | None:
    """The organisation that an item of a list is, or is about and makes no sense without."""
    if isinstance(item, Strict):
        needed = (getattr(item, name) for name, info in type(item).model_fields.items() if info.is_required())
        item = next((value for value in needed if isinstance(value, Ref)), None)
    return str(item) if isinstance(item, Ref) and item.kind == Organisation.folder else None


def _are_refs(values: list[Any]) -> bool:
    return bool(values) and all(isinstance(value, Ref) for value in values)


def ids_held_back(record: Record, held: Iterable[str]) -> frozenset[Identity]:
    """Ids and keys within a record whose items are held back, so that nothing refers to them any more."""
    found: set[Identity] = set()
    above: set[tuple[Step, ...]] = {(name,) for name in held}
    for one in walk(record):
        if _is_held_back(one.value):
            above.add(one.steps)
        if any(one.steps[:length] in above for length in range(1, len(one.steps) + 1)):
            found.update((one.field, own) for own in (one.key, getattr(one.value, "id", None)) if isinstance(own, str))
    return frozenset(found)


def has_held_parts(record: Record) -> bool:
    """Whether any part of a record is held back by its own mark."""
    return any(_is_held_back(one.value) for one in walk(record))


def _is_held_back(value: Any) -> bool:
    return isinstance(value, Part) and value.held_back is not None


def coarser_scope(scope: Scope, level: str, regions: Mapping[str, tuple[str, ...]]) -> Scope | None:
    """The scope told no closer than `level`: country, sub-region, region or withheld.

    `regions` gives for each country and each region the regions above it, from the widest. Where the countries have
    no region in common, only their being several is told. A region that holds no other country would name them.
    """
    if level == "withheld":
        return None
    if level == "country":
        return scope.model_copy(update={"places": None, "note": None})
    above = [regions.get(str(country), ()) for country in scope.countries]
    if scope.region:
        above.append((*regions.get(str(scope.region), ()), str(scope.region)))
    shared = [steps[0] for steps in zip(*above, strict=False) if len(set(steps)) == 1]
    own = set(scope.countries)
    shared = [region for region in shared if not own or _countries_of(region, regions) - own]
    bare = {"countries": (), "focus": None, "places": None, "note": None}
    if scope.kind == "global":
        return scope.model_copy(update={**bare, "region": None})
    if not shared:
        return scope.model_copy(update={**bare, "kind": "multi-country", "region": None}) if len(above) > 1 else None
    region = Region(shared[-1] if level == "sub-region" else shared[0])
    return scope.model_copy(update={**bare, "kind": "region", "region": region})


def _countries_of(region: str, regions: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {name for name, above in regions.items() if region in above and name in COUNTRIES}
