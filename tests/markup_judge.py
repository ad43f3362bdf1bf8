"""What the host's Python-Markdown makes of the pages of a tree, beside what we make of them.

Run: python -m tests.markup_judge FOLDER..., each the root of a library whose tree is written. It names each page that differs, with the first
place that does, says why pages are left to the host, and how long both ways took, in seconds of the processor.
"""

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.config import load_config
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from generator.markup import NotMine, converted
from generator.plugin import PracticesPlugin


class Page(NamedTuple):
    """All that rendering gives a page."""

    html: str
    contents: Any
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]]


class Judged(NamedTuple):
    """A page both ways, and why it is the host's to convert; empty if it is ours."""

    address: str
    wanted: Page
    given: Page
    reason: str

    @property
    def difference(self) -> str:
        """The first place that differs, as the host has it and as we do."""
        for name, wanted, given in zip(Page._fields, self.wanted, self.given, strict=True):
            if wanted != given:
                one, other = str(wanted), str(given)
                at = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
                start = max(at - 80, 0)
                return f"{name}: {one[start : at + 80]!r} became {other[start : at + 80]!r}"
        return ""


def _rendered(root: Path, *, ours: bool) -> tuple[dict[str, tuple[Page, str]], float]:
    config = load_config(str(root / "mkdocs.yml"), plugins=[], docs_dir=str(root / "build/docs"))
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    set_exclusions(files, config)
    nav = get_navigation(files, config)
    plugin = PracticesPlugin()
    plugin.load_config({"convert": ours})
    plugin.on_nav(nav, config=config, files=files)
    pages, made = [file.page for file in files.documentation_pages()], {}
    for page in pages:
        page.read_source(config)
    began = time.process_time()
    for page in pages:
        plugin.on_pre_page(page, config=config, files=files).render(config, files)
    taken = time.process_time() - began
    for page in pages:
        links = {file.src_uri: places for file, places in (page.links_to_anchors or {}).items()}
        shown = Page(page.content, _listed(page.toc), page._title_from_render, page.present_anchor_ids, links)
        made[page.file.src_uri] = (shown, page.markdown)
    return made, taken


def _listed(items: Any) -> list[Any]:
    return [(item.title, item.id, item.level, _listed(item.children)) for item in items]


def _reason(markdown: str) -> str:
    try:
        converted(markdown, str)
    except NotMine as reason:
        return str(reason)
    return ""


def judged(root: Path) -> list[Judged]:
    """Every page of the tree below `root`."""
    wanted, given = _rendered(root, ours=False)[0], _rendered(root, ours=True)[0]
    return [Judged(name, wanted[name][0], page, _reason(text)) for name, (page, text) in given.items()]


def main() -> None:
    """Compare the trees of some libraries."""
    for root in map(Path, sys.argv[1:]):
        (wanted, slow), (given, quick) = _rendered(root, ours=False), _rendered(root, ours=True)
        pages = [Judged(name, wanted[name][0], page, _reason(text)) for name, (page, text) in given.items()]
        for page in pages:
            if page.difference:
                print(f"{page.address}: {page.difference}")
        left = Counter(page.reason for page in pages if page.reason)
        print(f"{root}: {len(pages)} pages, {len(pages) - left.total()} of them ours; {slow:.2f} s and {quick:.2f} s")
        for reason, count in left.most_common():
            print(f"  {count} left to the host: {reason}")


if __name__ == "__main__":
    main()
