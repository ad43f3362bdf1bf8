# People choose from lists by what they read there, and a spreadsheet holds what its writer remembers: the value, the label, or
# a country by one of its names. All of these are known by the library; anything else is told, with what comes nearest.

"""Which of the permitted values an answer means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...catalogue.choices import Choice
from ...check.likeness import folded, suggestion
from ...problem import quote
from ...schema import Country
from ..derived.asked import Asked, Question
from ..derived.issue_forms import labels

Chosen = tuple[tuple[str, ...], tuple[str, str] | None]
"""The values that are meant, and what is wrong and what to write instead where one is not known."""
_MOST_PARTS = 60
_MOST_LISTED = 20


@dataclass(frozen=True)
class Named:
    """The names under which the choices of a question are known, each with the value that records write."""

    names: dict[str, str]
    shown: tuple[str, ...]
    several: bool

    @classmethod
    def of(cls, asked: Asked, question: Question) -> Named:
        """All names of what may be chosen as an answer; what two things are called is the name of neither."""
        offered = asked.offered(question)
        found: dict[str, set[str]] = {}
        for name, value in _names(asked, question, offered):
            found.setdefault(folded(name), set()).add(value)
        own = {folded(choice.value): choice.value for choice in offered}
        sure = {name: next(iter(values)) for name, values in found.items() if len(values) == 1 and name}
        return cls({**sure, **own}, tuple(labels(offered)), question.several)

    def chosen(self, text: str) -> Chosen:
        """What a text means."""
        if not self.several:
            value = self.names.get(folded(text))
            return ((value,), None) if value else ((), self._unknown(text))
        found: list[str] = []
        for part in filter(None, map(str.strip, re.split(r"[;\n]", text))):
            values, unknown = self._listed(part)
            if unknown:
                return (), self._unknown(unknown)
            found += values
        return tuple(dict.fromkeys(found)), None

    def _listed(self, text: str) -> tuple[list[str], str]:
        """Values with commas between them, where a name may hold some itself: the longest that is known counts."""
        parts, at, found = [part.strip() for part in text.split(",")][:_MOST_PARTS], 0, []
        while at < len(parts):
            ends = range(len(parts), at, -1)
            end = next((end for end in ends if folded(", ".join(parts[at:end])) in self.names), 0)
            if not end:
                return [], parts[at]
            found.append(self.names[folded(", ".join(parts[at:end]))])
            at = end
        return found, ""

    def _unknown(self, text: str) -> tuple[str, str]:
        known = (*self.shown, *self.names.values())
        every = f"Write one of: {', '.join(self.shown)}"
        otherwise = every if len(self.shown) <= _MOST_LISTED else "See the sheet of choices, or the page of these terms"
        return f"{quote(text)} is none of the choices", suggestion(text, known, otherwise=otherwise)


def _names(asked: Asked, question: Question, offered: tuple[Choice, ...]) -> Iterator[tuple[str, str]]:
    naming = asked.renderer.known.naming
    is_country = bool(question.field and question.field.ref is Country)
    for choice, label in zip(offered, labels(offered), strict=True):
        yield from ((name, choice.value) for name in (choice.value, choice.label, label))
        if is_country:
            also = (*naming.country_also(choice.value), *naming.country_sought(choice.value))
            yield from ((name, choice.value) for name in also)
