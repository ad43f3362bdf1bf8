# YAML that every reader reads alike: each text in double quotation marks, as JSON writes it, so that no country is taken for
# false and no day for a number. Short names stay bare, since people read these files too.

"""Values as YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_WORDS_WITH_A_MEANING = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def as_yaml(value: Any, indent: int = 0) -> str:
    """A mapping or a list as lines of YAML."""
    return "".join(f"{' ' * indent}{line}\n" for line in _lines(value))


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _pair(f"{_scalar(key)}:", item)
        return
    for item in value:
        if isinstance(item, Mapping) and item:
            first, *rest = _lines(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)
        else:
            yield from _pair("-", item)


def _pair(before: str, item: Any) -> Iterator[str]:
    if isinstance(item, Mapping | list | tuple) and item:
        if not isinstance(item, Mapping) and all(isinstance(one, str) for one in item) and _is_short(item):
            yield f"{before} [{', '.join(map(_scalar, item))}]"
            return
        yield before
        yield from (f"  {line}" for line in _lines(item))
    else:
        yield f"{before} {_scalar(item)}"


def _is_short(items: Any) -> bool:
    return sum(len(one) + 4 for one in items) <= 90


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        is_bare = _BARE.fullmatch(value) and value not in _WORDS_WITH_A_MEANING
        return value if is_bare else json.dumps(value, ensure_ascii=False)
    return json.dumps(
        value if value or isinstance(value, bool | int) else [] if isinstance(value, list | tuple) else {}
    )
