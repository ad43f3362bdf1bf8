# What a record is once it may be published. It holds no document, so nobody who has one can reach what was held back.

"""A record that may be published."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from ..address import page_of
from ..noted import known_by, watched
from ..schema import Record


@watched
@known_by(lambda one: (one.kind, one.slug))
@dataclass(frozen=True, eq=False)
class Cleared:
    """A record that may be published. There is one of each, so identity is equality.

    `path` is the file it came from, for the link that leads editors there. `withheld` says that there is more. `reduced` are the
    fields of which something was left out, `body` for the story: on the record's own wish, or since it was told of what is gone.
    No page shows them. They keep what was left out from being told as a change.
    """

    kind: str
    slug: str
    record: Record
    body: str
    path: str
    withheld: bool = False
    reduced: frozenset[str] = frozenset()
    came_of: bytes = field(default=b"", repr=False)
    """What stands for all that it was made of; nothing where that is not known."""

    @property
    def address(self) -> str:
        """Where its page lies in the tree."""
        return page_of(self.kind, self.slug)


def reduced_fields(record: Record, clean: Record, sources: Container[str], *, is_cut: bool) -> frozenset[str]:
    """The fields of a record that tell less once it is `clean`; `body` is among them where the story `is_cut`.

    `sources` are the keys of those that are left.
    """
    fields = {name for name in type(record).model_fields if getattr(record, name) != getattr(clean, name)}
    if any(key not in sources for key in record.sources):
        fields.add("sources")
    return frozenset(fields | ({"body"} if is_cut else set()))
