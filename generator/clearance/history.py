# A commit's subject was written for those who work on the library, and cannot be mended any more. So it is told only where the
# library says that subjects are written for readers, and never where it tells what is withheld. The days are told in any case.

"""What may be told of the history of records."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..document import Document
from ..document.history import NoHistory, past_of_records
from ..problem import Problem
from ..rules import broken
from ..schema import Library
from ..schema.history import Change, Past
from . import Clearing


def told_history(
    root: Path, card: tuple[Document, Library] | None, clearing: Clearing
) -> tuple[Mapping[str, Past], list[Problem]]:
    """The past of each record's file by its path, as the library's card wants it told, and why there is none where it wants one."""
    if card is None or not card[1].history:
        return {}, []
    try:
        found = past_of_records(root)
    except NoHistory as reason:
        message = f"pages cannot tell when records were added and changed: {reason}"
        fix = "Fetch all of it with `git fetch --unshallow`, or take `history:` out"
        return {}, [broken("no-history", card[0].place("history"), message, fix)]

    def told(change: Change) -> Change:
        is_told = card[1].history == "reasons" and not _tells(clearing, change.subject)
        return change if is_told else change._replace(subject="")

    return {path: Past(told(past.added), told(past.last)) for path, past in found.items()}, []


def _tells(clearing: Clearing, text: str) -> bool:
    """Whether a text tells something that is withheld."""
    return bool(clearing.sought.in_text(text)) or any(secret in text for secret in clearing.secrets)
