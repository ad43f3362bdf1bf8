"""No test outside `tests/records/` names a record of the shipped library, so that whoever adds, renames or withdraws one breaks none."""

import re
from pathlib import Path

import pytest

from generator.document import read
from generator.schema import KINDS, Organisation, Vocabulary

TESTS = Path(__file__).parent
PRACTICES = TESTS.parent / "practices"
SOURCES = [
    path
    for path in sorted(TESTS.rglob("*"))
    if path.suffix in (".py", ".js", ".json", ".txt") and TESTS / "records" not in path.parents
]
FOLDERS = "|".join(kind for kind in KINDS if kind != Vocabulary.folder)


def named(slug: str, title: str, kind: str, text: str) -> list[str]:
    """By what a text names a record: its title, its address, and its slug.

    A slug of one word could be any word, and an organisation of one word, such as a large charity, is known outside the library too.
    """
    ways = [rf"(?:{FOLDERS})/{re.escape(slug)}(?![\w-])", rf"(?<![\w-]){re.escape(slug)}\.(?:html|md|js|bib)\b"]
    if "-" in slug:
        ways.append(rf"(?<![\w-]){re.escape(slug)}(?![\w-])")
    if kind != Organisation.folder or " " in title:
        ways.append(rf"(?<!\w){re.escape(title)}(?!\w)")
    return [found[0] for way in ways for found in re.finditer(way, text)] if slug in text or title in text else []


def title_of(path: Path) -> str:
    document, _ = read(path, path.relative_to(PRACTICES.parent).as_posix())
    assert document is not None
    return str(document.front.value()["title"])


@pytest.mark.release  # a new record may by chance be called what a test says, and must not turn anything red
def test_no_test_of_the_program_names_a_record() -> None:
    texts = {path.relative_to(TESTS).as_posix(): path.read_text("utf-8") for path in SOURCES}
    records = [path for path in sorted(PRACTICES.glob("*/*.md")) if path.parent.name != Vocabulary.folder]
    assert records
    found = {
        f"{where}: {words}"
        for path in records
        for title in [title_of(path)]
        for where, text in texts.items()
        for words in named(path.stem, title, path.parent.name, text)
    }
    assert not found, "\n".join(sorted(found))


def test_a_name_is_seen_however_it_is_written_and_a_plain_word_is_none() -> None:
    assert named("night-desk", "Night desk", "cases", 'goto(start + "cases/night-desk.html")')
    assert named("night-desk", "Night desk", "cases", 'name="Night desk"')
    assert named("desk", "Desk!", "cases", "cases/desk, cases/lamp")
    assert named("desk-fund", "Desk Fund", "organisations", "[desk-fund]")
    assert not named("desk", "DESK", "organisations", 'viewport=DESK, "desk"')
    assert not named("night-desk", "Night desk", "cases", "a night-desks, Night desks, another-night-desk")
