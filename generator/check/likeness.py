# Whoever follows a “Did you mean” clears the error, so a wrong one makes a false fact that nobody sees again: another
# organisation, another target, another group of people. What the library itself lists as a name of a thing is sure. A
# likeness in spelling is a guess, and only a slip of the fingers is near enough: a letter or two of a word, never a
# figure, never a whole word put for another, and never one of two that are equally near.

"""Which known word somebody meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz.distance import OSA

MOST_LETTERS = 2
PART_OF_WORD = 5
"""At most so many letters differ, and no more than one in so many of the word's."""
LONGEST = 100
"""Nobody mistypes a longer word, and comparing it would take long."""

_SIGNS = re.compile(r"['’‘ʼ`´.]")
_ENDINGS = (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("s", ""))
_IRREGULAR = {"women": "woman", "men": "man", "children": "child"}


def folded(text: str) -> str:
    """A name as it is compared: small letters without accents, words without hyphens between, each in the singular."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.findall(r"[^\W_]+", _SIGNS.sub("", bare))
    return " ".join(_singular(word) for word in words if word != "the")


def _singular(word: str) -> str:
    if word in _IRREGULAR or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return _IRREGULAR.get(word, word)
    return next((word.removesuffix(end) + one for end, one in _ENDINGS if word.endswith(end)), word)


def is_slip(written: str, known: str) -> bool:
    """Whether what was written can be the known word with a slip of the fingers."""
    if len(known) > LONGEST:
        return False
    # Distance first: it is the quickest to say, and most words are far from each other.
    written, known = written.casefold(), known.casefold()
    if not _near(written, known, min(len(written), len(known))):
        return False
    if re.findall(r"\d+", written) != re.findall(r"\d+", known):
        return False
    ours, theirs = re.findall(r"[^\W_]+", written), re.findall(r"[^\W_]+", known)
    if len(ours) != len(theirs):
        return "".join(ours) == "".join(theirs)
    pairs = [(mine, other) for mine, other in zip(ours, theirs, strict=True) if mine != other]
    return not any(_opposed(*pair) for pair in pairs) and all(_near(*pair, max(map(len, pair))) for pair in pairs)


def _near(written: str, known: str, length: int) -> bool:
    most = min(MOST_LETTERS, length // PART_OF_WORD)
    return OSA.distance(written, known, score_cutoff=most) <= most


def _opposed(one: str, other: str) -> bool:
    """Whether a few letters make another word: legal and illegal, migration and emigration, trainer and trainee."""
    shorter, longer = sorted((one, other), key=len)
    if longer.endswith(shorter):
        return True
    return one[:-2] == other[:-2] and {one[-2:], other[-2:]} in ({"er", "ee"}, {"or", "ee"})


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known word that this is with a slip of the fingers; none where two are equally near."""
    if len(written) > LONGEST:
        return None
    slips = sorted(
        (OSA.distance(written.casefold(), word.casefold()), word) for word in known if is_slip(written, word)
    )
    return slips[0][1] if slips and (len(slips) == 1 or slips[0][0] < slips[1][0]) else None


def same_as(written: str, known: Iterable[str]) -> str | None:
    """The only known word that is the same but for capitals, accents, hyphens and the plural."""
    same = [word for word in known if folded(word) == folded(written)]
    return same[0] if len(same) == 1 else None


def suggestion(written: str, known: Iterable[str], *, otherwise: str) -> str:
    """A fix that names the known word that was meant, and in any case what else to do."""
    every = sorted(known)
    if same := same_as(written, every):
        return f"Did you mean “{same}”?"
    match = nearest(written, every)
    return f"Did you mean “{match}”? {if_not(otherwise)}" if match else otherwise


def if_not(otherwise: str) -> str:
    """The second way, said after a question."""
    return f"If not, {otherwise[:1].lower()}{otherwise[1:]}"


class Naming:
    """The names of things: each thing may have several, and a name may be that of several things."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are pairs of a name and the thing that is called so."""
        self._pairs = tuple(names)

    @cached_property
    def _things(self) -> dict[str, set[str]]:
        things: dict[str, set[str]] = {}
        for name, thing in self._pairs:
            things.setdefault(folded(name), set()).add(thing)
        things.pop("", None)
        return things

    def called(self, written: str) -> tuple[str, ...]:
        """The things that are called so; also where a file's path, or a remark in brackets, was written with the name."""
        if len(written) > LONGEST:
            return ()
        file = written.rpartition("/")[2].removesuffix(".md").removesuffix(".html")
        forms = [written, re.sub(r"\([^()]*\)", " ", written), *re.findall(r"\(([^()]+)\)", written), file]
        return tuple(sorted(next((things for form in forms if (things := self._things.get(folded(form)))), ())))

    def slips(self, written: str) -> set[str]:
        """The things one of whose names this is with a slip of the fingers."""
        if len(written) > LONGEST:
            return set()
        return {thing for name, thing in self._pairs if is_slip(written, name)}

    def slip_of(self, written: str) -> str | None:
        """The thing whose name this is with a slip of the fingers; none where that of two is equally near."""
        things = self.slips(written)
        if len(things) == 1:
            return next(iter(things))
        near = {name: thing for name, thing in self._pairs if thing in things}
        best = nearest(written, near)
        return near[best] if best else None

    def several(self, written: str) -> tuple[str, ...]:
        """The things that are named one after another where one belongs, as where a comma was forgotten."""
        if len(written) > LONGEST:
            return ()
        for sign in (r"\s*[;,/|+&]\s*", r"\s+(?:and|y|et|und|e)\s+", r"\s+"):
            parts = [part for part in re.split(sign, written.strip()) if part]
            things = [self.called(part) for part in parts]
            if len(parts) > 1 and all(len(found) == 1 for found in things):
                return tuple(dict.fromkeys(found[0] for found in things))
        return ()
