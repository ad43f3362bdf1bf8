# A report's commonest way to name somebody is to say whose words it quotes: “…,” said X; “…” – X; according to X. There
# a name is expected, so that one capitalised word is enough, whatever the name: lists of first names know few of the
# world's. All looks go back a few words at most, so a text takes time by its length alone.

"""Where a text says whose words it gives, and that it gives a person's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...languages.lexicon import LONGEST_NAME, Token, joined, lexicon, phrase_after, phrase_before

_MARKS_OF_QUOTATION = '”"»“„‟›'
_CLOSED = re.compile(rf"(?:[.,!?…]{{0,3}}[{_MARKS_OF_QUOTATION}][.,!?…;*_]{{0,3}}|[.,!?…][’'][*_]{{0,2}})")
_TO_NAME = re.compile(rf"{_CLOSED.pattern}\s{{0,4}}(?:[>\s]{{0,8}}[-–—―~]{{1,3}}|[(\[])[\s*_]{{0,4}}")
_LINE_OF_NAME = re.compile(r"\s*\n[>\s]{0,8}[—―–][\s*_]{0,4}")
_TO_VERB = re.compile(rf"\s{{0,2}}{_CLOSED.pattern}[\s*_–—-]{{1,4}}")
_LABEL = re.compile(r"[*_]{0,3}:[*_]{0,3}\s{1,4}")
_TO_ASIDE = re.compile(r"[*_”\"’]{0,3}(?:,|\s{0,2}[(\[])[\s*_“\"]{0,3}")
_COMMA = re.compile(r"[*_]{0,2},[\s*_]{1,4}")
_NOT_BEFORE_SPEAKERS = frozenset(("told", "tells", "contó", "cuenta", "added", "añadió", "ajoute"))
"""Verbs of saying after which comes who was told, or what."""


def speakers(text: str, words: list[Token]) -> Iterator[tuple[int, bool]]:
    """The positions of words at which a text names whose words it gives.

    With each comes whether that is certain, so that any one capitalised word there is somebody's name; otherwise it takes
    a first name or two words.
    """
    for at, word in enumerate(words):
        if not word.text[0].isupper():
            continue
        gap = text[words[at - 1].end if at else 0 : word.start][-24:]
        if _TO_NAME.search(gap) and _TO_NAME.search(gap).end() == len(gap):  # type: ignore[union-attr]
            yield at, True
        elif _is_renamed(text, words, at):
            # A village may have been renamed as well, and stands behind “in”.
            yield at, not (at and "near" in words[at - 1].marks)
        elif (
            _LINE_OF_NAME.fullmatch(gap)
            or _is_framed(text, words, at)
            or _is_labelled(words, at, gap)
            or phrase_before(words, at, lexicon().according)
        ):
            yield at, False
        else:
            verb = _verb_before(text, words, at)
            if verb is not None:
                yield at, verb
            elif _TO_VERB.fullmatch(gap) and _says_next(text, words, at):
                yield at, True


def _is_labelled(words: list[Token], at: int, gap: str) -> bool:
    """“Facilitator: …”."""
    return bool(at) and "role" in words[at - 1].marks and _LABEL.fullmatch(gap) is not None


def _end_of_name(text: str, words: list[Token], at: int) -> int:
    """Where the words with a capital end that begin at a position."""
    end = at + 1
    while (
        end < min(len(words), at + LONGEST_NAME)
        and words[end].text[0].isupper()
        and joined(text, words[end - 1], words[end])
    ):
        end += 1
    return end


def _is_framed(text: str, words: list[Token], at: int) -> bool:
    """“As X puts it”, “as X says”, “in X’s words”."""
    if not at or not words[at - 1].marks & {"as", "near"} or not joined(text, words[at - 1], words[at]):
        return False
    end = _end_of_name(text, words, at)
    if end == len(words) or not joined(text, words[end - 1], words[end]):
        return False
    if "as" in words[at - 1].marks:
        return "says" in words[end].marks or phrase_after(words, end, lexicon().puts)
    is_hers = words[end - 1].bare != words[end - 1].text
    return is_hers and phrase_after(words, end, lexicon().telling)


def _is_renamed(text: str, words: list[Token], at: int) -> bool:
    """“X (not her real name)”."""
    end = _end_of_name(text, words, at)
    return (
        end < len(words)
        and phrase_after(words, end, lexicon().not_real)
        and _TO_ASIDE.fullmatch(text[words[end - 1].end : words[end].start][:12]) is not None
    )


def _says_next(text: str, words: list[Token], at: int) -> bool:
    """Whether a verb of saying follows one or two words with a capital: “…,” X said."""
    end = at + 1
    if end < len(words) and words[end].text[0].isupper() and joined(text, words[at], words[end]):
        end += 1
    return end < len(words) and "says" in words[end].marks and joined(text, words[end - 1], words[end])


def _verb_before(text: str, words: list[Token], at: int) -> bool | None:
    """Whether a verb of saying before a position follows a quotation for certain; None if there is no such verb.

    A role may stand between: “said the nurse, X”.
    """
    on = at - 1
    while on > 0 and at - on <= 4 and words[on].marks & {"one", "role", "person"} and "says" not in words[on].marks:
        if not joined(text, words[on], words[on + 1], ","):
            return None
        on -= 1
    if on < 1 or "says" not in words[on].marks or words[on].text.lower() in _NOT_BEFORE_SPEAKERS:
        return None
    if not joined(text, words[on], words[on + 1]):
        return None
    gap = text[words[on - 1].end : words[on].start]
    if _TO_VERB.fullmatch(gap):
        return True
    return False if _COMMA.fullmatch(gap) else None


# Quotations of persons

_QUOTED = re.compile(r"“[^”\n]{6,2000}”|«[^»\n]{6,2000}»|(?<![\w\"])\"[^\"\n]{6,2000}\"(?!\w)")
_FEWEST_WORDS = 2
"""A single word in quotation marks is a term."""
_AROUND = 8
"""So many words before and after a quotation may say whose it is."""
_SUBJECTS = frozenset(("she", "he", "they", "ella", "él", "elle", "elles", "il", "ils", "who", "i"))


def quotations_of_persons(text: str, words: list[Token]) -> Iterator[tuple[int, str]]:
    """Each quotation that is said to be a person's: where it begins, and its words.

    A verb of saying stands beside it with a person, a role, a pronoun or a name; or a name or a role alone, after a dash.
    """
    starts = [word.start for word in words]
    expected = {at for at, certain in speakers(text, words) if certain}
    for match in _QUOTED.finditer(text):
        first, last = _index(starts, match.start()), _index(starts, match.end())
        if last - first < _FEWEST_WORDS:
            continue
        before, after = words[max(0, first - _AROUND) : first], words[last : last + _AROUND]
        if (
            expected.intersection(range(last, last + 5))
            or _is_told(before)
            or _is_told(after)
            or _is_signed(text, match.end(), after)
        ):
            yield match.start(), match[0]


def _index(starts: list[int], at: int) -> int:
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if starts[middle] < at else (low, middle)
    return low


def _is_told(beside: list[Token]) -> bool:
    says = any("says" in word.marks for word in beside)
    return says and any(word.marks & {"person", "role"} or word.text.lower() in _SUBJECTS for word in beside)


def _is_signed(text: str, end: int, after: list[Token]) -> bool:
    """“…” – a mother of two."""
    if not after or not re.fullmatch(r"[.,]?[\s>]{0,6}(?:[-–—―]{1,2}|\()[\s*_]{0,4}", text[end : after[0].start][:16]):
        return False
    return any(word.marks & {"person", "role"} for word in after[:5])
