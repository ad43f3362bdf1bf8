# What is taken for a tag. Python-Markdown asks Python's reader of HTML, which forgives nearly everything and changes from version to
# version; here a tag is lower-case, its values stand in double quotes, and whatever else begins like a tag is not ours. Python-Markdown
# tells tags of blocks from those within a line by a list of its own, which is asked for and not copied.

"""Tags and their attributes, as they are read and as they are written."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from markdown.serializers import RE_AMP
from markdown.util import BLOCK_LEVEL_ELEMENTS

from .not_mine import NotMine

_ATTRIBUTE = r'[A-Za-z_:][A-Za-z0-9_:.-]*+(?:="[^"<>`\\\n]*+")?+'
_TAG = rf"<(?:/[A-Za-z][A-Za-z0-9]*+|[A-Za-z][A-Za-z0-9]*+(?: ++{_ATTRIBUTE})*+ *+/?+)>"
_ADDRESS = r"<(?![^<>]*/[Ii][Dd][=/>])[A-Za-z][A-Za-z0-9+.-]*+://[A-Za-z0-9:/?#@!$&*+,;=._~%-]*+>"
"""An address between angle brackets, which no reader of HTML takes for a tag that has an id."""

TAG = re.compile(_TAG)
ADDRESS = re.compile(_ADDRESS)
WITHIN_A_LINE = re.compile(rf"{_TAG}|{_ADDRESS}")
ANY = re.compile(
    r"<(?:(?P<end>/)?(?P<name>[A-Za-z][A-Za-z0-9]*+)"
    rf"(?(end)|(?P<attributes>(?: ++{_ATTRIBUTE})*+) *+(?P<self>/)?)>|[A-Za-z/!?])"
)
"""A tag, or the first two characters of what might be taken for one."""

BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))

_PARTS = re.compile(r'([A-Za-z_:][A-Za-z0-9_:.-]*)(?:="([^"]*)")?')
_UNCLEAR = re.compile(r"&(?!(?:#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);)")


def read(attributes: str) -> dict[str, str]:
    """The attributes of a tag; one without a value has its name for one, as Python-Markdown has it."""
    if _UNCLEAR.search(attributes):
        raise NotMine("a bare & in an attribute")
    found: dict[str, str] = {}
    for name, value in ((part[1].lower(), part[2]) for part in _PARTS.finditer(attributes)):
        if name in found:
            raise NotMine("an attribute that is given twice")
        found[name] = name if value is None else html.unescape(value)
    return found


def written(name: str, attributes: Mapping[str, str]) -> str:
    """A tag that begins an element, its attributes in the order of letters."""
    if not attributes:
        return f"<{name}>"
    parts = [name, *(f'{key}="{value_text(value)}"' for key, value in sorted(attributes.items()))]
    return f"<{' '.join(parts)}>"


def text(plain: str) -> str:
    """Text between tags; entities stay."""
    if "&" in plain:
        plain = RE_AMP.sub("&amp;", plain)
    if "<" in plain:
        plain = plain.replace("<", "&lt;")
    return plain.replace(">", "&gt;") if ">" in plain else plain


def value_text(plain: str) -> str:
    """The value of an attribute."""
    return text(plain).replace('"', "&quot;")


def ids(attributes: str, name: str) -> list[str]:
    """Where a tag can be linked to."""
    low = attributes.lower()
    if " id" not in low and " name" not in low:
        return []
    found = []
    for key, value in ((part[1], part[2]) for part in _PARTS.finditer(attributes)):
        if key.lower() == "id" or (key.lower() == "name" and name == "a"):
            if value is None or _UNCLEAR.search(value) or key != key.lower():
                raise NotMine("an id that is not plain")
            found.append(html.unescape(value))
    return found
