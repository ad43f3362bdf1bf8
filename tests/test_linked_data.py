"""What pages tell machines: right, small, and unable to break a page."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.pages.json_ld import interval, script
from generator.schema import KINDS, Period

from .libraries import COUNTY, LIBRARY, pages_of

TYPES: dict[str, str | list[str]] = {
    **{key: ["Article", "LearningResource"] for key in ("cases", "papers", "programmes")},
    **dict.fromkeys(("series", "themes", "strategies", "questions"), "CollectionPage"),
    "organisations": "WebPage",
    "sources": "WebPage",
    "vocabularies": "DefinedTermSet",
}
BLOCK = re.compile(r'^<script type="application/ld\+json">(.*)</script>$', re.MULTILINE)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(LIBRARY)


def data_of(pages: dict[str, str], address: str) -> dict[str, Any]:
    (block,) = BLOCK.findall(pages[address])
    found = json.loads(block)
    assert isinstance(found, dict)
    return found


def test_every_record_and_term_is_described_once_and_no_list_is(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        blocks = BLOCK.findall(text)
        kind = address.partition("/")[0]
        own = address.endswith(".md") and kind in KINDS and not address.endswith("/index.md")
        assert len(blocks) == own, address
        for block in blocks:
            found = json.loads(block)
            expected = "DefinedTerm" if address.count("/") == 2 else TYPES[kind]
            assert found["@context"] == "https://schema.org"
            assert found["@type"] == expected


def test_a_case_is_told_with_its_terms_places_years_and_sources(pages: dict[str, str]) -> None:
    found = data_of(pages, "cases/market-shelf.md")
    assert found["headline"] == "The shelf at the market"
    assert found["dateModified"] == "2026-11-01"
    assert found["temporalCoverage"] == "2018-04/2021"
    assert found["inLanguage"] == "en-GB"
    assert found["isPartOf"] == {"@type": "WebSite", "name": "The Lantern Shelf", "url": "../index.html"}
    assert {"@type": "Country", "name": "Kenya", "url": "../countries/ke.html", "identifier": "KE"} in found[
        "spatialCoverage"
    ]
    about = {(thing["@type"], thing["name"]) for thing in found["about"]}
    assert ("Organization", "Lantern Readers") in about
    assert {"Denial", "Delay"} <= {name for kind, name in about if kind == "DefinedTerm"}
    assert [source["name"] for source in found["citation"]] == ["A shelf at the market", "Shelves reviewed"]
    assert "datePublished" not in found["citation"][1]  # it is a guess


def test_every_address_in_it_leads_to_a_page(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        for block in BLOCK.findall(text):
            for url in re.findall(r'"url":"([^":]+)"', block):
                folder = Path("/") / address
                target, _, part = (folder.parent / url).resolve().relative_to("/").as_posix().partition("#")
                page = target.removesuffix("html") + "md"
                assert page in pages, (address, url)
                assert not part or f'id="{part}"' in pages[page], (address, url)


def test_a_claim_is_told_with_its_study_its_indicator_and_its_effect() -> None:
    pages = pages_of(COUNTY)
    claims = data_of(pages, "cases/lamps-at-the-well.md")["hasPart"]
    assert [claim["url"].partition("#")[2] for claim in claims] == [
        "pages-read-aloud",
        "letters-of-children",
        "dry-months",
        "fewer-quarrels",
    ]
    assert claims[0] == {
        "@type": "Claim",
        "url": "lamps-at-the-well.html#pages-read-aloud",
        "about": {
            "@type": "Observation",
            "variableMeasured": "A page read aloud without a mistake",
            "name": "Relative risk",
            "value": 1.5,
            "minValue": 1.12,
            "maxValue": 2.01,
            "measurementMethod": "Trial by lot at eighteen wells",
            "subjectOf": {"@type": "CreativeWork", "url": "lamps-at-the-well.html#study-lots-2014"},
        },
    }
    assert "value" not in claims[1]["about"]
    several = claims[2]["about"]
    assert [(one["name"], one["value"], one.get("minValue")) for one in several] == [
        ("Difference in minutes", -0.4, -3.1),
        ("Difference in minutes, dry months", 5.2, None),
    ]
    for claim in claims:
        observed = claim["about"] if isinstance(claim["about"], list) else [claim["about"]]
        for url in (claim["url"], *(one["subjectOf"]["url"] for one in observed)):
            assert f'id="{url.partition("#")[2]}"' in pages["cases/lamps-at-the-well.md"]
    assert "hasPart" not in data_of(pages, "cases/barber-shelf.md")


def test_nobodys_name_stands_in_it(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "cases" / "market-shelf.md"
    path.write_text(
        path.read_text("utf-8").replace("    year: c. 2022", "    authors: Anna Example\n    year: c. 2022"), "utf-8"
    )
    page = pages_of(root)["cases/market-shelf.md"]
    assert "Anna Example" in page
    assert "Anna" not in BLOCK.findall(page)[0]
    assert "A shelf of books stood" not in BLOCK.findall(page)[0]  # the summary is on the page already


@pytest.mark.parametrize(
    ("period", "made"),
    [
        (Period(start="2018", end="2020-05"), "2018/2020-05"),
        (Period(start="2018", ongoing=True), "2018/.."),
        (Period(start="2018"), "2018/"),
        (Period(end="2020"), "/2020"),
        (Period(ongoing=True), None),
    ],
)
def test_a_period_is_an_interval(period: Period, made: str | None) -> None:
    assert interval(period) == made


@given(st.text())
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
@example("]]>&amp;\u2028\u2029\\u003c\"'")
def test_no_text_ends_a_block_and_every_text_comes_back(text: str) -> None:
    block = script({"name": text})
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029\n\r") & set(inner)
    assert json.loads(inner) == {"name": text}


def test_addresses_are_whole_once_the_site_has_one(tmp_path: Path) -> None:
    """rdflib 7 and PyLD 3.3 make addresses of their own of relative ones, PyLD 2 drops them."""
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    (root / "mkdocs.yml").write_text("site_name: x\nsite_url: https://shelf.library/a/\n", "utf-8")
    for text in pages_of(root).values():
        for block in BLOCK.findall(text):
            urls = re.findall(r'"url":"([^"]+)"', block)
            assert urls
            assert [url for url in urls if not url.startswith("https://")] == []
    found = data_of(pages_of(root), "cases/market-shelf.md")
    assert found["url"] == "https://shelf.library/a/cases/market-shelf.html"
