"""What the page of a country, a term or an organisation says of its cases in one paragraph, counted again from the records."""

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.catalogue.glance import cases_by_part, claimed, glance
from generator.clearance import Cleared
from generator.schema import Country
from generator.schema.refs import People

from .libraries import COUNTY, LIBRARY, ROOTS, catalogue_of, pages_of

WORDS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]


@cache
def fronts(root: Path) -> dict[str, dict]:
    """The front matter of all cases by their slugs, as written."""
    files = sorted((root / "practices" / "cases").glob("*.md"))
    return {path.stem: yaml.load(path.read_text("utf-8").split("---\n")[1], yaml.BaseLoader) for path in files}


def said_of(page: str) -> str:
    """The paragraph of a page, without its links."""
    paragraph = re.search(r"^(.+)\n\{ \.hg-glance \}$", page, re.MULTILINE)
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", paragraph[1]) if paragraph else ""


def number(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.index(word.capitalize()) + 1


def own(claim: dict) -> bool:
    return claim.get("whose", "practice") == "practice" and claim.get("output") != "true"


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_a_country_says_how_many_cases_are_from_there(root: Path) -> None:
    catalogue, pages = catalogue_of(root), pages_of(root)
    published = {entry.slug for entry in catalogue.all("cases")}
    for code in catalogue.countries:
        told = glance(catalogue, code)
        there = {
            slug
            for slug, front in fronts(root).items()
            if slug in published and code in front.get("scope", {}).get("countries", ())
        }
        seen = {entry.slug for entry in told.cases} if told else set()
        assert seen <= there  # where a place is withheld, nothing is told of it here
        if root == COUNTY and seen:
            said = said_of(pages[f"countries/{code.lower()}.md"])
            assert number(re.match(r"(\w+) cases?", said)[1]) == len(seen)


def test_a_country_without_a_case_says_so() -> None:
    catalogue, pages = catalogue_of(COUNTY), pages_of(COUNTY)
    without = [code for code in catalogue.countries if not glance(catalogue, code)]
    assert without
    for code in without:
        assert said_of(pages[f"countries/{code.lower()}.md"]).startswith("No case from here is recorded yet.")


def test_claims_and_forms_are_those_of_the_practices_themselves() -> None:
    catalogue, written = catalogue_of(COUNTY), fronts(COUNTY)
    checked = 0
    for term in catalogue.terms("people"):
        if told := glance(catalogue, term):
            records = [written[entry.slug] for entry in told.cases]
            assert told.claims.claims == sum(own(one) for front in records for one in front.get("outcomes", ()))
            met = {
                one["form"]
                for front in records
                for one in front.get("resistance", ())
                if own(one) and "same_event" not in one
            }
            assert {form.term.id for form in told.forms} == met
            checked += 1
    assert checked > 3


@pytest.mark.parametrize(("role", "key"), [("evidence", "evidence"), ("claimant", "claimed_by")])
def test_a_kind_of_evidence_and_a_claimant_say_how_many_claims_are_theirs(role: str, key: str) -> None:
    catalogue, written, pages = catalogue_of(COUNTY), fronts(COUNTY), pages_of(COUNTY)
    published = [written[entry.slug] for entry in catalogue.all("cases")]
    checked = 0
    for term in catalogue.terms(role):
        claims = [
            one for front in published for one in front.get("outcomes", ()) if own(one) and one[key] == term.term.id
        ]
        found, said = claimed(catalogue, term), said_of(pages[term.address])
        assert (found.summary.claims if found else 0) == len(claims)
        if claims:
            assert number(re.match(r"In \w+ cases?: (\w+) claims?", said)[1]) == len(claims)
            checked += 1
        else:
            assert "claim" not in said
    assert checked > 1


def test_an_organisation_says_in_how_many_cases_it_had_which_part() -> None:
    catalogue, written, pages = catalogue_of(COUNTY), fronts(COUNTY), pages_of(COUNTY)
    published = {entry.slug for entry in catalogue.all("cases")}
    words = {"organisations": r"[Cc]arried out (\w+) cases?", "funders": r"[Pp]aid for (\w+) cases?"}
    checked = 0
    for entry in catalogue.all("organisations"):
        for part, pattern in words.items():
            count = sum(entry.slug in front.get(part, ()) for slug, front in written.items() if slug in published)
            assert len(cases_by_part(catalogue, entry).get(part, ())) == count
            found = re.search(pattern, said_of(pages[entry.address]))
            assert (number(found[1]) if found else 0) == count
            checked += bool(count)
    assert checked > 20


def test_the_box_of_a_paper_stands_on_the_page_of_the_organisation_that_it_is_about() -> None:
    catalogue, pages = catalogue_of(COUNTY), pages_of(COUNTY)
    boxes = [
        (paper, example)
        for paper in catalogue.all("papers")
        for example in paper.record.examples
        if example.organisation
    ]
    assert boxes
    for paper, example in boxes:
        page = pages[f"organisations/{example.organisation}.md"]
        assert example.text in page
        assert leads_to(page, paper)


def leads_to(page: str, entry: Cleared) -> bool:
    return f"(../{entry.address}#example-" in page


def test_no_paragraph_gives_a_withheld_place_or_organisation_or_year_away(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "cases" / "market-shelf.md"
    wish = (
        "{place: region, held_back: {funders: safety, period: safety}, "
        "organisations: [{organisation: two-valleys-council, told_as: A council}]}"
    )
    path.write_text(path.read_text("utf-8").replace("---\n", f"---\nsensitivity: {wish}\n", 1), "utf-8")
    before, after = catalogue_of(LIBRARY), catalogue_of(root)
    kenya, traders = Country("KE"), People("market-traders")
    assert glance(before, kenya)
    assert glance(after, kenya) is None
    assert glance(before, before.term(traders)).countries == (kenya,)
    told = glance(after, after.term(traders))
    assert (len(told.cases), told.countries, told.more_countries, told.years) == (1, (), 0, None)
    pages = pages_of(root)
    named = {entry.slug: entry for entry in after.all("organisations")}
    for slug in ("two-valleys-council", "hill-library-fund"):
        assert cases_by_part(before, next(one for one in before.all("organisations") if one.slug == slug))
        assert cases_by_part(after, named[slug]) == {}
        assert said_of(pages[named[slug].address]) == ""
    assert cases_by_part(after, named["a-council"])
    said = [said_of(text) for text in pages.values()]
    assert any(said)
    assert not any(re.search(r"Kenya|2018|2021", words) for words in said)


def test_a_case_under_embargo_is_in_no_count(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "cases" / "market-shelf.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nembargo: 2099-01-01\n", 1), "utf-8")
    catalogue = catalogue_of(root)
    assert glance(catalogue, Country("KE")) is None
    counted = {entry.slug: cases_by_part(catalogue, entry) for entry in catalogue.all("organisations")}
    assert counted == {
        "hill-library-fund": {},
        "lantern-readers": {"organisations": (catalogue.all("cases")[0],)},
        "two-valleys-council": {},
    }
    for role in ("evidence", "claimant"):
        assert [claimed(catalogue, term) for term in catalogue.terms(role)] == [None] * len(catalogue.terms(role))
