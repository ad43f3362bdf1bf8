# Lists keep the order that their records have, with one exception: an outline, which says little yet, comes after what somebody
# has documented, so that whoever reads only the beginning of a list reads of something.

"""How records stand in a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from ..clearance import Cleared
from . import PRACTICE, Mention

Listed = TypeVar("Listed", Cleared, Mention)


def outlines_last(found: Iterable[Listed]) -> tuple[Listed, ...]:
    """The same, with outlines of practice last. Shelves and organisations stay as they are: readers look those up."""
    return tuple(sorted(found, key=_is_outline))


def _is_outline(one: Cleared | Mention) -> bool:
    entry = one.entry if isinstance(one, Mention) else one
    return entry.kind in PRACTICE and entry.record.status == "outline"
