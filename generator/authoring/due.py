# What waits for an editor, from the dates and gaps that the records themselves tell. It reads the records and not what is
# published: what is held back, and whose consent ends, is just what an editor has to see.

"""What an editor has to see to."""

from __future__ import annotations

import datetime
import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ..check import Entry
from ..problem import printable
from ..schema import Case, Question
from ..schema.refs import QuestionRef
from ..schema.walk import references
from .how_hard import how_hard


@dataclass(frozen=True, order=True)
class Task:
    """Something to see to: by which day, None where any will do; of what sort; in which file; and what, as a phrase."""

    day: datetime.date | None
    sort: str
    path: str
    what: str


def tasks(entries: Iterable[Entry], language: str) -> tuple[Task, ...]:
    """All that waits in these records: what has a day first, the nearest day on top, then the rest as HEADS has it.

    Last comes how hard each record is to read, the hardest first; `language` is the library's.
    """
    kept = [entry for entry in entries if not entry.record.withdrawn]
    answered = {ref for entry in kept for _, ref in references(entry.record) if isinstance(ref, QuestionRef)}
    found = [
        Task(day, sort, entry.document.path, what)
        for entry in kept
        for day, sort, what in (*_dated(entry), *_undated(entry, answered))
    ]
    order = list(HEADS)
    found.sort(
        key=lambda one: (one.day or datetime.date.max, order.index(one.sort) if one.day is None else -1, one.path)
    )
    return (*found, *_readings(kept, language))


def _dated(entry: Entry) -> Iterator[tuple[datetime.date, str, str]]:
    record = entry.record
    if record.consent and record.consent.review:
        yield record.consent.review, "consent", "ask for the consent again; after this day the record goes off the site"
    if record.embargo:
        yield record.embargo, "embargo", "it will be published from this day on"
    if record.check_again:
        yield record.check_again, "check", "compare it with its sources again"


def _undated(entry: Entry, answered: Container[str]) -> Iterator[tuple[None, str, str]]:
    record = entry.record
    if isinstance(record, Question):
        if entry.slug not in answered:
            yield None, "question", ""
        return
    if record.status == "outline":
        yield None, "outline", ""
        return
    if not record.check_again:
        yield None, "no-date", ""
    if isinstance(record, Case) and not record.own_outcomes:
        yield None, "no-evidence", ""
    whole = record.read_in_full
    if whole < len(record.sources):
        yield None, "sources", f"{whole} of {len(record.sources)} read in full"


def _readings(entries: Iterable[Entry], language: str) -> Iterator[Task]:
    judged = [(found, entry.document.path) for entry in entries if (found := how_hard(entry, language))]
    for (_, what), path in sorted(judged, key=lambda one: (-one[0][0], one[1])):
        yield Task(None, READING, path, what)


READING = "reading"
"""The sort of what is told for its own sake: nobody has to do anything about it."""
HEADS = {
    "no-evidence": "Cases that tell of no result",
    "question": "Questions that nobody answers",
    "outline": "Outlines",
    "sources": "Sources read in part",
    "no-date": "Documented, with no day for the next check",
    READING: "How hard to read, by Flesch and Kincaid: the school year of the United States that long words and sentences ask for",
}
"""What is said above the tasks that have no day, by their sort."""


def as_text(found: Iterable[Task], today: datetime.date) -> str:
    """The tasks under headings, in the order in which they come."""
    blocks = []
    for head, group in groupby(found, key=lambda one: head_of(one, today)):
        lines = "".join(f"  {_line(one)}\n" for one in group)
        blocks.append(f"{head} ({lines.count(chr(10))})\n{lines}")
    return "\n".join(blocks)


def _line(task: Task) -> str:
    day, what = f"{task.day}  " if task.day else "", f": {task.what}" if task.what else ""
    return f"{day}{printable(task.path)}{what}"


def head_of(task: Task, today: datetime.date) -> str:
    """What stands above a task."""
    if task.day is None:
        return HEADS[task.sort]
    return "Now" if task.day <= today else "Soon"


def as_json(found: Iterable[Task]) -> str:
    """The same as a JSON array with one object for each task, for other programs."""
    rows = [
        {"day": str(one.day) if one.day else None, "sort": one.sort, "path": printable(one.path), "what": one.what}
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
