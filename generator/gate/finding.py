# What can be wrong in a built site, as data: each cause with what to do. Readers of the several languages say where a
# cause stands and quote it; the words are here, once.

"""Findings in built files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..problem import Place, Problem, quote
from .policy import in_page


class Violation(NamedTuple):
    """A place in one file, counted from 1, the name of the cause, and the text that shows it."""

    line: int
    column: int
    cause: str
    text: str


CAUSES: dict[str, tuple[str, str]] = {
    "loads-from-elsewhere": (
        "a browser would load {} from another host",
        "Put the file into the library and name it there, or make it a link that a reader can choose to follow",
    ),
    "names-another-host": (
        "a script holds the address {}",
        "Put the file into the library. If a reader is to be led there, make it a link in the page and let the script use that",
    ),
    "sends-elsewhere": (
        "{} would send a reader or her words to another host by itself",
        "Make it a link that she can choose to follow",
    ),
    "tells-of-readers": ("{} can tell somebody that the page is read", "Take it out"),
    "hidden-document": (
        "{} is a document or a script inside an address",
        "Put it into a file of its own in the library, or take it out",
    ),
    "moves-addresses": (
        "{} changes where all addresses of the page lead",
        "Take it out and write the addresses in full",
    ),
    "stores-on-device": (
        "{} can store something on the reader's device",
        "Take it out. What must be kept while she reads can stand in the address",
    ),
    "inline-code": (
        "{} stands in the page itself, where the policy forbids it",
        "Put it into a script or a style sheet under assets/",
    ),
    "other-policy": (
        "the page does not begin with the policy of the site, but with {}",
        f'Put this before everything else in the head, in templates/overrides/main.html: content="{in_page()}"',
    ),
    "link-without-rel": (
        "the link to {} tells that site about its reader",
        'Write it as [words](https://…), in small letters. If it has attributes of its own, add rel="noopener noreferrer" to them',
    ),
    "link-not-listed": (
        "the link to {} is not on the page of outgoing links",
        "Write it as [words](https://…). If it stands in the frame of every page, name the address in mkdocs.yml",
    ),
    "not-readable": (
        "this cannot be read for certain: {}",
        "Mend it, or take the file out. Nobody could say what a browser makes of it",
    ),
}
"""What is wrong, with a gap for the text that shows it, and what to do, by the name of the cause."""


def problems(path: str, findings: Iterable[Violation]) -> list[Problem]:
    """The findings in the file called `path`, as problems in plain words."""
    found = []
    for line, column, cause, text in sorted(set(findings)):
        message, fix = CAUSES[cause]
        found.append(Problem(Place(path, line, column), cause, message.format(quote(text)), fix))
    return found


def place_in(text: str, offset: int, line: int = 1, column: int = 1) -> tuple[int, int]:
    """The line and the column of an offset in a text that itself begins at `line` and `column`."""
    before = text.count("\n", 0, offset)
    return (line + before, offset - text.rfind("\n", 0, offset)) if before else (line, column + offset)
