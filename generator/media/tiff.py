# A TIFF is not a chain: a directory points at its values, and at the pixels, anywhere in the file. So nothing is moved.
# What can lead to a person is struck from the directory and its bytes are overwritten with zeros; every other byte
# stays where it is. The list here is of what goes, since a TIFF cannot be shown without tags that no list knows.

"""TIFF, directory by directory (TIFF 6.0)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .blocks import Block, Unreadable

Order = Literal["little", "big"]

MOST_PAGES = 200
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_DIRECTORIES = {0x8769, 0x8825, 0xA005}
"""Tags whose value is the place of another directory: EXIF, GPS, interoperability."""
_XMP, _IPTC, _PHOTOSHOP = 0x02BC, 0x83BB, 0x8649
_HIDDEN = (
    _DIRECTORIES
    | {_XMP, _IPTC, _PHOTOSHOP}
    | {0x010D, 0x010E, 0x010F, 0x0110, 0x011D, 0x0131, 0x0132, 0x013B, 0x013C, 0x8298, 0x9286, 0x935C}
    | {0x9003, 0x9004, 0x927C, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F, 0xA430, 0xA431, 0xA433, 0xA434, 0xA435, 0xC62F}
)


@dataclass(frozen=True)
class _Entry:
    tag: int
    raw: bytes
    value_at: int
    length: int


def tiff(data: bytes) -> tuple[list[Block], bytes]:
    """The hidden tags of a TIFF, and the picture without them. Nothing in it is moved."""
    order: Order = "little" if data[:2] == b"II" else "big"
    clean = bytearray(data)
    blocks: list[Block] = []
    for at, entries in _pages(data, order):
        _need_pixels(data, entries, order)
        hidden = [entry for entry in entries if entry.tag in _HIDDEN]
        if not hidden:
            continue
        blocks.append(Block("exif", data[:4] + at.to_bytes(4, order) + data[8:], "EXIF"))
        for entry in hidden:
            value = data[entry.value_at : entry.value_at + entry.length]
            if entry.tag == _XMP:
                blocks.append(Block("xmp", value, "XMP"))
            elif entry.tag in (_IPTC, _PHOTOSHOP):
                blocks.append(Block("iptc", value, "IPTC"))
            _strike(clean, data, entry, order, depth=0)
        _rewrite(clean, at, entries, order)
    return blocks, bytes(clean)


def _pages(data: bytes, order: Order) -> Iterator[tuple[int, list[_Entry]]]:
    at, seen = _int(data, 4, 4, order), set[int]()
    while at:
        if at in seen or len(seen) >= MOST_PAGES:
            raise Unreadable("the file is broken: its pages do not end")
        seen.add(at)
        entries = _directory(data, at, order)
        yield at, entries
        at = _int(data, at + 2 + 12 * len(entries), 4, order)


def _directory(data: bytes, at: int, order: Order) -> list[_Entry]:
    entries = []
    for number in range(_int(data, at, 2, order)):
        start = at + 2 + 12 * number
        tag, form, count = (_int(data, start + ahead, size, order) for ahead, size in ((0, 2), (2, 2), (4, 4)))
        length = count * _SIZES.get(form, 1)
        value_at = start + 8 if length <= 4 else _int(data, start + 8, 4, order)
        if value_at + length > len(data):
            raise Unreadable("the file is broken: a value lies beyond its end")
        entries.append(_Entry(tag, data[start : start + 12], value_at, length))
    return entries


def _need_pixels(data: bytes, entries: list[_Entry], order: Order) -> None:
    """Refuse a file that ends before its pixels do: strips and tiles, each with a place and a length."""
    at = {entry.tag: entry for entry in entries}
    for places, lengths in ((0x0111, 0x0117), (0x0144, 0x0145)):
        if places in at and lengths in at:
            pairs = zip(_values(data, at[places], order), _values(data, at[lengths], order), strict=False)
            if any(place + length > len(data) for place, length in pairs):
                raise Unreadable("the file is broken: it ends too soon")


def _values(data: bytes, entry: _Entry, order: Order) -> Iterator[int]:
    size = _SIZES.get(int.from_bytes(entry.raw[2:4], order), 4)
    for place in range(entry.value_at, entry.value_at + entry.length, size):
        yield _int(data, place, size, order)


def _strike(clean: bytearray, data: bytes, entry: _Entry, order: Order, depth: int) -> None:
    """Overwrite a value and, where it is the place of another directory, that directory."""
    if entry.tag in _DIRECTORIES and depth < 3:
        at = _int(data, entry.value_at, 4, order)
        below = _directory(data, at, order)
        for inner in below:
            _strike(clean, data, inner, order, depth + 1)
        _blank(clean, at, 2 + 12 * len(below) + 4)
    elif entry.length > 4:
        _blank(clean, entry.value_at, entry.length)


def _rewrite(clean: bytearray, at: int, entries: list[_Entry], order: Order) -> None:
    """Write a directory anew without what is hidden, in the room that it had."""
    kept = [entry.raw for entry in entries if entry.tag not in _HIDDEN]
    end = at + 2 + 12 * len(entries)
    following = bytes(clean[end : end + 4])
    whole = len(kept).to_bytes(2, order) + b"".join(kept) + following
    clean[at : end + 4] = whole.ljust(end + 4 - at, b"\0")


def _blank(clean: bytearray, at: int, length: int) -> None:
    length = max(0, min(length, len(clean) - at))
    clean[at : at + length] = bytes(length)


def _int(data: bytes, at: int, size: int, order: Order) -> int:
    if at + size > len(data):
        raise Unreadable("the file is broken: it ends too soon")
    return int.from_bytes(data[at : at + size], order)
