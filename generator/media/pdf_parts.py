# What a PDF may be made of, as data (ISO 32000-2): which keys of which parts are needed to show a page, under which keys a
# reader meets a text, and what is refused with what is said of it.

"""The parts of a PDF that a page needs."""

from __future__ import annotations

import re

from .blocks import names

CATALOG = names(
    "/Type /Version /Pages /PageLabels /ViewerPreferences /PageLayout /PageMode /Outlines /Lang /MarkInfo /StructTreeRoot"
)
PAGE = names("""/Type /Parent /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Rotate /Contents /Annots /StructParents /Group
    /Tabs /UserUnit""")
LINK = names("/Type /Subtype /Rect /Border /BS /C /H /A /Dest /QuadPoints /F /StructParent /P")
_STREAM = "/Length /Filter /DecodeParms "
PARTS = {
    name: names(keys)
    for name, keys in {
        "/Image": _STREAM + """/Type /Subtype /Width /Height /ColorSpace /BitsPerComponent /Intent /ImageMask /Mask /Decode
            /Interpolate /SMask /SMaskInData /Matte /Name /ColorTransform /StructParent""",
        "/Form": _STREAM + "/Type /Subtype /FormType /BBox /Matrix /Resources /Group /Name /StructParent /StructParents",
        "/Font": """/Type /Subtype /Name /BaseFont /FirstChar /LastChar /Widths /FontDescriptor /Encoding /ToUnicode
            /DescendantFonts /CIDSystemInfo /DW /W /DW2 /W2 /CIDToGIDMap /CharProcs /FontBBox /FontMatrix /Resources""",
        "/FontDescriptor": """/Type /FontName /FontFamily /FontStretch /FontWeight /Flags /FontBBox /ItalicAngle /Ascent
            /Descent /Leading /CapHeight /XHeight /StemV /StemH /AvgWidth /MaxWidth /MissingWidth /FontFile /FontFile2
            /FontFile3 /CharSet /Style /Lang /FD /CIDSet""",
        "/StructElem": "/Type /S /P /ID /Ref /Pg /K /A /C /R /Lang /Alt /E /ActualText /NS",
        "/StructTreeRoot": "/Type /K /IDTree /ParentTree /ParentTreeNextKey /RoleMap /ClassMap /Namespaces",
        "/Outlines": "/Type /First /Last /Count",
    }.items()
}  # fmt: skip
"""Of parts of a kind, the keys that stay: a stream's kind stands under /Subtype, another's under /Type."""

CUT = names(
    "/Metadata /PieceInfo /LastModified /Thumb /OPI /Alternates /Measure /GPTS /VP /LGIDict /AA /UserProperties /Perms"
)
"""What is taken out wherever it stands."""

_ATTACHED = "it holds attachments"
_LAYERS = "it holds layers, which can be hidden"
_FILM = "it holds sounds, films or things in three dimensions"
REFUSED = {
    "/EF": _ATTACHED, "/AF": _ATTACHED, "/Filespec": _ATTACHED, "/EmbeddedFile": _ATTACHED, "/EmbeddedFiles": _ATTACHED,
    "/Collection": _ATTACHED, "/OCProperties": _LAYERS, "/OCG": _LAYERS, "/OCMD": _LAYERS, "/OC": _LAYERS,
    "/JS": "it holds a script", "/JavaScript": "it holds a script", "/Sig": "it holds a signature",
    "/DSS": "it holds a signature", "/RichMediaContent": _FILM, "/3D": _FILM, "/Sound": _FILM, "/Movie": _FILM,
    "/XFA": "it holds a form",
}  # fmt: skip
"""Keys and kinds of parts that are refused, and what is said of them."""

SHOWN_TEXTS = names("/Alt /ActualText /E /Lang /URI /Title /P /Registry /Ordering /CharSet /FontFamily /Panose")
"""Keys whose texts a reader meets, or which name a script or a font. All other texts go."""

TREES = frozenset({"/Names", "/Dests", "/OpenAction"})
"""What is cut and need not be told: the places in the document to which its links lead are kept with the links."""

CODE = re.compile(r"[A-Za-z]{0,4}\d{1,12}")
"""A text that only numbers a part."""
