# An SVG is a program's whole memory of a drawing: layers, file names, pictures, texts, where it was kept. Copied is what is
# drawn, element by element and attribute by attribute, from a list of both; names that only bind parts together are given
# anew. What would have to be looked into itself, such as a picture within, is refused. Read by Python's own parser, to which
# no definitions of entities get.

"""Drawings, element by element."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any, NoReturn

from .blocks import Block, Unreadable, names

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_HREF, _SPACE = f"{{{_XLINK}}}href", "{http://www.w3.org/XML/1998/namespace}space"
ET.register_namespace("", _SVG)
ET.register_namespace("xlink", _XLINK)

EXPORT = "Export it as a plain SVG without that, or as PNG"
DEEPEST = 100
LONGEST = 5_000_000

_WORDS = {"text", "tspan", "textPath"}
_STORES = {"defs", "symbol", "clipPath", "mask", "pattern", "marker"}
_DRAWN = _WORDS | _STORES | names("""svg g use path rect circle ellipse line polyline polygon linearGradient radialGradient stop style filter feBlend
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence""")  # fmt: skip
_LOOKS = names("""alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
    color-rendering cursor direction dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color
    flood-opacity font font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style
    font-variant font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric
    font-variation-settings font-weight image-rendering inline-size isolation letter-spacing lighting-color line-height
    marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events
    shape-inside shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration
    text-decoration-color text-decoration-line text-decoration-style text-indent text-orientation text-overflow
    text-rendering text-transform transform transform-box transform-origin unicode-bidi vector-effect white-space
    word-spacing writing-mode""")  # fmt: skip
_MEASURES = names("""amplitude azimuth baseFrequency bias clipPathUnits cx cy d diffuseConstant divisor dx dy edgeMode elevation exponent
    filterUnits fr fx fy gradientTransform gradientUnits height in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength
    lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits method mode numOctaves
    offset operator order orient path pathLength patternContentUnits patternTransform patternUnits points pointsAtX
    pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result rotate rx ry scale seed
    side slope spacing specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale
    tableValues targetX targetY textLength type values viewBox width x x1 x2 xChannelSelector y y1 y2 yChannelSelector
    z""")  # fmt: skip
_RESULTS = re.compile(r"result|in2?")
_STANDARD = {"SourceGraphic", "SourceAlpha", "BackgroundImage", "BackgroundAlpha", "FillPaint", "StrokePaint"}
_HIDES = re.compile(r"(display)\s*:\s*none|(visibility)\s*:\s*(hidden|collapse)", re.IGNORECASE)
_REFERS = re.compile(r"url\(\s*([\"']?)#([^\"')\s]{1,200})\1\s*\)")
_REMARK = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ELEMENT = re.compile(r"[\w-]+")
_SELECTOR = re.compile(r"[\w\s.,#*>-]+")
_TOKEN = re.compile(r"([.#])(-?[A-Za-z_][\w-]*)")


def svg(data: bytes) -> tuple[list[Block], bytes]:
    """What an SVG holds besides its drawing, and the drawing without that."""
    blocks: list[Block] = []
    root = _read(data, blocks)
    _clean(root, blocks, "")
    _rename(root)
    return blocks, ET.tostring(root, encoding="utf-8", xml_declaration=False) + b"\n"


class _Tree(ET.TreeBuilder):
    """Builds the tree, and counts how deep it goes. Remarks and orders to programs are told and left out."""

    def __init__(self, blocks: list[Block]) -> None:
        super().__init__()
        self.depth, self.blocks = 0, blocks

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        """An element begins."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("its parts lie too deep within each other", EXPORT)
        return super().start(tag, attrs)

    def end(self, tag: str) -> ET.Element:
        """An element ends."""
        self.depth -= 1
        return super().end(tag)

    def comment(self, text: str | None) -> Any:
        """A remark."""
        self.blocks.append(Block("text", (text or "").encode(), "comment"))

    def pi(self, target: str, text: str | None = None) -> Any:
        """An order to a program, such as a style sheet to load."""
        self.blocks.append(Block("text", (text or "").encode(), target))


def _read(data: bytes, blocks: list[Block]) -> ET.Element:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("the drawing is not in UTF-8", EXPORT) from error
    if len(text) > LONGEST:
        raise Unreadable(f"the drawing is larger than {LONGEST:,} signs", EXPORT)
    if "<!ENTITY" in text or "[" in text.partition("<!DOCTYPE")[2].partition(">")[0]:
        raise Unreadable("it defines words of its own (<!ENTITY)", EXPORT)
    parser = ET.XMLParser(target=_Tree(blocks), encoding="utf-8")
    try:
        parser.feed(text.encode())
        root: ET.Element = parser.close()
    except ET.ParseError as error:
        raise Unreadable("the file is broken, or not an SVG", EXPORT) from error
    if root.tag != f"{{{_SVG}}}svg":
        raise Unreadable("the file is broken, or not an SVG", EXPORT)
    return root


def _clean(element: ET.Element, blocks: list[Block], store: str) -> None:
    """Keep of an element, and of all within, what is drawn. `store` is the element around it whose parts are only used."""
    name = element.tag.rpartition("}")[2]
    if name in _WORDS and store:
        _refuse(f"it holds words within <{store}>, which need not be shown")
    _clean_attributes(element, blocks)
    kept: list[ET.Element] = []
    for child in element:
        space, _, inner = child.tag.rpartition("}")
        if space != f"{{{_SVG}" or inner in ("metadata", "desc", "title"):
            words = " ".join("".join(child.itertext()).split()).encode()
            is_metadata = inner in ("metadata", "RDF") or not words
            blocks.append(
                Block("xmp", ET.tostring(child), inner) if is_metadata else Block("text", words, f"<{inner}>")
            )
            before = kept[-1] if kept else None
            if before is None:
                element.text = (element.text or "") + (child.tail or "")
            else:
                before.tail = (before.tail or "") + (child.tail or "")
        elif inner not in _DRAWN:
            _refuse(f"it holds <{inner}>, into which nobody can look")
        else:
            _clean(child, blocks, inner if inner in _STORES else store)
            kept.append(child)
    element[:] = kept
    if name == "style":
        element.text = _style_sheet(element.text or "", blocks)
    elif name not in _WORDS:
        for part in (element.text, *(child.tail for child in element)):
            if part and part.strip():
                blocks.append(Block("text", part.encode(), "words that are not shown"))
        element.text = None
        for child in element:
            child.tail = None


def _refuse(why: str) -> NoReturn:
    raise Unreadable(why, EXPORT)


def _clean_attributes(element: ET.Element, blocks: list[Block]) -> None:
    for name, value in list(element.items()):
        if name in ("href", _HREF):
            if not value.startswith("#"):
                _refuse("it holds another picture, or loads one")
        elif name == "style":
            element.set(name, _declarations(value, blocks))
        elif name in ("display", "visibility"):
            _declarations(f"{name}:{value}", [])
            del element.attrib[name]
        elif name not in _LOOKS | _MEASURES | {"id", "class", _SPACE}:
            if name not in ("version", "baseProfile"):
                blocks.append(_attribute(name.rpartition("}")[2], value))
            del element.attrib[name]
            continue
        _need_own(value)


def _need_own(value: str) -> None:
    """Refuse what points out of the drawing, or is written so that nobody can tell."""
    if "\\" in value or "url(" in _REFERS.sub("", value).casefold() or "data:" in value.casefold():
        _refuse("it holds another picture, or loads one")
    if "var(" in value.casefold():
        _refuse("its style sheet cannot be read")


def _declarations(written: str, blocks: list[Block]) -> str:
    """A list of looks in CSS without those that only drawing programs know."""
    if _HIDES.search(written):
        _refuse("it holds parts that are not shown")
    kept = []
    for part in _without_remarks(written, blocks).split(";"):
        name, _, value = part.partition(":")
        if name.strip().lower() in _LOOKS:
            kept.append(f"{name.strip()}:{value.strip()}")
        elif name.strip().lower() not in ("", "display", "visibility"):
            blocks.append(_attribute(name.strip(), value.strip()))
    return ";".join(kept)


def _without_remarks(css: str, blocks: list[Block]) -> str:
    blocks += [Block("text", found[0].encode(), "comment") for found in _REMARK.finditer(css)]
    return _REMARK.sub("", css)


def _style_sheet(written: str, blocks: list[Block]) -> str:
    css = _without_remarks(written, blocks).strip()
    _need_own(css)
    rules = _rules(css)
    for selector, looks in rules:
        is_known = _SELECTOR.fullmatch(selector) and set(_ELEMENT.findall(_TOKEN.sub("", selector))) <= _DRAWN
        if not is_known or "{" in looks:
            _refuse("its style sheet cannot be read")
    return "".join(f"{' '.join(selector.split())}{{{_declarations(looks, blocks)}}}" for selector, looks in rules)


def _rules(css: str) -> list[tuple[str, str]]:
    """Each rule of a style sheet: for which parts it is, and how they look. What is not closed has no selector."""
    *rules, rest = css.split("}")
    parts = [rule.partition("{") for rule in rules]
    return [(selector if brace else "", looks) for selector, brace, looks in parts] + (
        [("", rest)] if rest.strip() else []
    )


def _attribute(name: str, value: str) -> Block:
    """An attribute of a drawing program. A path on somebody's disk holds the name of its owner."""
    is_path = any(sign in value for sign in ("/home/", "/Users/", ":\\Users\\", ":\\Documents"))
    return Block("text", value.encode(), "owner" if is_path else name)


# Names that only bind parts together


def _rename(root: ET.Element) -> None:
    """Call parts by numbers, and take off names to which nothing refers."""
    sheets = "".join(element.text or "" for element in root.iter(f"{{{_SVG}}}style"))
    selectors = " ".join(selector for selector, _ in _rules(sheets))
    asked = {found[2] for found in _TOKEN.finditer(selectors) if found[1] == "#"} | set(_referred(root, sheets))
    known = [element.get("id", "") for element in root.iter() if element.get("id") in asked]
    ids = {name: f"i{number}" for number, name in enumerate(dict.fromkeys(known), 1)}
    styled = dict.fromkeys(found[2] for found in _TOKEN.finditer(selectors) if found[1] == ".")
    classes = {name: f"c{number}" for number, name in enumerate(styled, 1)}
    made = [element.get("result", "") for element in root.iter() if element.get("result")]
    results = {name: f"r{number}" for number, name in enumerate(dict.fromkeys(made), 1)}
    for element in root.iter():
        _rename_in(element, ids, classes, results)
        if element.tag == f"{{{_SVG}}}style":
            rules = _rules(element.text or "")
            element.text = "".join(_renamed_rule(*rule, ids, classes) for rule in rules)


def _referred(root: ET.Element, sheets: str) -> Iterator[str]:
    for element in root.iter():
        for name, value in element.items():
            if name in ("href", _HREF):
                yield value[1:]
            yield from (found[2] for found in _REFERS.finditer(value))
    yield from (found[2] for found in _REFERS.finditer(sheets))


def _rename_in(element: ET.Element, ids: dict[str, str], classes: dict[str, str], results: dict[str, str]) -> None:
    for name, value in list(element.items()):
        if name == "id":
            new = ids.get(value, "")
        elif name == "class":
            new = " ".join(classes[one] for one in value.split() if one in classes)
        elif name in ("href", _HREF):
            new = f"#{ids.get(value[1:], 'none')}"
        elif _RESULTS.fullmatch(name):
            new = results.get(value, value if value in _STANDARD else "")
        else:
            new = _renamed(value, ids)
        if new or name not in ("id", "class", "in", "in2"):
            element.set(name, new)
        else:
            del element.attrib[name]


def _renamed(value: str, ids: dict[str, str]) -> str:
    return _REFERS.sub(lambda found: f"url(#{ids.get(found[2], 'none')})", value)


def _renamed_rule(selector: str, looks: str, ids: dict[str, str], classes: dict[str, str]) -> str:
    def new(found: re.Match[str]) -> str:
        return found[1] + (classes if found[1] == "." else ids).get(found[2], "none")

    return f"{_TOKEN.sub(new, selector)}{{{_renamed(looks, ids)}}}"
