"""Pictures and documents with hidden data in them, made when a test needs them."""

import io
import struct

from PIL import Image, PngImagePlugin
from PIL.ExifTags import GPS, IFD, Base
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description photoshop:City="Lampton" aux:OwnerName="{who}">'
    "<dc:creator><rdf:Seq><rdf:li>{who}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


SPACES = (
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:cc="http://creativecommons.org/ns#" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
)


def exif(*, author="", gps=False, turned=1, owner=""):
    """EXIF data that say what is asked for; no bytes if nothing is."""
    data = Image.Exif()
    if author:
        data[Base.Artist] = author
        data[Base.Copyright] = author
    if turned > 1:
        data[Base.Orientation] = turned
    if gps:
        data.get_ifd(IFD.GPSInfo).update(
            {GPS.GPSLatitudeRef: "S", GPS.GPSLatitude: (1.0, 17.0, 0.0), GPS.GPSLongitudeRef: "E"}
        )
    if owner:
        data.get_ifd(IFD.Exif).update({Base.CameraOwnerName.value: owner, Base.BodySerialNumber.value: "7781"})
    return data.tobytes() if author or gps or owner or turned > 1 else b""


def profile(words="Lampwright's screen", version=2):
    """A colour profile in which red is blue and blue is red, with words wherever profiles have them."""
    point = lambda *of: b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(one * 65536) for one in of))  # noqa: E731
    said = words.encode()
    tags = {
        b"cprt": b"text\0\0\0\0" + said,
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(said) + 1) + said + bytes(79),
        b"dmnd": b"desc\0\0\0\0" + struct.pack(">I", len(said) + 1) + said + bytes(79),
        b"wtpt": point(0.9642, 1.0, 0.8249) + said,
        b"rXYZ": point(0.1431, 0.0606, 0.7141),
        b"gXYZ": point(0.3851, 0.7169, 0.0971),
        b"bXYZ": point(0.4360, 0.2225, 0.0139),
        **{tone: b"curv\0\0\0\0" + struct.pack(">IH", 1, 512) + b"\0\0" for tone in (b"rTRC", b"gTRC", b"bTRC")},
    }
    if version == 4:
        wide = words.encode("utf-16-be")
        tags[b"desc"] = b"mluc\0\0\0\0" + struct.pack(">II4sII", 1, 12, b"enUS", len(wide), 28) + wide
        tags[b"cprt"] = tags[b"desc"]
    at, table, values = 132 + 12 * len(tags), b"", b""
    for name, value in tags.items():
        table += struct.pack(">4sII", name, at + len(values), len(value))
        values += value + b"\0" * (-len(value) % 4)
    head = (
        b"Lamp"
        + bytes((version, 0, 0, 0))
        + b"mntrRGB XYZ "
        + struct.pack(">6H", 2021, 3, 4, 5, 6, 7)
        + b"acsp"
        + b"Lamp" * 5
    )
    head += bytes(8) + struct.pack(">3i", 63190, 65536, 54061) + b"Lamp" * 5
    whole = head.ljust(124, b"\0") + struct.pack(">I", len(tags)) + table + values
    return struct.pack(">I", len(whole) + 4) + whole


def canvas(mode="RGB", size=(40, 30)):
    """A picture in which no two parts are alike, so that a change of its pixels shows."""
    return Image.radial_gradient("L").resize(size).convert(mode)


def written(form, picture=None, **options):
    """The bytes of a picture in a format of Pillow."""
    file = io.BytesIO()
    (picture or canvas()).save(file, form, **options)
    return file.getvalue()


def jpeg(**said):
    """A JPEG."""
    return written("JPEG", exif=exif(**said))


def png(**said):
    """A PNG with text of each kind beside its EXIF data."""
    texts = PngImagePlugin.PngInfo()
    if said.get("author"):
        texts.add_text("Author", said["author"])
        texts.add_text("Artist", said["author"], zip=True)
        texts.add_itxt("XML:com.adobe.xmp", XMP.format(who=said["author"]))
    return written("PNG", pnginfo=texts, exif=exif(**said))


def webp(**said):
    """A WebP without loss, with EXIF data and XMP."""
    more = {"xmp": XMP.format(who=said["author"]).encode()} if said.get("author") else {}
    return written("WEBP", lossless=True, exif=exif(**said), **more)


def gif(**said):
    """A GIF that moves, with a comment."""
    frames = [canvas("L").rotate(90)]
    return written("GIF", canvas("L"), comment=said.get("author", "").encode(), save_all=True, append_images=frames)


def document(*, author="", title="", picture=b"", link=""):
    """A PDF of one page, as our own cleaning would write it where it says nothing."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.metadata = None
    if author or title:
        told = {"/Author": author, "/Creator": author, "/Title": title}
        writer.metadata = {NameObject(key): value for key, value in told.items() if value}
    if author:
        writer.xmp_metadata = XMP.format(who=author).encode()
    if picture:
        image = StreamObject()
        said = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceRGB", "/Filter": "/DCTDecode"}
        image.update({NameObject(key): NameObject(value) for key, value in said.items()})
        measures = {"/Width": 40, "/Height": 30, "/BitsPerComponent": 8}
        image.update({NameObject(key): NumberObject(value) for key, value in measures.items()})
        image._data = picture
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/XObject"): DictionaryObject({NameObject("/P"): writer._add_object(image)})}
        )
    if link:
        action = {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(link)}
        leading = {NameObject("/Subtype"): NameObject("/Link"), NameObject("/Rect"): ArrayObject()}
        leading[NameObject("/A")] = DictionaryObject(action)
        page[NameObject("/Annots")] = ArrayObject([DictionaryObject(leading)])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def svg(*, author="", path="/home/tindwa/lamp.svg"):
    """A drawing as a drawing program leaves it."""
    return f"""<?xml version="1.0"?>
<!-- Drawn by {author} -->
<svg xmlns="http://www.w3.org/2000/svg" {SPACES} inkscape:export-filename="{path}" viewBox="0 0 9 9">
<metadata id="m"><rdf:RDF><dc:creator><cc:Agent><dc:title>{author}</dc:title></cc:Agent></dc:creator></rdf:RDF></metadata>
<sodipodi:namedview pagecolor="#fff" />
<title>A lamp</title><path d="M0 0h9v9z"/>
</svg>
""".encode()
