# An extension of Markdown says itself which options it has and which of them are true or false, so it is asked. Only those are
# asked that are installed under a name: what else a setting may name could be any file, and a check runs nobody's code.

"""Options of Markdown extensions that the host would stop at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from markdown.extensions import Extension

from ..document import Items, Keys, Node, Scalar
from ..problem import Problem, quote
from ..rules import broken
from .likeness import suggestion

_GROUP = "markdown.extensions"
_TRUTH = re.compile(r"true|false|yes|no|y|n|on|off|none|null|~|[01]|", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


@cache
def extensions() -> frozenset[str]:
    """The extensions that are installed, by the names under which settings call them."""
    return frozenset(one.name for one in entry_points(group=_GROUP))


def wrong_options(listed: Node | None) -> Iterator[Problem]:
    """What the extensions of a list, or of a group of keys, could not take of what they are told."""
    groups = [one for one in listed.items if isinstance(one, Keys)] if isinstance(listed, Items) else [listed]
    for group in groups:
        for name, (_, options) in group.pairs.items() if isinstance(group, Keys) else ():
            short = name.removeprefix(f"{_GROUP}.").partition(":")[0]
            if short in extensions():
                yield from _wrong(name, options, short)


def _wrong(name: str, options: Node, short: str) -> Iterator[Problem]:
    if isinstance(options, Items) and any(isinstance(one, Keys) for one in options.items):
        message = f"`{name}`: a list stands here, and its options belong here"
        yield broken("host-setting", options.place, message, "Take out the hyphens, and line the keys up")
    elif isinstance(options, Scalar) and options.value() is not None:
        message = f"`{name}`: its options belong here, and this is {quote(options.text)}"
        yield broken("host-setting", options.place, message, "Write `key: value` lines, indented")
    elif isinstance(options, Keys) and (known := _options(short)) is not None:
        for option, (key, node) in options.pairs.items():
            yield from _option(short, key, node, known) if option in known else _unknown(short, key, known)


def _unknown(name: str, key: Scalar, known: Mapping[str, Any]) -> Iterator[Problem]:
    message = f"the Markdown extension {name} has no option {quote(key.text)}"
    others = f"Take it out, or use one of: {', '.join(sorted(known))}" if known else "Take it out: it has none"
    yield broken("host-setting", key.place, message, suggestion(key.text, known, otherwise=others))


def _option(name: str, key: Scalar, node: Node, known: Mapping[str, Any]) -> Iterator[Problem]:
    is_truth = known[key.text] is None or isinstance(known[key.text], bool)
    if is_truth and isinstance(node, Scalar) and not _TRUTH.fullmatch(node.text):
        if node.plain and _NUMBER.fullmatch(node.text):
            return  # the host takes any number for true
        message = f"`{key.text}` of the Markdown extension {name}: {quote(node.text)} is neither true nor false"
        yield broken("host-setting", node.place, message, "Write true or false")


@cache
def _options(name: str) -> Mapping[str, Any] | None:
    """The options of an extension with what they are if nobody says; None if it does not keep them as others do."""
    try:
        made = next(one for one in entry_points(group=_GROUP) if one.name == name).load()
    except (ImportError, AttributeError):
        return None
    plain = isinstance(made, type) and issubclass(made, Extension) and made.setConfig is Extension.setConfig
    return dict(made().getConfigs()) if plain else None
