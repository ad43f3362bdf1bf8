# A skeleton for a new record, made from the same models that will check it: what is required stands ready, and every
# other field waits in a comment with its help, so that a contributor fills in what she knows and leaves the rest.

"""Skeletons of new records."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from .schema import KINDS, Record, Sensitivity, Strict
from .schema.fields import Field, fields_of

PARENTS = {"cases": "strategies", "strategies": "theme", "papers": "series"}
"""The field that names the shelf on which a new record of a kind stands."""
_WIDTH = 100
_DEEPEST = 3


def skeleton(kind: str, title: str, shelf: str | None = None, question: str | None = None) -> str:
    """A commented record of a kind, accepted by the check as an outline.

    `shelf` is the slug of its parent, `question` that of an open question that it answers.
    """
    model = KINDS[kind]
    lines = ["---", f"title: {json.dumps(title, ensure_ascii=False)}", "status: outline"]
    parent = PARENTS.get(kind)
    if parent and shelf:
        many = next(field.many for field in fields_of(model) if field.name == parent)
        lines.append(f"{parent}: [{shelf}]" if many else f"{parent}: {shelf}")
    if question:
        lines.append(f"answers: [{question}]")
    written = {line.partition(":")[0] for line in lines}
    common = set(Record.model_fields) - {"summary"}
    for field in sorted(fields_of(model), key=lambda field: (field.name != "summary", field.name in common)):
        if field.name not in written | {"withdrawn"}:
            lines += ["", *_field(field, 0)]
    lines += ["", "# The story goes below the next line, in your own words, as Markdown with ## headings."]
    return "\n".join([*(line.rstrip() for line in lines), "---", ""])


def _field(field: Field, depth: int) -> Iterator[str]:
    pad = "#" + "  " * depth + " "
    text = field.help + (f" One of: {', '.join(field.choices)}." if field.choices else "")
    for line in textwrap.wrap(text, _WIDTH - len(pad)):
        yield f"{pad}{line}" if depth else f"# {line}"
    yield from _example(field, depth)


def _example(field: Field, depth: int) -> Iterator[str]:
    pad = "#" + "  " * depth + " "
    if field.model is None:
        yield f"{pad}{field.name}: {_value(field)}"
    elif depth < _DEEPEST:
        yield f"{pad}{field.name}:"
        yield from _group(field, field.model, depth)


def _group(field: Field, model: type[Strict], depth: int) -> Iterator[str]:
    """The keys of a part: as an item of a list, below a key of one's own choice, or alone."""
    inner = [part for part in fields_of(model) if part.name != "held_back" or model is Sensitivity]
    lines = [line for part in inner for line in _example(part, 0)]
    lines = [line[2:] for line in lines]
    is_map = field.name == "sources"
    first, rest = ("- ", "  ") if field.many and not is_map else ("  ", "  ")
    pad = "#" + "  " * (depth + 1) + " "
    if is_map:
        yield f"{pad}publisher-2021:"
        pad += "  "
        first = rest = ""
    for number, line in enumerate(lines):
        yield f"{pad}{first if number == 0 else rest}{line}"


def _value(field: Field) -> str:
    example: Any = field.example
    if example is None:
        example = field.choices[0] if field.choices else ""
    if isinstance(example, list | dict):
        return json.dumps(example, ensure_ascii=False)
    return f"[{example}]" if field.many else str(example)
