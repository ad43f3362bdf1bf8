# Pictures and documents in docs/ go onto the site as they are, so what they tell besides what they show is told to all.

"""Checks of files that are not text."""

from __future__ import annotations

from collections.abc import Iterator

from ..media import Unreadable, is_media, look_into
from ..problem import Place, Problem, quote
from ..rules import broken
from .names import Names


def check_media(path: str, data: bytes, signed: frozenset[str]) -> Iterator[Problem]:
    """What one file tells of where and by whom it was made. `signed` are the names of those who sign for the library."""
    if not is_media(path, data):
        return
    place, names = Place(path), Names(signed=signed)
    fix = f"Run `practices clean-media {path}`"
    try:
        traces = look_into(path, data)
    except Unreadable as error:
        fix = "Save it anew as JPEG, PNG, WebP or PDF, or make sure by hand that it names nobody"
        yield broken("media-unread", place, f"nobody can tell what this file holds besides: {error}", fix)
        return
    for trace in traces:
        if trace.kind == "location":
            yield broken("media-location", place, f"the file says {trace.what}", fix)
        elif trace.kind == "author" and not names.is_signed(trace.value):
            yield broken("media-author", place, f"the file says {trace.what}: {quote(trace.value)}", fix)
