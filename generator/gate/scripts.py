# What a script will do cannot be known from its text; what it names can. A script that names no other host, and nothing
# that stores or reports, can at most ask for files of the site, and what slips through is stopped by the policy. So a
# script is read in its tokens: comments are skipped, escapes in strings are undone, and the way of loading does not matter.

"""What a script names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from .addresses import cleaned
from .finding import Violation, place_in

STORING = {
    "localStorage", "sessionStorage", "indexedDB", "webkitIndexedDB", "cookieStore", "serviceWorker", "openDatabase",
    "requestFileSystem", "webkitRequestFileSystem", "showSaveFilePicker", "getDirectory", "CacheStorage", "IDBFactory",
}  # fmt: skip
"""What stores something in the browser, by whatever it is called on."""
STORING_PARTS = {"cookie"}
"""What stores something as a part of something else; a variable may bear the name."""
STORING_GLOBALS = {"caches"}
"""What stores something on its own or as a part of these; others may have a part of that name."""
GLOBALS = {"window", "self", "globalThis", "top", "parent", "frames", "defaultView", "contentWindow", ")", "]", "?"}
REPORTING = {
    "sendBeacon", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "RTCPeerConnection",
    "webkitRTCPeerConnection", "fetchLater",
}  # fmt: skip
"""What talks to a server that listens. A site of files has none."""

NAMESPACES = {
    "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/",
}  # fmt: skip
"""Names that look like addresses: a browser compares them and never asks for them (Infra Standard, section 8)."""

_PULLED_APART = (
    "Pagefind takes a path apart by making an address of it on a host that RFC 2606 reserves, and never asks it"
)
NOT_ASKED = {
    ("pagefind.js", "new URL(`https://example.com${anchored_url}`)"): _PULLED_APART,
    ("pagefind.js", "new URL(`https://example.com${normalized}`)"): _PULLED_APART,
}
"""Addresses in the scripts of others that are never asked for, by file and text, each with the reason."""

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>//[^\n\r\u2028\u2029]*|/\*.*?\*/)
  | (?P<string>"(?:[^"\\\n\r]|\\(?:\r\n|.))*"|'(?:[^'\\\n\r]|\\(?:\r\n|.))*')
  | (?P<name>(?:[\w$\#]|\\u\{[0-9a-fA-F]+\}|\\u[0-9a-fA-F]{4})+)
  | (?P<regex>/(?:[^/\\\[\n\r]|\\.|\[(?:[^\]\\\n\r]|\\.)*\])+/[a-z]*)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BEFORE_REGEX = {
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "delete",
    "void",
    "throw",
    "new",
    "do",
    "else",
    "await",
    "yield",
}
_CHUNK = re.compile(r"((?:[^`\\$]|\\.|\$(?!\{))*)(`|\$\{|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_HOST = re.compile(r"(?:https?|wss?|ftp|file)://|^//|^(?:https?|wss?|stuns?|turns?):(?!$)", re.IGNORECASE)
_SOURCE_MAP = re.compile(r"[#@]\s*sourceMappingURL=(\S+)")


class Token(NamedTuple):
    """A piece of a script: of which kind, where it begins, and what it says with its escapes undone."""

    kind: str
    offset: int
    text: str


def in_script(text: str, name: str = "", line: int = 1, column: int = 1) -> Iterator[Violation]:
    """Other hosts, stores and reports that the script called `name` names; it begins at `line` and `column` of its file."""
    if _is_data(text):
        return
    allowed = [offset for file, known in NOT_ASKED if file == name for offset in _places(text, known)]
    before: list[str] = ["", ""]
    for token in tokens(text):
        cause = _cause(token, before)
        if cause and not any(begin <= token.offset < end for begin, end in allowed):
            yield Violation(*place_in(text, token.offset, line, column), cause, token.text.strip())
        if token.kind != "comment":
            before = [before[-1], token.text]


_HANDED_OVER = re.compile(r"hg[A-Z][A-Za-z]*\.[a-z]+\((.*)\);?\s*", re.DOTALL)


def _is_data(text: str) -> bool:
    """Whether a script does nothing but hand JSON to one of ours: data, which a page reads where it cannot fetch."""
    handed = _HANDED_OVER.fullmatch(text)
    try:
        return bool(handed and json.loads(f"[{handed[1]}]"))
    except ValueError:
        return False


def _places(text: str, known: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(re.escape(known), text):
        yield found.span()


def _cause(token: Token, before: list[str]) -> str:
    if token.kind == "broken":
        return "not-readable"
    if token.kind == "comment":
        found = _SOURCE_MAP.search(token.text)
        return "loads-from-elsewhere" if found and _HOST.search(cleaned(found[1])) else ""
    if token.kind in ("name", "string"):
        if token.text in STORING or _stores(token.text, *before):
            return "stores-on-device"
        if token.text in REPORTING:
            return "tells-of-readers"
    if token.kind in ("string", "template") and token.text not in NAMESPACES:
        return "names-another-host" if _HOST.search(cleaned(token.text)) else ""
    return ""


def _stores(name: str, owner: str, sign: str) -> bool:
    if name in STORING_PARTS:
        return sign in (".", "[")
    return name in STORING_GLOBALS and (sign != "." or owner in GLOBALS)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a script without its spaces; one of the kind `broken` where it cannot be read on for certain."""
    position, last, depth = 0, "", 0
    open_templates: list[int] = []
    while position < len(text):
        found = _TOKEN.match(text, position)
        assert found is not None
        kind, piece = str(found.lastgroup), found[0]
        if kind == "regex" and not (last in _BEFORE_REGEX or not last or last[-1] in "(,=:[!&|?{};+-*%<>~^"):
            kind, piece = "mark", "/"
        start, position = position, position + len(piece)
        if kind == "space":
            continue
        if kind == "mark" and piece in "\"'":
            yield Token("broken", start, "a text that does not end")
        depth += (piece == "{") - (piece == "}") if kind == "mark" else 0
        ends_value = kind == "mark" and piece == "}" and bool(open_templates) and open_templates[-1] == depth
        if ends_value:
            open_templates.pop()
        if ends_value or (kind == "mark" and piece == "`"):
            chunk = _CHUNK.match(text, position)
            assert chunk is not None
            yield Token("template" if chunk[2] else "broken", start, _plain(chunk[1]))
            position = chunk.end()
            if chunk[2] == "${":
                open_templates.append(depth)
                depth += 1
            last = "(" if chunk[2] == "${" else "`"
            continue
        yield Token(
            kind, start, _plain(piece[1:-1]) if kind == "string" else _plain(piece) if kind == "name" else piece
        )
        last = last if kind == "comment" else piece


def _plain(text: str) -> str:
    def meant(found: re.Match[str]) -> str:
        braced, four, two, octal, other = found.groups()
        if braced or four or two or octal:
            code = int(octal, 8) if octal else int(braced or four or two, 16)
            return chr(code) if code < 0x110000 else "\ufffd"
        simple = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "v": "\v", "f": "\f"}
        return "" if other in ("\n", "\r\n", "\r", "\u2028", "\u2029") else str(simple.get(other, other))

    return _ESCAPE.sub(meant, text) if "\\" in text else text
