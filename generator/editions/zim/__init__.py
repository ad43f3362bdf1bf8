# The site as it stands, in the one file that Kiwix reads: its search, Explore and the way out work there as they do elsewhere, since
# pages and scripts are the same. What differs is said here: files for web servers stay out, former addresses lead on by themselves, Kiwix'
# own search is told what to read, and each page says what leaving can do. Titles are whole, although tabs of a discreet library say little: they are
# seen in results of a search alone, where “Case WISG” would help nobody. libzim leaves out in silence what it
# dislikes, such as a main page that it does not find, so everything is asked for once the file is there.

"""The whole library for Kiwix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from ...address import html_of, page_of
from ...catalogue import PRACTICE
from ...gate.policy import FORMS as FILES_OF_SERVERS
from ...languages.iso_639 import three_letters
from ...publish import disk
from ..shelf import CannotMake, Made, Shelf
from ..words import words_of
from .stamp import stamp
from .words import bare

MAIN = "index.html"
ICON = "assets/icon-48.png"
"""The picture beside the title in Kiwix: a PNG of 48 by 48."""
LEFT_OUT = frozenset((*FILES_OF_SERVERS, "404.html", "assets/lost.js", "sitemap.xml", "sitemap.xml.gz"))
"""What only a web server has use for."""
_LOOKS, _ABOUT_LEAVING = "assets/holding-ground.css", '<p class="hg-honest">'
_BELOW_TOOLBAR = "\n.kiwix { display: block; height: calc(51px - 3em); }\n.kiwix ~ .hg-header .hg-bar { top: 46px; }\n"
"""Older kiwix-serve lays its toolbar, 46 pixels high, over the top of each page and moves the page down by 3em - 5px, which is less
in our looks: the way out would lie under it."""
_LONGEST = {"Title": 30, "Description": 80, "LongDescription": 4000}


def make(shelf: Shelf, out: Path) -> Iterator[Made]:
    """The site as a ZIM, called as Kiwix calls its files."""
    try:
        writing = import_module(".writing", __name__)
    except ImportError:
        raise CannotMake("a ZIM is written by libzim. Install it: pip install 'holding-ground[editions]'") from None
    words = words_of(shelf)
    redirects = _redirects(shelf)
    files = {address: data for address, data in _files(shelf, words["leaving_in_kiwix"]) if address not in redirects}
    path = out / f"{_name(shelf)}_{shelf.edition.date:%Y-%m}.zim"
    writing.written(path, MAIN, files, redirects, about=_about(shelf), icon=_icon(files))
    if lost := writing.missing(path, MAIN, files, redirects):
        raise CannotMake(f"libzim left out {', '.join(lost[:5])}. Write to those who look after this program.")
    stamp(path)
    yield Made(path, words["hotspot"], unpacked=writing.members)


def _name(shelf: Shelf) -> str:
    title = bare(shelf.renderer.catalogue.library.title).lower()
    return f"{re.sub('[^a-z0-9]+', '-', title).strip('-') or 'library'}_{shelf.edition.language.partition('-')[0]}_all"


def _files(shelf: Shelf, leaving: str) -> Iterator[tuple[str, bytes]]:
    """The files of the site as they are in Kiwix, in the order of their addresses."""
    for file in sorted(disk.files(shelf.site)):
        address = file.relative_to(shelf.site).as_posix()
        data = file.read_bytes()
        if address in LEFT_OUT:
            continue
        if address == _LOOKS:
            data += _BELOW_TOOLBAR.encode()
        elif address.endswith(".html"):
            data = data.replace(_ABOUT_LEAVING.encode(), f"{_ABOUT_LEAVING}{leaving} ".encode(), 1)
        yield address, data


def _redirects(shelf: Shelf) -> dict[str, tuple[str, str]]:
    """By former address, the title and the address of the record."""
    return {
        html_of(page_of(entry.kind, name)): (entry.record.title, html_of(entry.address))
        for entry in shelf.renderer.catalogue.entries
        for name in entry.record.formerly
    }


def _icon(files: dict[str, bytes]) -> bytes:
    data = files.get(ICON, b"")
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[16:24] != bytes((0, 0, 0, 48, 0, 0, 0, 48)):
        raise CannotMake(
            f"Kiwix shows a picture beside the title: lay a PNG of 48 by 48 pixels at {ICON} of your overrides."
        )
    return data


def _about(shelf: Shelf) -> dict[str, str]:
    """What Kiwix tells of the file (openZIM, Metadata)."""
    library, edition = shelf.renderer.catalogue.library, shelf.edition
    own = three_letters(edition.language)
    records = (one.record for kind in PRACTICE for one in shelf.renderer.catalogue.all(kind))
    others = {three_letters(record.language) for record in records if record.language}
    told = {
        "Name": _name(shelf),
        "Title": library.title,
        "Creator": library.title,
        "Publisher": library.title,
        "Date": edition.date.isoformat(),
        "Description": library.tagline,
        "LongDescription": library.summary,
        "Language": ",".join((own, *sorted(others - {own}))),
        "License": edition.licence,
        "Source": shelf.renderer.online,
        "Flavour": "all",
        "Scraper": "holding-ground",
        "Tags": "_category:other;_pictures:yes;_videos:no;_details:yes;_ftindex:yes",
    }
    return {name: shortened(text, _LONGEST.get(name)) for name, text in told.items() if text}


def shortened(text: str, most: int | None) -> str:
    """A text that is no longer than Kiwix takes it: cut between words, where it is too long."""
    line = " ".join(text.split())
    if most is None or len(line) <= most:
        return line
    whole = line[: most - 1]
    return f"{whole.rpartition(' ')[0] or whole}…"
