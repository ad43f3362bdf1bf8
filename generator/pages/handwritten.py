# Pages of docs/ are written by people who know the library and not the program. They are published as they are, within the
# frame: what is said of them is said by the check, with the line, and what is taken out of them is said there too.

"""Pages that are written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..folders import DOCS
from ..media import is_text, without_traces
from ..story.marks import COMMENT, LINK
from .page import Draft, Page, of_template

UNSOUGHT = ("developing/",)
"""Where pages lie that the search passes over: they are for those who change the program, in the words of all other pages."""


def pages_of(written: Mapping[str, str | bytes]) -> Iterator[Draft | Page]:
    """The pages of docs/ within the frame, and the files beside them without what they tell besides what they show."""
    titles = {address: _title(text) for address, text in written.items() if isinstance(text, str)}
    for address, text in written.items():
        if isinstance(text, bytes):
            yield Page(address, "", text if is_text(address) else without_traces(address, text))
            continue
        shelf = f"{address.rpartition('/')[0]}/index.md"
        above = [(titles[shelf], shelf)] if shelf in titles and shelf != address else []
        # What stands between comment marks is between the editors.
        context = {
            "text": COMMENT.sub("", text),
            "title": titles[address],
            "above": above,
            "path": f"{DOCS}/{address}",
            "found": not address.startswith(UNSOUGHT),
        }
        yield of_template("handwritten", address, **context)


def _title(text: str) -> str:
    return next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")


def without_lost(page: str, text: str, lost: Mapping[tuple[str, str], str]) -> str:
    """A text in which links lose the part of a page that is held back. `page` is the address of the page it stands on."""

    def mended(found: re.Match[str]) -> str:
        return found[0].replace(found[1], lost.get((page, found[1]), found[1]), 1)

    return LINK.sub(mended, text) if any(key[0] == page for key in lost) else text
