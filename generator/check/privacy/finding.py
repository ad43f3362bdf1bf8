# What a rule of the privacy check says of a text. It knows no file: whoever asked for the look knows where the text stands.

"""A finding in one text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """What a rule found in a text, and where in it. `said` are the words at fault."""

    start: int
    rule: str
    said: str
    message: str
    fix: str
