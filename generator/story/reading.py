# How a story's Markdown is read: as the code host reads it that showed it to its writer (CommonMark with tables and bare
# addresses), by a parser of its own kind, and not by the one that makes the site. What programs for writing letters put
# in place of its marks, such as bullets and no-break spaces, is first turned into them. Lines keep their numbers.

"""From the text of a story to its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin

from ..schema.values import UNSEEN
from .direction import RIGHT_TO_LEFT

NOTE = re.compile(r"\[\^([^\[\]\s]{1,200})\]")

_STARTS = r"^(?P<margin>[ \t]*+(?:>[ \t]*+)*+)"
_MARGIN = re.compile(r"^[^\S\n]+")
_MARK = re.compile(_STARTS + r"(?P<mark>[-*+]|\d{1,9}[.)]|#{1,6})[\xa0\u2000-\u200a\u202f\u3000]+(?=\S)")
_BULLET = re.compile(_STARTS + r"(?:[•●▪■◦○‣⁃∙⦁\uf0b7\uf0a7][ \t\xa0]*|[·▫□➢➤►▶][ \t\xa0]+|[o§]\t[ \t]*)(?=\S)")
_DASH = re.compile(_STARTS + r"[‐‑‒–—−][ \t\xa0]+(?=\S)")
_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[^\s#])")


def prepared(body: str) -> str:
    """The text with the marks of Markdown where others stand for them."""
    lines = [_line(line) for line in body.split("\n")]
    for at, line in enumerate(lines):
        if _DASH.match(line) and (_is_dashed(lines, at - 1) or _is_dashed(lines, at + 1) or _leads(lines, at - 1)):
            lines[at] = _DASH.sub(r"\g<margin>- ", line)
    return "\n".join(lines)


def _line(line: str) -> str:
    if line.isascii():
        return _HEADING.sub(r"\1 ", _BULLET.sub(r"\g<margin>- ", line) if "\t" in line else line)
    line = UNSEEN.sub("", line)
    line = _MARGIN.sub(lambda space: re.sub(r"[^\t]", " ", space[0]), line)
    line = _MARK.sub(r"\g<margin>\g<mark> ", line)
    return _HEADING.sub(r"\1 ", _BULLET.sub(r"\g<margin>- ", line))


def _is_dashed(lines: list[str], at: int) -> bool:
    return 0 <= at < len(lines) and bool(_DASH.match(lines[at]) or re.match(r"[ \t]*- ", lines[at]))


def _leads(lines: list[str], at: int) -> bool:
    return at >= 0 and lines[at].rstrip().endswith(":")


_PLAIN = re.compile(
    r"\[\^[^\[\]\s\\`*_<&]{1,200}\]|\[[^\[\]\\`*_{}<>|~=&^!\n]{1,200}\]\([^\s()\\<>\"]{1,2000}\)|^#{2,6} (?=\S)",
    re.MULTILINE,
)
_TELLING = re.compile(
    r"[\\`*_{}<>|~=&^#\[\]\t\xad\u2060\u200b•]|://|www\.|:[a-z]| $|^[^\w\n\"'“‘«(…]|^(?:\d{1,9}|\(?\w{1,6})[.)]",
    re.MULTILINE,
)


def is_plain(body: str) -> bool:
    """Whether a story is nothing but paragraphs, headings, links and notes, which every program reads alike as it is."""
    return not (_TELLING.search(_PLAIN.sub("x", body)) or RIGHT_TO_LEFT.search(body))


@lru_cache(maxsize=1024)
def tree(body: str) -> SyntaxTreeNode:
    """The blocks of a story, each with the lines on which it stands."""
    return SyntaxTreeNode(_parser().parse(prepared(body)))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table"]).disable(["reference", "code"])
    parser.use(deflist_plugin)
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "note", _note)
    parser.core.ruler.push("years", _years)
    parser.core.ruler.push("addresses", _addresses)
    parser.core.ruler.push("counted", _counted)
    return parser


def _note(state: StateInline, silent: bool) -> bool:
    found = NOTE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("note", "", 0).content = found[1]
    state.pos = found.end()
    return True


# Numbers that count nothing

YEAR = 1000
"""Whoever begins a line with such a number and a full stop tells of a year."""


def _years(state: StateCore) -> None:
    """Make paragraphs of lists that are numbered by years, each with its own."""
    kept: list[Token] = []
    lists: list[bool] = []
    year = ""
    for token in state.tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append(int(token.attrs.get("start", 1)) >= YEAR)
        of_years = bool(lists and lists[-1])
        if token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        if of_years and token.type.startswith(("ordered_list", "bullet_list", "list_item")):
            year = token.info + token.markup if token.type == "list_item_open" else year
            continue
        if of_years and token.type.startswith("paragraph"):
            token.hidden = False
        if of_years and year and token.type == "inline" and token.children is not None:
            token.children.insert(0, Token("text", "", 0, content=f"{year} "))
            year = ""
        kept.append(token)
    state.tokens = kept


# Lines that begin with a), (2) or a character, as several others of their paragraph do: what is counted stays on lines of its own.

_COUNT = re.compile(
    r"(?P<letter>\(?[A-Za-z]\)|[a-z]\.|\(?[ivxlc]{1,6}\))(?=\s)|(?P<number>\(?\d{1,9}[.)])(?=\s)"
    r"|(?P<sign>[^\w\s\"'“‘«(\[<*&¡¿.…,;:-])"
)


def _counted(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline" and block.children:
            first = [at for at, token in enumerate(block.children) if token.type == "softbreak"]
            kinds = {at: _kind(block.children[at + 1]) for at in (-1, *first) if at + 1 < len(block.children)}
            said = [kind for kind in kinds.values() if kind]
            for at in first:
                if said.count(kinds.get(at, "")) > 1:
                    block.children[at].type = "hardbreak"


def _kind(token: Token) -> str:
    found = _COUNT.match(token.content) if token.type == "text" else None
    return (found["sign"] or found.lastgroup or "") if found else ""


# Bare addresses (https://github.github.com/gfm/#autolinks-extension-)

_ADDRESS = re.compile(r"(?<![\w/.@-])(?:https?://|www\.)(?=[A-Za-z0-9])[^\s<]+")
_AFTER = re.compile(r"(?:[?!.,:;*_~'\"’”»]|&\w+;)$")


def _addresses(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline" and block.children and ("://" in block.content or "www." in block.content):
            block.children = list(_linked(block.children))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    within = 0
    for token in tokens:
        within += (token.type == "link_open") - (token.type == "link_close")
        if within or token.type != "text":
            yield token
            continue
        end = 0
        for match in _ADDRESS.finditer(token.content):
            address = _trimmed(match[0])
            yield _text(token.content[end : match.start()], token)
            href = address if "://" in address else f"http://{address}"
            yield Token("link_open", "a", 1, {"href": href}, level=token.level, info="auto")
            yield _text(address, token)
            yield Token("link_close", "a", -1, level=token.level, info="auto")
            end = match.start() + len(address)
        yield _text(token.content[end:], token)


def _trimmed(address: str) -> str:
    """An address without the characters that end the sentence, or close a bracket that was opened before it."""
    while True:
        shorter = _AFTER.sub("", address)
        for opening, closing in ("()", "[]"):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def _text(content: str, like: Token) -> Token:
    return Token("text", "", 0, content=content, level=like.level)
