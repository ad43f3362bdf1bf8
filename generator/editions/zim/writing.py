# The one module that knows libzim, an extra of this program, so that all others can be loaded without it.

"""Writing a ZIM, and reading it again."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from libzim.reader import Archive  # type: ignore[import-untyped]
from libzim.writer import Creator, Hint, IndexData, Item, StringProvider  # type: ignore[import-untyped]

from .words import Words, bare

TYPES = {
    ".bib": "application/x-bibtex", ".css": "text/css", ".csv": "text/csv", ".html": "text/html", ".ics": "text/calendar",
    ".js": "text/javascript", ".json": "application/json", ".jsonl": "application/jsonl", ".jsonld": "application/ld+json",
    ".md": "text/markdown", ".png": "image/png", ".ris": "application/x-research-info-systems", ".svg": "image/svg+xml",
    ".ttl": "text/turtle", ".txt": "text/plain", ".xml": "application/xml",
}  # fmt: skip
"""What Kiwix says of a file, by its ending; of all others, that they are bytes. The system's own table differs between machines."""
_INDEXES = frozenset(("fulltext/xapian", "title/xapian", "listing/titleOrdered/v0", "listing/titleOrdered/v1"))
"""What libzim lays beside the files: its own form of words that stand in these."""
ICON_SIZE = 48


def written(
    path: Path,
    main: str,
    files: Mapping[str, bytes],
    redirects: Mapping[str, tuple[str, str]],
    *,
    about: Mapping[str, str],
    icon: bytes,
) -> None:
    """Write a ZIM to `path`: its `main` page, its files by address, for each former address a title and where it leads, and what is
    told of it, of which `Language` begins with the one in which it is indexed."""
    # With several workers the order of the index is a matter of luck.
    made = Creator(path).config_verbose(False).config_nbworkers(1).set_mainpath(main)
    with _unheard(), made.config_indexing(True, about["Language"].partition(",")[0]) as creator:
        for address, data in files.items():
            creator.add_item(_File(address, data))
        for address, (title, target) in redirects.items():
            creator.add_redirection(address, title, target, {Hint.FRONT_ARTICLE: False})
        for name, text in about.items():
            creator.add_metadata(name, text)
        creator.add_illustration(ICON_SIZE, icon)


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """While libzim works: it says its steps on the standard output, which is the command's own, whatever it is told."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def missing(path: Path, main: str, files: Mapping[str, bytes], redirects: Mapping[str, tuple[str, str]]) -> list[str]:
    """What a ZIM should have and has not; libzim leaves out in silence what it dislikes."""
    archive = Archive(path)
    there = {address for address in files if archive.has_entry_by_path(address)}
    leading = {
        address
        for address, (_, target) in redirects.items()
        if archive.has_entry_by_path(address)
        and archive.get_entry_by_path(address).is_redirect
        and archive.get_entry_by_path(address).get_redirect_entry().path == target
    }
    lost = [*sorted(files.keys() - there), *sorted(redirects.keys() - leading)]
    if not (archive.has_main_entry and archive.main_entry.get_item().path == main):
        lost.insert(0, "the main page")
    if not (archive.has_fulltext_index and archive.has_title_index):
        lost.append("the index")
    return lost


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """All that lies in a ZIM and can be read: files, where redirects lead, titles, and what is told of it. The indexes are
    libzim's own form of words that stand in these files."""
    archive = Archive(path)
    titles = []
    for number in range(archive.all_entry_count):
        entry = archive._get_entry_by_id(number)
        titles.append(f"{entry.path}\t{entry.title}")
        if not entry.is_redirect and entry.path not in _INDEXES:
            yield entry.path, bytes(entry.get_item().content)
    yield "titles.txt", "\n".join(titles).encode()


class _Words(IndexData):  # type: ignore[misc]
    """What the index is given of a page."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def has_indexdata(self) -> bool:
        return bool(self._words.text)

    def get_title(self) -> str:
        return bare(self._words.title)

    def get_content(self) -> str:
        return self._words.text

    def get_keywords(self) -> str:
        return self._words.names

    def get_wordcount(self) -> int:
        return self._words.text.count(" ") + 1

    def get_position(self) -> tuple[bool, float, float]:
        return False, 0, 0


class _File(Item):  # type: ignore[misc]
    """A file of the site. Pages that no search reads, such as pairs of values, are not offered as titles either."""

    def __init__(self, address: str, data: bytes) -> None:
        super().__init__()
        self._address, self._data = address, data
        self._words = Words(data.decode()) if address.endswith(".html") else Words("")

    def get_path(self) -> str:
        return self._address

    def get_title(self) -> str:
        return self._words.title

    def get_mimetype(self) -> str:
        return TYPES.get(PurePosixPath(self._address).suffix, "application/octet-stream")

    def get_hints(self) -> dict[Hint, int]:
        return {Hint.FRONT_ARTICLE: bool(self._words.text), Hint.COMPRESS: not self._address.startswith("pagefind/")}

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self._data)

    def get_indexdata(self) -> _Words:
        return _Words(self._words)
