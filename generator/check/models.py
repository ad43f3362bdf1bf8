# pydantic finds what is wrong with a record's data; this module says it in plain words, with the place in the file
# and the nearest thing that would have been right. pydantic's own English never reaches a contributor.

"""From front matter to a record, or to problems."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..document import Document, Items, Keys, Node, Scalar
from ..folders import DATA
from ..problem import Edit, Problem, quote
from ..rules import RULES, broken
from ..schema import Source, Strict
from ..schema.fields import fields_of, holds_countries, model_at
from .keys import Steps, meant_by, unknown_keys
from .likeness import Naming, if_not, same_as, suggestion
from .sources import said_beside, whole

MOST_PROBLEMS = 100
"""How many problems of one front matter are told in one run."""

BOOLEAN_WORDS = re.compile(r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|True|TRUE|False|FALSE")
"""What YAML 1.1 reads as a truth value besides true and false (https://yaml.org/type/bool.html, as parsers do it)."""

_OTHER_VALUES = DATA / "other-values.json"
"""What people and other systems call the values of fixed lists; a word that could be two of a list stands below neither."""

M = TypeVar("M", bound=Strict)


def read_model(
    document: Document, model: type[M], works: Mapping[str, Source] | None = None
) -> tuple[M | None, list[Problem]]:
    """The record that the front matter holds, or all that is wrong with it. `works` are the sources that it may name."""
    words = [*boolean_words(document.front, model), *said_beside(document)]
    try:
        return model.model_validate(whole(document.front.value(), {} if works is None else works)), words
    except ValidationError as error:
        details = _without_echoes(error.errors(include_url=False), document, model)
        shown = details[:MOST_PROBLEMS]
        unknown = [detail["loc"] for detail in shown if detail["type"] == "extra_forbidden"]
        problems = list(unknown_keys(document, model, unknown))
        problems += [_in_plain_words(document, model, one) for one in shown if one["type"] != "extra_forbidden"]
        if len(details) > MOST_PROBLEMS:
            message = f"there are {len(details) - MOST_PROBLEMS:,} more problems in this file"
            problems.append(broken("too-many", document.place(), message, "Mend these first"))
        places = {problem.place for problem in problems}
        return None, [*problems, *(word for word in words if word.place not in places)]


def _without_echoes(details: list[ErrorDetails], document: Document, model: type[Strict]) -> list[ErrorDetails]:
    """One problem for each mistake.

    A key is missing also where it stands under another name, and a list is too short also where an item of it was
    refused: each of these is told by itself.
    """
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    misnamed = {(*steps[:-1], meant_by(document, model, steps)) for steps in unknown[:MOST_PROBLEMS]}
    around = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}

    def is_echo(detail: ErrorDetails) -> bool:
        if detail["type"] == "too_short":
            return detail["loc"] in around and len(detail["input"]) >= detail["ctx"]["min_length"]
        return detail["type"] == "missing" and detail["loc"] in misnamed

    return [detail for detail in details if not is_echo(detail)]


def boolean_words(node: Node, model: type[Strict], steps: Steps = ()) -> Iterator[Problem]:
    """Values without quotation marks that other programs would read as true or false.

    Where a country belongs, NO can only be Norway; many programs write it so.
    """
    if isinstance(node, Keys):
        for name, (key, value) in node.pairs.items():
            yield from boolean_words(key, model, (*steps, name))
            yield from boolean_words(value, model, (*steps, name))
    elif isinstance(node, Items):
        for at, item in enumerate(node.items):
            yield from boolean_words(item, model, (*steps, at))
    elif isinstance(node, Scalar) and node.plain and BOOLEAN_WORDS.fullmatch(node.text):
        if node.text.upper() == "NO" and holds_countries(model, steps):
            return
        meant = "true" if node.text.lower() in ("yes", "on", "true") else "false"
        yield broken(
            "yaml-boolean",
            node.place,
            f"{quote(node.text)} without quotation marks means {meant} to YAML",
            f'Write "{node.text}" if the word is meant, or {meant} if yes or no is meant',
        )


def _in_plain_words(document: Document, model: type[Strict], error: ErrorDetails) -> Problem:
    steps, kind = error["loc"], error["type"]
    if steps[-1:] == ("[key]",):
        return _bad_key(document, steps[:-1])
    if kind == "missing":
        return _missing_key(document, model, steps)
    context = error.get("ctx", {})
    place = document.place(*steps)
    if kind in RULES:
        # One of our own types found it and brings its own words, and at times what it quotes of a long text.
        value = error["input"]
        found = f"{quote(value)}: " if isinstance(value, str) and not context["message"].startswith("“") else ""
        repair = _repair(document, steps, context["instead"])
        return broken(kind, place, f"{_name(steps)}{found}{context['message']}", context["fix"], repair)
    if kind == "literal_error":
        return _not_in_list(document, model, steps, error)
    if isinstance(error["input"], str):
        kind = {"too_short": "string_too_short", "too_long": "string_too_long"}.get(kind, kind)
    elif kind == "too_short" and context["actual_length"]:
        kind = "too_few"
    rule, message, fix = _BUILT_IN.get(kind, ("wrong-value", "this value does not fit here", "See the fields page"))
    message = message.format(value=quote(_shape(error["input"])), **context)
    return broken(rule, place, f"{_name(steps)}{message}", fix.format(value=error["input"], **context))


def _repair(document: Document, steps: tuple[str | int, ...], instead: str | None) -> tuple[Edit, ...]:
    """The edit that writes another value, where one is known and the old one stands on one line."""
    node = document.node(*steps)
    return (Edit(node.place, node.text, instead),) if instead and isinstance(node, Scalar) else ()


_SLUG_FIX = "Use small letters a to z, digits and hyphens, as in `a-name-like-this`"
_LIST = "Write one value on each line, after a hyphen and a space"
_BUILT_IN = {
    "string_type": ("wrong-type", "text belongs here, and this is {value}", "Write one line of text"),
    "tuple_type": ("wrong-type", "a list belongs here, and this is {value}", _LIST),
    "list_type": ("wrong-type", "a list belongs here, and this is {value}", _LIST),
    "dict_type": ("wrong-type", "keys belong here, and this is {value}", "Write `key: value` lines, indented"),
    "model_type": ("wrong-type", "keys belong here, and this is {value}", "Write `key: value` lines, indented"),
    "int_type": ("bad-number", "a number belongs here, and this is {value}", "Write a whole number"),
    "int_parsing": ("bad-number", "{value} is not a whole number", "Write it in digits"),
    "int_parsing_size": ("bad-number", "{value} is too large a number", "Correct it"),
    "greater_than_equal": ("bad-number", "{value} is less than {ge}", "Write {ge} or more"),
    "less_than_equal": ("bad-number", "{value} is more than {le}", "Write {le} or less"),
    "too_short": ("empty", "at least one value belongs here", "Add one"),
    "too_few": ("empty", "at least {min_length} belong here, and {actual_length} is given", "Add what is missing"),
    "string_too_short": ("empty", "the text is empty", "Write something, or leave the line out"),
    "string_too_long": (
        "text-too-long",
        "the text is longer than {max_length} characters",
        "Move the rest to the body",
    ),
    "string_pattern_mismatch": (
        "bad-slug",
        "{value} is not written as such a name is",
        _SLUG_FIX,
    ),
}
"""For each error type of pydantic: our rule, what is wrong, and the fix (https://docs.pydantic.dev/latest/errors/)."""


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list | tuple):
        return "a list"
    return "nothing" if value is None else str(value)


def _name(steps: tuple[str | int, ...]) -> str:
    words = [str(step) for step in steps if isinstance(step, str)]
    return f"`{words[-1]}`: " if words else ""


def _bad_key(document: Document, steps: tuple[str | int, ...]) -> Problem:
    message = f"{quote(steps[-1])} cannot be a key here"
    return broken("bad-slug", document.key_place(*steps), message, _SLUG_FIX)


def _missing_key(document: Document, model: type[Strict], steps: tuple[str | int, ...]) -> Problem:
    key = str(steps[-1])
    parent = model_at(model, steps[:-1])
    help_text = next((field.help for field in fields_of(parent) if field.name == key), "") if parent else ""
    if document.node(*steps):
        return broken("empty", document.key_place(*steps), f"`{key}` is empty", f"Write it ({help_text.rstrip('.')})")
    place = document.place(*steps[:-1])
    return broken("missing-key", place, f"`{key}` is missing here", f"Add `{key}:` ({help_text.rstrip('.')})")


def _not_in_list(document: Document, model: type[Strict], steps: tuple[str | int, ...], error: ErrorDetails) -> Problem:
    named, value = next(step for step in reversed(steps) if isinstance(step, str)), error["input"]
    # Pydantic gives the choices in a sentence, each in quotation marks, and “or” before the last.
    choices = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
    listed = f"Write one of: {', '.join(choices)}"
    meant = _in_other_words(value, choices) if isinstance(value, str) else None
    fix = suggestion(meant or value, choices, otherwise=listed) if isinstance(value, str) else listed
    fix = f"{fix} {if_not(listed)}" if meant else fix
    repair = _repair(document, steps, same_as(value, choices) if isinstance(value, str) else None)
    message = f"`{named}`: {quote(_shape(value))} is not in its list"
    return broken("not-in-list", document.place(*steps), message, fix, repair)


def _in_other_words(written: str, choices: list[str]) -> str | None:
    """The value of a fixed list that people call so, or write in another system."""
    others = json.loads(_OTHER_VALUES.read_text("utf-8"))
    found = Naming((name, value) for value in choices for name in others.get(value, ())).called(written)
    return found[0] if len(found) == 1 else None
