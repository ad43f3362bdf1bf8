# Where a library keeps what, and where the program keeps what it brings along. Every other module takes these names from
# here, so that a folder is renamed in one place.

"""The folders and files of a library and of the program."""

from __future__ import annotations

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
