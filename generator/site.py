# The sentence: load documents, check them into entries, clear what may be published, gather the catalogue, compose
# pages. Nothing is written here; whoever calls decides what to do with the pages, and sees the problems first.

"""From a folder of records to the pages of a site."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .catalogue import Catalogue
from .check import Checked, check
from .clearance import clear
from .document import read_all
from .exports import json_schemas
from .pages import Page, compose
from .problem import Place, Problem, has_errors
from .render import TEMPLATES, Renderer
from .rules import broken
from .schema import COUNTRIES, KINDS

DOCS = "docs"


@dataclass(frozen=True)
class Site:
    """What became of a library: its problems, and its pages unless a problem is an error.

    `language` is the code of the language that the library's own words are in, such as `en`.
    """

    problems: tuple[Problem, ...]
    pages: tuple[Page, ...] = ()
    language: str = "en"

    @property
    def is_sound(self) -> bool:
        """Whether it may be built."""
        return not has_errors(self.problems)


def examine(root: Path, today: datetime.date) -> Checked:
    """Read and check the library that lies in `root`."""
    documents, problems = read_all(root, frozenset(KINDS))
    return check(documents, problems, today, _addresses_besides_records(root))


def make_site(root: Path, today: datetime.date) -> Site:
    """The site of the library that lies in `root`, as it stands on the day `today`."""
    checked = examine(root, today)
    if has_errors(checked.problems) or checked.library is None or checked.card is None:
        return Site(checked.problems)
    cleared = clear(checked.entries)
    catalogue = Catalogue(checked.library, checked.card.body, cleared, today)
    renderer = Renderer(catalogue, template_folders(root))
    pages = (*compose(catalogue, renderer), *hand_written(root, renderer), *json_schemas())
    clashes = tuple(_clashes(pages))
    language = checked.library.language.split("-")[0]
    return Site((*checked.problems, *clashes), () if clashes else pages, language)


def template_folders(root: Path) -> tuple[Path, ...]:
    """Where templates are looked for: the library's own folder, then the one that comes with the program."""
    own = root / "templates"
    return (own, TEMPLATES) if own.is_dir() and own.resolve() != TEMPLATES.resolve() else (TEMPLATES,)


def hand_written(root: Path, renderer: Renderer) -> Iterator[Page]:
    """The pages of docs/ with their trail and the link that leads to their source, and the files beside them."""
    files = {path.relative_to(root / DOCS).as_posix(): path for path in _visible(root / DOCS)}
    texts = {address: path.read_text("utf-8") for address, path in files.items() if path.suffix == ".md"}
    for address, path in files.items():
        if address not in texts:
            yield Page(address, "", path.read_bytes())
            continue
        shelf = f"{address.rpartition('/')[0]}/index.md"
        above = [(_title(texts[shelf]), shelf)] if shelf in texts and shelf != address else []
        context = {"text": texts[address], "title": _title(texts[address]), "above": above}
        yield Page(address, renderer.page("written", address, path=f"{DOCS}/{address}", **context))


def _visible(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _title(text: str) -> str:
    return next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")


def _addresses_besides_records(root: Path) -> frozenset[str]:
    written = {path.relative_to(root / DOCS).as_posix() for path in (root / DOCS).rglob("*.md")}
    lists = {f"{kind}/index.md" for kind in KINDS} | {f"countries/{code.lower()}.md" for code in COUNTRIES}
    return frozenset(written | lists | {"index.md", "sources.md", "overdue.md", "search.md", "countries/index.md"})


def _clashes(pages: tuple[Page, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for page in pages:
        if page.address.casefold() in seen:
            message = f"the address {page.address} is taken by a generated page"
            yield broken("duplicate-address", Place(f"{DOCS}/{page.address}"), message, "Rename the file in docs/")
        seen.add(page.address.casefold())
