# libyaml says what it wanted next, which tells somebody who does not know YAML nothing. What people get wrong is found in
# the rows themselves, in scan.py; here stands what remains, in plain words.

"""What YAML's own errors mean."""

from __future__ import annotations

_PLAIN_WORDS = (
    ("'\\t'", "a tab stands where YAML wants spaces", "Replace it by spaces"),
    ("exceeded maximum nesting", "brackets stand within brackets too often", "Check that each is closed"),
    ("mapping values are not allowed", "a colon and a space stand inside a value", "Put the value in quotation marks"),
    ("could not find expected ':'", "a key has no colon after it", "Write `key: value`"),
    ("expected <block end>", "this line does not line up with those above it", "Indent it as its neighbours are"),
    ("did not find expected key", "this line does not line up with those above it", "Indent it as its neighbours are"),
    ("did not find expected '-'", "this line does not line up with those above it", "Indent it as its neighbours are"),
    ("expected ',' or ']'", "a list in square brackets is not closed", "Add the missing comma or bracket"),
    ("expected ',' or '}'", "a group in curly brackets is not closed", "Add the missing comma or bracket"),
    ("unexpected end of stream", "a quotation mark is opened and never closed", "Close it"),
    (
        "cannot start any token",
        "a value begins with a character that YAML keeps for itself",
        "Put it in quotation marks",
    ),
    ("unknown escape", "a backslash in double quotation marks", "Use single quotation marks"),
    ("expected alphabetic or numeric", "a value begins with & or *", "Put the value in quotation marks"),
    ("alphabetic or numeric character", "a value begins with & or *", "Put the value in quotation marks"),
    ("expected the node content", "a value is missing or begins with a special sign", "Put it in quotation marks"),
    (
        "block sequence entries",
        "a hyphen that begins an item stands within a line",
        "Write each item on a line of its own",
    ),
    ("comment or line break", "a value begins with | or >", "Put the value in quotation marks"),
    ("document start", "three dots or hyphens end the YAML here", "Take them out"),
    ("document end", "three dots or hyphens end the YAML here", "Take them out"),
    ("directive", "a line begins with %", "Put the value in quotation marks"),
)
_OPENED = ("scanning a quoted scalar", "parsing a flow", "scanning a simple key")


def in_plain_words(error: Exception, rows: list[str]) -> tuple[int, int, str, str]:
    """The row and the column of an error, counted from 0, what is wrong there, and what to write instead."""
    detail = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    began = str(getattr(error, "context", None) or "").removeprefix("while ")
    # What was opened and never closed is mended where it was opened, not where the file ended.
    order = ("context_mark", "problem_mark") if began.startswith(_OPENED) else ("problem_mark", "context_mark")
    mark = getattr(error, order[0], None) or getattr(error, order[1], None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, len(rows) - 1)
    if "\t" in rows[line][: len(rows[line]) - len(rows[line].lstrip())]:
        detail = "'\\t'"
    for sign, message, fix in _PLAIN_WORDS:
        if sign in detail:
            return line, column, message, fix
    fix = "Compare it with its neighbours, and put its value in quotation marks"
    return line, column, "this line is not written as YAML wants it", fix
