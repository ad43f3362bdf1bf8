# Blocks in, traces out. EXIF is read by Pillow; XMP and IPTC by a search for the few names that can lead to a person,
# because parsing XML from strangers needs more care than it would give here. Whatever else a block holds is "other":
# it may be nothing, and it may be a name that no list knows, so it is told and taken out all the same.

"""What blocks of hidden data tell."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .blocks import Block, Trace, Unreadable

if TYPE_CHECKING:
    from PIL.Image import Exif

ORIENTATION = 0x0112
_GPS, _MORE = 0x8825, 0x8769
_PERSONAL = {
    0x013B: "the author",
    0x8298: "who holds the copyright",
    0x9C9D: "the author",
    0x013C: "the name of the computer",
    0xA430: "the owner of the camera",
    0xA431: "the serial number of the camera",
    0xC62F: "the serial number of the camera",
}
"""Tags of EXIF that can lead to a person (CIPA DC-008)."""

_IN_XMP = {
    "creator": "the author",
    "rights": "who holds the copyright",
    "Owner": "who holds the copyright",
    "Credit": "the author",
    "OwnerName": "the owner of the camera",
    "CameraOwnerName": "the owner of the camera",
    "SerialNumber": "the serial number of the camera",
    "BodySerialNumber": "the serial number of the camera",
    "Artist": "the author",
    "PersonInImage": "who is in the picture",
}
_PLACES_IN_XMP = re.compile(
    r"(?<![\w.-])[\w.-]{1,40}:(?:GPSLatitude|GPSLongitude|City|Location|Sublocation|LocationCreated|LocationShown)\b[^<>\"']{0,20}[=>]"
)
_LONGEST_XMP = 300_000
_TAGS = re.compile(r"<[^<>]{0,500}>")

_IN_IPTC = {
    80: "the author",
    110: "the author",
    116: "who holds the copyright",
    118: "whom to write to",
    122: "the author",
}
_PLACES_IN_IPTC = {90, 92, 26, 27}
"""Datasets of IPTC-IIM, record 2 (IPTC 2014): city, sublocation, content location."""

_AUTHOR_KEYS = frozenset(
    {
        "author",
        "creator",
        "artist",
        "copyright",
        "owner",
        "company",
        "manager",
        "lastmodifiedby",
        "by-line",
        "annotation",
    }
)


def traces_of(blocks: Iterable[Block]) -> list[Trace]:
    """What the blocks tell, each thing once, in order."""
    found: set[Trace] = set()
    left = _LONGEST_XMP
    for block in blocks:
        left -= len(block.data) if block.form == "xmp" else 0
        if left < 0:
            found.add(Trace("unread", "its XMP data are too long to be read"))
            continue
        try:
            told = list(_READERS[block.form](block))
        except Unreadable as error:
            told = [Trace("unread", str(error))]
        found |= set(told or [Trace("other", block.key or block.form)])
    return sorted(found)


def orientation_in(blocks: Iterable[Block]) -> int:
    """How a picture is to be turned, from 1 to 8 as EXIF counts; 1 for not at all."""
    for block in blocks:
        if block.form == "exif":
            try:
                value = _exif(block.data).get(ORIENTATION, 1)
            except Unreadable:
                continue
            return value if isinstance(value, int) and 1 < value <= 8 else 1
    return 1


def exif_with(orientation: int) -> bytes:
    """EXIF data that say how a picture is turned and nothing else, with the head that JPEG wants."""
    exif = _none()
    exif[ORIENTATION] = orientation
    return exif.tobytes()


def _none() -> Exif:
    from PIL.Image import Exif  # noqa: PLC0415  (Pillow takes long to load, and many libraries have no pictures)

    return Exif()


def _exif(data: bytes) -> Exif:
    exif = _none()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            exif.load(data)
            dict(exif)
            exif.get_ifd(_GPS), exif.get_ifd(_MORE)
    except Exception as error:  # whatever strangers' bytes make Pillow raise, it is one thing to us
        raise Unreadable("its EXIF data are broken") from error
    return exif


def _from_exif(block: Block) -> Iterator[Trace]:
    exif = _exif(block.data)
    # Tag 0 is only the version of the block, which some cameras write without a place.
    if set(exif.get_ifd(_GPS)) - {0}:
        yield Trace("location", "where it was taken (GPS)")
    for tags in (exif, exif.get_ifd(_MORE)):
        for tag, what in _PERSONAL.items():
            value = _as_text(tags.get(tag))
            if value:
                yield Trace("author", what, value)


def _as_text(value: object) -> str:
    if isinstance(value, tuple) and value and all(isinstance(one, int) and 0 <= one < 256 for one in value):
        value = bytes(value)
    if isinstance(value, bytes):
        value = value.decode("utf-16-le" if b"\0" in value[:2] else "utf-8", "replace")
    return " ".join(value.replace("\0", " ").split()) if isinstance(value, str) else ""


def _from_xmp(block: Block) -> Iterator[Trace]:
    text = block.data.decode("utf-16" if block.data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    if _PLACES_IN_XMP.search(text):
        yield Trace("location", "where it was taken (XMP)")
    for name, what in _IN_XMP.items():
        for value in _xmp_values(text, name):
            if what and value:
                yield Trace("author", what, value)


def _xmp_values(text: str, name: str) -> Iterator[str]:
    """The values of a property, written as an attribute or as an element; at most ten of them."""
    for match in list(re.finditer(rf"(?<![\w.-])[\w.-]{{1,40}}:{name}\s?=\s?([\"'])([^\"'<>]{{0,300}})\1", text))[:10]:
        yield " ".join(match[2].split())
    for match in list(re.finditer(rf"<([\w.-]{{1,40}}:{name})\b[^<>]{{0,200}}(?<!/)>", text))[:10]:
        end = text.find(f"</{match[1]}", match.end(), match.end() + 2000)
        if end > 0:
            yield " ".join(_TAGS.sub(" ", text[match.end() : end]).split())


def _from_iptc(block: Block) -> Iterator[Trace]:
    data, at = block.data, 0
    while (at := data.find(b"\x1c\x02", at)) >= 0 and at + 5 <= len(data):
        number, length = data[at + 2], int.from_bytes(data[at + 3 : at + 5], "big")
        value = _as_text(data[at + 5 : at + 5 + min(length, 300)])
        if number in _PLACES_IN_IPTC and value:
            yield Trace("location", "where it was taken (IPTC)")
        elif number in _IN_IPTC and value:
            yield Trace("author", _IN_IPTC[number], value)
        at += 5


def _from_text(block: Block) -> Iterator[Trace]:
    value = _as_text(block.data[:2000])[:300]
    is_author = block.key.lower() in _AUTHOR_KEYS
    yield Trace("author", "the author", value) if is_author and value else Trace("other", block.key, value)


def _from_place(block: Block) -> Iterator[Trace]:
    yield Trace("location", block.key)


def _from_other(block: Block) -> Iterator[Trace]:
    yield Trace("other", block.key)


_READERS = {
    "exif": _from_exif,
    "xmp": _from_xmp,
    "iptc": _from_iptc,
    "text": _from_text,
    "place": _from_place,
    "other": _from_other,
}
