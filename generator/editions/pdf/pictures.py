# Pictures. On the site they take their colours from the style of the page, which is not there on paper; so they are given one of
# their own, in which a length in px is one on paper, however the picture is scaled.

"""Pictures of an article, as they can be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from ...article import classes_of
from ...folders import TEMPLATES

_LENGTH = re.compile(r"\b(\d+(?:\.\d+)?)px")
_POINT = re.compile(r"(\d)h0(?=[\"M])")
"""A point of a map, which the browser draws by its round ends; Typst leaves out what has no length."""
_SMALL, _LARGE = 104.0, 470.0
"""How wide in points a small map is, and how wide another picture may be."""


def picture(figure: Element) -> Iterator[dict[str, Any]]:
    """The drawing in a figure, if there is one, with its text for those who do not see it."""
    drawn = figure.find(".//svg")
    if drawn is None or not drawn.get("viewBox"):
        return
    said = [" ".join("".join(part.itertext()).split()) for name in ("title", "desc") for part in drawn.findall(name)]
    box = [float(number) for number in drawn.get("viewBox", "").split()]
    small = "hg-locator" in classes_of(figure)
    width = _SMALL if small else min(_LARGE, box[2] * 0.62)
    yield {
        "t": "picture",
        "small": small,
        "svg": _with_style(drawn, box[2] / width),
        "alt": ". ".join(said),
        "width": width,
    }


def _with_style(drawn: Element, scale: float) -> str:
    copy = deepcopy(drawn)
    copy.tail = None
    copy.set("xmlns", "http://www.w3.org/2000/svg")
    for name in ("width", "height"):
        copy.attrib.pop(name, None)
    style = SubElement(copy, "style")
    style.text = _LENGTH.sub(lambda length: f"{float(length[1]) * scale:.3f}px", _style())
    copy.remove(style)
    copy.insert(0, style)
    return _POINT.sub(r"\1h0.1", tostring(copy, encoding="unicode"))


@cache
def _style() -> str:
    return (TEMPLATES / "editions" / "paper" / "pictures.css").read_text("utf-8")
