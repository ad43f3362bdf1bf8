# A body is Markdown that strangers write and that every reader's browser will show. Rather than listing what is
# dangerous, this module lists what is allowed (words, headings from the second level, lists, tables, emphasis, links to
# records and to the web, footnotes to sources) and names whatever else it finds.

"""Checks of a record's body."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from ..document import Document
from ..problem import Edit, Problem, quote
from ..rules import broken
from ..schema.values import ORDERS
from ..story.marks import FOOTNOTE, LINK, RECORD_LINK, WEB_LINK
from .fences import fences
from .stories import check_story

_BEGINS = r"^[ \t\xa0\u2000-\u200a\u202f\u3000>*+:\-0-9.)]*"
"""The beginning of a line, or of a quotation or an item of a list on it."""

_HTML = re.compile(r"<(?!https?://[^\s<>]{1,2000}>)(?:[A-Za-z/!?][^>\n]{0,40}>?|[^\s<>@]{1,200}@[^\s<>]{1,200}>)")
_BARE_MARK = re.compile(r"(?<![\\\[!])(?<!\]\()(?:(?<=[\w.,;:!?)”’\"])|(?=\[\w*[\d_-]))\[([\w-]{1,80})\](?![\[(:])")
"""What may be the key of a source in brackets: right behind a word or a stop, or no plain word itself."""
_DEFINITION = re.compile(_BEGINS + r"\[[^\]\n]{0,200}\]:", re.MULTILINE)
_TARGET = re.compile(r"\]\([^)\n]*|" + _DEFINITION.pattern + r"[^\n]*", re.MULTILINE)
_TOP = re.compile(_BEGINS + r"(?:#(?!#)(?=[ \t]|$)|=+[ \t]*$)", re.MULTILINE)
_HEADING = re.compile(
    r"^ {0,3}(#{2,6})(?!#)(?=[ \t\xa0]*\S)|^(?![-*+_>|#\s]|\d+[.)])[^\n|]*\n {0,3}-+[ \t]*$", re.MULTILINE
)
_BELOW = re.compile(r"[^\n]*\n\s*(?:(#{1,6})(?!#)|\Z)")
_PICTURE = re.compile(r"!\[(?:[^\[\]\n]{0,300}\](?:\([^\n)]{0,2000}\)?|\[[^\]\n]{0,200}\]?)?)?")
_SECOND_FRONT = re.compile(
    r"^---[ \t]*\n(?:[A-Za-z_]+:(?:[ \t].*)?\n(?:[ \t].*\n|- .*\n|[ \t]*\n)*)+---[ \t]*$", re.MULTILINE
)


def check_body(document: Document) -> Iterator[Problem]:
    """All that is wrong with the form of a body. Where its links and footnotes lead is checked elsewhere."""
    if found := _SECOND_FRONT.search(document.body):
        place, message = document.body_place(found.start()), "a second front matter stands in the story"
        yield broken(
            "left-over", place, message, "Take it out with its two lines of ---, or move its keys to the first one"
        )
        blank = re.sub(r"[^\n]", " ", found[0])
        document = replace(document, body=document.body[: found.start()] + blank + document.body[found.end() :])
    said = [*_html(document), *_links(document), *_signs(document), *_headings(document), *_orders(document)]
    yield from said
    yield from _not_said_yet(document, said)


def _not_said_yet(document: Document, said: list[Problem]) -> Iterator[Problem]:
    """What the blocks of a story tell besides what its lines have told already, and better."""
    lines = {(one.rule, one.place.line) for one in said}
    rules = {rule for rule, _ in lines}
    html = {line for rule, line in lines if rule == "raw-html"}
    found = list(check_story(document))
    wishes = {document.body_place(stray.offset).line for stray in fences(document.body).strays} if found else set()
    for one in found:
        line = one.place.line
        known = (one.rule, line) in lines or line in wishes or (one.rule == "link-form" and line in html)
        if not (known or (one.rule == "link-form" and "footnote-defined" in rules)):
            yield one


def _signs(document: Document) -> Iterator[Problem]:
    for match in re.finditer(r"\{+(?:[^{}]{0,300}\}+)?|\}+", document.body):
        message = f"a curly bracket {quote(match[0][0])} stands in the body"
        yield broken("curly-brackets", document.body_place(match.start()), message, "Use round brackets")
    for match in _PICTURE.finditer(document.body):
        place = document.body_place(match.start())
        yield broken("picture", place, "a picture stands in the body", "Tell in words what it shows")
    for match in _DEFINITION.finditer(document.body):
        message = f"{quote(match[0].strip())} defines a footnote or a link"
        fix = "Put the source into `sources`, or the address into the link itself"
        yield broken("footnote-defined", document.body_place(match.start()), message, fix)


_HTML_FIXES = {
    "<br": "Make two rows or two paragraphs of it",
    "<!": "Take the comment out, or keep it in `for_editors`",
    "<table": "Write a table as | Year | Books |, with a row of | --- | --- | below its heads",
    "<img": "Tell in words what the picture shows",
    "<iframe": "A record has no videos or maps: write a link",
    "<a": "Write [words](https://…)",
    "<b": "Write **words**",
    "<strong": "Write **words**",
    "<i": "Write *words*",
    "<em": "Write *words*",
    "<p": "Leave an empty line between paragraphs",
    "<o:p": "Take it out: Word left it there",
    "<li": "Begin each item with a hyphen and a space",
    "<ul": "Begin each item with a hyphen and a space",
    "<ol": "Begin each item with 1. and a space",
}
"""What to write in place of a tag, by how it begins."""


def _html(document: Document) -> Iterator[Problem]:
    """What is HTML or looks like it: an element once, with all that stands in it, and a comment once."""
    body, end = document.body, 0
    last = {match[1].lower(): match.end() for match in re.finditer(r"</([A-Za-z][\w:]{0,20})\s*>", body)}
    for match in _HTML.finditer(body):
        if match.start() < end:
            continue
        name = re.match(r"<[A-Za-z][\w:]*", match[0])
        if name and (closed := _closing(body, name[0][1:], match.end(), last)):
            end = closed
        elif match[0].startswith("<!--"):
            closed = body.find("-->", match.start())
            end = closed + 3 if closed >= 0 else len(body)
        known = name[0].lower() if name else match[0][:2]
        message = f"{quote(match[0], 30)} is HTML, or looks like it"
        fix = _HTML_FIXES.get(known, "Use Markdown, and write < as &lt; where the character is meant")
        yield broken("raw-html", document.body_place(match.start()), message, fix)


def _closing(body: str, name: str, start: int, last: dict[str, int]) -> int:
    """Where an element ends that was opened just before `start`; 0 if nothing closes it."""
    if last.get(name.lower(), 0) <= start:
        return 0
    found = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(body, start)
    return found.end() if found else 0


def _headings(document: Document) -> Iterator[Problem]:
    for match in _TOP.finditer(document.body):
        place = document.body_place(match.start())
        repair = (Edit(place, match[0], f"#{match[0]}"),) if match[0] == "#" else ()
        message = "a heading of the first level stands in the body"
        yield broken("heading-level", place, message, "Begin it with ##", repair)
    above = 1
    for match in _HEADING.finditer(document.body):
        level = len(match[1]) if match[1] else 2
        if level > above + 1:
            what = "the first heading" if above == 1 else f"a heading below one of {'#' * above}"
            message = f"{what} begins with {'#' * level}, so that a level is left out"
            yield broken(
                "heading-level", document.body_place(match.start()), message, f"Begin it with {'#' * (above + 1)}"
            )
        above = level
    for match in _HEADING.finditer(document.body):
        below = _BELOW.match(document.body, match.end())
        level = len(match[1]) if match[1] else 2
        if below and (not below[1] or len(below[1]) <= level):
            place = document.body_place(match.start())
            yield broken(
                "heading-level", place, "nothing stands below this heading", "Write what belongs there, or take it out"
            )


def _orders(document: Document) -> Iterator[Problem]:
    """Orders to a browser that stand neither in HTML nor in the target of a link, which are refused as they are."""
    rest = document.body
    for refused in (_TARGET, _HTML):
        rest = refused.sub(lambda found: " " * len(found[0]), rest)
    for match in ORDERS.pattern.finditer(rest):
        place = document.body_place(match.start())
        yield broken(ORDERS.rule, place, f"{quote(match[0])} {ORDERS.message}", ORDERS.fix)


_LINK_TARGET = re.compile(r"\]\(((?:[^()\n]|\([^()\n]*\)){0,2000})\)?")
_TITLED = re.compile(r"(\S*)[ ]+\"[^\"\n]{0,200}\"")


def _links(document: Document) -> Iterator[Problem]:
    pictures = {match.start() + match[0].find("](") for match in _PICTURE.finditer(document.body)}
    for match in _LINK_TARGET.finditer(document.body):
        titled = _TITLED.fullmatch(match[1])
        target = (titled[1] if titled else match[1]).strip()
        closed = match[0].endswith(")")
        if match.start() in pictures or (closed and (RECORD_LINK.fullmatch(target) or WEB_LINK.fullmatch(target))):
            continue
        is_cut = document.body[match.end() : match.end() + 1] == "("
        if is_cut:
            closed, target = True, target + "("
        place = document.body_place(match.start() + 2)
        message = f"{quote(target)} is not a link that can be kept"
        fix, instead = _link_fix(target) if closed else ("Close the bracket behind the address", "")
        yield broken(
            "link-form", place, message, fix, (Edit(place, target, instead),) if instead and not is_cut else ()
        )


_MAIL_FIX = "A mail address leads to one person and does not belong in a record: take it out"
_LINK_FIXES: tuple[tuple[re.Pattern[str], str, Callable[[str], str] | None], ...] = (
    (re.compile(r"mailto:.*|[^\s/:@]+@[^\s/:@]+", re.IGNORECASE), _MAIL_FIX, None),
    (
        re.compile(r"https?://[^\s\"'“”]*(?: [^\s\"'“”]+)+", re.IGNORECASE),
        "Write %20 for each space in it",
        lambda target: target.replace(" ", "%20"),
    ),
    (re.compile(r"https?://.*\s.*", re.IGNORECASE), "Write %20 for each space in it", None),
    (
        re.compile(r"https?://.*[()].*", re.IGNORECASE),
        "Write %28 and %29 for the brackets in it",
        lambda target: target.replace("(", "%28").replace(")", "%29"),
    ),
    (re.compile(r"https?://.*", re.IGNORECASE), "Write the address as your browser shows it, in plain letters", None),
    (
        re.compile(r"(?=www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|com|net|int|edu|gov|info)(?:/|$))\S+"),
        "Write https:// before it",
        "https://{}".format,
    ),
    (re.compile(r"<.*>"), "Take out < and >", lambda target: target.strip("<>")),
    (re.compile(r".*\s.*"), "Take the spaces out of it, or write %20 for each", None),
)
"""What to write in place of a target that is none, by what it looks like, and how, where that can be done in one way only."""
_OF_THE_SITE = re.compile(r"/?(?:\.\./)*([a-z]+/[a-z0-9-]+)(?:\.html|/|\.md)?(#[a-z0-9-]+)?")
"""The address of a page of the site itself, as a browser shows it."""


def _link_fix(target: str) -> tuple[str, str]:
    """What to write in place of a target that is none: in words, and the target itself if there can be only one."""
    if page := _OF_THE_SITE.fullmatch(target):
        meant = f"../{page[1]}.md{page[2] or ''}"
        return f"Write {meant} if a record of this library is meant", meant if target.startswith("../") else ""
    for pattern, fix, instead in _LINK_FIXES:
        if pattern.fullmatch(target):
            return fix, instead(target) if instead else ""
    return "Write a record's path, such as ../strategies/a-strategy.md, or a whole https:// address", ""


def footnotes(document: Document) -> Iterator[tuple[int, str]]:
    """Each footnote mark in the body: where it stands, and its key."""
    definitions = {match.end() for match in _DEFINITION.finditer(document.body)}
    for match in FOOTNOTE.finditer(document.body):
        if match.end() + 1 not in definitions:
            yield match.start(), match[1]


def bare_marks(document: Document, sources: Collection[str]) -> Iterator[tuple[int, str]]:
    """Each key of a source that stands in square brackets as a note does, without the sign that makes it one."""
    for match in _BARE_MARK.finditer(document.body):
        if match[1] in sources:
            yield match.start(), match[1]


def record_links(document: Document) -> Iterator[tuple[int, str]]:
    """Each link to another record: where it stands, and the path that is written, without any anchor."""
    for match in LINK.finditer(document.body):
        link = RECORD_LINK.fullmatch(match[1])
        if link and link[1]:
            yield match.start(1), link[1]
