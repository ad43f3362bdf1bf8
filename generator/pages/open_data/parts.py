# Every part of a record has an identifier: the record's, and behind # the id that the part was given, or where it has none its
# place in the record. Where pages have such a place too, the two are the same, so that an identifier can be opened.

"""Parts of records, and their identifiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...clearance import Cleared
from ...schema import Ref, Strict
from ...schema.walk import Step, walk
from .values import id_of

_ON_PAGES = {
    "outcomes": "outcome", "resistance": "resistance", "conditions": "condition", "cautions": "caution", "examples": "example",
    "disagreements": "disagreement", "studies": "study", "sources": "source",
}  # fmt: skip
"""What pages call an item of a list where it stands, by the field that lists it. Others are called as their field is."""


@dataclass(frozen=True)
class Told:
    """A part of a record: what it is, where it stands, and by what it is known."""

    entry: Cleared
    value: Strict
    steps: tuple[Step, ...]
    at: str
    """Its place within the record, such as `outcome-2` or an id of its own."""
    parent: str
    """The place of the part that holds it; empty for a part of the record itself."""
    lasts: bool
    """Whether that place stays whatever is added before it: that is so where ids and keys of the record's own lead there."""

    @property
    def id(self) -> str:
        """By what the data know it."""
        return f"{id_of(self.entry)}#{self.at}"

    @property
    def field(self) -> str:
        """The fields that lead to it."""
        return field_of(self.steps)

    @property
    def key(self) -> str | None:
        """The key under which its record holds it, if one does."""
        return str(self.steps[1]) if len(self.steps) == 2 and self.steps[0] in _MAPPINGS else None


_MAPPINGS = ("sources", "studies")
"""Fields whose keys are a writer's own, and hold parts."""


def field_of(steps: tuple[Step, ...]) -> str:
    """The fields that lead to something in a record, without places in lists and keys."""
    fields = [*steps[:1], *(() if steps[0] in _MAPPINGS else steps[1:2]), *steps[2:]]
    return ".".join(step for step in fields if isinstance(step, str) and not isinstance(step, Ref))


def parts_of(entry: Cleared) -> Iterator[Told]:
    """Every part of a record, those that hold others before them."""
    places: dict[tuple[Step, ...], tuple[str, bool]] = {(): ("", True)}
    for found in walk(entry.record):
        if not isinstance(found.value, Strict) or not found.steps:
            continue
        steps = found.steps
        above = next(steps[:end] for end in range(len(steps) - 1, -1, -1) if steps[:end] in places)
        at, lasts = _place(found.value, steps[len(above) :], *places[above])
        places[steps] = at, lasts
        yield Told(entry, found.value, steps, at, places[above][0], lasts)


def _place(value: Strict, steps: tuple[Step, ...], parent: str, parent_lasts: bool) -> tuple[str, bool]:
    """The place of a part within its record, by the steps that lead there from the part that holds it; and whether it stays."""
    if own := _own_id(value):
        return own, True
    field, *rest = (str(step + 1) if isinstance(step, int) else step for step in steps)
    at = place_of_key(field, *rest)
    lasts = parent_lasts and not any(isinstance(step, int) for step in steps)
    return (f"{parent}.{at}" if parent else at), lasts


def place_of_key(field: str, *key: str) -> str:
    """The place of what a field holds under a key, or at a number in its list; that of the field itself where it holds one thing."""
    word = _ON_PAGES[field] if key and field in _ON_PAGES else field.replace("_", "-")
    return "-".join([word, *key])


def _own_id(value: Strict) -> str | None:
    own = getattr(value, "id", None)
    return own if isinstance(own, str) else None
