# What stands around every page comes from the host's settings and from the templates: a way in that leads nowhere is broken on
# every page at once. The host looks at the ways in its menu and at nothing else, so the frame is read here, with its places.

"""The frame of the site: the host's settings, and the templates around the pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..document import Items, Keys, Node, Scalar, files, in_first_version, read_text, tree
from ..folders import DOCS, OWN_TEMPLATES, SETTINGS, template_folders
from ..gate.addresses import is_elsewhere
from ..media import is_text
from ..problem import Place, Problem, quote
from ..rules import broken
from ..story.marks import ELSEWHERE
from .settings import below, unusable
from .ways import Way, malformed

OVERRIDES = f"{OWN_TEMPLATES}/overrides/"
"""What lies here is laid around the pages, and what is no template of these is published as it is."""
_SETTING = re.compile(rf"^(?!\s*#).*?(?:href=[\"']|:\s+[\"']?){ELSEWHERE}", re.MULTILINE)
_HREF = re.compile(r"href=[\"']([^\"'{}]+)[\"']")
_OWN = re.compile(r"\{\{-?\s*([\"'])([^\"']+)\1\s*\|\s*url\s*-?\}\}|(?:href|src|action)=\"([^\"{}]+)\"")
NEEDED = "contribute/index.md"
"""The one page of docs/ that the templates lead to from every record: how to add what is missing."""
_READ = (".jinja", ".html", ".css", ".js", ".svg", ".po", ".json", ".txt")
"""How the names of templates end that are read as text."""
_SITE_URL = re.compile(r"^site_url:[ \t]+[\"']?(https?://[^\s\"'#]+)", re.MULTILINE)
_EXIT = re.compile(r"^[ \t]+exit:[ \t]+[\"']?(https?://[^\s\"'#]+)", re.MULTILINE)
_EXAMPLE = re.compile(r"https?://([^/]+\.)?(example(\.(org|com|net))?|localhost|127\.0\.0\.1)(:\d+)?/", re.IGNORECASE)


def online_address(root: Path) -> str:
    """Where the site is online, with a slash at its end, as the host's settings say; empty while that is an example."""
    path = root / SETTINGS
    found = _SITE_URL.search(path.read_text("utf-8")) if path.is_file() else None
    address = found[1].rstrip("/") + "/" if found else ""
    return "" if _EXAMPLE.match(address) else address


def exit_address(root: Path) -> str:
    """Where the plain page goes on to for somebody who leaves, as the host's settings say; empty where it stays."""
    path = root / SETTINGS
    found = _EXIT.search(path.read_text("utf-8")) if path.is_file() else None
    return found[1] if found else ""


def frame_addresses(root: Path) -> frozenset[str]:
    """The addresses of other sites that stand around every page: those in the host's settings."""
    settings = root / SETTINGS
    return in_settings(settings.read_text("utf-8")) if settings.is_file() else frozenset()


def in_settings(text: str) -> frozenset[str]:
    """The addresses of other sites that the host's settings name, which the frame of every page may link to."""
    return frozenset(_SETTING.findall(text))


def own_frame(root: Path) -> dict[str, str | bytes]:
    """What stands around every page: the host's settings, and templates of the library's own."""
    own = files(root, OWN_TEMPLATES)[0] if len(template_folders(root)) > 1 else []
    found: dict[str, str | bytes] = {path.relative_to(root).as_posix(): path.read_bytes() for path in own}
    path = root / SETTINGS
    return found | ({SETTINGS: path.read_bytes().decode("utf-8", "replace")} if path.is_file() else {})


def own_pictures(root: Path) -> dict[str, bytes]:
    """Pictures and the like that templates of the library's own bring along, by their addresses on the site.

    The host would take them as they are; a page of the tree goes before a file of the theme.
    """
    own = (
        (path.removeprefix(OVERRIDES), content)
        for path, content in own_frame(root).items()
        if path.startswith(OVERRIDES)
    )
    return {path: content for path, content in own if isinstance(content, bytes) and not is_text(path)}


def host_is_known(root: Path) -> bool:
    """Whether the host runs nothing beside this program that might look elsewhere, such as into Git's history or the network.

    Hooks and other plugins may; settings that build on others may name some.
    """
    if not (root / SETTINGS).is_file():
        return True
    settings = tree((root / SETTINGS).read_text("utf-8"), SETTINGS, 0, own=False)[0]
    plugins = below(settings, "plugins")
    named = [next(iter(one.pairs), "") if isinstance(one, Keys) else one.value() for one in _listed(plugins)]
    return named == ["practices"] and not {"hooks", "INHERIT"} & (settings.pairs.keys() if settings else set())


def _listed(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, Items) else []


def _unplaced(settings: Keys) -> Iterator[Problem]:
    address = below(settings, "site_url")
    if not isinstance(address, Scalar) or not address.text:
        fix = "Add `site_url:` before you publish on the web; a site that is handed on as a folder needs none"
        yield broken("no-site-address", Place(SETTINGS), "nobody is told where the site is on the web", fix)


def read_frame(root: Path, written: frozenset[str]) -> tuple[list[Way | Problem], list[Problem]]:
    """The links that stand around every page, and what keeps settings and templates from being read.

    A library without settings of its own is never handed to the host, and has no frame. `written` are the pages of docs/.
    """
    own, problems = files(root, OWN_TEMPLATES)
    if not os.path.lexists(root / SETTINGS):
        return [], problems
    text, more = read_text(root / SETTINGS, SETTINGS)
    text, parted = in_first_version(text or "", SETTINGS)
    settings, wrong = tree(text, SETTINGS, 0, own=False) if text else (None, [])
    problems += [*more, *parted, *wrong]
    problems += [*unusable(settings, SETTINGS, root), *_unplaced(settings)] if settings else []
    found: list[Way | Problem] = list(_in_settings(settings, root)) if settings else []
    if settings and "theme" in settings.pairs:
        found += _missing(written)
    folder = template_folders(root)[0]
    for path in own if folder.parent == root else sorted(folder.rglob("*.html")):
        shown = path.relative_to(folder.parent).as_posix()
        if not path.name.endswith(_READ):
            continue
        text, more = read_text(path, shown)
        text, parted = in_first_version(text or "", shown)
        problems += [*more, *parted]
        if shown.startswith(OVERRIDES) and path.suffix == ".html":
            found += _in_template(shown, text)
    return found, problems


def assets(root: Path) -> frozenset[str]:
    """The files that the templates bring along, by their addresses on the site."""
    overrides = [folder / "overrides" for folder in template_folders(root)]
    return frozenset(path.relative_to(folder).as_posix() for folder in overrides for path in folder.rglob("*"))


def _in_settings(settings: Keys, root: Path) -> Iterator[Way | Problem]:
    """The links in the host's settings: the ways in, the foot of the page, what the way out cannot do, the notice."""
    for entry in _scalars(below(settings, "nav")):
        yield from _judged(entry, mended=True)
    own = below(below(settings, "theme"), "custom_dir")
    if isinstance(own, Scalar) and not (root / own.text).is_dir():
        fix = "Copy templates/ from the program, or from another library"
        yield broken("dead-link", own.place, f"{quote(own.text)} is no folder of this library", fix)
    extra = below(settings, "extra")
    foot = below(extra, "footer")
    for item in foot.items if isinstance(foot, Items) else ():
        yield from _judged(below(item, "url"))
    for key in ("limits", "exit"):
        yield from _judged(below(extra, key))
    notice = below(settings, "copyright")
    if isinstance(notice, Scalar):
        for found in _HREF.finditer(notice.text):
            yield from _judged(Scalar(notice.place, found[1]))


def _in_template(path: str, text: str) -> Iterator[Way | Problem]:
    """The addresses that are written out in a template of the frame."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in _OWN.finditer(line):
            target = found[2] or found[3]
            yield from _judged(Scalar(Place(path, number, found.start(2 if found[2] else 3) + 1), target))


def _missing(written: frozenset[str]) -> Iterator[Problem]:
    """A page that the templates lead to, if nobody has written it. `written` are the pages of docs/."""
    if NEEDED not in written:
        message = "every record leads to this page, which tells how to contribute, and it is not there"
        yield broken("dead-link", Place(f"{DOCS}/{NEEDED}"), message, "Write it, beginning with `# ` and a title")


def _judged(node: Node | None, *, mended: bool = False) -> Iterator[Way | Problem]:
    if not isinstance(node, Scalar) or not node.text or node.value() is None:
        return
    if found := malformed(node.place, node.text, mended=mended):
        yield found
    elif not is_elsewhere(node.text) and node.text != ".":
        yield Way(node.place, "index.md", node.text, mended)


def _scalars(node: Node | None) -> Iterator[Scalar]:
    """All values within a node, whose depth is bounded."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Keys):
        for _, value in node.pairs.values():
            yield from _scalars(value)
