# Many statements of a page are the editors' reading of a source. Said each time in words, that is a line of small print which nobody
# sees any more. So it has a sign, which is explained where a page first shows it, and under a fold only if nothing else shows it; the words stay with every sign for those
# who hear the page. It is done in the tree, after the templates, since only there it is known which of them comes first.

"""Explaining the sign of our own reading once on a page."""

from __future__ import annotations

import dataclasses

from .page import Page

SIGN = '<span class="hg-ours">✎'
"""How the sign begins in a page; see `editorial` in templates/macros.md.jinja."""
_WORDS = f"{SIGN} <span>"


_HIDDEN = f'{SIGN} <span class="hg-hidden">'


def explained_once(page: Page) -> Page:
    """The page, with the words of each sign but the first that is seen kept for those who hear it."""
    if page.data is not None or page.text.count(_WORDS) < 2:
        return page
    seen = _first_seen(page.text) + len(_WORDS)
    before, after = page.text[: seen - len(_WORDS)], page.text[seen:]
    text = before.replace(_WORDS, _HIDDEN) + _WORDS + after.replace(_WORDS, _HIDDEN)
    return dataclasses.replace(page, text=text)


def _first_seen(text: str) -> int:
    """Where the first sign stands that is not folded away; the first of all if each of them is."""
    first = at = text.find(_WORDS)
    while at >= 0:
        if text.count("<details", 0, at) == text.count("</details>", 0, at):
            return at
        at = text.find(_WORDS, at + 1)
    return first
