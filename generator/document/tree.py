# The tree is built from YAML's events and every scalar stays the string that was written, because YAML's own guesses
# (NO is false, 1:30 is ninety, the last of two equal keys wins) are wrong for this material. Building from
# events also needs no recursion, so that a hostile file costs no more than its size.

"""From the text of a front matter to a tree, or to problems."""

from __future__ import annotations

import re
import sys
from functools import partial

import yaml

from ..problem import Place, Problem, quote
from ..rules import broken
from .hidden import HIDDEN, hidden
from .mending import Rows, Stopped, read_mending
from .nodes import Items, Keys, Node, Scalar

MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def tree(front: str, relative: str, offset: int, *, own: bool = True) -> tuple[Keys | None, list[Problem]]:
    """The tree of a front matter, whose first line is line `offset` + 1 of its file, and what is wrong with it.

    A front matter with mistakes gives both where they could be mended. Of YAML that is not our `own`, such as the host's
    settings, tags and anchors are passed over.
    """
    read, problems = read_mending(front, relative, offset, partial(_build, own=own))
    if read is None:
        return None, problems
    root, found = read
    problems += found
    if isinstance(root, Keys):
        return root, problems
    if not problems:
        fix = "Write `key: value` lines, beginning with `title:`"
        place = Place(relative, max(offset, 1))
        problems.append(broken("no-front-matter", place, "the front matter has no keys", fix))
    return None, problems


def _build(rows: Rows, *, own: bool) -> tuple[Node | None, list[Problem]]:
    root: Node | None = None
    problems: list[Problem] = []
    stack: list[tuple[Items | Keys, list[Scalar]]] = []
    front = "\n".join(rows.read)
    for event in yaml.parse(front, Loader=_LOADER):
        if not isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
            continue
        mark, end = event.start_mark, event.end_mark
        assert mark is not None
        assert end is not None
        place = rows.place(mark.line, mark.column)
        _refuse(event, len(stack), own=own)
        node: Node
        if isinstance(event, yaml.AliasEvent):
            node = Scalar(place, "")
        elif isinstance(event, yaml.ScalarEvent):
            node = Scalar(place, event.value, not event.style)
            # Written as an escape, such a character did not show when the text was read.
            if found := HIDDEN.search(event.value.replace("\n", "")):
                problems.append(hidden(place, found[0]))
            if own and node.plain and (cut := _GLUED.match(front, end.index)):
                problems.append(_cut_short(cut, rows.place(end.line, end.column + len(cut[1]))))
        else:
            node = Items(place) if isinstance(event, yaml.SequenceStartEvent) else Keys(place)
        if stack:
            _hang(node, *stack[-1], problems, (mark.line, mark.column))
        elif root is None:
            root = node
        else:
            raise Stopped(mark.line, mark.column, "yaml-feature", "a second YAML document begins here", "Take it out")
        if not isinstance(node, Scalar):
            stack.append((node, []))
    return root, problems


_GLUED = re.compile(r"([ \t]+)(#[^\s#!:]\S*)")


def _cut_short(cut: re.Match[str], place: Place) -> Problem:
    """A word such as #MeToo after a value without quotation marks: to YAML a remark begins there, and it would be lost."""
    message = f"{quote(cut[2])} would be lost, since a # after a space begins a remark"
    return broken(
        "lost-word", place, message, "Put the whole value in quotation marks, or a space after # if it is a remark"
    )


def _hang(
    node: Node, parent: Items | Keys, waiting: list[Scalar], problems: list[Problem], at: tuple[int, int]
) -> None:
    """Put a node into its parent. In a group of keys every other node is a key, which waits for its value."""
    if isinstance(parent, Items):
        parent.items.append(node)
    elif not waiting:
        if not isinstance(node, Scalar):
            fix = "Write a word, a colon and the value"
            message = "a list or a group stands where a key should"
            raise Stopped(*at, "yaml-syntax", message, fix)
        if node.text in parent.pairs:
            message = f"the key {quote(node.text)} stands here a second time"
            problems.append(broken("duplicate-key", node.place, message, _one_of_two(parent.pairs[node.text][1])))
        node.text = sys.intern(node.text)  # since all records have the same keys
        waiting.append(node)
    else:
        key = waiting.pop()
        parent.pairs.setdefault(key.text, (key, node))


def _one_of_two(first: Node) -> str:
    """What to write where a key stands twice, by what stands below the first."""
    several = ". If several may stand here, write them below one key, each behind a hyphen and a space"
    return "Keep one of the two" + (several if isinstance(first, Keys) else "")


def _refuse(event: yaml.NodeEvent, depth: int, *, own: bool) -> None:
    tag, mark = getattr(event, "tag", None), event.start_mark
    assert mark is not None
    if own and (isinstance(event, yaml.AliasEvent) or event.anchor):
        message, fix = f"{quote(event.anchor)} is an anchor or alias of YAML", "Write the value out, in quotation marks"
        raise Stopped(mark.line, mark.column, "yaml-feature", message, fix)
    if own and tag not in (None, "!"):
        raise Stopped(mark.line, mark.column, "yaml-feature", f"{quote(tag)} is a tag of YAML", "Take it out")
    if depth > MAX_DEPTH:
        message = f"the front matter is more than {MAX_DEPTH} levels deep"
        raise Stopped(mark.line, mark.column, "yaml-depth", message, "Check the indentation", fatal=True)
