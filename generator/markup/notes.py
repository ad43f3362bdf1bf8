# Notes, and the marks in the text that lead to them. Python-Markdown numbers a second mark of a note in the order in which it comes by
# them, and it goes through a page level by level: what lies less deep comes first, wherever it stands.

"""The notes of a page."""

from __future__ import annotations

from collections import Counter

from . import tags, texts
from .inline import LINK
from .not_mine import NotMine
from .sheet import Sheet


class Marks:
    """The marks of a page's notes, which have numbers once the page is read."""

    def __init__(self, sheet: Sheet, keys: list[str]) -> None:
        self.number = {key: at for at, key in enumerate(sheet.notes, 1)}
        if set(keys) - set(self.number) or len(keys) != len(sheet.marks):
            raise NotMine("the mark of a note that is not there")
        self.times: Counter[str] = Counter()
        self.turn = [0] * len(keys)
        for at in sorted(range(len(keys)), key=sheet.marks.__getitem__):
            self.times[keys[at]] += 1
            self.turn[at] = self.times[keys[at]]
        self.keys = keys

    def html(self, at: int) -> str:
        """The mark that stands at this place among all."""
        key = self.keys[at]
        link = tags.written("a", {"class": "footnote-ref", "href": f"{LINK}#fn:{key}\x03"})
        return f'<sup id="{_back(key, self.turn[at])}">{link}{self.number[key]}</a></sup>'

    def ids(self) -> set[str]:
        """Where the notes and their marks can be linked to."""
        marks = {_back(key, turn) for key, times in self.times.items() for turn in range(1, times + 1)}
        return marks | {f"fn:{key}" for key in self.number}


def _back(key: str, turn: int) -> str:
    return f"fnref{turn if turn > 1 else ''}:{key}"


def block(sheet: Sheet, marks: Marks) -> str:
    """All notes, at the place that the page has for them."""
    parts = ['<div class="footnote">\n<hr />\n<ol>\n']
    for number, (key, text) in enumerate(sheet.notes.items(), 1):
        words = sheet.note_words(texts.text(text))
        links = "".join(_link_back(key, turn, number) for turn in range(1, max(marks.times[key], 1) + 1))
        parts.append(f'<li id="fn:{key}">\n<p>{words}&#160;{links}</p>\n</li>\n')
    return "".join((*parts, "</ol>\n</div>\n"))


def _link_back(key: str, turn: int, number: int) -> str:
    title = f"Jump back to footnote {number} in the text"
    href = f"{LINK}#{_back(key, turn)}\x03"
    return f"{tags.written('a', {'class': 'footnote-backref', 'href': href, 'title': title})}&#8617;</a>"
