# What a rule is, and whose guidance it may follow. It lies below the rules themselves, so that they can be told in several
# modules and read as one list.

"""A rule for records."""

from __future__ import annotations

from dataclasses import dataclass

from ..problem import Edit, Place, Problem, Severity


@dataclass(frozen=True)
class Guidance:
    """Public guidance that a rule follows."""

    name: str
    url: str


@dataclass(frozen=True)
class Rule:
    """A rule: `asks` says what a record must do, `why` whom that serves, `source` whose guidance it follows."""

    name: str
    asks: str
    why: str
    severity: Severity = Severity.ERROR
    source: Guidance | None = None

    def broken(self, place: Place, message: str, fix: str, repair: tuple[Edit, ...] = ()) -> Problem:
        """The Problem of this rule being broken at `place`."""
        return Problem(place, self.name, message, fix, self.severity, repair)


NOTE = Severity.NOTE
WARNING = Severity.WARNING
