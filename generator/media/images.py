# JPEG, PNG, WebP and GIF are chains of blocks, each with its length. Kept is what is needed to show the picture: its
# data, its colours (ICC) and how it is turned; whatever else there is, known or not, is left out. So a block that nobody
# has thought of yet does not stay by mistake.

"""Pictures, block by block."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from .blocks import Block, Unreadable
from .reading import exif_with, orientation_in

_BROKEN = "the file is broken: it ends too soon"
_LONGEST_TEXT = 1_000_000


def _number(data: bytes, at: int, size: int, order: str = "big") -> int:
    if at + size > len(data):
        raise Unreadable(_BROKEN)
    return int.from_bytes(data[at : at + size], "little" if order == "little" else "big")


# JPEG (ITU-T T.81, annex B)

_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)


def jpeg(data: bytes) -> tuple[list[Block], bytes]:
    """The hidden blocks of a JPEG, and the picture without them."""
    blocks: list[Block] = []
    kept: list[bytes] = []
    at, end = 2, 0
    while not end:
        found = _MARKER.search(data, at) if kept and kept[-1][:2] == b"\xff\xda" else _MARKER.match(data, at)
        if not found:
            raise Unreadable(_BROKEN)
        if found.start() > at:
            kept[-1] += data[at : found.start()]
        sign, start = found[1][0], found.end()
        if sign == 0xD9:
            end = start
            break
        length = _number(data, start, 2)
        if length < 2 or start + length > len(data):
            raise Unreadable(_BROKEN)
        whole, body = b"\xff" + data[start - 1 : start + length], data[start + 2 : start + length]
        block = _hidden_in_jpeg(sign, body)
        if block:
            blocks.append(block)
        else:
            kept.append(whole)
        at = start + length
    if end < len(data):
        blocks.append(Block("other", b"", "data after the picture"))
    turned = orientation_in(blocks)
    head = [_segment(0xE1, exif_with(turned))] if turned > 1 else []
    blocks = [block for block in blocks if block.data != (exif_with(turned)[6:] if turned > 1 else None)]
    first = 1 if kept and kept[0][1] == 0xE0 else 0
    return blocks, b"".join([b"\xff\xd8", *kept[:first], *head, *kept[first:], b"\xff\xd9"])


def _segment(sign: int, body: bytes) -> bytes:
    return bytes((0xFF, sign)) + (len(body) + 2).to_bytes(2, "big") + body


def _hidden_in_jpeg(sign: int, body: bytes) -> Block | None:
    is_colour = (sign == 0xE2 and body.startswith(b"ICC_PROFILE\0")) or (sign == 0xEE and body.startswith(b"Adobe"))
    if sign == 0xFE:
        return Block("text", body, "comment")
    if not 0xE1 <= sign <= 0xEF or is_colour:
        return None
    if sign == 0xE1 and body.startswith(b"Exif\0"):
        return Block("exif", body[6:], "EXIF")
    if sign == 0xE1 and b"ns.adobe.com/x" in body[:40]:
        return Block("xmp", body.partition(b"\0")[2], "XMP")
    name = "IPTC" if sign == 0xED else f"a block of the kind APP{sign - 0xE0}"
    return Block("iptc" if sign == 0xED else "other", body, name)


# PNG (W3C, third edition)

_SHOWN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)


def png(data: bytes) -> tuple[list[Block], bytes]:
    """The hidden chunks of a PNG, and the picture without them."""
    blocks: list[Block] = []
    kept = [data[:8]]
    at, name = 8, b""
    while name != b"IEND":
        length = _number(data, at, 4)
        name, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data) or len(name) < 4:
            raise Unreadable(_BROKEN)
        if name in _SHOWN or name[:1].isupper():
            kept.append(data[at:end])
        else:
            blocks.append(_hidden_in_png(name, data[at + 8 : end - 4]))
        at = end
    if at < len(data):
        blocks.append(Block("other", b"", "data after the picture"))
    turned = orientation_in(blocks)
    if turned > 1:
        small = exif_with(turned)[6:]
        kept.insert(2, _chunk(b"eXIf", small))
        blocks = [block for block in blocks if block.data != small]
    return blocks, b"".join(kept)


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def _hidden_in_png(name: bytes, body: bytes) -> Block:
    if name == b"eXIf":
        return Block("exif", body.removeprefix(b"Exif\0\0"), "EXIF")
    if name not in (b"tEXt", b"zTXt", b"iTXt"):
        return Block("other", body, name.decode("latin-1"))
    key, _, rest = body.partition(b"\0")
    text = _inflated(rest[1:]) if name == b"zTXt" else rest
    if name == b"iTXt":
        text = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
        text = _inflated(text) if rest[:1] == b"\1" else text
    word = key.decode("latin-1")
    if word == "XML:com.adobe.xmp":
        return Block("xmp", text, "XMP")
    if word.startswith("Raw profile type "):
        return _raw_profile(word.rpartition(" ")[2], text)
    return Block("text", text, word)


def _raw_profile(kind: str, text: bytes) -> Block:
    """A block in the hexadecimal form in which ImageMagick keeps EXIF, IPTC and XMP in a PNG: a count, then the digits."""
    lines = text.strip().split(b"\n")
    try:
        data = bytes.fromhex(b"".join(lines[2:] if lines[0].strip().isalpha() else lines[1:]).decode("ascii"))
    except ValueError:
        return Block("other", text, f"a block of {kind}")
    if kind in ("exif", "APP1") and data.startswith(b"Exif\0\0"):
        return Block("exif", data[6:], "EXIF")
    return Block("iptc", data, "IPTC") if kind in ("iptc", "8bim") else Block("xmp", data, "XMP")


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LONGEST_TEXT)
    except zlib.error:
        return b""


# WebP (RFC 9649)


def webp(data: bytes) -> tuple[list[Block], bytes]:
    """The hidden chunks of a WebP, and the picture without them."""
    blocks: list[Block] = []
    kept: list[tuple[bytes, bytes]] = []
    size = 8 + _number(data, 4, 4, "little")
    if size > len(data) + 1:
        raise Unreadable(_BROKEN)
    at = 12
    while at + 8 <= min(size, len(data)):
        name, length = data[at : at + 4], _number(data, at + 4, 4, "little")
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise Unreadable(_BROKEN)
        if name == b"EXIF":
            blocks.append(Block("exif", body.removeprefix(b"Exif\0\0"), "EXIF"))
        elif name == b"XMP ":
            blocks.append(Block("xmp", body, "XMP"))
        elif name in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"):
            kept.append((name, body))
        else:
            blocks.append(Block("other", body, name.decode("latin-1").strip()))
        at += 8 + length + length % 2
    if size < len(data):
        blocks.append(Block("other", b"", "data after the picture"))
    if not kept:
        raise Unreadable(_BROKEN)
    turned = orientation_in(blocks)
    small = exif_with(turned)[6:]
    if turned > 1:
        kept.append((b"EXIF", small))
        blocks = [block for block in blocks if block.data != small]
    return blocks, _riff(kept, has_exif=turned > 1)


def _riff(chunks: list[tuple[bytes, bytes]], *, has_exif: bool) -> bytes:
    parts = [b"WEBP"]
    for name, body in chunks:
        if name == b"VP8X" and body:
            # The flags say which chunks follow: 8 is EXIF, 4 is XMP.
            body = bytes((body[0] & ~0x0C | (0x08 if has_exif else 0),)) + body[1:]  # noqa: PLW2901
        parts.append(name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2))
    whole = b"".join(parts)
    return b"RIFF" + len(whole).to_bytes(4, "little") + whole


# GIF (CompuServe, 89a)


def gif(data: bytes) -> tuple[list[Block], bytes]:
    """The comments and foreign blocks of a GIF, and the picture without them."""
    at = 13 + _colours(_number(data, 10, 1))
    kept, blocks = [data[:at]], []
    while _number(data, at, 1) != 0x3B:
        start = at
        if data[at] == 0x21:
            label, at = _number(data, at + 1, 1), at + 2
            name = data[at + 1 : at + 12] if label == 0xFF else b""
        elif data[at] == 0x2C:
            label, name, at = -1, b"", at + 10 + _colours(_number(data, at + 9, 1)) + 1
        else:
            raise Unreadable(_BROKEN)
        content, at = _sub_blocks(data, at)
        if label == 0xFE:
            blocks.append(Block("text", content, "comment"))
        elif label == 0xFF and name.startswith(b"XMP Data"):
            blocks.append(Block("xmp", data[start + 14 : at], "XMP"))
        elif label in (-1, 0xF9, 0x01) or name in (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"):
            kept.append(data[start:at])
        else:
            blocks.append(Block("other", content, name.decode("latin-1") or "a foreign block"))
    if at + 1 < len(data):
        blocks.append(Block("other", b"", "data after the picture"))
    return blocks, b"".join([*kept, b";"])


def _colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _sub_blocks(data: bytes, at: int) -> tuple[bytes, int]:
    parts = list(_parts(data, at))
    return b"".join(parts), at + sum(len(part) + 1 for part in parts) + 1


def _parts(data: bytes, at: int) -> Iterator[bytes]:
    while length := _number(data, at, 1):
        if at + 1 + length > len(data):
            raise Unreadable(_BROKEN)
        yield data[at + 1 : at + 1 + length]
        at += 1 + length
