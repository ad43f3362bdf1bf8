"""What is composed after an edit is what would be composed of all anew, and little of it is."""

import datetime
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import noted
from generator.kept import NOTHING, Memory
from generator.pages import composing
from generator.problem import has_errors
from generator.site import make_site

from .libraries import LIBRARY, TODAY

Edit = Callable[[Path, random.Random], None]


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the drafts that were composed since this was emptied."""
    found: list[str] = []
    shared = composing._shared

    def noting(drafts, some):  # type: ignore[no-untyped-def]
        found.extend(draft.address for draft, _ in drafts)
        return shared(drafts, some)

    monkeypatch.setattr(composing, "_shared", noting)
    return found


def pages(root: Path, memory: Memory = NOTHING, today: datetime.date = TODAY) -> dict[str, bytes] | None:
    site = make_site(root, today, memory)
    memory.close()
    return None if has_errors(site.problems) else {page.address: page.as_bytes() for page in site.pages}


def library(tmp_path: Path) -> Path:
    root = shutil.copytree(LIBRARY, tmp_path / "library")
    (root / "docs").mkdir()
    (root / "docs" / "about.md").write_text("# About\n\nWho keeps the shelf.\n", "utf-8")
    return root


def records(root: Path, folder: str = "*") -> list[Path]:
    return [path for path in sorted((root / "practices").glob(f"{folder}/*.md")) if path.stem != "index"]


def changed(pattern: str, new: str, folder: str = "*") -> Edit:
    def edit(root: Path, dice: random.Random) -> None:
        files = [path for path in records(root, folder) if re.search(pattern, path.read_text("utf-8"), re.MULTILINE)]
        path = dice.choice(files)
        path.write_text(re.sub(pattern, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")

    return edit


def add(root: Path, dice: random.Random) -> None:
    path = dice.choice(records(root, "cases"))
    text = re.sub(
        r"^title: .*$", f"title: Another {dice.random()}", path.read_text("utf-8"), count=1, flags=re.MULTILINE
    )
    path.with_stem(f"another-{dice.randrange(1000)}").write_text(text, "utf-8")


def remove(root: Path, dice: random.Random) -> None:
    dice.choice(records(root, "cases")).unlink()


def write_a_page(root: Path, dice: random.Random) -> None:
    (root / "docs" / f"page-{dice.randrange(3)}.md").write_text(f"# A page\n\n{dice.random()}\n", "utf-8")


def use_a_template(root: Path, dice: random.Random) -> None:
    folder = root / "templates" / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "withdrawn.md.jinja").write_text(f"# Gone {dice.random()}\n", "utf-8")
    (folder / "overdue.md.jinja").write_text(f"# Overdue {dice.random()}\n", "utf-8")


EDITS: dict[str, Edit] = {
    "a story": changed(r"\Z", "\nOne more quiet sentence.\n"),
    "a title": changed(r"^title: (\w+)", r"title: \1 anew"),
    "a summary": changed(r"^(summary: (?:>-?\n +)?\w+)", r"\1 indeed"),
    "a term": changed(r"^(\s+(?:- )?label: \w+)", r"\1 anew", "vocabularies"),
    "who did it": changed(r"^organisations: .*\n", "", "cases"),
    "when it was checked": changed(r"^checked: .*$", "checked: 2026-11-01"),
    "a record more": add,
    "a record less": remove,
    "a page written by hand": write_a_page,
    "a template": use_a_template,
    "the card": lambda root, dice: (root / "practices/library.md").write_text(
        (root / "practices/library.md").read_text("utf-8") + f"\n{dice.random()}\n", "utf-8"
    ) and None,
}  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_all_pages_are_those_of_a_whole_composition(tmp_path: Path, seed: int) -> None:
    dice, root, today = random.Random(seed), library(tmp_path), TODAY
    assert pages(root, Memory(root)) == pages(root)
    edits = list(EDITS) if seed == 0 else dice.choices([*EDITS, "a day"], k=8)
    sound = 0
    for what in edits:
        kept = root.parent / "before"
        shutil.copytree(root, kept, ignore=shutil.ignore_patterns("build"))
        if what == "a day":
            today += datetime.timedelta(days=dice.choice([1, 40, 400]))
        else:
            EDITS[what](root, dice)
        whole = pages(root, today=today)
        assert pages(root, Memory(root), today) == whole, what
        sound += whole is not None
        if whole is None:  # another record needs what was taken away
            for name in ("practices", "docs"):
                shutil.rmtree(root / name)
                shutil.copytree(kept / name, root / name)
        shutil.rmtree(kept)
    assert sound > len(edits) // 2


def test_after_a_word_in_a_story_few_pages_are_composed(tmp_path: Path, composed: list[str]) -> None:
    root = library(tmp_path)
    pages(root, Memory(root))
    every, case = len(composed), root / "practices/cases/market-shelf.md"
    case.write_text(case.read_text("utf-8") + "\nOne more quiet sentence.\n", "utf-8")
    composed.clear()
    pages(root, Memory(root))
    assert "cases/market-shelf.md" in composed
    assert len(composed) < every / 6, composed
    composed.clear()
    pages(root, Memory(root))
    assert not any(address.startswith("cases/") for address in composed)


def test_an_answer_is_asked_for_again_and_stands_if_it_is_the_same(tmp_path: Path, composed: list[str]) -> None:
    root = library(tmp_path)
    pages(root, Memory(root))
    everything = len(composed)
    organisation = next(one for one in records(root, "organisations") if "\nsummary: " in one.read_text("utf-8"))
    text = organisation.read_text("utf-8")
    organisation.write_text(text.replace("\nsummary: ", "\nsummary: Indeed, "), "utf-8")
    composed.clear()
    pages(root, Memory(root))
    assert f"organisations/{organisation.stem}.md" in composed
    # Lists of all records, which every page asks, rest on it too, and say what they said.
    assert len(composed) < everything / 2


def test_equal_values_have_one_digest_whoever_made_them() -> None:
    def made() -> object:
        return {"a": frozenset({f"{number}" for number in range(20)}), "b": [datetime.date(2026, 1, 1), "x" + "y"]}

    assert noted.digest(made()) == noted.digest(made()) is not None
    assert noted.digest(made()) != noted.digest({**made(), "c": 1})  # type: ignore[dict-item]
    assert noted.digest([lambda: 1]) is None
    assert noted.digest(iter("ab")) is None


def test_what_is_asked_about_is_given_by_place_and_nothing_is_lost_in_silence() -> None:
    class Shelf:
        @noted.asked
        def holding(self, title: str, most: int = 3) -> str:
            return f"{title} {most}"

    assert Shelf().holding("Boats", 2) == "Boats 2"
    with pytest.raises(TypeError, match="holding is asked without names of what is given, such as most"):
        Shelf().holding("Boats", most=2)
