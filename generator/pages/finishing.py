# What is done with the text of each page, whatever family it is of: long lists are cut, short forms written out, and so on. Each page is
# finished by itself, so that none depends on what another one says.

"""Finishing pages."""

from __future__ import annotations

from ..render import Renderer
from .abbreviations import ShortForms
from .anchors import anchored
from .json_ld import described
from .our_reading import explained_once
from .page import Draft, Page
from .paging import cut


class Finishing:
    """What makes pages of drafts."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self.short_forms = ShortForms(renderer.known)

    def pages(self, draft: Draft | Page, *, is_cut: bool) -> tuple[Page, ...]:
        """The pages that come of a draft: it is one, unless long lists are cut.

        Raises TemplateFault where a template of the library's own cannot be rendered.
        """
        whole = draft.page(self.renderer)
        return tuple(map(self._finished, cut(whole, self.renderer) if is_cut else (whole,)))

    def _finished(self, page: Page) -> Page:
        return anchored(explained_once(described(self.short_forms.expanded(page), self.renderer)))
