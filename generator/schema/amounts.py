# Numbers and money, as people write them: “600,000”, “€ 50 000”, “about 840”, “many”. A field holds a plain number, because pages write
# it as the library's language does; so whoever writes it otherwise is told the number that was read, and where the rest belongs.

"""Types of numbers, and of currencies."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Any

from babel import Locale
from babel.numbers import list_currencies
from pydantic import BeforeValidator

from .times import problem
from .values import Called, clean

_NUMBER = re.compile(r"[0-9]+(?:[., '’\xa0\u202f][0-9]{3})*(?![0-9])")
_GROUPS = re.compile(r"[0-9]{1,3}(?:[., '’\xa0\u202f][0-9]{3})+")
_BESIDE = "and tell the rest in the keys beside it"


WHOLE = re.compile(r"[0-9]{1,12}")
FIGURE = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
CURRENCY = re.compile(r"[A-Z]{3}")
"""How numbers and the codes of currencies are written."""


def _whole(value: Any) -> Any:
    text = str(value)
    if WHOLE.fullmatch(text):
        return int(text)
    raise problem("bad-number", *_read_as(text[:200]))


def _read_as(text: str) -> tuple[str, str] | tuple[str, str, str]:
    """What is wrong with what should be a whole number, what to write, and the number itself if there can be only one."""
    if _GROUPS.fullmatch(text):
        return "a number is written without signs between its digits", f"Write {_digits(text)}", _digits(text)
    if re.search(r"[0-9] ?(?:k|m|mn|mio|bn|thousand|million|billion|mil|millones)\b", text, re.IGNORECASE):
        return "this is a number partly in words", "Write all its digits, such as 1200000 for 1.2 million"
    if re.fullmatch(r"-?[0-9]+[.,][0-9]{1,2}|-[0-9]+", text):
        return "this is not a whole number", "Write it without a sign before it and without what follows the point"
    found = _NUMBER.findall(text)
    if len(found) == 1:
        return "more than a number stands here", f"Write {_digits(found[0])}, {_BESIDE}"
    if found:
        return "several numbers stand here", f"Write the one that the source counts, {_BESIDE}"
    return (
        "this is not a number",
        "Write how many, in digits. Where nobody has counted, leave the item out and tell it in words",
    )


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


Whole = Annotated[int, BeforeValidator(clean), BeforeValidator(_whole)]
"""A whole number, in digits alone."""


_ABOUT = r"about|around|approx(?:imately|\.)?|circa|ca?\.?|roughly|some|nearly|almost|~|≈"
_MORE = r"more than|over|above|at least|from|>|≥"
_COUNT = r"[0-9]{1,12}|[0-9]{1,3}(?:[., '’\xa0\u202f][0-9]{3})+"


def _from_to(value: Any) -> Any:
    text = " ".join(str(value)[:200].casefold().split())
    if found := re.fullmatch(rf"({_COUNT}) ?(?:[-–—‑]|to|and) ?({_COUNT})", text):
        low, high = map(_digits, found.groups())
        raise problem("bad-number", "two numbers stand here", f"Write `number: {low}`, and below it `most: {high}`")
    for precision, said in (
        ("about", rf"(?:{_ABOUT}) ?({_COUNT})"),
        ("more-than", rf"(?:{_MORE}) ?({_COUNT})|({_COUNT}) ?(?:\+|or more|and more)"),
    ):
        if found := re.fullmatch(said, text):
            number = _digits(found[1] or found[2])
            fix = f"Write `number: {number}`, and below it `precision: {precision}`"
            raise problem("bad-number", "more than a number stands here", fix)
    return _whole(value)


FromTo = Annotated[int, BeforeValidator(clean), BeforeValidator(_from_to)]
"""A whole number that has keys beside it for another end, and for how sure it is."""


def _figure(value: Any) -> Any:
    if isinstance(value, int | float | str) and FIGURE.fullmatch(text := str(value)):
        return text
    raise problem(
        "bad-number", "this is not a number", "Write it in digits, with a point and without commas, such as 0.44"
    )


Figure = Annotated[str, BeforeValidator(clean), BeforeValidator(_figure), Called("a number, also with a point")]
"""A number as its source gives it: 0.40 is not 0.4, which says less."""


def _currency(value: Any) -> Any:
    if isinstance(value, str) and value in list_currencies():
        return value
    code = _meant(str(value))
    fix = (
        f"Write {code}"
        if code
        else "Write the three capitals of the one that is meant (ISO 4217), such as EUR, KES or USD"
    )
    raise problem("bad-currency", "this is not the code of a currency", fix, code)


def _meant(text: str) -> str:
    """The code of a currency that is written in small letters, by its sign or by its name, if only one is called so."""
    return next(
        (
            code
            for way in (text.upper(), text.casefold(), text.casefold().removesuffix("s"))
            if (code := _codes().get(way))
        ),
        "",
    )


@cache
def _codes() -> dict[str, str]:
    locale = Locale("en")
    names = {name.casefold(): code for code, name in locale.currencies.items()}
    # Several countries' money is written $, £ or ¥.
    signs = {sign: code for code, sign in locale.currency_symbols.items() if sign not in "$£¥"}
    return names | signs | {code: code for code in list_currencies()}


Currency = Annotated[str, BeforeValidator(clean), BeforeValidator(_currency), Called("the code of a currency")]
"""A currency by its ISO 4217 code; those that are no longer used have theirs too."""
