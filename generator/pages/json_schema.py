# The schema of a kind is made from its model, as the check is; what pydantic cannot know of is added here: which terms and
# records there are to name, what a documented record needs, and that a number without quotation marks is text to us.

"""The JSON Schema of each kind, with all that may be chosen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..catalogue.choices import Choice, Choices
from ..schema import KINDS, Ref
from ..schema.refs import NAMES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def as_text(schema: Schema) -> str:
    """A schema as a file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def json_schema(kind: str, choices: Choices) -> Schema:
    """The JSON Schema (2020-12) of the front matter of records of a kind."""
    model = KINDS[kind]
    named: dict[str, Schema] = {}
    made: Schema = _completed(_of_model(kind), choices, named)
    definitions = {**made.pop("$defs", {}), **named}
    whole = {"if": {"required": ["withdrawn"]}, "else": {"allOf": [_needed(model.needed), _required(made)]}}
    return {"$schema": DIALECT, **made, **whole, "$defs": {name: definitions[name] for name in sorted(definitions)}}


@cache
def _of_model(kind: str) -> Schema:
    """Made once, since a preview composes after each edit."""
    return KINDS[kind].model_json_schema()


def _required(made: Schema) -> Schema:
    """What each record has; of a withdrawn one the title is enough."""
    own = made.pop("required", [])
    made["required"] = ["title"]
    return {"required": own}


def _needed(names: tuple[str, ...]) -> Schema:
    """What a record has that calls itself documented."""
    said = {"required": ["status"], "properties": {"status": {"enum": ["documented", "reviewed"]}}}
    return {"if": said, "then": {"required": list(names)}}


def _completed(part: Any, choices: Choices, named: dict[str, Schema]) -> Any:
    """A part of a schema with what may be chosen; lists of that are gathered in `named`."""
    if isinstance(part, list):
        return [_completed(one, choices, named) for one in part]
    if not isinstance(part, Mapping):
        return part
    if NAMES in part:
        return _naming(part, choices, named)
    made = {key: _completed(value, choices, named) for key, value in part.items()}
    return _as_written(made) if isinstance(part.get("type"), str) else made


_AS_NUMBER = {"string": ["string", "number"], "integer": ["integer", "string"]}


def _as_written(part: Schema) -> Schema:
    """Records are read as text, so a year needs no quotation marks, and a number may have some."""
    if "enum" in part or "format" in part:
        return part
    return {**part, "type": _AS_NUMBER.get(part["type"], part["type"])}


def _naming(part: Mapping[str, Any], choices: Choices, named: dict[str, Schema]) -> Schema:
    ref = _by_name(Ref)[part[NAMES]]
    told = {key: value for key, value in part.items() if key in ("title", "description", "examples", "default")}
    offered = choices.of(ref)
    if not offered:
        return {**told, "type": "string", "minLength": 1}
    if ref.__name__ not in named:
        named[ref.__name__] = {
            "title": ref.__name__,
            "description": (ref.__doc__ or "").strip(),
            "oneOf": [_offered(one) for one in offered],
        }
    return {**told, "$ref": f"#/$defs/{ref.__name__}"}


def _offered(choice: Choice) -> Schema:
    return {"const": choice.value, "title": choice.label} | ({"description": choice.meaning} if choice.meaning else {})


@cache
def _by_name(ref: type[Ref]) -> dict[str, type[Ref]]:
    """A type of references and all that are made of it."""
    below = (_by_name(one) for one in ref.__subclasses__())
    return {ref.__name__: ref} | {name: one for part in below for name, one in part.items()}
