# HTML and SVG, tag by tag. What a browser fetches by itself is told from what a reader may follow by the attribute that
# holds the address, whatever the tag: a tag that nobody thought of is then refused and not overlooked. Where Python's
# parser and browsers may see different tags in the same text, the text is refused too.

"""What a page or a picture would load, and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from xml.parsers import expat

from .addresses import in_srcset, is_elsewhere, is_picture, scheme_of
from .finding import Violation
from .policy import Inline, digest, in_page, inline_of, of_set
from .scripts import in_script
from .styles import in_style

LOADING = {
    "src", "data", "poster", "background", "code", "codebase", "classid", "archive", "manifest", "lowsrc", "dynsrc",
    "profile", "longdesc", "icon", "href", "usemap",
}  # fmt: skip
"""Attributes whose address a browser fetches by itself, on whatever tag."""
PICTURE_TAGS = {"img", "image", "input", "video", "link", "feimage", "use", "source", "body", "table", "td", "th"}
"""Tags that may hold a picture in their own address."""
SENDING = {"action", "formaction"}
REPORTING = {"ping", "attributionsrc", "attributionsourceid"}
PAINT = {
    "fill", "stroke", "filter", "mask", "clip-path", "marker", "marker-start", "marker-mid", "marker-end", "cursor",
    "mask-image",
}  # fmt: skip
"""Attributes of SVG that are read as style sheets are."""
SAID_ONLY = {
    "canonical", "alternate", "prev", "next", "author", "license", "help", "bookmark", "tag", "me", "edit", "up",
    "privacy-policy", "terms-of-service", "nofollow", "noopener", "noreferrer", "self", "first", "last", "external",
}  # fmt: skip
"""Values of `rel` by which a `link` says something and loads nothing."""
DATA_TYPES = {"application/ld+json", "application/json"}
"""Types of a `script` that make it data, which no browser runs."""
CALLING = {"mailto", "tel", "sms"}
"""Schemes that open another program and no page."""
HIDING = {"javascript", "data", "blob", "vbscript", "filesystem", "about", "view-source"}
"""Schemes of addresses that hold or name a document without a host."""
KEPT = {"noopener", "noreferrer"}
RAW = ("script", "style")
XHTML, SVG = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"


class Link(NamedTuple):
    """A link that leads out of the site, and its place."""

    line: int
    column: int
    address: str


class Tag(NamedTuple):
    """A start tag: its place, its name in small letters, its attributes as written."""

    line: int
    column: int
    name: str
    attributes: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """The value of an attribute, empty where there is none."""
        return next((value for key, value in self.attributes if key == name), "")

    def finding(self, cause: str, text: str) -> Violation:
        """A finding at the place of this tag."""
        return Violation(self.line, self.column, cause, text)


def outgoing(tag: Tag) -> Iterator[Link]:
    """The link to another site that a tag is, if it is one."""
    for name, value in tag.attributes if tag.name in ("a", "area") else ():
        if name.endswith("href") and is_elsewhere(value) and scheme_of(value) not in CALLING | HIDING | {"file"}:
            yield Link(tag.line, tag.column, value.strip())


def in_tag(tag: Tag, *, in_file_of_its_own: bool = False) -> Iterator[Violation]:
    """What a browser would do by itself on meeting a tag. A picture in a file of its own may hold its own styles."""
    for key, value in tag.attributes:
        name = key.rpartition(":")[2]
        if re.fullmatch("on[a-z]+", name) or (name == "style" and not in_file_of_its_own):
            yield tag.finding("inline-code", f"{name}={value}")
        elif name == "style" or (name in PAINT and "(" in value):
            yield from in_style(value, tag.line, tag.column)
        elif name == "srcdoc":
            yield tag.finding("hidden-document", value)
        elif name in REPORTING:
            yield tag.finding("tells-of-readers", f"{name}={value}")
        elif name == "base" or (tag.name == "base" and name == "href"):
            yield tag.finding("moves-addresses", f"{key}={value}")
        else:
            yield from _address(tag, name, value)
    yield from _of_its_kind(tag)


def _address(tag: Tag, name: str, value: str) -> Iterator[Violation]:
    if name in SENDING and is_elsewhere(value):
        yield tag.finding("sends-elsewhere", value)
    elif name == "href" and tag.name in ("a", "area"):
        yield from _link(tag, value)
    elif name in ("srcset", "imagesrcset"):
        for address in in_srcset(value):
            yield from _load(tag, address)
    elif name in LOADING and not (tag.name == "link" and _only_says(tag)):
        yield from _load(tag, value)
    elif tag.name in ("animate", "set") and name in ("to", "from", "by", "values"):
        for address in value.split(";"):
            yield from _load(tag, address)


def _only_says(tag: Tag) -> bool:
    return bool(tag.get("rel").split()) and set(tag.get("rel").lower().split()) <= SAID_ONLY


def _load(tag: Tag, address: str) -> Iterator[Violation]:
    if not is_elsewhere(address) or (is_picture(address) and tag.name in PICTURE_TAGS):
        return
    yield tag.finding("hidden-document" if scheme_of(address) in HIDING else "loads-from-elsewhere", address)


def _link(tag: Tag, address: str) -> Iterator[Violation]:
    if scheme_of(address) in HIDING | {"file"}:
        yield tag.finding("hidden-document", address)
    elif any(outgoing(tag)) and not set(tag.get("rel").lower().split()) >= KEPT:
        yield tag.finding("link-without-rel", address)


def _of_its_kind(tag: Tag) -> Iterator[Violation]:
    if tag.name == "meta":
        what, content = tag.get("http-equiv").strip().lower(), tag.get("content")
        if what == "refresh" and is_elsewhere(re.sub(r"(?is)^[\s\d.;,]*(?:url\s*=)?[\s'\"]*", "", content)):
            yield tag.finding("sends-elsewhere", content)
        elif what == "set-cookie":
            yield tag.finding("stores-on-device", f"{what}: {content}")
        elif what == "content-type" and "charset=utf-8" not in content.lower().replace(" ", ""):
            yield tag.finding("not-readable", content)
        if tag.get("charset") and tag.get("charset").strip().lower() not in ("utf-8", "utf8"):
            yield tag.finding("not-readable", tag.get("charset"))


class Reading(HTMLParser):
    """A page as read: its findings, its links to other sites, and what it lists if it is the page of such links.

    `listed` holds addresses; `listed_below` the beginnings of addresses that are listed together. With
    `has_policy`, what is read is a piece that stands behind the policy.
    """

    def __init__(self, html: str, *, has_policy: bool = False) -> None:
        super().__init__(convert_charrefs=False)
        self.findings: list[Violation] = []
        self.links: list[Link] = []
        self.listed: list[str] = []
        self.listed_below: list[str] = []
        self._raw = ""
        self._has_policy = has_policy
        self._inline = Inline()
        self._open: tuple[Tag, list[str]] | None = None
        try:
            self.feed(html)
            self.close()
        except AssertionError as reason:  # how the parser says that a declaration makes no sense
            self._unclear(str(reason))
        if not self._has_policy:
            self.findings.append(Violation(1, 1, "other-policy", "nothing of the kind"))

    def set_cdata_mode(self, elem: str, *_: object, **__: object) -> None:
        """Take for raw text what scripts and styles hold, and nothing else.

        What other tags hold is raw only in some places; a browser may see tags where the parser would hide them.
        """
        if elem in RAW:
            super().set_cdata_mode(elem)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge one tag."""
        line, column = self.getpos()
        met = Tag(line, column + 1, tag, tuple((name, value or "") for name, value in attrs))
        self._policy(met)
        self.findings += in_tag(met)
        found = list(outgoing(met))
        self.links += found
        if "hg-listed" in met.get("class").split():
            # The frame of the page of outgoing links holds links too, which are not listed by standing there.
            self.listed += (link.address for link in found)
        if below := met.get("data-below"):
            self.listed_below.append(below)
        self._raw = tag if tag in RAW else ""
        is_data = tag == "script" and met.get("type").strip().lower() in DATA_TYPES
        if tag == "style" or (tag == "script" and not is_data and not any(name == "src" for name, _ in met.attributes)):
            self._end_inline()
            self._open = (met, [])

    def handle_endtag(self, tag: str) -> None:
        """Notice where raw text ends."""
        self._raw = ""
        self._end_inline()

    def close(self) -> None:
        """End what was left open."""
        super().close()
        self._end_inline()

    def _end_inline(self) -> None:
        """Judge what stands in the page itself: its policy must name it, and then it is read as a file of its own is."""
        if self._open is None:
            return
        (tag, parts), self._open = self._open, None
        text = "".join(parts)
        if digest(text) not in (self._inline.styles if tag.name == "style" else self._inline.scripts):
            self.findings.append(tag.finding("inline-code", f"<{tag.name}>"))
        else:
            self.findings += (in_style if tag.name == "style" else in_script)(text, line=tag.line)

    def handle_data(self, data: str) -> None:
        """Refuse text that browsers may take for a tag."""
        if self._open is not None:
            self._open[1].append(data)
        if not self._raw and re.search(r"<[a-zA-Z/!?]", data):
            self._unclear(data)

    def handle_comment(self, data: str) -> None:
        """Refuse a comment that ends sooner for browsers (HTML Standard, section 13.2.5.43 and after)."""
        if data.startswith((">", "->")) or "--!>" in data:
            self._unclear(data)

    def unknown_decl(self, data: str) -> None:
        """Refuse a section that browsers take for a comment, which ends at the first `>`."""
        self._unclear(data)

    def _policy(self, tag: Tag) -> None:
        if tag.name == "meta" and tag.get("http-equiv").strip().lower() == "content-security-policy":
            inline = inline_of(tag.get("content"))
            if not self._has_policy and inline is not None:
                self._inline = inline
            elif not self._has_policy and tag.get("content") not in (in_page(), of_set()):
                self.findings.append(tag.finding("other-policy", tag.get("content")))
            self._has_policy = True
        elif not self._has_policy and tag.name not in ("html", "head", "meta"):
            self.findings.append(tag.finding("other-policy", f"<{tag.name}>"))
            self._has_policy = True

    def _unclear(self, text: str) -> None:
        line, column = self.getpos()
        self.findings.append(Violation(line, column + 1, "not-readable", text))


def in_xml(text: str, *, is_picture_file: bool) -> Iterator[Violation]:
    """What an XML file would load: all tags of a picture, else those of HTML and SVG in it."""
    met: list[Tag] = []
    raw: list[tuple[str, int, list[str]]] = []
    found: list[Violation] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        space, _, own = name.rpartition(" ")
        plain = tuple((key.rpartition(" ")[2], value) for key, value in attributes.items())
        if is_picture_file or space in (XHTML, SVG):
            met.append(Tag(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, own.lower(), plain))
            if own.lower() in ("style", "script"):
                raw.append((own.lower(), parser.CurrentLineNumber, []))

    def data(said: str) -> None:
        if raw:
            raw[-1][2].append(said)

    def instruction(target: str, said: str) -> None:
        for address in re.findall(r"href\s*=\s*[\"']([^\"']*)", said) if target == "xml-stylesheet" else ():
            if is_elsewhere(address):
                found.append(Violation(parser.CurrentLineNumber, 1, "loads-from-elsewhere", address))

    parser.StartElementHandler, parser.CharacterDataHandler = start, data
    parser.ProcessingInstructionHandler = instruction
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        found.append(Violation(error.lineno, error.offset + 1, "not-readable", str(error)))
    yield from found
    for tag in met:
        yield from in_tag(tag, in_file_of_its_own=True)
        if tag.name == "script":
            yield tag.finding("inline-code", "<script>")
    for name, line, parts in raw:
        yield from (in_style if name == "style" else in_script)("".join(parts), line=line)
