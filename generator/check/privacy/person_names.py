# Names of persons are found by what stands around them, not by what they are: a title before, “named” or an age or
# “said” beside, where a text says whose words it quotes, whose husband or mother somebody is, what somebody with two
# names did, or a first name from a list with a surname after it. Capitals alone say nothing: organisations,
# places and methods have them too, and a program that cries at each of those is soon switched off. So what the library
# itself calls an organisation or a term, what is a country, and what is cited with its year is no person. Scripts
# without capitals are beyond this; there, only a person can look.

"""Names of persons in a text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...languages.lexicon import (
    LONGEST_NAME,
    NO_NAMES,
    Token,
    joined,
    lexicon,
    phrase_before,
    run_from,
    territories,
    words_of,
)
from .attribution import speakers

_YEAR = re.compile(r"(?:1[89]|20|21)\d\d[a-z]?")
_TALE = frozenset(("et", "al", "and", "y", "und"))


def _key(words: Iterable[Token]) -> str:
    return " ".join(word.bare for word in words).casefold()


@dataclass(frozen=True)
class Names:
    """Names that need no warning.

    `known` are those of organisations, programmes and terms, `authors` the words of the names of a record's cited authors, `signed` whoever
    signs for the library.
    """

    known: Container[str] = frozenset()
    authors: frozenset[str] = frozenset()
    signed: Container[str] = frozenset()
    titles: Container[str] = frozenset()

    def is_signed(self, said: str) -> bool:
        """Whether these words are a signatory's name or address, or a part of one."""
        return _normal(said) in self.signed

    def are_known(self, run: list[Token]) -> bool:
        """Whether a run of capitalised words is something that the library itself has or calls so."""
        whole = _key(run)
        return whole in self.known or whole in self.titles or whole in self.authors

    def are_no_person(self, run: list[Token]) -> bool:
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


def names_in(text: str, words: list[Token], names: Names) -> Iterator[tuple[int, str]]:
    """Each name of a person, and where it begins."""
    expected, at = dict(speakers(text, words)), 0
    while at < len(words):
        word = words[at]
        if "titles" in word.marks and word.text != word.text.lower().upper():
            end = _titled(text, words, at, names)
        elif at in expected and (spoken := _speaker(text, words, at, names, certain=expected[at])) > at:
            end = spoken
        elif (surname := _with_surname_in_capitals(text, words, at, names)) > at:
            end = surname
        elif word.is_capital:
            end = run_from(text, words, at)
            if end > at and not _is_person(text, words, at, end, names):
                at = _next(words, at, end, expected)
                continue
        else:
            end = at
        if end > at:
            yield word.start, " ".join(text[word.start : words[end - 1].end].split())
        at = max(end, at + 1)


def _speaker(text: str, words: list[Token], at: int, names: Names, *, certain: bool) -> int:
    """The end of the name that stands where a text says whose words it gives, or the position itself."""
    end = at
    while end < len(words) and end - at < LONGEST_NAME and words[end].text[0].isupper():
        if end > at and not joined(text, words[end - 1], words[end], "." if len(words[end - 1].text) == 1 else ""):
            break
        end += 1
    end = max(end, run_from(text, words, at))
    run = words[at:end]
    if len(run) > 4 or _is_cited(text, words, end) or names.are_no_person(run) or names.are_known(run):
        return at
    if any(word.marks & NO_NAMES for word in run) or run[0].text == "I":
        return at
    is_first_name = _is_first_name(run[0]) or _is_first_name(run[-1])
    if not any(word.is_capital for word in run) and not is_first_name:
        return at
    return end if certain or is_first_name or len(run) > 1 or _is_described(text, words, at, end) else at


def _is_first_name(word: Token) -> bool:
    """Whether a word is a first name from the lists; one that is an ordinary word too, as Blessing is, counts where a name is expected."""
    if word.marks & {"given_names", "names_that_are_words"}:
        return True
    return "given_names" in lexicon().marks.get(word.bare.capitalize(), ())


def _with_surname_in_capitals(text: str, words: list[Token], at: int, names: Names) -> int:
    """The end of a name such as “LAMPWRIGHT Amina” or “Amina LAMPWRIGHT”, or the position itself."""
    pair = words[at : at + 2]
    if len(pair) < 2 or not (pair[0].text.isupper() or pair[1].text.isupper()) or not joined(text, pair[0], pair[1]):
        return at
    surname, first = sorted(pair, key=lambda word: word.is_capital)
    if first.text.isupper() or not first.is_capital or len(surname.text) < 3 or not surname.text.isupper():
        return at
    if names.are_no_person(pair) or names.are_known([surname]) or _is_cited(text, words, at + 2):
        return at
    return at + 2 if _is_first_name(first) or _is_first_name(surname) else at


def _is_described(text: str, words: list[Token], at: int, end: int) -> bool:
    """Whether one person is told of right after: “…, a mother of two”, “… and her husband”."""
    near = words[end : end + 4]
    if len(near) < 2 or "near" in (words[at - 1].marks if at else ()):
        return False
    if near[0].text.lower() in _TALE and "whose" in near[1].marks and len(near) > 2 and "kin" in near[2].marks:
        return joined(text, words[end - 1], near[0])
    gap = text[words[end - 1].end : near[0].start]
    if not re.fullmatch(r"[*_]{0,2}, ?", gap) or "one" not in near[0].marks:
        return False
    return any(word.marks & {"person", "role", "kin"} for word in near[1:])


def _next(words: list[Token], at: int, end: int, expected: Mapping[int, bool]) -> int:
    """Where to look on after a run that is no name: within it if a title, a first name or a speaker stands there, else after it."""
    for on in range(at + 1, end):
        # “Ley María da Lampa” is a law, not a person.
        is_named_after = "not_persons" in words[on - 1].marks
        is_first_name = "given_names" in words[on].marks and not is_named_after
        if on in expected or is_first_name or "titles" in words[on].marks:
            return on
    return end


def _titled(text: str, words: list[Token], at: int, names: Names) -> int:
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
    # “Commissioner General”: what may follow a title with a capital, and is a part of it.
    is_office = words[first].text in ("I", "A") or "parts_of_titles" in words[first].marks
    return at if is_office or _is_cited(text, words, end) else end


def _is_person(text: str, words: list[Token], at: int, end: int, names: Names) -> bool:
    run = words[at:end]
    if len(run) > 4 or names.are_no_person(run) or _is_cited(text, words, end):
        return False
    is_first_name = "given_names" in run[0].marks
    is_told_of = not run[0].marks & NO_NAMES and _is_told_of(text, words, at, end, names)
    if is_told_of or (is_first_name and len(run) > 1):
        return True
    before = words[at - 1] if at and joined(text, words[at - 1], run[0], _OPENING) else None
    if before and "naming" in before.marks and (is_first_name or _person_before(words, at - 1)):
        return True
    # “The Guardian said”, “In Lampton, aged 12”, “As Oxfam says”: a name of two words does not begin so. Nor does it end
    # in an office, as “the Prime Minister said” does.
    is_pair = len(run) > 1 and not (run[0].marks & {"one", "near", "as"} or run[-1].marks & {"titles", "role"})
    is_pair = is_pair and not (at and "near" in words[at - 1].marks)
    after = words[end] if end < len(words) and joined(text, run[-1], words[end], ",”(") else None
    is_named = is_first_name or is_pair
    if after and (
        ("says" in after.marks and is_named)
        or ("does" in after.marks and is_named and _stands_alone(text, words, at, end, names))
    ):
        return True
    return _has_age(text, words, at, end) and (is_named or _person_before(words, at))


_OPENING = '“"‘,:'


def _is_told_of(text: str, words: list[Token], at: int, end: int, names: Names) -> bool:
    """Whether what stands around says that one person's name comes here: “my name is …”, “her husband …”, “…, a nurse”."""
    is_led_to = bool(at) and joined(text, words[at - 1], words[at], _OPENING)
    if is_led_to and (phrase_before(words, at, lexicon().own_name) or _is_kin(text, words, at)):
        return True
    if _has_kin(text, words, at, end) and not names.are_known(words[at:end]):
        return True
    return _is_described(text, words, at, end) and not names.are_known(words[at:end])


def _is_kin(text: str, words: list[Token], at: int) -> bool:
    """“Her husband …”."""
    if at < 2 or "kin" not in words[at - 1].marks or "whose" not in words[at - 2].marks:
        return False
    return joined(text, words[at - 2], words[at - 1]) and joined(text, words[at - 1], words[at], ",")


def _has_kin(text: str, words: list[Token], at: int, end: int) -> bool:
    """“X’s husband …”; not “the Council’s partner”."""
    last = words[end - 1]
    if (
        last.bare == last.text
        or end >= len(words)
        or "kin" not in words[end].marks
        or not joined(text, last, words[end])
    ):
        return False
    return not (at and "one" in words[at - 1].marks) and words[end].text not in ("partner", "colleague", "friend")


def _stands_alone(text: str, words: list[Token], at: int, end: int, names: Names) -> bool:
    """Whether a name is whoever does something: no article before, nothing that the library knows, no office."""
    run = words[at:end]
    if len(run) > 3 or not joined(text, run[-1], words[end]) or names.are_known(run):
        return False
    if at and joined(text, words[at - 1], run[0]):
        before = words[at - 1]
        # “When Amina left”, but not “Hurricane Maria left”; “the Amina left” is no person, and “in Goma lived” a place.
        is_part = before.text[0].isupper() and not ("openers" in before.marks and "given_names" in run[0].marks)
        if is_part or before.marks & {"one", "near"}:
            return False
    return not any(word.marks & NO_NAMES or _is_known_alone(word, names) for word in run)


def _is_known_alone(word: Token, names: Names) -> bool:
    """Whether a word by itself is the name of a country or of something that the library has."""
    return word.bare.casefold() in territories() or names.are_known([word])


def _person_before(words: list[Token], at: int) -> bool:
    """Whether one person is spoken of just before: “a girl of twelve called …”, not “a group of girls called …”."""
    return any(words[on].marks & {"person", "role"} for on in range(max(0, at - 4), at))


def _has_age(text: str, words: list[Token], at: int, end: int) -> bool:
    """“…, aged 34”, “…, 34,”, “… (34)”, “…, de 34 años”."""
    if at and "near" in words[at - 1].marks:
        return False
    near = words[end : end + 3]
    number = next((word for word in near if re.fullmatch(r"[1-9]\d", word.text)), None)
    if number is None or number.start - words[end - 1].end > 12:
        return False
    if any("age" in word.marks for word in words[end : end + 4]) or re.match(
        r", now \d\d,", text[words[end - 1].end :][:9]
    ):
        return True
    gap, after = text[words[end - 1].end : number.start], text[number.end : number.end + 1]
    return near[0] is number and "given_names" in words[at].marks and (gap, after) in ((", ", ","), (" (", ")"))


def _is_cited(text: str, words: list[Token], end: int) -> bool:
    """Whether a year follows as in “Okech 2019”, “Okech (2019)”, “Okech and Musa (2019)” or “Okech et al. 2019”."""
    at = end
    if at < len(words) and words[at].text in _TALE:
        at += 1
        while at < min(len(words), end + 4) and (words[at].is_capital or words[at].text in _TALE):
            at += 1
    if at >= len(words) or not _YEAR.fullmatch(words[at].text):
        return False
    return text[words[at - 1].end : words[at].start].strip(" \n*_.,") in ("", "(")
