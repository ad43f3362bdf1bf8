# A story is Markdown that somebody wrote while a code host showed her what it means. The site's own program means other
# things by the same characters, so a story is read as the host reads it and written anew in characters that both read alike. What
# neither can show is named, with its place, by `check`.

"""The Markdown of stories."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from .direction import by_direction
from .judging import EXTENSIONS, is_words, means_the_same
from .reading import is_plain, tree
from .writing import Kept, address, written

__all__ = [
    "EXTENSIONS",
    "Block",
    "Kept",
    "address",
    "is_plain",
    "is_words",
    "lines_of",
    "means_the_same",
    "normal",
    "tree",
]


Block = SyntaxTreeNode
"""A piece of a story: a paragraph, a list, an item, a word in italics. It knows its kind, its pieces and its lines."""


def lines_of(block: Block) -> tuple[int, int]:
    """The lines of a story on which a block stands: its first, and the one behind its last."""
    while block.parent and not block.map:
        block = block.parent
    return block.map or (0, 0)


def normal(body: str, kept: Kept | None = None) -> str:
    """A story in Markdown that every program reads alike, without those links and notes that do not stay."""
    if kept is None and is_plain(body):
        return body
    parts = []
    for from_the_right, blocks in by_direction(tree(body).children):
        text = written(blocks, kept or Kept())
        parts.append(f'<div dir="rtl" markdown="1">\n\n{text}\n</div>\n' if from_the_right else text)
    return "\n".join(parts)
