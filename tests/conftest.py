"""What several tests start from: a small valid library, and the day on which it is examined."""

import datetime
import shutil
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent / "examples"


@pytest.fixture
def today():
    return datetime.date(2026, 11, 21)


@pytest.fixture
def library(tmp_path):
    """A function that copies the valid library, lays an overlay over it, and returns the copy's folder.

    A file of the overlay named `x.md.gone` takes the library's `x.md` away.
    """

    def copied(overlay: Path | None = None) -> Path:
        root = tmp_path / "library"
        shutil.copytree(EXAMPLES / "library", root)
        if overlay:
            shutil.copytree(overlay, root, dirs_exist_ok=True)
        for sign in list(root.rglob("*.gone")):
            sign.with_suffix("").unlink()
            sign.unlink()
        return root

    return copied
