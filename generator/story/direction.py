# A passage in Arabic or Hebrew within a story in English has its own direction: its full stops, brackets and bullets stand
# on the other side. Which it is follows from the first letter that has a direction, as browsers say it too.

"""The direction in which a passage is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from markdown_it.tree import SyntaxTreeNode

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def by_direction(blocks: Iterable[SyntaxTreeNode]) -> Iterator[tuple[bool, list[SyntaxTreeNode]]]:
    """The blocks in runs of one direction: whether it is from right to left, and the blocks."""
    for direction, run in groupby(blocks, _is_from_the_right):
        yield direction, list(run)


def _is_from_the_right(block: SyntaxTreeNode) -> bool:
    for part in block.walk():
        for sign in part.content if part.type == "text" else "":
            if (kind := unicodedata.bidirectional(sign)) in ("L", "R", "AL"):
                return kind != "L"
    return False
