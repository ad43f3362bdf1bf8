# What the formats have in common. Who wrote it stays one text, as the source credits it; authors.py takes it apart.

"""A reference."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property

from .authors import Credit, credit


@dataclass(frozen=True)
class Reference:
    """What somebody cites. `kind` is that of a source, or `record`; `container` is what it stands in: a journal, or the library.

    `published` is a day, a year, `2018-2020` for a span of years, `c. 2011` for a guess, `forthcoming`, or `n.d.` where it is
    not known.
    """

    key: str
    kind: str
    title: str
    published: str
    author: str | None = None
    container: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    note: str | None = None
    doi: str | None = None
    accessed: datetime.date | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None

    @cached_property
    def who(self) -> Credit:
        """Who wrote it, one by one as far as that is plain."""
        return credit(line(self.author)) if self.author else Credit(())

    @property
    def page_ends(self) -> tuple[str, str]:
        """The first page, or the number of the article, and the last page."""
        first, _, last = re.sub(r"\s*[-–—]+\s*", "-", line(self.pages or "")).partition("-")
        return first, last

    @property
    def date(self) -> tuple[int, ...]:
        """The year, the first of several, or the year, month and day; nothing where it is not known."""
        if self.published in ("n.d.", "forthcoming"):
            return ()
        parts = tuple(int(part) for part in self.published.removeprefix("c. ").split("-"))
        return parts[:1] if self.last_year else parts

    @property
    def last_year(self) -> int | None:
        """The last year, where it took several."""
        first, _, last = self.published.removeprefix("c. ").partition("-")
        return int(last) if len(first) == len(last) == 4 else None

    @property
    def is_forthcoming(self) -> bool:
        """Whether it is not out yet."""
        return self.published == "forthcoming"

    @property
    def is_guess(self) -> bool:
        """Whether the year is a guess."""
        return self.published.startswith("c. ")


def line(text: str) -> str:
    """The text on one line: any white space is one space, and other characters that steer a printer or a screen are gone."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
