# What leads to a person by its form alone, as data: the patterns of numbers and addresses, and the words in which a writer is
# told. The check looks with these in records; the form that works without a network looks with the same while somebody
# writes. Each pattern is bounded in every part, so that no text keeps it busy, and looks behind at its very beginning
# alone: old browsers cannot look behind at all, and there that part is tried by hand.

"""Patterns and words of what leads to a person."""

from __future__ import annotations

import re
from typing import NamedTuple


class Said(NamedTuple):
    """What is told of a find: a message with a gap for what was found, and what to do instead."""

    message: str
    fix: str


_BY_ITS_SITE = "Take it out; name the organisation, which can be written to by way of its own site"
WORDS = {
    "e-mail-address": Said("{} is an e-mail address", _BY_ITS_SITE),
    "telephone-number": Said(
        "{} looks like a telephone number",
        "Take it out; name the organisation or the service, whose own site has its number",
    ),
    "coordinates": Said("{} are coordinates", "Write the country instead, or a region of it"),
    "social-account": Said("{} is an account on a social network", _BY_ITS_SITE),
    "street-address": Said("by {} a house can be found", "Write the country or the region instead"),
    "meeting-place": Said(
        "{} says when or where people can be met", "Write how often they meet, and leave out the day and the place"
    ),
    "personal-name": Said(
        "{} looks like the name of a person",
        "Write the role instead, such as “a facilitator” or “the head of a village”",
    ),
}
"""What is told, by the name of the rule."""

MAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}(?:@|\s?[\[(](?:at|arroba|AT)[\])]\s?)[A-Za-z0-9-]{1,63}"
    r"(?:(?:\.|\s?[\[(](?:dot|punto|DOT)[\])]\s?)[A-Za-z0-9-]{1,63}){1,6}"
)
RESERVED = re.compile(r"(?:^|[.@])(?:example|invalid|test|localhost)(?:\.(?:com|org|net))?$", re.IGNORECASE)
"""How addresses end that are kept for examples (RFC 2606)."""
PHONE = re.compile(
    r"(?<![\w./=-])(?<!\d )(?:\+\d[\d ().\-]{6,20}\d|\(?0\d{1,4}\)?[ \-]\d{2,4}[ \-]\d{2,4}(?:[ \-]\d{2,4})?|0\d{8,10})(?![\w-])"
)
LABELLED = re.compile(
    r"\b(?:tel|phone|telephone|mobile|cell|call|whatsapp|signal|hotline|fax|teléfono|móvil|celular|téléphone|portable)"
    r"\b[ .:]{1,3}(?:no\.? ?|number ?)?(\+?\(?\d[\d ().\-]{3,18}\d)",
    re.IGNORECASE,
)
"""A number after a word such as “phone”: its first group."""
FEWEST_DIGITS, MOST_DIGITS = 6, 15
YEARS = re.compile(r"(?:1[89]|20|21)\d\d[ \-.](?:1[89]|20|21)\d\d|\d{4}-\d\d-\d\d")
"""What looks like a telephone number and is a span of years, or a day."""
DECIMAL = re.compile(
    r"(?<![\w.,])([+-]?\d{1,2}\.\d{4,12})°? ?[NSns]?(?: ?[,;/] ?| )([+-]?\d{1,3}\.\d{4,12})(?!\d|\.\d)"
)
COMPASS = re.compile(
    r"(?<![\w.,])\d{1,3}(?:\.\d{1,12})? ?[°º] ?(?:\d{1,2}(?:\.\d{1,6})? ?['′’] ?)?(?:\d{1,2}(?:\.\d{1,6})? ?[\"″”] ?)?[NSns]\b"
    r"[ ,;/]{0,3}\d{1,3}(?:\.\d{1,12})? ?[°º] ?(?:\d{1,2}(?:\.\d{1,6})? ?['′’] ?)?(?:\d{1,2}(?:\.\d{1,6})? ?[\"″”] ?)?[EWOewo]\b"
)
IN_LINKS = re.compile(r"(?:geo:|[@=/])(-?\d{1,2}\.\d{3,12})(?:,|%2C|/|&m?lon=)(-?\d{1,3}\.\d{3,12})")
HANDLE = re.compile(r"(?<![\w@./=+`-])@[A-Za-z0-9_](?:[\w.]{1,38}\w)(?![\w@])(?!\.\w)")
NETWORK = re.compile(
    r"(?<![\w.-])(?:[\w-]{1,20}\.){0,3}(?:facebook\.com|fb\.com|fb\.me|instagram\.com|tiktok\.com|twitter\.com|x\.com|t\.me|telegram\.me"
    r"|wa\.me|chat\.whatsapp\.com|snapchat\.com|linkedin\.com/in|threads\.net|vk\.com)/@?[\w.%/-]{2,120}",
    re.IGNORECASE,
)
