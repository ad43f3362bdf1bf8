# Markdown as every program reads it: headings, lists, emphasis, links, pipe tables and notes, and nothing of the host's dialect. It is made of the
# built page and not of the tree, whose pages hold HTML, attribute lists and what scripts look for.

"""An article as portable Markdown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from ..story.writing import code_span
from . import Article, classes_of, text_of

_MARK = re.compile(r"([\\`*\[\]<])|(?<!\w)_|_(?!\w)")
_START = re.compile(r"^(?:([#>~])|([-+])(?= )|(\d+)([.)])(?= ))")
_ROOM = re.compile(r"[ \t\n\r]+")
_BLOCKS = frozenset(
    ["div", "section", "p", "ul", "ol", "dl", "table", "pre", "blockquote", "figure", "hr", "nav", "svg", "img"]
)
_HEADINGS = {f"h{depth}": "#" * depth for depth in range(1, 7)}
_BLOCKS |= _HEADINGS.keys()
WIDE = "hg-claims"
"""The class of tables that are told row by row, since their cells are whole sentences."""


def as_markdown(article: Article, to: Callable[[str], str]) -> str:
    """An article as Markdown. `to` says where a link to an address from the root of the site leads; a word alone where it says nothing."""
    writing = _Writing(article, to)
    return "\n\n".join(filter(None, writing.blocks(article.body))) + "\n"


def relative(to: str, address: str) -> str:
    """The way from one page to another, both from the root of the site."""
    return posixpath.relpath(to, posixpath.dirname(address) or ".")


class _Writing:
    def __init__(self, article: Article, to: Callable[[str], str]) -> None:
        self._article, self._to = article, to
        self._numbers = {name: number for number, name in enumerate(article.notes, 1)}

    def blocks(self, of: Element) -> Iterator[str]:
        """What an element holds, block by block; text that stands between blocks is one."""
        inline: list[str] = [_escaped(of.text)]
        for child in of:
            if child.tag in _BLOCKS:
                yield _tidy("".join(inline))
                inline = []
                yield from self._block(child)
            else:
                inline.append(self._inline(child))
            inline.append(_escaped(child.tail))
        yield _tidy("".join(inline))

    def _block(self, of: Element) -> Iterator[str]:
        if of.tag in _HEADINGS:
            yield f"{_HEADINGS[of.tag]} {self._line(of)}"
        elif of.tag in ("ul", "ol"):
            yield self._list(of)
        elif of.tag == "dl":
            yield self._facts(of)
        elif of.tag == "table":
            yield self._claims(of) if WIDE in classes_of(of) else self._table(of)
        elif of.tag == "pre":
            yield _fenced("".join(of.itertext()).strip("\n"))
        elif of.tag == "blockquote":
            yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(filter(None, self.blocks(of))).split("\n"))
        elif of.tag == "svg":
            yield _drawn(of)
        elif of.tag == "img":
            yield f"![{_escaped(of.get('alt'))}]({relative(of.get('src', ''), self._article.address)})"
        elif "footnote" in classes_of(of):
            yield from self._notes(of)
        elif of.tag != "hr":
            yield from self.blocks(of)

    def _list(self, of: Element) -> str:
        lines = []
        for number, item in enumerate((one for one in of if one.tag == "li"), int(of.get("start") or 1)):
            sign = f"{number}. " if of.tag == "ol" else "- "
            lines.append(_hung(sign, "\n\n".join(filter(None, self.blocks(item)))))
        return "\n".join(lines)

    def _facts(self, of: Element) -> str:
        """A list of terms: each once, with what is said of it."""
        told: list[tuple[str, list[str]]] = []
        for one in of:
            if one.tag == "dt":
                told.append((self._line(one), []))
            elif told:
                told[-1][1].append(" ".join(filter(None, self.blocks(one))).rstrip(" ;"))
        return "\n".join(f"- **{term}:** {'; '.join(said)}" for term, said in told)

    def _claims(self, of: Element) -> str:
        """A wide table: a point for each row, and below it what the columns say of it."""
        heads = [self._line(one) for one in of.iterfind("thead/tr/th")]
        lines = []
        for row in of.iterfind("tbody/tr"):
            said, *facts = [self._line(cell) for cell in row]
            lines.append(_hung("- ", said))
            lines += [f"  - {head}: {fact}" for head, fact in zip(heads[1:], facts, strict=False) if fact]
        return "\n".join(lines)

    def _table(self, of: Element) -> str:
        rows = [[self._line(cell).replace("|", "\\|") for cell in row] for row in of.iter("tr")]
        if not rows:
            return ""
        wide = max(map(len, rows))
        lines = [f"| {' | '.join([*row, *[''] * (wide - len(row))])} |" for row in rows]
        return "\n".join([lines[0], f"|{' --- |' * wide}", *lines[1:]])

    def _notes(self, of: Element) -> Iterator[str]:
        for note in of.iter("li"):
            if number := self._numbers.get(note.get("id", "")):
                yield f"[^{number}]: {' '.join(filter(None, self.blocks(note)))}"

    def _line(self, of: Element) -> str:
        """All that an element holds, in one line."""
        return _tidy(" ".join(filter(None, self.blocks(of))).replace("\n", " "))

    def _inline(self, of: Element) -> str:
        if of.tag == "a":
            return self._link(of)
        if of.tag == "br":
            return " "
        if of.tag == "code":
            return code_span(text_of(of))
        if "hg-studied" in classes_of(of):
            return f"{_escaped(of.text)}{''.join(self._piece(child) for child in of)};"
        within = _escaped(of.text) + "".join(self._piece(child) for child in of)
        sign = {"strong": "**", "b": "**", "em": "*", "i": "*"}.get(of.tag, "")
        inner = within.strip()
        return f"{sign}{inner}{sign}{' ' if within[-1:].isspace() else ''}" if sign and inner else within

    def _piece(self, child: Element) -> str:
        inner = " ".join(filter(None, self._block(child))) if child.tag in _BLOCKS else self._inline(child)
        return inner + _escaped(child.tail)

    def _link(self, of: Element) -> str:
        kind, href = of.get("data-link"), of.get("href", "")
        if kind == "note":
            return f"[^{self._numbers[href[1:]]}]" if href[1:] in self._numbers else ""
        if kind == "back":
            return ""
        words = _tidy(_escaped(of.text) + "".join(self._piece(child) for child in of))
        where = href if kind == "outside" else self._to(href) if kind == "inside" else ""
        return (
            f"[{words}](<{where}>)"
            if where and re.search(r"[\s()]", where)
            else f"[{words}]({where})"
            if where
            else words
        )


def _escaped(text: str | None) -> str:
    return _MARK.sub(lambda sign: f"\\{sign[0]}", _ROOM.sub(" ", text)) if text else ""


def _tidy(text: str) -> str:
    text = re.sub(r" {2,}", " ", text).strip()
    return _START.sub(lambda found: f"{found[3]}\\{found[4]}" if found[3] else f"\\{found[0]}", text)


def _fenced(text: str) -> str:
    """A block of code, whatever rows of backticks it holds (CommonMark, section 4.5)."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
    return f"{fence}\n{text}\n{fence}"


def _hung(sign: str, text: str) -> str:
    """A point of a list; what follows its first line stands below its text."""
    return sign + text.replace("\n", f"\n{' ' * len(sign)}").replace(f"\n{' ' * len(sign)}\n", "\n\n")


def _drawn(of: Element) -> str:
    """A drawing in words: its title, and what it says of itself."""
    if of.get("aria-hidden"):
        return ""
    told = [text_of(one) for one in of if one.tag in ("title", "desc")]
    return f"*{_escaped(' '.join(told))}*" if told else ""
