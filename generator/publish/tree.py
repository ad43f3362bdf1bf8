# Pages in, Markdown files out. The tree is written only where bytes changed, so that hosts and people see what changed.
# What does not belong goes first: a page that only changed the case of its name, or became a folder, then has its place.

"""Writing the tree."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..pages import Page
from . import disk
from .digesting import Digests, digest

WRITTEN = ".tree"
"""What lists the files of a tree in it, so that one may be written over by the next, and a folder of something else may not."""


def write_tree(
    pages: Iterable[Page], folder: Path, values: Mapping[str, str] | None = None, digests: Digests | None = None
) -> list[str]:
    """Write pages into a folder so that it holds these and no others; returns the addresses that changed.

    Hidden files are left alone. A file whose bytes are the same is not touched. `values` are the digests of the pages, if they
    are known, and `digests` knows the files that were read before in this build.
    """
    made = {page.address: page for page in pages}
    if values is None:
        values = {address: digest(page.as_bytes()) for address, page in made.items()}
    changed = _without_others(folder, set(made))
    there = (digests or Digests()).of_each(made, folder)
    for address, page in made.items():
        if there.get(address) != values[address]:
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page.as_bytes())
            changed.append(address)
    return changed


def _without_others(folder: Path, kept: set[str]) -> list[str]:
    """Take out of a folder what is none of the files to be kept, and folders that are empty then."""
    gone = []
    for where, folders, names in os.walk(folder, topdown=False, onerror=disk.report):
        below = [Path(where) / name for name in (*names, *folders)]
        for path in sorted(path for path in below if not _is_hidden(path.relative_to(folder))):
            address = path.relative_to(folder).as_posix()
            if path.is_dir() and not path.is_symlink():
                if address in kept or not os.listdir(path):
                    disk.remove(path)
            elif address not in kept or path.is_symlink() or not path.is_file():
                path.unlink()
                gone.append(address)
    return gone


def _is_hidden(place: Path) -> bool:
    return any(part.startswith(".") for part in place.parts)


def write_tree_of_ones_own(pages: Iterable[Page], folder: Path) -> list[str]:
    """Write a tree into a folder outside the library. Beforehand it is noted there which files are the tree's, since it may be stopped."""
    made = tuple(pages)
    folder.mkdir(parents=True, exist_ok=True)
    disk.write_whole(folder / WRITTEN, "\n".join(sorted({*_noted(folder), *(page.address for page in made)})).encode())
    return write_tree(made, folder)


def strange_files(folder: Path) -> list[str]:
    """The files in a folder, hidden ones apart, that no tree in it brought."""
    own = _noted(folder)
    there = (path.relative_to(folder) for path in sorted(disk.files(folder)))
    return [place.as_posix() for place in there if not _is_hidden(place) and place.as_posix() not in own]


def _noted(folder: Path) -> set[str]:
    try:
        return set((folder / WRITTEN).read_text("utf-8").split("\n"))
    except (OSError, ValueError):
        return set()


def differing(values: Mapping[str, str], folder: Path, digests: Digests) -> str:
    """The address of a page that does not stand in the folder as it is, by the digests of pages; empty if all do."""
    there = digests.of_each(values, folder)
    return next((address for address, value in values.items() if there.get(address) != value), "")
