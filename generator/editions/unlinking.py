# A copy that leaves files out must not lead to them. What stands in a link stays, as words; what is nothing without its link, such as
# the line of files for programs of references, goes. Only pages that this program built are read here, so their markup is known.

"""Links to what a copy leaves out, made into words."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

_FILES = re.compile(r'<p class="hg-files">(?:(?!</p>).)*</p>\n?', re.DOTALL)
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_HEAD = re.compile(r'<link\b[^>]*?\shref="([^"]*)"[^>]*>\n?')


def unlinked(page: str, address: str, is_gone: Callable[[str], bool]) -> str:
    """A page without links to what is gone. `address` is where it lies; `is_gone` is asked of addresses from the site's root."""

    def leads_nowhere(href: str) -> bool:
        parts = urlsplit(html.unescape(href))
        if parts.scheme or parts.netloc or not parts.path:
            return False
        return is_gone(posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(parts.path))))

    def files(line: re.Match[str]) -> str:
        links = _LINK.findall(line[0])
        return "" if links and all(leads_nowhere(href) for href, _ in links) and "<button" not in line[0] else line[0]

    page = _FILES.sub(files, page)
    page = _HEAD.sub(lambda link: "" if leads_nowhere(link[1]) else link[0], page)
    return _LINK.sub(lambda link: link[2] if leads_nowhere(link[1]) else link[0], page)
