"""Every place in a file that we know of where a word can stand and not be seen, as data: the word goes in, files come out."""

import base64
import io
import struct
import zlib

from PIL import PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from . import pictures


def planted(word):
    """A file for each place, by its name: what kind of place, and what kind of file by its ending."""
    return {**in_jpegs(word), **in_pngs(word), **in_webps(word), **in_gifs(word), **in_svgs(word), **in_pdfs(word)}


# Pictures


def in_jpegs(word):
    plain, said = pictures.jpeg(), word.encode()
    small = pictures.written("JPEG", exif=pictures.exif(author=word))

    def with_segment(sign, body, at=2):
        return plain[:at] + b"\xff" + bytes([sign]) + struct.pack(">H", len(body) + 2) + body + plain[at:]

    tables = plain.index(b"\xff\xdb")
    xmp = pictures.XMP.format(who=word).encode()
    iptc = (
        b"Photoshop 3.0\x008BIM\x04\x04\0\0"
        + struct.pack(">I", len(said) + 5)
        + b"\x1c\x02\x50"
        + struct.pack(">H", len(said))
    )
    files = {
        "author": pictures.jpeg(author=word),
        "owner": pictures.jpeg(owner=word),
        "comment": with_segment(0xFE, said),
        "xmp": with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp),
        "xmp-extended": with_segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + bytes(40) + xmp),
        "iptc": with_segment(0xED, iptc + said),
        "jfif-thumbnail": plain.replace(b"JFIF\0\1\1\0\0\1\0\1\0\0", b"JFIF\0\1\1\0\0\1\0\1\1\1").replace(
            b"\xff\xe0\0\x10", b"\xff\xe0" + struct.pack(">H", 16 + len(said)), 1
        ).replace(b"\0\1\1\1\xff\xdb", b"\0\1\1\1" + said + b"\xff\xdb", 1),
        "jfxx-thumbnail": with_segment(0xE0, b"JFXX\0\x10" + small),
        "exif-thumbnail": with_segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + small),
        "flashpix": with_segment(0xE2, b"FPXR\0" + said),
        "more-pictures": with_segment(0xE2, b"MPF\0" + said) + small,
        "ducky": with_segment(0xEC, b"Ducky\0" + said),
        "adobe-with-a-tail": with_segment(0xEE, b"Adobe\0\x64\0\0\0\0\1" + said),
        "unknown-segment": with_segment(0xEA, said),
        "unknown-marker": with_segment(0xF3, said),
        "table-with-a-tail": with_segment(0xDB, bytes(65) + said, tables),
        "between-segments": plain[:tables] + said + plain[tables:],
        "after-the-end": plain + said,
        "after-the-end-a-picture": plain + small,
        "profile": pictures.written("JPEG", icc_profile=pictures.profile(word)),
        "profile-4": pictures.written("JPEG", icc_profile=pictures.profile(word, version=4)),
        "profile-behind": pictures.written("JPEG", icc_profile=pictures.profile("Lamp") + said),
    }  # fmt: skip
    return {f"{name}.jpg": data for name, data in files.items()}


def in_pngs(word):
    said = word.encode()
    plain = pictures.png()
    pixels = plain.index(b"IDAT") - 4

    def with_chunk(name, body, at=pixels):
        return (
            plain[:at]
            + struct.pack(">I", len(body))
            + name
            + body
            + struct.pack(">I", zlib.crc32(name + body))
            + plain[at:]
        )

    def with_pixels(body):
        length = struct.unpack(">I", plain[pixels : pixels + 4])[0]
        coded = plain[pixels + 8 : pixels + 8 + length]
        body = body(coded)
        rest = plain[pixels + 12 + length :]
        return (
            plain[:pixels]
            + struct.pack(">I", len(body))
            + b"IDAT"
            + body
            + struct.pack(">I", zlib.crc32(b"IDAT" + body))
            + rest
        )

    moving = io.BytesIO()
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", word)
    pictures.canvas().save(moving, "PNG", save_all=True, append_images=[pictures.canvas().rotate(9)], pnginfo=texts)
    profile = zlib.compress(pictures.profile("Lamp"))
    raw = b"\nexif\n  9\n" + (b"Exif\0\0" + pictures.exif(author=word)[6:]).hex().encode() + b"\n"
    files = {
        "author": pictures.png(author=word),
        "owner": pictures.png(owner=word),
        "text": with_chunk(b"tEXt", b"Description\0" + said),
        "text-packed": with_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(said)),
        "text-international": with_chunk(b"iTXt", b"Comment\0\0\0\0\0" + said),
        "text-raw-profile": with_chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(raw)),
        "text-key": with_chunk(b"tEXt", said[:70] + b"\0Lamp"),
        "suggested-palette": with_chunk(b"sPLT", said[:70] + b"\0\x08" + bytes(6)),
        "private-chunk": with_chunk(b"laMp", said),
        "private-needed-chunk": with_chunk(b"LAMp", said),
        "colour-with-a-tail": with_chunk(b"gAMA", struct.pack(">I", 45455) + said),
        "colours-twice": with_chunk(b"gAMA", struct.pack(">I", 45455)).replace(b"IDAT", b"IDAT") + said,
        "profile-name": with_chunk(b"iCCP", said[:70] + b"\0\0" + profile, 33),
        "profile": with_chunk(b"iCCP", b"Lamp\0\0" + zlib.compress(pictures.profile(word)), 33),
        "profile-with-a-tail": with_chunk(b"iCCP", b"RGB\0\0" + profile + said, 33),
        "pixels-with-a-tail": with_pixels(lambda coded: coded + said),
        "pixels-too-many": with_pixels(lambda coded: zlib.compress(zlib.decompress(coded) + said, 0)),
        "after-the-end": plain + said,
        "moving": moving.getvalue(),
    }
    return {f"{name}.png": data for name, data in files.items()}


def in_webps(word):
    said = word.encode()
    turned = pictures.webp(turned=6)

    def with_chunk(name, body, data=turned):
        body = name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        return b"RIFF" + struct.pack("<I", len(data) - 8 + len(body)) + data[8:] + body

    frames = [pictures.canvas().rotate(turn) for turn in (0, 90)]
    files = {
        "author": pictures.webp(author=word),
        "owner": pictures.webp(owner=word),
        "unknown-chunk": with_chunk(b"LAMP", said),
        "second-picture": with_chunk(b"VP8L", said),
        "after-the-end": turned + said,
        "profile": pictures.written("WEBP", icc_profile=pictures.profile(word)),
        "chunk-in-a-plain-one": with_chunk(b"EXIF", said, pictures.webp()),
        "moving": pictures.written("WEBP", frames[0], save_all=True, append_images=frames[1:], xmp=said),
    }
    return {f"{name}.webp": data for name, data in files.items()}


def in_gifs(word):
    said = word.encode()[:200]
    plain = pictures.gif()
    block = bytes([len(said)]) + said + b"\0"
    xmp = (
        b"\x21\xff\x0bXMP DataXMP" + pictures.XMP.format(who=word).encode() + b"\1" + bytes(range(255, -1, -1)) + b"\0"
    )
    files = {
        "comment": pictures.gif(author=word),
        "words": plain[:-1] + b"\x21\x01\x0c" + bytes(12) + block + b";",
        "other-program": plain[:-1] + b"\x21\xff\x0bLAMPLAMP1.0" + block + b";",
        "xmp": plain[:-1] + xmp + b";",
        "loop-with-a-tail": plain[:-1] + b"\x21\xff\x0bNETSCAPE2.0\x03\1\0\0" + block + b";",
        "unknown-block": plain[:-1] + b"\x21\xf1" + block + b";",
        "after-the-end": plain + said,
    }
    return {f"{name}.gif": data for name, data in files.items()}


# Drawings


def in_svgs(word):
    inner = base64.b64encode(pictures.jpeg(author=word)).decode()
    uri = f"data:image/jpeg;base64,{inner}"
    inside = {
        "comment": f"<!-- {word} -->",
        "order": f"<?lamp {word}?>",
        "title": f"<title>{word}</title>",
        "title-of-a-part": f"<g><title>{word}</title><path d='M0 0h9'/></g>",
        "desc": f"<desc>{word}</desc>",
        "metadata": f"<metadata><rdf:RDF><dc:creator>{word}</dc:creator></rdf:RDF></metadata>",
        "rdf": f"<rdf:RDF><dc:creator>{word}</dc:creator></rdf:RDF>",
        "editor-element": f'<sodipodi:namedview inkscape:label="{word}"/>',
        "editor-label": f'<g inkscape:label="{word}"><path d="M0 0h9"/></g>',
        "editor-path": f'<g inkscape:export-filename="/home/{word}/lamp.svg"/>',
        "editor-path-windows": f'<g sodipodi:absref="C:\\Users\\{word}\\lamp.svg"/>',
        "editor-look": f'<path style="fill:red;-inkscape-font-specification:{word}" d="M0 0"/>',
        "data": f'<path data-name="{word}" d="M0 0"/>',
        "aria": f'<path aria-label="{word}" d="M0 0"/>',
        "id": f'<path id="{word}" d="M0 0"/>',
        "id-in-use": f'<linearGradient id="{word}"/><path fill="url(#{word})" d="M0 0"/>',
        "id-in-use-twice": f'<defs><path id="{word}" d="M0 0"/></defs><use href="#{word}"/><use xlink:href="#{word}"/>',
        "id-in-a-style-sheet": f'<style>#{word}{{fill:url(#{word})}}</style><path id="{word}" d="M0 0"/>',
        "class": f'<path class="{word}" d="M0 0"/>',
        "class-in-use": f'<style>.{word}, g .{word} {{ fill: red }}</style><path class="{word} lamp" d="M0 0"/>',
        "result": f'<filter id="f"><feFlood result="{word}"/><feMerge><feMergeNode in="{word}"/></feMerge></filter>',
        "style-remark": f"<style>/* {word} */ path {{ fill: red }}</style>",
        "style-look": f"<style>path {{ --{word}: red }}</style>",
        "style-selector": f'<style>path[data-name="{word}"] {{ fill: red }}</style>',
        "style-element": f"<style>{word} {{ fill: red }}</style>",
        "style-font": f"<style>@font-face {{ font-family: {word}; src: url({uri}) }}</style>",
        "style-import": f"<style>@import '{word}.css';</style>",
        "style-picture": f"<style>path {{ fill: url({uri}) }}</style>",
        "style-escape": f"<style>path {{ fill: ur\\6c({word}) }}</style>",
        "picture-href": f'<image href="{uri}"/>',
        "picture-xlink": f'<image xlink:href="{uri}"/>',
        "picture-style": f"<path style=\"fill:url('{uri}')\" d='M0 0'/>",
        "picture-use": f'<use href="{uri}"/>',
        "picture-filter": f'<filter id="f"><feImage href="{uri}"/></filter>',
        "picture-pattern": f'<pattern id="p"><image href="{uri}"/></pattern>',
        "page-within": f"<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>{word}</p></foreignObject>",
        "script": f"<script>/* {word} */</script>",
        "script-attribute": f'<path onclick="say(\'{word}\')" d="M0 0"/>',
        "link": f'<a href="https://lamp.example/{word}"><path d="M0 0"/></a>',
        "link-title": f'<path xlink:title="{word}" d="M0 0"/>',
        "words-in-a-store": f"<defs><text>{word}</text></defs>",
        "words-in-a-symbol": f"<symbol id='s'><text>{word}</text></symbol>",
        "words-hidden": f'<g style="display:none"><text>{word}</text></g>',
        "words-hidden-attribute": f'<g display="none"><text>{word}</text></g>',
        "words-hidden-visibility": f'<text visibility="hidden">{word}</text>',
        "words-hidden-style-sheet": f"<style>text {{ display : none }}</style><text>{word}</text>",
        "words-between": f"<g>{word}<path d='M0 0'/>{word}</g>",
        "words-of-nobody": f"<lamp:words>{word}</lamp:words>",
        "other-element": f"<solidcolor>{word}</solidcolor>",
        "moves": f'<path d="M0 0"><set attributeName="class" to="{word}"/></path>',
        "switch": f'<switch><g systemLanguage="{word}"/></switch>',
    }
    space = (
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:lamp="https://lamp.example/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"'
    )
    files = {name: f'<svg {space} viewBox="0 0 9 9">{drawn}</svg>' for name, drawn in inside.items()}
    files |= {
        "source": f'<svg {space} content="{word}"><path d="M0 0"/></svg>',
        "name-space": f'<svg {space} xmlns:x="https://{word}.example/"><path d="M0 0"/></svg>',
        "entity": f'<!DOCTYPE svg [<!ENTITY who "{word}">]><svg {space}><text>&who;</text></svg>',
        "kind": f'<!DOCTYPE svg PUBLIC "{word}" "lamp.dtd"><svg {space}><path d="M0 0"/></svg>',
        "style-sheet": f'<?xml-stylesheet href="{word}.css"?><svg {space}><path d="M0 0"/></svg>',
        "after-the-end": f"<svg {space}><path d='M0 0'/></svg><!-- {word} -->",
    }
    written = {f"{name}.svg": text.encode() for name, text in files.items()}
    return {**written, "other-encoding.svg": b"\xff\xfe" + files["comment"].encode("utf-16-le")}


# Documents


def named(**pairs):
    """A dictionary of a PDF, its keys without the stroke."""
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in pairs.items()})


def stream(data, **pairs):
    """A stream of a PDF."""
    one = StreamObject()
    one.update(named(**pairs))
    one._data = data
    return one


def in_pdfs(word):
    text, name = TextStringObject(word), NameObject
    photograph = pictures.jpeg(author=word)
    xmp = pictures.XMP.format(who=word).encode()
    box = ArrayObject([FloatObject(one) for one in (0, 0, 9, 9)])

    def note(kind, **pairs):
        return lambda writer, page: page.update(
            named(
                Annots=ArrayObject(
                    [writer._add_object(named(Type=name("/Annot"), Subtype=name(kind), Rect=box, **pairs))]
                )
            )
        )

    def in_catalog(**pairs):
        return lambda writer, page: writer.root_object.update(named(**pairs))

    def in_page(**pairs):
        return lambda writer, page: page.update(named(**pairs))

    def in_resources(kind, one):
        def put(writer, page):
            page[name("/Resources")] = named(**{kind: named(P=writer._add_object(one))})

        return put

    def image(data, *filters, **pairs):
        packed = ArrayObject([name(one) for one in filters])
        said = named(Width=NumberObject(40), Height=NumberObject(30), BitsPerComponent=NumberObject(8), **pairs)
        one = stream(data, Type=name("/XObject"), Subtype=name("/Image"), Filter=packed, ColorSpace=name("/DeviceRGB"))
        one.update(said)
        return in_resources("XObject", one)

    def profile_within(writer, page):
        one = stream(pictures.profile(word), N=NumberObject(3))
        in_resources("ColorSpace", ArrayObject([name("/ICCBased"), writer._add_object(one)]))(writer, page)

    def attached(writer, page):
        writer.add_attachment(f"{word}.txt", word.encode())

    filespec = named(Type=name("/Filespec"), F=text, UF=text)
    held = named(EF=named(F=stream(word.encode())), F=text)
    changes = {
        **{
            f"info-{key.lower()}": {f"/{key}": text}
            for key in ["Author", "Creator", "Producer", "Title", "Subject", "Keywords", "Lamp"]
        },
        "xmp": in_catalog(Metadata=stream(xmp, Type=name("/Metadata"))),
        "xmp-of-a-page": in_page(Metadata=stream(xmp, Type=name("/Metadata"))),
        "xmp-of-a-picture": image(pictures.jpeg(), "/DCTDecode", Metadata=stream(xmp)),
        "piece-info": in_catalog(PieceInfo=named(Lamp=named(Private=text))),
        "piece-info-of-a-page": in_page(PieceInfo=named(Lamp=named(Private=text)), LastModified=text),
        "attachment": attached,
        "attachment-note": note("/FileAttachment", FS=filespec),
        "attachment-associated": in_catalog(AF=ArrayObject([filespec])),
        "attachment-of-a-page": in_page(AF=ArrayObject([filespec])),
        "attachment-untyped": in_catalog(Lamp=held),
        "attachment-within": in_resources("Properties", held),
        "collection": in_catalog(Collection=named(Schema=named(Lamp=text))),
        "comment": note("/Text", T=text, Contents=text),
        "comment-rich": note("/FreeText", RC=text, DS=text),
        "comment-highlight": note("/Highlight", Subj=text, NM=text),
        "comment-stamp": note("/Stamp", Contents=text),
        "comment-popup": note("/Popup", Contents=text),
        "comment-direct": in_page(Annots=ArrayObject([named(Subtype=name("/Text"), Rect=box, T=text)])),
        "comment-untyped": in_page(Annots=ArrayObject([named(Rect=box, Contents=text)])),
        "comment-elsewhere": in_resources("Properties", named(Subtype=name("/Text"), Rect=box, Contents=text)),
        "form": in_catalog(AcroForm=named(Fields=ArrayObject([named(T=text, V=text, FT=name("/Tx"))]))),
        "form-empty": in_catalog(AcroForm=named(Fields=ArrayObject(), DA=text)),
        "form-field": note("/Widget", T=text, V=text, FT=name("/Tx")),
        "form-xfa": in_catalog(AcroForm=named(Fields=ArrayObject(), XFA=stream(word.encode()))),
        "signature": in_catalog(AcroForm=named(Fields=ArrayObject([named(FT=name("/Sig"), V=named(Name=text))]))),
        "signature-permission": in_catalog(Perms=named(DocMDP=named(Type=name("/Sig"), Name=text))),
        "layers": in_catalog(OCProperties=named(OCGs=ArrayObject(), D=named(Creator=text, Name=text))),
        "layer-usage": in_resources(
            "Properties", named(Type=name("/OCG"), Usage=named(CreatorInfo=named(Creator=text)))
        ),
        "layer-name": in_resources("Properties", named(Type=name("/OCG"), Name=text)),
        "script": in_catalog(OpenAction=named(S=name("/JavaScript"), JS=text)),
        "script-names": in_catalog(Names=named(JavaScript=named(Names=ArrayObject([text, named(JS=text)])))),
        "action-of-a-page": in_page(AA=named(O=named(S=name("/URI"), URI=text))),
        "picture": image(photograph, "/DCTDecode"),
        "picture-packed": image(zlib.compress(photograph), "/FlateDecode", "/DCTDecode"),
        "picture-in-digits": image(photograph.hex().encode() + b">", "/ASCIIHexDecode", "/DCTDecode"),
        "picture-in-letters": image(base64.a85encode(photograph) + b"~>", "/ASCII85Decode", "/DCTDecode"),
        "picture-packed-twice": image(
            base64.a85encode(zlib.compress(photograph)) + b"~>", "/ASCII85Decode", "/FlateDecode", "/DCTDecode"
        ),
        "picture-wrongly-packed": image(photograph, "/DCTDecode", "/FlateDecode"),
        "picture-jpeg-2000": image(b"\0\0\0\x0cjP  " + word.encode(), "/JPXDecode"),
        "picture-of-bits": image(word.encode(), "/JBIG2Decode"),
        "picture-with-a-tail": image(zlib.compress(bytes(3600)) + word.encode(), "/FlateDecode"),
        "picture-other-form": image(pictures.jpeg(), "/DCTDecode", Alternates=ArrayObject([named(Lamp=text)])),
        "picture-private": image(pictures.jpeg(), "/DCTDecode", Lamp=named(Deep=named(Deeper=text))),
        "small-picture": in_page(Thumb=stream(photograph, Filter=name("/DCTDecode"))),
        "profile": profile_within,
        "output-intent": in_catalog(OutputIntents=ArrayObject([named(S=name("/GTS_PDFX"), Info=text)])),
        "font-private": in_resources("Font", named(Type=name("/Font"), Subtype=name("/Type1"), Lamp=text)),
        "place-name": in_catalog(Dests=named(**{word: ArrayObject([NumberObject(0), name("/Fit")])})),
        "place-name-tree": in_catalog(
            Names=named(Dests=named(Names=ArrayObject([text, ArrayObject([NumberObject(0), name("/Fit")])])))
        ),
        "link-name": note(
            "/Link", NM=text, Contents=text, A=named(S=name("/URI"), URI=TextStringObject("https://a.example/"))
        ),
        "link-to-a-place": note("/Link", Dest=text),
        "link-to-a-file": note("/Link", A=named(S=name("/URI"), URI=TextStringObject(f"file:///home/{word}"))),
        "link-that-launches": note("/Link", A=named(S=name("/Launch"), F=text)),
        "map": in_page(VP=ArrayObject([named(Name=text, Measure=named(GPTS=box))])),
        "structure-title": in_catalog(StructTreeRoot=named(K=named(Type=name("/StructElem"), S=name("/P"), T=text))),
        "structure-id": in_catalog(StructTreeRoot=named(K=named(Type=name("/StructElem"), S=name("/P"), ID=text))),
        "structure-told": in_catalog(
            StructTreeRoot=named(A=named(O=name("/UserProperties"), P=ArrayObject([named(N=text, V=text)])))
        ),
        "private-catalog": in_catalog(Lamp=stream(word.encode())),
        "private-page": in_page(Lamp=stream(word.encode())),
        "private-resource": in_resources("Properties", named(Lamp=ArrayObject([text, ArrayObject([text])]))),
        "spider": in_catalog(SpiderInfo=named(C=text), Legal=named(Attestation=text), URI=named(Base=text)),
    }
    files = {key: with_change(change) for key, change in changes.items()}
    plain = with_change({})
    files |= {
        "earlier-version": earlier(word),
        "between-parts": plain.replace(b"endobj\n", b"endobj\n% " + word.encode() + b"\n", 1),
        "loose-part": with_change(lambda writer, page: writer._add_object(text)),
        "before-the-head": b"% " + word.encode() + b"\n" + plain,
        "after-the-end": plain + word.encode(),
        "trailer": plain.replace(b"trailer\n<<\n", b"trailer\n<<\n/Lamp (" + word.encode() + b")\n"),
        "document-id": plain.replace(
            b"trailer\n<<\n", b"trailer\n<<\n/ID [(" + word.encode() + b") (" + word.encode() + b")]\n"
        ),
    }
    return {f"{key}.pdf": data for key, data in files.items()}


def with_change(change):
    """A PDF of one page, changed by a function or given what it says of itself."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.metadata = {NameObject(key): value for key, value in change.items()} if isinstance(change, dict) else None
    if callable(change):
        change(writer, page)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def earlier(word):
    """A PDF whose page said something once, and says it no more in the version that was added behind."""
    before = with_change(lambda writer, page: page.update(named(Lamp=TextStringObject(word))))
    writer = PdfWriter(io.BytesIO(before), incremental=True)
    del writer.pages[0][NameObject("/Lamp")]
    file = io.BytesIO()
    writer.write(file)
    assert PdfReader(io.BytesIO(file.getvalue())).pages[0].get("/Lamp") is None
    return file.getvalue()
