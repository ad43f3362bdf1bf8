# While somebody writes, the form looks for what the privacy check will look for: the same patterns, lists of words and
# messages, handed over as data. The patterns are rewritten for browsers of phones that are many years old, which know no
# look behind and take \w for the letters of English alone. What needs the whole library stays with the check.

"""What the form watches for, from the data of the check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ..languages.lexicon import NO_NAMES, lexicon
from ..rules import telltale
from ..schema.values import FORBIDDEN

Translate = Callable[[str], str]

_LOOKED_FOR = (
    ("e-mail-address", telltale.MAIL),
    ("telephone-number", telltale.PHONE),
    ("telephone-number", telltale.LABELLED),
    ("coordinates", telltale.COMPASS),
    ("coordinates", telltale.DECIMAL),
    ("coordinates", telltale.IN_LINKS),
    ("social-account", telltale.HANDLE),
    ("social-account", telltale.NETWORK),
)
_MARKS = ("titles", "naming", "says", "does", "near", "openers", "given_names", "names_that_are_words", "not_persons", "meets", "every", "beside", "spots", "one", "streets", "weekday")  # fmt: skip
"""The lists of words by which names, houses and meetings are known."""
_BEHIND = re.compile(r"\(\?<!((?:\[(?:\\.|[^\]\\])*\]|\\.|[^()\[\]\\])+)\)")
_LETTERS = r"A-Za-z0-9_\u00c0-\u02af\u0370-\u1fff\u2c00-\ud7ff"
_PIECE = re.compile(r"\\.|\[\^?\]?|\]", re.DOTALL)


def watch(translate: Translate) -> dict[str, Any]:
    """All that the form watches for, with its messages in the library's language."""
    words = lexicon()
    return {
        "looks": [{"rule": rule, **for_script(pattern)} for rule, pattern in _LOOKED_FOR],
        "forbidden": [
            {**for_script(one.pattern), "said": [f"{{}} {translate(one.message)}", translate(one.fix)]}
            for one in FORBIDDEN
        ],
        "reserved": for_script(telltale.RESERVED),
        "years": for_script(telltale.YEARS),
        "digits": [telltale.FEWEST_DIGITS, telltale.MOST_DIGITS],
        "said": {rule: [translate(part) for part in said] for rule, said in telltale.WORDS.items()},
        "marks": {name: _listed(name) for name in _MARKS},
        "stop": " ".join(sorted(word for word, marks in words.marks.items() if marks & NO_NAMES)),
        "according": sorted(" ".join(phrase) for phrase in words.according),
    }


def _listed(name: str) -> str:
    return " ".join(sorted(word for word, marks in lexicon().marks.items() if name in marks))


def for_script(pattern: re.Pattern[str]) -> dict[str, Any]:
    """A pattern as a script of an old browser can use it: what must not stand before it is apart, to be tried by hand."""
    source, before = pattern.pattern, []
    while found := _BEHIND.match(source):
        before.append(_with_letters(found[1]))
        source = source[found.end() :]
    if "(?<" in source or "(?P" in source:
        raise ValueError(f"a script cannot use {pattern.pattern}")
    made: dict[str, Any] = {"source": _with_letters(source), "flags": "gi" if pattern.flags & re.IGNORECASE else "g"}
    return made | ({"before": before} if before else {})


def _with_letters(source: str) -> str:
    r"""The same with \w as Python understands it, in a class or by itself."""
    depth, parts, last = 0, [], 0
    for found in _PIECE.finditer(source):
        parts.append(source[last : found.start()])
        last = found.end()
        piece = found[0]
        if piece == r"\w":
            piece = _LETTERS if depth else f"[{_LETTERS}]"
        elif piece.startswith("[") and not depth:
            depth = 1
        elif piece == "]" and depth:
            depth = 0
        parts.append(piece)
    return "".join([*parts, source[last:]])


def said() -> Iterator[str]:
    """The messages, which are translated as those of templates are."""
    for one in FORBIDDEN:
        yield from (one.message, one.fix)
    for message, fix in telltale.WORDS.values():
        yield from (message, fix)
