# The sentence: load documents, check them into entries, clear what may be published, gather the catalogue, compose
# pages. Nothing is written here; whoever calls decides what to do with the pages, and sees the problems first.

"""From a folder of records to the pages of a site."""

from __future__ import annotations

import datetime
import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .anchors import anchored
from .catalogue import Catalogue
from .check import Entry, check
from .clearance import Clearing, clear
from .document import Document, files, hidden_characters, read_all, read_text, regular, two_versions
from .explore import explore
from .exports import citations, json_schemas
from .linked_data import described
from .media import is_text, without_traces
from .outgoing import in_settings, outgoing_page
from .pages import Page, compose, cut
from .problem import Place, Problem, has_errors
from .render import TEMPLATES, Renderer
from .rules import broken
from .schema import COUNTRIES, KINDS, Library
from .writing_out import expanded

DOCS = "docs"


@dataclass(frozen=True)
class Site:
    """What became of a library: its problems, and its pages unless a problem is an error.

    `language` is the code of the language that the library's own words are in, such as `en`; `secrets` are texts that no
    built file may hold, and `names` names that none may tell in any way of writing.
    """

    problems: tuple[Problem, ...]
    pages: tuple[Page, ...] = ()
    language: str = "en"
    secrets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether it may be built."""
        return not has_errors(self.problems)


@dataclass(frozen=True)
class Examined:
    """A library that was read, checked and cleared: its card, its entries, and every problem in order of place."""

    library: Library | None
    card: Document | None
    entries: tuple[Entry, ...]
    clearing: Clearing
    problems: tuple[Problem, ...]


def examine(root: Path, today: datetime.date) -> Examined:
    """Read and check the library that lies in `root`, and clear what may be published."""
    documents, problems = read_all(root, frozenset(KINDS))
    written, more = hand_written(root)
    beside = {f"{DOCS}/{address}": content for address, content in written.items()}
    more += files(root, "templates")[1]
    more += regular(root / SETTINGS, SETTINGS) if os.path.lexists(root / SETTINGS) else ()
    checked = check(documents, problems + more, today, _addresses_besides_records(written), beside)
    card = (checked.card, checked.library) if checked.card and checked.library else None
    clearing = clear(checked.entries, today, card, beside | _frame(root))
    found = tuple(sorted({*checked.problems, *clearing.problems}))
    return Examined(checked.library, checked.card, checked.entries, clearing, found)


def make_site(root: Path, today: datetime.date) -> Site:
    """The site of the library that lies in `root`, as it stands on the day `today`."""
    found = examine(root, today)
    if has_errors(found.problems) or found.library is None or found.card is None:
        return Site(found.problems)
    clearing = found.clearing
    story = clearing.everywhere.body(found.card.body, "")
    catalogue = Catalogue(found.library, story, clearing.entries, today, clearing.withdrawn)
    has_program = (root / "generator" / "rules.py").is_file()
    renderer = Renderer(catalogue, template_folders(root), has_program=has_program, online=online_address(root))
    written = {address: _told(clearing, address, content) for address, content in hand_written(root)[0].items()}
    texts = (*compose(catalogue, renderer), *explore(catalogue, renderer), *_written_pages(written, renderer))
    made = tuple(anchored(described(expanded(texts, catalogue), catalogue, renderer)))
    leading_away = cut(outgoing_page(made, frame_addresses(root), renderer), renderer)
    pages = (*made, *leading_away, *citations(catalogue, renderer), *json_schemas())
    clashes = tuple(_clashes(pages))
    language = found.library.language.split("-")[0]
    names = clearing.names
    return Site((*found.problems, *clashes), () if clashes else pages, language, clearing.secrets, names)


def _told(clearing: Clearing, address: str, content: str | bytes) -> str | bytes:
    """What lies in docs/, with words for its links to what is not published."""
    return clearing.everywhere.page(content, posixpath.dirname(address)) if isinstance(content, str) else content


SETTINGS = "mkdocs.yml"
_SITE_URL = re.compile(r"^site_url:[ \t]+[\"']?(https?://[^\s\"'#]+)", re.MULTILINE)
_EXAMPLE = re.compile(r"https?://([^/]+\.)?(example(\.(org|com|net))?|localhost|127\.0\.0\.1)(:\d+)?/", re.IGNORECASE)


def online_address(root: Path) -> str:
    """Where the site is online, with a slash at its end, as the host's settings say; empty while that is an example."""
    path = root / SETTINGS
    found = _SITE_URL.search(path.read_text("utf-8")) if path.is_file() else None
    address = found[1].rstrip("/") + "/" if found else ""
    return "" if _EXAMPLE.match(address) else address


def template_folders(root: Path) -> tuple[Path, ...]:
    """Where templates are looked for: the library's own folder, then the one that comes with the program."""
    own = root / "templates"
    return (own, TEMPLATES) if own.is_dir() and own.resolve() != TEMPLATES.resolve() else (TEMPLATES,)


def frame_addresses(root: Path) -> frozenset[str]:
    """The addresses of other sites that stand around every page: those in the host's settings."""
    settings = root / "mkdocs.yml"
    return in_settings(settings.read_text("utf-8")) if settings.is_file() else frozenset()


def _frame(root: Path) -> dict[str, str | bytes]:
    """What stands around every page: the host's settings, and templates of the library's own."""
    own = files(root, "templates")[0] if len(template_folders(root)) > 1 else []
    found: dict[str, str | bytes] = {path.relative_to(root).as_posix(): path.read_bytes() for path in own}
    path = root / SETTINGS
    return found | ({SETTINGS: path.read_bytes().decode("utf-8", "replace")} if path.is_file() else {})


def hand_written(root: Path) -> tuple[dict[str, str | bytes], list[Problem]]:
    """What lies in docs/ by its address: pages as text, pictures and the like as bytes; and what cannot be read."""
    found: dict[str, str | bytes] = {}
    paths, problems = files(root, DOCS)
    for path in paths:
        relative = path.relative_to(root).as_posix()
        address = relative.removeprefix(f"{DOCS}/")
        if path.suffix == ".md":
            text, more = read_text(path, relative)
            found[address] = text or ""
            problems += [*more, *hidden_characters(text or "", relative), *two_versions(text or "", relative)]
        else:
            try:
                found[address] = path.read_bytes()
            except OSError as error:
                message = f"the file cannot be opened ({error.strerror})"
                problems.append(broken("unreadable", Place(relative), message, "Check its rights"))
    return found, problems


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def _written_pages(written: dict[str, str | bytes], renderer: Renderer) -> Iterator[Page]:
    titles = {address: _title(text) for address, text in written.items() if isinstance(text, str)}
    for address, text in written.items():
        if isinstance(text, bytes):
            yield Page(address, "", text if is_text(address) else without_traces(address, text))
            continue
        shelf = f"{address.rpartition('/')[0]}/index.md"
        above = [(titles[shelf], shelf)] if shelf in titles and shelf != address else []
        # What stands between comment signs is between the editors.
        context = {
            "text": _COMMENT.sub("", text),
            "title": titles[address],
            "above": above,
            "path": f"{DOCS}/{address}",
        }
        yield Page(address, renderer.page("written", address, **context))


def _title(text: str) -> str:
    return next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")


def _addresses_besides_records(written: Iterable[str]) -> frozenset[str]:
    lists = {f"{kind}/index.md" for kind in KINDS} | {f"countries/{code.lower()}.md" for code in COUNTRIES}
    names = (
        "index",
        "sources",
        "overdue",
        "search",
        "explore",
        "list",
        "compare",
        "outgoing",
        "countries/index",
        "lessons",
        "recommendations",
    )
    single = {f"{name}.md" for name in (*names, "backlash", "evidence", "world", "timeline", "a-to-z")}
    return frozenset({address for address in written if address.endswith(".md")} | lists | single)


def _clashes(pages: tuple[Page, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for page in pages:
        if page.address.casefold() in seen:
            message = f"the address {page.address} is taken by a generated page"
            yield broken("duplicate-address", Place(f"{DOCS}/{page.address}"), message, "Rename the file in docs/")
        seen.add(page.address.casefold())
