# A PDF keeps what was written before, what was attached, who commented and where a map lies, in dozens of places, and
# readers show little of it. So what a page does not need is refused where it is a thing of its own (a form, a comment, an
# attachment, a layer), and cut where it only speaks of the document. Texts stay only under keys whose texts a reader meets.
# pypdf copies what is left, twice: the second copy numbers its parts anew, so that cleaning it again changes nothing.

"""Documents that say who made them."""

from __future__ import annotations

import io
import logging
import re
import warnings
import zlib
from collections.abc import Iterator
from typing import Any, NoReturn

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from .blocks import Block, Unreadable
from .colours import without_words
from .images import jpeg
from .pdf_parts import CATALOG, CODE, CUT, LINK, PAGE, PARTS, REFUSED, SHOWN_TEXTS, TREES

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
# It warns of what it mends in broken files, and those are told as problems here.

PRINT_ANEW = "Print it to PDF anew (Print, then Save as PDF), and look through the result"
MOST_OBJECTS = 50_000
MOST_UNFOLDED = 200_000_000
_STEP = 1 << 20


def pdf(data: bytes) -> tuple[list[Block], bytes]:
    """What a PDF holds besides its pages, and the document without that."""
    blocks: list[Block] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return blocks, _written(_written(data, blocks), [])
    except Unreadable:
        raise
    except Exception as error:  # whatever strangers' bytes make pypdf raise, it is one thing to us
        raise Unreadable("the file is broken, or not a PDF that can be read", PRINT_ANEW) from error


def _refuse(why: str) -> NoReturn:
    raise Unreadable(why, PRINT_ANEW)


def _written(data: bytes, blocks: list[Block]) -> bytes:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        _refuse("the document is locked with a password")
    if sum(len(objects) for objects in reader.xref.values()) + len(reader.xref_objStm) > MOST_OBJECTS:
        _refuse(f"the document has more than {MOST_OBJECTS:,} parts")
    told: dict[str, Any] = dict(reader.metadata or {})
    blocks += [_said(key.lstrip("/"), value) for key, value in told.items() if value not in (None, "")]
    if data.count(b"%%EOF") > 1 and b"/Linearized" not in data[:1024]:
        blocks.append(Block("other", b"", "an earlier version of the document"))
    writer = PdfWriter(clone_from=reader)
    writer.metadata, writer._ID = None, None
    if _VERSION.fullmatch(reader.pdf_header):
        writer.pdf_header = reader.pdf_header
    _Cleaning(writer, blocks).clean()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


_VERSION = re.compile(r"%PDF-[12]\.\d")
_PROGRAM = re.compile(
    r"\d|word|excel|powerpoint|office|writer|impress|draw|adobe|acrobat|indesign|tex\b|context|chrom|mozilla|firefox|"
    r"safari|quartz|pages|canva|pandoc|typst|prince|html|pdf|microsoft|google|scribus|inkscape|scan|print",
    re.IGNORECASE,
)


def _said(key: str, value: object) -> Block:
    """`Creator` is the program that wrote the text, and sometimes, in programs that misread this, its author."""
    key = "the program" if key == "Creator" and _PROGRAM.search(str(value)) else key
    return Block("text", str(value).encode("utf-8", "replace"), key)


class _Cleaning:
    """One document while it is cleaned: the copy, what was found, and how much was unfolded."""

    def __init__(self, writer: PdfWriter, blocks: list[Block]) -> None:
        self.writer, self.blocks, self.left = writer, blocks, MOST_UNFOLDED
        self.named = {name: place.dest_array for name, place in writer.named_destinations.items()}

    def clean(self) -> None:
        """Take out, in place, what the pages do not need."""
        root = self.writer.root_object
        form: Any = root.get("/AcroForm")
        if form is not None and form.get_object().get("/Fields"):
            _refuse("it holds a form or a signature")
        names: Any = root.get("/Names")
        for key in names.get_object() if names is not None else ():
            if key in ("/EmbeddedFiles", "/JavaScript", "/Renditions", "/AP"):
                _refuse("it holds attachments, or what only programs read")
        for page in self.writer.pages:
            self._keep(page, PAGE)
            self._clean_notes(page)
        for one in list(self.writer._objects):
            for part in _dictionaries(one):
                self._clean_part(part)
        self._keep(root, CATALOG)

    def _keep(self, part: DictionaryObject, kept: frozenset[str]) -> None:
        for key in [key for key in part if key not in kept]:
            self._cut(part, key)

    def _cut(self, part: DictionaryObject, key: str) -> None:
        value: Any = part.get(key)
        value = value.get_object() if value is not None else None
        if key in REFUSED:
            _refuse(REFUSED[key])
        if key == "/Metadata" and isinstance(value, StreamObject):
            self.blocks.append(Block("xmp", value.get_data(), "XMP"))
        elif "/GPTS" in (key, *_keys_within(value)):
            self.blocks.append(Block("place", b"", "where it lies on the map"))
        elif key not in TREES:
            text = str(value) if isinstance(value, TextStringObject | ByteStringObject) else ""
            self.blocks.append(Block("text", text.encode("utf-8", "replace"), key.lstrip("/")))
        del part[NameObject(key)]

    def _clean_notes(self, page: DictionaryObject) -> None:
        notes: Any = page.get("/Annots")
        for note in notes.get_object() if notes is not None else ():
            self._clean_note(note.get_object())

    def _clean_note(self, note: Any) -> None:
        """A link is all that may lie on a page; and of a link, where it leads."""
        if not isinstance(note, DictionaryObject) or note.get("/Subtype") != "/Link":
            _refuse("it holds comments, a form, or other things that lie on its pages")
        action: Any = note.get("/A")
        leads = str(action.get_object().get("/S", "")) if action is not None else "/GoTo"
        address = str(action.get_object().get("/URI", "")) if leads == "/URI" else ""
        if leads not in ("/GoTo", "/URI") or (leads == "/URI" and not address.startswith(("http://", "https://"))):
            _refuse("it holds a link that leads to no web address")
        self._keep(note, LINK)

    def _clean_part(self, part: DictionaryObject) -> None:
        """Any part, wherever it hangs."""
        for key in part:
            if key in REFUSED:
                _refuse(REFUSED[key])
        if part.get("/Type") in REFUSED:
            _refuse(REFUSED[str(part["/Type"])])
        if "/Rect" in part and "/Subtype" in part:
            self._clean_note(part)
        kept = PARTS.get(str(part.get("/Subtype" if isinstance(part, StreamObject) else "/Type", "")))
        if kept:
            self._keep(part, kept)
        for key in [key for key in part if key in CUT]:
            self._cut(part, key)
        self._lead(part)
        for key in [key for key in part if key not in SHOWN_TEXTS and _holds_text(part.raw_get(key))]:
            self._cut(part, key)
        if isinstance(part, StreamObject):
            self._clean_stream(part)

    def _lead(self, part: DictionaryObject) -> None:
        """Exchange the name of a place in the document, which is never shown, for the place."""
        for key in ("/Dest", "/D"):
            name: Any = part.get(key)
            if isinstance(name, TextStringObject | ByteStringObject | NameObject):
                place = self.named.get(str(name).lstrip("/")) or self.named.get(str(name))
                if place is None:
                    del part[NameObject(key)]
                else:
                    part[NameObject(key)] = ArrayObject(place)

    # Streams

    def _clean_stream(self, stream: Any) -> None:
        filters = _filters(stream)
        if "/DCTDecode" in filters:
            self._clean_photograph(stream, filters)
        elif filters == ["/FlateDecode"]:
            stream._data = self._whole(stream._data)
        if set(filters) - {"/FlateDecode", "/LZWDecode", "/DCTDecode", "/CCITTFaxDecode", "/RunLengthDecode", "/ASCII85Decode",
                           "/ASCIIHexDecode"}:  # fmt: skip
            _refuse("it holds pictures of a kind into which nobody can look (such as JPEG 2000)")
        if "/N" in stream and "/Type" not in stream and "/DCTDecode" not in filters:
            profile = stream.get_data()
            plain = without_words(profile)
            if plain != profile:
                self.blocks.append(Block("other", b"", "words in its colour profile"))
                self._fill(stream, zlib.compress(plain), "/FlateDecode")

    def _clean_photograph(self, stream: Any, filters: list[str]) -> None:
        if filters[-1] != "/DCTDecode" or filters.count("/DCTDecode") > 1:
            _refuse("it holds a picture that is packed in a way nobody knows")
        written = stream.get_data() if len(filters) > 1 else stream._data
        found, picture = jpeg(written)
        self.blocks += found
        if len(filters) > 1 or picture != written:
            self._fill(stream, picture, "/DCTDecode")

    @staticmethod
    def _fill(stream: Any, data: bytes, packed: str) -> None:
        for key in ("/Filter", "/DecodeParms", "/F", "/FFilter", "/FDecodeParms", "/DL"):
            stream.pop(NameObject(key), None)
        stream._data = data
        stream[NameObject("/Filter")] = NameObject(packed)

    def _whole(self, data: bytes) -> bytes:
        """Packed data cut to their own length. How far they unfold is bounded for the whole document."""
        inflater = zlib.decompressobj()
        waiting = data
        while waiting and not inflater.eof:
            self.left -= len(inflater.decompress(waiting, _STEP))
            waiting = inflater.unconsumed_tail
            if self.left < 0:
                _refuse("its parts unfold to more than 200 MB")
        rest = inflater.unused_data
        if rest.strip(b"\0\r\n "):
            self.blocks.append(Block("other", b"", "data behind the end of a part"))
        return data[: len(data) - len(rest)] if rest else data


def _filters(stream: Any) -> list[str]:
    value: Any = stream.get("/Filter")
    if value is None:
        return []
    value = value.get_object()
    return [str(one.get_object()) for one in value] if isinstance(value, ArrayObject) else [str(value)]


def _dictionaries(one: Any) -> Iterator[DictionaryObject]:
    """Each dictionary of one object, and within it, as far as it is written there and not elsewhere."""
    waiting = [one]
    while waiting:
        part = waiting.pop()
        if isinstance(part, DictionaryObject):
            yield part
            waiting += [value for key in part if not isinstance(value := part.raw_get(key), IndirectObject)]
        elif isinstance(part, ArrayObject):
            waiting += [value for value in list.__iter__(part) if not isinstance(value, IndirectObject)]


def _holds_text(value: Any) -> bool:
    """Whether a value is a text, or a list in which one stands, other than a short code or a table of colours."""
    if isinstance(value, ArrayObject):
        items = list(list.__iter__(value))
        is_table = bool(items) and items[0] in ("/Indexed", "/I")
        return not is_table and any(_holds_text(item) for item in items)
    return isinstance(value, TextStringObject | ByteStringObject) and not CODE.fullmatch(str(value))


def _keys_within(value: Any) -> set[str]:
    return {str(key) for part in _dictionaries(value) for key in part}
