# The tree is built from YAML's events and every scalar stays the string that was written, because YAML's own guesses
# (NO is false, 1:30 is ninety, the last of two equal keys wins) are wrong for this material. Building from
# events also needs no recursion, so that a hostile file costs no more than its size.

"""From the text of a front matter to a tree, or to problems."""

from __future__ import annotations

import re

import yaml

from ..problem import Place, Problem, quote
from ..rules import broken
from .hidden import HIDDEN, hidden
from .nodes import Items, Keys, Node, Scalar

MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def tree(front: str, relative: str, offset: int) -> tuple[Keys | None, list[Problem]]:
    """The tree of a front matter, whose first line is line `offset` + 1 of its file, or what keeps it from being one."""
    problems: list[Problem] = []
    try:
        root = _build(front, relative, offset, problems)
    except _Refused as refused:
        return None, [*problems, refused.problem]
    except yaml.YAMLError as error:
        return None, [*problems, _syntax(error, front, relative, offset)]
    if isinstance(root, Keys):
        return root, problems
    place = Place(relative, max(offset, 1))
    fix = "Write `key: value` lines, beginning with `title:`"
    return None, [*problems, broken("no-front-matter", place, "the front matter has no keys", fix)]


def _build(front: str, relative: str, offset: int, problems: list[Problem]) -> Node | None:
    root: Node | None = None
    stack: list[tuple[Items | Keys, list[Scalar]]] = []
    for event in yaml.parse(front, Loader=_LOADER):
        if not isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
            continue
        mark, end = event.start_mark, event.end_mark
        assert mark is not None
        assert end is not None
        place = Place(relative, offset + mark.line + 1, mark.column + 1)
        _refuse(event, place, len(stack))
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(place, event.value, not event.style)
            # Written as an escape, such a character did not show when the text was read.
            if found := HIDDEN.search(event.value.replace("\n", "")):
                problems.append(hidden(place, found[0]))
            if node.plain and (cut := _GLUED.match(front, end.index)):
                problems.append(_cut_short(cut, Place(relative, offset + end.line + 1, end.column + 1)))
        else:
            node = Items(place) if isinstance(event, yaml.SequenceStartEvent) else Keys(place)
        if stack:
            _hang(node, *stack[-1], problems)
        elif root is None:
            root = node
        else:
            raise _Refused(broken("yaml-feature", place, "a second YAML document begins here", "Take it out"))
        if not isinstance(node, Scalar):
            stack.append((node, []))
    return root


_GLUED = re.compile(r"([ \t]+)(#[^\s#!:]\S*)")


def _cut_short(cut: re.Match[str], end: Place) -> Problem:
    """A word such as #MeToo after a value without quotation marks: to YAML a remark begins there, and it would be lost."""
    place = Place(end.path, end.line, end.column + len(cut[1]))
    message = f"{quote(cut[2])} would be lost, since a # after a space begins a remark"
    return broken(
        "lost-word", place, message, "Put the whole value in quotation marks, or a space after # if it is a remark"
    )


def _hang(node: Node, parent: Items | Keys, waiting: list[Scalar], problems: list[Problem]) -> None:
    """Put a node into its parent. In a group of keys every other node is a key, which waits for its value."""
    if isinstance(parent, Items):
        parent.items.append(node)
    elif not waiting:
        if not isinstance(node, Scalar):
            fix = "Write a word, a colon and the value"
            raise _Refused(broken("yaml-syntax", node.place, "a list or a group stands where a key should", fix))
        if node.text in parent.pairs:
            message = f"the key {quote(node.text)} stands here a second time"
            problems.append(broken("duplicate-key", node.place, message, "Keep one of the two"))
        waiting.append(node)
    else:
        key = waiting.pop()
        parent.pairs.setdefault(key.text, (key, node))


def _refuse(event: yaml.NodeEvent, place: Place, depth: int) -> None:
    tag = getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        message, fix = f"{quote(event.anchor)} is an anchor or alias of YAML", "Write the value out, in quotation marks"
        raise _Refused(broken("yaml-feature", place, message, fix))
    if tag not in (None, "!"):
        raise _Refused(broken("yaml-feature", place, f"{quote(tag)} is a tag of YAML", "Take it out"))
    if depth > MAX_DEPTH:
        message = f"the front matter is more than {MAX_DEPTH} levels deep"
        raise _Refused(broken("yaml-depth", place, message, "Check the indentation"))


_PLAIN_WORDS = (
    ("'\\t'", "a tab stands where YAML wants spaces", "Replace it by spaces"),
    ("exceeded maximum nesting", "brackets stand within brackets too often", "Check that each is closed"),
    ("mapping values are not allowed", "a colon and a space stand inside a value", "Put the value in quotation marks"),
    ("could not find expected ':'", "a key has no colon after it", "Write `key: value`"),
    ("expected <block end>", "this line does not line up with those above it", "Indent it as its neighbours are"),
    ("did not find expected key", "this line does not line up with those above it", "Indent it as its neighbours are"),
    ("did not find expected '-'", "this line does not line up with those above it", "Indent it as its neighbours are"),
    ("expected ',' or ']'", "a list in square brackets is not closed", "Add the missing comma or bracket"),
    ("expected ',' or '}'", "a group in curly brackets is not closed", "Add the missing comma or bracket"),
    ("unexpected end of stream", "a quotation mark is opened and never closed", "Close it"),
    (
        "cannot start any token",
        "a value begins with a character that YAML keeps for itself",
        "Put it in quotation marks",
    ),
    ("unknown escape", "a backslash in double quotation marks", "Use single quotation marks"),
    ("expected alphabetic or numeric", "a value begins with & or *", "Put the value in quotation marks"),
    ("alphabetic or numeric character", "a value begins with & or *", "Put the value in quotation marks"),
    ("expected the node content", "a value is missing or begins with a special sign", "Put it in quotation marks"),
    ("document start", "three dots or hyphens end the YAML here", "Take them out"),
)


_OPENED = ("scanning a quoted scalar", "parsing a flow", "scanning a simple key")


def _syntax(error: yaml.YAMLError, front: str, relative: str, offset: int) -> Problem:
    detail = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed")
    began = str(getattr(error, "context", None) or "").removeprefix("while ")
    # What was opened and never closed is mended where it was opened, not where the file ended.
    order = ("context_mark", "problem_mark") if began.startswith(_OPENED) else ("problem_mark", "context_mark")
    mark = getattr(error, order[0], None) or getattr(error, order[1], None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, front.count("\n"))
    place = Place(relative, offset + line + 1, column + 1)
    rows = front.split("\n")
    if "\t" in rows[line][: len(rows[line]) - len(rows[line].lstrip())]:
        detail = "'\\t'"
    if found := _key_before(rows, line, column, detail):
        return broken("yaml-syntax", Place(relative, offset + found[0] + 1, found[1] + 1), *found[2:])
    for sign, message, fix in _PLAIN_WORDS:
        if sign in detail:
            return broken("yaml-syntax", place, message, fix)
    return broken("yaml-syntax", place, f"YAML cannot read this: {detail}", "Compare the line with its neighbours")


def _key_before(rows: list[str], line: int, column: int, detail: str) -> tuple[int, int, str, str] | None:
    """What is wrong where YAML points at the sign after a mistake: where it is, what it is, and how to mend it."""
    if re.search(r":[ \t]+(['\"])[^'\"]*\1$", rows[line][:column]) and rows[line][column:].strip():
        fix = "Use the other kind of quotation mark around the whole value"
        return line, column, "the value goes on after its closing quotation mark", fix
    if "mapping values" not in detail or not re.fullmatch(r"[ \t]*[\w-]+", rows[line][:column]):
        return None
    above = line - 1
    glued = re.match(r"[ \t]*[\w-]+:(?=\S)", rows[above]) if line else None
    if glued:
        return above, glued.end() - 1, "no space stands after this colon", "Write `key: value`, with a space"
    return line, column, "this line does not line up with those above it", "Indent it as its neighbours are"
