# A skeleton for a new record, made from the same models that will check it: what is required stands ready, and every
# other field waits in a comment with its help and the terms that it permits. Nothing in it is a fact: examples are
# remarks, so that a line freed of its # says nothing until she fills it in.

"""Skeletons of new records."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..check import in_words
from ..document import files, parse, read
from ..folders import RECORDS
from ..problem import Problem
from ..schema import KINDS, Country, Local, Record, Sensitivity, Strict, Term
from ..schema.fields import Field, fields_of, is_map

PARENTS = {kind: model.shelf for kind, model in KINDS.items() if model.shelf}
"""The field that names the shelf on which a new record of a kind stands."""
_WIDTH = 100
_DEEPEST = 3
_MOST = 60
"""How many permitted values are listed at most; of more only their place is told."""

Permitted = Mapping[str, tuple[str, ...]]
"""The values that may stand: ids of terms by role, and names of files by folder."""


def permitted(root: Path) -> Permitted:
    """What a library's vocabularies and folders permit."""
    found: dict[str, tuple[str, ...]] = {}
    paths, _ = files(root, RECORDS)
    for path in paths:
        relative = path.relative_to(root).as_posix()
        folder = relative.split("/")[1]
        if folder in KINDS and path.suffix == ".md":
            found[folder] = (*found.get(folder, ()), path.stem)
        document = read(path, relative)[0] if folder == "vocabularies" else None
        front: dict[str, Any] = document.front.value() if document else {}
        role, terms = front.get("role"), front.get("terms")
        if isinstance(role, str) and isinstance(terms, list):
            found[f"role {role}"] = tuple(str(term["id"]) for term in terms if isinstance(term, dict) and "id" in term)
    return found


def problems_of(text: str, path: str) -> list[Problem]:
    """What is wrong with a skeleton, such as a title that no record may have."""
    document, found = parse(text, path)
    return found if document is None else [*found, *in_words(document)]


def skeleton(
    kind: str, title: str, shelf: str | None = None, question: str | None = None, known: Permitted | None = None
) -> str:
    """A commented record of a kind, accepted by the check as an outline.

    `shelf` is the slug of its parent, `question` that of an open question that it answers, `known` what may be written.
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
            lines += ["", *_field(field, model, known or {})]
    lines += ["", "# The story goes below the next line, in your own words, as Markdown with ## headings."]
    return "\n".join([*(line.rstrip() for line in lines), "---", ""])


def _field(field: Field, owner: type[Strict], known: Permitted) -> Iterator[str]:
    """A field in a comment: its help, what may stand in it, and the line to free from its hash."""
    permits = "" if field.model else _permits(field, known)
    for text in (field.help, permits):
        yield from (f"# {line}" for line in textwrap.wrap(text, _WIDTH - 2, break_on_hyphens=False))
    if field.model is None:
        yield f"# {_line(field)}"
    else:
        yield f"# {field.name}:"
        yield from (f"# {line}" for line in _group(field, owner, field.model, known, 1))


def _group(field: Field, owner: type[Strict], model: type[Strict], known: Permitted, depth: int) -> Iterator[str]:
    """The keys of a part: as an item of a list, below a key of one's own choice, or alone."""
    own_key = is_map(owner, field.name)
    is_item = field.many and not field.alone
    pad = "    " if own_key or is_item else "  "
    lines: list[str] = []
    for part in fields_of(model):
        if part.name == "held_back" and model is not Sensitivity:
            continue
        if part.model is None:
            remark = textwrap.wrap(_permits(part, known), _WIDTH - len(pad) - 4, break_on_hyphens=False)
            lines += [*(f"{pad}# {line}" for line in remark), f"{pad}{_line(part)}"]
        elif depth < _DEEPEST:
            lines += [f"{pad}{part.name}:", *(pad + line for line in _group(part, model, part.model, known, depth + 1))]
    if own_key:
        yield f"{pad[2:]}publisher-2021:"
    elif is_item:
        first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
        lines[:first] = [line[2:] for line in lines[:first]]
        lines[first] = f"{pad[2:]}- {lines[first].lstrip()}"
    yield from lines


def _line(field: Field) -> str:
    """The line of a field without a value, with an example as a remark where the model has one."""
    example = field.example[0] if isinstance(field.example, list) else field.example
    if isinstance(example, dict):
        return (
            f"{field.name}:  # and below it, indented: {', '.join(f'{key}: {value}' for key, value in example.items())}"
        )
    remark = f"  # such as {example}" if example and field.ref is not Country else ""
    return f"{field.name}: {'[]' if field.many else ''}".rstrip() + remark


def _permits(field: Field, known: Permitted) -> str:
    """What may stand in a field, in words, if it is one of few values."""
    if field.choices:
        return f"One of: {', '.join(field.choices)}."
    if field.ref is None or issubclass(field.ref, Local) or field.ref is Country:
        return ""
    values = known.get(f"role {field.ref.role}" if issubclass(field.ref, Term) else field.ref.kind, ())
    if not values:
        return ""
    if len(values) > _MOST:
        where = (
            "The id of a term" if issubclass(field.ref, Term) else f"The name of a file in {RECORDS}/{field.ref.kind}/"
        )
        return f"{where}, one of {len(values)}, such as {values[0]}."
    return f"{'Any' if field.many else 'One'} of: {', '.join(values)}."
