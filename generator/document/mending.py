# One run tells every mistake of a file: where YAML stops, the rows that are to blame are read as they were meant, and YAML
# goes on. A mending counts only if YAML then comes further than before, so that rows that hold are never touched. Each
# costs another reading, so their number falls with the length of the text.

"""From a front matter with mistakes to one that YAML can read, and what the mistakes were."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import yaml

from ..problem import Edit, Place, Problem
from ..rules import broken
from .fault import KEY, Fault, in_quotes, width
from .scan import Scan, may_hide_faults
from .words import in_plain_words

_BUDGET = 1_000_000
"""How many characters are read at most to mend one front matter."""
_LONGEST = 60_000
"""No front matter that people write is longer, and a longer one is read once."""


T = TypeVar("T")


class Stopped(Exception):
    """Reading cannot go on: something is there that no record needs. `fatal` where nothing can be mended."""

    def __init__(self, line: int, column: int, rule: str, message: str, fix: str, *, fatal: bool = False) -> None:
        self.line, self.column, self.rule, self.message, self.fix = line, column, rule, message, fix
        self.fatal = fatal


@dataclass(frozen=True)
class Rows:
    """The rows of a front matter as they were written, and as they are read."""

    path: str
    offset: int
    written: list[str]
    read: list[str]

    @property
    def kind(self) -> str:
        """The folder of the file."""
        return self.path.rpartition("/")[0].rpartition("/")[2]

    def place(self, line: int, column: int) -> Place:
        """The place in the file of a character in the rows as they are read, both counted from 0."""
        line = min(line, len(self.written) - 1)
        old, new = self.written[line], self.read[line]
        if old != new:
            shorter = min(len(old), len(new))
            same = next((at for at in range(shorter) if old[at] != new[at]), shorter)
            column = column if column <= same else max(same, column - len(new) + len(old))
        return Place(self.path, self.offset + line + 1, min(max(column, 0), len(old)) + 1)


def read_mending(front: str, path: str, offset: int, reading: Callable[[Rows], T]) -> tuple[T | None, list[Problem]]:
    """What `reading` makes of a front matter, mended where it must be, and the problems that were mended."""
    written = front.split("\n")
    mender = _Mender(Rows(path, offset, written, list(written)), reading, max(2, _BUDGET // (len(front) + 1)))
    return mender.outcome(), mender.problems


class _Mender(Generic[T]):
    def __init__(self, rows: Rows, reading: Callable[[Rows], T], readings: int) -> None:
        self.rows, self.reading, self.left = rows, reading, readings
        self.problems: list[Problem] = []
        self._short = sum(map(len, rows.written)) <= _LONGEST

    def outcome(self) -> T | None:
        """The reading of the rows, once they can be read."""
        result, error = self._read(self.rows)
        is_doubtful = self._short and (error is not None or may_hide_faults(self.rows.read, self.rows.kind))
        for certain in self._certain(is_sound=error is None) if is_doubtful else ():
            self._apply(certain)
            result, error = self._read(self.rows)
        while error:
            fault, result, following = self._mended(error)
            if fault is None:
                self._say(_in_words(error, self.rows.read))
                return None
            self._apply(fault)
            error = following
        return result

    def _read(self, rows: Rows) -> tuple[T | None, Exception | None]:
        self.left -= 1
        if self.left < -1:
            return None, Stopped(-1, 0, "yaml-syntax", "", "", fatal=True)
        try:
            return self.reading(rows), None
        except (yaml.YAMLError, Stopped) as error:
            return None, error

    def _apply(self, fault: Fault) -> None:
        self._say(fault)
        self.rows = self._with(fault)

    def _say(self, fault: Fault) -> None:
        place = self.rows.place(fault.row, fault.column)
        self.problems.append(broken(fault.rule, place, fault.message, fault.fix, self._repair(fault)))

    def _repair(self, fault: Fault) -> tuple[Edit, ...]:
        """What to change in the file, where all words stay, and the rows are still read as they were written."""
        written, read, offset = self.rows.written, self.rows.read, self.rows.offset
        edits = [(number, row) for number, row in fault.edits if row != read[number]]
        known = all(written[number] == read[number] for number, _ in edits)
        if fault.guessed or not known or _words(read[at] for at, _ in edits) != _words(row for _, row in edits):
            return ()
        return tuple(Edit(Place(self.rows.path, offset + at + 1), written[at], row) for at, row in edits)

    def _with(self, fault: Fault) -> Rows:
        read = list(self.rows.read)
        for number, row in fault.edits:
            read[number] = row
        return Rows(self.rows.path, self.rows.offset, self.rows.written, read)

    def _certain(self, *, is_sound: bool) -> Iterator[Fault]:
        """Faults that are wrong whatever YAML says. What looks wrong in a sound text shows that the walk has lost its way."""
        seen: set[tuple[int, str]] = set()
        while self.left > 0:
            for fault in Scan(self.rows.read, self.rows.kind).faults():
                if is_sound and not fault.certain:
                    return
                if fault.certain and (fault.row, fault.message) not in seen:
                    seen.add((fault.row, fault.message))
                    yield fault
                    break
            else:
                return

    def _mended(self, error: Exception) -> tuple[Fault | None, T | None, Exception | None]:
        """The fault that stops YAML at an error, what can be read once it is mended, and the next error."""
        if not self._short or _is_fatal(error):
            return None, None, error
        best: tuple[Fault | None, T | None, Exception | None] = None, None, error
        for fault in _suspects(error, self.rows):
            result, following = self._read(self._with(fault))
            if following is None or _is_progress(error, following, fault):
                return fault, result, following
        for fault in _guesses(error, self.rows.read):
            result, following = self._read(self._with(fault))
            if following is None:
                return fault, result, None
            if best[0] is None and _is_progress(error, following, fault):
                best = fault, result, following
        return best


def _is_fatal(error: Exception) -> bool:
    return getattr(error, "fatal", False) or "nesting" in str(getattr(error, "problem", ""))


def _is_progress(before: Exception, after: Exception, fault: Fault) -> bool:
    """Whether YAML comes further; or, where something was opened above and never closed, comes to something else."""
    return _at(after) > _at(before) or (
        fault.row < _at(before)[0] and fault.row < _at(after)[0] and _at(after) != _at(before)
    )


def _at(error: Exception) -> tuple[int, int]:
    if isinstance(error, Stopped):
        return error.line, error.column
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return (mark.line, mark.column) if mark else (0, 0)


_MOST_SUSPECTS = 8


def _suspects(error: Exception, rows: Rows) -> list[Fault]:
    """What looks wrong at the row of an error, and then in the rows above it, the nearest first."""
    if isinstance(error, Stopped):
        return []
    line = _at(error)[0]
    found = [fault for fault in Scan(rows.read, rows.kind).faults() if fault.row <= line]
    return sorted(found, key=lambda fault: -fault.row)[:_MOST_SUSPECTS]


def _guesses(error: Exception, rows: list[str]) -> Iterator[Fault]:
    """Where nothing looks wrong: the value in quotation marks, and else without the row, or without all around it."""
    said = _in_words(error, rows)
    line = min(_at(error)[0], len(rows) - 1)
    if said.rule == "yaml-feature" and (found := re.match(r"[&!][^ ]*[ ]*", rows[line][said.column :])):
        yield _reading(said, ((line, rows[line][: said.column] + rows[line][said.column + found.end() :]),))
    if rows[line].lstrip(" -").startswith("<<:"):
        yield _reading(said, ((line, ""),))
    for at in dict.fromkeys((line, said.row)):
        if found := re.fullmatch(rf"([ ]*(?:-[ ]+)*(?:{KEY}[ \t]*:[ \t]+)?)([^\s\"'].*)", rows[at]):
            yield _reading(said, ((at, f"{found[1]}{in_quotes(found[2].strip())}"),))
    for at in dict.fromkeys((line, said.row, max(line - 1, 0))):
        yield _reading(said, ((at, ""),))
    first, last = line, line + 1
    while first > 0 and (width(rows[first]) or not re.match(KEY, rows[first])):
        first -= 1
    while last < len(rows) and (width(rows[last]) or not re.match(rf"{KEY}:", rows[last])):
        last += 1
    yield _reading(said, tuple((at, "") for at in range(min(first, said.row), last)))


def _reading(said: Fault, edits: tuple[tuple[int, str], ...]) -> Fault:
    return Fault(said.row, said.column, said.message, said.fix, edits, said.rule, guessed=True)


def _words(rows: Iterable[str]) -> str:
    """All letters and figures of some rows, but for those that count the items of a list."""
    return "".join(re.findall(r"\w", "".join(re.sub(r"^\s*\d{1,2}[.)] ", "", row) for row in rows)))


def _in_words(error: Exception, rows: list[str]) -> Fault:
    if isinstance(error, Stopped):
        return Fault(min(error.line, len(rows) - 1), error.column, error.message, error.fix, (), error.rule)
    row, column, message, fix = in_plain_words(error, rows)
    return Fault(row, column, message, fix, ())
