# What lies in docs/ is read as it is: pages as text, all else as bytes. What is wrong with a file itself is said here, with
# the line; what a page says is for the check.

"""Reading what is written by hand in docs/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..folders import DOCS
from ..problem import Place, Problem
from ..rules import broken
from .bounds import within_bounds
from .files import read_text
from .hidden import hidden_characters
from .versions import in_first_version
from .walk import files


def hand_written(root: Path) -> tuple[dict[str, str | bytes], list[Problem]]:
    """What lies in docs/ by its address: pages as text, pictures and the like as bytes; and what cannot be read."""
    found: dict[str, str | bytes] = {}
    paths, problems = files(root, DOCS)
    for path in paths:
        relative = path.relative_to(root).as_posix()
        address = relative.removeprefix(f"{DOCS}/")
        problems += _misplaced(relative, address)
        if path.suffix == ".md":
            text, more = read_text(path, relative)
            text, parted = in_first_version(text or "", relative)
            found[address], beyond = within_bounds(text, relative)
            problems += [*more, *hidden_characters(text, relative), *parted, *beyond]
            continue
        try:
            found[address], parted = _whole(path.read_bytes(), relative)
            problems += parted
        except OSError as error:
            message = f"the file cannot be opened ({error.strerror})"
            problems.append(broken("unreadable", Place(relative), message, "Check its rights"))
    return found, problems


def _whole(data: bytes, relative: str) -> tuple[bytes, list[Problem]]:
    """What a file besides the pages holds, without the second of two versions if it is a text, and what is said of them."""
    try:
        text, parted = in_first_version(data.decode("utf-8"), relative)
    except UnicodeDecodeError:
        return data, []
    return text.encode() if parted else data, parted


def _misplaced(relative: str, address: str) -> Iterator[Problem]:
    """Files that the host would take for something else, or leave out."""
    name, place = PurePosixPath(address), Place(relative)
    if address.startswith("templates/"):
        yield broken("wrong-folder", place, "the host leaves out a folder of this name", "Call the folder otherwise")
    elif name.name.lower() == "readme.md":
        message = "the host would show this page in the place of the first one of its folder"
        yield broken("reserved-name", place, message, "Rename it, such as about.md, or index.md if that is meant")
    elif name.suffix.lower() in (".markdown", ".mdown", ".mkdn", ".mkd") or (
        name.suffix != ".md" == name.suffix.lower()
    ):
        yield broken("wrong-ending", place, f"a page of docs/ ends in .md, and not in {name.suffix}", "Rename it")
