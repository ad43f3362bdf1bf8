# An edition is looked at as it will be opened: taken apart into a folder, and there the gate and the search for withheld texts
# read it as they read the site. A part whose bytes were read already, in the site or in another edition, is not read again: of a zipped
# site that is all but what was mended, and of one book on two papers the second. The names of all parts are read in any case.

"""The gate and the search for withheld texts, over what lies in an edition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from .. import gate
from ..problem import Problem
from ..publish.digesting import digest
from ..publish.leaks import find_leaks, find_names
from .shelf import Made, Shelf

OF_A_SITE = frozenset(("link-not-listed", "other-policy"))
"""What only a site can be blamed for: the list of links that lead away is the site's own page, and a book is given no policy."""
_NAMES = "names of the parts.txt"
_LONGEST = 240
"""How many bytes a name has at most, that any disk takes it with an ending."""


def found_in(made: Made, shelf: Shelf, known: set[str], folder: Path, shown: str) -> list[Problem]:
    """What must not be in a file that was made. `folder` is one that is not there yet, for the parts, and `shown` what the file is
    called in messages. `known` are the digests of what was read and is clean; if all is, its parts are among them then."""
    folder.mkdir(parents=True)
    names: list[str] = []
    laid: dict[str, str] = {}
    fresh = set()
    for name, data in made.texts():
        names.append(name)
        value = digest(data)
        # What is no harm in a text may be some in a page.
        as_it_is_read = f"{value}{PurePosixPath(name).suffix}"
        if known.isdisjoint((value, as_it_is_read)):
            fresh.add(as_it_is_read)
            path = _place(folder, name, len(names))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            laid[f"{shown}/{path.relative_to(folder).as_posix()}"] = f"{shown}/{name}"
    (folder / _NAMES).write_text("\n".join(names), "utf-8", errors="surrogateescape")
    found = [
        *(one for one in gate.inspect(folder, shown) if one.rule not in OF_A_SITE),
        *find_leaks(folder, shelf.secrets, shown),
        *find_names(folder, shelf.names, shelf.renderer.catalogue.withdrawn, shown),
    ]
    if not found:
        known |= fresh
    return [replace(one, place=replace(one.place, path=laid.get(one.place.path, one.place.path))) for one in found]


def _place(folder: Path, name: str, number: int) -> Path:
    """Where a part is laid: under its own name, where that can be; with an ending by which it is read rightly."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")] or ["part"]
    ending = "" if PurePosixPath(parts[-1]).suffix.removeprefix(".").lower() in gate.KINDS else ".txt"
    path = folder.joinpath(*parts[:-1], f"{parts[-1]}{ending}")
    fits = all(len(part.encode("utf-8", "surrogateescape")) <= _LONGEST for part in parts)
    above = [one for one in path.parents if one.is_relative_to(folder)]
    is_free = fits and not path.exists() and not any(one.is_file() for one in above)
    return path if is_free else folder / f"part {number}{ending or path.suffix}"
