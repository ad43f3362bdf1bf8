# What every family of pages yields, and what is done with it in the end.

"""A page as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A file of the tree: its address, such as `cases/x.md`, and what it holds.

    That is Markdown, or for a picture and the like the bytes as they are.
    """

    address: str
    text: str
    data: bytes | None = None

    def as_bytes(self) -> bytes:
        """What is written to disk."""
        return self.text.encode() if self.data is None else self.data
