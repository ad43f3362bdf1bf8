# libzim draws three lots each time: the name of the file in its head, and a name for each of its two indexes. With one worker nothing else
# differs, so these are written over: the same library gives the same bytes, and whoever built it anew can compare digests.

"""The same bytes for the same ZIM."""

from __future__ import annotations

import hashlib
from pathlib import Path

_NAME = slice(8, 24)
"""Where the file's own name stands, a UUID (openZIM, ZIM file format, header)."""
_INDEX, _VERSION = b"\x0f\x0dXapian Glass", 2
"""How an index of Xapian begins, and the bytes that its version takes; its UUID follows."""
_SUM = hashlib.md5(usedforsecurity=False).digest_size
"""The file ends with the MD5 of all before."""


def stamp(path: Path) -> None:
    """Name a ZIM and its indexes after what is in them, in the file itself."""
    data = bytearray(path.read_bytes())
    places = [_NAME]
    at = data.find(_INDEX)
    while at >= 0:
        begin = at + len(_INDEX) + _VERSION
        places.append(slice(begin, begin + 16))
        at = data.find(_INDEX, at + 1)
    for place in places:
        data[place] = bytes(16)
    name = bytearray(hashlib.sha256(data[:-_SUM]).digest()[:16])
    name[6] = name[6] & 0x0F | 0x80  # version 8, of a maker's own
    name[8] = name[8] & 0x3F | 0x80
    for place in places:
        data[place] = name
    data[-_SUM:] = hashlib.md5(data[:-_SUM], usedforsecurity=False).digest()
    path.write_bytes(data)
