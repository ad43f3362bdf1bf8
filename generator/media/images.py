# JPEG, PNG, WebP and GIF are chains of blocks, each with its length. Kept is what is needed to show the picture: its
# data, its colours and how it is turned, each cut to its own length and in one order; whatever else there is, known or
# not, is left out. So a block that nobody has thought of yet does not stay by mistake. Pixels are never written anew.

"""Pictures, block by block."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from .blocks import Block, Unreadable
from .colours import without_words
from .reading import exif_with, orientation_in

_BROKEN = "the file is broken: it ends too soon"
_UNKNOWN = "it holds parts that nobody knows here"
_AFTER = "data after the picture"
_LONGEST_TEXT, _MOST_BLOCKS = 1_000_000, 100
MOST_PIXELS = 200_000_000
_STEP = 1 << 20


def _number(data: bytes, at: int, size: int, order: str = "big") -> int:
    if at + size > len(data):
        raise Unreadable(_BROKEN)
    return int.from_bytes(data[at : at + size], "little" if order == "little" else "big")


def _colours(profile: bytes, blocks: list[Block]) -> bytes:
    """A colour profile without words; that it had some is told."""
    plain = without_words(profile)
    if plain != profile:
        blocks.append(Block("other", b"", "words in its colour profile"))
    return plain


def _turned(blocks: list[Block]) -> bytes:
    """How the picture is turned, as EXIF data that say nothing else, or nothing. Such data are not told."""
    turned = orientation_in(blocks)
    if turned == 1:
        return b""
    small = exif_with(turned)
    blocks[:] = [block for block in blocks if block.data != small[6:]]
    return small


# JPEG (ITU-T T.81, annex B)

_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
_SHOWN_IN_JPEG = frozenset((0xC0, 0xC1, 0xC2, 0xC4, 0xCC, 0xDA, 0xDB, 0xDD))


def jpeg(data: bytes) -> tuple[list[Block], bytes]:
    """The hidden blocks of a JPEG, and the picture without them."""
    blocks: list[Block] = []
    kept: list[bytes] = []
    head: dict[str, bytes] = {}
    profile = dict[int, bytes]()
    for sign, body, coded in _segments(data):
        if sign == 0xE2 and body.startswith(b"ICC_PROFILE\0") and len(body) > 14:
            profile[body[12]] = body[14:]
        elif sign == 0xE0 and body.startswith(b"JFIF\0") and len(body) >= 14:
            head.setdefault("JFIF", _segment(0xE0, body[:12] + b"\0\0"))
            if len(body) > 14:
                blocks.append(Block("other", body[14:], "a small picture"))
        elif sign == 0xEE and body.startswith(b"Adobe") and len(body) >= 12:
            head.setdefault("Adobe", _segment(0xEE, b"Adobe\0\x64\0\0\0\0" + body[11:12]))
        elif sign == 0xFE or 0xE0 <= sign <= 0xEF:
            blocks.append(_hidden_in_jpeg(sign, body))
        elif sign == 0xD9:
            if body:
                blocks.append(Block("other", b"", _AFTER))
        else:
            kept.append(_segment(sign, _measured(sign, body)) + coded)
    turned = _turned(blocks)
    order = [head.get("JFIF", b""), _segment(0xE1, turned) if turned else b""]
    if profile:
        whole = _colours(b"".join(profile[number] for number in sorted(profile)), blocks)
        order += _in_parts(whole)
    return blocks, b"".join([b"\xff\xd8", *order, head.get("Adobe", b""), *kept, b"\xff\xd9"])


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each segment's character, its body, and the coded picture behind it; at last the end, with what lies after it."""
    at, sign = 2, 0
    found = _MARKER.match(data, at)
    while found:
        sign, start = found[1][0], found.end()
        if sign == 0xD9:
            yield sign, data[start:], b""
            return
        length = _number(data, start, 2)
        at = start + length
        if length < 2 or at > len(data):
            raise Unreadable(_BROKEN)
        found = _MARKER.search(data, at) if sign == 0xDA else _MARKER.match(data, at)
        yield sign, data[start + 2 : at], data[at : found.start()] if found else b""
    raise Unreadable(_BROKEN)


def _segment(sign: int, body: bytes) -> bytes:
    return bytes((0xFF, sign)) + (len(body) + 2).to_bytes(2, "big") + body


def _in_parts(profile: bytes) -> list[bytes]:
    parts = [profile[at : at + 65_000] for at in range(0, len(profile), 65_000)]
    return [
        _segment(0xE2, b"ICC_PROFILE\0" + bytes((number, len(parts))) + part) for number, part in enumerate(parts, 1)
    ]


def _measured(sign: int, body: bytes) -> bytes:
    """The body of a segment that the picture needs, if it is as long as such a segment is."""
    at = 0
    if sign not in _SHOWN_IN_JPEG:
        raise Unreadable(_UNKNOWN)
    if sign == 0xDB:
        while at < len(body):
            at += 129 if body[at] >> 4 else 65
    elif sign == 0xC4:
        while at < len(body):
            at += 17 + sum(body[at + 1 : at + 17])
    elif sign in (0xDA, 0xC0, 0xC1, 0xC2):
        first, each, rest = (0, 2, 4) if sign == 0xDA else (5, 3, 6)
        at = rest + each * _number(body, first, 1)
    else:
        at = 2 if sign == 0xDD else len(body) // 2 * 2
    if at != len(body):
        raise Unreadable(_UNKNOWN)
    return body


def _hidden_in_jpeg(sign: int, body: bytes) -> Block:
    if sign == 0xFE:
        return Block("text", body, "comment")
    if sign == 0xE1 and body.startswith(b"Exif\0"):
        return Block("exif", body[6:], "EXIF")
    if sign == 0xE1 and b"ns.adobe.com/x" in body[:40]:
        return Block("xmp", body.partition(b"\0")[2], "XMP")
    name = "IPTC" if sign == 0xED else f"a block of the kind APP{sign - 0xE0}"
    return Block("iptc" if sign == 0xED else "other", body, name)


# PNG (W3C, third edition)

_SHOWN_IN_PNG = {
    b"IHDR": 13, b"PLTE": 768, b"tRNS": 256, b"cHRM": 32, b"gAMA": 4, b"sBIT": 4, b"sRGB": 1, b"cICP": 4, b"mDCV": 24,
    b"cLLI": 8, b"bKGD": 6, b"pHYs": 9,
}  # fmt: skip
"""Chunks that matter to how a PNG looks, and how long each is at most."""
_MOVES = (b"acTL", b"fcTL", b"fdAT")


def png(data: bytes) -> tuple[list[Block], bytes]:
    """The hidden chunks of a PNG, and the picture without them."""
    blocks: list[Block] = []
    kept: list[bytes] = []
    coded: list[bytes] = []
    seen = set[bytes]()
    after = b""
    for name, body in _chunks(data):
        if name in _MOVES:
            raise Unreadable("it is a moving PNG", "Save one picture of it as PNG")
        if name == b"IDAT":
            coded.append(body)
        elif name == b"iCCP" and name not in seen:
            kept.append(_chunk(name, _colours_of_png(body, blocks)))
        elif name not in seen and len(body) <= _SHOWN_IN_PNG.get(name, -1):
            kept.append(_chunk(name, body))
        elif name == b"IEND":
            after = body
        elif name[:1].isupper():
            raise Unreadable(_UNKNOWN)
        else:
            blocks.append(_hidden_in_png(name, body))
        seen.add(name)
        if len(blocks) > _MOST_BLOCKS:
            raise Unreadable(_UNKNOWN)
    if after:
        blocks.append(Block("other", b"", _AFTER))
    _need_pixels(kept, coded)
    turned = _turned(blocks)
    if turned:
        kept.insert(1, _chunk(b"eXIf", turned[6:]))
    return blocks, b"".join([data[:8], *kept, *(_chunk(b"IDAT", body) for body in coded), _chunk(b"IEND", b"")])


def _colours_of_png(body: bytes, blocks: list[Block]) -> bytes:
    """A packed profile, which has a name of its own. What says nothing is not packed anew: no two programs pack alike."""
    packed = body.partition(b"\0")[2][1:]
    profile, inflater = _inflated(packed), zlib.decompressobj()
    plain = _colours(profile, blocks)
    if plain == profile and body == b"RGB\0\0" + packed and inflater.decompress(packed) and not inflater.unused_data:
        return body
    return b"RGB\0\0" + zlib.compress(plain)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk of a PNG; what lies after the last comes as the last one's own."""
    at, name = 8, b""
    while name != b"IEND":
        length = _number(data, at, 4)
        name, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            raise Unreadable(_BROKEN)
        yield name, data[at + 8 : end - 4] + (data[end:] if name == b"IEND" else b"")
        at = end


def _need_pixels(kept: list[bytes], coded: list[bytes]) -> None:
    """Refuse a PNG whose coded data are not as long as its pixels: they end too soon, or hide what nobody sees."""
    if not kept or kept[0][4:8] != b"IHDR" or len(kept[0]) != 25:
        raise Unreadable("the file is broken: it does not begin as a PNG does")
    left, inflater = _size_of_pixels(kept[0][8:21]), zlib.decompressobj()
    try:
        for body in coded:
            waiting = body
            while waiting and left >= 0 and not inflater.eof:
                left -= len(inflater.decompress(waiting, _STEP))
                waiting = inflater.unconsumed_tail
            if waiting and not inflater.unused_data:
                raise Unreadable(_UNKNOWN)
    except zlib.error as error:
        raise Unreadable(_BROKEN) from error
    if left > 0 or not inflater.eof:
        raise Unreadable(_BROKEN if left >= 0 else _UNKNOWN)
    if left < 0 or inflater.unused_data:
        raise Unreadable(_UNKNOWN)


def _size_of_pixels(head: bytes) -> int:
    """How many bytes the rows of a PNG take, each with the byte before it; of seven small pictures where it is interlaced."""
    width, height = _number(head, 0, 4), _number(head, 4, 4)
    if not 0 < width * height <= MOST_PIXELS:
        raise Unreadable(f"the picture has more than {MOST_PIXELS:,} points", "Save it smaller")
    bits = head[8] * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(head[9], 1)
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    total = 0
    for left, top, right, down in passes if head[12] else ((0, 0, 1, 1),):
        columns, rows = -((left - width) // right), -((top - height) // down)
        total += rows * (1 + (columns * bits + 7) // 8) if columns > 0 and rows > 0 else 0
    return total


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

_IN_ORDER = (b"VP8X", b"ICCP", b"ALPH", b"VP8 ", b"VP8L")


def webp(data: bytes) -> tuple[list[Block], bytes]:
    """The hidden chunks of a WebP, and the picture without them."""
    blocks: list[Block] = []
    kept: dict[bytes, bytes] = {}
    size = 8 + _number(data, 4, 4, "little")
    if size > len(data) + 1:
        raise Unreadable(_BROKEN)
    at = 12
    while at + 8 <= min(size, len(data)):
        name, length = data[at : at + 4], _number(data, at + 4, 4, "little")
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise Unreadable(_BROKEN)
        if name in (b"ANIM", b"ANMF"):
            raise Unreadable("it is a moving WebP", "Save one picture of it as PNG")
        if name == b"EXIF":
            blocks.append(Block("exif", body.removeprefix(b"Exif\0\0"), "EXIF"))
        elif name == b"XMP ":
            blocks.append(Block("xmp", body, "XMP"))
        elif name in _IN_ORDER and name not in kept:
            kept[name] = _colours(body, blocks) if name == b"ICCP" else body
        else:
            blocks.append(Block("other", body, name.decode("latin-1").strip()))
        at += 8 + length + length % 2
    if size < len(data):
        blocks.append(Block("other", b"", _AFTER))
    if not {b"VP8 ", b"VP8L"} & kept.keys():
        raise Unreadable(_BROKEN)
    turned = _turned(blocks)[6:]
    if b"VP8X" not in kept:
        # Without this chunk no other one is read but the picture itself.
        kept = {name: body for name, body in kept.items() if name.startswith(b"VP8")}
        turned = b""
    return blocks, _riff(kept, turned)


def _riff(kept: dict[bytes, bytes], turned: bytes) -> bytes:
    chunks = [(name, kept[name]) for name in _IN_ORDER if name in kept] + ([(b"EXIF", turned)] if turned else [])
    parts = [b"WEBP"]
    for name, body in chunks:
        if name == b"VP8X":
            # The flags say which chunks follow: 32 is ICC, 16 transparency, 8 EXIF, 4 XMP, 2 that it moves.
            if len(body) < 10:
                raise Unreadable(_BROKEN)
            flags = body[0] & 0x10 | (0x20 if b"ICCP" in kept else 0) | (0x08 if turned else 0)
            body = bytes((flags, 0, 0, 0)) + body[4:10]  # noqa: PLW2901
        parts.append(name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2))
    whole = b"".join(parts)
    return b"RIFF" + len(whole).to_bytes(4, "little") + whole


# GIF (CompuServe, 89a)

_LOOPS = re.compile(rb"\x0b(NETSCAPE2\.0|ANIMEXTS1\.0)\x03\x01..\0", re.DOTALL)


def gif(data: bytes) -> tuple[list[Block], bytes]:
    """The comments and foreign blocks of a GIF, and the picture without them."""
    at = 13 + _table(_number(data, 10, 1))
    kept, blocks = [data[:at]], []
    while _number(data, at, 1) != 0x3B:
        start = at
        if data[at] == 0x21:
            label, at = _number(data, at + 1, 1), at + 2
        elif data[at] == 0x2C:
            label, at = -1, at + 10 + _table(_number(data, at + 9, 1)) + 1
        else:
            raise Unreadable(_BROKEN)
        content, at = _sub_blocks(data, at)
        if label == -1 or (label == 0xF9 and len(content) == 4) or _LOOPS.fullmatch(data[start + 2 : at]):
            kept.append(data[start:at])
        elif content.startswith(b"XMP Data"):
            blocks.append(Block("xmp", data[start + 14 : at], "XMP"))
        elif label in (0xFE, 0x01):
            blocks.append(Block("text", content.lstrip(b"\0"), "comment"))
        else:
            blocks.append(Block("other", content, "a block of another program"))
        if len(blocks) > _MOST_BLOCKS:
            raise Unreadable(_UNKNOWN)
    if at + 1 < len(data):
        blocks.append(Block("other", b"", _AFTER))
    return blocks, b"".join([*kept, b";"])


def _table(flags: int) -> int:
    """How long a table of colours is."""
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
