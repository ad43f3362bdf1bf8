# What lies in a folder of editions, told twice: for programs and for the page that holds an old copy against it in editions.json,
# and for the command that every system brings along in SHA256SUMS.

"""The lists that go with editions."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ..address import html_of
from ..catalogue.edition import digests_of
from ..markup import converted
from ..pages.take_away import USES, page_of_files
from .shelf import Shelf

EDITIONS = "editions.json"
SUMS = "SHA256SUMS"


_FILES = re.compile(r'<div[^>]* id="files".*?</div>', re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """A file of an edition: where it lies in the folder of editions, of which kind it is, for which use and what for, which
    part of the library it holds, how many bytes it has and their SHA-256."""

    file: str
    kind: str
    use: str
    purpose: str
    part: str
    size: int
    sha256: str


def write_lists(shelf: Shelf, rows: Sequence[Row], folder: Path) -> None:
    """Write the two lists of what lies in a folder of editions into it."""
    edition = shelf.edition
    listed = {
        "library": shelf.renderer.catalogue.library.title,
        "number": edition.number,
        "date": edition.date.isoformat(),
        "language": edition.language,
        "licence": {"name": edition.licence, "url": edition.licence_url},
        "online": shelf.renderer.online,
        "check": f"sha256sum --check {SUMS}",
        "files": [asdict(row) for row in rows],
        "records": digests_of(shelf.renderer.catalogue),
        "withdrawn": [page.removesuffix(".md") for page in shelf.renderer.catalogue.withdrawn],
    }
    (folder / EDITIONS).write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    sums = "".join(f"{row.sha256}  {row.file}\n" for row in rows)
    (folder / SUMS).write_text(sums, "utf-8", newline="\n")


def page_with_files(page: str, shelf: Shelf, rows: Sequence[Row]) -> str:
    """The built page of files to take along, with those that there are."""
    whole = {use: [row for row in rows if row.use == use and not row.part] for use in USES}
    records = [entry.address for entry in shelf.renderer.catalogue.entries]
    others = sorted({row.part for row in rows} - {"", *records})
    parts = {one: [row for row in rows if row.part == one] for one in (*others, *records)}
    text = page_of_files(
        shelf.renderer,
        {use: found for use, found in whole.items() if found},
        {one: found for one, found in parts.items() if found},
    )
    fresh = _FILES.search(converted(_FRONT.sub("", text), html_of).html)
    assert fresh, "the template of the page has a part for files"
    return _FILES.sub(lambda _: fresh[0], page, count=1)
