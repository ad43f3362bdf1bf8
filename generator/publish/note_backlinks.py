# Python-Markdown writes the marks that lead from a note back to the text in the order in which it met the places, and it
# reads boxes of HTML after the rest: of a note that is cited three times the first arrow may lead to the last place. It
# gives them all one title, too, in English. So a built page is mended once the host has written it; whoever builds the tree with
# another host loses the order and nothing else. Several ways share one box with the class that each had: a case has forty.

"""The ways from a note back to the text."""

from __future__ import annotations

import re

_MARK = re.compile(r'<sup id="(fnref\d*:[^"]*)"')
_BACK = r'<a class="footnote-backref" href="#(fnref\d*:[^"]*)" title="([^"]*)">([^<]*)</a>'
_ONE = re.compile(_BACK)
_SEVERAL = re.compile(rf"(?:{_BACK})+")
_NUMBER = re.compile(r"\d+")


def in_reading_order(page: str) -> str:
    """A built page, in HTML, whose notes lead back to the places in the text from the top down, each way with its number."""
    if "footnote-backref" not in page:
        return page
    places = {match[1]: match.start() for match in _MARK.finditer(page)}

    def ordered(several: re.Match[str]) -> str:
        ways = sorted(_ONE.findall(several[0]), key=lambda way: places.get(way[0], 0))
        if len(ways) == 1:
            mark, title, _ = ways[0]
            return _way(mark, title, "", ' class="footnote-backref"')
        told = "".join(_way(mark, title, f" ({at}/{len(ways)})") for at, (mark, title, _) in enumerate(ways, 1))
        return f'<span class="footnote-backref">{told}</span>'

    return _SEVERAL.sub(ordered, page)


def _way(mark: str, title: str, which: str, own: str = "") -> str:
    of_note = _NUMBER.search(title)
    return f'<a{own} href="#{mark}" title="{of_note[0] if of_note else ""}{which}">↩</a>'
