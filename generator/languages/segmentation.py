# Scripts that put no space between words: Burmese, Thai, Lao, Khmer, Chinese, Japanese. An index of words finds nothing
# in them but whole sentences. Word lists would be large and never complete, so the text is cut where nobody can go
# wrong, at each syllable or character, and a search for a word becomes a search for its pieces in their order. What the
# reader asks is cut by the same rule: BEGINNING means the same to a browser and is handed to it with the words of the search.

"""Cutting text without spaces into pieces that can be indexed."""

from __future__ import annotations

import re
import unicodedata

CUT = " \u2060"
"""What stands between two pieces. The second character is invisible, and tells a cut from a space of the author's."""

_LETTERS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f"
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
UNSPACED = f"[{_LETTERS}]"
"""A letter of such a script, as a regular expression."""

_BASES = (
    "\u0e01-\u0e2e\u0e40-\u0e44\u0e81-\u0eae\u0ec0-\u0ec4"  # Thai and Lao: consonants, and vowels that go before them
    "\u1000-\u102a\u103f\u104e\u1050-\u1055\u106e-\u1070\u1075-\u1081\uaa60-\uaa6f\uaa71-\uaa76"  # Burmese
    "\u1780-\u17b3"  # Khmer
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Japanese and Chinese
)
# A character that closes the syllable before it begins none: one with an asat, or one that is stacked on or under another.
BEGINNING = rf"(?<=[{_LETTERS}])(?<![\u1039\u17d2])(?=[{_BASES}])(?![\u1000-\u1021]\u1037?[\u103a\u1039])"
"""Where a piece begins within such text: a regular expression, in what Python and browsers share."""

_JOINED = "[\ufb00-\ufb06]"
_DASH = r"(?<=\w)[\u2010-\u2013](?=\w)"


def cut(text: str) -> str:
    """The text with CUT between pieces; all else stays as it is, so that HTML may be given too."""
    return re.sub(BEGINNING, CUT, text)


def indexable(text: str) -> str:
    """The text as the index takes it: cut, and each letter in the one form (Unicode's NFC) that is looked for.

    Letters that print as one sign, as they come along from a PDF, are several; a dash within a word is its hyphen, at which Pagefind
    parts it.
    """
    text = re.sub(_DASH, "-", text)
    return cut(re.sub(_JOINED, lambda sign: unicodedata.normalize("NFKC", sign[0]), unicodedata.normalize("NFC", text)))
