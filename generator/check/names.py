# Names of persons are found by what stands around them, not by what they are: a title before, “named” or an age or
# “said” beside, or a first name from a short list with a surname after it. Capitals alone say nothing: organisations,
# places and methods have them too, and a program that cries at each of those is soon switched off. So what the library
# itself calls an organisation or a term, what is a country, and what is cited with its year is no person. Scripts
# without capitals are beyond this; there, only a person can look.

"""Names of persons in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .words import Word, joined, lexicon, run_from, territories, words_of

ROLE = "Write the role instead, such as “a facilitator” or “the head of a village”"
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d[a-z]?")
_TALE = frozenset(("et", "al", "and", "y", "und"))


def _key(words: Iterable[Word]) -> str:
    return " ".join(word.bare for word in words).casefold()


@dataclass(frozen=True)
class Names:
    """Names that need no second look.

    `known` are those of organisations, programmes and terms, `authors` the words of the names of a record's cited authors, `signed` whoever
    signs for the library.
    """

    known: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    signed: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()

    def is_signed(self, said: str) -> bool:
        """Whether these words are a signatory's name or address, or a part of one."""
        return _normal(said) in self.signed

    def are_known(self, run: list[Word]) -> bool:
        """Whether a run of capitalised words is something that the library itself has or calls so."""
        whole = _key(run)
        return whole in self.known or whole in self.titles or whole in self.authors

    def are_no_person(self, run: list[Word]) -> bool:
        """Whether a run of capitalised words is known to be something else, or may be named."""
        if any("not_persons" in word.marks for word in run) or all("role" in word.marks for word in run):
            return True
        whole = _key(run)
        if whole in territories() or whole in self.known or whole in self.signed:
            return True
        pairs = (_key(run[at : at + 2]) for at in range(len(run) - 1))
        if any(pair in self.known or pair in territories() for pair in pairs):
            return True
        return bool(self.authors) and all(word.bare.casefold() in self.authors for word in run)


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()


def parts_of(names: Iterable[str]) -> frozenset[str]:
    """Each name whole, and every two or more words of it that stand together."""
    found = set()
    for name in names:
        keys = [word.bare.casefold() for word in words_of(name)][:12]
        found |= {
            " ".join(keys[start:end])
            for start in range(len(keys))
            for end in range(start + 1, len(keys) + 1)
            if end - start > 1 or len(keys) == 1
        }
    return frozenset(found)


def signatures(signatories: Iterable[str]) -> frozenset[str]:
    """Each signatory as she may be written: whole, and by each part of her name."""
    found = set()
    for one in signatories:
        keys = [word.bare.casefold() for word in words_of(one)]
        found |= {_normal(one), *keys} | {" ".join(keys[start:]) for start in range(len(keys))}
    return frozenset(found)


def names_in(text: str, words: list[Word], names: Names) -> Iterator[tuple[int, str, str]]:
    """Each name of a person: where it begins, the name, and what to write."""
    at = 0
    while at < len(words):
        word = words[at]
        if "titles" in word.marks and word.text != word.text.lower().upper():
            end = _titled(text, words, at, names)
        elif word.is_capital:
            end = run_from(text, words, at)
            if end > at and not _is_person(text, words, at, end, names):
                at = _next(text, words, at, end, names)
                continue
        else:
            end = at
        if end > at:
            yield word.start, " ".join(text[word.start : words[end - 1].end].split()), ROLE
        at = max(end, at + 1)


def _next(text: str, words: list[Word], at: int, end: int, names: Names) -> int:
    """Where to look on after a run that is no name: within it if a title or a first name stands there, else after it."""
    for on in range(at + 1, end):
        if words[on].marks & {"titles", "given_names"}:
            return on
    return end


def _titled(text: str, words: list[Word], at: int, names: Names) -> int:
    """The end of the name that a title at this position begins, or the position itself."""
    first = at + 1
    # “Prof. Dr. Huda Rahman”, “el señor Juan Pérez”: one title may follow another.
    while (
        first < min(len(words), at + 4)
        and "titles" in words[first].marks
        and joined(text, words[first - 1], words[first], ".")
    ):
        first += 1
    if first >= len(words) or not joined(text, words[first - 1], words[first], ".") or not words[first].is_capital:
        return at
    end = run_from(text, words, first)
    run = words[first:end]
    if end - first > 4 or not run or names.are_no_person(run) or names.are_no_person(words[at:end]):
        return at
    return at if _is_cited(text, words, end) or words[first].text in ("I", "A") else end


def _is_person(text: str, words: list[Word], at: int, end: int, names: Names) -> bool:
    run = words[at:end]
    if len(run) > 4 or names.are_no_person(run) or _is_cited(text, words, end):
        return False
    is_first_name = "given_names" in run[0].marks
    if is_first_name and len(run) > 1:
        return True
    before = words[at - 1] if at and joined(text, words[at - 1], run[0], '“"‘,:') else None
    if before and tuple(word.text.lower() for word in words[max(0, at - 3) : at]) in lexicon().own_name:
        return True
    after = words[end] if end < len(words) and joined(text, run[-1], words[end], ",”(") else None
    if before and "naming" in before.marks and (is_first_name or _person_before(words, at - 1)):
        return True
    # “The Guardian said”, “In Lampton, aged 12”: a name of two words does not begin so.
    is_pair = len(run) > 1 and not run[0].marks & {"one", "near"} and not (at and "near" in words[at - 1].marks)
    if after and "says" in after.marks and (is_first_name or is_pair):
        return True
    return _has_age(text, words, at, end) and (is_first_name or is_pair or _person_before(words, at))


def _person_before(words: list[Word], at: int) -> bool:
    """Whether one person is spoken of just before: “a girl of twelve called …”, not “a group of girls called …”."""
    return any(words[on].marks & {"person", "role"} for on in range(max(0, at - 4), at))


def _has_age(text: str, words: list[Word], at: int, end: int) -> bool:
    """“…, aged 34”, “…, 34,”, “… (34)”, “…, de 34 años”."""
    if at and "near" in words[at - 1].marks:
        return False
    near = words[end : end + 3]
    number = next((word for word in near if re.fullmatch(r"[1-9]\d", word.text)), None)
    if number is None or number.start - words[end - 1].end > 12:
        return False
    if any("age" in word.marks for word in near):
        return True
    gap, after = text[words[end - 1].end : number.start], text[number.end : number.end + 1]
    return near[0] is number and "given_names" in words[at].marks and (gap, after) in ((", ", ","), (" (", ")"))


def _is_cited(text: str, words: list[Word], end: int) -> bool:
    """Whether a year follows as in “Okech 2019”, “Okech (2019)”, “Okech and Musa (2019)” or “Okech et al. 2019”."""
    at = end
    if at < len(words) and words[at].text in _TALE:
        at += 1
        while at < min(len(words), end + 4) and (words[at].is_capital or words[at].text in _TALE):
            at += 1
    if at >= len(words) or not _YEAR.fullmatch(words[at].text):
        return False
    return text[words[at - 1].end : words[at].start].strip(" \n*_.,") in ("", "(")
