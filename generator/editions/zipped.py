# The folder that a reader double-clicks, as one file.

"""The site as a zipped folder."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from .shelf import Made, Shelf, Texts


def make(shelf: Shelf, out: Path) -> Iterator[Made]:
    """The whole site, zipped."""
    path = out / "library.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(one for one in shelf.site.rglob("*") if one.is_file()):
            name = file.relative_to(shelf.site).as_posix()
            archive.writestr(zipfile.ZipInfo(name), file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    yield Made(path, "", unpacked=members)


def members(path: Path) -> Texts:
    """What lies in a zip file."""
    with zipfile.ZipFile(path) as archive:
        yield from ((info.filename, archive.read(info)) for info in archive.infolist() if not info.is_dir())
