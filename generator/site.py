# The sentence: load documents, check them into entries, clear what may be published, gather the catalogue, compose
# pages. Nothing is written here; whoever calls decides what to do with the pages, and sees the problems first.

"""From a folder of records to the pages of a site."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from .address import COUNTRY_PAGES, TERM_PAGES, Share, page_of
from .catalogue import Catalogue
from .catalogue.knowledge import Knowledge
from .check import Entry, check
from .check.frame import (
    OVERRIDES,
    assets,
    exit_address,
    frame_addresses,
    host_is_known,
    online_address,
    own_frame,
    own_pictures,
    read_frame,
)
from .check.ledger import read_ledger
from .check.page import Written, read_page
from .check.values_to_come import FACETS as VALUES
from .check.values_to_come import may_be_told
from .check.ways import KnownPages, Way, in_pages, in_stories, judged, known_pages
from .clearance import Cleared, Clearing, clear
from .clearance.history import told_history
from .clearance.unlinked import unlinked
from .document import Document, read_all
from .document.pages import hand_written
from .folders import DOCS, RECORDS, template_folders
from .kept import NOTHING, Kept, Memory, digest_of
from .pages import ADDRESSES, FOLDERS, MAY_BE_ABSENT, Page, cut, drafts
from .pages.anchors import anchored
from .pages.composing import WORTH_IT, composed, composed_alone
from .pages.exports import citations, export_addresses, json_schemas
from .pages.handwritten import without_lost
from .pages.open_data import files as data_files
from .pages.outgoing import ADDRESS as OUTGOING
from .pages.outgoing import outgoing_page
from .problem import Place, Problem, has_errors
from .processes import each_in_turn
from .render import Renderer
from .render.faults import TemplateFault
from .rules import broken
from .schema import COUNTRIES, KINDS, Library
from .schema.editions import ClosedEdition
from .schema.history import Past


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
    withdrawn: tuple[str, ...] = ()
    """The pages of records that were withdrawn: their addresses stay known, whatever name is in them."""
    repeats: bool = True
    """Whether the same files give the same site: not where the host runs what may look elsewhere."""
    elsewhere: frozenset[str] = frozenset()
    """Where what is of other shares lies, if a share was asked for."""

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
    written: Mapping[str, str | bytes] = field(default_factory=dict)
    """What lies in docs/, and pictures that the library's own templates bring along, by address."""
    lost: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Links whose part of a page is held back, by page and target, and what stands there instead."""
    ways: tuple[Way, ...] = ()
    """All links from stories, the card, pages of docs/ and the frame to pages of the library."""
    ledger: tuple[ClosedEdition, ...] = ()
    """The editions that were closed, the first one first."""
    history: Mapping[str, Past] = field(default_factory=dict)
    """The past of each record's file by its path, as far as it may be told."""
    vanished: frozenset[str] = frozenset()
    """Pages that no record gives any more, by their addresses without ending; links to them become words."""
    knowledge: Knowledge | None = field(default=None, compare=False)
    """What is known of the library if nothing is `lost` or `vanished`: to judge links, much of it was worked out already."""

    @property
    def is_sound(self) -> bool:
        """Whether pages can be made of it."""
        return not has_errors(self.problems) and self.library is not None and self.card is not None

    @property
    def is_whole(self) -> bool:
        """Whether it is known which pages there will be: what is wrong elsewhere than in the records changes none."""
        shaping = (f"{RECORDS}/", "templates/")
        is_read = not has_errors(one for one in self.problems if one.place.path.startswith(shaping))
        return is_read and self.library is not None and self.card is not None

    @property
    def holds_back(self) -> bool:
        """Whether anything of it is held back."""
        return _holds_back(self.entries, self.clearing)

    @property
    def published(self) -> tuple[Cleared, ...]:
        """The records as they may be published."""
        pairs = ((entry, self._mended(entry.address, entry.body)) for entry in self.clearing.entries)
        return tuple(entry if entry.body == body else replace(entry, body=body, came_of=b"") for entry, body in pairs)

    @property
    def published_card(self) -> str:
        """What opens the first page."""
        return self._mended("index.md", self.clearing.everywhere.body(self.card.body, "")) if self.card else ""

    @property
    def published_docs(self) -> dict[str, str | bytes]:
        """What lies in docs/ as it may be published."""
        return {address: self._published(address, content) for address, content in self.written.items()}

    def _published(self, address: str, content: str | bytes) -> str | bytes:
        """What lies in docs/, with words for its links to what is not published."""
        if not isinstance(content, str):
            return content
        return self._mended(address, self.clearing.everywhere.page(content, posixpath.dirname(address)))

    def _mended(self, address: str, text: str) -> str:
        """A text without links, or parts of them, that would lead nowhere since something is not told."""
        if self.vanished:
            text = unlinked(text, posixpath.dirname(address), lambda page, _: page in self.vanished)
        return without_lost(address, text, self.lost)


def _holds_back(entries: Collection[Entry], clearing: Clearing) -> bool:
    return len(clearing.entries) != len(entries) or any(one.withheld or one.reduced for one in clearing.entries)


def examine(root: Path, today: datetime.date, memory: Memory = NOTHING) -> Examined:
    """Read and check the library that lies in `root`, and clear what may be published.

    `memory` has what came of its files in the last run.
    """
    memory.of("problems")  # so that what was told of an earlier state goes with it
    documents, problems = read_all(root, frozenset(KINDS), memory)
    written, more = hand_written(root)
    beside = {f"{DOCS}/{address}": content for address, content in written.items()}
    pages, unclear = _read_pages(beside, {problem.place.path for problem in more}, memory.of("written"))
    ledger, wrong = read_ledger(root)
    more += [*unclear, *wrong]
    around, found = read_frame(root, frozenset(written))
    addresses = frozenset(written) | ADDRESSES | assets(root)
    checked = check(documents, [*problems, *more], today, addresses, beside | _in_templates(root), memory=memory)
    card = (checked.card, checked.library) if checked.card and checked.library else None
    clearing = clear(checked.entries, today, card, beside | own_frame(root), memory)
    history, missing = told_history(root, card, holds_back=_holds_back(checked.entries, clearing))
    examined = Examined(
        checked.library,
        checked.card,
        checked.entries,
        clearing,
        (*checked.problems, *found, *clearing.problems, *missing),
        {**own_pictures(root), **written},
        ledger=ledger,
        history=history,
    )
    known = _known_pages(documents, problems, examined, pages, addresses)
    ways = _that_lead_on((*in_stories(documents), *in_pages(pages, DOCS), *around), clearing)
    known_ways = tuple(way for way in ways if isinstance(way, Way))
    stories = {page_of(one.kind, one.slug): one.body for one in documents}
    examined = replace(examined, knowledge=_knowledge(examined, today)) if examined.is_whole else examined
    sketch = partial(_sketched, root, examined, today) if examined.is_whole else None
    try:
        links = judged(known_ways, known, stories, sketch, memory.of("parts"))
    except TemplateFault as fault:
        return replace(examined, problems=(*examined.problems, _of_template(root, fault)))
    told = {*examined.problems, *links.problems, *(way for way in ways if isinstance(way, Problem))}
    return replace(examined, problems=tuple(sorted(told)), ways=known_ways, lost=links.lost, vanished=links.vanished)


def _that_lead_on(ways: Iterable[Way | Problem], clearing: Clearing) -> list[Way | Problem]:
    """The ways but for links that become words, which lead nowhere that could be wrong."""

    def is_cut(way: Way) -> bool:
        return way.mended and clearing.everywhere.cuts(way.target, posixpath.dirname(way.page))

    return [way for way in ways if isinstance(way, Problem) or not is_cut(way)]


def _read_pages(
    beside: Mapping[str, str | bytes], unread: set[str], known: Kept
) -> tuple[list[Written], list[Problem]]:
    """The pages written by hand, by path; of those in `unread` it is known already that they hold nothing that can be read."""
    read = [
        known.once(digest_of(path, text), partial(_page, path, text))
        for path, text in beside.items()
        if isinstance(text, str) and (text.strip() or path not in unread)
    ]
    return [page for page, _ in read], [problem for _, found in read for problem in found]


def _page(path: str, text: str) -> tuple[Written, list[Problem]]:
    # With the addresses that headings in other scripts will have; they stand behind the words, so no place moves.
    return read_page(path, anchored(Page(path, text)).text)


def _in_templates(root: Path) -> dict[str, bytes]:
    return {f"{OVERRIDES}{address}": data for address, data in own_pictures(root).items()}


def _known_pages(
    documents: list[Document],
    unread: list[Problem],
    examined: Examined,
    pages: list[Written],
    addresses: frozenset[str],
) -> KnownPages:
    """What is known of the site's pages. `unread` is what kept files from being documents."""
    ghosts = frozenset(problem.place.path.removeprefix(f"{RECORDS}/") for problem in unread)
    entries = list(examined.entries)
    read = frozenset(page_of(entry.kind, entry.slug) for entry in entries)
    may_come = partial(_may_come, documents, read, is_all_read=not ghosts)
    families = MAY_BE_ABSENT if examined.holds_back else None
    return known_pages(documents, entries, pages, addresses | ghosts, DOCS, families=families, may_come=may_come)


def make_site(root: Path, today: datetime.date, memory: Memory = NOTHING) -> Site:
    """The site of the library that lies in `root`, as it stands on the day `today`, by the help of what the last run kept."""
    return site_of(root, examine(root, today, memory), today, memory)


def site_of(
    root: Path, found: Examined, today: datetime.date, memory: Memory = NOTHING, made: tuple[Page, ...] = ()
) -> Site:
    """The site of a library that was examined. `memory` has what came of its pages in the last run.

    `made` are its pages if they were composed in shares; the others are made of them here.
    """
    if not found.is_sound:
        return Site(found.problems)
    renderer = renderer_of(root, found, today)
    try:
        made = made or composed(renderer, found.published_docs, memory=memory)[0]
        beside = tuple(_beside(root, renderer, made))
    except TemplateFault as fault:
        return Site((*found.problems, _of_template(root, fault)))
    return _of_pages(root, found, (*made, *beside))


def _beside(root: Path, renderer: Renderer, made: tuple[Page, ...]) -> Iterator[Page]:
    """Pages that are made of the others, or of all records at once. They are few and large, and none waits for another."""
    makers: tuple[Callable[[], Iterable[Page]], ...] = (
        lambda: cut(outgoing_page(made, frame_addresses(root), renderer), renderer),
        lambda: (*citations(renderer.known, renderer), *json_schemas(renderer.known)),
        lambda: data_files(renderer.known, renderer.online),
    )
    in_turn = each_in_turn(lambda make: tuple(make()), makers) if len(made) >= WORTH_IT else (make() for make in makers)
    return (page for pages in in_turn for page in pages)


def pages_alone(root: Path, found: Examined, today: datetime.date, wanted: Collection[str]) -> tuple[Page, ...]:
    """The pages of a sound library at a few addresses, long before all are composed; none where a template fails."""
    try:
        return composed_alone(renderer_of(root, found, today), found.published_docs, wanted)
    except TemplateFault:
        return ()


def share_of_site(root: Path, found: Examined, today: datetime.date, share: Share, memory: Memory = NOTHING) -> Site:
    """The pages of one share of a site, without those that are made of others, and what else pages lead to, `elsewhere`."""
    if not found.is_sound:
        return Site(found.problems)
    renderer = renderer_of(root, found, today)
    try:
        made, seen = composed(renderer, found.published_docs, share, memory)
    except TemplateFault as fault:
        return Site((*found.problems, _of_template(root, fault)))
    # The later pages of a list get their addresses as it is written; that a text may lead to one, the check has seen.
    later = (way.address for way in found.ways if "--" in way.address and way.address.endswith(".md"))
    known = {*seen, *later, OUTGOING, *export_addresses(renderer.catalogue)}
    return replace(_of_pages(root, found, made), elsewhere=frozenset(known - {page.address for page in made}))


def _of_pages(root: Path, found: Examined, pages: tuple[Page, ...]) -> Site:
    """The site of a library that is sound."""
    assert found.library is not None
    clashes = tuple(_clashes(pages))
    language = found.library.language.split("-")[0]
    clearing, shown = found.clearing, () if clashes else pages
    kept = clearing.secrets, clearing.names, clearing.withdrawn
    return Site((*found.problems, *clashes), shown, language, *kept, host_is_known(root))


def _of_template(root: Path, fault: TemplateFault) -> Problem:
    place = Place(fault.path.relative_to(root).as_posix(), fault.line, 1)
    message = f"this template of the library's own cannot be rendered: {fault.said}"
    return broken(
        "template-fails", place, message, "Compare it with the one that comes with the program, which may be newer"
    )


class _Sketch(Renderer):
    """Renders only those pages that are asked for, so that all others are known by their addresses alone."""

    def script(self, name: str, **context: Any) -> str:
        return ""


def _sketched(
    root: Path, found: Examined, today: datetime.date, asked: frozenset[str], wanted: frozenset[str] | None
) -> dict[str, str | bytes]:
    """All pages by their addresses, with the text of those that are asked for; of generated ones at least those that are `wanted`."""
    renderer = _renderer(root, found, today, _Sketch)
    made: dict[str, str | bytes] = {}
    for draft in drafts(renderer.known, renderer, wanted):
        made.setdefault(draft.address, "")
        if draft.address in asked:
            made |= {page.address: anchored(page).text for page in cut(draft.page(renderer), renderer)}
    return {
        **dict.fromkeys((*assets(root), OUTGOING, *export_addresses(renderer.catalogue)), ""),
        **made,
        **found.written,
    }


_R = TypeVar("_R", bound=Renderer)


def _knowledge(found: Examined, today: datetime.date) -> Knowledge:
    assert found.library is not None
    catalogue = Catalogue(found.library, found.published_card, found.published, today, found.clearing.withdrawn)
    return Knowledge(catalogue, found.ledger, found.history)


def _renderer(root: Path, found: Examined, today: datetime.date, kind: type[_R]) -> _R:
    known = None if found.lost or found.vanished else found.knowledge
    return kind(
        known or _knowledge(found, today),
        template_folders(root),
        has_program=(root / "generator" / "rules" / "__init__.py").is_file(),
        online=online_address(root),
        onward=exit_address(root),
        by_hand=frozenset(found.written),
    )


def renderer_of(root: Path, found: Examined, today: datetime.date) -> Renderer:
    """What renders a library that was examined, for files besides its pages."""
    return _renderer(root, found, today, Renderer)


def _may_come(documents: list[Document], read: frozenset[str], address: str, *, is_all_read: bool) -> bool:
    """Whether a page may be composed at an address once all records are right. `read` are the pages of those that are."""
    folder, _, name = address.rpartition("/")
    stem = name.removesuffix(".md")
    if not folder:
        return bool(re.search(r"-\d+$", stem))
    if folder == COUNTRY_PAGES:
        mention = re.compile(rf"\b{re.escape(stem.upper())}\b")
        named = not is_all_read or any(mention.search(str(one.front.value())) for one in documents)
        return stem.upper() in COUNTRIES and named
    if folder.startswith(f"{TERM_PAGES}/"):
        return f"{folder}.md" not in read
    if folder in VALUES and is_all_read and stem != "index":
        return may_be_told(folder, stem.partition("--")[0], documents, read)
    return folder.partition("/")[0] in FOLDERS


def _clashes(pages: tuple[Page, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for page in pages:
        if page.address.casefold() in seen:
            message = f"the address {page.address} is taken by a generated page"
            yield broken("duplicate-address", Place(f"{DOCS}/{page.address}"), message, "Rename the file in docs/")
        seen.add(page.address.casefold())
