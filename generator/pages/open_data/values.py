# A cleared record as plain values: dictionaries, lists, texts and numbers. Clearance took out what may not be told; what it leaves
# empty for that is left out here by name as well, so that a fault there would have to be made twice before it is data.

"""Records as plain values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any

from ...clearance import Cleared
from ...schema import Consent, Organisation, Part, Record, Strict

Plain = dict[str, Any]
"""What JSON calls an object."""

UNTOLD: Mapping[type[Strict], frozenset[str]] = {
    Record: frozenset(("for_editors", "false_alarms", "sensitivity", "embargo", "withdrawn")),
    Organisation: frozenset(("told_as",)),
    Part: frozenset(("held_back",)),
    Consent: frozenset(("reference", "date", "review")),
}
"""Fields of which no page tells anything, by their models. A record that is told has none of them, or only pages' words for it."""


@cache
def told_fields(model: type[Strict]) -> tuple[str, ...]:
    """The fields of a model that are published, in its order."""
    untold = frozenset().union(*(names for kind, names in UNTOLD.items() if issubclass(model, kind)))
    return tuple(name for name in model.model_fields if name not in untold)


def plain(value: Any) -> Any:
    """A value as JSON can hold it, by the names of the records' own fields. What is empty is left out."""
    if isinstance(value, Strict):
        pairs = ((name, getattr(value, name)) for name in told_fields(type(value)))
        return {name: plain(item) for name, item in pairs if not is_empty(item)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def is_empty(value: Any) -> bool:
    """Whether nothing is told: no value, no items. What is false or nought is told."""
    return value is None or (isinstance(value, str | tuple | Mapping) and not value)


def whole(entry: Cleared, address: str) -> Plain:
    """All that is told of a record; `address` is where its page lies."""
    told = {
        "id": id_of(entry),
        "folder": entry.kind,
        "slug": entry.slug,
        "address": address,
        "withheld": entry.withheld,
    }
    return {**told, **plain(entry.record), **({"body": entry.body} if entry.body.strip() else {})}


def id_of(entry: Cleared) -> str:
    """By what the data know a record: its folder and its name."""
    return f"{entry.kind}/{entry.slug}"
