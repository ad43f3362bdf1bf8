# The search index of a built site: asked of Pagefind, page by page, put together, cut into pieces, and laid beside the pages with a
# twin of each file for readers whose browser fetches nothing from a folder. Its order is ours: pages by their addresses, so
# that the same site has the same index wherever it is built, and whatever was known before.

"""The search index."""

from __future__ import annotations

import base64
import os
import shutil
import zlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from ..folders import DATA
from ..kept import NOTHING, Kept, Memory
from ..pages.explore import ADDRESSES, addresses_in, found_script
from .asking import learnt
from .pagefind_chunks import named, recut
from .pagefind_pages import ENTRY, Answer, UnknownForm, entry, joined, listed, names_of
from .stopped import Stopped
from .words_by_letter import words_by_letter

INDEX = "pagefind"
"""Where the search index lies in the site."""
WORDS = "words"
"""Where the words of the pages lie in the index, for readers who wrote one wrong."""
PART = 3_000
"""How many pages a part of the index has at most. To answer, Pagefind compares each page that it found with each place of
each word that was asked for, so that with twice as many pages a common word takes four times as long."""
LICENCE = DATA / "pagefind-licence.txt"
"""Pagefind's notice, which goes wherever its files go."""


def index(site: Path, language: str, memory: Memory = NOTHING) -> None:
    """Make the search index of a built site, and the twins of its files that are read where fetching is refused.

    There is one index, whatever languages the pages hold; `language` decides how its words are stemmed. Of a very large
    library it is in parts, each whole in itself: the second lies in 1/, the third in 2/, and Pagefind's script says how many.

    Reads the site's pages and the addresses that Explore has, and writes the folder of the index alone, so that other work on
    the site may go on beside it. `memory` has what was learnt of each page before, so that Pagefind is asked for new ones only.
    Raises Stopped where Pagefind stops, or does not take a page as it is.
    """
    folder = site / INDEX
    if folder.exists():
        shutil.rmtree(folder)
    kept = memory.of("index")
    try:
        known = learnt(site, language, kept)
        names, spelt, files = _made(known, kept)
    except (UnknownForm, KeyError, IndexError, TypeError, ValueError, EOFError, zlib.error) as error:
        said = error if isinstance(error, UnknownForm) else f"The search index is not in a known form ({error!r})"
        raise Stopped(f"{said}. Install the version of Pagefind that pyproject.toml asks for.") from error
    _lay(folder, files)
    _tie(site, folder, names)
    (folder / WORDS).mkdir()
    for name, text in words_by_letter(spelt):
        (folder / WORDS / name).write_text(text, "ascii")
    shutil.copyfile(LICENCE, folder / "LICENSE.txt")


def _made(known: Answer, kept: Kept) -> tuple[dict[str, str], Counter[str], dict[str, bytes]]:
    """What the pages are called in the index, by their addresses; how many of them have each word; and the files of the index."""
    count = -(-len(known.pages) // PART) or 1
    parts = [dict(list(known.pages.items())[part::count]) for part in range(count)]
    found = [joined(list(part.values()), kept) for part in parts]
    cut = recut([one.words for one in found], known.language, kept)
    called: dict[str, str] = {}
    files = dict(known.files)
    files["pagefind.js"] += f"\nexport const parts = {count};\n".encode()
    for number, part in enumerate(parts):
        base = f"{number}/" if number else ""
        names = dict(zip(part, names_of(part.values(), known.language), strict=True))
        files |= {f"{base}fragment/{names[address]}.pf_fragment": page.file for address, page in part.items()}
        files |= {f"{base}index/{piece.name}.pf_index": piece.file for piece in cut[number]}
        pages = [(names[address], page.size) for address, page in part.items()]
        told = listed(known, pages, [piece[:3] for piece in cut[number]], found[number].fields)
        name, data = named(known.language, told, kept, length=10)
        files |= {f"{base}pagefind.{name}.pf_meta": data, base + ENTRY: entry(known, name, len(part))}
        called |= names
    return called, sum((one.spelt for one in found), Counter()), files


def _lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of the index, each with its twin."""
    for inner in {os.path.dirname(address) for address in files}:
        (folder / inner).mkdir(parents=True, exist_ok=True)
    for address, data in files.items():
        path = os.path.join(folder, address)
        Path(path).write_bytes(data)
        Path(path + ".js").write_bytes(b'hgPiece("%b","%b")\n' % (address.encode("ascii"), base64.b64encode(data)))


def _tie(site: Path, folder: Path, names: Mapping[str, str]) -> None:
    """Lay beside the index which of its pages is which record of Explore, since results of the index name no page."""
    if (site / ADDRESSES).is_file():
        addresses = addresses_in((site / ADDRESSES).read_text("utf-8"))
        text = found_script([names.get(f"{address}.html", "") for address in addresses])
        (folder / "explore.js").write_text(text, "ascii")
