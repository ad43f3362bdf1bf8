# One side of a comparison: the records as they are written, what the check says of them, and the pages that come of it.

"""A version of a library."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ...catalogue.knowledge import Knowledge
from ...catalogue.questions import Gap
from ...check import Entry
from ...problem import Problem
from ...schema import KINDS, Local, Ref
from ...schema.walk import field_that_names, lessons_of, references
from ...site import examine, renderer_of, site_of


@dataclass(frozen=True)
class Version:
    """A library as it is on some day: its problems, its records by path, and, where it is sound, its pages and what is known."""

    problems: tuple[Problem, ...]
    entries: Mapping[str, Entry]
    pages: Mapping[str, str]
    known: Knowledge | None

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many there are of what readers count."""
        if not self.known:
            return {}
        catalogue = self.known.catalogue
        return {
            **{kind: len(catalogue.all(kind)) for kind in KINDS},
            "pushback met": len(catalogue.met),
            "lessons": sum(len(lessons_of(entry.record)) for entry in catalogue.entries),
            "gaps": sum(map(len, self.known.questions.gaps.values())),
        }

    @cached_property
    def gaps(self) -> frozenset[tuple[str, str]]:
        """Every empty place: what is missing, and the page that has it."""
        found = self.known.questions.gaps if self.known else {}
        return frozenset((kind, _where(gap)) for kind, gaps in found.items() for gap in gaps)

    @cached_property
    def ties(self) -> frozenset[tuple[str, str, str]]:
        """Every reference: from which page, by which field, to what."""
        entries = self.known.catalogue.entries if self.known else ()
        return frozenset(
            (entry.address, field_that_names(entry.record, steps), f"{_kind_of(ref)}/{ref}")
            for entry in entries
            for steps, ref in references(entry.record)
            if not isinstance(ref, Local)
        )

    def careful(self, path: str) -> dict[str, Any]:
        """What a record says about how far it may be told, by key."""
        entry = self.entries.get(path)
        return dict(_careful(entry.document.front.value())) if entry else {}


def _where(gap: Gap) -> str:
    return f"{gap.target.address}#{gap.at}" if gap.at else gap.target.address


def _kind_of(ref: Ref) -> str:
    return getattr(ref, "role", "") or ref.kind


CAREFUL = ("consent", "sensitivity", "embargo", "withdrawn", "told_as")
_WITHIN = "held_back"


def _careful(front: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((key, front[key]) for key in CAREFUL if key in front)
    if within := list(_held_back(front)):
        yield _WITHIN, within


def _held_back(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        if value.get(_WITHIN) and at != ".sensitivity":
            yield at, value[_WITHIN]
        for key, part in value.items():
            yield from _held_back(part, f"{at}.{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _held_back(part, f"{at}.{number}")


def version_of(root: Path, today: datetime.date) -> Version:
    """The library in a folder, composed."""
    found = examine(root, today)
    entries = {entry.document.path: entry for entry in found.entries}
    if not found.is_sound:
        return Version(found.problems, entries, {}, None)
    site = site_of(root, found, today)
    pages = {page.address: page.text for page in site.pages}
    return Version(site.problems, entries, pages, renderer_of(root, found, today).known)
