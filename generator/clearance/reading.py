# Whoever reads a page sees letters: not emphasis, entities, soft hyphens, or which of five characters the hyphen is. A name
# is looked for in what is seen, so text and names are brought into one normal form first. It keeps two things besides
# letters: where a word may begin, and from which place in the file each letter came, so that a message points at it.

"""A text as it is read: letters in one form, where words begin, and where each letter was written."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..check.alike import LATIN, drawn

SPACE, JOINT = " ", "-"
"""Two kinds of gap: one that parts words, and one, such as a hyphen, a tag or emphasis, that may stand within a word."""

_PIECE = re.compile(
    r"""(?P<address>(?:https?://|www\.|mailto:)[^\s<>()\[\]{}|"]{1,2000}|[\#@][^\W_](?:[\w-]|\.(?=[^\W_])){1,200})
    | (?P<plain>[A-Za-z0-9]+(?:[ ][A-Za-z0-9]+)*)
    | (?P<entity>&(?:\#[0-9]{1,7};?|\#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};))
    | (?P<code>\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|U000[0-9A-Fa-f]{5}|u\{[0-9A-Fa-f]{1,5}\}))
    | (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<note>\[\^[^\]\s]{1,200}\])
    | (?P<target>(?<=\])(?:\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,2000})?\)|\[[^\[\]\n]{0,200}\]))
    | (?P<tag></?[A-Za-z!?][^<>]{0,5000}>)
    | (?P<hyphen>[-\u2010\u2011]\n[ \t>]*)
    | (?P<flag>[\U0001F1E6-\U0001F1FF]{2})
    | .""",
    re.VERBOSE | re.DOTALL,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|tspan|u|wbr)\b"
)
_SOFT = frozenset("[]*~^`'\"’‘ʼ´ʻʹ′‛“”_·•‧⁀_\\")
"""Signs that may stand within a word or a name; hyphens, dashes and all that is invisible do so too."""
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "œ": "oe", "æ": "ae", "þ": "th", "ŧ": "t", "ŋ": "n"}
    | {"ƙ": "k", "ɗ": "d", "ɓ": "b", "ə": "e", "ɛ": "e", "ɔ": "o", "ĸ": "k"}
    | {"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ـ": ""}
    # Rows of letters that Amharic has for one sound, and that people mix.
    | {chr(ord(row) + at): chr(ord(plain) + at) for row, plain in ("ሐሀ", "ኀሀ", "ሠሰ", "ዐአ", "ፀጸ") for at in range(7)}
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08d3-\u08ff\u093c\u09bc\u0a3c\u0abc\u0b3c"
    "\u135d-\u135f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
"""Accents, vowel points and the like, without which a word is read just as well. Vowel characters of other scripts are letters."""


_OWN_PATH = re.compile(r"\]\((?!https?:|www\.|mailto:)[^()\s]*$")
_LONGEST_PATH = 300


@dataclass(frozen=True)
class Reading:
    """A text as it is read.

    `letters` has no gaps. `gaps` are the positions in it before which one stands, in order, and `kinds` which; from
    `addresses` on stand addresses, in which words run together. `source` is what was written.
    """

    source: str
    letters: str
    gaps: tuple[int, ...]
    kinds: str
    addresses: int
    _here: tuple[int, ...]
    _there: tuple[int, ...]

    def place(self, at: int) -> int:
        """Where in the source the letter at this position was written."""
        piece = bisect_right(self._here, at) - 1
        start, step = self._there[piece] >> 1, self._there[piece] & 1
        return start + (at - self._here[piece]) * step

    def gaps_within(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """The gaps between the letters from `start` to `end`, those at the ends not among them."""
        for index in range(bisect_right(self.gaps, start), bisect_left(self.gaps, end)):
            yield self.gaps[index], self.kinds[index]

    def ends_word(self, at: int) -> bool:
        """Whether a word ends before this position."""
        index = bisect_left(self.gaps, at)
        return at >= len(self.letters) or (index < len(self.gaps) and self.gaps[index] == at)

    def is_over_folders(self, start: int, end: int) -> bool:
        """Whether letters stand partly in one folder and partly in another of a link within the library.

        Each of the two is called after something that is there: `resistance/backlash.md` is no “Resistance and backlash”.
        """
        if start < self.addresses:
            return False
        first, last = self.place(start), self.place(end - 1)
        is_parted = "/" in self.source[first:last]
        return is_parted and _OWN_PATH.search(self.source[max(0, first - _LONGEST_PATH) : first]) is not None

    def written(self, at: int) -> str:
        """The character from which the letter at this position came."""
        return self.source[self.place(at)]


def read(text: str) -> Reading:
    """A text of Markdown, HTML, SVG or the like as it is read, its addresses and what stands within tags after it."""
    return _Reader(text).reading()


def read_address(text: str) -> Reading:
    """A file's name or an address, in which words run together."""
    reader = _Reader(text)
    reader.aside.append((0, len(text)))
    return reader.finished()


def letters_of(text: str) -> str:
    """The letters of a text in normal form, without gaps, as quickly as can be."""
    letters = text.encode("utf-8", "surrogatepass").translate(_SMALL, _NO_LETTERS).decode("utf-8", "surrogatepass")
    return letters if letters.isascii() else _OTHERS.sub(lambda found: found[0].translate(_LETTERS), letters)


_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_SMALL = bytes(range(256)).lower()
_OTHERS = re.compile(r"[^\x00-\x7f]+")


class _Reader:
    """Reads from left to right; what nobody sees in its place, such as the target of a link, is put aside for the end."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.parts: list[str] = []
        self.length = 0
        self.gap = ""
        self.gaps: list[int] = []
        self.kinds: list[str] = []
        self.here: list[int] = []
        self.there: list[int] = []
        self.aside: list[tuple[int, int]] = []

    def reading(self) -> Reading:
        for piece in _PIECE.finditer(self.source):
            self._take(piece)
        return self.finished()

    def finished(self) -> Reading:
        """What was read so far, and then what was put aside."""
        addresses = self.length
        while self.aside:
            start, end = self.aside.pop(0)
            self.part(SPACE)
            self.take_aside(start, end)
        letters = "".join(self.parts)
        return Reading(
            self.source,
            letters,
            tuple(self.gaps),
            "".join(self.kinds),
            addresses,
            tuple(self.here) or (0,),
            tuple(self.there) or (0,),
        )

    def part(self, kind: str) -> None:
        """Note that a gap stands before the next letter; a wider one counts where several come together."""
        if self.gap != SPACE:
            self.gap = kind

    def put(self, letters: str, at: int, *, step: int) -> None:
        """Add letters that were written at `at`, each at a place of its own if `step` is 1."""
        if self.gap and self.length:
            self.gaps.append(self.length)
            self.kinds.append(self.gap)
        self.gap = ""
        self.here.append(self.length)
        self.there.append(at << 1 | step)
        self.parts.append(letters)
        self.length += len(letters)

    def take_aside(self, start: int, end: int) -> None:
        """Read what is no running text character by character, with its percent escapes and entities undone."""
        for piece in _CODED.finditer(self.source, start, end):
            if piece[0].isupper() and self.source[piece.start() - 1 : piece.start()].islower():
                self.part(JOINT)  # words that run together, as in #WomenOfLowford
            self.signs(_decoded(piece[0]), piece.start())

    def signs(self, text: str, at: int, *, step: int = 0) -> None:
        """Add characters one by one; all of them were written at `at`, unless `step` is 1."""
        for number, sign in enumerate(text):
            folded = _folded(sign)
            if folded in (SPACE, JOINT):
                self.part(folded)
            elif folded:
                self.put(folded, at + number * step, step=0)

    def _take(self, piece: re.Match[str]) -> None:
        kind, text, at = piece.lastgroup, piece[0], piece.start()
        if kind == "plain":
            self._words(text, at)
        elif kind is None:
            is_alike = text in LATIN and _has_latin_beside(self.source, at)
            self.signs(LATIN[text] if is_alike else text, at)
        elif kind in ("entity", "code", "escape"):
            self.signs(_decoded(text), at)
        elif kind == "hyphen":
            self.part(JOINT)
        elif kind == "flag":
            self.part(SPACE)
            self.put(text, at, step=1)
            self.part(SPACE)
        else:
            self.part(JOINT if kind in ("note", "target") or _INLINE.match(text) else SPACE)
            self.aside.append(piece.span())

    def _words(self, text: str, at: int) -> None:
        for word in (_CAMEL.sub("-", text) if _CAMEL.search(text) else text).lower().split(" "):
            for number, part in enumerate(word.split("-")):
                self.gap = JOINT if number else self.gap
                self.put(part, at, step=1)
                at += len(part)
            self.gap = SPACE
            at += 1
        self.gap = ""


_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")
"""Where words run together, as in WomenOfLowford."""
_WORD_AROUND = 12
"""So many letters on either side say whether a word is a Latin one."""


def _has_latin_beside(text: str, at: int) -> bool:
    """Whether the word in which a letter stands has a Latin one."""
    for way in (-1, 1):
        on = at + way
        while 0 <= on < len(text) and abs(on - at) <= _WORD_AROUND and text[on].isalpha():
            if text[on].isascii():
                return True
            on += way
    return False


_CODED = re.compile(
    r"(?:%[0-9A-Fa-f]{2})+|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|.",
    re.DOTALL,
)


def _decoded(text: str) -> str:
    if text.startswith("&"):
        return html.unescape(text)
    if re.match(r"\\[uUx]\W?[0-9A-Fa-f]", text):
        return chr(int(text[2:].strip("{}"), 16))
    if text.startswith("%") and len(text) > 1:
        return bytes.fromhex(text.replace("%", "")).decode("utf-8", "replace")
    return text.removeprefix("\\") or text


@cache
def _folded(sign: str) -> str:
    """A character in normal form: its letters, nothing, or the gap that it makes."""
    if sign in _SOFT or unicodedata.category(sign) in ("Cf", "Pd"):
        return JOINT
    base = _MARKS.sub("", unicodedata.normalize("NFKD", sign)).casefold().translate(_PLAIN_LETTERS)
    base = _MARKS.sub("", unicodedata.normalize("NFKD", base))
    kept = "".join(_digit(letter) for letter in base if letter.isalnum() or unicodedata.category(letter)[0] == "M")
    if letter := drawn(sign):
        return letter
    return kept or (SPACE if base else "")


class _Letters(dict[int, str]):
    """The letters of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        self[code] = "" if folded in (SPACE, JOINT) else folded
        return self[code]


_LETTERS = _Letters()


def _digit(letter: str) -> str:
    value = unicodedata.digit(letter, None)
    return letter if value is None else str(value)
