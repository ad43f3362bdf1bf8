# Patterns, since numbers and addresses have forms. Each is bounded in every part, so that no text keeps it busy.

"""E-mail addresses, telephone numbers and coordinates in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...problem import quote
from .finding import Finding

_DIGIT = re.compile(r"\d")
_MAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}(?:@|\s?[\[(](?:at|arroba|AT)[\])]\s?)[A-Za-z0-9-]{1,63}"
    r"(?:(?:\.|\s?[\[(](?:dot|punto|DOT)[\])]\s?)[A-Za-z0-9-]{1,63}){1,6}"
)
_RESERVED = re.compile(r"(?:^|[.@])(?:example|invalid|test|localhost)(?:\.(?:com|org|net))?$", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w./=-])(?<!\d )(?:\+\d[\d ().\-]{6,20}\d|\(?0\d{1,4}\)?[ \-]\d{2,4}[ \-]\d{2,4}(?:[ \-]\d{2,4})?|0\d{8,10})(?![\w-])"
)
_LABELLED = re.compile(
    r"\b(?:tel|phone|telephone|mobile|cell|call|whatsapp|signal|hotline|fax|teléfono|móvil|celular|téléphone|portable)"
    r"\b[ .:]{1,3}(?:no\.? ?|number ?)?(\+?\(?\d[\d ().\-]{3,18}\d)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:1[89]|20|21)\d\d[ \-.](?:1[89]|20|21)\d\d|\d{4}-\d\d-\d\d")
_DECIMAL = re.compile(
    r"(?<![\w.,])([+-]?\d{1,2}\.\d{4,12})°? ?[NSns]?(?: ?[,;/] ?| )([+-]?\d{1,3}\.\d{4,12})(?!\d|\.\d)"
)
_COMPASS = re.compile(
    r"(?<![\w.,])\d{1,3}(?:\.\d{1,12})? ?[°º] ?(?:\d{1,2}(?:\.\d{1,6})? ?['′’] ?)?(?:\d{1,2}(?:\.\d{1,6})? ?[\"″”] ?)?[NSns]\b"
    r"[ ,;/]{0,3}\d{1,3}(?:\.\d{1,12})? ?[°º] ?(?:\d{1,2}(?:\.\d{1,6})? ?['′’] ?)?(?:\d{1,2}(?:\.\d{1,6})? ?[\"″”] ?)?[EWOewo]\b"
)
_IN_LINKS = re.compile(r"(?:geo:|[@=/])(-?\d{1,2}\.\d{3,12})(?:,|%2C|/|&m?lon=)(-?\d{1,3}\.\d{3,12})")


def addresses(text: str) -> Iterator[Finding]:
    """E-mail addresses, except those that are reserved for examples (RFC 2606)."""
    if "@" not in text and "[" not in text and "(" not in text:
        return
    for match in _MAIL.finditer(text):
        if not _RESERVED.search(match[0].rstrip(".")):
            message = f"{quote(match[0])} is an e-mail address"
            fix = "Take it out; name the organisation, which can be written to by way of its own site"
            yield Finding(match.start(), "e-mail-address", match[0], message, fix)


def telephones(text: str) -> Iterator[Finding]:
    """Telephone numbers: with a country's code, with a leading zero, or after a word such as “phone”."""
    if not _DIGIT.search(text):
        return
    seen = set()
    for match, group in (
        *((match, 0) for match in _PHONE.finditer(text)),
        *((match, 1) for match in _LABELLED.finditer(text)),
    ):
        number, start = match[group], match.start(group)
        digits = sum(sign.isdigit() for sign in number)
        if not 6 <= digits <= 15 or _YEARS.fullmatch(number) or start in seen:
            continue
        seen.add(start)
        fix = "Take it out; name the organisation or the service, whose own site has its number"
        yield Finding(start, "telephone-number", number, f"{quote(number)} looks like a telephone number", fix)


def coordinates(text: str, country: str = "") -> Iterator[Finding]:
    """Pairs of degrees, in decimals or with points of the compass, and within the addresses of maps."""
    if not _DIGIT.search(text):
        return
    seen = set()
    for pattern in (_COMPASS, _DECIMAL, _IN_LINKS):
        for match in pattern.finditer(text):
            if pattern is not _COMPASS and not _is_on_earth(float(match[1]), float(match[2])):
                continue
            start = match.start(1) if pattern is _IN_LINKS else match.start()
            if start not in seen:
                seen.add(start)
                fix = f"Write the country instead{f', {quote(country)}' if country else ''}, or a region of it"
                said = match[0].lstrip("@=/")
                yield Finding(start, "coordinates", said, f"{quote(said)} are coordinates", fix)


def _is_on_earth(latitude: float, longitude: float) -> bool:
    """Whether two numbers can be degrees. Two that are both below one are shares of something."""
    return abs(latitude) <= 90 and abs(longitude) <= 180 and max(abs(latitude), abs(longitude)) >= 1
