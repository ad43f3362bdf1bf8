# Two versions in, what differs out, as plain values in an order that never changes. Nothing is judged here.

"""What differs between two versions of a library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...check import Entry
from ...problem import Problem
from .version import Version

Changes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Review:
    """What a change does.

    `careful` are pairs of a path and what is said there of how far a record may be told, with how that changed; `records` and
    `pages` are added, changed or gone; of a changed record the fields are told.
    """

    is_sound: bool
    had_pages: bool
    careful: tuple[tuple[str, str, str], ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: Changes
    pages_added: tuple[str, ...]
    pages_gone: tuple[str, ...]
    pages_changed: tuple[str, ...]
    counts: Mapping[str, tuple[int, int]]
    gaps_filled: tuple[tuple[str, str], ...]
    gaps_new: tuple[tuple[str, str], ...]
    ties_new: tuple[tuple[str, str, str], ...]
    ties_gone: tuple[tuple[str, str, str], ...]
    problems_new: tuple[Problem, ...]
    problems_gone: int


def compared(before: Version, after: Version) -> Review:
    """What differs between a version and a later one."""
    both = before.known is not None and after.known is not None
    old, new = (_of_readers(one.pages) if both else {} for one in (before, after))
    paths = sorted(before.entries.keys() | after.entries.keys())
    was = {_said(problem) for problem in before.problems}
    known = {_said(problem) for problem in after.problems}
    pairs = {path: (before.entries.get(path), after.entries.get(path)) for path in paths}
    fields = {path: _fields(old, new) for path, (old, new) in pairs.items() if old and new}
    return Review(
        is_sound=after.known is not None,
        had_pages=before.known is not None,
        careful=tuple(one for path in paths for one in _careful(path, before, after)),
        added=tuple(path for path, (old, _) in pairs.items() if old is None),
        gone=tuple(path for path, (_, new) in pairs.items() if new is None),
        changed={path: names for path, names in fields.items() if names},
        pages_added=tuple(sorted(new.keys() - old.keys())),
        pages_gone=tuple(sorted(old.keys() - new.keys())),
        pages_changed=tuple(sorted(page for page in old.keys() & new.keys() if old[page] != new[page])),
        counts={
            name: (before.counts[name], count)
            for name, count in after.counts.items()
            if both and before.counts[name] != count
        },
        gaps_filled=tuple(sorted(before.gaps - after.gaps)) if both else (),
        gaps_new=tuple(sorted(after.gaps - before.gaps)) if both else (),
        ties_new=tuple(sorted(after.ties - before.ties)) if both else (),
        ties_gone=tuple(sorted(before.ties - after.ties)) if both else (),
        problems_new=tuple(problem for problem in after.problems if _said(problem) not in was),
        problems_gone=len(was - known),
    )


def _of_readers(pages: Mapping[str, str]) -> dict[str, str]:
    """Pages alone, without files for programs that lie beside them."""
    return {address: text for address, text in pages.items() if address.endswith(".md")}


def _said(problem: Problem) -> tuple[str, str, str]:
    """A problem wherever its line has moved to."""
    return problem.place.path, problem.rule, problem.message


def _fields(old: Entry, new: Entry) -> tuple[str, ...]:
    """The fields of a record that differ, and its story."""
    before, after = old.document.front.value(), new.document.front.value()
    names = [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]
    return (*names, *["its story"] * (old.document.body != new.document.body))


def _careful(path: str, before: Version, after: Version) -> list[tuple[str, str, str]]:
    was, now = before.careful(path), after.careful(path)
    return [
        (path, key, "new" if key not in was else "taken out" if key not in now else "changed")
        for key in dict.fromkeys((*was, *now))
        if was.get(key) != now.get(key)
    ]
