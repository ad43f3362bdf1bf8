# What a story says in Markdown that no page can show: marks that no program reads (a mistyped note is a claim without its
# source), marks of other programs, tables and lists that fall apart, and blocks of which two programs make two things.
# Asked of the story's blocks, as a code host reads them, so that prose which only looks like Markdown is let be.

"""Checks of what a story's Markdown means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from ..document import Document
from ..problem import Edit, Place, Problem, quote
from ..rules import broken
from ..story import Block, is_plain, is_words, lines_of, means_the_same, tree
from ..story.marks import RECORD_LINK, WEB_LINK
from .fences import without_held_back_blocks

DEEPEST = 12
"""How many levels of lists and quotations the parser is asked to follow; a person follows three."""
_MOST = 20
"""How much of one block is told in one run, and five times as much of a story."""
_WORDS = 500
"""A link's words are no longer than this, in characters."""


@dataclass(frozen=True)
class Left:
    """Something that is left of Markdown in a text: what finds it, which rule it breaks, what it is, and what to write."""

    pattern: re.Pattern[str]
    rule: str
    message: str
    fix: str


_AS_LINK, _AS_NOTE = "\0link", "\0note"
_NOTE_FIX = "Write [^key], with a key of `sources` and no spaces"
_LINK_FIX = "Write [words](../kind/slug.md) or [words](https://…)"
LEFT = (
    Left(
        re.compile(r"\[[^\[\]\n]{0,200}\0note[^\[\]\n]{0,200}\]\("),
        "note-form",
        "has the mark of a note within the words of a link",
        "Put the mark behind the link",
    ),
    Left(
        re.compile(r"\[\s*\^[^\]\n]{0,60}\]?|\^\[[^\]\n]{0,60}\]?|\[[\w-]{1,60}\^\]"),
        "note-form",
        "is no mark of a note, and the claim would stand without its source",
        _NOTE_FIX,
    ),
    Left(
        re.compile(r"(?<=[\w.,;:!?)”’\"])\[\d{1,3}(?:[,; –-]{1,3}\d{1,3}){0,9}\](?!\()|(?<=[.,;:!?)”’\"])[⁰¹²³⁴-⁹]{1,3}(?!\w)"),
        "note-form",
        "is the number of a note in another text, and the claim would stand without its source",
        _NOTE_FIX,
    ),
    Left(re.compile(r"\[\[[^\]\n]{0,80}(?:\]\])?"), "link-form", "is a link of another program", _LINK_FIX),
    Left(re.compile(r"\([^()\n]{1,80}\)\[(?=\S*[/.\0])[^\]\n]{1,80}\]?"), "link-form", "has its brackets the wrong way round", _LINK_FIX),
    Left(
        re.compile(r"\[[^\[\]\n]{1,80}\]\s+\((?:https?:|www\.|\.\./|\0link|\S{1,80}\.md)"),
        "link-form",
        "has a space between ] and (",
        "Take the space out",
    ),
    Left(re.compile(r"(?<!!)\[[^\[\]\n]{1,80}\]\[[^\[\]\n]{0,80}\]"), "link-form", "leads to an address that stands nowhere", _LINK_FIX),
    Left(re.compile(r"\]\("), "link-form", "begins a link that never ends", _LINK_FIX),
    Left(re.compile(r"^\[[ xX]\](?=\s)"), "left-over", "is a box to tick, which a story has none of", "Take it out"),
    Left(re.compile(r"\[![A-Za-z]+\]"), "left-over", "marks a box of the code host", "Take it out, and begin with a word such as **Note:**"),
    Left(re.compile(r"\[TOC\]|\[_TOC_\]", re.IGNORECASE), "left-over", "asks for a list of headings, which the page has already", "Take it out"),
    Left(re.compile(r"^(?:!!!|\?\?\?\+?)(?=\s|$)"), "left-over", "begins a box of another program", "Take it out, and begin with a word such as **Note:**"),
    Left(re.compile(r"~~(?=\S)[^~\n]{1,80}~~"), "left-over", "is struck out", "Take out what does not hold, or say what does"),
    Left(re.compile(r"==(?=[^\s=])[^=\n]{1,80}=="), "left-over", "is marked as by a pen, which pages cannot show", "Write **words** if they are to stand out"),
    Left(re.compile(r"\*\*|(?<!\w)__|__(?!\w)"), "left-over", "is a mark of bold type that marks nothing", "Put it right before and right after the words, or take it out"),
    Left(re.compile(r"(?<![\w*\\])\*(?=[^\s*\W])[^*\n]{1,80}\*(?!\w)"), "left-over", "is a mark of italic type that marks nothing", "Put it right before and right after the words, or take it out"),
    Left(re.compile(r"(?<![\w:])\:[a-z][a-z0-9_+-]{1,30}\:(?![\w:])"), "left-over", "is a name for an emoji on the code host", "Write it in words"),
    Left(re.compile(r"(?<=\S)[ \xa0\t]*[•●▪■◦‣⁃∙\uf0b7\uf0a7]"), "list-form", "stands within a line", "Begin each item on a line of its own with a hyphen and a space"),
    Left(re.compile(r"\\$"), "left-over", "stands at the end of a paragraph and breaks no line", "Take it out"),
)  # fmt: skip
"""What is looked for in the text of a block, each with what it is."""

_TAB = re.compile(r"\S\t+\S")
_ROW = re.compile(
    r"^[ \t]*\|.*\|[ \t]*$|^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$", re.MULTILINE
)
_NO_SPACE = re.compile(r"^(?:[-+*•](?=[^\W\d])|\d{1,3}[.)](?=[^\W\d]))", re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")


def check_story(document: Document) -> Iterator[Problem]:
    """Whatever in a story no page could show as it was meant."""
    body = without_held_back_blocks(document.body)
    if is_plain(body):
        return
    yield from islice(_Story(document, body).list_of_blocks(tree(body).children), 5 * _MOST)


@dataclass
class _Story:
    """A story that is looked through, block by block."""

    document: Document
    body: str

    def __post_init__(self) -> None:
        self.found: dict[str, int] = {}
        self.starts = [0, *(match.end() for match in re.finditer("\n", self.body)), len(self.body)]

    def problem(self, block: Block, written: str, rule: str, message: str, fix: str) -> Problem:
        """A problem of what is `written` somewhere in a block, or of the block."""
        start, end = lines_of(block)
        first = self.starts[min(start, len(self.starts) - 1)]
        # What stands in a block several times is told of at each of its places.
        at = (
            self.body.find(
                written, max(first, self.found.get(written, -1) + 1), self.starts[min(end, len(self.starts) - 1)]
            )
            if written
            else -1
        )
        self.found[written] = at
        if at < 0:
            at = first + len(self.body[first:]) - len(self.body[first:].lstrip())
        return broken(rule, self.document.body_place(at), message, fix)

    def list_of_blocks(self, blocks: Sequence[Block]) -> Iterator[Problem]:
        """The problems of blocks that stand one after the other."""
        for one, other in pairwise(blocks):
            if one.type == other.type == "ordered_list":
                message = "a second list with numbers begins right below another one, and a page would count on"
                yield self.problem(other, "", "list-form", message, "Put a sentence or a heading between the two")
        for block in blocks:
            found = list(self.block(block))
            yield from found
            if not found and not is_words(block) and block.level == 0 and not means_the_same(block):
                message = "programs that read Markdown make different things of this"
                yield self.problem(
                    block,
                    "",
                    "unclear-markdown",
                    message,
                    "Write it more simply, with fewer lists and characters within each other",
                )

    def block(self, block: Block) -> Iterator[Problem]:
        """The problems of a block, and of those within it."""
        if block.level > DEEPEST:
            yield self.problem(
                block,
                "",
                "unclear-markdown",
                "this stands in too many lists and quotations within each other",
                "Write it more simply",
            )
        elif block.type in ("fence", "code_block"):
            message = "program code stands here, of which a story has none"
            yield self.problem(
                block, "", "left-over", message, "Take out the lines of ``` or ~~~ and write the words alone"
            )
        elif block.type in ("paragraph", "heading", "th", "td", "dt"):
            yield from self.text(block)
        elif block.type == "table":
            yield from self.table(block)
        else:
            if block.type == "ordered_list":
                yield from self.numbers(block)
            for item in block.children:
                if item.type == "list_item" and not item.children:
                    yield self.problem(
                        item, "", "list-form", "an item of a list is empty", "Write something, or take it out"
                    )
            yield from self.list_of_blocks(block.children)

    def numbers(self, block: Block) -> Iterator[Problem]:
        """A list whose numbers are neither one after the other nor all the same, which a page would number anew."""
        given = [int(item.info) for item in block.children]
        if len(set(given)) == 1:
            return
        for item, number, wanted in zip(block.children, given, range(given[0], given[0] + len(given)), strict=True):
            if number != wanted:
                message = f"the list goes on with {number} where {wanted} follows, and a page would show {wanted}"
                yield self.problem(
                    item,
                    f"{item.info}",
                    "list-form",
                    message,
                    f"Write {wanted}, or {number}\\. if the number counts nothing",
                )
                return

    def table(self, block: Block) -> Iterator[Problem]:
        rows = [row for part in block.children for row in part.children]
        width = len(rows[0].children)
        if len(rows) == 1:
            yield self.problem(
                block, "", "table-form", "a table has a head and no rows", "Write the rows below, each between | and |"
            )
        for row in rows:
            line = self.body[self.starts[lines_of(row)[0]] :].split("\n", 1)[0]
            count = len(_CELL.split(line.strip().strip("|") if not line.rstrip().endswith("\\|") else line.strip()))
            if count > width and "`" not in line:
                message = (
                    f"this row has {count} cells, and the table's head has {width}, so that the last would be lost"
                )
                yield self.problem(
                    row, "", "table-form", message, "Give the head as many, or write \\| where the character is meant"
                )
            for cell in row.children:
                yield from self.text(cell)

    def text(self, block: Block) -> Iterator[Problem]:
        """What is left of Markdown in the text of a paragraph, a heading or a cell."""
        if block.type == "heading" and not block.children[0].content.strip():
            yield self.problem(
                block, "", "heading-level", "a heading has no words", "Write some, or take the characters out"
            )
        if block.tag == "h1" and block.markup == "#":
            message = "a heading of the first level stands in the body"
            yield self.problem(block, "", "heading-level", message, "Begin it with ##")
        text = "".join(_shown(block))
        source = block.children[0].content if block.children else ""
        rows = [*_ROW.finditer(source)] if block.type == "paragraph" else []
        if rows or _TAB.search(source):
            yield self.problem(block, "", "table-form", *_TABLE if rows else _TABS)
            return
        if len(_NO_SPACE.findall(source)) > 1:
            message = "a space is missing behind the marks of this list"
            told = self.problem(block, "", "list-form", message, "Write a hyphen or a number, a space, and the words")
            yield replace(told, repair=tuple(self._with_spaces(block)))
            return
        yield from self.left(block, text, source)
        yield from self.links(block)

    def _with_spaces(self, block: Block) -> Iterator[Edit]:
        """The edits that put a space behind each mark of a list that lacks one."""
        start, end = lines_of(block)
        for at, row in enumerate(self.body.split("\n")[start:end], self.document.body_line + start):
            if (mark := _NO_SPACE.match(row.lstrip())) and self.document.indent == 0:
                lead = len(row) - len(row.lstrip()) + mark.end()
                yield Edit(Place(self.document.path, at), row, f"{row[:lead]} {row[lead:]}")

    def left(self, block: Block, text: str, source: str) -> Iterator[Problem]:
        """All that is left of Markdown in a text, each piece of it once."""
        meant = set(re.findall(r"\\(.)", source))
        taken: list[tuple[int, int]] = []
        for left in LEFT:
            for found in left.pattern.finditer(text):
                if len(taken) > _MOST:
                    return
                # A backslash says that the character itself is meant.
                if found[0][0] in meant or any(start < found.end() and found.start() < end for start, end in taken):
                    continue
                taken.append(found.span())
                written = re.split("\0\\w*", found[0])[0]
                yield self.problem(block, written, left.rule, f"{quote(written, 40)} {left.message}", left.fix)

    def links(self, block: Block) -> Iterator[Problem]:
        for part in block.walk():
            target = str(part.attrs.get("href", ""))
            if part.type == "link" and not (RECORD_LINK.fullmatch(target) or WEB_LINK.fullmatch(target)):
                yield self.problem(
                    block, target, "link-form", f"{quote(target)} is not a link that can be kept", _LINK_FIX
                )
            if part.type == "link" and any(child.type == "note" for child in part.walk()):
                yield self.problem(
                    block,
                    "[^",
                    "note-form",
                    "a mark of a note stands within the words of a link",
                    "Put it behind the link",
                )
            if part.type == "link" and sum(len(child.content) for child in part.walk()) > _WORDS:
                yield self.problem(
                    block, "", "link-form", f"the words of a link are longer than {_WORDS} signs", "Link a few of them"
                )


_TABLE = (
    "a row of a table stands here, and no table is read",
    "Write a row of its heads above it, and below that one a row of | --- | --- |, with as many cells",
)
_TABS = (
    "tabs stand between words, as in a table out of another program",
    "Write a table, such as | Year | Books | with | --- | --- | below it, or put commas",
)


def _shown(block: Block) -> Iterator[str]:
    """The text of a block: what stands in code is none, and a link or a note stands for itself."""
    for part in block.children:
        if part.type in ("text", "softbreak", "hardbreak"):
            yield part.content or "\n"
        elif part.type == "link":
            yield _AS_LINK
        elif part.type == "note":
            yield _AS_NOTE
        elif part.type == "code_inline":
            yield "\0"
        else:
            yield from _shown(part)
