# What goes wrong within one value: a colon, a quotation mark, a bracket or a character that YAML keeps for itself. Each is named
# for what it is and at its own place: an open quotation mark where it was opened, not where the file ended.

"""Faults within a value of the front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..problem import quote
from .fault import STRICT, Fault, continued, how_to_quote, in_one_row, in_quotes, joined, width

Rows = Sequence[str]
BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:#.*)?")
_SPECIAL = re.compile(r"[&*%@`\]},|>]|[!?:](?=[ \t]|$)")
_CURLY = {"“": "”“", "„": "“”", "‘": "’", "‚": "‘’", "«": "»", "»": "«", "”": "”", "’": "’"}
_OPENS = {"]": "[", "}": "{"}


def fault_in_value(rows: Rows, at: int, column: int, key: int) -> tuple[Fault | None, int]:
    """What is wrong with the value that begins at `column` of row `at`, if anything, and the row after its last.

    `key` is the column of its key, or of the hyphen of its item: what goes on is indented by more.
    """
    value = rows[at][column:]
    if BLOCK.fullmatch(value):
        return None, at + 1
    if value[:1] in "\"'":
        return _quoted(rows, at, column, key)
    if value[:1] in "[{":
        return _brackets(rows, at, column, key)
    return _plain(rows, at, column, key)


def _plain(rows: Rows, at: int, column: int, key: int) -> tuple[Fault | None, int]:
    end = continued(rows, at, key)
    text = joined(rows, at, column, end)
    value = rows[at][column:].rstrip()
    if value.startswith("- "):
        inner = ", ".join(part for part in re.split(r"(?:^|[ \t])-[ \t]+", text) if part)
        message, fix = "the first item of a list stands on the line of its key", "Write each item on a line of its own"
        return Fault(at, column, message, fix, in_one_row(rows, at, column, end, f"[{inner}]")), end
    edits = in_one_row(rows, at, column, end, in_quotes(text))
    if _SPECIAL.match(value):
        message = f"a value cannot begin with {value[0]}, which means something of its own to YAML"
        return Fault(at, column, message, how_to_quote(text), edits, certain=value[0] == "!"), end
    for number in range(at, end):
        start = column if number == at else 0
        if found := re.search(r":(?=[ \t]|$)", rows[number][start:].split(" #")[0].rstrip()):
            if straight := _straightened(text):
                message = f"curly quotation marks ({text[0]} {text[-1]}) stand around this value, and YAML knows only straight ones"
                new = in_one_row(rows, at, column, end, straight)
                return Fault(at, column, message, f"Write {_short(straight)}", new, "lookalike"), end
            message = "a colon and a space stand inside a value"
            return Fault(number, start + found.start(), message, how_to_quote(text), edits), end
    return None, end


def _straightened(text: str) -> str:
    """The text in straight quotation marks, if it stands in curly ones."""
    if len(text) > 1 and text[-1] in _CURLY.get(text[0], ""):
        return in_quotes(text[1:-1].strip("\u00a0\u202f "))
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 80 else "straight ones"


# Quotation marks


def _quoted(rows: Rows, at: int, column: int, key: int) -> tuple[Fault | None, int]:
    mark = rows[at][column]
    close = _close(rows[at], column + 1, mark)
    if close < 0:
        return _over_rows(rows, at, column, key)
    rest = rows[at][close + 1 :]
    if not rest.strip() or re.match(r"[ \t]+#", rest):
        return _escapes(rows, at, column, close), at + 1
    end = continued(rows, at, key)
    text = joined(rows, at, column, end)
    if mark == "'" and text.endswith("'") and text.count("'") % 2:
        text = text[1:-1]
        message = "this apostrophe ends the value, since ' stands before it"
        fix = f"Use double quotation marks: {_short(in_quotes(text))}"
        edits = in_one_row(rows, at, column, end, in_quotes(text))
        return Fault(at, close, message, fix, edits), end
    offset = close + 1 + len(rest) - len(rest.lstrip())
    fix = f"Put the whole value in the other kind of quotation mark: {in_quotes(text)}"
    fix = fix if len(text) <= 60 else "Put the whole value in the other kind of quotation mark"
    edits = in_one_row(rows, at, column, end, in_quotes(text))
    return Fault(at, offset, "the value goes on after its closing quotation mark", fix, edits), end


def _close(row: str, start: int, mark: str) -> int:
    """Where the closing quotation mark stands in a row, or -1."""
    pattern = r'(?:[^"\\]|\\.)*(")' if mark == '"' else r"(?:[^']|'')*(')(?!')"
    found = re.compile(pattern).match(row, start)
    return found.start(1) if found else -1


def _escapes(rows: Rows, at: int, column: int, close: int) -> Fault | None:
    """A backslash in double quotation marks, which does not mean itself there."""
    row = rows[at]
    known = r"[0abtnvfre \"/\\N_LP\t]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}"
    if row[column] != '"':
        return None
    for found in re.finditer(r"\\(.?)", row[column + 1 : close]):
        start = column + 1 + found.start()
        if not re.match(known, row[start + 1 : close]):
            text = row[column + 1 : close]
            edits = ((at, f"{row[:column]}{in_quotes(text)}{row[close + 1 :]}"),)
            message = "a backslash in double quotation marks does not mean itself"
            return Fault(at, start, message, "Use single quotation marks around the value, or write it twice", edits)
    return None


def _over_rows(rows: Rows, at: int, column: int, key: int) -> tuple[Fault | None, int]:
    """A quotation mark that is not closed in its row: a text over several rows, or a mark that was forgotten."""
    mark = rows[at][column]
    for number in range(at + 1, len(rows)):
        row = rows[number]
        if row.strip() and (width(row) <= key or STRICT.match(row)):
            break
        close = _close(row, 0, mark)
        if close >= 0:
            rest = row[close + 1 :].strip()
            if not rest or rest.startswith("#"):
                return None, number + 1
            break
    end = continued(rows, at, key)
    text = joined(rows, at, column + 1, end)
    edits = in_one_row(rows, at, column, end, in_quotes(text))
    fix = f"Write one at its end too: {in_quotes(text)}" if len(text) <= 60 else "Write one at the end of the value too"
    # Where another key follows, YAML would take it for a part of the value, and say nothing if it finds another mark below.
    swallows = any(width(row) <= key and STRICT.match(row) for row in rows[at + 1 : at + 2])
    return Fault(at, column, "this quotation mark is not closed", fix, edits, certain=swallows), end


# Brackets


def _brackets(rows: Rows, at: int, column: int, key: int) -> tuple[Fault | None, int]:
    opened = rows[at][column]
    last, close, quoted = _balance(rows, at, column, key)
    kind = "a list in square brackets" if opened == "[" else "a group in curly brackets"
    if close < 0:
        end = continued(rows, at, key)
        text = joined(rows, at, column, end)
        closer = "]" if opened == "[" else "}"
        mended = text.rstrip(" ,)}]" if opened == "[" else " ,)]}") + (quoted or "") + closer
        message = f"{kind} is not closed" if not quoted else f"a quotation mark in {kind} is not closed"
        fix = f"Write {closer} at its end" if not quoted else f"Write {quoted} after the word before which one stands"
        return Fault(at, column, message, fix, in_one_row(rows, at, column, end, mended)), end
    rest = rows[last][close + 1 :].strip()
    if not rest or rest.startswith("#"):
        return None, last + 1
    if re.fullmatch(r"[\]}]+,?|,", rest):
        short = ((last, rows[last][: close + 1]),)
        return Fault(last, close + 1, f"{quote(rest)} stands after the end of the list", "Take it out", short), last + 1
    end = max(continued(rows, at, key), last + 1)
    text = joined(rows, at, column, end)
    message = f"a value that begins with {opened} is {'a list' if opened == '[' else 'a group'} to YAML, and this goes on after it"
    fix = how_to_quote(text)
    if opened == "{":
        text = text.replace("{", "(").replace("}", ")")
        fix = f"Use round brackets: `{text}`" if len(text) <= 60 else "Use round brackets"
    edits = in_one_row(rows, at, column, end, in_quotes(text))
    return Fault(at, column, message, fix, edits), end


def _balance(rows: Rows, at: int, column: int, key: int) -> tuple[int, int, str]:
    """Where the bracket that opens at a place is closed; or -1, and the quotation mark that is open there, if one is."""
    opened, quoted, before = "", "", ""
    for number in range(at, len(rows)):
        row = rows[number]
        if number > at and row.strip() and width(row) <= key and not re.match(r"[ ]*[\]}]", row):
            break
        start = column if number == at else 0
        for place, sign in enumerate(row[start:], start):
            if quoted:
                quoted = "" if sign == quoted else quoted
            elif sign in "\"'" and before in "[{,:":
                quoted = sign
            elif sign == "#" and row[place - 1 : place] in ("", " ", "\t"):
                break
            elif sign in "[{":
                opened += sign
            elif sign in "]}":
                if opened[-1] != _OPENS[sign]:
                    return at, -1, ""
                opened = opened[:-1]
                if not opened:
                    return number, place, ""
            before = sign if not sign.isspace() else before
    return at, -1, quoted
