# A text of the form travels as it can: pasted into a mail, answered above, quoted, signed. Only what was quoted around it is taken
# away, by marks that the form itself never writes; what was left out is said, so that nothing of the practice is lost in silence.

"""The text of the form within a mail that carried it."""

from __future__ import annotations

import re

_OPENING = re.compile(r"((?:> ?)*)---[ \t]*")
_KEY = re.compile(r'(?:> ?)*(?:[a-z][a-z_]*|"[^"]+"):(?: .*)?')
_SIGNATURE = "-- "
"""The line above a signature in a mail. The form leaves no space at the end of a line, so no story has it."""


def carried(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The text of the form, and what around it was left out, as phrases; None where no record begins in `text`."""
    rows = text.split("\n")
    for at, row in enumerate(rows[:-1]):
        if (opening := _OPENING.fullmatch(row)) and _KEY.fullmatch(rows[at + 1]):
            return _taken_out(rows, at, opening[1])
    return None


def _taken_out(rows: list[str], first: int, quoted: str) -> tuple[str, tuple[str, ...]]:
    left = ["what stands before the text of the form"] if any(row.strip() for row in rows[:first]) else []
    own = rows[first:]
    if quoted:
        depth = quoted.count(">")
        marks = re.compile(rf"(?:> ?){{{depth}}}")
        end = next((at for at, row in enumerate(own) if not marks.match(row)), len(own))
        if any(row.strip() for row in own[end:]):
            left.append("what stands below the quoted text")
        own = [marks.sub("", row, count=1) for row in own[:end]]
    if _SIGNATURE in own:
        left.append("the signature of the mail")
        own = own[: own.index(_SIGNATURE)]
    return "\n".join(own), tuple(left)
