# What lies in a folder of editions, told twice: for programs and for the page that holds an old copy against it in editions.json,
# and for the command that every system brings along in SHA256SUMS.

"""The lists that go with editions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from .shelf import Shelf

FOLDER = "take-away"
"""What the folder of editions is called, in the library and in its site."""
EDITIONS = "editions.json"
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Row:
    """A file of an edition: where it lies in the folder of editions, of which kind it is, for which use and what for, what it is
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
    }
    (folder / EDITIONS).write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sums = "".join(f"{row.sha256}  {row.file}\n" for row in rows)
    (folder / SUMS).write_text(sums, "utf-8")
