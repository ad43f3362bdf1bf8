"""Twelve edits of this library, four after another: the site is that of a build from nothing, byte for byte.

The first ones concern few pages each, so that what one of them leaves stale is not made anew by the next before it is looked for.
What other edits do, in other orders, `tests/site/test_edits.py` asks of a small library.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.folders import TREE

from ...builds import Outcome, apart, built
from ...libraries import ROOT, catalogue_of, last_day
from .test_changes import NEW, unnamed


def first(root: Path, kind: str) -> Path:
    return min((root / "practices" / kind).glob("*.md"))


def changed(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count, (path, pattern)
    path.write_text(text, "utf-8")


def more(path: Path) -> None:
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\nReaders said so, too.\n", "utf-8")


def nameless(root: Path) -> Path:
    """A record that nothing else names."""
    return next(path for path in unnamed(root) if path.exists() and "withdrawn:" not in path.read_text("utf-8"))


def two_records_more(root: Path) -> None:
    catalogue = catalogue_of(ROOT)
    given = {
        "country": catalogue.countries[0],
        "strategy": catalogue.all("strategies")[0].slug,
        "people": catalogue.terms("people")[0].term.id,
    }
    for name, text in NEW.items():
        (root / "practices" / name).write_text(text.format(**given), "utf-8")


def a_record_renamed(root: Path) -> None:
    path = nameless(root)
    path.rename(path.with_stem(f"{path.stem}-as-it-is-called-now"))


Edit = Callable[[Path], object]
AT_ONCE: tuple[tuple[Edit, ...], ...] = (
    (
        lambda root: more(first(root, "cases")),
        lambda root: more(first(root, "strategies")),
        lambda root: changed(first(root, "organisations"), "^title: (['\"]?)", r"title: \1New "),
        lambda root: more(root / "docs/about.md"),
    ),
    (
        lambda root: changed(root / first(root, "vocabularies"), "^    label: (['\"]?)", r"    label: \1New "),
        two_records_more,
        lambda root: changed(nameless(root), r"\A---\n", "---\nwithdrawn: {date: 2026-11-20}\n"),
        a_record_renamed,
    ),
    (
        lambda root: changed(root / "templates/pages/cases.md.jinja", r"\Z", "\nA line of our own.\n"),
        lambda root: changed(root / "mkdocs.yml", "^site_name: ", "site_name: Our "),
        lambda root: changed(root / "mkdocs.yml", "- Explore: ", "- Look: "),
        lambda root: changed(root / "templates/overrides/assets/holding-ground.css", "#[0-9a-f]{6}", "#123456"),
    ),
)
"""The edits, those together after which there is one look; a release has one after each."""


def of_nothing(root: Path, to: Path) -> Outcome:
    """What comes of the same library where nothing was before."""
    shutil.copytree(root, to, ignore=lambda folder, _: ["build", "site"] if Path(folder) == root else [])
    (to / TREE).mkdir(parents=True)
    return built(to, last_day(ROOT))


@pytest.mark.parametrize(
    "edits",
    [*AT_ONCE, *(pytest.param((edit,), marks=pytest.mark.release) for edits in AT_ONCE for edit in edits)],
    ids=range(len(AT_ONCE) + sum(map(len, AT_ONCE))),
)
def test_after_edits_the_site_is_that_of_a_build_from_nothing(
    edits: tuple[Edit, ...], shipped: Path, tmp_path: Path
) -> None:
    root = tmp_path / "library"
    shutil.copytree(shipped, root)
    for edit in edits:
        edit(root)
        mine = apart(lambda: built(root, last_day(ROOT)))
        assert not mine.refused, mine.told
    assert mine.differs_from(apart(lambda: of_nothing(root, tmp_path / "whole"))) == []
