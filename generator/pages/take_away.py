# What the site says of itself as something to take along. Which files there are is not known while it is built, since they are made of
# it; so its page says what to choose, and is written a second time, by whoever lays files beside it, with their sizes. What a copy holds is
# written into every site, since every site may become a copy.

"""The page of files to take along, the one that holds a copy against newer lists, and what that needs to know of the copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..catalogue.edition import digests_of
from ..catalogue.knowledge import Knowledge
from ..clearance import Cleared
from ..folders import CARD
from ..render import Renderer
from .open_data import PAGE as DATA
from .page import Draft, of_script, of_template

USES = ("phone", "computer", "hotspot", "reader", "paper", "message", "sheet")
"""Where somebody reads what she took along, in the order in which it is told."""
FOLDER = "take-away"
"""The folder of the files, in the library and in its site."""
PAGE = "take-away.md"


def take_away(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """The two pages of a site beside which no files lie yet, and what it holds."""
    yield Draft(PAGE, page_of_files)
    context = {"edition": known.edition}
    yield of_template("check-copy", "check-copy.md", path=CARD, **context)
    titles = {entry.address.removesuffix(".md"): entry.record.title for entry in known.catalogue.entries}
    records = {address: [titles[address], value] for address, value in digests_of(known.catalogue).items()}
    yield of_script("assets/held.js", "held.js", records=records, **context)


def page_of_files(
    renderer: Renderer,
    files: Mapping[str, Sequence[Any]] | None = None,
    parts: Mapping[str, Sequence[Any]] | None = None,
) -> str:
    """The page of files to take along. `files` are rows of the whole library by their use, `parts` rows of parts by the page of
    which they are, in the order in which they are told; each row has `file`, `purpose` and `size`."""
    by_page = {entry.address: entry for entry in renderer.catalogue.entries}
    listed: list[tuple[Cleared | None, Sequence[Any]]] = [
        (by_page.get(page), rows) for page, rows in (parts or {}).items()
    ]
    return renderer.page(
        "take-away",
        PAGE,
        path=CARD,
        edition=renderer.known.edition,
        folder=FOLDER,
        uses=USES,
        data=DATA,
        files=[(use, (files or {})[use]) for use in USES if use in (files or {})],
        parts=listed,
    )
