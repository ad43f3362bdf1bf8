# What comes of a page while it is converted. Three things are known only at its end: which ids are taken, in which order
# Python-Markdown comes by the marks of notes, and where links lead. Slots in the HTML keep the places for them.

"""The page that is being written."""

from __future__ import annotations

from dataclasses import dataclass, field

from .inline import NOTE, inline
from .not_mine import NotMine

HEADING = "\x02H\x03"
"""The slot of the id of a heading that has none of its own."""


@dataclass
class Heading:
    """A heading as a table of contents shows it."""

    level: int
    name: str
    id: str | None


@dataclass
class Sheet:
    """What is written so far, and what was met on the way."""

    out: list[str] = field(default_factory=list)
    title: str | None = None
    """The words of the heading with which the page begins."""
    headings: list[Heading] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    """Those of elements that Python-Markdown knows of; a heading gets none of them."""
    marks: list[int] = field(default_factory=list)
    """How deep the text lies in which the mark of a note stands, for each mark in the order of the page."""
    notes: dict[str, str] = field(default_factory=dict)
    notes_at: int | None = None
    """Where among what is written the notes belong."""

    def words(self, text: str, depth: int) -> str:
        """The HTML of the text of an element that lies so deep."""
        made = inline(text)
        if NOTE in made:
            self.marks += [depth] * made.count(NOTE)
        return made

    def note_words(self, text: str) -> str:
        """The HTML of a note, which has no marks of others."""
        made = inline(text)
        if NOTE in made:
            raise NotMine("a note within a note")
        return made

    def ided(self, attributes: dict[str, str]) -> dict[str, str]:
        """The attributes, whose id is taken from now on."""
        if "id" in attributes:
            self.ids.append(attributes["id"])
        return attributes

    def heading(self, heading: Heading, words: str, attributes: dict[str, str]) -> None:
        """Note a heading."""
        if NOTE in words or "data-toc-label" in attributes:
            raise NotMine("a heading that is named otherwise")
        self.headings.append(heading)
