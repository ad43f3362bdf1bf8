# When two people changed one line, their programs leave both versions in the file, between lines of <<<<<<<, ======= and
# >>>>>>>. To Markdown these are quotations and headings, so a page would tell both. Looked for on raw lines, before
# anything else gives them a meaning; reading goes on with the first version, so that one run tells the rest too.

"""What an unfinished merge leaves in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Place, Problem, quote
from ..rules import broken

_MARK = re.compile(r"(<{7,}|>{7,}|\|{7,}|={7,}|%{7,}|\+{7,})(?: .*)?[ \t]*")
"""Lines as Git writes them, and Jujutsu's (%%%%%%% and +++++++)."""


def two_versions(text: str, relative: str) -> Iterator[Problem]:
    """Each line that parts two versions of a text. Signs that mean other things too count only beside one that does not."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    for at, row in _marks(text.split("\n")):
        message = f"{quote(row.strip(), 40)} parts two versions of this text, since two people changed it"
        fix = "Keep one version, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>"
        yield broken("two-versions", Place(relative, at + 1), message, fix)


def first_version(rows: list[str]) -> list[str]:
    """The rows with the first of two versions alone. Every row keeps its number."""
    found = _marks(rows)
    kept = list(rows)
    last = max((at for at, row in found if row[0] == ">"), default=0)
    other = False
    for (at, row), (following, _) in zip(found, [*found[1:], (len(rows), "")], strict=True):
        other = row[0] in "=|" or (row[0] in "%+" and other)
        end = following if other and at < last else at + 1
        kept[at:end] = [""] * (end - at)
    return kept


def _marks(rows: list[str]) -> list[tuple[int, str]]:
    found = [(at, row) for at, row in enumerate(rows) if row[:1] in "<>|=%+" and _MARK.fullmatch(row)]
    return found if any(row[0] in "<>" for _, row in found) else []
