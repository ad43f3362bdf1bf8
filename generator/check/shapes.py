# The commonest mistakes of somebody who does not know YAML are of shape: a sentence where an item with keys belongs, one
# value where a list does. They are looked for before the models are, told once each with her own words in what to
# write instead, and read as they were meant, so that the models and the references see the rest.

"""Front matter as it was meant, and what is wrong with its shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..document import Document, Items, Keys, Node, Scalar, in_quotes
from ..problem import Edit, Place, Problem, quote
from ..rules import broken
from ..schema import Ref, Strict
from ..schema.fields import Field, fields_of, is_map, is_text
from .keys import misnamed
from .lookalikes import plain

_NOT_KNOWN = re.compile(r"(?:not (?:known|recorded|applicable)|unknown|none|n\.?/?a\.?|tbc|tbd|\?+|-+)", re.IGNORECASE)
_SLUGS = re.compile(r"[a-z0-9-]+(?: [a-z0-9-]+)+")
_LONGEST = 200
"""A sentence of more characters than this is cut in a message."""


@dataclass(frozen=True)
class Listed:
    """A text that stands in the place of a list: where, of which field, and what it was read as.

    `plain` if it stands there without quotation marks.
    """

    place: Place
    name: str
    text: str
    parts: tuple[Ref, ...] = ()
    plain: bool = False

    def problem(self, parts: Sequence[str], *, known: bool = False) -> Problem:
        """What is wrong with it; `parts` are what to write, and may be `known` to be there."""
        listed = ", ".join(part if re.fullmatch(r"[\w.-]+", part) else in_quotes(part) for part in parts)
        message = f"`{self.name}`: a list belongs here, and this is {quote(self.text)}"
        is_sure = self.plain and (known or [self.text] == [*parts])
        repair = (Edit(self.place, self.text, f"[{listed}]"),) if is_sure else ()
        return broken("wrong-type", self.place, message, f"Write `{self.name}: [{listed}]`", repair)


@dataclass
class Meant:
    """A document as it was meant, what was wrong with it, and whether something had to be left out.

    It is not `is_as_written` also where nothing is wrong, and an only item stands without its hyphen, as it may.
    `listed` are texts in the place of lists of references; what to write there is known only to the whole library.
    """

    document: Document
    problems: list[Problem] = field(default_factory=list)
    is_whole: bool = True
    is_as_written: bool = True
    listed: list[Listed] = field(default_factory=list)


def as_meant(document: Document, model: type[Strict]) -> Meant:
    """The document with its shapes set right, and what was wrong with them."""
    reader = _Reader(document)
    front = reader.group(document.front, model)
    if reader.meant.is_as_written and not reader.meant.problems and not reader.meant.listed:
        return reader.meant
    reader.meant.document = replace(document, front=front)
    return reader.meant


class _Reader:
    def __init__(self, document: Document) -> None:
        self.meant = Meant(document)

    def _say(self, rule: str, place: Place, message: str, fix: str) -> None:
        self.meant.problems.append(broken(rule, place, message, fix))

    def group(self, keys: Keys, model: type[Strict]) -> Keys:
        """The keys of one group."""
        fields = {one.name: one for one in fields_of(model)}
        pairs: dict[str, tuple[Scalar, Node]] = {}
        wrong = misnamed(keys, model)
        self.meant.problems += [problem for _, problem in wrong.values()]
        for name, (key, node) in keys.pairs.items():
            found = plain(key, "key")
            if found and found.text in fields:
                self.meant.problems.append(found.problem)
            called = found.text if found and found.text in fields else wrong[name][0] if name in wrong else name
            read: Node | None = self._field(called, node, fields[called], model) if called in fields else node
            if read is None:
                self.meant.is_whole = False
            else:
                pairs.setdefault(called, (key, read))
        return Keys(keys.place, pairs)

    def _field(self, name: str, node: Node, one: Field, owner: type[Strict]) -> Node | None:
        if isinstance(node, Scalar) and node.value() is None:
            return node
        if one.model is None:
            own_words = is_text(owner, name)
            if one.many:
                return self._values(name, node, one, is_text=own_words)
            return self._value(name, node, is_text=own_words)
        if is_map(owner, name):
            return self._named_groups(name, node, one.model)
        if one.alone and not isinstance(node, Items):
            only = self._one_group(name, node, one.model)
            self.meant.is_as_written = False
            return only and Items(node.place, [only])
        return self._groups(name, node, one.model) if one.many else self._one_group(name, node, one.model)

    # Values without keys of their own

    def _value(self, name: str, node: Node, *, is_text: bool) -> Node | None:
        if isinstance(node, Items) and len(node.items) == 1 and isinstance(node.items[0], Scalar):
            only = node.items[0]
            message = f"`{name}`: one value belongs here, and this is a list"
            self._say("wrong-type", node.place, message, f"Write `{name}: {only.text}`")
            node = only
        if isinstance(node, Scalar) and not is_text and (found := plain(node)):
            self.meant.problems.append(found.problem)
            return replace(node, text=found.text)
        return node

    def _values(self, name: str, node: Node, one: Field, *, is_text: bool) -> Node | None:
        if isinstance(node, Scalar) and one.ref is not None and _NOT_KNOWN.fullmatch(node.text):
            message = f"`{name}`: a list belongs here, and this is {quote(node.text)}"
            self._say("wrong-type", node.place, message, "Leave the line out where it is not known")
            return Items(node.place, [])
        if isinstance(node, Scalar):
            is_list = one.ref is not None or one.choices
            parts = [part.strip(" \"'.") for part in re.split(r"[;,\n]", node.text)] if is_list else [node.text]
            parts = [part for part in parts if part]
            if is_list and len(parts) == 1 and _SLUGS.fullmatch(parts[0]) and "-" in parts[0]:
                parts = parts[0].split()
            if one.ref is not None and len(node.text.split()) > 6 * max(len(parts), 1):
                message = f"`{name}`: a list belongs here, and this is {quote(node.text)}"
                self._say(
                    "wrong-type", node.place, message, f"Write what fits, in square brackets: `{name}: [one, other]`"
                )
                return None
            if one.ref is None:
                self.meant.problems.append(Listed(node.place, name, node.text).problem(parts))
            else:
                self.meant.listed.append(Listed(node.place, name, node.text, tuple(map(one.ref, parts)), node.plain))
            node = Items(node.place, [Scalar(node.place, part, node.plain) for part in parts])
        if isinstance(node, Items):
            return (
                node
                if is_text
                else Items(node.place, [self._item(one) for item in node.items for one in self._apart(item)])
            )
        return node

    def _apart(self, item: Node) -> list[Node]:
        """The items that were meant, where a hyphen further in than the one above it made one value of several."""
        parts = re.split(r"\s+-\s+", item.text) if isinstance(item, Scalar) and item.plain else []
        if len(parts) < 2 or not isinstance(item, Scalar):
            return [item]
        message = f"{quote(item.text)} is one value, since a hyphen in it stands further in than the one above"
        self._say("wrong-type", item.place, message, "Write every hyphen right below the first one")
        return [replace(item, text=part) for part in parts]

    def _item(self, item: Node) -> Node:
        found = plain(item) if isinstance(item, Scalar) else None
        if found is None or not isinstance(item, Scalar):
            return item
        self.meant.problems.append(found.problem)
        return replace(item, text=found.text)

    # Groups of keys

    def _one_group(self, name: str, node: Node, model: type[Strict]) -> Node | None:
        if isinstance(node, Items) and node.items and all(isinstance(item, Keys) for item in node.items):
            message = f"`{name}`: a list stands here, and one group of keys belongs here"
            self._say("wrong-type", node.place, message, "Take out the hyphens, and line the keys up")
            pairs = {key: pair for item in node.items if isinstance(item, Keys) for key, pair in item.pairs.items()}
            node = Keys(node.place, pairs)
        if isinstance(node, Scalar):
            message = f"`{name}`: keys belong here, and this is {quote(node.text)}"
            self._say("wrong-type", node.place, message, f"Write below `{name}:`, indented: {_keys(model, node.text)}")
            return None
        return self.group(node, model) if isinstance(node, Keys) else node

    def _groups(self, name: str, node: Node, model: type[Strict]) -> Node | None:
        known = {one.name for one in fields_of(model)}
        if isinstance(node, Keys) and known & set(node.pairs):
            message = f"`{name}`: a list of items belongs here, and this is one without its hyphen"
            first = next(iter(node.pairs))
            self._say(
                "wrong-type", node.place, message, f"Write `- {first}:` with a hyphen and a space, and indent the rest"
            )
            node = Items(node.place, [node])
        items = node.items if isinstance(node, Items) else [node]
        told = [(item, sentence) for item in items if (sentence := _sentence(item, known))]
        if told:
            self._sentences(name, told, f"`- {_keys(model, told[0][1])[1:]}")
            self.meant.is_whole = False
        if not isinstance(node, Items):
            return None if told else node
        without = {id(item) for item, _ in told}
        left = [item for item in node.items if id(item) not in without]
        read = [self.group(item, model) if isinstance(item, Keys) else item for item in left]
        return Items(node.place, list(read)) if read or not told else None

    def _named_groups(self, name: str, node: Node, model: type[Strict]) -> Node | None:
        known = {one.name for one in fields_of(model)}
        if not isinstance(node, Keys):
            items = node.items if isinstance(node, Items) else [node]
            if not items:
                message = f"`{name}`: names with keys below them belong here, and this is an empty list"
                fix = f"Take out the brackets, and write for each below it, indented: `a-name-2021:`, and below that: {_keys(model, '')}"
                self._say("wrong-type", node.place, message, f"{fix}. Or leave the line out, if there are none")
                return None
            sentence = next((_sentence(item, known) or _title(item) for item in items), "")
            written = f"`a-name-2021:`, and below it, indented: {_keys(model, sentence)}"
            self._sentences(name, [(item, "") for item in items], f"{written}. The name is of your choice")
            return None
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, (written_key, value) in node.pairs.items():
            if isinstance(value, Scalar) and value.value() is not None:
                message = f"`{key}`: keys belong here, and this is {quote(value.text)}"
                self._say(
                    "wrong-type", value.place, message, f"Write below `{key}:`, indented: {_keys(model, value.text)}"
                )
                self.meant.is_whole = False
                continue
            pairs[key] = (written_key, self.group(value, model) if isinstance(value, Keys) else value)
        return Keys(node.place, pairs)

    def _sentences(self, name: str, told: list[tuple[Node, str]], written: str) -> None:
        more = len(told) - 1
        item, sentence = told[0]
        what = "a sentence stands" if sentence or isinstance(item, Scalar) else "a list stands"
        belongs = "an item with keys belongs" if sentence else "names with keys below them belong"
        message = f"`{name}`: {what} here, where {belongs}"
        fix = f"Write {written}" + (
            f". Do the same with {'the next one' if more == 1 else f'the {more} below it'}" if more else ""
        )
        self._say("wrong-type", item.place, message, fix)


def _sentence(item: Node, known: set[str]) -> str:
    """The sentence that stands where an item with keys belongs: alone, after a word of one's own, or with a colon in it."""
    if isinstance(item, Scalar):
        return " ".join(item.text.split()) if item.value() is not None else ""
    if not isinstance(item, Keys) or len(item.pairs) != 1:
        return ""
    ((key, (_, node)),) = item.pairs.items()
    if key in known or not isinstance(node, Scalar):
        return ""
    text = " ".join(node.text.split())
    return f"{key}: {text}".rstrip(": ") if " " in key or not text else text


def _title(item: Node) -> str:
    pair = item.pairs.get("title") if isinstance(item, Keys) else None
    return pair[1].text if pair and isinstance(pair[1], Scalar) else ""


def _keys(model: type[Strict], sentence: str) -> str:
    """The keys of one group with a sentence in the one in which it belongs, as what to write."""
    fields = [one for one in fields_of(model) if one.required]
    texts = [one for one in fields_of(model) if is_text(model, one.name)]
    main = next((one for one in fields if one in texts), None) or next(iter(texts), fields_of(model)[0])
    if main not in fields:
        main = next((one for one in texts if one.name == "note"), main)
    others = [one for one in fields if one != main]
    # Where it happened is asked of what names no source; of the rest the case has said it.
    asked = {one.name: one for one in fields_of(model) if one.name in ("sources", "countries")}
    more = asked.get("sources") or asked.get("countries")
    others += [more] if more and more not in others else []
    cut = sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST - 1]}…"
    listed = ", ".join(f"`{one.name}: []`" if one.many else f"`{one.name}:`" for one in others)
    first = f"`{main.name}: {in_quotes(cut)}`" if sentence else f"`{main.name}:`"
    return f"{first}, and below it {listed}" if listed else first


def once(problems: list[Problem]) -> set[Problem]:
    """The problems without those that are told already: in the sentence put into an item, and where yes or no is meant."""
    lines = {(one.place.path, one.place.line) for one in problems if one.rule == "wrong-type"}
    truths = {one.place for one in problems if one.rule == "bad-truth"}
    return {
        one
        for one in problems
        if not (
            one.rule == "yaml-syntax"
            and "colon and a space" in one.message
            and (one.place.path, one.place.line) in lines
        )
        and not (one.rule == "yaml-boolean" and one.place in truths)
    }
