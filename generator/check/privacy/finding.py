# What a rule of the privacy check says of a text. It knows no file: whoever asked for the look knows where the text stands.

"""A finding in one text."""

from __future__ import annotations

from dataclasses import dataclass

from ...problem import quote
from ...rules.telltale import WORDS


@dataclass(frozen=True, order=True)
class Finding:
    """What a rule found in a text, and where in it. `said` are the words at fault."""

    start: int
    rule: str
    said: str
    message: str
    fix: str


def told(start: int, rule: str, said: str) -> Finding:
    """A finding in the words that its rule always has."""
    message, fix = WORDS[rule]
    return Finding(start, rule, said, message.format(quote(said)), fix)
