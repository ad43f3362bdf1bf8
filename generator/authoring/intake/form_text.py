# Reads the text of the form. It may have gone through any hands, so nothing in it is trusted: it is read as a record is, within
# the same bounds, what only editors decide is taken out, and everything else is written anew and then checked.

"""Taking in a text of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...check import in_words
from ...check.text import check_body
from ...document import NAMELESS, Document, name_for, parse, read_text, why_not
from ...folders import RECORDS
from ...problem import Place, Problem
from ...schema import Case
from ...schema.fields import fields_of
from .carried import carried
from .written import cleaned, written

RULE = "intake"
"""What a problem with something that was sent is called."""
EDITORS_ONLY = (
    "status",
    "checked",
    "check_again",
    "editors_note",
    "withdrawn",
    "formerly",
    "false_alarms",
    "corrections",
)
"""What a sender cannot say of a record."""
_THEIR_READING = ("editorial", "read")
"""What says that the library's editors read something so, or read it at all, wherever it stands."""
WITHOUT_TITLE = "A practice that has no title yet"


@dataclass(frozen=True)
class Taken:
    """What a text gives: the record to be written, what was left out of it, what is wrong in it, and what to ask.

    `namesake` is the case that has its name already, empty if none has.
    """

    slug: str
    text: str
    left_out: tuple[str, ...]
    problems: tuple[Problem, ...]
    asks: tuple[str, ...]
    namesake: str


def take(path: Path, taken: frozenset[str]) -> tuple[Taken | None, list[Problem]]:
    """The record in a text, or what keeps it from being read. `taken` are the names that cases have already."""
    text, problems = read_text(path, path.name)
    if text is None:
        return None, problems
    text, around = carried(text) or (text, ())
    document, found = parse(text, path.name)
    if document is None or not _fields_in(document):
        is_letter = text.strip() and (document is not None or not text.lstrip().startswith("---"))
        return None, [*problems, *([_no_form(path.name)] if is_letter else found)]
    values, left_out = _without_editors_own(document.front.value())
    left_out = [*around, *left_out, *_unknown(values)]
    title = cleaned(str(values.get("title") or "")) or WITHOUT_TITLE
    record = {"title": title, "status": "outline", **{name: values[name] for name in values if name != "title"}}
    slug = free_name(title, taken)
    made = written(record, document.body)
    again, more = parse(made, f"{RECORDS}/{Case.folder}/{slug}.md")
    assert again is not None
    said = sorted([*more, *in_words(again), *check_body(again)])
    asks = tuple(_asks(record, again))
    return Taken(slug, made, tuple(left_out), tuple(said), asks, namesake(title, taken)), [*problems, *found]


def _fields_in(document: Document) -> frozenset[str]:
    """The fields of a case that a text tells: without any, it is a letter that happens to hold lines of hyphens."""
    return frozenset(document.front.value()) & {field.name for field in fields_of(Case)}


def _no_form(name: str) -> Problem:
    message = "this is no text of the form, no issue that was opened with it, and no spreadsheet"
    fix = "Ask the sender for the text that the form made, or copy what is said into the form"
    return Problem(Place(name), RULE, message, fix)


def _without_editors_own(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    left: list[str] = []

    def kept(value: Any) -> Any:
        if isinstance(value, Mapping):
            left.extend(name for name in value if name in _THEIR_READING and name not in left)
            return {name: kept(part) for name, part in value.items() if name not in _THEIR_READING}
        return [kept(part) for part in value] if isinstance(value, list) else value

    named = [name for name in EDITORS_ONLY if name in values]
    found = kept({name: value for name, value in values.items() if name not in EDITORS_ONLY})
    return found, [f"`{name}`, which only editors say" for name in [*named, *left]]


def _unknown(values: dict[str, Any]) -> list[str]:
    """Takes out the keys that no case has, and tells what stood there."""
    known = {field.name for field in fields_of(Case)}
    strange = [name for name in values if name not in known]
    return [
        f"{cleaned(name)[:60]!r}, which no record has: {cleaned(str(values.pop(name)))[:200]!r}" for name in strange
    ]


def _stem(title: str) -> str:
    stem = name_for(title)
    return f"{stem}-a-practice" if why_not(stem) or stem == "index" else stem


def namesake(title: str, taken: frozenset[str]) -> str:
    """The case that is called as a title is, since what is sent twice arrives twice; empty if none is, or the title names no file."""
    stem = _stem(title)
    return stem if stem in taken and stem != NAMELESS else ""


def free_name(title: str, taken: frozenset[str]) -> str:
    """A file's name made of a title, which no other record has and every computer can keep."""
    stem = _stem(title)
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(name for name in numbered if name not in taken)


def _asks(record: Mapping[str, Any], document: Document) -> Iterator[str]:
    """What the sender knows best, and did not say."""
    helps = {field.name: field.help for field in fields_of(Case)}
    if record["title"] == WITHOUT_TITLE:
        yield f"title: {helps['title']}"
    for name in Case.needed:
        if name != "checked" and not record.get(name):
            yield f"{name}: {helps[name]}"
    if not document.body.strip():
        yield "the story: what was there before, what was done, what came of it"
    for name in ("outcomes", "cautions"):
        if not record.get(name):
            yield f"{name}: {helps[name]}"
    if not record.get("consent"):
        yield f"consent: {helps['consent']} Does everybody agree who could be recognised?"
