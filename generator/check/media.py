# Whatever lies in docs/ goes onto the site, and stands in the repository, which is public too. So what a picture tells
# besides what it shows is told to all, and a file into which nobody can look is refused, whatever it may hold.

"""Checks of files that are not text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import PurePath

from ..media import Trace, Unreadable, hidden_in, is_text
from ..problem import Place, Problem, quote
from ..rules import broken
from .privacy.person_names import Names


def check_file(path: str, data: bytes, signed: frozenset[str]) -> Iterator[Problem]:
    """What is wrong with a file of docs/ that is no page. `signed` are the names of those who sign for the library."""
    place = Place(path)
    if made := _made_by_a_program(path):
        yield broken("stray-file", place, made, "Take it out of docs/")
    elif is_text(path):
        yield from _in_text(path, data)
    else:
        yield from _in_media(place, data, Names(signed=signed))


_MOST_TOLD = 8

_STRAY = {
    re.compile(
        r"desktop\.ini|thumbs\.db|ehthumbs\.db|icon\r|\$recycle\.bin", re.IGNORECASE
    ): "a file that the computer makes for itself",
    re.compile(
        r".*(~|\.(orig|rej|bak|old|tmp|temp|swp|swo|part|crdownload|lnk|url))|~\$.*|#.*#", re.IGNORECASE
    ): "a copy or a leftover of an editor or a browser",
}


def _made_by_a_program(path: str) -> str:
    name = PurePath(path).name
    what = next((what for pattern, what in _STRAY.items() if pattern.fullmatch(name)), "")
    return what and f"this is {what}, and no part of the site"


def _in_media(place: Place, data: bytes, names: Names) -> Iterator[Problem]:
    fix = f"Run `practices clean-media {place.path}`"
    try:
        traces = hidden_in(place.path, data)
    except Unreadable as error:
        yield broken("media-unread", place, str(error), error.fix)
        return
    for trace in traces:
        if trace.kind == "location":
            yield broken("media-location", place, f"the file says {trace.what}", fix)
        elif trace.kind == "unread":
            yield broken("media-unread", place, trace.what, fix)
        elif trace.kind == "author" and not names.is_signed(trace.value):
            yield broken("media-author", place, f"the file says {trace.what}: {quote(trace.value)}", fix)
    others = [_said(trace) for trace in traces if trace.kind == "other"]
    if len(others) > _MOST_TOLD:
        others[_MOST_TOLD:] = [f"and {len(others) - _MOST_TOLD} more"]
    if others:
        yield broken("media-hidden", place, f"the file holds more than it shows: {', '.join(others)}", fix)


def _said(trace: Trace) -> str:
    return f"{trace.what}, {quote(trace.value)}" if trace.value else trace.what


def _in_text(path: str, data: bytes) -> Iterator[Problem]:
    try:
        yield from check_inline_media(path, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        fix = "Save it as UTF-8 in your editor, or take it out"
        yield broken("media-unread", Place(path), "the file is no text in UTF-8", fix)


_SKIPPED = r"[\t\n\r]*"
_INLINE = re.compile(
    rf"(?<!\w){_SKIPPED.join('data:')}\s*(?:([\w.+-]+)/[\w.+-]+[^\s,]{{0,200}}|[^\s,]{{0,200}};base64),(?=\S)",
    re.IGNORECASE,
)
"""A file that stands in a text as letters. Browsers pass over tabs and line ends in an address."""


def check_inline_media(path: str, text: str) -> Iterator[Problem]:
    """Pictures that stand in the text of a page itself, where nobody sees what they tell besides."""
    seen = html.unescape(text)
    for found in _INLINE.finditer(seen):
        line = seen.count("\n", 0, found.start()) + 1
        column = found.start() - seen.rfind("\n", 0, found.start())
        message = (
            f"a file stands in the text as letters ({quote(found[0][:30])}), with all that it may tell of who made it"
        )
        fix = "Save it as a file in docs/ and refer to that"
        yield broken("media-inline", Place(path, line, column), message, fix)
