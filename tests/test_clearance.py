"""What may be published: a withdrawn record leaves nothing of itself behind."""

import datetime
import itertools
import json
import shutil
from pathlib import Path

import pytest

from generator.clearance.redaction import Redaction, ids_held_back
from generator.schema import Case, Citation, Organisation
from generator.site import Site

from .libraries import make_site

LIBRARY = Path(__file__).parent / "examples" / "library"
TODAY = datetime.date(2026, 11, 21)


def without(tmp_path: Path, address: str) -> Site:
    """The site of the example library with one of its records withdrawn, and its name taken out of a source."""
    shutil.copytree(LIBRARY, tmp_path / "library")
    citing = tmp_path / "library" / "practices" / "cases" / "market-shelf.md"
    citing.write_text(
        citing.read_text("utf-8").replace("publisher: Lantern Readers\n", "publisher: The readers\n"), "utf-8"
    )
    path = tmp_path / "library" / "practices" / f"{address}.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nwithdrawn: {date: 2026-11-20}\n", 1), "utf-8")
    return make_site(tmp_path / "library", TODAY)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("cases/market-shelf", ("The shelf at the market", "market-shelf", "Half of the market")),
        ("organisations/two-valleys-council", ("Two Valleys Council", "two-valleys-council")),
        ("organisations/lantern-readers", ("Lantern Readers", "lantern-readers")),
        ("strategies/travelling-shelves", ("Travelling shelves", "travelling-shelves.md")),
        ("papers/who-reads-at-night", ("Who reads at night", "who-reads-at-night")),
        ("programmes/a-shelf-in-every-village", ("A shelf in every village", "a-shelf-in-every-village")),
        ("series/village-reading", ("Village reading", "village-reading")),
        ("themes/reading-for-all", ("Reading for all", "reading-for-all")),
    ],
)
def test_a_withdrawn_record_is_on_no_page_and_in_no_link(tmp_path: Path, address: str, words: tuple[str, ...]) -> None:
    before = make_site(LIBRARY, TODAY)
    assert any(page.address == f"{address}.md" for page in before.pages)
    site = without(tmp_path, address)
    assert site.is_sound
    others = [page for page in site.pages if page.address not in (f"{address}.md", "withdrawn.json")]
    found = {(page.address, word) for page in others for word in words if word in page.text}
    assert found == set()


def test_the_address_of_a_withdrawn_record_says_only_that_it_was_withdrawn(tmp_path: Path) -> None:
    site = without(tmp_path, "cases/market-shelf")
    (page,) = [page for page in site.pages if page.address == "cases/market-shelf.md"]
    head, _, text = page.text.removeprefix("---\n").partition("\n---\n\n")
    assert text == "# Withdrawn\n\nThis record was withdrawn.\n"
    assert "shelf" not in head.lower()
    (register,) = [page for page in site.pages if page.address == "withdrawn.json"]
    assert json.loads(register.text) == {"date": TODAY.isoformat(), "withdrawn": ["cases/market-shelf"]}


@pytest.mark.thorough
@pytest.mark.parametrize(
    "path", sorted((LIBRARY / "practices" / "vocabularies").glob("*.md")), ids=lambda path: path.stem
)
def test_a_withdrawn_vocabulary_takes_its_terms_with_it(tmp_path: Path, path: Path) -> None:
    site = without(tmp_path, f"vocabularies/{path.stem}")
    assert site.is_sound
    assert site.pages
    left = [page for page in site.pages if page.address not in (f"vocabularies/{path.stem}.md", "withdrawn.json")]
    assert [page.address for page in left if page.address.startswith(f"vocabularies/{path.stem}")] == []
    assert [page.address for page in left if f"vocabularies/{path.stem}" in page.text] == []


def test_an_item_that_consisted_of_the_withdrawn_record_goes_with_it(tmp_path: Path) -> None:
    site = without(tmp_path, "organisations/two-valleys-council")
    programme = next(page for page in site.pages if page.address == "programmes/a-shelf-in-every-village.md")
    assert "Funded by\n:   Not recorded" in programme.text


def test_a_link_in_a_story_keeps_its_words(tmp_path: Path) -> None:
    site = without(tmp_path, "strategies/travelling-shelves")
    case = next(page for page in site.pages if page.address == "cases/market-shelf.md")
    assert "one of several travelling shelves," in case.text


def test_a_source_that_is_held_back_is_known_by_any_key() -> None:
    held = Citation(title="A report", year="2020", held_back="safety")
    record = Organisation(
        title="Two Valleys", sources={"sources": held, "other": Citation(title="Another", year="2021")}
    )
    assert ids_held_back(record, ()) == {("sources", "sources")}
    assert ids_held_back(record, ("sources",)) == {("sources", "sources"), ("sources", "other")}


@pytest.mark.parametrize(
    "names", [*itertools.permutations(("amber-house", "coal-house", "zinc-house", "reading-club"))]
)
def test_those_that_are_told_alike_stand_once_and_in_no_order_of_their_names(names: tuple[str, ...]) -> None:
    told = {"amber-house": "a-network", "coal-house": "a-union", "zinc-house": "a-network"}
    case = Case.model_validate({"title": "A case", "organisations": names})
    assert Redaction(told_as=told).record(case).organisations == ("reading-club", "a-network", "a-union")


def test_that_a_record_was_withdrawn_may_be_told_at_its_former_address(tmp_path: Path) -> None:
    """However long that is: the page there says so, and so does the list of what was withdrawn."""
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "cases" / "market-shelf.md"
    gone = "---\nformerly: [the-shelf-of-that-market]\nwithdrawn: {date: 2026-11-20}\n"
    path.write_text(path.read_text("utf-8").replace("---\n", gone, 1), "utf-8")
    site = make_site(root, TODAY)
    assert "cases/the-shelf-of-that-market.md" in {page.address for page in site.pages}
    assert "the-shelf-of-that-market" not in site.secrets
    assert site.secrets
