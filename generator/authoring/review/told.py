# Read as plain text in a terminal, and as Markdown where a code host shows a summary. What is said of people's safety is named and
# never quoted: a summary is public, and is kept longer than the change.

"""A review in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...address import html_of
from ...problem import Severity, printable
from .compare import Review

MOST = 25
"""How many of a list are told."""


def told(review: Review) -> str:
    """All that a change does, as Markdown."""
    parts = [
        "# What this change does",
        *_careful(review),
        *_soundness(review),
        *_records(review),
        *_pages(review),
        *_counts(review),
        *_gaps(review),
        *_ties(review),
        *_problems(review),
    ]
    return "\n\n".join(parts if len(parts) > 1 else [*parts, "Nothing that readers see."]) + "\n"


def _careful(review: Review) -> Iterator[str]:
    if review.careful:
        yield "## LOOK HERE FIRST: WHAT KEEPS PEOPLE SAFE IS TOUCHED"
        yield _list([f"**{key.replace('_', ' ').upper()}** {how}: {_path(path)}" for path, key, how in review.careful])


def _soundness(review: Review) -> Iterator[str]:
    if not review.is_sound:
        yield "**No site can be made of it**: it has errors, which `practices check` tells."
    elif not review.had_pages:
        yield "No site could be made of what was there before, so that pages are not compared."


def _records(review: Review) -> Iterator[str]:
    rows = [f"new: {_path(path)}" for path in review.added]
    rows += [f"gone: {_path(path)}" for path in review.gone]
    rows += [f"changed: {_path(path)} ({', '.join(map(printable, names))})" for path, names in review.changed.items()]
    if rows:
        yield f"## Records: {len(review.added)} new, {len(review.changed)} changed, {len(review.gone)} gone"
        yield _list(rows)


def _pages(review: Review) -> Iterator[str]:
    added, gone, changed = review.pages_added, review.pages_gone, review.pages_changed
    if added or gone or changed:
        yield f"## Pages: {len(added)} new, {len(changed)} changed, {len(gone)} gone"
    if gone:
        yield "**Addresses that lead nowhere any more**, unless somebody looks after them:"
        yield _list([_path(html_of(page)) for page in gone])
    if added:
        yield "New:"
        yield _list([_path(html_of(page)) for page in added])
    if changed:
        yield "Changed:"
        yield _list([_path(html_of(page)) for page in changed])


def _counts(review: Review) -> Iterator[str]:
    if review.counts:
        yield "## Counts"
        yield _list([f"{name}: {before} → {after}" for name, (before, after) in review.counts.items()])


def _gaps(review: Review) -> Iterator[str]:
    if review.gaps_filled or review.gaps_new:
        yield f"## Gaps: {len(review.gaps_filled)} filled, {len(review.gaps_new)} new"
        rows = [f"filled: {kind.replace('-', ' ')}: {_path(where)}" for kind, where in review.gaps_filled]
        yield _list([*rows, *(f"new: {kind.replace('-', ' ')}: {_path(where)}" for kind, where in review.gaps_new)])


def _ties(review: Review) -> Iterator[str]:
    if review.ties_new or review.ties_gone:
        yield f"## Links between records: {len(review.ties_new)} new, {len(review.ties_gone)} gone"
        rows = [f"new: {_path(page)} → {_path(to)} ({field})" for page, field, to in review.ties_new]
        yield _list([*rows, *(f"gone: {_path(page)} → {_path(to)} ({field})" for page, field, to in review.ties_gone)])


def _problems(review: Review) -> Iterator[str]:
    new = review.problems_new
    if new or review.problems_gone:
        counts = ", ".join(
            f"{count} {one}{'' if count == 1 else 's'}"
            for one in Severity
            if (count := sum(problem.severity is one for problem in new))
        )
        yield f"## The check: {counts or 'nothing'} new, {review.problems_gone} gone"
    if new:
        # A warning about a person quotes what it warns of, which must not stand in a summary too.
        yield _list([f"{problem.severity}: {problem.rule}, {_path(str(problem.place))}" for problem in new])


def _path(path: str) -> str:
    return f"`{printable(path).replace('`', '')}`"


def _list(rows: Sequence[str]) -> str:
    shown = [f"- {row}" for row in rows[:MOST]]
    return "\n".join([*shown, *[f"- and {len(rows) - MOST} more"] * (len(rows) > MOST)])
