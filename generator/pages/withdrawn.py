# A page that was quoted elsewhere never just vanishes: at its address stands where it is now, or that it was withdrawn, and
# nothing of what it said. It leads on by a link alone: no script, and no clock, which would take somebody along unasked.

"""Pages of what was withdrawn, or has another address now."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..address import page_of
from ..catalogue.knowledge import Knowledge
from ..folders import CARD
from ..render import Renderer
from .page import Draft, Page, of_template


def moved(known: Knowledge, renderer: Renderer) -> Iterator[Draft | Page]:
    """At each former address of a record a page that leads to it, and to each of its lessons where that was quoted by itself."""
    for entry in known.catalogue.entries:
        lessons = getattr(entry.record, "lessons", ())
        for name in entry.record.formerly:
            address = page_of(entry.kind, name)
            yield of_template("moved", address, path=entry.path, entry=entry, lessons=lessons)


def tombstones(known: Knowledge, renderer: Renderer) -> Iterator[Draft | Page]:
    """At each address that was withdrawn a page that says so, and the list of them for those who keep older copies."""
    for address in known.catalogue.withdrawn:
        yield of_template("withdrawn", address, path=CARD)
    addresses = [address.removesuffix(".md") for address in known.catalogue.withdrawn]
    yield Page(
        "withdrawn.json",
        json.dumps({"date": known.catalogue.today.isoformat(), "withdrawn": addresses}, indent=2) + "\n",
    )
