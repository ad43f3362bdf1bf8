# A page of one value, such as years/1990.md, is there while some record has that value. Which have it is counted from records
# that hold; while one does not, its file still says which it may have. Where that cannot be told, the page may come.

"""Which pages of single values there may be once all records are right."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..address import page_of
from ..document import Document
from ..schema import KINDS
from ..schema.cases import DIRECTIONS
from ..schema.effort import TAKES
from ..schema.fields import fields_of

FACETS = ("takes", "years", "direction", "status")
"""The facets whose values are plain ids, and no records or terms."""
_YEAR = re.compile(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)")
_DECADE = re.compile(r"(?:1[89]|2[01])\d0")
_TIMES = ("period", "year", "checked")
"""The keys that tell when something was, or still was, done."""
_PRESUMED = "outline"
"""The status of a record that says none."""


def may_be_told(facet: str, value: str, documents: Iterable[Document], read: frozenset[str]) -> bool:
    """Whether a record may have a value of one of `FACETS`. `read` are the pages of records that hold."""
    documents = [one for one in documents if one.kind and KINDS[one.kind].is_practice]
    if facet == "years":
        return bool(_DECADE.fullmatch(value)) and any(_covers(int(value), one, read) for one in documents)
    statuses = next(field.choices for field in fields_of(KINDS["cases"]) if field.name == "status")
    if value not in {"takes": TAKES, "direction": DIRECTIONS, "status": statuses}[facet]:
        return False
    mention = re.compile(rf"(?<![\w-]){re.escape(value)}(?![\w-])")
    return value == _PRESUMED or any(_may_say(mention, one, read) for one in documents)


def _may_say(mention: re.Pattern[str], document: Document, read: frozenset[str]) -> bool:
    is_read = page_of(document.kind, document.slug) in read
    return not is_read or bool(mention.search(str(document.front.value())))


def _covers(decade: int, document: Document, read: frozenset[str]) -> bool:
    """Whether the years of a record, from its first to its last, may have some of a decade."""
    front = document.front.value()
    is_read = page_of(document.kind, document.slug) in read
    times = [front.get(key) for key in _TIMES]
    ends = [one.get(end) if isinstance(one, dict) else one for one in times for end in ("start", "end")]
    told = [str(one) for one in ends if one is not None]
    if not is_read and not all(map(_YEAR.search, told)):
        return True
    years = [int(year) for year in _YEAR.findall(" ".join(told) if is_read else str(front))]
    return bool(years) and min(years) < decade + 10 and max(years) >= decade
