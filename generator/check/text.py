# A body is Markdown that strangers write and that every reader's browser will show. Rather than listing what is
# dangerous, this room lists what is allowed (words, headings from the second level, lists, tables, emphasis, links to
# records and to the web, footnotes to sources) and names whatever else it finds.

"""Checks of a record's body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document
from ..problem import Problem, quote
from ..rules import broken
from ..schema.values import ORDERS

_BEGINS = r"^[ \t>*+:\-0-9.)]*"
"""The beginning of a line, or of a quotation or an item of a list on it."""

FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,200})\]")
LINK = re.compile(r"\]\(([^\s()<>\\]{1,2000})(?: \"[^\"\n]{0,200}\")?\)")
RECORD_LINK = re.compile(r"((?:\.\./)?[a-z0-9]+(?:[/-][a-z0-9]+)*\.md)(#[a-z0-9-]+)?|#[a-z0-9-]+")
WEB_LINK = re.compile(r"https?://[A-Za-z0-9.-]+(?:[/?#:](?:[^\s()<>\"\\&]|&(?!#))*)?")

_HTML = re.compile(r"<(?!https?://[^\s<>]{1,2000}>)(?:[A-Za-z/!?][^>\n]{0,40}>?|[^\s<>@]{1,200}@[^\s<>]{1,200}>)")
_DEFINITION = re.compile(_BEGINS + r"\[[^\]\n]{0,200}\]:", re.MULTILINE)
_TARGET = re.compile(r"\]\([^)\n]*|" + _DEFINITION.pattern + r"[^\n]*", re.MULTILINE)
_HEADING = re.compile(_BEGINS + r"(?:#(?!#)|=+[ \t]*$)", re.MULTILINE)


def check_body(document: Document) -> Iterator[Problem]:
    """All that is wrong with the form of a body. Where its links and footnotes lead is checked elsewhere."""
    body = document.body

    def found(rule: str, offset: int, message: str, fix: str) -> Problem:
        return broken(rule, document.body_place(offset), message, fix)

    for match in _HTML.finditer(body):
        message = f"{quote(match[0], 30)} is HTML, or looks like it"
        yield found("raw-html", match.start(), message, "Use Markdown, and write < as &lt; where the sign is meant")
    for match in re.finditer(r"[{}]", body):
        message = f"a curly bracket {quote(match[0])} stands in the body"
        yield found("curly-brackets", match.start(), message, "Use round brackets")
    for match in re.finditer(r"!\[", body):
        yield found("picture", match.start(), "a picture stands in the body", "Tell in words what it shows")
    for match in _DEFINITION.finditer(body):
        message = f"{quote(match[0].strip())} defines a footnote or a link"
        fix = "Put the source into `sources`, or the address into the link itself"
        yield found("footnote-defined", match.start(), message, fix)
    for match in _HEADING.finditer(body):
        yield found(
            "heading-level", match.start(), "a heading of the first level stands in the body", "Begin it with ##"
        )
    yield from _links(document)
    yield from _orders(document)


def _orders(document: Document) -> Iterator[Problem]:
    """Orders to a browser that stand neither in HTML nor in the target of a link, which are refused as they are."""
    rest = document.body
    for refused in (_TARGET, _HTML):
        rest = refused.sub(lambda found: " " * len(found[0]), rest)
    for match in ORDERS.pattern.finditer(rest):
        place = document.body_place(match.start())
        yield broken(ORDERS.rule, place, f"{quote(match[0])} {ORDERS.message}", ORDERS.fix)


def _links(document: Document) -> Iterator[Problem]:
    for match in re.finditer(r"\]\(", document.body):
        link = LINK.match(document.body, match.start())
        if link and (RECORD_LINK.fullmatch(link[1]) or WEB_LINK.fullmatch(link[1])):
            continue
        target = document.body[match.end() : match.end() + 200].split(")")[0].split("\n")[0]
        yield broken(
            "link-form",
            document.body_place(match.end()),
            f"{quote(target)} is not a link that can be kept",
            "Write a record's path, such as ../strategies/a-strategy.md, or a whole https:// address",
        )


def footnotes(document: Document) -> Iterator[tuple[int, str]]:
    """Each footnote mark in the body: where it stands, and its key."""
    definitions = {match.end() for match in _DEFINITION.finditer(document.body)}
    for match in FOOTNOTE.finditer(document.body):
        if match.end() + 1 not in definitions:
            yield match.start(), match[1]


def footnotes_in(body: str) -> list[str]:
    """The keys of the footnote marks in a body."""
    return FOOTNOTE.findall(body)


def record_links(document: Document) -> Iterator[tuple[int, str]]:
    """Each link to another record: where it stands, and the path that is written, without any anchor."""
    for match in LINK.finditer(document.body):
        link = RECORD_LINK.fullmatch(match[1])
        if link and link[1]:
            yield match.start(1), link[1]
