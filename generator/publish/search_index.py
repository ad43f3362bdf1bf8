# The search index of a built site: asked of Pagefind, cut anew, and laid beside the pages with a twin of each file for
# readers whose browser fetches nothing from a folder. Its order is ours: pages by their addresses, so that the same site
# has the same index wherever it is built.

"""The search index."""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import zlib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

from ..folders import DATA
from ..languages.segmentation import indexable
from ..pages.explore import ADDRESSES, addresses_in, found_script
from . import disk
from .pagefind_chunks import UnknownForm, recut
from .pagefind_service import indexed
from .stopped import Stopped
from .words_by_letter import words_by_letter

_AROUND = (
    *("bar-of-page", "card--case", "claims caption", "claims thead", "contents", "edit", "explained", "facts"),
    *("gap", "locator", "neighbours", "self", "sentence", "trail", "verdict"),
)
UNREAD = (
    "sup",
    ".footnote-backref",
    ".hg-claim td",
    *(f".hg-{part}" for part in _AROUND),
    *(f".hg-record h{level}" for level in range(2, 7)),
)
"""What the search does not read, besides what templates mark with `data-pagefind-ignore`: marks that the host makes, the way to
the page's source, and the headings of records, which are the same on all of them and would be found for their words."""
INDEX = "pagefind"
"""Where the search index lies in the site."""
WORDS = "words"
"""Where the words of the pages lie in the index, for readers who wrote one wrong."""
READ = "data-pagefind-body"
"""What marks the part of a page that the search reads. Pages without it are not in the index."""
PART = 3_000
"""How many pages a part of the index has at most. To answer, Pagefind compares each page that it found with each place of
each word that was asked for, so that with twice as many pages a common word takes four times as long."""
UNUSED_INDEX_FILES = ("pagefind-*.js", "pagefind-*.css", "pagefind_*.js")
"""Ready-made interfaces that Pagefind brings beside its index; the site brings its own."""
SHARED_INDEX_FILES = ("pagefind.js", "wasm.*")
"""The program of the index, which the parts have from the first."""
LICENCE = DATA / "pagefind-licence.txt"
"""Pagefind's notice, which goes wherever its files go."""


def index(site: Path, language: str) -> None:
    """Make the search index of a built site, and the twins of its files that are read where fetching is refused.

    There is one index, whatever languages the pages hold; `language` decides how its words are stemmed. Of a very large
    library it is in parts, each whole in itself: the second lies in 1/, the third in 2/, and Pagefind's script says how many.
    """
    folder = site / INDEX
    if folder.exists():
        shutil.rmtree(folder)
    options = {"force_language": language, "keep_index_url": True, "exclude_selectors": list(UNREAD)}
    parts = []
    for number, pages in enumerate(_parts(site)):
        parts.append(folder / str(number) if number else folder)
        unused = UNUSED_INDEX_FILES + SHARED_INDEX_FILES if number else UNUSED_INDEX_FILES
        for address, data in indexed(pages, options):
            if not any(fnmatch(address, pattern) for pattern in unused):
                path = parts[-1] / address
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
    try:
        recut(parts)
        _tie(site, folder)
    except (UnknownForm, KeyError, IndexError, TypeError, ValueError, EOFError, zlib.error) as error:
        said = error if isinstance(error, UnknownForm) else f"The search index is not in a known form ({error!r})"
        raise Stopped(f"{said}. Install the version of Pagefind that pyproject.toml asks for.") from error
    _finish(folder, len(parts))


def _parts(site: Path) -> Iterator[Mapping[str, str]]:
    """The pages that the search is to read, in the order of their addresses, made ready for Pagefind; in parts if they are many."""
    found = (
        (path.relative_to(site).as_posix(), path.read_text("utf-8"))
        for path in disk.files(site)
        if path.suffix == ".html"
    )
    pages = sorted((address, text) for address, text in found if READ in text)
    number = -(-len(pages) // PART) or 1
    for part in range(number):
        yield {address: indexable(text) for address, text in pages[part::number]}


def _finish(folder: Path, parts: int) -> None:
    script = folder / "pagefind.js"
    script.write_text(f"{script.read_text('utf-8')}\nexport const parts = {parts};\n", "utf-8")
    for path in sorted(path for path in disk.files(folder) if path.name != "explore.js" and path.parent.name != WORDS):
        name = path.relative_to(folder).as_posix()
        text = base64.b64encode(path.read_bytes()).decode("ascii")
        path.with_name(path.name + ".js").write_text(f'hgPiece("{name}","{text}")\n', "ascii")
    shutil.copyfile(LICENCE, folder / "LICENSE.txt")


def _tie(site: Path, folder: Path) -> None:
    """Lay beside the index which of its pages is which record of Explore, since results of the index name no page, and the
    words of all pages by their letters."""
    ids, texts = {}, []
    for path in (path for path in disk.files(folder) if path.suffix == ".pf_fragment"):
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        ids[page["url"]] = path.stem
        texts.append(page["content"])
    (folder / WORDS).mkdir()
    for name, text in words_by_letter(texts):
        (folder / WORDS / name).write_text(text, "ascii")
    if (site / ADDRESSES).is_file():
        addresses = addresses_in((site / ADDRESSES).read_text("utf-8"))
        text = found_script([ids.get(f"/{address}.html", "") for address in addresses])
        (folder / "explore.js").write_text(text, "ascii")
