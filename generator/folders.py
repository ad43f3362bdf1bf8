# Where a library keeps what, and where the program keeps what it brings along. Every other module takes these names from
# here, so that a folder is renamed in one place. What the program consists of is said here too, since several ask whether it changed.

"""The folders and files of a library and of the program."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

RECORDS = "practices"
"""The folder of the records."""
CARD = f"{RECORDS}/library.md"
"""The card of the library, which is about the library itself and of no kind."""
DOCS = "docs"
"""The folder of the pages that are written by hand."""
EDITIONS = "editions"
"""The folder of the ledger: a file for each edition that was closed."""
SETTINGS = "mkdocs.yml"
"""The host's settings."""
OWN_TEMPLATES = "templates"
"""The folder of a library's own templates."""
TREE = Path("build/docs")
"""Where the Markdown tree is written, which the host makes pages of."""

PROGRAM = Path(__file__).parent
"""The program itself."""
DATA = PROGRAM / "data"
"""Lists that come with the program."""
TEMPLATES = next(folder for folder in (PROGRAM.parent / OWN_TEMPLATES, PROGRAM / OWN_TEMPLATES) if folder.is_dir())
"""The templates that come with the program; a library's own go before them."""


def template_folders(root: Path) -> tuple[Path, ...]:
    """Where templates are looked for: the library's own folder, then the one that comes with the program."""
    own = root / OWN_TEMPLATES
    return (own, TEMPLATES) if own.is_dir() and own.resolve() != TEMPLATES.resolve() else (TEMPLATES,)


def lying_in(*folders: Path) -> Iterator[Path]:
    """All that lies in folders and theirs, folder by folder and sorted, but what Python keeps there of what it compiled."""
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if "__pycache__" not in path.parts)


@cache
def installed() -> tuple[str, ...]:
    """The packages that are installed beside the program, with their versions, sorted. Asked once: what was loaded stays what it was."""
    from importlib import metadata  # noqa: PLC0415  (few commands ask, and each would wait for it)

    return tuple(sorted(f"{one.name} {one.version}" for one in metadata.distributions()))
