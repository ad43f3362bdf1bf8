# What the three formats have in common. Authors stay one text, as the source credits them; authors.py takes them apart
# for the format that needs it.

"""A reference."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """What somebody cites. `kind` is that of a source, or `record`; `container` is who or what published it.

    `published` is a day, a year, `2018-2020` for a span of years, `c. 2011` for a guess, `forthcoming`, or `n.d.` where it is
    not known.
    """

    key: str
    kind: str
    title: str
    published: str
    author: str | None = None
    container: str | None = None
    url: str | None = None
    language: str | None = None
    note: str | None = None
    doi: str | None = None
    accessed: datetime.date | None = None

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
