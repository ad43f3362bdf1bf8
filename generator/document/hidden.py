# A reader of a file must see all that stands in it, or somebody can hide a name, a link or an order from whoever reviews
# it. Looked for before anything else is read, and again in values, where YAML lets a character be written as an escape.

"""Characters that cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Edit, Place, Problem
from ..rules import broken

HIDDEN = re.compile(
    "[\0-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\u2028\u2029\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control characters, the tab apart; overrides of direction, which can make a text read otherwise than it is; signs for tags, in
which a whole text can be hidden; then line ends and characters that YAML refuses. One search for each line: asking for each
character took a third of the reading. Marks that scripts need, such as U+200C and U+200F, are none of these."""


def hidden_characters(text: str, relative: str) -> Iterator[Problem]:
    """Each line of a text in which something stands that nobody can see."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := HIDDEN.search(line):
            repair = (Edit(Place(relative, number), line, HIDDEN.sub(_instead, line)),)
            yield hidden(Place(relative, number, found.start() + 1), found[0], repair)


def _instead(found: re.Match[str]) -> str:
    """A space for what ends a line to some programs; else nothing."""
    return " " if found[0] in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029" else ""


def hidden(place: Place, mark: str, repair: tuple[Edit, ...] = ()) -> Problem:
    """The problem of such a character at a place."""
    message = f"a character that cannot be seen stands here (U+{ord(mark):04X})"
    return broken("hidden-character", place, message, "Take it out; retype the word if need be", repair)
