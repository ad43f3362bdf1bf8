# A volume as data: what the print style sets, and nothing that it would have to decide. The style reads it as JSON, so a string
# stays a string. Which links lead anywhere is known here, since a link into nothing would stop Typst.

"""A volume as the print style takes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from ...article import Article, Articles
from ...languages import direction
from ..shelf import Shelf
from .blocks import Block, blocks, first_use
from .inline import Places, runs_of, spoken_in
from .volumes import Chapter, Volume

ABOUT_THE_SITE = frozenset(("together",))
"""Parts of pages that only lead about on the site."""
ABOUT_THE_RECORD = frozenset(("about-this-record",))
"""Parts of pages that a book says once for all its short chapters, in its imprint."""


class Setting:
    """Sets the volumes of one shelf. What is asked of a page for every volume is asked once."""

    def __init__(self, shelf: Shelf, articles: Articles) -> None:
        self._shelf, self._articles = shelf, articles
        self.words: dict[str, Any] = json.loads(shelf.renderer.edition("paper.json", edition=shelf.edition))
        self._parts: dict[str, tuple[frozenset[str], ...]] = {}

    @property
    def runs(self) -> str:
        """The direction in which the library's own language runs."""
        return direction(self._shelf.edition.language)

    def __call__(self, volume: Volume, left_out: tuple[str, ...] = ()) -> str:
        """The volume as JSON. `left_out` are the pages that could not be set, which it tells."""
        pages = [self._articles[chapter.address] for chapter in volume.chapters if chapter.address]
        there, wanted = {page.address for page in pages}, set[str]()
        for page in pages:
            ids, links, notes = self._labels(page)
            there |= ids
            wanted |= links if volume.bound else links | notes
        begun = frozenset(page.address for page in pages)
        chapters = self._chapters(volume, begun | there & wanted)
        placed = begun | frozenset(_places_in(chapters))
        if (there & wanted) - placed:
            # Parts that are not printed, or that are there only to hold others: links to them lead to their page.
            chapters = self._chapters(volume, begun | wanted & placed)
        return json.dumps(
            self._frame(volume, chapters, left_out), ensure_ascii=False, separators=(",", ":"), sort_keys=True
        )

    def _chapters(self, volume: Volume, held: frozenset[str]) -> list[dict[str, Any]]:
        return [self._chapter(number, chapter, held) for number, chapter in enumerate(volume.chapters)]

    def _labels(self, article: Article) -> tuple[frozenset[str], ...]:
        """All places on a page that have an id; all to which its links lead; and all to which notes lead, there and back.

        A book has no links from its notes: each costs Typst time and memory, all together as much as the rest of the book.
        """
        page = article.address
        if page not in self._parts:
            ids = frozenset(f"{page}#{one.get('id')}" for one in article.body.iter() if one.get("id"))
            links = {link.get("href", "") for kind in ("inside", "here") for link in article.links(kind)}
            notes = {*article.notes} | {first_use(note).removeprefix("#") for note in article.notes.values()}
            whole = (page + href if href.startswith("#") else href for href in links)
            self._parts[page] = ids, frozenset(whole), frozenset(f"{page}#{note}" for note in notes)
        return self._parts[page]

    def _chapter(self, number: int, chapter: Chapter, held: frozenset[str]) -> dict[str, Any]:
        made = {
            "title": [chapter.title],
            "runs": self.runs,
            "label": chapter.address or f"part {number}",
            "depth": chapter.depth,
            "flows": chapter.flows,
            "kind": self.words["kinds"].get(chapter.address.partition("/")[0], ""),
            "above": "",
            "sign": "",
            "c": [],
        }
        if chapter.address:
            article = self._articles[chapter.address]
            places = Places(article.address, held, self.runs)
            parts = blocks(
                _kept(article.body, ABOUT_THE_SITE | ABOUT_THE_RECORD if chapter.flows else ABOUT_THE_SITE), places
            )
            parts = _with_map(parts)
            made["title"], made["runs"] = self._title(article, chapter.title)
            made["above"] = article.trail[-1][0] if len(article.trail) > 2 else ""
            made["sign"] = next(
                (one.get("data-sign", "") for one in article.body.iter("div") if one.get("data-sign")), ""
            )
            made["c"] = _levelled(_with_short_forms(parts, self.words["short_forms"], places.short_forms), chapter)
        return made

    def _title(self, article: Article, title: str) -> tuple[list[Any], str]:
        """The title of a record in its own language, and the direction in which it runs."""
        heading = article.body.find(".//h1")
        language, runs = spoken_in(heading) if heading is not None else ("", "")
        runs = runs or runs_of([title], self.runs)
        return [["lang", [title], language, runs]] if language or runs else [title], runs or self.runs

    def _frame(self, volume: Volume, chapters: list[dict[str, Any]], left_out: tuple[str, ...]) -> dict[str, Any]:
        edition, words = self._shelf.edition, self.words
        language, _, region = edition.language.partition("-")
        library = self._shelf.renderer.catalogue.library.title
        of_volume = words["volume"].replace("%s", str(volume.number), 1).replace("%s", str(volume.count), 1)
        return {
            "title": volume.title,
            "subtitle": of_volume if volume.count > 1 else "" if volume.part else words["tagline"],
            "library": library,
            "bound": volume.bound,
            "whole": not volume.part,
            "language": language,
            "region": region if len(region) == 2 else None,
            "date": [edition.date.year, edition.date.month, edition.date.day],
            "stamp": f"{library} · {words['state']}",
            "contents": words["contents"],
            "description": words["state"],
            "imprint": list(self._imprint(volume, library, left_out)),
            "chapters": chapters,
        }

    def _imprint(self, volume: Volume, library: str, left_out: tuple[str, ...]) -> Iterator[Block]:
        """What a reader must know of the copy in her hand, and how it is cited; in a book, how it is read, too."""
        edition, words, online = self._shelf.edition, self.words, self._shelf.renderer.online
        where = [words["where"], *([" ", ["out", [online], online]] if online else [])]
        yield _said([["b", [words["copy"]]], ["br"], f"{library}. {words['state']}. {words['age']} ", *where])
        yield _said([words["licence"], " ", ["out", [edition.licence_url], edition.licence_url]])
        if left_out:
            yield _said([words["left_out"].replace("%s", ", ".join(left_out))])
        if volume.bound:
            of_what = [f"{library}: ", ["i", [volume.title]]] if volume.part else [["i", [library]]]
            yield _said([["b", [words["cite"]]], ["br"], *of_what, f". {words['state']}. {edition.licence}."])
            yield _said([["b", [words["read"]]], ["br"], words["notes"]])
        yield _said([words["signs"]])


def _places_in(parts: Any) -> Iterator[str]:
    """The labels that some blocks place, however deep they stand."""
    if isinstance(parts, dict):
        if parts.get("t") in ("at", "h") and "id" in parts:
            yield parts["id"]
        yield from _places_in(list(parts.values()))
    elif isinstance(parts, list | tuple):
        if len(parts) == 2 and parts[0] == "at" and isinstance(parts[1], str):
            yield parts[1]
        for part in parts:
            yield from _places_in(part)


def _said(words: list[Any]) -> Block:
    return {"t": "p", "c": words}


def _kept(body: Element, gone: frozenset[str]) -> Element:
    """The body without its title, which the chapter has, and without some parts, by their ids."""
    kept = Element("div")
    leaving = False
    for child in _unwrapped(body):
        if child.tag in ("h1", "h2"):
            leaving = child.get("id") in gone
        if not leaving and child.tag != "h1":
            kept.append(child)
    return kept


def _unwrapped(element: Element) -> Iterator[Element]:
    """The elements of a page, without those that are only there to hold several of them."""
    for child in element:
        if child.tag == "div" and any(inner.tag in ("h1", "h2") for inner in child.iter()):
            yield from _unwrapped(child)
        else:
            yield child


def _with_map(parts: list[Block]) -> list[Block]:
    """The parts with the small map of a record, if it has one, beside its first words."""
    drawn = next((part for part in parts if part.get("small")), None)
    if drawn is None:
        return parts
    rest = [part for part in parts if part is not drawn]
    words = next((at for at, part in enumerate(rest) if part["t"] not in ("p", "at", "lang")), len(rest))
    return [{"t": "beside", "picture": drawn, "c": rest[:words]}, *rest[words:]]


def _levelled(parts: list[Block], chapter: Chapter) -> list[Block]:
    """Headings get the level that they have in the volume: none is left out on the way down, as PDF/UA asks. In a chapter that
    flows they look as those that are one deeper."""
    last = chapter.depth
    for heading in _headings(parts):
        last = min(chapter.depth + heading["rank"] - 1, last + 1)
        heading["level"] = last
        heading["rank"] += chapter.flows
    return parts


def _headings(parts: Any) -> Iterator[Block]:
    """All headings in some blocks, however deep they stand."""
    if isinstance(parts, dict):
        if parts.get("t") == "h":
            yield parts
        else:
            yield from _headings(list(parts.values()))
    elif isinstance(parts, list | tuple):
        for part in parts:
            yield from _headings(part)


def _with_short_forms(parts: list[Block], heading: str, spelt: dict[str, str]) -> list[Block]:
    """The parts, and before the sources or at the end what the short forms in them stand for."""
    if not spelt:
        return parts
    listed: list[Any] = [["i", [heading]], " "]
    for at, (short, long) in enumerate(sorted(spelt.items())):
        listed += [" · " if at else "", ["b", [short]], f" {long}"]
    told = _said(listed) | {"role": "soft"}
    notes = next((at for at, part in enumerate(parts) if part["t"] == "notes"), len(parts))
    before = (
        max((at for at, part in enumerate(parts[:notes]) if part["t"] == "h"), default=len(parts))
        if notes < len(parts)
        else notes
    )
    return [*parts[:before], told, *parts[before:]]
