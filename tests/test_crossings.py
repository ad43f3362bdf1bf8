"""What is counted where two facets meet, and that each number is the number of things on the page it leads to."""

import dataclasses
import gzip
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import markdown
import pytest

from generator.catalogue import Catalogue
from generator.catalogue.crosstabs import MOST_ON_A_PAGE, Crosstabs
from generator.catalogue.strength import by_strength
from generator.catalogue.verdict import verdict
from generator.clearance import Cleared
from generator.pages import drafts
from generator.pages.matrices import timeline, world
from generator.schema import COUNTRIES, Case, Country, Paper, Period, Scope

from .libraries import EXTENSIONS, ROOTS, catalogue_of, composed_by, pages_of

PICTURES = ("backlash.md", "evidence.md", "world.md", "timeline.md")


@pytest.fixture(scope="module", params=ROOTS, ids=lambda root: root.name)
def root(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    return catalogue_of(root)


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    return pages_of(root)


def resistance_of(entry: Cleared) -> list[Any]:
    record = entry.record
    if isinstance(record, Case):
        return list(record.resistance)
    return [item for example in record.examples for item in example.resistance] if isinstance(record, Paper) else []


# Pushback and answers


def test_every_instance_stands_at_each_of_its_answers_and_nowhere_else(catalogue: Catalogue) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for entry in catalogue.entries:
        for item in resistance_of(entry):
            expected.update({(item.form, answer.response) for answer in item.responses} or {(item.form, "")})
    table = Crosstabs(catalogue).backlash
    assert table is not None
    assert sum(expected.values()) > 0
    assert {cell: len(found) for cell, found in table.cells.items()} == dict(expected)


def test_an_answer_that_was_given_twice_counts_once(catalogue: Catalogue) -> None:
    case = next(entry for entry in catalogue.all("cases") if any(item.responses for item in resistance_of(entry)))
    item = next(item for item in resistance_of(case) if item.responses)
    twice = item.model_copy(update={"responses": item.responses * 2})
    changed = dataclasses.replace(case, record=case.record.model_copy(update={"resistance": (twice,)}))
    table = Crosstabs(dataclasses.replace(catalogue, entries=other_than(catalogue, case, changed))).backlash
    assert table is not None
    found = [met for met in table.cells[item.form, item.responses[0].response] if met.entry is changed]
    assert len(found) == 1


def other_than(catalogue: Catalogue, one: Cleared, instead: Cleared) -> tuple[Cleared, ...]:
    return tuple(instead if entry is one else entry for entry in catalogue.entries)


def test_rows_and_columns_tell_the_same(catalogue: Catalogue) -> None:
    table = Crosstabs(catalogue).backlash
    assert table is not None
    along = {(row.term.id, column.term.id, len(found)) for row in table.rows for column, found in table.along(row)}
    down = {(row.term.id, column.term.id, len(found)) for column in table.columns for row, found in table.down(column)}
    assert along == down
    assert along


CELL = re.compile(r'<td class="[^"]*"><a href="([^"]+)\.html">(?:<b>)?(\d+)<')


@pytest.mark.parametrize(
    ("page", "listed"), [("backlash.md", 'class="hg-exchange"'), ("evidence.md", 'class="hg-study"')]
)
def test_each_number_is_that_of_the_instances_on_the_page_it_leads_to(
    pages: dict[str, str], page: str, listed: str
) -> None:
    cells = CELL.findall(pages[page])
    assert cells
    assert {(address, int(number)) for address, number in cells} == {
        (address.removesuffix(".md"), text.count(listed))
        for address, text in pages.items()
        if address.startswith(f"{page.removesuffix('.md')}/")
    }


def test_a_cell_has_words_or_nothing_that_is_read_out(pages: dict[str, str]) -> None:
    """Most cells are empty: to hear of each that it is would be too much. What a point means is said once above."""
    for page in ("backlash.md", "evidence.md"):
        for cell in re.findall(r"<td.*?</td>", pages[page]):
            words = re.sub(r"<span aria-hidden=\"true\">.*?</span>|<[^>]+>", "", cell).strip()
            assert bool(words) == ("<a " in cell), cell
        assert 'hg-key--none">·</span>' in pages[page]


def test_the_pages_of_both_terms_lead_to_their_pairs(catalogue: Catalogue, pages: dict[str, str]) -> None:
    table = Crosstabs(catalogue).backlash
    assert table is not None
    for form in table.rows:
        for response, _ in table.along(form):
            address = table.address(form, response)
            assert f"](../../{address})" in pages[form.address]
            assert f"](../../{address})" in pages[response.address]
        if table.at(form, None):
            assert f"](../../{table.address(form, None)})" in pages[form.address]


# Evidence


def test_every_outcome_stands_under_each_strategy_of_its_case(catalogue: Catalogue) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for entry in catalogue.all("cases"):
        case = entry.record
        assert isinstance(case, Case)
        expected.update((slug, outcome.evidence) for slug in set(case.strategies) for outcome in case.outcomes)
    table = Crosstabs(catalogue).evidence
    assert table is not None
    assert {cell: len(found) for cell, found in table.cells.items()} == dict(expected)
    assert set(table.rows) == set(catalogue.all("strategies"))


def test_what_studies_found_stays_apart_and_adds_up(catalogue: Catalogue) -> None:
    table = Crosstabs(catalogue).evidence
    assert table is not None
    for found in table.cells.values():
        (design,) = verdict(catalogue, found).designs
        assert sum(count for _, count in design.directions) == len(design.results) <= design.claims == len(found)
        assert [count for _, count in design.directions] == sorted((n for _, n in design.directions), reverse=True)


def test_the_columns_that_can_say_most_come_first(catalogue: Catalogue) -> None:
    table = Crosstabs(catalogue).evidence
    assert table is not None
    assert table.columns == by_strength(catalogue)


# The world


def test_a_record_counts_in_each_of_its_countries(catalogue: Catalogue) -> None:
    expected: Counter[str] = Counter()
    for kind in ("cases", "papers", "programmes"):
        for entry in catalogue.all(kind):
            record: Any = entry.record
            scope = getattr(record, "scope", None)
            own = set(getattr(record, "countries", ())) | (set(scope.countries) if scope else set())
            own |= {example.country for example in getattr(record, "examples", ())}
            expected.update(own)
    assert {place.code: place.count for place in Crosstabs(catalogue).places} == dict(expected)


def test_the_number_of_a_country_is_that_of_the_records_on_its_page(
    catalogue: Catalogue, pages: dict[str, str]
) -> None:
    for place in Crosstabs(catalogue).places:
        page = pages[f"countries/{place.code.lower()}.md"]
        rows = page[page.index(" { #mentions }") :].partition("\n## ")[0]
        listed = re.findall(r"^- (?:<[^>]*>)* ?\[.*\]\(\.\./(cases|papers|programmes)/[^)]+\)", rows, re.MULTILINE)
        assert Counter(listed) == {kind: len(entries) for kind, entries in place.entries.items()}


def test_what_no_single_country_holds_is_not_lost(catalogue: Catalogue) -> None:
    crossings = Crosstabs(catalogue)
    on_the_map = {entry for place in crossings.places for found in place.entries.values() for entry in found}
    wide = {entry for entries in crossings.wide.values() for entry in entries}
    every = {entry for kind in ("cases", "papers", "programmes") for entry in catalogue.all(kind)}
    assert on_the_map | wide == every
    assert sum(map(len, crossings.wide.values())) == len(wide)


def test_a_map_of_a_thousand_cases_in_all_countries_is_light_and_has_each() -> None:
    catalogue = catalogue_of(ROOTS[2])
    case, codes = catalogue.all("cases")[0], sorted(COUNTRIES)
    copies = (
        dataclasses.replace(
            case,
            slug=f"copy-{at}",
            record=case.record.model_copy(
                update={
                    "title": f"Copy {at}",
                    "scope": Scope(kind="country", countries=(Country(codes[at % len(codes)]),)),
                }
            ),
        )
        for at in range(1000)
    )
    full = dataclasses.replace(catalogue, entries=(*catalogue.entries, *copies))
    drawn = markdown.markdown(composed_by(world, full)[0].text, extensions=EXTENSIONS)
    whole = drawn[drawn.index('id="world-desk"') : drawn.index('<div class="hg-world-parts">')]
    links = re.findall(r'<a class="hg-map-link[^>]*href="countries/(..)\.html"><title>[^<]+: [^<]*\d', whole)
    assert sorted(code.upper() for code in links) == codes
    assert len(gzip.compress(drawn.encode(), 9)) < 56 * 1024  # header, footer and policy are two kilobytes more


# The timeline


def test_every_case_and_programme_stands_once_on_the_timeline(catalogue: Catalogue, pages: dict[str, str]) -> None:
    addresses = re.findall(r'<li><p>.*?<a href="([^"]+)\.html">', pages["timeline.md"])
    every = [entry for kind in ("cases", "programmes") for entry in catalogue.all(kind)]
    assert sorted(addresses) == sorted(f"{entry.kind}/{entry.slug}" for entry in every)


def many(catalogue: Catalogue, count: int, period: Any) -> Catalogue:
    """The catalogue with so many copies of a case, each with a period of its own."""
    case = catalogue.all("cases")[0]
    copies = (
        dataclasses.replace(
            case, slug=f"copy-{at}", record=case.record.model_copy(update={"title": f"Copy {at}", "period": period(at)})
        )
        for at in range(count)
    )
    return dataclasses.replace(catalogue, entries=(*catalogue.entries, *copies))


@pytest.mark.parametrize("years", [60, 1])
def test_a_thousand_cases_are_split_into_pages_that_a_phone_can_load(years: int) -> None:
    catalogue = many(catalogue_of(ROOTS[0]), 1000, lambda at: Period(start=f"{1960 + at % years}", ongoing="true"))
    stretches = Crosstabs(catalogue).stretches
    entries = [entry for stretch in stretches for entry in stretch.entries]
    assert sorted(entry.address for entry in entries) == sorted(
        entry.address for kind in ("cases", "programmes") for entry in catalogue.all(kind)
    )
    assert max(len(stretch.entries) for stretch in stretches) <= MOST_ON_A_PAGE
    pages = {page.address: page.text for page in composed_by(timeline, catalogue)}
    assert set(pages) == {"timeline.md", *(stretch.address for stretch in stretches)}
    assert all(f"]({stretch.address})" in pages["timeline.md"] for stretch in stretches)
    for text in pages.values():
        assert len(gzip.compress(markdown.markdown(text, extensions=EXTENSIONS).encode(), 9)) < 90 * 1024


def test_a_stretch_of_years_holds_those_that_began_in_it(catalogue: Catalogue) -> None:
    for stretch in Crosstabs(catalogue).stretches:
        for entry in stretch.entries:
            period = getattr(entry.record, "period", None)
            start = period.start if period else None
            if stretch.first is None:
                assert start is None
            else:
                assert stretch.first <= int(start[:4]) <= (stretch.last or 0)


# Libraries that lack something


def test_an_empty_library_has_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "practices").mkdir()
    shutil.copy(ROOTS[0] / "practices" / "library.md", tmp_path / "practices")
    pages = pages_of(tmp_path)
    assert "index.md" in pages
    assert [page for page in PICTURES if page in pages] == []
    assert not re.search(r"\]\((?:backlash|evidence|world|timeline)\.md\)", "".join(pages.values()))


@pytest.mark.parametrize("role", ["resistance", "response", "evidence", "region"])
def test_a_library_without_a_vocabulary_has_the_other_pictures(role: str) -> None:
    catalogue = catalogue_of(ROOTS[0])
    gone = {entry for entry in catalogue.entries if getattr(entry.record, "role", None) == role}
    used = {"resistance": "resistance", "response": "resistance", "evidence": "outcomes", "region": "scope"}[role]
    kept = tuple(without(entry, used) for entry in catalogue.entries if entry not in gone)
    poorer = dataclasses.replace(catalogue, entries=kept)
    families = [page.address for page in composed_by(drafts, poorer)]
    left_out = {"resistance": "backlash.md", "response": "backlash.md", "evidence": "evidence.md", "region": ""}[role]
    assert {page for page in PICTURES if page not in families} == {left_out} - {""}


def without(entry: Cleared, field: str) -> Cleared:
    """The entry without what refers to the vocabulary that is gone."""
    record: Any = entry.record
    changes: dict[str, Any] = {}
    if hasattr(record, field):
        changes[field] = () if field != "scope" else record.scope and record.scope.model_copy(update={"region": None})
    for own in ("forms", "responses"):
        if field == "resistance" and hasattr(record, own):
            changes[own] = ()
    for own in ("lessons", "recommendations"):
        if field == "resistance" and hasattr(record, own):
            bare = {"forms": (), "responses": ()}
            changes[own] = tuple(item.model_copy(update=bare) for item in getattr(record, own))
    if field == "resistance" and hasattr(record, "examples"):
        changes["examples"] = tuple(item.model_copy(update={"resistance": ()}) for item in record.examples)
    return dataclasses.replace(entry, record=record.model_copy(update=changes))


def test_pictures_are_lists_and_not_records_to_the_search(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        if address.partition("/")[0].removesuffix(".md") in ("backlash", "evidence", "world", "timeline"):
            assert not re.search(r"^kind:", text.split("---\n")[1], re.MULTILINE), address
