# The form for somebody who sits at a terminal: file by file, each problem with the line it is about and a mark below the place,
# so that she finds it without counting. Programs get one line each, as ever. Nothing here looks for problems.

"""Problems with the lines that they are about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from ..problem import Problem, printable

Paint = Callable[[str, str], str]
"""Gives a text the look of what it is: a severity, `file`, `mark` or `line`."""
WIDTH = 96
"""So many characters of a line are shown at most."""
_BEFORE = 32
"""Of a longer line, so many before the place."""
_QUOTED = re.compile("“([^”…]+)…?”")
_WORD = re.compile(r"[\"'][^\"']*[\"']?|[^\s,\[\]{}()]+|.", re.DOTALL)


def in_full(problems: Iterable[Problem], root: Path, paint: Paint = lambda text, _: text) -> str:
    """The problems by file, each with its line; `root` is the library's folder, in which the files lie."""
    blocks = []
    for path, of_file in groupby(problems, key=lambda problem: problem.place.path):
        lines = _lines(root / path)
        told = "\n".join(_told(problem, lines, paint) for problem in of_file)
        blocks.append(f"{paint(printable(path), 'file')}\n\n{told}")
    return "\n".join(blocks)


def _lines(path: Path) -> list[str]:
    try:
        return re.split(r"\r\n|\r|\n", path.read_bytes().decode("utf-8-sig", "replace"))
    except (OSError, ValueError):
        return []


def _told(problem: Problem, lines: list[str], paint: Paint) -> str:
    place = problem.place
    head = f"  {paint(str(problem.severity), str(problem.severity))}: {problem.rule}, line {place.line}, column {place.column}\n"
    text = f"    {problem.message}.\n    {problem.fix}{'' if problem.fix.endswith('?') else '.'}\n"
    if not 0 < place.line <= len(lines) or not lines[place.line - 1].strip():
        return head + text
    line = lines[place.line - 1]
    start = min(place.column, len(line)) - 1
    length = _length(problem, line, start)
    first = max(0, start - _BEFORE) if len(line) > WIDTH else 0
    shown = line[first : first + WIDTH]
    before, cut = ("…" if first else ""), ("…" if first + WIDTH < len(line) else "")
    number = str(place.line)
    skipped = " " * (len(before) + _columns(line[first:start]))
    marks = "^" * max(1, min(_columns(line[start : start + length]), WIDTH - (start - first)))
    return (
        f"{head}  {paint(number, 'line')} | {before}{_plain(shown)}{cut}\n"
        f"  {' ' * len(number)} | {skipped}{paint(marks, 'mark')}\n{text}"
    )


def _length(problem: Problem, line: str, start: int) -> int:
    """How many characters the problem is about: what its message quotes if that stands there, and else a word."""
    for quoted in _QUOTED.findall(problem.message):
        for shift in (0, 1):  # a quotation mark of YAML stands before the value
            if line.startswith(quoted, start + shift):
                return len(quoted) + shift
    found = _WORD.match(line, start)
    return len(found[0]) if found else 1


def _plain(text: str) -> str:
    """The text with a sign for each character that cannot be shown, so that what stands below it stays below it."""
    return "".join(" " if sign == "\t" else sign if sign.isprintable() else "·" for sign in text)


def _columns(text: str) -> int:
    """How many columns a terminal takes for a text: two for a wide letter, none for a mark upon one."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
