# A colour profile (ICC.1) says in numbers how the colours of a picture are meant, and in words who made the profile, on
# which screen and when: often somebody's own. The numbers are copied, the words are not. Copied is what is known to be
# numbers, so nothing else can ride along.

"""Colour profiles without words."""

from __future__ import annotations

from .blocks import Unreadable

_NUMBERS = frozenset(
    b"rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC wtpt bkpt chad lumi cicp A2B0 A2B1 A2B2 B2A0 B2A1 B2A2".split()
)
_WORD = "RGB"
_MOST_TAGS = 100
_MOST_COLOURS = 15
_LARGEST = 4_000_000
_D50 = bytes.fromhex("0000f6d6000100000000d32d")
_DAY = b"".join(number.to_bytes(2, "big") for number in (2000, 1, 1, 0, 0, 0))


def without_words(profile: bytes) -> bytes:
    """The same colours, by nobody. Raises Unreadable where a profile cannot be read."""
    if len(profile) < 132 or len(profile) > _LARGEST or profile[36:40] != b"acsp":
        raise Unreadable("its colour profile is broken")
    tags = {b"desc": _described(profile[8]), b"cprt": _text(profile[8])}
    for at in range(132, 132 + 12 * min(_number(profile, 128), _MOST_TAGS), 12):
        name, start, length = profile[at : at + 4], _number(profile, at + 4), _number(profile, at + 8)
        value = profile[start : start + length]
        if len(value) < max(length, 8):
            raise Unreadable("its colour profile is broken")
        if name in _NUMBERS:
            tags[name] = _numbers(value)
    return _profile(_head(profile), tags)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")


def _numbers(value: bytes) -> bytes:
    """A value cut to its own length; what is no number is refused."""
    form = value[:4]
    parameters = (1, 3, 4, 5, 7)
    length = {
        b"XYZ ": 20,
        b"curv": 12 + 2 * _number(value, 8),
        b"para": 12 + 4 * parameters[value[9]] if len(value) > 9 and value[9] < 5 else -1,
        b"sf32": 8 + 4 * 9,
        b"cicp": 12,
        b"mft1": _table(value, 48, 1, 256, 256),
        b"mft2": _table(value, 52, 2, int.from_bytes(value[48:50], "big"), int.from_bytes(value[50:52], "big")),
    }.get(form, -1)
    if not 0 < length <= len(value):
        raise Unreadable("its colour profile is broken")
    return form + b"\0" * 4 + value[8:length]


def _table(value: bytes, head: int, size: int, before: int, after: int) -> int:
    """How long a table of colours is: what goes in and comes out, and the points of the grid between."""
    if len(value) < head:
        return -1
    goes_in, comes_out, points = value[8:11]
    if goes_in > _MOST_COLOURS:
        return -1
    grid: int = points**goes_in
    return head + size * (before * goes_in + grid * comes_out + after * comes_out)


def _described(version: int) -> bytes:
    if version >= 4:
        return _text(version)
    word = _WORD.encode() + b"\0"
    return b"desc\0\0\0\0" + len(word).to_bytes(4, "big") + word + bytes(4 + 4 + 2 + 1 + 67)


def _text(version: int) -> bytes:
    if version < 4:
        return b"text\0\0\0\0" + _WORD.encode() + b"\0"
    word = _WORD.encode("utf-16-be")
    return b"mluc\0\0\0\0" + b"".join(n.to_bytes(4, "big") for n in (1, 12)) + b"enUS" + _place(len(word), 28) + word


def _place(length: int, at: int) -> bytes:
    return length.to_bytes(4, "big") + at.to_bytes(4, "big")


def _head(profile: bytes) -> bytes:
    """The head: its version, its kind and its colour space are kept; the makers of profile, screen and program are not."""
    kept = profile[8:24] + _DAY + b"acsp"
    return bytes(4) + kept + bytes(24) + profile[64:68] + _D50 + bytes(48)


def _profile(head: bytes, tags: dict[bytes, bytes]) -> bytes:
    start = 132 + 12 * len(tags)
    table, values, places = b"", b"", dict[bytes, int]()
    for name, value in sorted(tags.items()):
        if value not in places:
            places[value] = start + len(values)
            values += value + b"\0" * (-len(value) % 4)
        table += name + places[value].to_bytes(4, "big") + len(value).to_bytes(4, "big")
    whole = bytes(4) + head + len(tags).to_bytes(4, "big") + table + values
    return len(whole).to_bytes(4, "big") + whole[4:]
