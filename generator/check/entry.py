# Once a record is checked, what is said of it later still needs the place in the file: an entry has both. Nothing above
# clearance sees one.

"""A checked record with its document."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..document import Document
from ..schema import Record


@dataclass(frozen=True)
class Entry:
    """A checked record with the document that it was read from."""

    document: Document
    record: Record
    came_of: bytes = field(default=b"", compare=False, repr=False)
    """What stands for all that it was read from; nothing where that is not known."""

    @property
    def kind(self) -> str:
        """The folder that it lies in."""
        return self.document.kind

    @property
    def slug(self) -> str:
        """Its identity."""
        return self.document.slug
