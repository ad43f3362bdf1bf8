# What a contributor must know is made of the models and the rules themselves, so that no guide can be older than the program.

"""The fields and the rules, for contributors."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalogue.knowledge import Knowledge
from ..folders import CARD
from ..render import Renderer
from ..rules import GROUPS
from ..schema import KINDS, Record, Strict
from ..schema.fields import Field, fields_of
from .page import Draft, of_template


def guides(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """What a record can hold and what is asked of it, from the models and the rules themselves."""
    common = set(Record.model_fields)
    kinds = []
    parts: dict[type[Strict], list[Field]] = {}
    for kind, model in KINDS.items():
        fields = list(fields_of(model))
        kinds.append((kind, model, [field for field in fields if field.name not in common], model.needed))
        _gather_parts(fields, parts)
    context = {"kinds": kinds, "common": list(fields_of(Record)), "parts": list(parts.items())}
    address = "contribute/fields.md"
    yield of_template("fields", address, path=_program(renderer, "schema/parts.py"), **context)
    address = "contribute/rules.md"
    yield of_template("rules", address, path=_program(renderer, "rules/__init__.py"), groups=GROUPS)


def _program(renderer: Renderer, path: str) -> str:
    return f"generator/{path}" if renderer.has_program else CARD


def _gather_parts(fields: list[Field], parts: dict[type[Strict], list[Field]]) -> None:
    for field in fields:
        if field.model and field.model not in parts:
            parts[field.model] = list(fields_of(field.model))
            _gather_parts(parts[field.model], parts)
