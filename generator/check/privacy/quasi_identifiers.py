# A text in, findings out: what in it could lead to one person. Nothing here knows of records or files. A rule is a
# function that walks the words once. Each is meant to be explained in a sentence to the one who wrote the text, so there
# is no scoring and no model: a false alarm must be as easy to understand as a true one. A person decides; these point.

"""The privacy check of one text."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...languages.lexicon import Token, joined, lexicon, run_from, territories, words_of
from ...problem import quote
from .attribution import quotations_of_persons
from .contact_details import addresses, coordinates, telephones
from .finding import Finding, told
from .person_names import Names, names_in
from .whereabouts import accounts, houses, meetings


@dataclass(frozen=True)
class TextContext:
    """What is known around a text: names that are no persons, those who may be named, and the record's place."""

    names: Names = field(default_factory=Names)
    country: str = ""
    places: frozenset[str] = frozenset()


# Counts, places, days and roles


@dataclass(frozen=True, order=True)
class Mark:
    """A place, a day or a role that a text mentions. `key` is the same for the same thing written otherwise."""

    start: int
    end: int
    key: str


_ISO_DAY = re.compile(r"(?<![\w-])(?:1[89]|20|21)\d\d-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?(?![\w-])")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th|er|º)?")
_LINKS_OF_DATES = frozenset(("de", "del", "of", "the"))


def days(text: str, words: list[Token]) -> Iterator[Mark]:
    """Days and months of a year. A month alone, or a year alone, is no day."""
    for match in _ISO_DAY.finditer(text):
        yield Mark(match.start(), match.end(), match[0])
    for at, word in enumerate(words):
        if "months" not in word.marks:
            continue
        first, last = at, at
        before = at - 1
        while before > 0 and at - before <= 2 and words[before].text in _LINKS_OF_DATES:
            before -= 1
        if before >= 0 and _DAY.fullmatch(words[before].text) and _is_near(text, words[before], word):
            first = before
        after = at + 1
        while after < len(words) - 1 and after - at <= 2 and words[after].text in _LINKS_OF_DATES:
            after += 1
        number = words[after].text if after < len(words) and _is_near(text, word, words[after]) else ""
        if _YEAR.fullmatch(number) or (first == at and _DAY.fullmatch(number)):
            last = after
        if first < at or last > at:
            yield Mark(words[first].start, words[last].end, text[words[first].start : words[last].end].casefold())


_SMALL_WORDS = frozenset(("near", "of", "one", "numbers"))


def _is_near(text: str, left: Token, right: Token) -> bool:
    """Whether two parts of a date belong together: “12 de mayo”, but not “paper 2, November 2023”."""
    return right.start - left.end < 10 and "," not in text[left.end : right.start]


def small_places(text: str, words: list[Token], around: TextContext) -> Iterator[Mark]:
    """Named places smaller than a province: “Nyeri district”, “the village of Kapsowar”, “in Kapsowar”, the record's own."""
    at = 0
    while at < len(words):
        # “In Kapsowar”: a sentence's first word is no part of the name after it.
        end = run_from(text, words, at) if words[at].is_capital and not words[at].marks & _SMALL_WORDS else at
        if end == at:
            at += 1
            continue
        found = _place(text, words, at, end, around)
        if found:
            yield found
        at = end


def place_names(places: str) -> frozenset[str]:
    """The small places that a record's own field for places names, as keys of their marks."""
    words, found, at = words_of(places), set(), 0
    while at < len(words):
        end = max(run_from(places, words, at), at + 1)
        run = [word for word in words[at:end] if "one" not in word.marks]
        if run and run[0].is_capital and not _is_wide(run) and not _begins_sentence_only(places, run):
            found.add(_key([word for word in run if "places" not in word.marks] or run))
        at = end
    return frozenset(found)


def _place(text: str, words: list[Token], at: int, end: int, around: TextContext) -> Mark | None:
    run = words[at:end]
    after = words[end] if end < len(words) and joined(text, run[-1], words[end]) else None
    # “Turkana County”, where the run itself ends in the noun, and “Turkana county”, where the noun comes after it.
    if len(run) > 1 and "places" in run[-1].marks and not _is_wide(run[:-1]):
        return Mark(run[0].start, run[-1].end, _key(run[:-1]))
    if after and "places" in after.marks and not _is_wide(run) and not _begins_sentence_only(text, run):
        return Mark(run[0].start, after.end, _key(run))
    if (
        at > 1
        and "of" in words[at - 1].marks
        and "places" in words[at - 2].marks
        and joined(text, words[at - 2], words[at - 1])
        and joined(text, words[at - 1], run[0], "'’")
        and not _is_wide(run)
    ):
        return Mark(words[at - 2].start, run[-1].end, _key(run))
    is_inside = at > 0 and "near" in words[at - 1].marks and "of" not in words[at - 1].marks
    if _key(run) in around.places or (
        is_inside and joined(text, words[at - 1], run[0]) and _is_unknown(words[at - 1 : end], around)
    ):
        return Mark(run[0].start, run[-1].end, _key(run))
    return None


def _is_unknown(inside: list[Token], around: TextContext) -> bool:
    """Whether nothing says that a name after “in” is other than a town's: no country, month, title or office."""
    run = inside[1:]
    if _is_wide(run) or len(run) > 3 or any(word.marks & {"months", "titles", "role", "people"} for word in run):
        return False
    return not around.names.are_known(run) and not around.names.are_known(inside)


def _key(run: list[Token]) -> str:
    return " ".join(word.bare for word in run).casefold()


def _is_wide(run: list[Token]) -> bool:
    return _key(run) in territories() or any("not_persons" in word.marks for word in run)


def _begins_sentence_only(text: str, run: list[Token]) -> bool:
    """Whether a single capital is only that of a sentence's first word, as in “Every village”."""
    start = run[0].start
    before = text[max(0, start - 8) : start].rstrip(" \n*_“\"'(")
    return len(run) == 1 and (before[-1] in ".!?:|-" if before else start < 8)


def single_roles(text: str, words: list[Token]) -> Iterator[Mark]:
    """Roles that one person has: “the village head”, “a young nurse”."""
    long_roles = lexicon().long_roles
    for at, word in enumerate(words):
        role = _long_role(words, at, long_roles.get(word.text.lower(), ()))
        if not role and "role" in word.marks and not word.text.endswith(("'s", "’s")):
            role = (word.text.lower(),)
        if role and any(_is_one(text, words, at, back) for back in (1, 2)):
            yield Mark(word.start, words[at + len(role) - 1].end, " ".join(role))


def _long_role(words: list[Token], at: int, roles: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    for role in roles:
        if tuple(word.text.lower() for word in words[at : at + len(role)]) == role:
            return role
    return ()


def _is_one(text: str, words: list[Token], at: int, back: int) -> bool:
    if at < back or "one" not in words[at - back].marks:
        return False
    return all(joined(text, words[one], words[one + 1]) for one in range(at - back, at))


def small_counts(text: str, words: list[Token], places: list[Mark]) -> Iterator[Finding]:
    """Counts of people below ten in a sentence that names a small place."""
    told = 0
    for at, word in enumerate(words[:-1]):
        is_count = "numbers" in word.marks or (len(word.text) == 1 and word.text in "123456789")
        # “One of the nine women” is one count.
        if not is_count or word.start < told or _is_part_of_number(text, word):
            continue
        group = _people_after(text, words, at)
        place = _place_beside(text, word.start, places) if group else None
        if group and place:
            told = group.end
            said = text[word.start : told]
            message = f"{quote(said)} and {quote(text[place.start : place.end])} together let people be recognised"
            lists = lexicon()
            coarse = lists.coarse[lists.language[group.bare.lower()]]
            plural = lists.plurals[group.bare.lower()]
            fix = f"Write “{coarse['few']} {plural} {coarse['region']}”"
            yield Finding(word.start, "small-count", said, message, fix)


def _people_after(text: str, words: list[Token], at: int) -> Token | None:
    """The people whom a number counts: the next word or, after one adjective or “of the”, the one after."""
    of_the = words[at + 1 : at + 3]
    if len(of_the) == 2 and "of" in of_the[0].marks and "one" in of_the[1].marks and joined(text, words[at], of_the[0]):
        at += 2
    for on in (at + 1, at + 2):
        if on >= len(words) or not joined(text, words[on - 1], words[on]):
            return None
        if "people" in words[on].marks:
            # “5 women's groups” counts groups.
            return words[on] if words[on].bare == words[on].text else None
    return None


def _is_part_of_number(text: str, word: Token) -> bool:
    before, after = text[max(0, word.start - 2) : word.start], text[word.end : word.end + 2]
    return bool(re.search(r"\d[.,\- –/]?$|[$€£#§]\s?$", before) or re.match(r"[.,:/–-]\d|\s?%", after))


def _place_beside(text: str, at: int, places: list[Mark]) -> Mark | None:
    """The first place of the same sentence."""
    start, end = _sentence(text, at)
    first = bisect.bisect_left(places, start, key=lambda mark: mark.start)
    return places[first] if first < len(places) and places[first].start < end else None


_ENDS = re.compile(r"[.!?](?=\s)|\n\s*\n")


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around a position begins and ends, within 600 characters on either side."""
    low = max(0, at - 600)
    start = max((match.end() for match in _ENDS.finditer(text, low, at)), default=low)
    end = _ENDS.search(text, at, at + 600)
    return start, end.end() if end else min(len(text), at + 600)


@dataclass(frozen=True)
class Marks:
    """What one passage tells that could be put together."""

    places: tuple[Mark, ...] = ()
    days: tuple[Mark, ...] = ()
    roles: tuple[Mark, ...] = ()


def marks_of(text: str, words: list[Token], around: TextContext) -> Marks:
    """The small places, days and single roles of a text."""
    roles = tuple(single_roles(text, words))
    places = list(small_places(text, words, around))
    known = {mark.start for mark in places}
    places += [mark for mark in _places_of_roles(text, words, roles, around) if mark.start not in known]
    return Marks(tuple(sorted(places)), tuple(days(text, words)), roles)


def _places_of_roles(text: str, words: list[Token], roles: tuple[Mark, ...], around: TextContext) -> Iterator[Mark]:
    """What a role is of, if nothing says that it is other than a place: “the village head of Kapsowar”."""
    ends = {role.end for role in roles}
    for at in range(1, len(words) - 1):
        if words[at - 1].end in ends and "of" in words[at].marks and words[at + 1].is_capital:
            end = run_from(text, words, at + 1)
            if joined(text, words[at], words[at + 1]) and _is_unknown(words[at:end], around):
                yield Mark(words[at + 1].start, words[end - 1].end, _key(words[at + 1 : end]))


def less_exact(day: str, place: str, role: str) -> str:
    """What to write instead of a day, a small place and a role: one of the three, less exactly."""
    year = _YEAR.search(day)
    when = f"“{year[0]}”" if year else "the year"
    return f"Write {when} instead of {quote(day)}, the region instead of {quote(place)}, or several instead of one {quote(role)}"


def together_in(text: str, marks: Marks, beside: tuple[str, ...] = ()) -> Iterator[Finding]:
    """A day, a small place and the role of one person in one passage. `beside` are days that stand beside it."""
    found = [*(text[mark.start : mark.end] for mark in marks.days), *beside]
    if marks.places and found and marks.roles:
        day, place, role = found[0], *(text[mark.start : mark.end] for mark in (marks.places[0], marks.roles[0]))
        message = f"{quote(day)}, {quote(place)} and {quote(role)} together point at one person"
        yield Finding(marks.roles[0].start, "points-at-one", role, message, less_exact(day, place, role))


def look(
    text: str, around: TextContext, prose: str | None = None, beside: tuple[str, ...] = ()
) -> tuple[list[Finding], Marks]:
    """All that the privacy check finds in one text, and the marks that other texts may be put together with.

    `prose` is the same text with addresses of links and the like blanked out; only there are words looked at. `beside`
    are days that stand beside the text.
    """
    prose = text if prose is None else prose
    words = words_of(prose)
    marks = marks_of(prose, words, around)
    findings = [
        *addresses(text),
        *telephones(prose),
        *coordinates(text, around.country),
        *(told(start, "personal-name", name) for start, name in names_in(prose, words, around.names)),
        *(_quoted(*found) for found in quotations_of_persons(prose, words)),
        *accounts(text, prose),
        *houses(prose, words),
        *meetings(prose, words),
        *small_counts(prose, words, list(marks.places)),
        *together_in(prose, marks, beside),
    ]
    return sorted(finding for finding in findings if not around.names.is_signed(finding.said)), marks


def _quoted(start: int, said: str) -> Finding:
    message = f"a person is quoted: {quote(said[1:-1].strip())}"
    fix = (
        "Make sure that she agreed to be quoted, and that neither her words nor what stands beside them tell who she is"
    )
    return Finding(start, "quoted-person", said, message, fix)
