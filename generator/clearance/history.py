# A commit's subject was written for those who work on the library, tells of several files at once, and cannot be mended any more. So it
# is told only where the library says that subjects are written for readers, and holds nothing back: what one record withholds is open
# in others, and no search could find it in a sentence. The days are told in any case.

"""What may be told of the history of records."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..document import Document
from ..document.history import NoHistory, past_of_records
from ..problem import Problem
from ..rules import broken
from ..schema import Library
from ..schema.history import Past


def told_history(
    root: Path, card: tuple[Document, Library] | None, *, holds_back: bool
) -> tuple[Mapping[str, Past], list[Problem]]:
    """The past of each record's file by its path, as the library's card wants it told, and what of it cannot be told.

    `holds_back` says whether anything of the library is held back.
    """
    if card is None or not card[1].history:
        return {}, []
    place = card[0].place("history")
    try:
        found = past_of_records(root)
    except NoHistory as reason:
        message = f"pages cannot tell when records were added and changed: {reason}"
        fix = "Fetch all of it with `git fetch --unshallow`, or take `history:` out"
        return {}, [broken("no-history", place, message, fix)]
    if card[1].history == "reasons" and not holds_back:
        return found, []
    days = {path: Past(*(change._replace(subject="") for change in past)) for path, past in found.items()}
    if card[1].history == "dates":
        return days, []
    message = "pages tell days alone: something is held back here, and the subject of a commit could tell it"
    return days, [broken("no-history", place, message, "Write `history: dates`")]
