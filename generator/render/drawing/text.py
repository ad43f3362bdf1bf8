# How wide a text will be, guessed without a font: each kind of character counts as wide as the widest of its kind in
# the fonts that readers are likely to have (Noto Sans, DejaVu Sans), so a line ends early rather than outside its box.
# An exact measure would need the reader's own font, which nobody has when the page is made.

"""Guessing the width of text, and breaking it into lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

SIZE = 14
"""The size of all letters. A picture for phones is 320 wide, so on the smallest phone they are still 12 pixels high."""
LINE = 19
"""From one line to the next."""
ASCENT, DESCENT = 15, 5
"""How far letters reach above and below the line they stand on."""

_BOLD = 1100
_PER_MILLE = {
    300: "Jijlł'",
    340: " ,.’‘·:;I",
    400: "-/\\f()[]tr¡!",
    500: '"_`–',
    560: "sz“”?c¿*L|",
    610: "Fkvxy",
    650: "PTYaeo«»ø0123456789$ESbdghnpqu{}ßđK",
    700: "ABCRVXZ",
    780: "UDGHN",
    860: "&OQw#+<=>^~",
    1000: "M%m@W—…æ",
}
_WIDTHS = {sign: width for width, signs in _PER_MILLE.items() for sign in signs}
_WIDTHS |= dict.fromkeys("سشصض", 1240) | {
    "\u2e3a": 2000,
    "\u2e3b": 3000,
    "\ufdfa": 4000,
    "\ufdfb": 4000,
    "\ufdfd": 12000,
}
_SCRIPTS = (
    (0x0250, 1050),
    (0x0590, 1100),
    (0x0600, 760),
    (0x0780, 1050),
    (0x0B80, 1200),
    (0x0D80, 1900),
    (0x2000, 1300),
)
"""The first character after a stretch of the code space, and how wide the widest common letters of the stretch are."""
_OTHER = 1300
FEWEST = 3
"""How few letters of a broken word may stand alone on the next line."""
_CLUSTER = 32
"""How wide a letter may be with all that hangs on it; what goes beyond may stand on the next line."""


def width_of(text: str, *, bold: bool = False) -> int:
    """How wide a text is at most, rounded up."""
    total = sum(_per_mille(sign) for sign in text) * SIZE
    return -(-total * (_BOLD if bold else 1000) // 1_000_000)


@cache
def _per_mille(sign: str) -> int:
    known = _WIDTHS.get(sign)
    if known:
        return known
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    plain = unicodedata.normalize("NFKD", sign)
    if plain[0] != sign and plain[0] in _WIDTHS and all(map(unicodedata.combining, plain[1:])):
        return _WIDTHS[plain[0]] + 20
    if unicodedata.east_asian_width(sign) in "WF":
        return 1200
    return next((width for end, width in _SCRIPTS if ord(sign) < end), _OTHER)


def wrapped(text: str, room: int, *, bold: bool = False, most: int | None = None) -> tuple[str, ...]:
    """The text in lines that fit into `room`. With `most`, it is cut after so many lines, and the last ends in `…`."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(" ".join(text.split())):
        if width_of((line + piece).rstrip(), bold=bold) <= room:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        *full, line = _broken(piece.lstrip(), room, bold)
        lines += full
    if line.strip():
        lines.append(line.rstrip())
    if most is not None and len(lines) > most:
        return (*lines[: most - 1], _cut(lines[most - 1], room, bold))
    return tuple(lines)


def _pieces(text: str) -> Iterator[str]:
    """The stretches of a text after each of which a line may end."""
    piece = ""
    for at, sign in enumerate(text):
        piece += sign
        after = text[at + 1 : at + 2]
        inside = piece.strip()[:-1]
        if sign == " " or (sign in "-–—/" and inside and after.isalpha()) or (_is_wide(sign) and _may_begin(after)):
            yield piece
            piece = ""
    if piece:
        yield piece


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


def _may_begin(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LN" and _is_wide(sign)


def _broken(word: str, room: int, bold: bool) -> list[str]:
    """A word in parts that fit, each but the last with a hyphen where letters are parted."""
    parts: list[list[str]] = [[]]
    for cluster in _clusters(word):
        if parts[-1] and width_of("".join(parts[-1]) + cluster.rstrip() + _hyphen(cluster), bold=bold) > room:
            parts.append([])
        parts[-1].append(cluster)
    while len(parts) > 1 and len("".join(parts[-1]).strip()) < FEWEST < len(parts[-2]) - 1:
        if width_of(parts[-2][-1] + "".join(parts[-1]).rstrip(), bold=bold) > room:
            break
        parts[-1].insert(0, parts[-2].pop())
    return ["".join(part) + _hyphen(part[-1]) for part in parts[:-1]] + ["".join(parts[-1])]


def _hyphen(cluster: str) -> str:
    """What shows that a word goes on after this letter, in scripts that do so."""
    return "-" if cluster[0].isalpha() and cluster[0].lower() != cluster[0].upper() else ""


def _clusters(word: str) -> Iterator[str]:
    cluster = ""
    for sign in word:
        hangs = unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf") or cluster.endswith("\u200d")
        weightless = not _per_mille(sign)
        if cluster and not (weightless or (hangs and width_of(cluster + sign) <= _CLUSTER) or sign == " "):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _cut(line: str, room: int, bold: bool) -> str:
    line = line.rstrip(" -,;:.")
    while " " in line and width_of(line + "…", bold=bold) > room:
        line = line.rpartition(" ")[0].rstrip(" ,;:.")
    clusters = list(_clusters(line))
    while len(clusters) > 1 and width_of("".join(clusters) + "…", bold=bold) > room:
        clusters.pop()
    return "".join(clusters) + "…"
