# Which practice was made from which, and which is part of which, seen over all cases: each can only lead away from a case.

"""Checks of what practices grew from and belong to."""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem, quote
from ..rules import broken
from ..schema import Case
from .entry import Entry

TIES = ("adapted_from", "part_of")
"""The fields of a case that tie it to others."""


def check_ties(entries: list[Entry]) -> Iterator[Problem]:
    """Each tie by which a case comes back to itself."""
    cases = {entry.slug: entry for entry in entries if isinstance(entry.record, Case)}
    for field in TIES:
        above = {slug: _tied(entry, field) for slug, entry in cases.items()}
        for slug, entry in cases.items():
            for at, other in above[slug].items():
                if other == slug:
                    message = f"{quote(slug)} is this record itself"
                elif _leads_to(slug, other, above):
                    message = f"{quote(other)} leads back to this record by its own {field}"
                else:
                    continue
                place = entry.document.place(field, at, "case")
                fix = "Name another practice, or take this out"
                yield broken("circular-tie", place, f"`{field}`: {message}", fix if other == slug else _EITHER)


_EITHER = "Take it out on the side that came first, or is the whole"


def _tied(entry: Entry, field: str) -> dict[int, str]:
    """The cases that a field names, by the place of the tie in it."""
    return {at: str(tie.case) for at, tie in enumerate(getattr(entry.record, field)) if tie.case}


def _leads_to(slug: str, start: str, above: dict[str, dict[int, str]]) -> bool:
    waiting, seen = [start], set()
    while waiting:
        one = waiting.pop()
        if one == slug:
            return True
        if one not in seen:
            seen.add(one)
            waiting += above.get(one, {}).values()
    return False
