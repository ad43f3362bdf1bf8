# What a record needs before it may call itself documented, and how records stand together on their shelves.

"""Checks of completeness, dates and shelves."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from ..problem import Problem, quote
from ..rules import broken
from ..schema import KINDS, Case, Paper, Series, Strategy, Vocabulary
from ..schema.fields import fields_of, shelf_of
from .countries import countries_usually_called, name_of
from .entry import Entry
from .source_words import check_source_words
from .unknown import LISTED
from .withdrawn import Leaving, numbers_gone


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
    yield from check_source_words(entry)
    if isinstance(record, Case):
        yield from _results_elsewhere(entry, record)
    if isinstance(record, Vocabulary):
        yield from _short_forms(entry, record)
        yield from _names_of_countries(entry, record)


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


def _results_elsewhere(entry: Entry, case: Case) -> Iterator[Problem]:
    own = case.scope.countries if case.scope else ()
    for at, outcome in enumerate(case.outcomes):
        for number, code in enumerate(outcome.countries):
            if code not in own:
                place = entry.document.place("outcomes", at, "countries", number)
                fix = f"Add {code} to the countries of `scope`, or take it out here"
                yield broken("result-elsewhere", place, f"{quote(code)} is no country of this case", fix)


def _short_forms(entry: Entry, vocabulary: Vocabulary) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for at, term in enumerate(vocabulary.terms):
        for number, short in enumerate(term.short):
            if short in taken:
                place = entry.document.place("terms", at, "short", number)
                message = f"the short form {quote(short)} is that of {quote(taken[short])} already"
                yield broken("duplicate-short-form", place, message, "Take out one of the two")
            taken.setdefault(short, term.label)


def _names_of_countries(entry: Entry, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Other names of regions that are those of countries. As its own name one may stand: so M49 calls Micronesia."""
    for at, term in enumerate(vocabulary.terms if vocabulary.role == "region" else ()):
        for number, name in enumerate(term.also):
            if codes := countries_usually_called(name):
                place = entry.document.place("terms", at, "also", number)
                message = f"{quote(name)} is how a country is called ({', '.join(map(name_of, codes))})"
                yield broken("name-of-a-country", place, message, "Take it out, or write the region's name in full")


def check_shelves(entries: list[Entry], leaving: list[Leaving]) -> Iterator[Problem]:
    """What can be said of all entries together."""
    yield from _bare(entries, "themes", [entry.record.theme for entry in entries if isinstance(entry.record, Strategy)])
    homes = [slug for entry in entries if isinstance(entry.record, Case) for slug in entry.record.strategies]
    yield from _bare(entries, "strategies", homes)
    for entry in entries:
        yield from _homeless(entry, entries)
    yield from _series(entries, leaving)


_ON_SHELVES = {
    "themes": ("theme-without-strategies", "no strategy has the theme", "strategy", "theme: {}"),
    "strategies": ("strategy-without-cases", "no case shows the strategy", "case", "strategies: [{}]"),
}
"""By the folder of a shelf: the rule, what is said, the kind of record that stands on it, and how that names it."""


def _bare(entries: list[Entry], folder: str, named: Sequence[str | None]) -> Iterator[Problem]:
    """Shelves of a folder on which nothing stands. `named` are those that records name, which may have slipped."""
    rule, message, kind, line = _ON_SHELVES[folder]
    shelves = {entry.slug: entry for entry in entries if entry.kind == folder}
    if {name for name in named if name} - set(shelves):
        return  # one of them is mistyped, and may be meant
    is_in_use = any(KINDS[entry.kind].__name__.lower() == kind for entry in entries)
    for slug in (slug for slug in shelves if slug not in named):
        fix = f'dd one with: practices new {kind} "Its name" --in {slug}'
        fix = f"Write `{line.format(slug)}` in one, or a{fix}" if is_in_use else f"A{fix}"
        yield broken(rule, shelves[slug].document.place("title"), f"{message} {quote(slug)}", fix)


def _homeless(entry: Entry, entries: list[Entry]) -> Iterator[Problem]:
    home, folder = entry.record.shelf, shelf_of(type(entry.record))
    if not home or getattr(entry.record, home):
        return
    shelves = [other.slug for other in entries if other.kind == folder]
    first = f'There is none yet. Make one with: practices new {KINDS[folder].__name__.lower()} "Its name"'
    fix = f"Add `{home}:` with one of: {', '.join(shelves[:LISTED])}" if shelves else first
    yield broken("homeless", entry.document.place("title"), f"this outline names no {home}", fix)


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
