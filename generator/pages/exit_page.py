# The page to which somebody leaves who has no script or no network. It is HTML already, since the theme would put the
# library's name and ways around it.

"""The plain page."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalogue.knowledge import Knowledge
from ..render import Renderer
from .page import Page

PLAIN = "measures.html"
"""The page to which a reader leaves who has no script or no network."""


def plain(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """The plain page."""
    yield Page(PLAIN, renderer.page("exit-page", PLAIN))
