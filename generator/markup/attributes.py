# Lists of attributes, `{ #id .class key="value" }`, in the forms that templates write. Python-Markdown reads more than these, and
# reads some of it in ways that surprise.

"""The attributes that braces give to a block or to a link."""

from __future__ import annotations

import re

from .not_mine import NotMine

_NAME = r"""[^\s={}"'\\`*_\[\]<>&#!\x02]++"""
_KEY, _VALUE = r"[A-Za-z][A-Za-z0-9-]*+", r"""[^"{}\\`*_\[\]<>&!\x02]*+"""
_ONE = re.compile(rf"([.#])({_NAME})|({_KEY})=\"({_VALUE})\"")
# Without groups that are captured: within a repetition that gives nothing back, Python 3.11 stumbles over their places.
_EACH = rf"(?:[.#]{_NAME}|{_KEY}=\"{_VALUE}\")"
_LIST = re.compile(rf"{_EACH}(?: ++{_EACH})*+ *+")
_AT_END = re.compile(r"\n *\{:? *([^}\n ][^\n]*)\} *$")
_BEHIND_WORDS = re.compile(r"(?<! ) +\{:? *([^}\n ][^\n]*)\} *$")
"""Both are Python-Markdown's own, which is what decides whether there is a list; what it may hold, `_LIST` does."""


def given(content: str) -> dict[str, str]:
    """What a list of attributes gives: its content is what stands between the braces."""
    if not _LIST.fullmatch(content):
        raise NotMine("a list of attributes in another form")
    found: dict[str, str] = {}
    for sign, name, key, value in _ONE.findall(content):
        if sign == ".":
            found["class"] = f"{found['class']} {name}" if "class" in found else name
        else:
            own = "id" if sign else key
            if own in found or own == "class":
                raise NotMine("an attribute that is given twice")
            found[own] = name if sign else value
    return found


def of_block(text: str) -> tuple[str, dict[str, str]]:
    """The text of a paragraph or of an item, and the attributes that its last line gives it."""
    return _taken(text, _AT_END)


def of_words(text: str) -> tuple[str, dict[str, str]]:
    """The same of a heading, a term or a cell, where they stand behind the words."""
    return _taken(text, _BEHIND_WORDS)


def _taken(text: str, pattern: re.Pattern[str]) -> tuple[str, dict[str, str]]:
    if "{" not in text or not text.rstrip().endswith("}") or not (found := pattern.search(text)):
        return text, {}
    if text[: found.start()].endswith("  "):
        raise NotMine("a break before a list of attributes")
    return text[: found.start()], given(found[1])
