"""Which pages of a site have, between them, all that any page of it has: to open every page takes minutes of the processor."""

from html.parser import HTMLParser
from pathlib import Path


class _Parts(HTMLParser):
    """What may stand on a page: each element with each attribute, class, script and style that it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, ""))
        self.found |= {(tag, name) for name, _ in attrs}
        given = {name: value or "" for name, value in attrs}
        self.found |= {(tag, f".{one}") for one in given.get("class", "").split()}
        loaded = given.get("src") or (given.get("href") if tag == "link" else None)
        if loaded:
            self.found.add((tag, loaded.rsplit("/", maxsplit=1)[-1]))


def _addresses(site: Path) -> dict[str, _Parts]:
    pages = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): _Parts(path.read_text("utf-8")) for path in pages}


def of_each_look(site: Path) -> list[str]:
    """The addresses of some pages on which all stands that stands on any, those with most first."""
    pages, seen, chosen = _addresses(site), set(), []
    for name in sorted(pages, key=lambda name: (-len(pages[name].found), name)):
        if pages[name].found - seen:
            chosen.append(name)
            seen |= pages[name].found
    return chosen


def of_each_folder(site: Path) -> list[str]:
    """The address of the first page in each folder that is not its index, or of the index where there is no other."""
    pages = sorted(_addresses(site), key=lambda name: (name.endswith("index.html"), name))
    return list({name.rpartition("/")[0]: name for name in reversed(pages)}.values())
