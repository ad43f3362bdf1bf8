# A field is said once, in its model, and offered in many places: forms of code hosts, editors, a spreadsheet. All of those are
# files of the repository that this folder writes anew and compares, so that none can be older than the program. They hold
# terms and shelves, which change seldom, and not each record, so that whoever adds one need not know of them.

"""Files that follow from the models and the vocabularies, for the tools in which people write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...render import Renderer
from . import cms, front_matter, issue_forms, spreadsheet
from .asked import Asked

MAKERS = (issue_forms.files, front_matter.files, cms.files, spreadsheet.files)
"""What makes the files, each as pairs of a path and its bytes."""


@dataclass(frozen=True)
class Stale:
    """A file that is not as it would be written today."""

    path: str
    is_there: bool


def derived(renderer: Renderer) -> dict[str, bytes]:
    """All derived files by their path in the repository."""
    asked = Asked(renderer)
    return dict(sorted(pair for maker in MAKERS for pair in maker(asked)))


def stale(root: Path, files: dict[str, bytes]) -> Iterator[Stale]:
    """Those of the files that are not there, or hold something else."""
    for path, content in files.items():
        there = root / path
        if not there.is_file() or there.read_bytes().replace(b"\r\n", b"\n") != content.replace(b"\r\n", b"\n"):
            yield Stale(path, there.is_file())


def write(root: Path, files: dict[str, bytes]) -> list[str]:
    """Write those that are stale, and say which."""
    changed = [one.path for one in stale(root, files)]
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(files[path])
    return changed
