# Two programs read a story: the code host's, which showed it to its writer, and the site's. This module asks both what a
# block is made of and compares. Where they differ, nobody can say what a reader would see, and the block is refused.

"""Whether a block means the same on the site as on a code host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser

import markdown
from markdown_it.tree import SyntaxTreeNode

from .writing import Kept, address, written

EXTENSIONS = ("attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "tables", "fenced_code")
"""Those of mkdocs.yml, and the one that the host adds, which bear on what a block is made of."""

_SHOWN = {
    "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "hardbreak": "br", "code_inline": "code",
    **{name: name for name in ("blockquote", "table", "tr", "th", "td", "dl", "dt", "dd", "em", "strong", "hr")},
}  # fmt: skip
_TAGS = {*_SHOWN.values(), *(f"h{level}" for level in range(1, 7)), "a", "img", "pre"}
_WORDS = frozenset(("inline", "text", "softbreak", "note"))


def is_words(node: SyntaxTreeNode) -> bool:
    """Whether a paragraph or heading holds nothing but words and notes, which no program can read otherwise."""
    return node.type in ("paragraph", "heading") and all(
        child.type in _WORDS and "\\" not in child.content for child in node.walk(include_self=False)
    )


def means_the_same(node: SyntaxTreeNode) -> bool:
    """Whether the site's program makes of a block, as it is written anew, what the code host makes of it."""
    text = written([node], Kept(note=lambda key: f"(note {key})"))
    shown = _Shown()
    shown.feed(_converter().reset().convert(text))
    return _joined(_parts(node)) == _joined(shown.parts)


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=list(EXTENSIONS))


_GAP = "\0gap"
"""Where one piece of text ends and another begins: paragraphs, of which a tight list has none."""


def _parts(node: SyntaxTreeNode) -> Iterator[str]:
    """What a block is made of: what opens and closes, and the text between."""
    name = node.tag if node.type == "heading" else _SHOWN.get(node.type, "")
    if node.type == "ordered_list":
        name = f"ol {node.attrs.get('start', 1)}"
    if node.type == "link":
        name = f"a {address(str(node.attrs.get('href', '')))}"
    if node.type in ("paragraph", "fence"):
        yield _GAP
    if name:
        yield f"\0<{name}"
    match node.type:
        case "note":
            yield f"(note {node.content})"
        case "softbreak":
            yield " "
        case _ if not node.children and node.type not in ("hr", "hardbreak"):
            yield node.content
    for child in node.children:
        yield from _parts(child)
    if name and name not in _EMPTY:
        yield f"\0/{name.split()[0]}"
    if node.type in ("paragraph", "fence"):
        yield _GAP


_EMPTY = ("hr", "br")


class _Shown(HTMLParser):
    """The same of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = {"ol": f"ol {found.get('start') or 1}", "a": f"a {found.get('href')}"}.get(tag, tag)
        self.parts.append(f"\0<{name}" if tag in _TAGS else _GAP)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            self.parts.append(f"\0/{tag}" if tag in _TAGS else _GAP)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _joined(parts: Iterable[str]) -> list[str]:
    """The parts with texts that follow each other as one, and lists and quotations of one kind that do as one too."""
    found: list[str] = []
    text = ""
    for part in (*parts, _GAP):
        if not part.startswith("\0"):
            text += part
            continue
        if words := " ".join(text.split()):
            found.append(words)
        text = ""
        if found and (found[-1], part) in (("\0/ul", "\0<ul"), ("\0/blockquote", "\0<blockquote")):
            found.pop()
        elif part != _GAP:
            found.append(part)
        if found[-2:] in (["\0<strong", "\0<em"], ["\0/em", "\0/strong"]):
            found[-2:] = found[:-3:-1]  # which of the two stands within the other, nobody sees
    return found
