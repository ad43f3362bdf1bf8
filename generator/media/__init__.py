# Files carry more than what they show: a telephone writes where it stood, an editor writes who sat before it. Bytes in;
# out come what such a file tells besides its picture, and the same file without it. Each format is copied by a list of what
# it needs to be shown, and never decoded. So a picture stays as sharp as it was, a file that would unfold to gigabytes
# costs no more than its size, and a file is clean when, and only when, cleaning changes nothing in it. Of a kind that
# need not be allowed, nothing is read at all: it is refused, with what to save it as.

"""Hidden data in pictures and documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from ..document import STAND_IN
from .blocks import SAVE_ANEW, Block, Trace, Unreadable
from .images import gif, jpeg, png, webp
from .reading import traces_of
from .svg import svg

__all__ = ["LARGEST", "Trace", "Unreadable", "hidden_in", "is_text", "without_traces"]

LARGEST = 20_000_000
"""Larger files are not looked into."""

Walk = Callable[[bytes], tuple[list[Block], bytes]]


def _pdf(data: bytes) -> tuple[list[Block], bytes]:
    from .pdf import pdf  # noqa: PLC0415  (what reads PDFs takes long to load, and few libraries have any)

    return pdf(data)


_KINDS: dict[str, tuple[tuple[str, ...], Walk]] = {
    "a JPEG": ((".jpg", ".jpeg"), jpeg),
    "a PNG": ((".png",), png),
    "a GIF": ((".gif",), gif),
    "a WebP": ((".webp",), webp),
    "a PDF": ((".pdf",), _pdf),
    "an SVG": ((".svg",), svg),
}
"""The kinds that may be published: how their names end, and how they are read."""

_PRINT = "Print it to PDF, or write its words into a page"
_TAKE_OUT = "Take it out of docs/"
_INSTEAD = {
    SAVE_ANEW: ".tif .tiff .heic .heif .avif .jxl .jp2 .bmp .ico .psd .xcf .raw .dng .cr2 .nef .arw .tga .wmf .emf",
    "Export it as SVG or PNG": ".svgz .eps .ai .ps .indd .fig .sketch .drawio .vsd .vsdx .cdr .odg",
    _PRINT: ".doc .docx .docm .odt .rtf .xls .xlsx .ods .ppt .pptx .odp .epub .pages .numbers .key",
    _TAKE_OUT: ".mp3 .m4a .ogg .oga .opus .wav .flac .aac .mp4 .m4v .mov .webm .avi .mkv .3gp .zip .gz .7z .rar .tar",
}
"""What to do with files of other kinds, which may tell who made them and cannot be read here."""
_FIX = {suffix: fix for fix, suffixes in _INSTEAD.items() for suffix in suffixes.split()}

_TEXTS = {
    ".md", ".css", ".js", ".mjs", ".html", ".htm", ".xml", ".atom", ".rss", ".json", ".jsonl", ".webmanifest", ".csv", ".tsv",
    ".txt", ".bib", ".ris", ".ics", ".vtt", ".srt", ".yaml", ".yml", ".conf",
}  # fmt: skip
_TEXT_NAMES = {"_headers", "_redirects", "Caddyfile", "CNAME"}


def is_text(path: str) -> bool:
    """Whether a file of this name is a text that browsers, programs or web servers read, and all of which can be seen."""
    name = PurePath(path)
    return name.suffix.lower() in _TEXTS or name.name in _TEXT_NAMES


def hidden_in(path: str, data: bytes) -> list[Trace]:
    """What a file tells besides what it shows; nothing if it is clean. Raises Unreadable where that cannot be known."""
    blocks, clean = _walk(path, data)(data)
    traces = traces_of(blocks)
    return traces or ([] if clean == data else [Trace("other", "bytes that nobody sees")])


def without_traces(path: str, data: bytes) -> bytes:
    """The same file without what it tells besides. Raises Unreadable where it cannot be taken out safely."""
    return _walk(path, data)(data)[1]


def _walk(path: str, data: bytes) -> Walk:
    """How to read a file: by its first bytes, which have to be those that its name promises."""
    suffix = PurePath(path).suffix.lower()
    if not data:
        raise Unreadable("the file is empty", "Save it anew, or take it out")
    if len(data) > LARGEST:
        raise too_large()
    if data.startswith(STAND_IN):
        raise Unreadable("this is a stand-in of Git LFS, not the picture", "Run: git lfs pull")
    is_one = _kind_of(data)
    if not any(suffix in suffixes for suffixes, _ in _KINDS.values()):
        if is_one and suffix not in _FIX:
            raise Unreadable(f"this is {is_one}, and its name does not say so", _rename(is_one))
        raise Unreadable(
            f"what {suffix or 'such'} files tell of who made them cannot be read here", _FIX.get(suffix, _TAKE_OUT)
        )
    if not is_one:
        raise Unreadable("the file is broken, or not what its name says")
    suffixes, walk = _KINDS[is_one]
    if suffix not in suffixes:
        raise Unreadable(f"this is {is_one}, and its name says something else", _rename(is_one))
    return walk


def too_large() -> Unreadable:
    """What is said of a file that is too large to be looked into."""
    return Unreadable(f"the file is larger than {LARGEST:,} bytes", "Save it smaller, or take it out")


def _rename(kind: str) -> str:
    return f"Rename it to end in {_KINDS[kind][0][0]}"


def _kind_of(data: bytes) -> str:
    for kind, signs in (
        ("a JPEG", (b"\xff\xd8\xff",)),
        ("a PNG", (b"\x89PNG\r\n\x1a\n",)),
        ("a GIF", (b"GIF87a", b"GIF89a")),
        ("a PDF", (b"%PDF-",)),
    ):
        if data.startswith(signs):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "a WebP"
    if b"%PDF-" in data[:1024]:
        return "a PDF"
    return "an SVG" if b"<svg" in data and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else ""
