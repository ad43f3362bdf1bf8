# Files in, documents out: the front matter as a tree of nodes that know their places, and the body as text.
# The tree is built from YAML's events and every scalar stays the string that was written, because YAML's own guesses
# (NO is false, 1:30 is ninety, the last of two equal keys wins) are wrong for this material. Building from
# events also needs no recursion, so that a hostile file costs no more than its size.

"""Reading the files of a library."""

from __future__ import annotations

import bisect
import codecs
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from .problem import Place, Problem, quote
from .rules import broken

RECORDS = "practices"
LIBRARY = "library"
MAX_BYTES = 500_000
MAX_DEPTH = 20
BOOLEAN_WORDS = re.compile(r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|True|TRUE|False|FALSE")
"""What YAML 1.1 reads as a truth value besides true and false (https://yaml.org/type/bool.html, as parsers do it)."""

_BOUNDARY = YAMLHandler.FM_BOUNDARY
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HIDDEN = re.compile(
    "[\0-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\u2028\u2029\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control characters, the tab apart; overrides of direction, which can make a text read otherwise than it is; signs for tags, in
which a whole text can be hidden; then line ends and signs that YAML refuses. One search for each line: asking for each
sign took a third of the reading. Marks that scripts need, such as U+200C and U+200F, are none of these."""


@dataclass
class Scalar:
    """A single value as it was written; `plain` if it stood without quotation marks."""

    place: Place
    text: str
    plain: bool = True

    def value(self) -> Any:
        """The text, or None for a value left empty."""
        return None if self.plain and self.text in ("", "~", "null") else self.text


@dataclass
class Items:
    """A list."""

    place: Place
    items: list[Node] = field(default_factory=list)

    def value(self) -> list[Any]:
        """The values of the list."""
        return [item.value() for item in self.items]


@dataclass
class Keys:
    """A group of keys, in the order in which they were written. Of two equal ones the first counts."""

    place: Place
    pairs: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)

    def value(self) -> dict[str, Any]:
        """The values by key. Keys left empty are as good as absent."""
        values = {key: node.value() for key, (_, node) in self.pairs.items()}
        return {key: value for key, value in values.items() if value is not None}


Node = Scalar | Items | Keys


@dataclass(frozen=True)
class Document:
    """A file as read. `kind` is its folder, `slug` its stem; `body_line` the line on which the body begins."""

    path: str
    kind: str
    slug: str
    front: Keys
    body: str
    body_line: int

    def place(self, *steps: str | int) -> Place:
        """The place of the value that the steps lead to, or of its nearest ancestor that was written."""
        return self._find(steps)[1]

    def key_place(self, *steps: str | int) -> Place:
        """The place of the key that the steps lead to, or of its nearest ancestor that was written."""
        return self._find(steps)[0]

    def _find(self, steps: tuple[str | int, ...]) -> tuple[Place, Place]:
        node: Node = self.front
        key_place = place = node.place
        for step in steps:
            if isinstance(node, Keys) and step in node.pairs:
                key, node = node.pairs[str(step)]
                key_place = key.place
            elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                key_place = node.place
            else:
                break
            place = node.place
        return key_place, place

    def body_place(self, offset: int) -> Place:
        """The place of a character of the body."""
        line = bisect.bisect_right(self._lines, offset) - 1
        return Place(self.path, self.body_line + line, offset - self._lines[line] + 1)

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line of the body begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.body))]


# Finding files


def read_all(root: Path, kinds: frozenset[str]) -> tuple[list[Document], list[Problem]]:
    """Every document below `root`/practices, in order of path, and what was wrong with the rest.

    `kinds` are the folders that may hold records. Hidden files are passed over; links are not followed.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in _files(root / RECORDS):
        relative = path.relative_to(root).as_posix()
        found = list(_misplaced(path, relative, kinds))
        if found:
            problems += found
            continue
        document, found = read(path, relative)
        problems += found
        if document:
            documents.append(document)
    return documents, problems


def _files(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (Path(base) / name).is_symlink():
                yield Path(base) / name
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(base) / name


def _misplaced(path: Path, relative: str, kinds: frozenset[str]) -> Iterator[Problem]:
    place = Place(relative)
    if path.is_symlink():
        yield broken("link-file", place, "this is a link to another place", "Put the file itself here")
        return
    folders = relative.split("/")[1:-1]
    if relative != f"{RECORDS}/{LIBRARY}.md" and (len(folders) != 1 or folders[0] not in kinds):
        known = ", ".join(sorted(kinds))
        yield broken("wrong-folder", place, "records of no kind lie here", f"Move it into one of practices/: {known}")
    if path.suffix != ".md":
        is_text = path.suffix.lower() in ("", ".txt", ".text", ".markdown", ".mdown", ".md", ".yaml", ".yml")
        fix = (
            "Rename it to end in .md"
            if is_text
            else "Only texts that end in .md lie here: take it out, or copy its text into one"
        )
        yield broken("wrong-ending", place, f"the file ends in {quote(path.suffix)}", fix)
    elif not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        yield broken(
            "bad-file-name",
            place,
            f"the name {quote(path.stem)} cannot be an address",
            f"Rename it with small letters a to z, digits and hyphens, such as {slug_of(path.stem)}.md",
        )
    elif path.stem == "index":
        yield broken("reserved-name", place, "the name index is taken by the list of all", "Choose another name")


def slug_of(title: str) -> str:
    """A slug made of a title: small letters, digits and hyphens. Titles in other scripts give `record`."""
    plain = unicodedata.normalize("NFKD", title.replace("&", " and ")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))) or "record"


# Reading one file


def read(path: Path, relative: str) -> tuple[Document | None, list[Problem]]:
    """The document in one file, or what keeps it from being read."""
    text, problems = read_text(path, relative)
    return parse(text, relative) if text is not None else (None, problems)


def read_text(path: Path, relative: str) -> tuple[str | None, list[Problem]]:
    """The text of a file with plain line ends and without a byte order mark, or what keeps it from being read."""
    place = Place(relative)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return None, [broken("unreadable", place, f"the file cannot be opened ({error.strerror})", "Check its rights")]
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes"
        return None, [broken("too-large", place, message, "Split it, or shorten its body")]
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        place = Place(relative, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message, fix = f"byte 0x{data[error.start]:02x} is not UTF-8", "Save the file as UTF-8 in your editor"
        if data.startswith(_NO_TEXT):
            place, message = Place(relative), "this is a document of an office program, and no plain text"
            fix = "Copy its words into a new file with a plain text editor"
        return None, [broken("wrong-encoding", place, message, fix)]


_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")
"""How files of office programs begin."""


def parse(text: str, relative: str) -> tuple[Document | None, list[Problem]]:
    """The document in a text, or what keeps it from being read. `relative` is its path in the library."""
    problems = list(hidden_characters(text, relative))
    first = _BOUNDARY.match(text)
    second = _BOUNDARY.search(text, first.end()) if first else None
    if problems or first is None or second is None:
        return None, problems or [_no_front_matter(text, relative, opened=first is not None)]
    front, problems = _tree(text[first.end() : second.start()], relative, text.count("\n", 0, first.end()))
    if front is None:
        return None, problems
    body_start = second.end()
    while body_start < len(text) and text[body_start] == "\n":
        body_start += 1
    folders = relative.split("/")
    kind, slug = ("" if len(folders) < 3 else folders[-2]), folders[-1].removesuffix(".md")
    body_line = text.count("\n", 0, body_start) + 1
    return Document(relative, kind, slug, front, text[body_start:].rstrip() + "\n", body_line), problems


def _no_front_matter(text: str, relative: str, *, opened: bool) -> Problem:
    if opened:
        return broken("no-front-matter", Place(relative), "the front matter is not closed", "End it with a line of ---")
    what = "the file does not begin with a line of ---" if text.strip() else "the file is empty"
    return broken(
        "no-front-matter",
        Place(relative),
        what,
        "Begin with a line of ---, then `title:` and the rest, then another ---",
    )


def hidden_characters(text: str, relative: str) -> Iterator[Problem]:
    """Each line of a text in which something stands that nobody can see."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _HIDDEN.search(line):
            yield _hidden(Place(relative, number, found.start() + 1), found[0])


def _hidden(place: Place, mark: str) -> Problem:
    message = f"a character that cannot be seen stands here (U+{ord(mark):04X})"
    return broken("hidden-character", place, message, "Take it out; retype the word if need be")


# YAML


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _tree(front: str, relative: str, offset: int) -> tuple[Keys | None, list[Problem]]:
    problems: list[Problem] = []
    try:
        root = _build(yaml.parse(front, Loader=_LOADER), relative, offset, problems)
    except _Refused as refused:
        return None, [*problems, refused.problem]
    except yaml.YAMLError as error:
        return None, [*problems, _syntax(error, front, relative, offset)]
    if isinstance(root, Keys):
        return root, problems
    place = Place(relative, offset + 1)
    fix = "Write `key: value` lines, beginning with `title:`"
    return None, [*problems, broken("no-front-matter", place, "the front matter has no keys", fix)]


def _build(events: Iterator[yaml.Event], relative: str, offset: int, problems: list[Problem]) -> Node | None:
    root: Node | None = None
    stack: list[tuple[Items | Keys, list[Scalar]]] = []
    for event in events:
        if not isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
            continue
        mark = event.start_mark
        assert mark is not None
        place = Place(relative, offset + mark.line + 1, mark.column + 1)
        _refuse(event, place, len(stack))
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(place, event.value, not event.style)
            # Written as an escape, such a character did not show when the text was read.
            if found := _HIDDEN.search(event.value.replace("\n", "")):
                problems.append(_hidden(place, found[0]))
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
