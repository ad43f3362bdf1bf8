# What is wrong with some rows of a front matter, together with how they are read instead. The rows are changed in memory
# only, so that the rest of the file can be looked at in the same run; a problem is said all the same, and stops the build.

"""A fault in YAML, as a value, and what several kinds of faults need."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

KEY = r"[^\W\d][\w-]*"
STRICT = re.compile(rf"[ ]*(?:-[ ]+)*{KEY}[ \t]*:(?:[ \t]|$)|[ ]*-(?:[ ]|$)")
"""Rows that begin with a hyphen, or with one word and a colon, and so hardly go on with a text above."""


@dataclass(frozen=True)
class Fault:
    """What is wrong at a place of the rows, counted from 0, and the rows as they are read instead.

    `certain` faults are wrong even where YAML takes them for something else; what is `guessed` is read so only to go on.
    """

    row: int
    column: int
    message: str
    fix: str
    edits: tuple[tuple[int, str], ...]
    rule: str = "yaml-syntax"
    certain: bool = False
    guessed: bool = False


def width(row: str) -> int:
    """How many spaces a row begins with."""
    return len(row) - len(row.lstrip(" "))


def in_quotes(text: str) -> str:
    """The text in the quotation marks of YAML that it needs."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return json.dumps(text, ensure_ascii=False) if "'" in text else f"'{text}'"


def how_to_quote(text: str) -> str:
    """The fix for a value that wants quotation marks, with the value if it is not too long."""
    return (
        f"Put it in quotation marks: {in_quotes(text)}" if len(text) <= 60 else "Put the whole value in quotation marks"
    )


def continued(rows: Sequence[str], at: int, column: int) -> int:
    """The row before which a text ends that began in row `at` of a value whose key stands at `column`."""
    end = at + 1
    for number in range(at + 1, len(rows)):
        row = rows[number]
        if not row.strip():
            continue
        if width(row) <= column or STRICT.match(row):
            break
        end = number + 1
    return end


def joined(rows: Sequence[str], at: int, column: int, end: int) -> str:
    """A text that goes over several rows, on one line."""
    return " ".join(part for part in (rows[at][column:].strip(), *(row.strip() for row in rows[at + 1 : end])) if part)


def in_one_row(rows: Sequence[str], at: int, column: int, end: int, value: str) -> tuple[tuple[int, str], ...]:
    """The edits that put a value into the row in which it began."""
    return ((at, rows[at][:column] + value), *((number, "") for number in range(at + 1, end)))


def shifted(rows: Sequence[str], numbers: Iterable[int], by: int) -> tuple[tuple[int, str], ...]:
    """The edits that indent rows by more, or less."""
    return tuple(
        (number, " " * max(width(rows[number]) + by, 0) + rows[number].lstrip(" "))
        for number in numbers
        if rows[number].strip()
    )
