# The blocks of a story, written so that the site's Markdown program reads in them what the code host did: lists within
# lists are indented by four, lists and tables have an empty line above them, breaks are two spaces, numbers that are no
# list are escaped, and no character of the text can be taken for a mark.

"""From the blocks of a story to Markdown that every program reads alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

_SPECIAL = re.compile(r"[\\`*_{}\[\]|]")
_UNSAFE = re.compile(r"[\s()<>\\\"]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_AT_START = re.compile(r"(\d+)([.)])|([-+#])|([=:~>])|([ \t\xa0]+)")


@dataclass(frozen=True)
class Kept:
    """What of a story's links and notes stays: whether a link to a target does, and what is written for a note's key."""

    link: Callable[[str], bool] = lambda target: True
    note: Callable[[str], str] = lambda key: f"[^{key}]"


def written(blocks: Sequence[SyntaxTreeNode], kept: Kept) -> str:
    """The Markdown of blocks."""
    return "\n".join(_blocks(blocks, kept)) + "\n"


def address(target: str) -> str:
    """The target of a link, without characters that could end it."""
    return _UNSAFE.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), target)


def _blocks(nodes: Sequence[SyntaxTreeNode], kept: Kept, *, tight: bool = False) -> list[str]:
    lines: list[str] = []
    for node in nodes:
        own = _block(node, kept)
        if lines and own and not (tight and node.type in ("bullet_list", "ordered_list")):
            lines.append("")
        lines += own
    return lines


def _block(node: SyntaxTreeNode, kept: Kept) -> list[str]:
    make = _MADE_BY.get(node.type)
    if make:
        return make(node, kept)
    if node.type == "hr":
        return ["---"]
    # Program code, which a story has none of.
    texts = (_guarded(_escaped(text.strip())) for text in node.content.split("\n"))
    return [text for text in texts if text]


def _heading(node: SyntaxTreeNode, kept: Kept) -> list[str]:
    text = " ".join(_inline(node.children, kept).split("\n")).replace("#", "\\#")
    return [f"{'#' * int(node.tag[1])} {text}"]


def _quotation(node: SyntaxTreeNode, kept: Kept) -> list[str]:
    return [f"> {line}" if line else ">" for line in _blocks(node.children, kept)]


def _definitions(node: SyntaxTreeNode, kept: Kept) -> list[str]:
    return [line for part in node.children for line in _part(part, kept)][1:]


def _paragraph(node: SyntaxTreeNode, kept: Kept) -> list[str]:
    return _guarded(_inline(node.children, kept)).split("\n")


def _part(node: SyntaxTreeNode, kept: Kept) -> list[str]:
    """A term, or its definition."""
    if node.type == "dt":
        return ["", *_paragraph(node, kept)]
    first, *rest = _blocks(node.children, kept) or [""]
    return [f":   {first}", *(f"    {line}" if line else "" for line in rest)]


def _list(node: SyntaxTreeNode, kept: Kept) -> list[str]:
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    tight = all(part.hidden for item in node.children for part in item.children if part.type == "paragraph")
    contents = [_blocks(item.children, kept, tight=tight) or [""] for item in node.children]
    # An empty line within one item would part it from the next, unless all are parted.
    apart = not tight or any("" in content[1:] for content in contents)
    lines: list[str] = []
    for at, (item, content) in enumerate(zip(node.children, contents, strict=True)):
        if lines and apart:
            lines.append("")
        first = _first_lines(item, kept)
        lines.append(("- " if start is None else f"{start + at}. ") + content[0])
        lines += [_indented(line, 2 if row < first else 4) for row, line in enumerate(content[1:], 1)]
    return lines


def _first_lines(item: SyntaxTreeNode, kept: Kept) -> int:
    """How many lines the first paragraph of an item has."""
    parts = item.children
    return len(_block(parts[0], kept)) if parts and parts[0].type == "paragraph" else 0


def _indented(line: str, width: int) -> str:
    return " " * width + line if line else ""


def _table(node: SyntaxTreeNode, kept: Kept) -> list[str]:
    rows = [row for part in node.children for row in part.children]
    signs = {"text-align:left": ":---", "text-align:center": ":---:", "text-align:right": "---:"}
    rule = [signs.get(str(cell.attrs.get("style", "")), "---") for cell in rows[0].children]
    head, *body = ([_cell(cell, kept) for cell in row.children] for row in rows)
    return [f"| {' | '.join(cells)} |" for cells in (head, rule, *body)]


def _cell(cell: SyntaxTreeNode, kept: Kept) -> str:
    return " ".join(_inline(cell.children, kept).split())


# Within a block


def _inline(nodes: Sequence[SyntaxTreeNode], kept: Kept) -> str:
    return "".join(_pieces(nodes, kept))


def _pieces(nodes: Sequence[SyntaxTreeNode], kept: Kept) -> Iterator[str]:
    for at, node in enumerate(nodes):
        match node.type:
            case "inline":
                yield _inline(node.children, kept)
            case "text":
                following = nodes[at + 1].type if at + 1 < len(nodes) else ""
                text = _escaped(node.content)
                yield text[:-1] + "\\!" if text.endswith("!") and following in ("link", "note") else text
            case "softbreak":
                yield "\n"
            case "hardbreak":
                yield "  \n"
            case "em" | "strong":
                sign = "*" if node.type == "em" else "**"
                yield f"{sign}{_inline(node.children, kept)}{sign}"
            case "code_inline":
                yield code_span(node.content)
            case "note":
                yield kept.note(node.content)
            case "link":
                yield _link(node, kept)
            case _:
                yield _escaped(node.content)


def _link(node: SyntaxTreeNode, kept: Kept) -> str:
    target, words = str(node.attrs.get("href", "")), _inline(node.children, kept)
    if not kept.link(target):
        return words
    if node.info == "auto" and node.children[0].content == target == address(target):
        return f"<{address(target)}>"
    title = str(node.attrs.get("title", "")).replace("&", "&amp;").replace('"', "&quot;")
    return f"[{words}]({address(target)}" + (f' "{" ".join(title.split())}")' if title else ")")


def code_span(content: str) -> str:
    """A text as code within a line, whatever backticks it holds (CommonMark, section 6.1)."""
    ticks = "`" * (max((len(run) for run in re.findall("`+", content)), default=0) + 1)
    space = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{ticks}{space}{content}{space}{ticks}"


def _escaped(text: str) -> str:
    text = _SPECIAL.sub(lambda sign: "\\" + sign[0], text)
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", text))


def _guarded(text: str) -> str:
    """The lines of a paragraph, none of which begins as another kind of block does."""
    return "\n".join(
        _AT_START.sub(_guard, line.lstrip(" \t"), count=1) if line[:1] not in ("*", "[", "`", "<") else line
        for line in text.split("\n")
    )


def _guard(found: re.Match[str]) -> str:
    if found.start() > 0:
        return found[0]
    if found[1]:
        return f"{found[1]}\\{found[2]}"
    if found[3]:
        return f"\\{found[3]}"
    return f"&#{ord(found[4])};" if found[4] else found[0].replace("\xa0", "&nbsp;")


_MADE_BY = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": _quotation,
    "table": _table,
    "dl": _definitions,
}
