# The cover shows the sign of the library on plain paper and no word: where a reading system lists what is on the device, whoever looks
# over a shoulder sees a bowl. It is drawn here, dot by dot, since a cover of SVG is not shown by all, and one picture asks for no library.

"""The picture on the cover of a book."""

from __future__ import annotations

import struct
import zlib

WIDTH, HEIGHT = 600, 900
_PAPER, _SIGN = (0xF7, 0xF4, 0xEE), (0x2E, 0x4A, 0x62)
_LEFT, _TOP, _ACROSS, _DEEP = 150, 360, 300, 120


def cover() -> bytes:
    """A PNG: half an ellipse, open at the top."""
    rows = bytearray()
    for y in range(HEIGHT):
        rows += b"\x00"  # no filter
        below = (y - _TOP) / _DEEP
        half = round(_ACROSS / 2 * (1 - below * below) ** 0.5) if 0 <= below <= 1 else 0
        middle = _LEFT + _ACROSS // 2
        rows += bytes(_PAPER) * (middle - half) + bytes(_SIGN) * (2 * half) + bytes(_PAPER) * (WIDTH - middle - half)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
