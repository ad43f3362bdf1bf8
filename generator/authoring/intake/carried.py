# A text of the form, or of an issue, travels as it can: pasted into a mail, answered above, quoted, signed. Only what a mail put around
# it is taken away, by marks that the form itself never writes; what was left out is said, so that nothing is lost in silence.

"""What was sent, within a mail that carried it."""

from __future__ import annotations

import re

_OPENING = re.compile(r"((?:> ?)*)---[ \t]*")
_KEY = re.compile(r'(?:> ?)*(?:[a-z][a-z_]*|"[^"]+"):(?: .*)?')
_HEADING = re.compile(r"#{1,4}[ \t]")
_QUOTED_HEADING = re.compile(r"((?:> ?)+)#{1,4}[ \t]")
_SIGNATURE = "-- "
"""The line above a signature in a mail. The form leaves no space at the end of a line, so no story has it."""


def carried(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The text of the form, and what around it was left out, as phrases; None where no record begins in `text`."""
    rows = text.split("\n")
    for at, row in enumerate(rows[:-1]):
        if (opening := _OPENING.fullmatch(row)) and _KEY.fullmatch(rows[at + 1]):
            own, left = _taken_out(rows[at:], opening[1])
            return own, (*_before(rows[:at], "the text of the form"), *left)
    return None


def unquoted(text: str) -> tuple[str, tuple[str, ...]]:
    """The text of an issue without the marks of a mail that quotes it, and what around it was left out, as phrases."""
    rows = text.split("\n")
    first = next(((at, found[1]) for at, row in enumerate(rows) if (found := _QUOTED_HEADING.match(row))), None)
    if first is None or any(_HEADING.match(row) for row in rows):
        return _taken_out(rows, "")
    own, left = _taken_out(rows[first[0] :], first[1])
    return own, (*_before(rows[: first[0]], "the quoted text"), *left)


def _before(rows: list[str], what: str) -> tuple[str, ...]:
    return (f"what stands before {what}",) if any(row.strip() for row in rows) else ()


def _taken_out(own: list[str], quoted: str) -> tuple[str, tuple[str, ...]]:
    left = []
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
