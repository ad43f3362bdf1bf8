# A page that was quoted elsewhere never just vanishes: at its address stands that it was withdrawn, and nothing of what it
# said.

"""Pages of what was withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..catalogue.knowledge import Knowledge
from ..folders import CARD
from ..render import Renderer
from .page import Page


def tombstones(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """At each address that was withdrawn a page that says so, and the list of them for those who keep older copies."""
    for address in known.catalogue.withdrawn:
        yield Page(address, renderer.page("withdrawn", address, path=CARD))
    addresses = [address.removesuffix(".md") for address in known.catalogue.withdrawn]
    yield Page("withdrawn.json", json.dumps({"withdrawn": addresses}, indent=2) + "\n")
