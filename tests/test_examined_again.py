"""A look at a library that is helped by what the last look kept says exactly what a look without it says, whatever changed."""

import dataclasses
import datetime
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import kept, site
from generator.cli.known_problems import problems_of
from generator.kept import KEPT, NOTHING, Memory
from generator.site import Examined, examine

from .conftest import EXAMPLES
from .libraries import ROOT
from .test_rules import FOLDERS, QUIET, made

LIBRARY = EXAMPLES / "library"
TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module", autouse=True)
def key(tmp_path_factory: pytest.TempPathFactory):
    """The key of whoever runs the program, in a place of these tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("home")))
        kept._key.cache_clear()
        yield
    kept._key.cache_clear()


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which lies what a look at the valid library kept."""
    root = tmp_path_factory.mktemp("warm")
    look(LIBRARY, TODAY, Memory(root))
    return root


def look(root: Path, today: datetime.date, memory: Memory = NOTHING) -> dict[str, object]:
    """All that a look at a library says."""
    found: Examined = examine(root, today, memory)
    memory.close()
    return {
        "problems": [(str(one), one.fix, one.repair) for one in found.problems],
        "library": repr(found.library),
        "records": [(repr(one.record), repr(dataclasses.astuple(one.document))) for one in found.entries],
        "cleared": [repr(one) for one in bare(found)],
        "secrets": (found.clearing.secrets, found.clearing.names, found.clearing.withdrawn),
        "pages": (found.published_card, found.published_docs, found.lost, found.vanished, found.ways),
    }


def bare(found: Examined) -> list[tuple[object, ...]]:
    return [(one.kind, one.slug, one.record, one.body, one.path, one.withheld, one.reduced) for one in found.published]


def differing(root: Path, today: datetime.date, memory: Memory) -> list[str]:
    """What a look that is helped says otherwise than one that is not."""
    plain, helped = look(root, today), look(root, today, memory)
    return [name for name in plain if plain[name] != helped[name]]


@pytest.mark.release
@pytest.mark.parametrize("folder", [*FOLDERS, *QUIET], ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_an_example_that_is_laid_over_a_known_library_is_told_alike(folder, library, today, monkeypatch, warm):
    root = made(folder, library, monkeypatch)
    shutil.copytree(warm / KEPT, root / KEPT)
    assert differing(root, today, Memory(root)) == []


# Any changes, one after the other

WORDS = (
    "",
    "shelf",
    "NO",
    "2031-01-01",
    "[^shelf-2021]",
    "[x](../cases/fjord-boat.md)",
    "Amina Lampwright said",
    "safety",
)
FILES = sorted(path.relative_to(LIBRARY).as_posix() for path in LIBRARY.rglob("*") if path.suffix in (".md", ".yml"))
WISHES = (
    "withdrawn:\n  date: 2026-11-20\n",
    "embargo: 2027-01-01\n",
    "sensitivity:\n  place: withheld\n",
    "sensitivity:\n  held_back: {organisations: safety}\n",
    "sensitivity:\n  organisations:\n    - {organisation: lantern-readers, told_as: A group of readers, reason: safety}\n",
    "told_as: A group of readers\n",
    "consent: {basis: written, reference: A, date: 2026-01-01, review: 2026-12-01}\n",
    "formerly: [another-name]\n",
)

files = st.sampled_from(FILES)
changes = st.one_of(
    st.tuples(st.just("word"), files, st.integers(0, 400), st.sampled_from(WORDS)),
    st.tuples(st.just("wish"), files, st.sampled_from(WISHES)),
    st.tuples(st.just("body"), files, st.sampled_from(WORDS)),
    st.tuples(st.just("add"), files, st.sampled_from(("another", "shelf-2"))),
    st.tuples(st.just("rename"), files, st.sampled_from(("another", "shelf-2"))),
    st.tuples(st.just("remove"), files),
    st.tuples(st.just("page"), st.sampled_from(("about.md", "notes/of-us.md")), st.sampled_from(WORDS)),
)
days = st.sampled_from((TODAY, datetime.date(2026, 12, 2), datetime.date(2027, 1, 1), datetime.date(2031, 1, 1)))


def change(root: Path, how: str, name: str, *more: object) -> None:
    path = root / name
    if how == "page":
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# A page\n\n{more[0]}\n", "utf-8")
    elif not path.is_file():
        return
    elif how == "remove":
        path.unlink()
    elif how in ("add", "rename"):
        path.with_stem(str(more[0])).write_text(path.read_text("utf-8"), "utf-8")
        if how == "rename":
            path.unlink()
    else:
        text = path.read_text("utf-8")
        path.write_text(changed(text, how, *more), "utf-8")


def changed(text: str, how: str, *more: object) -> str:
    if how == "body":
        return f"{text}\n{more[0]}\n"
    if how == "wish":
        return text.replace("---\n", f"---\n{more[0]}", 1)
    words = text.split(" ")
    words[int(str(more[0])) % len(words)] = str(more[1])
    return " ".join(words)


@settings(max_examples=12)
@given(steps=st.lists(st.tuples(changes, days), min_size=1, max_size=3))
def test_whatever_is_changed_is_told_alike(steps, warm, tmp_path_factory):
    root = tmp_path_factory.mktemp("changed") / "library"
    shutil.copytree(LIBRARY, root)
    shutil.copytree(warm / KEPT, root / KEPT)
    for step, today in steps:
        change(root, *step)
        assert differing(root, today, Memory(root)) == []


@pytest.mark.parametrize("wish", WISHES)
def test_what_somebody_wishes_of_a_record_is_told_alike_whenever_it_ends(wish, library, warm):
    root = library()
    shutil.copytree(warm / KEPT, root / KEPT)
    for name in ("cases/market-shelf", "organisations/lantern-readers", "sources/boxes-and-boats"):
        change(root, "wish", f"practices/{name}.md", wish)
        for today in (TODAY, datetime.date(2026, 12, 2), datetime.date(2027, 1, 1)):
            assert differing(root, today, Memory(root)) == []


# What a look rests on beside a record's own file


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("organisations/lantern-readers", "title: ", "title: Amina "),
        ("sources/boxes-and-boats", "title: ", "title: Other "),
        ("vocabularies/regions", "- id: ", "- id: x"),
        ("library", "language: en", "language: es"),
    ],
)
def test_what_follows_from_another_record_is_worked_out_anew(name, old, new, library, warm):
    root = library()
    shutil.copytree(warm / KEPT, root / KEPT)
    path = root / f"practices/{name}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert differing(root, TODAY, Memory(root)) == []


def test_a_name_that_the_library_learns_is_no_person_any_more(library):
    root = library()
    change(root, "body", "practices/cases/market-shelf.md", "Amina Lampwright said that it works.")
    assert "Lampwright" in str(look(root, TODAY, Memory(root))["problems"])
    change(root, "word", "practices/organisations/lantern-readers.md", 1, "Amina Lampwright #")
    assert "Lampwright" not in str(look(root, TODAY)["problems"])
    assert differing(root, TODAY, Memory(root)) == []


def test_what_is_known_is_not_read_again(library, warm, monkeypatch):
    root = library()
    shutil.copytree(warm / KEPT, root / KEPT)

    def stopped(*_: object) -> None:
        raise AssertionError("this was known")

    for module, name in (
        ("check.reading", "read_model"),
        ("check.privacy.across_records", "look"),
        ("check.page", "converted"),
        ("clearance.telling", "told"),
        ("clearance.withheld_texts", "normal"),
    ):
        monkeypatch.setattr(import_module(f"generator.{module}"), name, stopped)
    assert look(root, TODAY, Memory(root))["problems"] == []


# The command


def test_a_check_of_what_did_not_change_says_the_same_and_reads_nothing(library):
    root = library()
    change(root, "body", "practices/cases/market-shelf.md", "Amina Lampwright said that it works.")
    program = (
        "import sys; from generator.cli import main; main(sys.argv[1:], standalone_mode=False)",
        "print([name for name in ('pydantic', 'yaml', 'markdown', 'jinja2', 'generator.document') if name in sys.modules])",
    )
    asked = ["check", "--root", str(root), "--today", str(TODAY), "--format", "full"]

    def checked() -> list[str]:
        code = f"try:\n    {program[0]}\nexcept SystemExit as end:\n    print(end.code)\n{program[1]}"
        done = subprocess.run(
            [sys.executable, "-c", code, *asked], capture_output=True, check=True, text=True, cwd=ROOT
        )
        return done.stdout.splitlines()

    first, second = checked(), checked()
    assert "personal-name" in str(first)
    assert first[:-1] == second[:-1]
    assert second[-1] == "[]"


def test_problems_are_those_of_the_files_and_the_day(library):
    root, path = library(), "practices/cases/market-shelf.md"
    for step, today in (
        (("body", path, "Amina Lampwright said that it works."), TODAY),
        (("wish", path, WISHES[-2]), TODAY),
        (("page", "about.md", "[x](nowhere.md)"), datetime.date(2026, 12, 2)),
        (("remove", "practices/organisations/lantern-readers.md"), datetime.date(2026, 12, 2)),
    ):
        change(root, *step)
        for _ in range(2):
            assert problems_of(root, today, print) == examine(root, today).problems


def test_problems_of_files_that_were_saved_meanwhile_are_not_kept(library, monkeypatch):
    root, path = library(), "practices/cases/market-shelf.md"
    before = (root / path).read_text("utf-8")
    real = site.examine

    def late(*asked: object) -> Examined:
        found = real(*asked)
        change(root, "body", path, "Amina Lampwright said that it works.")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(site, "examine", late)
        assert problems_of(root, TODAY, print) == ()
    assert "personal-name" in str(problems_of(root, TODAY, print))
    (root / path).write_text(before, "utf-8")
    assert problems_of(root, TODAY, print) == ()


# What is kept


def test_damage_costs_nothing_but_time(library):
    root, said = library(), []
    plain = look(root, TODAY)
    assert look(root, TODAY, Memory(root)) == plain
    for path in (root / KEPT).iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert look(root, TODAY, Memory(root, said.append)) == plain
    assert said
    assert all("anew" in line for line in said)


def test_withheld_words_lie_with_what_is_kept_alone_and_go_with_their_record(library):
    root = library()
    path = root / "practices/cases/market-shelf.md"
    before, words = path.read_text("utf-8"), "A lamp burned behind the blue door every night"
    path.write_text(f"{before}\n::: held-back safety\n\n{words}.\n\n:::\n", "utf-8")
    look(root, TODAY, Memory(root))
    holding = [file for file in root.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]
    assert path in holding
    assert {file.parent for file in holding if file != path} == {root / KEPT}
    path.write_text(before, "utf-8")
    look(root, TODAY, Memory(root))
    assert not [file for file in root.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]


def test_what_was_told_goes_with_what_it_was_told_of(library):
    root, path = library(), "practices/cases/market-shelf.md"
    before = (root / path).read_text("utf-8")
    change(root, "body", path, "Amina Lampwright said that it works.")
    change(root, "wish", "practices/organisations/lantern-readers.md", "told_as: A group of readers\n")
    problems_of(root, TODAY, print)
    holding = {file.name for file in (root / KEPT).iterdir() if b"Lampwright" in file.read_bytes()}
    assert {"documents", "privacy", "problems"} <= holding
    assert b"is withheld" in (root / KEPT / "left").read_bytes()
    (root / path).write_text(before, "utf-8")
    shutil.copy(LIBRARY / "practices/organisations/lantern-readers.md", root / "practices/organisations")
    look(root, TODAY, Memory(root))
    assert not [file for file in (root / KEPT).iterdir() if b"Lampwright" in file.read_bytes()]
    assert b"is withheld" not in (root / KEPT / "left").read_bytes()
