# Some texts of a size that is allowed keep the library that reads Markdown busy for hours: it tries each opened bracket with
# each that follows. No limit on the size of a file helps, and a limit on time would depend on the machine. So what a text may
# hold is bounded before anything reads it: by counting, once, from its beginning to its end. What is beyond is blanked out and
# told, and the rest is read as usual, so that one run still says everything.

"""Bounds on what a text may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..problem import Place, Problem, quote
from ..rules import broken

LINE = 10_000
PIECE = 20_000
ROWS = 200
"""The most lines of a paragraph. A table has as many rows as it likes."""
PIECES = 5_000
HEADINGS = 500
RUN = 1_000
OPEN = 20
NESTED = 10

_MARKER = re.compile(r"[ \t]*(?:>|(?:[-+*•–]|\d{1,9}[.)]|:)(?=[ \t]|$))")
_ITEM = re.compile(r"[ \t]*(?:[-+*•–]|\d{1,9}[.)])[ \t]+[^\s:=-]")
_HEADING = re.compile(r"[ \t>]*(?:#|[=-]+[ \t]*$)")
_RULER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*")
_RUN = re.compile(r"(\S)(?:[ \t]*\1)*|[ \t]+")
_BRACKETS = re.compile(r"\\.|[\[\](){}>]|<(?=[A-Za-z/!?])")
_CLOSING = {"]": "[", ")": "(", "}": "{", ">": "<"}
_INDENT = 4


class _Beyond(NamedTuple):
    """Something beyond a bound: on which row, at which character, which rule, what is wrong, and how to mend it."""

    row: int
    column: int
    rule: str
    message: str
    fix: str


def within_bounds(text: str, relative: str, first_line: int = 1) -> tuple[str, list[Problem]]:
    """A text with what is beyond the bounds blanked out, and a problem for each. `first_line` is the line on which it begins.

    Every line stays where it was.
    """
    rows = text.split("\n")
    pieces = list(_pieces(rows))
    problems: list[Problem] = []

    def report(first: int, last: int, found: _Beyond) -> None:
        place = Place(relative, first_line + first + found.row, found.column + 1)
        problems.append(broken(found.rule, place, found.message, found.fix))
        rows[first:last] = [""] * (last - first)

    tags = 0
    for first, last in pieces:
        found = next(_beyond(rows[first:last]), None)
        tags = 0 if found else max(0, tags + sum(map(_tags, rows[first:last])))
        if not found and tags > OPEN:
            found = _open(0, 0, "<")
        if found:
            report(first, last, found)
    if found := next(_too_many(rows, pieces), None):
        report(0, len(rows), found)
    return "\n".join(rows), problems


def _too_many(rows: list[str], pieces: list[tuple[int, int]]) -> Iterator[_Beyond]:
    fix = "Split the text into several"
    if len(pieces) > PIECES:
        message = f"a text has at most {PIECES:,} paragraphs and items of lists, and here begins one more"
        yield _Beyond(pieces[PIECES][0], 0, "too-many-parts", message, fix)
    headings = [at for at, row in enumerate(rows) if _HEADING.match(row)]
    if len(headings) > HEADINGS:
        message = f"a text has at most {HEADINGS} headings, and here stands one more"
        yield _Beyond(headings[HEADINGS], 0, "too-many-parts", message, fix)


def _pieces(rows: list[str]) -> Iterator[tuple[int, int]]:
    """The first row of each piece of text and the one behind its last: a paragraph, an item of a list, a table."""
    start = 0
    is_list = False
    for at, row in enumerate(rows):
        is_blank = not row.strip()
        if at == start:
            is_list = bool(_ITEM.match(row))
        if is_blank or (is_list and _ITEM.match(row)):
            if at > start:
                yield start, at
            start = at + 1 if is_blank else at
    if start < len(rows):
        yield start, len(rows)


def _beyond(rows: list[str]) -> Iterator[_Beyond]:
    """What is beyond the bounds in one piece of text, the worst first."""
    for at, row in enumerate(rows):
        if len(row) > LINE:
            fix = "Break it into paragraphs, with a blank line between them"
            yield _Beyond(at, 0, "long-line", f"this line has more than {LINE:,} characters", fix)
        yield from _nested(at, row)
        yield from _long_run(at, row)
    is_table = len(rows) > 1 and "|" in rows[0] and "|" in rows[1] and _RULER.fullmatch(rows[1])
    if not is_table and (len(rows) > ROWS or sum(map(len, rows)) > PIECE):
        fix = "Break it into paragraphs, with a blank line between them"
        message = f"this paragraph has more than {PIECE:,} characters or {ROWS} lines"
        yield _Beyond(0, 0, "long-line", message, fix)
    yield from _opened(rows)


def _nested(at: int, row: str) -> Iterator[_Beyond]:
    """Quotations and lists that stand within each other, by characters or by indentation."""
    depth = end = 0
    while depth <= NESTED and (found := _MARKER.match(row, end)):
        depth, end = depth + 1, found.end()
    indent = len(row.expandtabs(_INDENT)) - len(row.expandtabs(_INDENT).lstrip(" ")) if depth else 0
    if depth > NESTED or indent > _INDENT * NESTED:
        message = f"quotations or lists stand within each other here, more than {NESTED} deep"
        yield _Beyond(at, 0, "nested-too-deep", message, "Say it with fewer levels")


def _long_run(at: int, row: str) -> Iterator[_Beyond]:
    for found in _RUN.finditer(row) if len(row) > RUN else ():
        if len(found[0]) > RUN and len(found[0].replace(" ", "").replace("\t", "")) != 1:
            message = f"{quote(found[0].strip() or ' ', 10)} goes on for more than {RUN:,} characters"
            yield _Beyond(at, found.start(), "long-run", message, "Take it out, or write a few of them")


def _opened(rows: list[str]) -> Iterator[_Beyond]:
    """Brackets that are opened within each other and not closed, whatever else stands between them."""
    waiting: dict[str, int] = dict.fromkeys(_CLOSING.values(), 0)
    for at, row in enumerate(rows):
        for found in _BRACKETS.finditer(row):
            sign = found[0]
            if sign in waiting:
                waiting[sign] += 1
                if waiting[sign] > OPEN:
                    yield _open(at, found.start(), sign)
                    return
            elif sign in _CLOSING:
                waiting[_CLOSING[sign]] = max(0, waiting[_CLOSING[sign]] - 1)


def _open(row: int, column: int, sign: str) -> _Beyond:
    message = f"more than {OPEN} brackets {quote(sign)} are opened here and not closed"
    fix = "Close each, or take them out; where the character itself is meant, write a \\ before it"
    return _Beyond(row, column, "nested-too-deep", message, fix)


def _tags(row: str) -> int:
    """How many more tags of HTML a line opens than it closes: they are looked for across paragraphs."""
    found = [match[0] for match in _BRACKETS.finditer(row)] if "<" in row or ">" in row else []
    return found.count("<") - found.count(">")
