# Every value that a template prints is plain text, and is escaped for the place where it is printed unless a function of this
# module made it. So a template cannot forget to escape, and a contributor's text stays text.

"""Plain text as Markdown, SVG, JSON and YAML that show exactly this text."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from functools import lru_cache
from typing import Any

from markupsafe import Markup

_SPECIAL = re.compile(r"[\\`*_{}\[\]|#]")
_SENTENCES = re.compile(r".*\w{3}[.!?。](?=[ ”\"])")
_AT_START = re.compile(r"^(\d+)([.)])|^[+\-]")
_BY_NAME = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown_text(value: object) -> Markup:
    """Plain text as Markdown that shows exactly this text, on one line, wherever in a page it stands."""
    return value if isinstance(value, Markup) else _escaped(str(value))


@lru_cache(maxsize=1 << 15)
def _escaped(text: str) -> Markup:
    # A title is written on hundreds of pages, and a build writes a million texts.
    text = " ".join(text.split())
    text = re.sub("[&<>]", lambda sign: _BY_NAME[sign[0]], text)
    text = _SPECIAL.sub(lambda sign: "\\" + sign[0], text)
    if text[:1] in ("=", ":", "~"):
        return Markup(f"&#{ord(text[0])};{text[1:]}")
    return Markup(_AT_START.sub(lambda sign: f"{sign[1]}\\{sign[2]}" if sign[1] else "\\" + sign[0], text, count=1))


def plain_text(value: object) -> str:
    """What is shown by a text that is Markdown already; other text as it is."""
    return html.unescape(re.sub(r"\\(.)", r"\1", value)) if isinstance(value, Markup) else str(value)


def svg_text(value: object) -> Markup:
    """Plain text for the inside of a drawing, which hosts leave as it is; of Markdown's text, what it shows."""
    return Markup(html.escape(" ".join(plain_text(value).split())))


def json_text(value: Any) -> Markup:
    """A value as JSON in which every Markdown text is what it shows, and a number or a yes or no is one."""

    def plain(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: plain(item) for key, item in part.items()}
        if isinstance(part, bool | int):
            return part
        return [plain(item) for item in part] if isinstance(part, list | tuple) else plain_text(part)

    return Markup(json.dumps(plain(value), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def yaml_text(value: object) -> Markup:
    """Plain text as a YAML string that is safe in a page's head, where hosts print it without escaping."""
    return Markup(json.dumps(html.escape(" ".join(str(value).split())), ensure_ascii=False))


_WORD = re.compile(r"[^\W_]\S*")
_SHORT = 3


def abbreviated(title: str) -> str:
    """A title that those who know it find again and nobody else can read: the initials of its words, of one word its first letters.

    What is all in capitals is an abbreviation already, and numbers stay.
    """
    words: list[str] = [word.rstrip(".,:;!?”’)") for word in _WORD.findall(title)]
    if len(words) == 1:
        return words[0] if words[0].isupper() else words[0][:_SHORT]
    return "".join(f" {word} " if word[0].isdigit() else word[0].upper() for word in words).strip()


BRIEF = 140
"""How many letters of a summary a card has, those of Chinese and its like counted twice: two lines on a desk, three or four on a phone.

The text is cut here and not by lines in the style sheet: there, a reader who spaces text out would lose what no longer fits.
"""


def brief(summary: str) -> str:
    """The beginning of a summary; the whole stands on the page itself.

    It is cut after a sentence if that leaves more than half, else between words, or letters where a script has no spaces.
    """
    if _width(summary) <= BRIEF:
        return summary
    begun = summary[:BRIEF]
    while _width(begun) >= BRIEF or unicodedata.category(summary[len(begun)]).startswith("M"):
        begun = begun[:-1]
    sentences, words = _SENTENCES.match(begun), begun.rpartition(" ")[0]
    kept = next(
        one for one in (sentences and sentences[0], words, begun) if one and (one is begun or len(one) > len(begun) / 2)
    )
    return kept.rstrip(" .,:;–—-。、，") + " …"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
