# What a record needs before it may call itself documented, and how records stand together on their shelves.

"""Checks of completeness, dates and shelves."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ..problem import Problem, quote
from ..rules import broken
from ..schema import KINDS, Case, Paper, Series, Strategy, Vocabulary
from ..schema.fields import fields_of
from .entry import Entry
from .withdrawn import Leaving, numbers_gone

PLACEHOLDER_HOST = "https://example.org/"
"""Reserved by RFC 2606: an address that nobody can own, for libraries that have none yet."""


def check_entry(entry: Entry, today: datetime.date) -> Iterator[Problem]:
    """What can be said of one entry alone."""
    record, document = entry.record, entry.document
    if record.status != "outline":
        yield from _incomplete(entry)
    if record.checked and record.checked > today:
        message = f"{quote(record.checked)} is in the future"
        yield broken("checked-in-future", document.place("checked"), message, f"Write {today} or an earlier day")
    if record.check_again and record.check_again < today:
        message = f"this was to be checked again by {record.check_again}"
        fix = "Compare it with its sources, then set `checked` and `check_again`"
        yield broken("overdue", document.place("check_again"), message, fix)
    if isinstance(record, Paper) and record.stated:
        yield from _stated_counts(entry, record)
    if isinstance(record, Vocabulary):
        yield from _short_forms(entry, record)


def _incomplete(entry: Entry) -> Iterator[Problem]:
    helps = {field.name: field.help for field in fields_of(type(entry.record))}
    for name in KINDS[entry.kind].needed:
        if not getattr(entry.record, name):
            place = entry.document.place("status")
            message = f"a {entry.record.status} record has `{name}`, and this one has not"
            fix = f"Add `{name}:` ({helps[name].rstrip('.')}), or write `status: outline`"
            yield broken("incomplete", place, message, fix)


def _stated_counts(entry: Entry, paper: Paper) -> Iterator[Problem]:
    stated = paper.stated
    assert stated is not None
    for name, count, listed, complete in (
        ("organisations", stated.organisations, len(paper.organisations), paper.named == "all"),
        ("countries", stated.countries, len(paper.countries), bool(paper.countries)),
    ):
        if count is not None and ((complete and count != listed) or count < listed):
            place = entry.document.place("stated", name)
            message = f"the paper states {count} {name}, and {listed} are listed"
            yield broken("stated-count", place, message, "Correct the list or the number")


def _short_forms(entry: Entry, vocabulary: Vocabulary) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for at, term in enumerate(vocabulary.terms):
        for number, short in enumerate(term.short):
            if short in taken:
                place = entry.document.place("terms", at, "short", number)
                message = f"the short form {quote(short)} is that of {quote(taken[short])} already"
                yield broken("duplicate-short-form", place, message, "Take out one of the two")
            taken.setdefault(short, term.label)


def check_shelves(entries: list[Entry], leaving: list[Leaving]) -> Iterator[Problem]:
    """What can be said of all entries together."""
    records = [entry.record for entry in entries]
    filled_themes = {record.theme for record in records if isinstance(record, Strategy)}
    filled_strategies = {slug for record in records if isinstance(record, Case) for slug in record.strategies}
    for entry in entries:
        if entry.kind == "themes" and entry.slug not in filled_themes:
            message = f"no strategy has the theme {quote(entry.slug)}"
            fix = f'Add one with: practices new strategies "Its name" --in {entry.slug}'
            yield broken("theme-without-strategies", entry.document.place("title"), message, fix)
        if entry.kind == "strategies" and entry.slug not in filled_strategies:
            message = f"no case shows the strategy {quote(entry.slug)}"
            fix = f'Add one with: practices new cases "Its name" --in {entry.slug}'
            yield broken("strategy-without-cases", entry.document.place("title"), message, fix)
        yield from _homeless(entry)
    yield from _series(entries, leaving)


_HOMES = {"cases": "strategies", "strategies": "theme", "papers": "series"}


def _homeless(entry: Entry) -> Iterator[Problem]:
    home = _HOMES.get(entry.kind)
    if home and not getattr(entry.record, home):
        place = entry.document.place("title")
        yield broken("homeless", place, f"this outline names no {home}", f"Add `{home}:` so that it has a shelf")


def _series(entries: list[Entry], leaving: list[Leaving]) -> Iterator[Problem]:
    for series in entries:
        if not isinstance(series.record, Series):
            continue
        papers = [
            (entry.record.number, entry)
            for entry in entries
            if isinstance(entry.record, Paper) and entry.record.series == series.slug and entry.record.number
        ]
        papers.sort(key=lambda pair: (pair[0], pair[1].slug))
        for (number, entry), (before, _) in zip(papers[1:], papers, strict=False):
            if number == before:
                message = f"number {number} of {quote(series.slug)} is taken"
                yield broken("series-number", entry.document.place("number"), message, "Correct one of the two")
        yield from _gaps(series, papers, numbers_gone(leaving, series.slug))
        planned = series.record.planned
        if planned and papers and papers[-1][0] > planned:
            number, entry = papers[-1]
            message = f"number {number} is beyond the {planned} papers that {quote(series.slug)} plans"
            yield broken("series-number", entry.document.place("number"), message, "Correct one of the two")


def _gaps(series: Entry, papers: list[tuple[int, Entry]], gone: list[int | None]) -> Iterator[Problem]:
    """Numbers that no paper has, before one that is there; `gone` are those of withdrawn papers, None where not said."""
    withdrawn = {number for number in gone if number}
    gaps: list[tuple[list[int], Entry]] = []
    for (number, entry), before in zip(papers, (0, *(number for number, _ in papers)), strict=False):
        gaps.append(([missing for missing in range(before + 1, number) if missing not in withdrawn], entry))
    if sum(len(missing) for missing, _ in gaps) <= gone.count(None):
        return
    for missing, entry in gaps:
        if missing:
            message = f"numbers {missing[0]} to {missing[-1]} of {quote(series.slug)} are missing"
            fix = "Correct the number, or add the missing papers as outlines"
            yield broken("series-gap", entry.document.place("number"), message, fix)
