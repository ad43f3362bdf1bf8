# Pages of docs/ are written by people who know the library and not the program. They are published as they are, within the
# frame: what is said of them is said by the check, with the line, and what is taken out of them is said there too.

"""Pages that are written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from .document import files, hidden_characters, read_text, two_versions, within_bounds
from .folders import DOCS
from .media import is_text, without_traces
from .pages import Page
from .problem import Place, Problem
from .render import Renderer
from .rules import broken
from .story.marks import COMMENT

_LINK = re.compile(r"\[((?:[^\[\]\n]|\n(?!\n)){0,500})\]\(([^\s()<>]{1,2000})(?: \"[^\"\n]{0,200}\")?\)")


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
            found[address], beyond = within_bounds(text or "", relative)
            problems += [*more, *hidden_characters(text or "", relative), *two_versions(text or "", relative), *beyond]
        else:
            try:
                found[address] = path.read_bytes()
            except OSError as error:
                message = f"the file cannot be opened ({error.strerror})"
                problems.append(broken("unreadable", Place(relative), message, "Check its rights"))
    return found, problems


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


def pages_of(written: Mapping[str, str | bytes], renderer: Renderer) -> Iterator[Page]:
    """The pages of docs/ within the frame, and the files beside them without what they tell besides what they show."""
    titles = {address: _title(text) for address, text in written.items() if isinstance(text, str)}
    for address, text in written.items():
        if isinstance(text, bytes):
            yield Page(address, "", text if is_text(address) else without_traces(address, text))
            continue
        shelf = f"{address.rpartition('/')[0]}/index.md"
        above = [(titles[shelf], shelf)] if shelf in titles and shelf != address else []
        # What stands between comment signs is between the editors.
        context = {
            "text": COMMENT.sub("", text),
            "title": titles[address],
            "above": above,
            "path": f"{DOCS}/{address}",
        }
        yield Page(address, renderer.page("written", address, **context))


def _title(text: str) -> str:
    return next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")


def without_lost(page: str, text: str, lost: Mapping[tuple[str, str], str]) -> str:
    """A text in which links lose the part of a page that is held back. `page` is the address of the page it stands on."""

    def mended(found: re.Match[str]) -> str:
        return found[0].replace(f"]({found[2]}", f"]({lost.get((page, found[2]), found[2])}")

    return _LINK.sub(mended, text) if any(key[0] == page for key in lost) else text
