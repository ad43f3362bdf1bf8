# Paragraphs, lists, tables and what else stands under each other. The classes of our own pages say what a block is; what has
# none that is known here is set as what its element says, so a page of another template loses its looks and no word.

"""The blocks of an article, as the print style takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from ...article import classes_of
from .inline import Inline, Places, inlines, one, runs_of, spoken_in, tidy
from .pictures import picture
from .tables import table

Block = dict[str, Any]
"""What a block is under `t`, and what it is made of, mostly under `c`."""

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "svg",
        "table",
        "ul",
    ]
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ROLES = {
    "hg-lead": "lead",
    "hg-line": "line",
    "hg-facts": "facts",
    "hg-cite": "cite",
    "hg-soft": "soft",
    "hg-key-line": "soft",
    "hg-fold-says": "fold",
    "hg-term": "term",
    "hg-glance": "soft",
    "hg-sentence": "sentence",
}
_LEFT_OUT = frozenset(("hg-onward", "hg-explained", "hg-edit"))
"""Classes of what leads on to other pages of the site and says nothing else."""


def blocks(element: Element, places: Places) -> list[Block]:
    """All blocks in an element. Words that stand beside blocks become paragraphs of their own."""
    found: list[Block] = []
    line: list[Inline] = [element.text or ""]

    def end_line() -> None:
        said = tidy(line)
        if any(not (isinstance(part, list) and part[0] == "at") for part in said):
            found.append(_line(said, "", places))
        else:
            found.extend({"t": "at", "id": part[1]} for part in said)
        line.clear()

    for child in element:
        if child.tag in _BLOCKS:
            end_line()
            found.extend(block(child, places))
        else:
            line.extend(one(child, places))
        line.append(child.tail or "")
    end_line()
    return found


def block(element: Element, places: Places) -> Iterator[Block]:
    """What an element that stands by itself becomes."""
    classes = set(classes_of(element))
    if classes & _LEFT_OUT or "hg-hidden" in classes:
        return
    made = list((_of_class(classes) or _BY_TAG.get(element.tag, _inner))(element, places))
    if element.tag not in _HEADINGS:
        made = [*_place(element, places), *made]
    language, runs = spoken_in(element)
    if made and (language or runs not in ("", places.runs)):
        made = [{"t": "lang", "lang": language, "dir": runs, "c": made}]
    yield from made


Make = Callable[[Element, Places], Iterator[Block]]


def _of_class(classes: set[str]) -> Make | None:
    return next((make for name, make in _BY_CLASS.items() if name in classes), None)


def _inner(element: Element, places: Places) -> Iterator[Block]:
    yield from blocks(element, places)


def _paragraph(element: Element, places: Places) -> Iterator[Block]:
    role = next((_ROLES[name] for name in classes_of(element) if name in _ROLES), "")
    said = _apart(element, places) if role == "facts" else inlines(element, places)
    if role == "fold" and any("hg-line" in classes_of(one_) for one_ in element):
        role = "entry"  # it names a record, and does not sum up what is under a heading
    if said:
        yield _line(said, role, places)


def _line(said: list[Inline], role: str, places: Places) -> Block:
    """A paragraph, begun where its own script begins."""
    made: Block = {"t": "p", "c": said} | ({"role": role} if role else {})
    runs = runs_of(said, places.runs)
    return {"t": "lang", "lang": "", "dir": runs, "c": [made]} if runs else made


def _apart(element: Element, places: Places) -> list[Inline]:
    """What stands in a line side by side, with a dot between: the room that parts it on a screen is too little on paper."""
    parts = [said for one_ in element if (said := inlines(one_, places))]
    return [word for at, said in enumerate(parts) for word in ([" · ", *said] if at else said)]


def _heading(element: Element, places: Places) -> Iterator[Block]:
    label = places.label(element.get("id", ""))
    said = inlines(element, places)
    yield from ({"t": "at", "id": part[1]} for part in said if isinstance(part, list) and part[0] == "at")
    words = [part for part in said if not (isinstance(part, list) and part[0] == "at")]
    made = {"t": "h", "rank": int(element.tag[1]), "c": words} | ({"id": label} if label in places.held else {})
    runs = runs_of(words, places.runs)
    yield {"t": "lang", "lang": "", "dir": runs, "c": [made]} if runs else made


def _list(element: Element, places: Places) -> Iterator[Block]:
    items = [_labelled(item, places) for item in element if item.tag == "li"]
    items = [item for item in items if item]
    if items:
        yield {"t": element.tag, "c": items} | (
            {"start": int(element.get("start", "1"))} if element.get("start") else {}
        )


def _labelled(item: Element, places: Places) -> list[Block]:
    return [*_place(item, places), *blocks(item, places)]


def _place(element: Element, places: Places) -> list[Block]:
    """That a link leads to an element, if one does."""
    label = places.label(element.get("id", ""))
    return [{"t": "at", "id": label}] if element.get("id") and label in places.held else []


def _facts(element: Element, places: Places) -> Iterator[Block]:
    """A list of facts: pairs of what is asked, and all that is said to it."""
    pairs: list[tuple[list[Inline], list[Block]]] = []
    for child in element:
        if child.tag == "dt":
            pairs.append((inlines(child, places), []))
        elif child.tag == "dd" and pairs:
            pairs[-1][1].extend(_labelled(child, places))
    if pairs:
        yield {"t": "dl", "c": pairs}


def _exchange(element: Element, places: Places) -> Iterator[Block]:
    """A pushback, and beside it what was answered."""
    pushed: list[Block] = []
    answered: list[list[Block]] = []
    for child in element:
        if "hg-push" in classes_of(child):
            pushed.extend(_labelled(child, places))
        else:
            answered.extend(_labelled(answer, places) for answer in child)
    yield {"t": "push", "push": pushed, "answers": answered}


def _notes(element: Element, places: Places) -> Iterator[Block]:
    """The notes of a page, each with the place in the text that first asks for it."""
    notes = []
    for item in element.iter("li"):
        if not item.get("id", "").startswith("fn:"):
            continue
        label = places.page + first_use(item)
        notes.append({"back": label if label in places.held else "", "c": _labelled(item, places)})
    if notes:
        yield {"t": "notes", "c": notes}


def first_use(note: Element) -> str:
    """Where the text first asks for a note, as a part of its page; empty where it nowhere does."""
    return next((link.get("href", "") for link in note.iter("a") if link.get("data-link") == "back"), "")


def _box(element: Element, places: Places) -> Iterator[Block]:
    inner = blocks(element, places)
    if inner:
        yield {"t": "box", "c": inner}


def _quote(element: Element, places: Places) -> Iterator[Block]:
    yield {"t": "quote", "c": blocks(element, places)}


def _code(element: Element, places: Places) -> Iterator[Block]:
    yield {"t": "pre", "c": "".join(element.itertext())}


def _table(element: Element, places: Places) -> Iterator[Block]:
    yield table(element, lambda cell: blocks(cell, places), lambda one_: _place(one_, places))


def _picture(element: Element, places: Places) -> Iterator[Block]:
    yield from picture(element)
    for caption in element.iter("figcaption"):
        yield from _paragraph(caption, places)


def _nothing(element: Element, places: Places) -> Iterator[Block]:
    return iter(())


_BY_TAG: dict[str, Make] = {
    "p": _paragraph,
    **dict.fromkeys(_HEADINGS, _heading),
    "ul": _list,
    "ol": _list,
    "dl": _facts,
    "table": _table,
    "figure": _picture,
    "svg": _nothing,
    "blockquote": _quote,
    "pre": _code,
    "hr": _nothing,
}
_BY_CLASS: dict[str, Make] = {
    "hg-exchange": _exchange,
    "footnote": _notes,
    "hg-gap": _box,
}
