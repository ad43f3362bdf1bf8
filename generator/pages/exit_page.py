# The page to which somebody leaves who has no script or no network. It is HTML already, since the theme would put the
# library's name and ways around it.

"""The plain page."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalogue.knowledge import Knowledge
from ..render import Renderer
from .page import Draft, of_template

PLAIN = "measures.html"
"""The page to which a reader leaves who has no script or no network."""


def plain(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """The plain page."""
    yield of_template("exit-page", PLAIN)
