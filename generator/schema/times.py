# Years as people tell them: “2015–2018”, “about 2013”, “since 2012”, “the 1990s”. A field holds one plain year, month
# or day, because lists and pictures are sorted by it, and the rest has fields of its own. So whoever writes a span, a
# guess or “ongoing” is told which fields say it, and what a program added to a day is taken off.

"""Days, years and spans of years, as records write them."""

from __future__ import annotations

import datetime
import re
from typing import Any

from babel import Locale
from pydantic_core import PydanticCustomError

from ..problem import quote

FORTHCOMING = "forthcoming"
_YEAR = r"(?:1[89]|20|21)[0-9]{2}"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHEN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
PUBLISHED = re.compile(rf"(c\. )?{_YEAR}|n\.d\.|{FORTHCOMING}")
SPAN = re.compile(rf"(c\. )?({_YEAR}) ?[-–—/] ?({_YEAR}|[0-9]{{2}})")
"""How days, moments and years of publication are written; whether there is such a day is asked after."""
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]00:00(?::00(?:\.0{1,9})?)?(?:Z|[+-]00:?00)?")
_HOUR = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{1,2}:[0-9]{2}.{0,30}")
_DASH = r" ?(?:[-–—‑/]|to|until|till|and) ?"
_ABOUT = r"about|around|approx(?:imately|\.)?|circa|ca?\.?|roughly|probably|maybe|~|≈"
_FORMS = (
    (
        rf"(?:from )?{_YEAR}{_DASH}(?:{_YEAR}|[0-9]{{2}})",
        "this is a span of years",
        "In a period, write the first year as `start:` and the last as `end:`. Elsewhere write the one that counts, and the "
        "rest in words",
    ),
    (
        rf"(?:since|from|as of) {_YEAR}|{_YEAR}(?:{_DASH}| )(?:ongoing|present|now|today|date|onwards?)?|(?:still |is )?"
        r"ongoing|present|now|today|to date|continuing|current",
        "this tells that something goes on",
        "In a period, write the first year as `start:`, leave `end:` out, and add `ongoing: true`",
    ),
    (
        rf"(?:the )?(?:early |mid-?|late )?{_YEAR}'?s",
        "this is a span of ten years",
        "In a period, write `start:` and `end:`, such as 1990 and 1999, and add `approximate: true`",
    ),
    (
        rf"(?:{_ABOUT})\s?{_YEAR}|{_YEAR} ?\(?\??\)?",
        "this is a guess",
        "In a period, write the year alone and add `approximate: true`. Elsewhere write the year, and say in words that it "
        "is a guess",
    ),
    (
        r"unknown|not known|n\.?d\.?|n/a|none|\?+|-+|tbd|tbc",
        "this says that it is not known",
        "Leave the line out: the page then says that it is not recorded",
    ),
    (
        r"[“”‘’«»„].*|.*[“”‘’«»„]",
        "its quotation marks are curly, and so a part of the value",
        "Write it without quotation marks, or within straight ones",
    ),
)
"""How people write years, in small letters: what each form is, and which fields say it."""


def problem(rule: str, message: str, fix: str, instead: str = "") -> PydanticCustomError:
    """An error that `check` turns into a Problem of `rule`, whose fix is `fix`. Braces in the texts stay text.

    `instead` is the value to write, where there is only one.
    """
    return PydanticCustomError(rule, "{message}", {"message": message, "fix": fix, "instead": instead})


def forwards(start: str | None, end: str | None, what: str) -> None:
    """Refuse an end that lies before the start, as far as both are told. `what` is the subject of the message."""
    if start and end:
        length = min(len(start), len(end))
        if end[:length] < start[:length]:
            raise problem(
                "period-ends-before-start",
                f"{what} ends in {end}, before it starts in {start}",
                "Correct one of the two",
            )


def day(value: Any) -> datetime.date:
    """A day of the calendar. The midnight that programs write with one is taken off."""
    if isinstance(value, datetime.date):
        return value
    value = _without_midnight(value)
    try:
        if not DAY.fullmatch(value):
            raise ValueError
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        message, fix = "this is not a date of the calendar", "Write year-month-day, such as 2026-11-21"
        orders = _days_meant(value)
        meant = orders[0] if len(orders) == 1 else ""
        if orders:
            message = "this date is written in another order" if meant else "this date can mean two days"
            fix = f"Write {' or '.join(orders)}"
        raise problem("bad-date", *(_with_hour(value) or (message, fix, meant))) from None


def _days_meant(value: Any) -> list[str]:
    """The days, as dates of the calendar, that can be meant by one in another order, the day before the month first."""
    text = " ".join(value.casefold().replace(",", " ").split()) if isinstance(value, str) and len(value) < 60 else ""
    months = {name.casefold(): number for number, name in Locale("en").months["format"]["wide"].items()}
    if found := re.fullmatch(r"([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})", text):
        orders = [(found[1], found[2], found[3])]
    elif found := re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", text):
        orders = [(found[3], found[2], found[1]), (found[3], found[1], found[2])]
    elif found := re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?\.? ([a-z]+) ([0-9]{4})", text):
        orders = [(found[3], str(months.get(found[2], 0)), found[1])]
    elif found := re.fullmatch(r"([a-z]+) ([0-9]{1,2})(?:st|nd|rd|th)? ([0-9]{4})", text):
        orders = [(found[3], str(months.get(found[1], 0)), found[2])]
    else:
        return []
    days = (
        f"{int(year):04}-{int(month):02}-{int(date):02}" for year, month, date in orders if _is_day(year, month, date)
    )
    return list(dict.fromkeys(days))


def _is_day(year: str, month: str, date: str) -> bool:
    try:
        datetime.date(int(year), int(month), int(date))
    except ValueError:
        return False
    return True


def when(value: Any) -> Any:
    """A year, a month or a day, or else the words that say how to tell what was written."""
    message, fix = "this is not a year, a month or a day", "Write 2018, 2018-04 or 2018-04-30"
    value = _without_midnight(value)
    if not isinstance(value, str) or not WHEN.fullmatch(value):
        raise problem("bad-year", *(_with_hour(value) or _told_otherwise(value) or (message, _with_note(value, fix))))
    year, month, date = [*value.split("-"), "1", "1"][:3]
    try:
        datetime.date(int(year), int(month), int(date))
    except ValueError:
        is_span = len(value) == 7 and month > year[2:]  # 2018-19
        raise problem("bad-year", *((is_span and _told_otherwise(value)) or (message, fix))) from None
    if not 1800 <= int(year) <= 2199:
        raise problem("bad-year", "this year is outside 1800 to 2199", fix)
    return value


def first_of_several(value: Any) -> Any:
    """A year, a month or a day, where the first and the last of several have keys of their own."""
    text = " ".join(value.casefold().split()) if isinstance(value, str) and len(value) < 60 else ""
    if span := re.fullmatch(rf"(?:from )?({_YEAR}){_DASH}({_YEAR}|[0-9]{{2}})", text):
        last = span[2] if len(span[2]) == 4 else span[1][:2] + span[2]
        if len(span[2]) == 4 or int(span[2]) > 12:
            raise problem("bad-year", "this is a span of years", f"Write `year: {span[1]}`, and below it `end: {last}`")
    return when(value)


def published(value: Any) -> Any:
    """When a source came out: a year, a span of years, a guess, or that it is not dated or not out yet."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if PUBLISHED.fullmatch(text):
        return text
    if span := SPAN.fullmatch(text):
        last = span[3] if len(span[3]) == 4 else span[2][:2] + span[3]
        if span[2] < last and (len(span[3]) == 4 or int(span[3]) > 12):
            return f"{span[1] or ''}{span[2]}-{last}"
    if text.casefold() in ("in press", "to appear", "to be published", FORTHCOMING):
        message = "a source that is not out yet is told in one word"
        raise problem("bad-year", message, f"Write {FORTHCOMING}", FORTHCOMING)
    if guess := re.fullmatch(rf"(?:{_ABOUT})\s?({_YEAR})|({_YEAR}) ?\(?\?\)?", text.casefold()):
        meant = f"c. {guess[1] or guess[2]}"
        raise problem("bad-year", "a guess at a year is told in one way", f"Write {meant}", meant)
    raise problem(
        "bad-year",
        "this is not a year of publication",
        "Write 2021, c. 2021 if it is a guess, 2018-2020 if it took years, forthcoming if it is not out yet, or n.d. if the "
        "source does not say",
    )


def _without_midnight(value: Any) -> Any:
    found = _MIDNIGHT.fullmatch(value) if isinstance(value, str) else None
    return found[1] if found else value


def _with_hour(value: Any) -> tuple[str, str, str] | None:
    if isinstance(value, str) and _HOUR.fullmatch(value):
        return "an hour stands after the day", f"Take out everything after {quote(value[:10])}", value[:10]
    return None


def _told_otherwise(value: Any) -> tuple[str, str] | None:
    text = " ".join(value.casefold().split()) if isinstance(value, str) and len(value) < 60 else ""
    return next(((message, fix) for form, message, fix in _FORMS if re.fullmatch(form, text)), None)


def _with_note(value: Any, fix: str) -> str:
    has_year = isinstance(value, str) and re.search(_YEAR, value[:200])
    return f"{fix}. What that cannot say goes into `note:` of the period" if has_year else fix
