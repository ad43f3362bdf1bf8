# The texts of a record are what its fields say in words; a reference is shown by the name of what it leads to.

"""All texts within a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..schema import Ref, Strict


def texts_of(value: Any) -> Iterator[str]:
    """Every text within a value, references apart."""
    if isinstance(value, Ref):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, Strict):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts_of(str(key))
            yield from texts_of(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
