# PDF and SVG. A PDF is read and written by pypdf, which copies its objects as they are: pages, fonts and pictures keep
# their bytes. An SVG is text, and so are the parts that are cut from it; it is not parsed and written anew, which would
# rename what a style sheet refers to.

"""Documents that say who made them."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from .blocks import Block, Unreadable
from .images import jpeg

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
# It warns of what it mends in broken files, and those are told as problems here.

_INNER = ("/PieceInfo", "/LastModified", "/Metadata")
MOST_OBJECTS = 50_000


def pdf(data: bytes) -> tuple[list[Block], bytes]:
    """What a PDF says of itself and its authors, and the document without that. Its title stays: readers see it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _pdf(data)
    except Unreadable:
        raise
    except Exception as error:  # whatever strangers' bytes make pypdf raise, it is one thing to us
        raise Unreadable("the file is broken, or not a PDF that can be read") from error


def _pdf(data: bytes) -> tuple[list[Block], bytes]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Unreadable("the document is locked with a password")
    told: dict[str, Any] = dict(reader.metadata or {})
    blocks = [
        Block("text", str(value).encode("utf-8"), _key(key.lstrip("/"), str(value)))
        for key, value in told.items()
        if key not in ("/Title", "/Trapped") and value not in (None, "")
    ]
    title = told.get("/Title")
    writer = PdfWriter(clone_from=reader)
    objects = [one for one in writer._objects if one is not None]
    if len(objects) > MOST_OBJECTS:
        raise Unreadable(f"the document has more than {MOST_OBJECTS:,} parts")
    for one in objects:
        blocks += _stripped(one)
    if not blocks:
        return [], data
    # pypdf signs what it writes unless it is told what to say.
    writer.metadata = {NameObject("/Title"): title} if title else None
    out = io.BytesIO()
    writer.write(out)
    return blocks, out.getvalue()


_PROGRAM = re.compile(
    r"\d|word|excel|powerpoint|office|writer|impress|draw|adobe|acrobat|indesign|tex\b|context|chrom|mozilla|firefox|"
    r"safari|quartz|pages|canva|pandoc|typst|prince|html|pdf|microsoft|google|scribus|inkscape|scan|print",
    re.IGNORECASE,
)


def _key(key: str, value: str) -> str:
    """`Creator` is the program that wrote the text, and sometimes, in programs that misread this, its author."""
    return "the program" if key == "Creator" and _PROGRAM.search(value) else key


def _stripped(one: Any) -> Iterator[Block]:
    """Take out of one object what is not shown."""
    if isinstance(one, ArrayObject):
        for item in one:
            if isinstance(item, DictionaryObject):
                yield from _stripped(item)
    if not isinstance(one, DictionaryObject):
        return
    for key in _INNER:
        if key in one:
            value: Any = one[key]
            is_xmp = key == "/Metadata" and isinstance(value, StreamObject)
            yield Block("xmp", value.get_data(), "XMP") if is_xmp else Block("other", b"", key.lstrip("/"))
            if is_xmp:
                # The object is written even when nothing refers to it any more.
                value.pop("/Filter", None)
                value._data = b""
            del one[key]
    # The writer of a comment stands under /T, which in a field of a form is the field's name.
    if "/T" in one and one.get("/Subtype") != "/Widget" and (one.get("/Type") == "/Annot" or "/Subj" in one):
        yield Block("text", str(one["/T"]).encode("utf-8"), "annotation")
        del one["/T"]
    if isinstance(one, StreamObject) and one.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        found, picture = jpeg(one._data)
        yield from found
        one._data = picture


# SVG

_DRAWING = re.compile(
    rb"(?:inkscape|sodipodi|adobe|i|x|serif|sketch|figma|vectornator):[\w.-]{1,60}\s?=\s?(?:\"[^\"<]{0,5000}\"|'[^'<]{0,5000}')\s?"
)
_OPENS = (b"<metadata", b"<!--", b"<sodipodi:namedview", b"<rdf:RDF")
_NAMES = re.compile(rb"<dc:(creator|rights|publisher|contributor)\b[^<>]{0,200}>")


def svg(data: bytes) -> tuple[list[Block], bytes]:
    """What an SVG's drawing program wrote into it, and the drawing without that."""
    if b"\0" in data[:200] or b"<svg" not in data or b"</svg>" not in data:
        raise Unreadable("the file is broken, or not an SVG in UTF-8")
    blocks: list[Block] = []
    for opens in _OPENS:
        data = _cut(data, opens, blocks)
    for match in _DRAWING.finditer(data):
        blocks.append(_attribute(match[0]))
    return blocks, _DRAWING.sub(b"", data)


def _cut(data: bytes, opens: bytes, blocks: list[Block]) -> bytes:
    """The text without each part that begins so; what is cut goes into `blocks`."""
    kept, at = [], 0
    while (start := data.find(opens, at)) >= 0:
        kept.append(data[at:start])
        at = _end_of(data, start, opens)
        part = data[start:at]
        blocks.append(Block("text", part, "comment") if opens == b"<!--" else Block("xmp", part, opens[1:].decode()))
    return b"".join([*kept, data[at:]])


def _end_of(data: bytes, start: int, opens: bytes) -> int:
    if opens == b"<!--":
        closes = b"-->"
    else:
        bracket = data.find(b">", start)
        if bracket > 0 and data[bracket - 1 : bracket] == b"/":
            return bracket + 1
        closes = b"</" + opens[1:]
    end = data.find(closes, start + len(opens))
    end = data.find(b">", end + len(closes) - 1) if end >= 0 else -1
    if end < 0:
        raise Unreadable("the file is broken: a part of it is not closed")
    return end + 1


def _attribute(written: bytes) -> Block:
    """An attribute of a drawing program. A path on somebody's disk holds the name of its owner."""
    name, _, value = written.partition(b"=")
    is_path = any(sign in value for sign in (b"/home/", b"/Users/", b":\\Users\\", b":\\Documents"))
    key = name.strip().decode("ascii", "replace")
    return Block("text", value.strip(b"\"' \n"), "owner") if is_path else Block("other", b"", key)
