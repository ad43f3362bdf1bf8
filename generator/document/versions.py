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
    """Each stretch of a text that stands in two versions. Signs that mean other things too count only beside one that does not."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    stretch: list[tuple[int, str]] = []
    marks = _marks(text.split("\n"))
    for (at, row), (_, following) in zip(marks, [*marks[1:], (0, "<")], strict=True):
        stretch.append((at, row))
        if row[0] == ">" or following[0] == "<":
            yield _told(stretch, relative)
            stretch = []


_MOST = 4
"""How many marks of one stretch are listed: as many as Git writes."""


def _told(stretch: list[tuple[int, str]], relative: str) -> Problem:
    first, row = stretch[0]
    place = Place(relative, first + 1)
    if len(stretch) == 1:
        message = f"{quote(row.strip(), 40)} is left over from two versions of this text, since two people changed it"
        return broken("two-versions", place, message, "Keep one version, and take this line out")
    listed = [f"line {at + 1} ({row[:7]})" for at, row in stretch[:_MOST]]
    more = [f"{len(stretch) - _MOST} more"] if len(stretch) > _MOST else []
    *most, last = [*listed, *more]
    message = "two versions of this text stand here, since two people changed it"
    fix = f"Keep one, and take out {', '.join(most)} and {last}"
    return broken("two-versions", place, message, fix)


def in_first_version(text: str, relative: str) -> tuple[str, list[Problem]]:
    """A text with the first of two versions alone, and what is said of them. Every line keeps its number."""
    found = list(two_versions(text, relative))
    return ("\n".join(first_version(text.split("\n"))) if found else text), found


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
