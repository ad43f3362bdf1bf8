# An EPUB is a zip file whose first member says so, unpacked, and whose package document lists the others. Nothing in it depends on when
# or where it was made: the order is that of the book, all times are the first that a zip file can hold, and the day is the edition's.

"""Packing a book."""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from ...languages import direction
from ..shelf import Edition
from .chapters import document
from .front import CONTENTS, PICTURE, Words

FOLDER = "EPUB"
"""Where everything lies but what says that it does."""
PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
"""What may be shown in a book, by its ending."""
_TYPES = {".xhtml": "application/xhtml+xml", ".css": "text/css", **PICTURES}
_FIRST = (1980, 1, 1, 0, 0, 0)
_CONTAINER = f"""<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="{FOLDER}/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
""".encode()
_FEATURES = (
    "alternativeText",
    "ARIA",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
)


def write(path: Path, files: Mapping[str, bytes], order: list[str], about: Element) -> None:
    """Write a book: `files` by where they lie in it, `order` those that are read from first to last, `about` its metadata."""
    package = _package(files, order, about)
    with zipfile.ZipFile(path, "w") as archive:
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _add(archive, "META-INF/container.xml", _CONTAINER)
        _add(archive, f"{FOLDER}/package.opf", document(package))
        for name, data in files.items():
            _add(archive, f"{FOLDER}/{name}", data)


def _add(archive: zipfile.ZipFile, name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    info = zipfile.ZipInfo(name, _FIRST)
    info.external_attr = 0o644 << 16
    info.create_system = 3
    archive.writestr(info, data, how, None if how == zipfile.ZIP_STORED else 9)


def metadata(words: Words, edition: Edition, identity: str, online: str, *, shows: bool) -> Element:
    """What is said of a book. `identity` is what tells it from all others, of this library and of every edition; `shows` says whether it has
    pictures."""
    about = Element("metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    library = words["library"]
    for name, value in (
        ("identifier", uuid.uuid5(uuid.NAMESPACE_URL, identity).urn),
        ("title", words["title"]),
        ("language", edition.language),
        ("creator", library),
        ("publisher", library),
        ("date", edition.date.isoformat()),
        ("description", ". ".join(filter(None, (words["tagline"].rstrip("."), words["state"])))),
        ("rights", words["licence"]),
        ("source", online),
    ):
        if value:
            SubElement(about, f"dc:{name}", {"id": "id"} if name == "identifier" else {}).text = value
    modes = ("textual", "visual") if shows else ("textual",)
    for name, value in (
        ("dcterms:modified", f"{edition.date.isoformat()}T00:00:00Z"),
        *(("schema:accessMode", mode) for mode in modes),
        ("schema:accessModeSufficient", "textual"),
        *(("schema:accessibilityFeature", feature) for feature in _FEATURES),
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", words["summary"]),
    ):
        SubElement(about, "meta", {"property": name}).text = value
    return about


def _package(files: Mapping[str, bytes], order: list[str], about: Element) -> Element:
    language = next(one.text or "" for one in about if one.tag == "dc:language")
    attributes = {"xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "id"}
    root = Element("package", {**attributes, "xml:lang": language})
    root.append(about)
    manifest = SubElement(root, "manifest")
    spine = SubElement(root, "spine", {"page-progression-direction": direction(language)})
    names = {name: f"f{number}" for number, name in enumerate(files, 1)}
    for name, key in names.items():
        item = SubElement(manifest, "item", {"id": key, "href": name, "media-type": _TYPES[Path(name).suffix.lower()]})
        if properties := " ".join(_properties(name, files[name])):
            item.set("properties", properties)
        item.tail = "\n"
    for name in order:
        SubElement(spine, "itemref", {"idref": names[name]})
    return root


def _properties(name: str, data: bytes) -> Iterator[str]:
    if name == CONTENTS:
        yield "nav"
    elif name == PICTURE:
        yield "cover-image"
    elif name.endswith(".xhtml") and b"<svg " in data:
        yield "svg"
