# A style sheet loads what stands in url(), in image-set() and behind @import, under whatever escapes. So it is read in
# the tokens of CSS Syntax Level 3: an address in a comment, in a selector or in a text that is shown loads nothing.

"""What a style sheet would load."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .addresses import is_elsewhere, is_picture
from .finding import Violation, place_in

_TOKEN = re.compile(
    r"""
    (?P<comment>/\*.*?(?:\*/|\Z))
  | (?P<string>"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\Z)|'(?:[^'\\\n]|\\.)*(?:'|(?=\n)|\Z))
  | (?P<name>[@-]*(?:[\w]|[^\x00-\x7f]|\\[^\n])(?:[\w-]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}\s?|\\[^\n])*)(?P<opens>\()?
  | (?P<mark>[(){};:,\[\]])
    """,
    re.VERBOSE | re.DOTALL,
)
_BARE = re.compile(r"\s*(?P<address>(?:[^\s\"'()\\]|\\[0-9a-fA-F]{1,6}\s?|\\.)*)\s*(?:\)|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(\n)|(.))", re.DOTALL)
_LOADING = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "url-prefix"}
_NAMES_ONLY = {"@namespace", "@charset"}
_SOURCE_MAP = re.compile(r"[#@]\s*sourceMappingURL=(\S+)")


def in_style(text: str, line: int = 1, column: int = 1) -> Iterator[Violation]:
    """What the style sheet would load from another host; it begins at `line` and `column` of its file."""
    for offset, address in _addresses(text):
        if is_elsewhere(address) and not is_picture(address):
            yield Violation(*place_in(text, offset, line, column), "loads-from-elsewhere", address)


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    functions: list[str] = []
    rule = ""
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        loads = rule == "@import" or any(name in _LOADING for name in functions) or rule.startswith("--")
        if token["comment"]:
            if found := _SOURCE_MAP.search(token[0]):
                yield token.start(), found[1]
        elif token["string"]:
            if loads and rule not in _NAMES_ONLY:
                yield token.start(), _plain(token["string"][1:].rstrip(token["string"][0]))
        elif token["name"]:
            name = _plain(token["name"]).lower()
            if token["opens"]:
                functions.append(name)
                bare = _BARE.match(text, position) if name in ("url", "src") else None
                if bare and bare["address"] and rule not in _NAMES_ONLY:
                    yield token.start(), _plain(bare["address"])
                    position = bare.end("address")
            elif name.startswith(("@", "--")):
                rule = name
        elif token["mark"] == "(":
            functions.append("")
        elif token["mark"] == ")" and functions:
            functions.pop()
        elif token["mark"] in "{};":
            rule, functions = "", []


def _plain(text: str) -> str:
    def meant(found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else 0
        return (chr(code) if 0 < code < 0x110000 else "\ufffd") if found[1] else found[3] or ""

    return _ESCAPE.sub(meant, text)
