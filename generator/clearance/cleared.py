# What a record is once it may be published. It holds no document, so nobody who has one can reach what was held back.

"""A record that may be published."""

from __future__ import annotations

from dataclasses import dataclass

from ..address import page_of
from ..schema import Record


@dataclass(frozen=True, eq=False)
class Cleared:
    """A record that may be published. There is one of each, so identity is equality.

    `path` is the file it came from, for the link that leads editors there. `withheld` says that there is more.
    """

    kind: str
    slug: str
    record: Record
    body: str
    path: str
    withheld: bool = False

    @property
    def address(self) -> str:
        """Where its page lies in the tree."""
        return page_of(self.kind, self.slug)
