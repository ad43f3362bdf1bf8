"""The first look at an edited record: its page as the next build makes it, and none where that is not certain enough."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.plugin.glimpse import glimpsed, to_look_back_at
from generator.site import Examined, examine, make_site

from .edits import EDITS, world
from .sites import TODAY

CASE = Path("practices/cases/market-shelf.md")
GROUP = Path("practices/organisations/lantern-readers.md")


@pytest.fixture
def before(library: Callable[[], Path]) -> tuple[Path, Examined]:
    """A library, and what is remembered of it."""
    root = library()
    return root, to_look_back_at(examine(root, TODAY))


def says(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count
    path.write_text(text, "utf-8")


LIKE_A_BUILD = {
    "a story": (CASE, r"\Z", "\nIt was read again.\n"),
    "a link": (CASE, r"\Z", "\nSee [the boat](fjord-boat.md#lessons).\n"),
    "a title": (CASE, "^title: .*", "title: The stall at the market"),
    "another country": (CASE, r"^  countries: \[KE\]", "  countries: [UG]"),
    "a record that it did not name": (CASE, r"^answers: \[who", "answers: [what-a-shelf-costs, who"),
    "a vocabulary": (Path("practices/vocabularies/people.md"), "^title: .*", "title: Who they are"),
    "an organisation": (GROUP, r"\Z", "\nThey go on.\n"),
    "a source": (Path("practices/sources/boxes-and-boats.md"), "^title: .*", "title: Boats and boxes"),
}


@pytest.mark.parametrize("edit", LIKE_A_BUILD, ids=LIKE_A_BUILD)
def test_a_glimpse_is_the_page_of_the_next_build(edit: str, before: tuple[Path, Examined]) -> None:
    root, known = before
    path, pattern, new = LIKE_A_BUILD[edit]
    says(root / path, pattern, new)
    site = make_site(root, TODAY)
    assert site.is_sound, [str(one) for one in site.problems]
    pages = glimpsed(root, known, TODAY, [root / path])
    assert pages
    assert set(pages) <= set(site.pages)


NOT_YET = {
    "an error": (CASE, "^title:", "titel:"),
    "broken YAML": (CASE, "^title: ", "title: ["),
    "a list that is none": (CASE, "^people: .*", "people: market traders"),
    "a country that is none": (CASE, r"^  countries: \[KE\]", "  countries: [XX]"),
    "a record that is not there": (CASE, r"^answers: \[who", "answers: [nowhere, who"),
    "a term that is not there": (CASE, "^actors: .*", "actors: [nobody]"),
    "a lesson that is not there": (CASE, "fjord-boat#whole-boxes", "fjord-boat#nothing"),
    "a lesson that has another name": (CASE, "id: count-readers", "id: count-them"),
    "a term that has another name": (Path("practices/vocabularies/people.md"), "- id: market-traders", "- id: traders"),
    "a vocabulary that is another": (Path("practices/vocabularies/people.md"), "^role: .*", "role: word"),
    "a wish for what is not there": (CASE, "^actors: ", "sensitivity: {held_back: {nothing: safety}}\nactors: "),
    "what is not told any more": (
        CASE,
        r"^    sources: \[shelf-2021\]\nconditions:",
        "    sources: [shelf-2021]\n    held_back: safety\nconditions:",
    ),
    "an embargo": (CASE, "^title: .*", "\\g<0>\nembargo: 2026-12-24"),
    "a consent that has ended": (
        CASE,
        "^title: .*",
        "\\g<0>\nconsent: {basis: written-consent, reference: a, date: 2020-01-01, review: 2021-01-01}",
    ),
    "a record that is withdrawn": (CASE, r"\A[\s\S]*", "---\ntitle: A shelf\nwithdrawn: {date: 2026-11-20}\n---\n"),
    "an organisation without a name": (GROUP, "^title: .*", "\\g<0>\ntold_as: A group of readers"),
    "the library's card": (Path("practices/library.md"), "^title: .*", "title: Another"),
}


@pytest.mark.parametrize("edit", NOT_YET, ids=NOT_YET)
def test_of_what_is_wrong_or_shapes_others_there_is_no_glimpse(edit: str, before: tuple[Path, Examined]) -> None:
    root, known = before
    path, pattern, new = NOT_YET[edit]
    says(root / path, pattern, new)
    assert glimpsed(root, known, TODAY, [root / path]) == ()


def test_of_several_edits_there_is_one_of_all_or_none(before: tuple[Path, Examined]) -> None:
    root, known = before
    says(root / CASE, r"\Z", "\nIt was read again.\n")
    says(root / GROUP, r"\Z", "\nThey read it again.\n")
    both = [root / CASE, root / GROUP]
    assert {page.address for page in glimpsed(root, known, TODAY, both)} == {
        "cases/market-shelf.md",
        "organisations/lantern-readers.md",
    }
    assert glimpsed(root, known, TODAY, [*both, root / "practices/cases/new.md"]) == ()
    (root / GROUP).unlink()
    assert glimpsed(root, known, TODAY, both) == ()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_edited_no_glimpse_raises(seed: int, tmp_path: Path) -> None:
    dice, here = random.Random(seed), world(tmp_path)
    known = to_look_back_at(examine(here.root, here.day))
    for name in dice.sample(sorted(EDITS), 12):
        here.write_down()
        EDITS[name](here, dice)
        for path, data in here.before.items():
            if path.startswith("practices/") and not (
                (here.root / path).is_file() and (here.root / path).read_bytes() == data
            ):
                glimpsed(here.root, known, here.day, [here.root / path])
