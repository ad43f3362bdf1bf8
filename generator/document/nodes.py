# The front matter is a tree whose nodes know their places, and every scalar stays the string that was written: what it
# means is decided by the field in which it stands, later, and can then be refused with the place.

"""A file as read: its front matter as a tree, its body as text."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..problem import Place


@dataclass(slots=True)
class Scalar:
    """A single value as it was written; `plain` if it stood without quotation marks."""

    place: Place
    text: str
    plain: bool = True

    def value(self) -> Any:
        """The text, or None for a value left empty."""
        return None if self.plain and self.text in ("", "~", "null") else self.text


@dataclass(slots=True)
class Items:
    """A list."""

    place: Place
    items: list[Node] = field(default_factory=list)

    def value(self) -> list[Any]:
        """The values of the list."""
        return [item.value() for item in self.items]


@dataclass(slots=True)
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
    """A file as read. `kind` is its folder, `slug` its stem; `body_line` the line on which the body begins.

    `indent` says how many characters stand before each line of the file; they are left out of everything here.
    """

    path: str
    kind: str
    slug: str
    front: Keys
    body: str
    body_line: int
    indent: int = 0
    content: bytes = field(default=b"", init=False, compare=False, repr=False)
    """What stands for the text that it was read from, and its path; of one that was made of another, nothing."""

    @property
    def names(self) -> Collection[str]:
        """The keys of its front matter."""
        return self.front.pairs.keys()

    def place(self, *steps: str | int) -> Place:
        """The place of the value that the steps lead to, or of its nearest ancestor that was written."""
        return self._find(steps)[1]

    def key_place(self, *steps: str | int) -> Place:
        """The place of the key that the steps lead to, or of its nearest ancestor that was written."""
        return self._find(steps)[0]

    def node(self, *steps: str | int) -> Node | None:
        """What the steps lead to, if it was written."""
        node: Node = self.front
        for step in steps:
            if isinstance(node, Keys) and step in node.pairs:
                node = node.pairs[str(step)][1]
            elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node

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
        return Place(self.path, self.body_line + line, offset - self._lines[line] + 1 + self.indent)

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line of the body begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.body))]


class Remembered(Document):
    """A document that an earlier run has read. Its front matter, for which few then ask, is read again when somebody does."""

    @classmethod
    def of(cls, known: Mapping[str, Any], again: Callable[[], Keys]) -> Document:
        """The document of which `known` is what `apart` gave, and whose front matter `again` reads."""
        found = cls.__new__(cls)
        found.__dict__.update(known, again=again)
        return found

    @cached_property
    def front(self) -> Keys:
        """Its front matter."""
        again: Callable[[], Keys] = self.__dict__["again"]
        return again()

    @property
    def names(self) -> Collection[str]:
        """The keys of its front matter."""
        known: Collection[str] | None = self.__dict__.get("_names")
        return super().names if known is None else known


def apart(document: Document) -> Mapping[str, Any]:
    """What the next run needs to know of a document, without its front matter."""
    kept = ("path", "kind", "slug", "body", "body_line", "indent", "content")
    return {**{name: getattr(document, name) for name in kept}, "_names": tuple(document.names)}
