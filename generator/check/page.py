# Pages of docs/ are published as they are, within the frame of the site. Whoever writes one is told here what the host would
# refuse or print as it stands, in our words and with the line, before the host sees it. What a browser would do with it
# is asked of the same gate that every built page passes.

"""Checks of one page that was written by hand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..gate import CAUSES
from ..gate.markup import Reading
from ..problem import Place, Problem, quote
from ..rules import broken
from ..story.marks import COMMENT
from .converted import Converted, Whereabouts, converted

_FRONT = re.compile(
    r"\s*^---[ \t]*\n(?=(?:[ \t]*\n|#.*\n)*[\w-]+:(?:[ \t]|$)).*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_TITLE = re.compile(r"# +\S")
_AWAY = '<a href="http'
_AWAY_KEPT = '<a rel="noopener noreferrer" href="http'
"""What the frame of the site does with links that lead away; see templates/overrides/main.html."""
_OF_THE_FRAME = {"other-policy", "link-not-listed"}
"""What only a whole page can be asked."""


@dataclass(frozen=True)
class Written:
    """A page of docs/ as it was read: its path, its text without remarks, in which all else keeps its place, and what became of it."""

    path: str
    text: str
    made: Converted

    def place(self, offset: int) -> Place:
        """Where a character of it stands."""
        line = bisect_right(self._starts, offset) - 1
        return Place(self.path, line + 1, offset - self._starts[line] + 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]


def read_page(path: str, text: str) -> tuple[Written, list[Problem]]:
    """A page, and what is wrong with its form. Where its links lead is checked elsewhere."""
    bare = COMMENT.sub(_blank, text)
    front = _FRONT.match(bare)
    if front:
        bare = _blank(front) + bare[front.end() :]
    page = Written(path, bare, converted(bare))
    problems = [*_title(page), *_notes(page), *_what_a_browser_does(page)]
    if front:
        at = front.start() + len(front[0]) - len(front[0].lstrip())
        message = "a page of docs/ has no front matter, and it would be printed"
        fix = "Take these lines out, and begin with `# ` and the title"
        problems.insert(0, broken("page-front-matter", page.place(at), message, fix))
    return page, problems


def _blank(found: re.Match[str]) -> str:
    """As many lines and characters as were there, so that places stay right."""
    return re.sub(r"[^\n]", " ", found[0])


def _title(page: Written) -> Iterator[Problem]:
    first = next((match for match in re.finditer(r"^.*\S.*$", page.text, re.MULTILINE)), None)
    if first is None or not _TITLE.match(first[0]):
        found = f"this page begins with {quote(first[0].strip(), 40)}" if first else "this page is empty"
        where = page.place(first.start()) if first else page.place(0)
        yield broken("page-title", where, found, "Begin it with its title, on a line such as `# About this library`")
    elif len(page.made.titles) > 1:
        again = page.made.titles[1]
        below = re.search(rf"^.*{re.escape(again.strip()[:30])}", page.text[first.end() :], re.MULTILINE)
        at = first.end() + below.start() if below else first.start()
        message = f"{quote(again, 40)} is a second heading of the first level"
        yield broken("page-title", page.place(at), message, "Begin it with ##")


def _notes(page: Written) -> Iterator[Problem]:
    whereabouts = Whereabouts(page.text)
    for mark in page.made.notes:
        fix = f"Write it on a line of its own, such as {mark}: Its text. Or take the mark out"
        message = f"no note on this page is called {quote(mark[2:-1])}"
        yield broken("dead-anchor", page.place(whereabouts.next(mark)), message, fix)


def _what_a_browser_does(page: Written) -> Iterator[Problem]:
    """What a browser would load, send or run by itself on meeting this page."""
    whereabouts = Whereabouts(page.text)
    for finding in Reading(page.made.html.replace(_AWAY, _AWAY_KEPT)).findings:
        if finding.cause in _OF_THE_FRAME:
            continue
        message, fix = CAUSES[finding.cause]
        at = whereabouts.next(finding.text) or max(page.text.find(finding.text.partition("=")[0]), 0)
        yield Problem(page.place(at), finding.cause, message.format(quote(finding.text)), fix)
