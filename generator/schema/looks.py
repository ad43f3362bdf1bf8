# What plain values look like, for whoever must say so before there is a record to be checked, in a place where no Python runs. The
# patterns are those by which the types themselves judge, and what is wrong with a value is what the types say of it.

"""What values look like, as data."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from .amounts import CURRENCY, FIGURE, WHOLE, Currency, Figure, Whole
from .times import DAY, PUBLISHED, SPAN, WHEN
from .values import BARE_DOI, BEFORE_DOI, WEB_ADDRESS, Date, Doi, Published, Url
from .values import When as Moment


class Look(NamedTuple):
    """A pattern that the whole of a value has, or nearly so, and what is said of one that has not: what is wrong, and the fix."""

    pattern: str
    message: str
    fix: str


def _look(pattern: str, kind: Any) -> Look:
    try:
        TypeAdapter(kind).validate_python("\ufffd")
    except ValidationError as error:
        said = error.errors()[0]["ctx"]
        return Look(pattern, said["message"], said["fix"])
    raise AssertionError(f"{kind} takes anything")


LOOKS = {
    "a date": _look(DAY.pattern, Date),
    "a year, month or day": _look(WHEN.pattern, Moment),
    "a year of publication": _look(f"(?:{PUBLISHED.pattern}|{SPAN.pattern})", Published),
    "a web address": _look(WEB_ADDRESS.pattern, Url),
    "a DOI": _look(f"(?:{BEFORE_DOI.pattern})?{BARE_DOI.pattern}", Doi),
    "a number": _look(WHOLE.pattern, Whole),
    "a number, also with a point": _look(FIGURE.pattern, Figure),
    "the code of a currency": _look(CURRENCY.pattern, Currency),
}
"""The looks of values, by what contributors call their types."""
