# What stands in a list has an address only if it is given one, and an address by its place is another thing's as soon as something
# is added above it. So the check asks for ids where a case is finished, once for each record, with words to take. It also sees
# to it that no item takes the address of a heading of the story, which hosts make of the heading's words.

"""The addresses of what a record lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.extensions.toc import slugify

from ..document import slug_of
from ..problem import Problem
from ..rules import broken
from ..schema import Case
from ..schema.walk import items_with_ids
from .entry import Entry

_LISTS = {"outcomes": "statement", "resistance": "what", "conditions": "text", "cautions": "text"}
"""The lists of a case whose items others point to, and the field of an item that its address is made from."""
_WORDS = 3
"""How many words of an item make an address that people can still read."""
_SHORTEST = 4
"""How many letters a word has at least that says something; most of the others only join."""
_SHOWN = 5
"""For how many items the check says what their address could be."""

_HEADING = re.compile(r"^ {0,3}#{2,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_MARKUP = re.compile(r"\[\^[^\]]*\]|\]\([^()\s]*\)")


def headings(body: str) -> frozenset[str]:
    """The addresses that a host makes of the headings of a story."""
    return frozenset(slugify(_MARKUP.sub("", words), "-") for words in _HEADING.findall(body))


def without_addresses(entry: Entry) -> Iterator[Problem]:
    """One problem for a documented case whose claims, resistance, conditions or cautions have no address of their own."""
    record = entry.record
    if not isinstance(record, Case) or record.status == "outline":
        return
    taken = {own for _, own in items_with_ids(record)}
    counts: dict[str, int] = {}
    offers: list[str] = []
    first: tuple[str, int] | None = None
    for name, field in _LISTS.items():
        for at, item in enumerate(getattr(record, name)):
            if item.id is None:
                counts[name] = counts.get(name, 0) + 1
                first = first or (name, at)
                offer = _offer(getattr(item, field), taken)
                offers += [f"`id: {offer}` ({name} {at + 1})"] if offer else []
    if first is None:
        return
    listed = ", ".join(f"{name} ({count})" for name, count in counts.items())
    such = f", such as {', '.join(offers[:_SHOWN])}" if offers else ""
    yield broken(
        "no-address",
        entry.document.place(*first),
        f"others cannot point to what has no `id`: {listed}",
        f"Give each an `id:` of two or three of its words, which stays for ever{such}",
    )


def _offer(text: str, taken: set[str]) -> str:
    """An address from the words of a text that nothing else has; nothing where its letters make none."""
    if not re.search("[a-z]", text.lower()):
        return ""
    words = [word for word in slug_of(text).split("-") if len(word) >= _SHORTEST and word.isalpha()]
    for length in range(min(_WORDS, len(words)), len(words) + 1):
        offer = "-".join(words[:length])
        if offer and offer not in taken:
            taken.add(offer)
            return offer
    return ""
