"""The book of this library, before the judge of EPUB."""

from pathlib import Path

from generator.editions.epub import make

from ...libraries import ROOT, last_day
from ...shelves import shelf_of
from ...test_epub import SOUND, judged


def test_the_judge_finds_nothing_in_the_whole_library(shipped: Path, tmp_path: Path) -> None:
    assert judged(next(make(shelf_of(shipped, last_day(ROOT)), tmp_path)).file) == SOUND
