# Where links lead, from stories, the card, pages of docs/ and the frame. Which pages there will be, and which parts of them have
# an address, is known for certain only once they are composed. So what can be judged by the records alone is judged so, and
# composing is asked for when a link is left over, with those pages whose parts must be known. While something else in
# the library is wrong nothing can be composed; then a link that might be right is left alone until it can be judged.

"""Links that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from ..address import page_of, page_of_term
from ..document import Document
from ..gate.addresses import is_elsewhere
from ..kept import Kept, digest_of
from ..problem import Place, Problem, quote
from ..progress import Stage, begin
from ..rules import broken
from ..schema import COUNTRIES, KINDS, Country, Vocabulary
from ..schema.walk import items_with_ids
from ..story.marks import LINK, RECORD_LINK
from .converted import converted, placed
from .entry import Entry
from .likeness import suggestion
from .links import PAGE_PART, SECTIONS, index_of
from .page import Written
from .unknown import Names, fix_of_link
from .withdrawn import is_withdrawn

Compose = Callable[[frozenset[str], frozenset[str] | None], Mapping[str, str | bytes]]
"""All pages by their addresses; those that are asked for have their text. Of generated ones, those that are wanted may do."""


@dataclass(frozen=True)
class Way:
    """A link: where it stands, on which page of the tree, and what is written.

    `mended` says that the host finds the page by its Markdown file; otherwise the address is that of a built file. `is_cut`
    says that the program makes words of it where it leads to nothing that is told; so it does in texts, and not in settings.
    """

    place: Place
    page: str
    target: str
    mended: bool = True
    is_cut: bool = False

    @property
    def address(self) -> str:
        """The file that it leads to."""
        path = unquote(self.target.partition("#")[0].partition("?")[0])
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.page), path)) if path else self.page

    @property
    def pages(self) -> tuple[str, str]:
        """The files of the tree that it may lead to."""
        return self.address if self.mended else re.sub(r"\.html$", ".md", self.address), self.address

    def lands(self, addresses: Container[str]) -> str:
        """The file of the tree that it leads to, if that is among the addresses."""
        return next((address for address in self.pages if address in addresses), "")

    @property
    def part(self) -> str:
        """The part of that page, empty where it leads to the whole."""
        return self.target.partition("#")[2]


@dataclass(frozen=True)
class KnownPages:
    """What of a library is known before any page is composed.

    `addresses` are surely there; `parts` has what stands on pages, as far as the records say; of the pages in `whole` that is
    all. `may_be_less` says that something is held back, so that a part may be missing through no fault of the link, and so
    may a page of `families`: those that are made of what records say, by the first word of their addresses. `may_come` tells
    whether a page may be composed that is not known yet.
    """

    addresses: frozenset[str]
    parts: Mapping[str, frozenset[str]]
    whole: frozenset[str]
    names: Names
    may_be_less: bool = False
    may_come: Callable[[str], bool] = lambda _: True
    families: frozenset[str] = frozenset()

    def may_lack(self, way: Way) -> bool:
        """Whether the page that a link leads to may be missing since no record that is told gives it any more."""
        folder, _, name = re.sub(r"\.(?:md|html)$", "", way.address).partition("/")
        is_country = folder != Country.kind or name == "index" or name.upper() in COUNTRIES
        return self.may_be_less and folder in self.families and is_country


@dataclass(frozen=True)
class Judged:
    """The problems of links, and those that lose their part since what it led to is held back.

    `lost` has what to write instead, by page and target; `vanished` the addresses that no link may lead to, without ending.
    """

    problems: tuple[Problem, ...]
    lost: Mapping[tuple[str, str], str] = field(default_factory=dict)
    vanished: frozenset[str] = frozenset()


def in_stories(documents: Iterable[Document]) -> Iterator[Way]:
    """The links to pages in the bodies of records, and in the card, which is shown on the first page."""
    for document in documents:
        if is_withdrawn(document):
            continue  # nothing of it is published, so nothing of it is judged
        page = page_of(document.kind, document.slug) if document.kind else "index.md"
        for match in LINK.finditer(document.body):
            if RECORD_LINK.fullmatch(match[1]):
                yield Way(document.body_place(match.start(1)), page, match[1], is_cut=True)


def in_pages(pages: Iterable[Written], folder: str) -> Iterator[Way | Problem]:
    """The links of pages in docs/, or what is wrong with how one is written."""
    for page in pages:
        address = page.path.removeprefix(f"{folder}/")
        if page.made.bare:
            message = "a link or a picture on this page has no address"
            yield broken("link-form", page.place(0), message, "Write it as [words](address), or take it out")
        for offset, link in placed(page.made.links, page.text):
            place = page.place(offset)
            if found := malformed(place, link.target, mended=link.in_markdown):
                yield found
            elif not is_elsewhere(link.target):
                yield Way(place, address, link.target, link.in_markdown, is_cut=link.in_markdown)


def malformed(place: Place, target: str, *, mended: bool) -> Problem | None:
    """What is wrong with how an address is written. In HTML it is not `mended` by the host."""
    fix = "Write the path of the page from here, such as ../safety.md, or a whole https:// address"
    try:
        urlsplit(target)
    except ValueError:
        return broken("link-form", place, f"{quote(target)} is no address", fix)
    if not target:
        return broken("link-form", place, "this link has no address", fix)
    if is_elsewhere(target):
        return None
    if target.startswith(("/", "\\")):
        return broken("link-form", place, f"{quote(target)} begins with a slash, and leads astray in a folder", fix)
    if not mended and target.partition("#")[0].endswith(".md"):
        fix = f"Write it as [words]({target}), or end it in .html" if place.path.endswith(".md") else "End it in .html"
        return broken("link-form", place, f"{quote(target)} stands in HTML, where it is not turned into a page", fix)
    return None


def known_pages(
    documents: Iterable[Document],
    entries: list[Entry],
    written: Iterable[Written],
    others: frozenset[str],
    folder: str,
    *,
    families: frozenset[str] | None = None,
    may_come: Callable[[str], bool] = lambda _: True,
) -> KnownPages:
    """What is known of a library's pages. `others` are the addresses that are surely there besides records.

    `families` are given where something is held back: pages of theirs may be missing.
    """
    parts: dict[str, frozenset[str]] = {}
    addresses = set(others) | {page_of(document.kind, document.slug) for document in documents if document.kind}
    for entry in entries:
        addresses |= {page_of(entry.kind, name) for name in entry.record.formerly}
        parts[page_of(entry.kind, entry.slug)] = frozenset(one for _, one in items_with_ids(entry.record))
        if isinstance(entry.record, Vocabulary):
            addresses |= {page_of_term(entry.slug, term.id) for term in entry.record.terms}
    pages = {page.path.removeprefix(f"{folder}/"): page.made.parts for page in written}
    names = index_of(entries, frozenset(addresses)).names
    known, is_less = {**parts, **pages}, families is not None
    return KnownPages(frozenset(addresses), known, frozenset(pages), names, is_less, may_come, families or frozenset())


def judged(
    ways: Iterable[Way],
    known: KnownPages,
    stories: Mapping[str, str],
    compose: Compose | None,
    remembered: Kept | None = None,
) -> Judged:
    """Every link that leads nowhere. `stories` are the bodies of records by their pages' addresses.

    `remembered` has the parts of pages by their texts, from the last run.
    """
    begin(Stage.LINKS)
    problems: list[Problem] = []
    unsure: list[Way] = []
    for way in ways:
        address = way.lands(known.addresses)
        if not address:
            is_record = (
                posixpath.dirname(way.address) in KINDS and way.address.endswith(".md") and "--" not in way.address
            )
            is_file = posixpath.splitext(way.address)[1].lower() in _ONLY_FROM_HANDS
            if (is_record and way.mended) or is_file or way.address.startswith("../"):
                problems.append(_nowhere(way, known, known.addresses))
            else:
                unsure.append(way)
        elif address not in known.whole and (way.part or known.may_lack(way)):
            unsure.append(way)
        elif way.part and way.part not in known.parts[address]:
            problems.append(_no_part(way, known.parts[address]))
    if not unsure:
        return Judged(tuple(problems))
    if compose is None:
        return Judged((*problems, *_certain(unsure, known, stories)))
    composed = _composed(unsure, known, stories, compose, remembered or Kept())
    return replace(composed, problems=(*problems, *composed.problems))


_ONLY_FROM_HANDS = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".pdf", ".csv", ".txt"))
"""How files end that no page is made of and that the program never makes."""


def _certain(ways: Iterable[Way], known: KnownPages, stories: Mapping[str, str]) -> Iterator[Problem]:
    """Those links that can lead nowhere, as far as anybody can tell without composing the pages."""
    for way in ways:
        if not way.lands(known.addresses):
            page = way.address if way.mended else re.sub(r"\.html$", ".md", way.address)
            if not known.may_come(page) and not (known.may_lack(way) and way.is_cut):
                yield _nowhere(way, known, known.addresses)
            continue
        address = way.lands(known.parts)
        if way.part and address and not address.startswith(f"{Vocabulary.folder}/"):
            parts = known.parts[address] | _headings(stories.get(address, ""))
            if way.part not in parts and not PAGE_PART.fullmatch(way.part):
                yield _no_part(way, parts, SECTIONS)


def _composed(
    ways: list[Way],
    known: KnownPages,
    stories: Mapping[str, str],
    compose: Compose,
    remembered: Kept,
) -> Judged:
    asked = frozenset(way.lands(known.addresses) or way.address for way in ways if way.part)
    wanted = frozenset(page for way in ways for page in way.pages)
    pages = compose(asked, wanted)
    if any(not way.lands(pages) for way in ways):
        pages = compose(asked, None)  # whoever is told that a page is not there is told of the nearest one that is
    problems: list[Problem] = []
    lost: dict[tuple[str, str], str] = {}
    vanished: set[str] = set()
    for way in ways:
        address = way.lands(pages)
        text = pages.get(address, "")
        if not address and known.may_lack(way) and way.is_cut:
            vanished.add(way.address.removesuffix(".md"))
            message = (
                f"no record that is told gives {posixpath.normpath(way.address)} any more, so this link becomes words"
            )
            problems.append(broken("link-cut", way.place, message, "Take the link out if nothing will give it again"))
        elif not address and (known.may_lack(way) or not way.lands(known.addresses)):
            problems.append(_nowhere(way, known, pages))
        elif not (address.endswith(".md") and way.part and isinstance(text, str)):
            continue  # the whole of a page that is there; or of one that was withdrawn, and then the link becomes words
        elif way.part not in (parts := _parts(text, remembered)):
            written = known.parts.get(address, frozenset()) | _headings(stories.get(address, ""))
            if known.may_be_less and (way.part in written or PAGE_PART.fullmatch(way.part)):
                lost[way.page, way.target] = way.target.partition("#")[0] or posixpath.basename(way.page)
            else:
                problems.append(_no_part(way, parts))
    return Judged(tuple(problems), lost, frozenset(vanished))


def _parts(text: str, remembered: Kept) -> frozenset[str]:
    """The parts of a page that have an address."""
    content = digest_of(text)
    known: frozenset[str] | None = remembered.recall(content)
    return known if known is not None else remembered.keep(content, converted(text).parts)


def _headings(story: str) -> frozenset[str]:
    return converted(story).parts if story.strip() else frozenset()


def _nowhere(way: Way, known: KnownPages, addresses: Iterable[str]) -> Problem:
    written = way.target.partition("#")[0].partition("?")[0]
    at = posixpath.dirname(way.page)
    if known.may_lack(way):
        message = f"no record that is told gives {written}, so this leads to no page"
        fix = "Take it out, or lead it to another page, until a record that is told gives it again"
        return broken("dead-link", way.place, message, fix)
    if way.mended and written.endswith(".md"):
        fix = fix_of_link(written, at, known.names, addresses)
    else:
        choices = {posixpath.relpath(address, at or ".") for address in addresses}
        choices = choices if way.mended else {re.sub(r"\.md$", ".html", address) for address in choices}
        fix = suggestion(written, choices, otherwise="Correct it, or take the link out")
    return broken("dead-link", way.place, f"{quote(written)} leads to no page or file of this library", fix)


_MADE = ("fn:", "fnref", "hg-", "gap-")
"""How the ids begin that pages have for notes, drawings and empty places, and that nobody leads to."""


def _no_part(way: Way, parts: Iterable[str], others: Iterable[str] = ()) -> Problem:
    """A problem that offers the nearest part. `others` are parts that the page may have."""
    named = sorted(part for part in parts if not part.startswith(_MADE))
    known = [f"#{part}" for part in (*named, *(part for part in others if part not in named))]
    listed = f"Use one of: {', '.join(known[:12])}" if known else "Lead to the whole page"
    if way.part.startswith("fnref:"):
        fix = f"Write its mark [^{way.part.removeprefix('fnref:')}] where it belongs, or take the note out"
        return broken("dead-anchor", way.place, f"nothing on this page leads to the note {quote(way.part[6:])}", fix)
    where = "this page" if way.address == way.page else posixpath.normpath(way.address)
    whole = "Leave out the # and what follows"
    fix = suggestion(f"#{way.part}", known, otherwise=whole)
    fix = listed if fix == whole else fix
    return broken("dead-anchor", way.place, f"{quote('#' + way.part)} is no part of {where}", fix)
