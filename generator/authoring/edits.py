# Edits are known by place and by the words that stand there, so what was changed meanwhile is left alone and said. Files are
# written together, each whole or not at all, with the line ends and the mark at the head that they had.

"""Doing edits in the files of a library."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..problem import Edit, Place
from .lines import rewritten


def edited(root: Path, edits: Iterable[Edit]) -> tuple[dict[str, str], tuple[Place, ...]]:
    """The texts of the files with what was edited, and the places where it was not found as it was read."""
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.place.path].append(edit)
    texts, left = {}, []
    for path, ones in by_path.items():
        text = text_of(root / path)
        for edit in sorted(ones, reverse=True):  # from the foot up, so that no place moves
            changed = rewritten(text, edit)
            left += [edit.place] if changed is None else []
            text = text if changed is None else changed
        texts[path] = text
    return texts, tuple(sorted(left))


def text_of(path: Path) -> str:
    """The text of a file with its line ends and its mark at the head, if it has one, since both shall stay."""
    return path.read_bytes().decode("utf-8")


def write_all(root: Path, texts: Mapping[str, str]) -> None:
    """Write all files, or none where one cannot be written. `texts` has them by their paths in the library."""
    new = {root / path: (root / path).with_name(f".{Path(path).name}.new") for path in texts}
    try:
        for path, beside in new.items():
            beside.write_bytes(texts[path.relative_to(root).as_posix()].encode())
        for path, beside in new.items():
            os.replace(beside, path)
    finally:
        for beside in new.values():
            beside.unlink(missing_ok=True)
