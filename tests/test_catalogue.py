"""What follows from the records: shelves, links both ways, places, freshness."""

import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.catalogue import Catalogue
from generator.catalogue.freshness import Freshness
from generator.catalogue.naming import Naming
from generator.clearance import Cleared
from generator.folders import DATA
from generator.languages import locale_of
from generator.schema import COUNTRIES, Country, Period

from .libraries import COUNTY, catalogue_of, examine, pages_of

LIBRARY = Path(__file__).parent / "examples" / "library"
TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    checked = examine(LIBRARY, TODAY)
    assert checked.problems == ()
    assert checked.library is not None
    return Catalogue(checked.library, "", checked.clearing.entries, TODAY)


def find(catalogue: Catalogue, address: str) -> Cleared:
    return next(entry for entry in catalogue.entries if entry.address == f"{address}.md")


def slugs(entries: object) -> list[str]:
    return [entry.slug for entry in entries]  # type: ignore[attr-defined]


def test_shelves_hold_what_names_them(catalogue: Catalogue) -> None:
    theme, strategy = find(catalogue, "themes/reading-for-all"), find(catalogue, "strategies/travelling-shelves")
    assert slugs(catalogue.strategies_of(theme)) == ["travelling-shelves"]
    assert slugs(catalogue.cases_of(strategy)) == ["fjord-boat", "market-shelf"]
    assert slugs(catalogue.cases_of_theme(theme)) == ["fjord-boat", "market-shelf"]
    assert slugs(catalogue.trail(find(catalogue, "cases/market-shelf"))) == ["reading-for-all", "travelling-shelves"]


def test_neighbours_stand_on_the_same_shelf(catalogue: Catalogue) -> None:
    boat, shelf = find(catalogue, "cases/fjord-boat"), find(catalogue, "cases/market-shelf")
    assert catalogue.siblings(boat) == (None, shelf)
    assert catalogue.siblings(shelf) == (boat, None)
    first, second = catalogue.papers_of(find(catalogue, "series/village-reading"))
    assert (first.slug, second.slug) == ("who-reads-at-night", "who-carries-the-books")
    assert catalogue.siblings(first) == (None, second)


def test_whatever_is_named_knows_who_names_it_and_in_which_part(catalogue: Catalogue) -> None:
    readers = find(catalogue, "organisations/lantern-readers")
    parts = {mention.entry.address: mention.fields for mention in catalogue.mentions(readers)}
    assert parts == {
        "cases/fjord-boat.md": ("organisations",),
        "cases/market-shelf.md": ("organisations",),
        "papers/who-reads-at-night.md": ("organisations", "examples"),
        "programmes/a-shelf-in-every-village.md": ("partners",),
    }


def test_every_reference_of_every_record_runs_back(catalogue: Catalogue) -> None:
    denial = next(term for term in catalogue.terms("resistance") if term.term.id == "denial")
    assert [mention.entry.slug for mention in catalogue.mentions(denial)] == ["market-shelf", "who-reads-at-night"]
    assert [mention.entry.slug for mention in catalogue.mentions(Country("NO"))] == [
        "fjord-boat",
        "who-reads-at-night",
        "a-shelf-in-every-village",
        "lantern-readers",
    ]


def test_a_resistance_is_found_by_its_form_and_by_its_answer(catalogue: Catalogue) -> None:
    terms = {term.term.id: term for role in ("resistance", "response", "level") for term in catalogue.terms(role)}
    assert [met.at for met in catalogue.met_as(terms["denial"])] == ["nobody-could-read"]
    assert [met.at for met in catalogue.met_as(terms["delay"])] == ["permit-next-month"]
    assert [met.at for met in catalogue.met_as(terms["allies"])] == ["nobody-could-read"]
    assert catalogue.met_as(terms["patience"]) == ()
    assert catalogue.met_as(terms["community"]) == ()


def test_a_country_lies_in_its_regions_and_a_region_holds_what_its_countries_hold(catalogue: Catalogue) -> None:
    assert [region.term.id for region in catalogue.regions_of(Country("KE"))] == ["africa", "eastern-africa"]
    africa = next(term for term in catalogue.terms("region") if term.term.id == "africa")
    assert catalogue.countries_in(africa) == ("KE",)
    assert {kind: slugs(found) for kind, found in catalogue.entries_in(africa).items()} == {
        "cases": ["market-shelf"],
        "papers": ["who-reads-at-night"],
        "programmes": ["a-shelf-in-every-village"],
    }


def test_countries_of_a_vocabulary_are_not_mentions_of_them(catalogue: Catalogue) -> None:
    assert catalogue.countries == ("KE", "NO")
    assert all(mention.entry.kind != "vocabularies" for mention in catalogue.mentions(Country("KE")))


@pytest.mark.parametrize(
    ("period", "status"),
    [
        (None, "not-known"),
        (Period(), "not-known"),
        (Period(start="2018"), "not-known"),
        (Period(start="2018", ongoing="true"), "running"),
        (Period(start="2027"), "planned"),
        (Period(start="2026-12", end="2028"), "planned"),
        (Period(start="2023-04", end="2028-03"), "running"),
        (Period(start="2019", end="2026"), "running"),
        (Period(start="2019", end="2026-11"), "running"),
        (Period(end="2026-11-21"), "running"),
        (Period(end="2026-11-20"), "ended"),
        (Period(start="2019-10-01", end="2025-09-30"), "ended"),
    ],
)
def test_status_is_computed_from_the_period_and_the_day(
    catalogue: Catalogue, period: Period | None, status: str
) -> None:
    assert Freshness(catalogue).status_of(period) == status


def test_what_is_overdue_and_what_is_due_is_known_on_each_day(catalogue: Catalogue) -> None:
    assert slugs(Freshness(catalogue).overdue()) == []
    assert slugs(Freshness(catalogue).due()) == ["market-shelf"]
    later = Catalogue(catalogue.library, "", catalogue.entries, datetime.date(2027, 11, 2))
    assert slugs(Freshness(later).overdue()) == ["market-shelf"]
    assert slugs(Freshness(later).due()) == []


def test_sources_are_gathered_with_all_who_cite_them(catalogue: Catalogue) -> None:
    cited = {source.title: slugs(entries) for source, entries in catalogue.sources}
    assert cited["A shelf at the market"] == ["market-shelf"]
    assert list(cited) == sorted(cited, key=str.casefold)


# The order of keys


def reordered(value: Any) -> Any:
    """The same front matter with every group's keys in the opposite order, as programs that write it may leave them."""
    if isinstance(value, dict):
        return {key: reordered(item) for key, item in reversed(value.items())}
    return [reordered(item) for item in value] if isinstance(value, list) else value


def test_no_order_of_keys_carries_a_meaning(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    for path in sorted((root / "practices").rglob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        text = yaml.safe_dump(reordered(yaml.safe_load(front)), allow_unicode=True, sort_keys=False)
        path.write_text(f"---\n{text}---\n{body}", "utf-8")
    assert pages_of(root) == pages_of(LIBRARY)


def test_sources_stand_by_how_much_rests_on_them(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    before = pages_of(root)["cases/market-shelf.sources.csl.json"]
    path = root / "practices/cases/market-shelf.md"
    text = path.read_text("utf-8")
    assert text.count("[^shelf-2021]") + text.count("[shelf-2021]") > text.count("review-2022]")
    path.write_text(f"{text}\n{' '.join(['It was reviewed[^review-2022].'] * 40)}\n", "utf-8")
    after = pages_of(root)["cases/market-shelf.sources.csl.json"]
    assert before.index("shelf-2021") < before.index("review-2022")
    assert after.index("review-2022") < after.index("shelf-2021")


def test_a_country_is_found_by_the_names_that_sources_print() -> None:
    naming = Naming(catalogue_of(COUNTY))
    assert {naming.country("TR"), *naming.country_also("TR")} >= {"Turkey", "Turkiye"}
    assert naming.country("TR") not in naming.country_also("TR")
    assert naming.country_also("KE") == ()
    page = pages_of(COUNTY)["countries/tz.md"]
    assert "# Tanzania\n\nAlso called United Republic of Tanzania." in page


def test_no_other_name_of_a_country_is_the_name_of_another() -> None:
    printed = json.loads((DATA / "country-names.json").read_text("utf-8"))["printed"]
    shown = {str(name).casefold(): code for code, name in locale_of("en").territories.items() if len(code) == 2}
    for code, names in printed.items():
        assert code in COUNTRIES
        for name in names:
            assert shown.get(name.casefold(), code) == code, name
    flat = [name.casefold() for names in printed.values() for name in names]
    assert len(flat) == len(set(flat))


def test_works_of_one_title_are_told_apart_by_who_published_them(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    shelf = root / "practices" / "sources"
    for slug, publisher in (("letters", "Hill Press"), ("letters-2", "Lantern Readers")):
        text = f"---\ntitle: Letters home\npublisher: {publisher}\nyear: '2020'\n---\n"
        (shelf / f"{slug}.md").write_text(text, "utf-8")
    case = root / "practices" / "cases" / "fjord-boat.md"
    cited = "sources:\n  one:\n    source: letters\n  other:\n    source: letters-2\n"
    text = case.read_text("utf-8").replace("sources:\n  ", f"{cited}  ", 1)
    case.write_text(f"{text}\nThey wrote home[^one][^other].\n", "utf-8")
    listed = pages_of(root)["sources/index.md"]
    assert "[Letters home (Hill Press)](letters.md)" in listed
    assert "[Letters home (Lantern Readers)](letters-2.md)" in listed
    assert '<span class="hg-line">Hill Press · 2020</span>' in listed
    assert "K. Berg · about 2022</span>" in listed
