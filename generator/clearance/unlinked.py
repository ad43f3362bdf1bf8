# A link to what is not published becomes its words, in a record's story, on the library's card and on a page of docs/
# alike. Markdown has two ways to write one: with the address in place, and with a name that is defined elsewhere.

"""Links that are cut."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

Hidden = Callable[[str, str], bool]
"""Whether nothing may lead to an address of the tree, such as `cases/x`, and to an anchor there."""

_TARGET = re.compile(r"\]\([ \t]*<?([^\s()<>]{1,2000})>?(?:\s{1,10}(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'))?[ \t]*\)")
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?(?:[ \t]+[\"'(].{0,200}[\"')])?[ \t]*\n?", re.MULTILINE
)
_LONGEST = 2_000
"""No link has a longer text."""


def unlinked(text: str, folder: str, is_hidden: Hidden) -> str:
    """A text that lies in a folder of the tree, without its links to what is hidden; their words stay."""
    parts: list[str] = []
    end = 0
    for match in _TARGET.finditer(text):
        if not is_hidden(*address_of(match[1], folder)):
            continue
        start = _opening(text, match.start(), end)
        if start is not None:
            parts += [text[end:start], text[start + 1 : match.start()]]
            end = match.end()
    return _undefined("".join([*parts, text[end:]]), folder, is_hidden)


def without_addresses(text: str, folder: str, is_hidden: Hidden) -> str:
    """The same text with blanks for the addresses of links that are cut; all else keeps its place."""

    def blank(group: int) -> Callable[[re.Match[str]], str]:
        def blanked(match: re.Match[str]) -> str:
            if not is_hidden(*address_of(match[group], folder)):
                return match[0]
            start, end = match.start(group) - match.start(), match.end(group) - match.start()
            return match[0][:start] + " " * (end - start) + match[0][end:]

        return blanked

    return _DEFINITION.sub(blank(2), _TARGET.sub(blank(1), text))


def address_of(target: str, folder: str) -> tuple[str, str]:
    """The address to which a link from a folder leads, without its ending, and the anchor."""
    path, _, anchor = target.partition("#")
    address = posixpath.normpath(posixpath.join(folder, path)) if path else ""
    return re.sub(r"\.(?:md|html)$", "", address), anchor


def _opening(text: str, close: int, after: int) -> int | None:
    """Where the bracket stands that is closed at `close`."""
    depth = 0
    for at in range(close, max(after, close - _LONGEST) - 1, -1):
        if at and text[at - 1] == "\\":
            continue
        if text[at] == "]":
            depth += 1
        elif text[at] == "[":
            depth -= 1
            if not depth:
                return at
    return None


def _undefined(text: str, folder: str, is_hidden: Hidden) -> str:
    """The text without definitions of hidden addresses, and without links that use them."""
    names: set[str] = set()

    def without(match: re.Match[str]) -> str:
        if match[1].startswith("^") or not is_hidden(*address_of(match[2], folder)):
            return match[0]
        names.add(match[1])
        return ""

    text = _DEFINITION.sub(without, text)
    for name in sorted(names):
        used = re.compile(
            rf"\[([^\[\]]{{1,500}})\][ \n]?\[{re.escape(name)}\]|\[({re.escape(name)})\](?:\[\])?", re.IGNORECASE
        )
        text = used.sub(lambda match: match[1] or match[2], text)
    return text
