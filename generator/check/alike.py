# Many letters look like others: those of neighbouring scripts, letters in boxes and circles, small capitals. Whoever reads sees a
# Latin word and takes it for one, so whatever is looked for among letters is looked for among what they look like too. The
# table has what cannot be told apart at a glance, in capitals and small letters as they are drawn, and nothing more.

"""Letters that look like Latin ones."""

from __future__ import annotations

import re
import unicodedata

_BY_HAND = {
    "a": "аАαΑɑ⍺ᎪꓮⲀⲁ",
    "b": "ВЬьвΒβƄƅᏴᏏꓐⲂɓ",
    "c": "сСϲϹꓚᏟⲤⲥↄ",
    "d": "ԁԀᎠᏧꓓɖɗđð",
    "e": "еЕєҽεΕᎬꓰⲈⲉɛ℮",
    "f": "ғҒꓝϝϜ",
    "g": "ɡԍԌցᏀꓖ",
    "h": "һҺђнНհΗᎻᏂꓧⲎⲏɦħ",
    "i": "іІιΙıᎥꓲⲒ",
    "j": "јЈϳͿᎫꓙ",
    "k": "кКκΚᏦꓗⲔⲕƙ",
    "l": "ӏӀᏞꓡⳐⳑłɫɭƚǀ",
    "m": "мМΜᎷꓟⲘ",
    "n": "ոռΝꓠⲚη",
    "o": "оОοΟօՕσꓳⲞⲟøØ",
    "p": "рРρΡᏢꓑⲢⲣ",
    "q": "ԛԚ",
    "r": "гᏒꓣ",
    "s": "ѕЅՏᏚꓢ",
    "t": "тТτΤᎢꓔⲦ",
    "u": "υսՍꓴ",
    "v": "ѵѴνᏙꓦ",
    "w": "ԝԜѡաᎳꓪω",
    "x": "хХχΧꓫⲬⲭ",
    "y": "уУγΥүҮꓬᎩ",
    "z": "ΖᏃꓜⲌ",
}
_DRAWN = re.compile(
    "(?:LATIN LETTER SMALL CAPITAL|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])"
)
"""Names in Unicode of letters that are drawn in a box or as small capitals, and have no other form."""
_WHERE_DRAWN = (*range(0x250, 0x2B0), *range(0x1D00, 0x1D30), *range(0xA730, 0xA780), *range(0x1F150, 0x1F200))


def drawn(sign: str) -> str:
    """The Latin letter, in small, that is drawn in a box or as a small capital, if this is one."""
    found = _DRAWN.fullmatch(unicodedata.name(sign, ""))
    return found[1].lower() if found else ""


LATIN = {
    **{sign: letter for letter, signs in _BY_HAND.items() for sign in signs},
    **{chr(code): letter for code in _WHERE_DRAWN if (letter := drawn(chr(code)))},
}
"""The Latin letter, in small, as which a character is read."""
_AS_LATIN = str.maketrans(LATIN)
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")


def as_seen(text: str) -> str:
    """A text in small Latin letters as far as its letters look like such, without accents."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", plain.translate(_AS_LATIN)).casefold()
