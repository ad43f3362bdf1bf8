# A finding is a value: where it is, which rule it breaks, what is wrong and what to write instead.
# Nothing here raises, prints or exits; the edges decide what to do with a list of problems. A problem
# sorts by its place, so that one run reads from the top of each file to its foot.

"""Places in records, and the problems found there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs.

    An error stops the build. A warning may harm somebody and asks for a person's look, since only a person can tell; it
    stops nothing. A note is only said.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A position in a file of the library, counted from 1 as editors do.

    `path` is relative to the library's root and uses forward slashes on every system.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Edit:
    """A text that stands at a place, or up to a quotation mark behind it, and what is to stand there instead.

    A whole line that becomes empty goes with its end.
    """

    place: Place
    old: str
    new: str


@dataclass(frozen=True, order=True)
class Problem:
    """One finding. `message` says what is wrong and quotes the value; `fix` says what to write instead.

    `repair` does what `fix` says, where that can be done in one way only and loses no word.
    """

    place: Place
    rule: str
    message: str
    fix: str
    severity: Severity = Severity.ERROR
    repair: tuple[Edit, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.rule}: {self.text}"

    @property
    def text(self) -> str:
        """What is wrong and what to write instead, as two sentences."""
        return f"{self.message}. {self.fix}{'' if self.fix.endswith('?') else '.'}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops the build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def printable(text: str) -> str:
    """The text with each character that cannot be shown, such as a line's end, written as its code."""
    return "".join(mark if mark.isprintable() else f"\\u{ord(mark):04x}" for mark in text)


def quote(value: object, limit: int = 60) -> str:
    """The value as a message shows it: on one line, cut to `limit` characters, in quotation marks."""
    text = printable(" ".join(str(value)[: 4 * limit].split()))
    return f"“{text[: limit - 1]}…”" if len(text) > limit else f"“{text}”"


def as_text(problems: Iterable[Problem]) -> str:
    """One line for each problem, the form that people and editors read."""
    return "".join(f"{problem}\n" for problem in problems)


def as_github(problems: Iterable[Problem], below: str = "") -> str:
    """Workflow commands that put each problem beside its line in a pull request.

    `below` is the way from the top of the repository to the library, such as `lib/`.
    """
    return "".join(_annotation(problem, below) for problem in problems)


def _annotation(problem: Problem, below: str) -> str:
    # GitHub's own escapes: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    level = "notice" if problem.severity is Severity.NOTE else str(problem.severity)
    text = _escaped(problem.text)
    path = _escaped(printable(below + problem.place.path)).replace(":", "%3A").replace(",", "%2C")
    where = f"file={path},line={problem.place.line},col={problem.place.column},title={problem.rule}"
    return f"::{level} {where}::{text}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON array with one object for each problem, for other programs."""
    rows = [
        {
            "path": problem.place.path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"),
            "line": problem.place.line,
            "column": problem.place.column,
            "severity": str(problem.severity),
            "rule": problem.rule,
            "message": problem.message,
            "fix": problem.fix,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


FORMATS = {"text": as_text, "github": as_github, "json": as_json}
