"""A form of pushback has one number wherever it stands: in how many cases it was met. So does a way of answering."""

import re
from pathlib import Path

import pytest

from .libraries import COUNTY, catalogue_of, pages_of
from .test_counted_again import data_of, unpacked

OFTEN = re.compile(r"(?:met|given) in (one case|(\d+) cases)")


def told(text: str) -> int:
    """The number in a sentence such as “met in 3 cases”; none where it says anything else."""
    found = OFTEN.search(text)
    return 0 if not found else int(found[2] or 1)


def numbers(root: Path, role: str) -> dict[str, dict[str, int]]:
    """By term, the number that each of four places has: the first page, the list of the terms, Explore, and Explore without script."""
    pages, catalogue = pages_of(root), catalogue_of(root)
    vocabulary = catalogue.vocabulary_for(role)
    assert vocabulary is not None
    data = data_of(pages["assets/explore-data.js"])
    facet = next(facet for facet in data["facets"] if facet["key"] == role)
    holders = dict(zip(facet["values"], facet["holders"], strict=True))
    found: dict[str, dict[str, int]] = {}
    for term in catalogue.terms(role):
        link = re.escape(f"{vocabulary.slug}/{term.term.id}.md")
        places = {
            "list": told(_after(rf"{link}\)", pages[vocabulary.address]) or ""),
            "explore": len(set(unpacked(holders.get(term.term.id, ""))) & set(unpacked(data["kinds"][0]))),
        }
        plain = re.search(rf"{link}\) <span>(\d+)</span>", pages["explore.md"])
        if plain:
            places["plain"] = int(plain[1])
        home = _after(rf"{link}\)", pages["index.md"])
        if home is not None:
            places["home"] = told(home)
        found[term.term.id] = places
    return found


def _after(pattern: str, text: str) -> str | None:
    found = re.search(rf"{pattern}([^\n]*)", text)
    return found[1] if found else None


def differing(root: Path) -> dict[str, dict[str, int]]:
    all_terms = {**numbers(root, "resistance"), **numbers(root, "response")}
    assert sum(max(places.values()) > 0 for places in all_terms.values()) > 5
    assert any("home" in places for places in all_terms.values())
    assert any("plain" in places for places in all_terms.values())
    return {term: places for term, places in all_terms.items() if len(set(places.values())) > 1}


@pytest.mark.parametrize("root", [COUNTY], ids=["county"])
def test_a_form_has_the_same_number_everywhere(root: Path) -> None:
    assert differing(root) == {}


def test_countries_of_the_first_page_are_those_with_a_case() -> None:
    catalogue = catalogue_of(COUNTY)
    named = {code for entry in catalogue.all("cases") for code in getattr(entry.record.scope, "countries", ())}
    found = re.search(r"- \*\*(\d+)\*\* countries", pages_of(COUNTY)["index.md"])
    assert found is not None
    assert int(found[1]) == len(named) < len(catalogue.countries)
