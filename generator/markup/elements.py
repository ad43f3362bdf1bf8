# HTML that begins a line. Without a `markdown` attribute it stays as it is. With one, Python-Markdown takes it apart, and what its
# content means hangs on the element's kind: `block` holds blocks of Markdown, `span` one text with marks, and `off`, an element
# without the attribute within one that has it, plain text. The reading is strict: each tag that is opened is closed, by its own name,
# and stands where Python-Markdown looks for it.

"""Elements of HTML in a page, and what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from . import tags
from .not_mine import NotMine

_SPAN = frozenset(
    ("address", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "p", "summary", "td", "th")
)
_RAW = frozenset(("canvas", "math", "option", "pre", "script", "style", "textarea", "hr"))
_DEEPEST = 40
"""How deep elements may lie in each other; Python-Markdown asks Python's stack at a depth that nobody writes."""


@dataclass
class Raw:
    """HTML that stays as it is; an empty line behind it stays too."""

    html: str


@dataclass
class Element:
    """An element whose content Python-Markdown looks into."""

    tag: str
    opening: str
    id: str | None
    state: str
    parts: list[Element | str] = field(default_factory=list)
    """Texts and elements in turn, a text first and last."""


def pieces(text: str, anchors: set[str]) -> list[Raw | Element | str]:
    """A page as texts and elements, in their order; where its tags can be linked to is put among the anchors."""
    found: list[Raw | Element | str] = []
    end = at = 0
    while (at := _line_with_tag(text, at)) >= 0:
        opening = tags.ANY.match(text, at)
        at += 1
        if opening and not opening["end"] and opening["name"] in tags.BLOCKS:
            found.append(_checked(text[end : opening.start()], anchors))
            piece, end = _piece(text, opening, anchors)
            found.append(piece)
            if text[end : end + 1] not in ("\n", ""):
                raise NotMine("text behind the end of an element")
            at = end
    found.append(_checked(text[end:], anchors))
    return found


def _line_with_tag(text: str, at: int) -> int:
    """Where from a place on a line begins with what may be a tag, or -1."""
    return 0 if at == 0 and text[:1] == "<" else (text.find("\n<", max(at - 1, 0)) + 1 or -1)


def _piece(text: str, opening: re.Match[str], anchors: set[str]) -> tuple[Raw | Element, int]:
    if opening["self"] or opening["name"] == "hr":
        raise NotMine("a tag that nothing closes")
    if " markdown" not in opening["attributes"]:
        return _raw(text, opening, anchors)
    return _element(text, opening, "", anchors, 0)


def _checked(text: str, anchors: set[str]) -> str:
    """Text that holds no tags but such as stand within a line."""
    if "<" in text:
        for sign in tags.ANY.finditer(text):
            if sign["name"] and sign["name"].lower() in tags.BLOCKS:
                raise NotMine(f"<{sign['name']}> within a line")
            _within_a_line(text, sign, anchors)
    return text


def _within_a_line(text: str, sign: re.Match[str], anchors: set[str]) -> None:
    """Let a tag that is part of a text pass, or an address that looks like one."""
    if sign["attributes"]:
        anchors.update(tags.ids(sign["attributes"], sign["name"]))
    elif not sign["name"] and not tags.ADDRESS.match(text, sign.start()):
        raise NotMine("what might be a tag")


# What stays as it is


def _raw(text: str, opening: re.Match[str], anchors: set[str]) -> tuple[Raw, int]:
    closing = f"</{opening['name']}>"
    if opening["name"] in ("script", "style"):
        anchors.update(tags.ids(opening["attributes"], opening["name"]))
        end = text.find("</", opening.end())
        if end < 0 or not text.startswith(closing, end):
            raise NotMine("a script that is not closed")
        end += len(closing)
    else:
        end = _end_of_raw(text, opening.start(), anchors)
    return Raw(text[opening.start() : end] + ("\n" if text[end : end + 2] == "\n\n" else "")), end


def _end_of_raw(text: str, at: int, anchors: set[str]) -> int:
    opened: list[str] = []
    for tag in tags.ANY.finditer(text, at):
        name = (tag["name"] or "").lower()
        if not name or name in ("script", "style", "textarea"):
            raise NotMine("what might be a tag, in HTML")
        if tag["end"]:
            if not opened or opened.pop() != name:
                raise NotMine("HTML whose ends do not fit")
            if not opened:
                return tag.end()
            continue
        if tag["attributes"]:
            anchors.update(tags.ids(tag["attributes"], name))
        if not tag["self"] and name not in tags.VOID:
            opened.append(name)
    raise NotMine("HTML that is not closed")


# What Python-Markdown looks into


def _element(text: str, opening: re.Match[str], around: str, anchors: set[str], depth: int) -> tuple[Element, int]:
    tag = opening["name"]
    if tag not in tags.BLOCKS or tag in _RAW or opening["self"] or depth > _DEEPEST:
        raise NotMine(f"<{tag}> in Markdown")
    written, own, asked = _opened(tag, opening["attributes"])
    if own is not None:
        anchors.add(own)
    made = Element(tag, written, own, _state(tag, asked, around))
    begun = end = opening.end()
    while sign := tags.ANY.search(text, end):
        if sign["name"] not in tags.BLOCKS:
            _within_a_line(text, sign, anchors)
            end = sign.end()
            continue
        made.parts.append(text[begun : sign.start()])
        if sign["end"]:
            if sign["name"] != tag:
                raise NotMine("elements whose ends do not fit")
            return made, sign.end()
        if tag == "p" or not _is_looked_for(text, sign.start(), made.parts):
            raise NotMine(f"<{sign['name']}> within a line")
        child, begun = _element(text, sign, made.state, anchors, depth + 1)
        made.parts.append(child)
        end = begun
    raise NotMine("an element that is not closed")


@lru_cache(maxsize=4096)
def _opened(tag: str, attributes: str) -> tuple[str, str | None, str]:
    """How a tag is written, its id, and how its content is to be read."""
    found = tags.read(attributes)
    asked = found.pop("markdown", "0")
    return tags.written(tag, found), found.get("id"), asked


def _state(tag: str, asked: str, around: str) -> str:
    if asked not in ("0", "1", "block", "span") or (not around and asked == "0"):
        raise NotMine("a way of reading that is not known")
    if around == "off" or (around == "span" and asked != "0"):
        asked = around
    if asked == "block" or (asked == "1" and tag not in _SPAN):
        return "block"
    return "span" if asked in ("1", "span") else "off"


def _is_looked_for(text: str, at: int, parts: list[Element | str]) -> bool:
    """Whether a tag begins a line, or nothing but elements stands before it in its own."""
    return text[at - 1] == "\n" or not any(isinstance(part, str) and part for part in parts)
