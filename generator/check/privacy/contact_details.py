# Numbers and addresses have forms: the patterns stand in rules/telltale.py. Here is what only looks like one of them.

"""E-mail addresses, telephone numbers and coordinates in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...problem import quote
from ...rules.telltale import (
    COMPASS,
    DECIMAL,
    FEWEST_DIGITS,
    IN_LINKS,
    LABELLED,
    MAIL,
    MOST_DIGITS,
    PHONE,
    RESERVED,
    YEARS,
)
from .finding import Finding, told

_DIGIT = re.compile(r"\d")


def addresses(text: str) -> Iterator[Finding]:
    """E-mail addresses, except those that are reserved for examples (RFC 2606)."""
    if "@" not in text and "[" not in text and "(" not in text:
        return
    for match in MAIL.finditer(text):
        if not RESERVED.search(match[0].rstrip(".")):
            yield told(match.start(), "e-mail-address", match[0])


def telephones(text: str) -> Iterator[Finding]:
    """Telephone numbers: with a country's code, with a leading zero, or after a word such as “phone”."""
    if not _DIGIT.search(text):
        return
    seen = set()
    for match, group in (
        *((match, 0) for match in PHONE.finditer(text)),
        *((match, 1) for match in LABELLED.finditer(text)),
    ):
        number, start = match[group], match.start(group)
        digits = sum(sign.isdigit() for sign in number)
        if not FEWEST_DIGITS <= digits <= MOST_DIGITS or YEARS.fullmatch(number) or start in seen:
            continue
        seen.add(start)
        yield told(start, "telephone-number", number)


def coordinates(text: str, country: str = "") -> Iterator[Finding]:
    """Pairs of degrees, in decimals or with points of the compass, and within the addresses of maps."""
    if not _DIGIT.search(text):
        return
    seen = set()
    for pattern in (COMPASS, DECIMAL, IN_LINKS):
        for match in pattern.finditer(text):
            if pattern is not COMPASS and not _is_on_earth(float(match[1]), float(match[2])):
                continue
            start = match.start(1) if pattern is IN_LINKS else match.start()
            if start not in seen:
                seen.add(start)
                found = told(start, "coordinates", match[0].lstrip("@=/"))
                fix = found.fix.replace(",", f", {quote(country)},", 1) if country else found.fix
                yield replace(found, fix=fix)


def _is_on_earth(latitude: float, longitude: float) -> bool:
    """Whether two numbers can be degrees. Two that are both below one are shares of something."""
    return abs(latitude) <= 90 and abs(longitude) <= 180 and max(abs(latitude), abs(longitude)) >= 1
