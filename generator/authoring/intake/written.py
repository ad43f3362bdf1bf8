# A record as text, from its values alone. Every value stands in quotation marks, so that no program can take Norway for a no
# or a number for a day. The form writes the same in the browser (templates/form/text.js), to the letter.

"""Writing a record whose values are all text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"[a-z][a-z0-9_-]*")
_LIKE_A_VALUE = re.compile(r"y|n|yes|no|on|off|true|false|null")
_UNSEEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u206f\ufeff\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Signs that nobody sees: they can hide a text, or turn one around."""


def cleaned(text: str) -> str:
    """A text without signs that nobody sees, and without room around it."""
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def written(record: Mapping[str, Any], story: str) -> str:
    """The file of a record: its front matter, without what is empty, and its story."""
    told = re.sub(r"[ \t]+\n", "\n", cleaned(story))
    front = "".join(f"{line}\n" for line in _lines(record, ""))
    return f"---\n{front}---\n" + (f"\n{told}\n" if told else "")


def _lines(keys: Mapping[str, Any], pad: str) -> list[str]:
    found: list[str] = []
    for name, value in keys.items():
        key = (
            name
            if _PLAIN.fullmatch(name) and not _LIKE_A_VALUE.fullmatch(name)
            else json.dumps(name, ensure_ascii=False)
        )
        found += _item(f"{pad}{key}:", value, pad)
    return found


def _item(key: str, value: Any, pad: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        if inner := _lines(value, f"{pad}  "):
            yield from (key, *inner)
    elif isinstance(value, list | tuple):
        yield from _list(key, [one for one in value if one is not None], pad)
    elif text := cleaned("true" if value is True else "" if value in (None, False) else str(value)):
        yield f"{key} {json.dumps(text, ensure_ascii=False)}"


def _list(key: str, values: list[Any], pad: str) -> Iterator[str]:
    plain = [text for one in values if not isinstance(one, Mapping) and (text := cleaned(str(one)))]
    items = [inner for one in values if isinstance(one, Mapping) and (inner := _lines(one, f"{pad}    "))]
    if plain:
        yield f"{key} [{', '.join(json.dumps(text, ensure_ascii=False) for text in plain)}]"
    elif items:
        yield key
        for inner in items:
            yield f"{pad}  - {inner[0][len(pad) + 4 :]}"
            yield from inner[1:]
