# Which columns a table has follows from the model of what its rows are: name, type, limits and words of each come from the field.
# What the data say besides is a model, too (rows.py). A group of keys, such as a period, becomes columns of its own; what is a
# list of groups is a table of its own or stands in the JSON alone.

"""Columns of tables, read from the models."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from ...schema import Ref, Strict
from ...schema.amounts import Figure
from ...schema.fields import Field, fields_of, is_map
from ...schema.values import Called, Date, Truth, Url
from .values import is_empty, plain, told_fields

BETWEEN = "|"
"""What stands between the items of a cell that lists ids, none of which can hold it. Lists of texts are written as JSON."""


def called(kind: Any) -> str:
    """What the models call a type of values."""
    return next(note.words for note in get_args(kind) if isinstance(note, Called))


WEB_ADDRESS = called(Url)
_TYPES = {called(Truth): "boolean", called(Date): "date", called(Figure): "number", "a number": "integer"}
"""The types of Table Schema, by what the models call what a field holds; whatever else it holds is text."""
_LIMITS = {"string": ("pattern",), "integer": ("minimum", "maximum")}
"""What is told of the values of a type. How long a text may be is the affair of those who write it."""


@dataclass(frozen=True)
class Column:
    """One column: what it is called, what may stand in it, and where its values are found.

    `steps` lead to the value from the row's model, field by field; `field` is the last of them. `limits` are those of JSON Schema.
    """

    name: str
    kind: str
    steps: tuple[str, ...]
    field: Field
    required: bool
    limits: Mapping[str, Any]

    @property
    def title(self) -> str:
        """The name as a reader would write it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def ref(self) -> type[Ref] | None:
        """What its values name, if they name something."""
        return self.field.ref

    def value(self, row: Strict) -> Any:
        """What a row has here; None where it has nothing."""
        told: Any = row
        for step in self.steps:
            told = getattr(told, step)
            if is_empty(told):
                return None
        return told

    def cell(self, row: Strict) -> str:
        """The same as a cell holds it."""
        told = self.value(row)
        if told is None:
            return ""
        if self.kind == "list":
            return BETWEEN.join(told)
        if self.kind == "boolean":
            return "true" if told else "false"
        return json.dumps(plain(told), ensure_ascii=False) if self.kind in ("array", "object") else str(told)


@cache
def columns_of(model: type[Strict]) -> tuple[Column, ...]:
    """The columns of a table whose rows are of this model, in its order."""
    return tuple(_columns(model, (), is_there=True))


def _columns(model: type[Strict], above: tuple[str, ...], *, is_there: bool) -> Iterator[Column]:
    fields = {field.name: field for field in fields_of(model)}
    limits = _limits(model)
    for field in (fields[name] for name in told_fields(model)):
        steps = (*above, field.name)
        if field.model and not field.many:
            yield from _columns(field.model, steps, is_there=False)
        elif not field.model:
            kind = _type(model, field)
            required = is_there and field.required and not field.many
            limited = limits.get(field.name, {}) if kind in _LIMITS else {}
            yield Column("_".join(steps), kind, steps, field, required, limited)


def _type(model: type[Strict], field: Field) -> str:
    """The type of Table Schema that holds the values of a field."""
    if is_map(model, field.name):
        return "object"
    if field.many:
        return "list" if field.ref or field.choices else "array"
    return _TYPES.get(field.holds, "string")


def _limits(model: type[Strict]) -> dict[str, dict[str, Any]]:
    """What the JSON Schema of a model says of the values of each field that holds one."""
    made = model.model_json_schema()
    found = {}
    for name, said in (made if "properties" in made else made["$defs"][model.__name__])["properties"].items():
        own = next((one for one in said.get("anyOf", [said]) if one.get("type") != "null"), said)
        kept = _LIMITS.get(own.get("type", ""), ())
        found[name] = {limit: own[limit] for limit in kept if limit in own}
    return found
