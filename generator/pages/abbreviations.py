# Short forms that readers may not know are written out where a page first uses one: “VSLA (village savings and loan
# association)”, the words in brackets being a link to what says more. Brackets and no tooltip: a tooltip needs a mouse,
# and a phone, a printer and most screen readers never show it (technique G97 of WCAG, and not H28). It is done in the
# tree, after the templates, so that whole pages are seen, first use is first, and any host shows it.

"""Writing short forms out where a page first uses them."""

from __future__ import annotations

import dataclasses
import html
import posixpath
import re
from collections.abc import Mapping

from ..catalogue.glossary import Long, any_of, in_text
from ..catalogue.knowledge import Knowledge
from ..noted import derived, standing
from ..render.escape import markdown_text
from .page import Page

AS_WRITTEN = ("sources.md", "developing/components.md")
"""Pages that quote titles as they stand, or show pieces of pages."""

_KEPT = r"""
    \\.                                                         # an escaped character
  | ^\#{1,6}[ ][^\n]*                                          # a heading
  | ^\[\^?[^\]\n]+\]:[^\n]*                                    # the text of a note: titles stand as they are
  | ^```.*?^```                                                 # code, in the three ways of writing it
  | ^(?:[ ]{4}|\t)(?![ ]*[-*+][ ])[^\n]*
  | (?<!`)(?P<ticks>`++)[^\n]{1,500}?(?<!`)(?P=ticks)(?!`)
  | ^<(?P<block>script|style|svg|pre)\b.*?</(?P=block)>         # what is not Markdown, or not text
  | <(?P<inline>svg|code|a|abbr|summary|nav|h[1-6]|button|label|title|table|figcaption)\b.*?</(?P=inline)>
  | <!--.*?-->
  | <[^<>\n]*>
  | \[\^[^\]\n]{1,200}\]                                        # the mark of a note
  | !?\[(?:\\.|[^\[\]\\]){0,500}\]\([^()\s]*(?:[ ]"[^"\n]*")?\)   # a link: its words name a page already
  | \{[^{}\n]*\}                                                # attributes
  | https?://\S+
  | &\#?\w+;
"""
"""What is left as it is, wherever it stands on a page. Each part has a bound or ends where another may begin, so that a
page is read once, however many brackets are never closed; only templates and docs/ can hold HTML."""


@standing()
@dataclasses.dataclass(frozen=True)
class ShortForms:
    """The short forms of a library, as its pages write them."""

    known: Knowledge

    @derived
    def _forms(self) -> dict[str, tuple[str, Long]]:
        return {str(markdown_text(short)): (short, long) for short, long in self.known.short_forms.items()}

    @derived
    def _any(self) -> re.Pattern[str]:
        return re.compile(any_of(self._forms))

    @derived
    def _pattern(self) -> re.Pattern[str]:
        whole = [str(markdown_text(name)) for name in self.known.names]
        return in_text(self._forms, whole, f"(?x:{_KEPT})")

    def expanded(self, page: Page) -> Page:
        """The page, each short form written out where it is first used in its text."""
        if page.data is not None or not page.address.endswith(".md") or page.address in AS_WRITTEN:
            return page
        head, body = _parted(page.text)
        if not self._any.search(body):  # which takes a hundredth of reading it
            return page
        return dataclasses.replace(page, text=head + _expanded(page.address, body, self._pattern, self._forms))


_AROUND = 200
"""How far from a short form its long one may stand if the writer has written it out already."""


def _expanded(address: str, body: str, pattern: re.Pattern[str], forms: Mapping[str, tuple[str, Long]]) -> str:
    met = {address}

    def write(match: re.Match[str]) -> str:
        if not match["short"]:
            return match[0]
        short, long = forms[match["short"]]
        if long.address in met:
            return match[0]
        met.add(long.address)
        around = body[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        if long.words.casefold() in " ".join(around.split()).casefold():
            return match[0]
        if long.familiar:
            return f'<abbr title="{html.escape(long.words)}">{match[0]}</abbr>'
        words = _unrepeated(long.words, body[match.end() :])
        shown = markdown_text(words if match[0] == match["short"] else f"{short}: {words}")
        href = posixpath.relpath(long.address, posixpath.dirname(address) or ".")
        return f'<abbr>{match[0]}</abbr> <span class="hg-long">([{shown}]({href}))</span>'

    return pattern.sub(write, body)


def _unrepeated(words: str, after: str) -> str:
    """The long form without its last word where that stands behind the short one anyway, as in “LGBTI people”."""
    front, _, last = words.rpartition(" ")
    repeated = front and re.match(rf"\s+{re.escape(last)}\b", after, re.IGNORECASE)
    return front if repeated else words


def _parted(text: str) -> tuple[str, str]:
    """A page's front matter, and its body."""
    end = text.find("\n---\n", 4) if text.startswith("---\n") else -1
    return (text[: end + 5], text[end + 5 :]) if end > 0 else ("", text)
