# Word, telephones and web pages put in characters that look like those of a keyboard. In a sentence they do no harm; in a
# code, a key, a date or a year they make a value another one, and nobody can see why.

"""Signs that look like others, in values that a program compares."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..document import Scalar
from ..problem import Edit, Place, Problem, quote
from ..rules import broken

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0f]")
_QUOTES = re.compile(r"[“”„‟‘’‚‛«»‹›]+(.*?)[“”„‟‘’‚‛«»‹›]+|[“”„‟«»]+(.*)|(.*?)[“”„‟«»]+", re.DOTALL)
_DASHES = re.compile(r"(?<=\w)[\u2010-\u2015\u2212](?=\w)")
_YEARS = re.compile(r"\d{4}[\u2010-\u2015\u2212]\d{2}(\d{2})?")


@dataclass(frozen=True)
class Plain:
    """A value in plain characters, and what was in their place."""

    text: str
    problem: Problem


def plain(value: Scalar, what_it_is: str = "value") -> Plain | None:
    """The value in the characters of a keyboard, if it holds others that look the same."""
    text = value.text
    what, at, fix = "", 0, ""
    if found := _SPACES.search(text):
        what, at = "a no-break space, which cannot be told from a space, stands", found.start()
        fix = "Delete it, and type an ordinary space if one is needed"
        text = _SPACES.sub(" ", text).strip()
    if found := _NOTHING.search(text):
        what, at = what or "a character that cannot be seen stands", at or found.start()
        fix = fix or "Delete the value and type it anew"
        text = _NOTHING.sub("", text)
    if found := _QUOTES.fullmatch(text.strip()):
        text = next(part for part in found.groups() if part is not None).strip()
        what = what or f"curly quotation marks stand around {quote(text)}, where straight ones belong,"
        fix = fix or f'Write "{text}", or leave them out'
    if not _YEARS.fullmatch(text) and (dash := _DASHES.search(text)):
        what, at = what or f"a long dash ({dash[0]}) stands", at or dash.start()
        text = _DASHES.sub("-", text)
        fix = fix or f"Write {text}, with the hyphen of the keyboard"
    if not what:
        return None
    column = value.place.column + (at if value.plain and "\n" not in value.text else 0)
    place = Place(value.place.path, value.place.line, column)
    repair = (Edit(value.place, value.text, text),)
    return Plain(text, broken("lookalike", place, f"{what} in this {what_it_is}", fix, repair))
