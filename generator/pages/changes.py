# What changed, for those who come back and for those who want to be told. A feed without an address of its own is of no use to a
# reader of feeds, so there are none while the site has no address; the page is there in any case. Days in feeds never follow
# the day of the build, which would show all as new each day: what is in no edition yet bears the last day that its record tells.

"""The page “What changed”, and its feeds."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from ..catalogue.changes import Changes
from ..catalogue.knowledge import Knowledge
from ..clearance import Cleared
from ..folders import CARD
from ..render import Renderer
from .page import Draft, of_template

ADDRESS = "changes.md"
FOLDER = "feeds"
"""Where the feeds lie, those of themes in a folder in it."""
MOST = 100
"""How many entries a feed has at most: the newest."""
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Feeds:
    """Where the feeds lie: of all, as Atom and as JSON Feed, and of each theme as Atom."""

    all: str
    json: str
    themes: tuple[tuple[Cleared, str], ...]


def changes(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """What is new, corrected, changed or withdrawn in each edition, the newest first."""
    editions = known.editions
    context = {
        "path": CARD,
        "edition": editions.edition,
        "steps": editions.steps,
        "first": editions.ledger[0] if editions.ledger else None,
        "feeds": _feeds(known, renderer),
    }
    yield of_template("changes", ADDRESS, **context)


def feeds(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """Feeds of the same: of all, and of each theme. None while the site has no address, or no edition was closed."""
    found = _feeds(known, renderer)
    if found is None:
        return
    for theme, atom in ((None, found.all), *found.themes):
        yield Draft(_beside(atom), _json_feed, (theme, atom))
        yield Draft(atom, _atom_feed, (theme, atom))


def _feeds(known: Knowledge, renderer: Renderer) -> Feeds | None:
    if not renderer.online or not known.editions.ledger:
        return None
    themes = tuple(
        (theme, f"{FOLDER}/{theme.address.removesuffix('.md')}.atom") for theme in known.catalogue.all("themes")
    )
    return Feeds(f"{FOLDER}/all.atom", f"{FOLDER}/all.json", themes)


def _about(known: Knowledge, theme: Cleared) -> set[Cleared]:
    """The records that stand under a theme or speak to it."""
    catalogue = known.catalogue
    beyond = (entry for entries in known.facets.beyond(theme).values() for entry in entries)
    mentions = (mention.entry for mention in catalogue.mentions(theme))
    return {theme, *catalogue.strategies_of(theme), *catalogue.cases_of_theme(theme), *mentions, *beyond}


def _feed(renderer: Renderer, theme: Cleared | None, atom: str) -> dict[str, Any]:
    """The feed of all or of a theme, whose form for Atom lies at an address."""
    known, editions = renderer.known, renderer.known.editions
    steps = tuple(step.within(_about(known, theme)) for step in editions.steps) if theme else editions.steps
    last = editions.ledger[-1].date

    def moment_of(step: Changes, entry: Cleared | None) -> str:
        return _moment(step.day if step.edition else _day(entry, last, editions.catalogue.today))

    context = {"steps": steps, "theme": theme, "online": renderer.online, "moment_of": moment_of}
    feed: dict[str, Any] = json.loads(renderer.page("feed", _beside(atom), **context))
    feed["items"] = sorted(feed["items"], key=lambda one: str(one["date_modified"]), reverse=True)[:MOST]
    return feed


def _beside(atom: str) -> str:
    """Where the same feed lies as JSON Feed."""
    return f"{atom.removesuffix('.atom')}.json"


def _json_feed(renderer: Renderer, theme: Cleared | None, atom: str) -> str:
    return json.dumps(_feed(renderer, theme, atom), ensure_ascii=False, indent=1) + "\n"


def _atom_feed(renderer: Renderer, theme: Cleared | None, atom: str) -> str:
    last = _moment(renderer.known.editions.ledger[-1].date)
    feed = _feed(renderer, theme, atom)
    return _as_atom(feed, renderer.online + atom, last, renderer.catalogue.library.licence)


def _day(entry: Cleared | None, last: datetime.date, today: datetime.date) -> datetime.date:
    """The last day that a record tells of itself, if it lies between the last edition and today; else that of the edition."""
    if entry is None:
        return last
    days = [entry.record.checked, *(one.date for one in entry.record.corrections)]
    return max([last, *(day for day in days if day and day <= today)])


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _as_atom(feed: dict[str, Any], address: str, last: str, licence: str) -> str:
    """The same feed as Atom (RFC 4287)."""
    # With plain names: to register a namespace would change how the rest of the program writes its own.
    root = ElementTree.Element("feed", {"xmlns": ATOM, "{http://www.w3.org/XML/1998/namespace}lang": feed["language"]})

    def add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, name, attributes)
        element.text = text or None
        return element

    add(root, "id", address)
    add(root, "title", feed["title"])
    add(root, "subtitle", feed["description"])
    add(root, "updated", max([last, *(one["date_modified"] for one in feed["items"])]))
    add(add(root, "author"), "name", feed["authors"][0]["name"])
    add(root, "rights", licence)
    add(root, "link", rel="self", type="application/atom+xml", href=address)
    add(root, "link", rel="alternate", type="text/html", href=feed["home_page_url"])
    for item in feed["items"]:
        entry = add(root, "entry")
        add(entry, "id", item["id"])
        add(entry, "title", item["title"])
        add(entry, "updated", item["date_modified"])
        add(entry, "link", rel="alternate", type="text/html", href=item["url"])
        add(entry, "content", item["content_text"], type="text")
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
