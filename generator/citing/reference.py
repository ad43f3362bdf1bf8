# What the three formats have in common. Authors stay one text, as the source credits them; authors.py takes them apart
# for the format that needs it.

"""A reference."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """What somebody cites. `kind` is that of a source, or `record`; `container` is who or what published it.

    `published` is a day, a year, `c. 2011` for a guess, or `n.d.` where it is not known.
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

    @property
    def date(self) -> tuple[int, ...]:
        """The year, or the year, month and day; nothing where it is not known."""
        if self.published == "n.d.":
            return ()
        return tuple(int(part) for part in self.published.removeprefix("c. ").split("-"))

    @property
    def is_guess(self) -> bool:
        """Whether the year is a guess."""
        return self.published.startswith("c. ")
