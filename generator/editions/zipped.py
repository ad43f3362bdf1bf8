# The folder that a reader double-clicks, as one file: one page that says where to begin, and the rest in a folder beside it, so that nobody
# has to find it among forty others. Twice: whole, as it could be put online, and for phones.

"""The site as a zipped folder."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from ..address import OF_WINDOWS, slug_of
from .file_names import unfit
from .for_phones import for_phones
from .shelf import CannotMake, Made, Shelf, Texts
from .words import words_of

START = "START-HERE.html"
_LONGEST = 40
"""How long the name of the folder is at most."""
_PACKED = (
    ".gz",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".woff2",
    ".pf_fragment",
    ".pf_index",
    ".pf_meta",
    ".pf_filter",
    ".pagefind",
)
"""Endings of files that are packed already."""
_FIRST_YEAR = 1980
"""No zip file knows an earlier one."""


def make(shelf: Shelf, out: Path) -> Iterator[Made]:
    """The site as a zip file: whole, and a smaller one for phones. Raises CannotMake where a name would not survive."""
    whole = {path.relative_to(shelf.site).as_posix(): path.read_bytes() for path in _files(shelf.site)}
    folder = folder_of(shelf.renderer.catalogue.library.title)
    words = words_of(shelf)
    for use, files in (("computer", whole), ("phone", for_phones(whole))):
        left_out = len(whole) - len(files)
        start = shelf.renderer.page(
            "start-here", START, folder=folder, edition=shelf.edition, files=len(files), left_out=left_out
        )
        members = {START: start.encode(), **{f"{folder}/{address}": data for address, data in files.items()}}
        _need_names_that_fit(members)
        path = out / f"{folder}-{shelf.edition.date.isoformat()}-{use}.zip"
        write_zip(path, members, shelf.edition.date)
        yield Made(path, words[use], use=use, unpacked=members_of)


def folder_of(title: str) -> str:
    """What the folder of a library of this title is called in the archive."""
    name = slug_of(title)[:_LONGEST].strip("-")
    return f"{name}-library" if OF_WINDOWS.fullmatch(name) or name == slug_of("") else name


def _files(site: Path) -> Iterator[Path]:
    yield from sorted(path for path in site.rglob("*") if path.is_file())


def _need_names_that_fit(paths: Mapping[str, bytes]) -> None:
    if wrong := list(unfit(paths)):
        told = "; ".join(f"{path}: {reason}" for path, reason in wrong[:5])
        more = f" (and {len(wrong) - 5} more)" if len(wrong) > 5 else ""
        raise CannotMake(
            f"Windows, Android or a stick could not hold these files of the site: {told}{more}. "
            "Give the file in docs/ or templates/ that they come from another name, or take it out."
        )


def write_zip(path: Path, members: Mapping[str, bytes], day: date) -> None:
    """A zip file that is the same whenever and wherever it is written."""
    when = (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, when)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=9)


def members_of(path: Path) -> Texts:
    """What lies in a zip file, by name."""
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            yield info.filename, archive.read(info)
