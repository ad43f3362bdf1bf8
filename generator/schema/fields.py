# What the models say about themselves, for those who need it as data: the fields page, the skeletons, and the
# messages that name the nearest known key. Nothing about a field is written anywhere but in its model.

"""Fields of a model, read from the model."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from .parts import Record
from .refs import Country, LessonRef, Local, Ref, Term
from .values import Alone, Called, Line, Strict, Summary, Text, Url
from .walk import Found, walk


@dataclass(frozen=True)
class Field:
    """One field of a model, in words. `parts` are the fields of what it holds, where it holds groups of keys."""

    name: str
    holds: str
    required: bool
    help: str
    example: Any
    many: bool
    model: type[Strict] | None
    choices: tuple[str, ...]
    ref: type[Ref] | None
    alone: bool = False
    """Whether a list of groups may be written as its only one, without a hyphen."""


@cache
def fields_of(model: type[Strict]) -> tuple[Field, ...]:
    """The fields of a model, in the order in which they are written there; `held_back`, which all parts have, is last."""
    fields = sorted(model.model_fields.items(), key=lambda pair: pair[0] == "held_back")
    return tuple(_field(name, info) for name, info in fields)


def _field(name: str, info: FieldInfo) -> Field:
    inner, shape = unwrap(info.annotation)
    is_model = isinstance(inner, type) and issubclass(inner, Strict)
    return Field(
        name=name,
        holds=_type_name(info),
        required=info.is_required(),
        help=info.description or "",
        example=(info.examples or [None])[0],
        many=shape in ("list", "map"),
        model=inner if is_model else None,
        choices=tuple(str(choice) for choice in get_args(inner)) if get_origin(inner) is Literal else (),
        ref=inner if isinstance(inner, type) and issubclass(inner, Ref) else None,
        alone=Alone() in info.metadata,
    )


def shelf_of(model: type[Record]) -> str:
    """The folder of the shelves on which records of a kind stand; empty if they stand on none."""
    ref = next((field.ref for field in fields_of(model) if field.name == model.shelf), None)
    return ref.kind if ref else ""


def unwrap(annotation: Any) -> tuple[Any, str]:
    """The innermost type of an annotation and its shape: one, list or map."""
    shape = "one"
    while True:
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            annotation = args[0]
        elif origin in (Union, types.UnionType):
            annotation = next(arg for arg in args if arg is not type(None))
        elif origin is tuple:
            annotation, shape = args[0], "list"
        elif origin is dict:
            annotation, shape = args[1], "map"
        else:
            return annotation, shape


def model_at(model: type[Strict], path: tuple[str | int, ...]) -> type[Strict] | None:
    """The model of the value that a path leads to, or None where that value is not a group of keys."""
    current: Any = model
    inside_map = False
    for step in path:
        if inside_map or isinstance(step, int):
            inside_map = False
            continue
        info = current.model_fields.get(step) if isinstance(current, type) and issubclass(current, Strict) else None
        if info is None:
            return None
        current, shape = unwrap(info.annotation)
        inside_map = shape == "map"
    return current if isinstance(current, type) and issubclass(current, Strict) else None


def holds_countries(model: type[Strict], path: tuple[str | int, ...]) -> bool:
    """Whether a path leads to the code of a country: a value, an item of a list, or a key."""
    for end in (len(path) - 1, len(path) - 2):
        parent = model_at(model, path[:end]) if end >= 0 else None
        info = parent.model_fields.get(str(path[end])) if parent else None
        if info:
            return unwrap(info.annotation)[0] is Country or get_args(info.annotation)[:1] == (Country,)
    return False


def keys_below(models: Iterable[type[Strict]]) -> dict[str, frozenset[str]]:
    """For each key that holds groups, the keys that may stand in them; below "" those of the models themselves.

    Where the keys are a writer's own, as under `sources`, there are none of that name, but some below `sources/`.
    """
    found: dict[str, frozenset[str]] = {}
    waiting: list[tuple[str, type[Strict]]] = [("", model) for model in models]
    seen = set()
    while waiting:
        name, model = waiting.pop()
        if (name, model) in seen:
            continue
        seen.add((name, model))
        found[name] = found.get(name, frozenset()) | {field.name for field in fields_of(model)}
        for field in fields_of(model):
            if field.model:
                below = f"{field.name}/" if is_map(model, field.name) else field.name
                waiting.append((below, field.model))
    return found


_WRITTEN = frozenset(
    note.words
    for kind in (Line, Text, Summary, Url)
    for note in get_args(kind)  # of Annotated: the type, then what is noted of it
    if isinstance(note, Called)
)
"""What the types of texts that a contributor words herself are called, and that of web addresses."""


def texts(value: Strict) -> Iterator[Found]:
    """Every text and web address in a record, and where it stands."""
    for one in walk(value):
        if (
            one.owner
            and one.field in _texts_of(type(one.owner))
            and isinstance(one.value, str)
            and not isinstance(one.value, Ref)
        ):
            yield one


def is_text(model: type[Strict], name: str) -> bool:
    """Whether a field holds text that a contributor words herself; a web address is none."""
    return name in _texts_of(model) and not _type_name(model.model_fields[name]).endswith("web address")


def is_map(model: type[Strict], name: str) -> bool:
    """Whether the keys below a field are of a contributor's own choice."""
    return unwrap(model.model_fields[name].annotation)[1] == "map"


@cache
def _texts_of(model: type[Strict]) -> frozenset[str]:
    """The fields of a model that hold texts or web addresses: not references, keys or dates."""
    return frozenset(
        name
        for name, info in model.model_fields.items()
        if any(
            isinstance(note, Called) and note.words in _WRITTEN for note in (*info.metadata, *_notes(info.annotation))
        )
    )


def _type_name(info: FieldInfo) -> str:
    called = [note.words for note in (*info.metadata, *_notes(info.annotation)) if isinstance(note, Called)]
    inner, shape = unwrap(info.annotation)
    name = called[0] if called else _class_name(inner)
    if Alone() in info.metadata:
        return f"{name}, or a list of several"
    return f"list, each {name}" if shape == "list" else name


def _notes(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for part in get_args(annotation):
        yield from _notes(part)


def _class_name(inner: Any) -> str:
    if get_origin(inner) is Literal:
        return "one of a list"
    if inner is int:
        return "a number"
    if isinstance(inner, type) and issubclass(inner, Local):
        return f"an id from `{inner.kind}`"
    if isinstance(inner, type) and issubclass(inner, Term):
        return f"a term for {inner.role}"
    if isinstance(inner, type) and issubclass(inner, Ref):
        own = {Country.kind: "a country code", LessonRef.kind: "the address of a lesson"}
        return own.get(inner.kind, f"a file's name in {inner.kind}/")
    return "a group of keys" if isinstance(inner, type) and issubclass(inner, Strict) else "text"
