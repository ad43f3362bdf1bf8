# The text of one block, in the order in which Python-Markdown looks for its marks: code, escapes, notes, links, addresses, breaks,
# tags, emphasis. What is done is put aside, and a sign that no text can hold stands in its place, so that a later mark sees it as
# Python-Markdown's would. What a page knows and a text does not, where a link leads and which number a note has, stays a slot
# in the HTML. So a text gives the same wherever it stands, and is converted once in a build.

"""Marks within a line, into HTML with slots."""

from __future__ import annotations

import re
from functools import lru_cache

from . import tags
from .attributes import given
from .emphasis import emphasised
from .not_mine import NotMine

LINK, NOTE = "\x02L", "\x02N"
"""What begins the slot of the target of a link, and that of a note's mark; both end with an ETX."""

_ESCAPED = frozenset("\\`*_{}[]()>#+-.!|")
_MARKED = re.compile(r"[\\`\[<&>*_]")
_FIRST = re.compile(r"\\(.)|(`+)", re.DOTALL)
_THEN = re.compile(r"[\[<]")
_THEN_OR_BREAK = re.compile(r"[\[<]|  \n")
_NOTE = re.compile(r"\[\^([\w.-]++)\]")
_TARGET = r"(?:[^\s()<>\"'\[\]\x02\\]|\([^\s()<>\"'\[\]\x02\\]*+\))++"
_LINK = re.compile(rf"\[([^\[\]]*+)\]\(({_TARGET})(?: \"((?!')[^\"\\\x02<>()]*+)\")?\)")
_BRACKETS = re.compile(r"\[[^\[\]^][^\[\]]*+\](?!\()")
_SPACE = re.compile(r"\s")
_ESCAPE = re.compile(r"\x02(\d+)\x03")
_ASIDE = re.compile(r"\x02[beh](\d+)\x03")
_BEHIND = re.compile(r"\x02[be](\d+)\x03\{")
_BEFORE = re.compile(r"\}\s*\x02[be]")
"""Python-Markdown looks for the list of a block there, too, if nothing follows the element."""
_ITS_LIST = re.compile(r"\{:? *([^{}\n\x02 ][^{}\n\x02]*+)\}(?=(?:[^{}\n\x02]|\x02[^be])*+(?:\n|\x02|\Z))")
_AFTER_BREAK = re.compile(r"(\x02b\d+\x03)\s+(?=\x02[be]|\Z)")
_OWN = re.compile(r' ([a-z]+)="([^"]*)"')
_LONGEST = 8192


def inline(text: str) -> str:
    """The HTML of the text of a block."""
    if not _MARKED.search(text) and "  \n" not in text:
        return text
    return _remembered(text) if len(text) < _LONGEST else _converted(text)


@lru_cache(maxsize=16384)
def _remembered(text: str) -> str:
    return _converted(text)


def _converted(text: str) -> str:
    aside: list[str] = []
    if "\\" in text or "`" in text:
        text = _without_code(text, aside)
    return _marked(text, aside)


def _put(aside: list[str], kind: str, made: str) -> str:
    """Put HTML aside, an element or a tag that Python-Markdown does not look into; gives the sign that stands for it."""
    aside.append(made)
    return f"\x02{kind}{len(aside) - 1}\x03"


def _without_code(text: str, aside: list[str]) -> str:
    parts: list[str] = []
    end = 0
    while found := _FIRST.search(text, end):
        parts.append(text[end : found.start()])
        if char := found[1]:
            parts.append(f"\x02{ord(char)}\x03" if char in _ESCAPED else found[0])
            end = found.end()
            continue
        closing = re.compile(rf"(?<!`){found[2]}(?!`)").search(text, found.end())
        if not closing:
            raise NotMine("a backtick that opens nothing")
        code = text[found.end() : closing.start()].strip()
        escaped = code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        parts.append(_put(aside, "e", f"<code>{escaped}</code>"))
        end = closing.end()
    return "".join((*parts, text[end:]))


def _marked(text: str, aside: list[str]) -> str:
    parts: list[str] = []
    end = 0
    search = (_THEN_OR_BREAK if "  \n" in text else _THEN).search
    while found := search(text, end):
        at = found.start()
        parts.append(text[end:at])
        if found[0] == "[":
            made, end = _bracket(text, at, aside)
        elif found[0] == "<":
            made, end = _angle(text, at, aside)
        else:
            made, end = _put(aside, "b", "<br />\n"), found.end()
        parts.append(made)
    if parts:
        text = "".join((*parts, text[end:]))
    text = emphasised(text, lambda made: _put(aside, "e", made))
    if "{" in text and "\x02" in text:
        text = _with_attributes(text, aside)
    text = _AFTER_BREAK.sub(r"\1", text) if "\x02b" in text else text
    if "\x02" not in text:
        return tags.text(text)
    text = _ESCAPE.sub(lambda sign: chr(int(sign[1])), text)
    return _ASIDE.sub(lambda sign: aside[int(sign[1])], tags.text(text))


def _bracket(text: str, at: int, aside: list[str]) -> tuple[str, int]:
    """What stands for the mark that begins at a place, and where it ends."""
    if at and text[at - 1] == "!":
        raise NotMine("a picture")
    if note := _NOTE.match(text, at):
        return _put(aside, "e", f"{NOTE}{note[1]}\x03"), note.end()
    if link := _LINK.match(text, at):
        title = "" if link[3] is None else f' title="{tags.value_text(_SPACE.sub(" ", link[3].strip()))}"'
        words = link[1]
        if "\x02" in words or "  \n" in words or _MARKED.search(words):
            words = _marked(words, aside)
        return _put(aside, "e", f'<a href="{LINK}{link[2]}\x03"{title}>{words}</a>'), link.end()
    if _BRACKETS.match(text, at):
        return "[", at + 1
    raise NotMine("brackets")


def _angle(text: str, at: int, aside: list[str]) -> tuple[str, int]:
    if link := tags.ADDRESS.match(text, at):
        address = link[0][1:-1]
        return _put(aside, "e", f'<a href="{LINK}{address}\x03">{tags.text(address)}</a>'), link.end()
    tag = tags.TAG.match(text, at)
    if tag and not ("[" in tag[0] or "]" in tag[0]):
        return _put(aside, "h", tag[0]), tag.end()
    if tags.ANY.match(text, at):
        raise NotMine("what might be a tag, or hold a link")
    return "<", at + 1


def _with_attributes(text: str, aside: list[str]) -> str:
    """The text without the lists of attributes that follow a link; the link has them then."""
    if _BEFORE.search(text):
        raise NotMine("braces before an element")
    parts: list[str] = []
    end = 0
    while found := _BEHIND.search(text, end):
        braces = _ITS_LIST.match(text, found.end() - 1)
        number = int(found[1])
        if not braces or not aside[number].startswith("<a "):
            raise NotMine("braces behind an element")
        aside[number] = _merged(aside[number], given(braces[1]))
        parts.append(text[end : found.end() - 1])
        end = braces.end()
    return "".join((*parts, text[end:]))


def _merged(element: str, more: dict[str, str]) -> str:
    opening, rest = element.split(">", 1)
    every: dict[str, str] = dict(_OWN.findall(opening))
    if every.keys() & more.keys() or "id" in more or "title" in every:
        raise NotMine("an attribute that a link has already")
    every |= {name: tags.value_text(value) for name, value in more.items()}
    return f"<a {' '.join(f'{name}={chr(34)}{every[name]}{chr(34)}' for name in sorted(every))}>{rest}"
