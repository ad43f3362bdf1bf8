# Files carry more than what they show: a telephone writes where it stood, an editor writes who sat before it. Bytes in;
# out come what such a file tells besides its picture, and the same file without it. Each format is walked block by block,
# by its own specification, and pixels are never decoded. So a picture stays as sharp as it was, a file that would unfold
# to gigabytes costs no more than its size, and what the check finds is what the cleaning removes.

"""Hidden data in pictures and documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from .blocks import Block, Trace, Unreadable
from .documents import pdf, svg
from .images import gif, jpeg, png, webp
from .reading import traces_of
from .tiff import tiff

__all__ = ["LARGEST", "Trace", "Unreadable", "is_media", "look_into", "without_traces"]

LARGEST = 50_000_000
"""Larger files are not looked into."""

_READ = frozenset([".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".gif", ".webp", ".tif", ".tiff", ".pdf", ".svg"])
_OTHERS = frozenset(
    [
        ".heic",
        ".heif",
        ".avif",
        ".bmp",
        ".psd",
        ".mp3",
        ".m4a",
        ".ogg",
        ".oga",
        ".wav",
        ".flac",
        ".mp4",
        ".m4v",
        ".mov",
        ".webm",
        ".avi",
        ".mkv",
        ".doc",
        ".docx",
        ".odt",
        ".rtf",
        ".xls",
        ".xlsx",
        ".ods",
        ".ppt",
        ".pptx",
        ".odp",
        ".epub",
        ".svgz",
        ".eps",
        ".ai",
        ".indd",
        ".zip",
    ]
)
"""Kinds of files that may tell who made them, and that cannot be read here."""

Walk = Callable[[bytes], tuple[list[Block], bytes]]


_BEGINNINGS = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"RIFF",
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"ID3",
)


def is_media(path: str, data: bytes = b"") -> bool:
    """Whether a file of this name, or with these bytes, may hold data that is not seen."""
    return PurePath(path).suffix.lower() in _READ | _OTHERS or data.startswith(_BEGINNINGS)


def look_into(path: str, data: bytes) -> list[Trace]:
    """What a file tells besides what it shows. Raises Unreadable where that cannot be known."""
    return traces_of(_walk(path, data)(data)[0])


def without_traces(path: str, data: bytes) -> bytes:
    """The same file without what it tells besides. Raises Unreadable where it cannot be taken out safely."""
    return _walk(path, data)(data)[1]


def _walk(path: str, data: bytes) -> Walk:
    """How to read a file, by its first bytes: an ending may lie."""
    if len(data) > LARGEST:
        raise Unreadable(f"the file is larger than {LARGEST:,} bytes")
    for signs, walk in (
        ((b"\xff\xd8\xff",), jpeg),
        ((b"\x89PNG\r\n\x1a\n",), png),
        ((b"GIF87a", b"GIF89a"), gif),
        ((b"II*\0", b"MM\0*"), tiff),
    ):
        if data.startswith(signs):
            return walk
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return webp
    if b"%PDF-" in data[:1024]:
        return pdf
    suffix = PurePath(path).suffix.lower()
    if suffix == ".svg":
        return svg
    if suffix in _READ:
        raise Unreadable("the file is broken, or not what its name says")
    raise Unreadable(f"the hidden data of {suffix or 'such'} files cannot be read here")
