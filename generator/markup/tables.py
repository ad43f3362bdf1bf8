# Tables as templates and stories write them: every row begins and ends with a bar.

"""Tables of Markdown into HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

from .attributes import of_words
from .not_mine import NotMine

_BARS = re.compile(r"(?:\\.|[^\\|])*+")
_RULE = re.compile(r":?-+:?\Z")
_ALIGNED = {(True, True): "center", (True, False): "left", (False, True): "right", (False, False): ""}


def is_table(block: str) -> bool:
    """Whether Python-Markdown might take a block for a table: its second line is a rule."""
    return "\n" in block and not block.split("\n", 2)[1].strip("|:- ")


def table(block: str, words: Callable[[str], str]) -> str:
    """A table; `words` makes HTML of a cell."""
    if not is_table(block):
        raise NotMine("a bar at the start of a line")
    head, rule, *rows = (_cells(line) for line in block.split("\n"))
    if len(rule) != len(head) or not rows or not all(_RULE.match(sign) for sign in rule):
        raise NotMine("a table in another form")
    signs = (_ALIGNED[sign.startswith(":"), sign.endswith(":")] for sign in rule)
    styles = [f' style="text-align: {sign};"' if sign else "" for sign in signs]
    body = "".join(_row("td", cells, styles, words) for cells in rows)
    return f"<table>\n<thead>\n{_row('th', head, styles, words)}</thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def _row(tag: str, cells: list[str], styles: list[str], words: Callable[[str], str]) -> str:
    padded = (*cells, *("" for _ in range(len(styles) - len(cells))))
    made = (f"<{tag}{style}>{words(cell)}</{tag}>\n" for cell, style in zip(padded, styles, strict=False))
    return f"<tr>\n{''.join(made)}</tr>\n"


def _cells(line: str) -> list[str]:
    """The cells of a row."""
    line = line.strip(" ")
    if line[:1] != "|" or line[-1:] != "|" or len(line) < 2:
        raise NotMine("a row without bars around it")
    cells = []
    at = 1
    while at < len(line):
        found = _BARS.match(line, at)
        end = found.end() if found else at
        if line[end : end + 1] != "|":
            raise NotMine("a row whose last bar is escaped")
        cells.append(_checked(line[at:end].strip(" ")))
        at = end + 1
    return cells


def _checked(cell: str) -> str:
    """A cell that no code reaches out of, and that has no attributes."""
    if "`" in cell and ("``" in cell or "\\`" in cell or cell.count("`") % 2):
        raise NotMine("code in a table, in another form")
    if of_words(cell)[1]:
        raise NotMine("a cell with attributes")
    return cell
