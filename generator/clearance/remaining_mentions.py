# Taking a value out does not help if its name stands in a sentence. What was withheld is looked for, by name, in all
# that is left of a record; where it is found the build stops, because no program can reword the sentence.

"""Names of what is withheld, in what would be published."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..check import Entry
from ..check.fences import without_held_back_blocks
from ..document import Document, Items, Keys, Node, Scalar
from ..problem import Place, Problem, quote
from ..rules import broken
from ..schema import Bearing, Local, Ref, SourceRef
from ..schema.walk import references, texts_of
from ..story.marks import COMMENT, LINK
from .cleared import Cleared
from .reading import read_address
from .sought import Secret, Sought
from .wishes import wishes_of


def names_left(
    entry: Entry, cleared: Cleared, sought: Sought, titles: Mapping[tuple[str, str], list[str]]
) -> Iterator[Problem]:
    """Each place where a secret stands in what would be published of an entry, which is `cleared`.

    `titles` are the names under which other records are shown.
    """
    path, published = entry.document.path, set(texts_of(cleared.record))
    refs: dict[str, set[Ref]] = {}
    for _, ref in references(cleared.record):
        if not isinstance(ref, Local):
            refs.setdefault(str(ref), set()).add(ref)
    for _, secret in sought.in_reading(read_address(entry.slug)):
        yield _left(Place(path), secret, "the file's name", "Rename the file")
    for scalar in _scalars(entry.document.front):
        text = " ".join(unicodedata.normalize("NFC", scalar.text).split())
        if text in published:
            # A key is no running text: in it a name has no capital.
            hits = sought.in_reading(read_address(text)) if _KEY.fullmatch(text) else sought.in_text(text)
            for _, secret in hits:
                yield _left(scalar.place, secret, quote(text), secret.instead)
        for ref in () if text in published else refs.get(text, ()):
            where, fix = _OF_SOURCE if isinstance(ref, SourceRef) else _OF_NAMED
            for secret in _in_what_is_named(ref, titles, sought):
                yield _left(scalar.place, secret, where.format(quote(text)), fix)
    yield from _in_story(
        entry.document, _without_cut_links(without_held_back_blocks(entry.document.body), cleared.body), sought
    )


_OF_NAMED = (
    "what {} is called",
    "Tell that one by a description too, under `sensitivity: organisations:`, or take it out",
)
_OF_SOURCE = (
    "what the record of the source {} says",
    "Take that source out, or hold it back here with `held_back:` and a reason",
)
"""Where a secret stands that a record tells by naming another one, and what to do there."""


def _in_what_is_named(ref: Ref, titles: Mapping[tuple[str, str], list[str]], sought: Sought) -> Iterator[Secret]:
    """The secrets that a record tells by naming another one: in what that one is called, and for a source in its address."""
    if isinstance(ref, SourceRef):
        yield from (secret for _, secret in sought.in_reading(read_address(ref)))
    for title in titles.get((ref.kind, str(ref)), ()):
        yield from (secret for _, secret in sought.in_text(title))


_KEY = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


def _without_cut_links(story: str, body: str) -> str:
    """A story without the addresses that its cleared body has no more; all else keeps its place."""

    def blanked(link: re.Match[str]) -> str:
        page = link[1].partition("#")[0]
        return link[0] if f"]({page}" in body else link[0].replace(page, " " * len(page), 1)

    return LINK.sub(blanked, story)


Reasons = Mapping[tuple[str, str], Sequence[tuple[Entry, int, Bearing]]]
"""What records say of the lessons of each other one, by its kind and slug: who says it, and as which of its `bears_on`."""


def reasons_of(published: Iterable[Entry]) -> Reasons:
    """All reasons that are shown on the pages of other records."""
    found: dict[tuple[str, str], list[tuple[Entry, int, Bearing]]] = {}
    for entry in published:
        held = wishes_of(entry.record).held_back
        bearings = getattr(entry.record, "bears_on", ()) if "bears_on" not in held else ()
        for at, bearing in enumerate(bearings):
            if not bearing.held_back:
                found.setdefault(bearing.lesson.home, []).append((entry, at, bearing))
    return found


def names_in_reasons(entry: Entry, reasons: Reasons, sought: Sought) -> Iterator[Problem]:
    """What a record withholds, where another one names it in a reason that is shown on the page of this one."""
    for other, at, bearing in reasons.get((entry.kind, entry.slug), ()):
        for _, secret in sought.in_text(bearing.why):
            place = other.document.place("bears_on", at, "why")
            message = f"{quote(secret.name)} is withheld in {entry.document.path}, and this reason is shown on its page"
            yield broken("withheld-name", place, message, secret.instead)


def names_in_card(card: Document, sought: Sought) -> Iterator[Problem]:
    """Each place where a secret stands in the library's card."""
    for scalar in _scalars(card.front):
        for _, secret in sought.in_text(scalar.text):
            yield _left(scalar.place, secret, quote(scalar.text), secret.instead)
    yield from _in_story(card, card.body, sought)


def names_in_file(path: str, content: str | bytes, sought: Sought) -> Iterator[Problem]:
    """Each place where a secret stands in a file that is published as it is, or in its name."""
    for _, secret in sought.in_reading(read_address(path)):
        yield _left(Place(path), secret, "the file's name", "Rename the file")
    text = plain_text(path, content)
    for at, secret in sought.in_text(text):
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        yield _left(
            Place(path, line, column), secret, "this page" if path.endswith(".md") else "this file", secret.instead
        )


def plain_text(path: str, content: str | bytes) -> str:
    """What a file says in plain text; pictures and the like say nothing. What is not published is blanked out."""
    if isinstance(content, str):
        comment = COMMENT if path.endswith(".md") else _REMARK
        return comment.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), content)
    coding = _coding(content)
    return content.decode(coding, "replace").removeprefix("\ufeff") if coding else ""


def _coding(content: bytes) -> str | None:
    """How the letters of a file are coded; nothing if it is no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in content:
        beginning = content[:1000]
        for at, coding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if beginning[at::2].count(0) > 0.6 * len(beginning[at::2]) and 0 not in beginning[1 - at :: 2]:
                return coding
        return None
    try:
        content.decode()
    except UnicodeDecodeError:
        return None if _BINARY.search(content) else "cp1252"
    return "utf-8"


_BINARY = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that stand in no text."""
_REMARK = re.compile(r"^[ \t]*#.*", re.MULTILINE)
"""What stands between the editors in settings."""


def _in_story(document: Document, story: str, sought: Sought) -> Iterator[Problem]:
    for at, secret in sought.in_text(story):
        yield _left(document.body_place(at), secret, "the story", secret.instead)


def _left(place: Place, secret: Secret, where: str, fix: str) -> Problem:
    return broken(secret.rule, place, f"{quote(secret.name)} {secret.why}, and stands in {where}", fix)


def _scalars(node: Node) -> Iterator[Scalar]:
    waiting: list[Node] = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Items):
            waiting += node.items
        elif isinstance(node, Keys):
            for key, value in node.pairs.values():
                waiting += [key, value]
