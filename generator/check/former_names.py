# At the address that a record had, a page leads on to it. So a name that was given up stays taken, for its kind.

"""Names that records had before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..problem import Problem, quote
from ..rules import broken
from .entry import Entry

_FIX = "Take it out, or give the other record another name"


def check_former_names(entries: Iterable[Entry], slugs: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Every former name that is taken. `slugs` are the names of all records by kind."""
    had: dict[tuple[str, str], str] = {}
    for entry in entries:
        for at, name in enumerate(entry.record.formerly):
            other = f"{entry.kind}/{name}" if name in slugs.get(entry.kind, ()) else had.get((entry.kind, name), "")
            had.setdefault((entry.kind, name), f"{entry.kind}/{entry.slug}")
            if other:
                own = other == f"{entry.kind}/{entry.slug}"
                message = f"`formerly`: {quote(name)} " + (
                    "stands here twice, or is its name now" if own else f"is a name of {other}.md"
                )
                place = entry.document.place("formerly", at)
                yield broken("former-name-taken", place, message, "Take it out" if own else _FIX)
