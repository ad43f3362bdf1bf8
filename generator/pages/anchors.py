# Hosts make the address of a heading from its Latin letters, so that headings in other scripts are `_1`, `_2` and so on:
# addresses that say nothing and that move when a heading is put before them. Such headings get theirs here, from their own
# letters, with the characters that belong to them, without which Bengali and Burmese are other words. All other headings keep
# what hosts make, so no address in use changes.

"""Addresses of headings without Latin letters."""

from __future__ import annotations

import dataclasses
import re
import unicodedata

from .page import Page

_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>.+?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r"[ ]{0,3}(```+|~~~+)")
_HAS_ID = re.compile(r"\{[^{}]*#[^{}]*\}\s*$")
_ID = re.compile(r"\{[^{}]*?#([^\s{}]+)[^{}]*\}|\sid=\"([^\"]+)\"")
_MARKUP = re.compile(r"\[\^[^\]]*\]|\]\([^()\s]*\)|<[^>]*>|&\w+;")


def anchored(page: Page) -> Page:
    """The page, with an address for each heading that has no Latin letter or digit to make one of."""
    is_text = page.address.endswith(".md") and not page.text.isascii()
    return dataclasses.replace(page, text=_anchored(page.text)) if is_text else page


def _anchored(text: str) -> str:
    taken = {one or other for one, other in _ID.findall(text)}
    fence, rows = "", text.split("\n")
    for at, row in enumerate(rows):
        if found := _FENCE.match(row):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        heading = None if fence else _HEADING.fullmatch(row)
        if heading and not _HAS_ID.search(row) and (own := _address(heading["words"], taken)):
            taken.add(own)
            rows[at] = f"{heading['marks']} {heading['words']} {{ #{own} }}"
    return "\n".join(rows)


def _address(words: str, taken: set[str]) -> str:
    """The address of a heading, or nothing where a host makes a good one."""
    plain = unicodedata.normalize("NFC", _MARKUP.sub(" ", words)).casefold()
    if re.search(r"[a-z0-9]", unicodedata.normalize("NFKD", plain)):
        return ""
    slug = re.sub(r"-+", "-", "".join(sign if unicodedata.category(sign)[0] in "LMN" else "-" for sign in plain)).strip(
        "-"
    )
    number = 1
    while slug and (f"{slug}-{number}" if number > 1 else slug) in taken:
        number += 1
    return f"{slug}-{number}" if number > 1 else slug
