# What a reader waits for, and what it costs her: the search, Explore, and for comparison the theme's own search over the same
# pages. Run: python -m benchmarks.reading build/benchmark/1000 [--material]

"""Bytes, times and memory of search and Explore in a slowed browser."""

from __future__ import annotations

import argparse
import gzip
import re
import statistics
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, Page

from .browsing import ANSWERED, SHOWN, chromium, served, visit

QUERIES = (
    "savings groups",
    "police",
    "women",
    "community violence men",
    "the village head says there is no violence here",
    "what worked with young men in Rwanda?",
)
"""From words of a few pages to a word of nearly all, and two sentences, the second of which has no page with all its words."""
VISITS = 3
"""How often a cold first search is made for each query; each is a visit of its own."""
TICKS = 12
MATERIAL = """
site_name: Comparison
docs_dir: build/docs
site_dir: build/material
use_directory_urls: false
theme: {name: material, font: false}
markdown_extensions: [attr_list, def_list, footnotes, md_in_html, tables, toc]
plugins: [search]
"""
"""The theme's own search over the same tree."""
Row = tuple[str, str]


def searching(browser: Browser, address: str, query: str) -> tuple[int, float, int]:
    """Bytes of a first visit up to the first results, milliseconds from the last key to these, and the heap."""
    with visit(browser) as reader:
        screen = reader.screen
        screen.goto(address + "about.html", wait_until="networkidle")
        screen.evaluate(SHOWN, [".hg-results section[data-kind] li", "#hg-search-field"])
        screen.locator(".hg-find input").click()
        _type(screen, "#hg-search-field", query)
        waited = screen.evaluate("hgShown")
        return reader.fetched, waited, reader.heap()


def _type(screen: Page, field: str, query: str) -> None:
    """Write all but the last letter at once and then the last, so that no results come of half the words."""
    screen.locator(field).fill(query[:-1])
    screen.locator(field).press(query[-1])


def searching_material(browser: Browser, address: str, query: str) -> tuple[int, float, int]:
    """The same with the theme's own search."""
    with visit(browser) as reader:
        screen = reader.screen
        screen.set_default_timeout(180_000)
        screen.goto(address + "about.html")
        screen.evaluate(SHOWN, [".md-search-result__item", ".md-search__input"])
        screen.evaluate("document.querySelector('#__search').click()")
        _type(screen, ".md-search__input", query)
        waited = screen.evaluate("hgShown")
        return reader.fetched, waited, reader.heap()


def exploring(browser: Browser, address: str) -> tuple[int, float, list[float], int]:
    """Bytes and milliseconds up to the first results of Explore, milliseconds of each tick, and the heap."""
    with visit(browser) as reader:
        screen = reader.screen
        screen.goto(address + "explore.html")
        screen.locator(".hg-explore__results > li").nth(9).wait_for()
        first, fetched = screen.evaluate("performance.now()"), reader.fetched
        screen.get_by_role("button", name="Narrow down").click()
        for name in ("Country", "With whom", "Organisation", "How it was answered"):
            screen.locator("summary", has_text=re.compile(f"^{name}")).first.click()
        ticks = [screen.evaluate(ANSWERED, at) for at in range(TICKS)]
        return fetched, first, ticks, reader.heap()


def summed_up(name: str, found: Iterable[tuple[int, float, int]]) -> Row:
    """A line of the table: the most bytes, the median and the worst time, the largest heap."""
    fetched, waited, heaps = zip(*found, strict=True)
    times = f"{statistics.median(waited):.0f} ms, worst {max(waited):.0f} ms"
    return name, f"{max(fetched) / 1000:.0f} kB · {times} · heap {max(heaps) / 1e6:.1f} MB"


def heaviest(site: Path) -> Row:
    """The page that is heaviest when compressed, with what it loads of its own apart."""
    sizes = {path: len(gzip.compress(path.read_bytes(), 6)) for path in site.rglob("*.html")}
    page = max(sizes, key=sizes.__getitem__)
    return f"heaviest of {len(sizes)} pages", f"{sizes[page] / 1000:.0f} kB · {page.relative_to(site)}"


def measured(site: Path, search_only: bool) -> list[Row]:
    """All lines about a built site, or those about its search."""
    rows = [] if search_only else [heaviest(site)]
    with served(site) as address, chromium() as browser:
        for query in QUERIES:
            found = [searching(browser, address, query) for _ in range(VISITS)]
            rows.append(summed_up(f"search, “{query}”", found))
            print(*rows[-1], file=sys.stderr, flush=True)
        if search_only:
            return rows
        fetched, first, ticks, heap = exploring(browser, address)
        rows.append(("Explore, first results", f"{fetched / 1000:.0f} kB · {first:.0f} ms · heap {heap / 1e6:.1f} MB"))
        rows.append((f"Explore, {TICKS} ticks", f"{statistics.median(ticks):.0f} ms, worst {max(ticks):.0f} ms"))
    return rows


def measured_material(root: Path) -> list[Row]:
    """Lines about the theme's own search over the tree of a built library."""
    settings = root / "material.yml"
    settings.write_text(MATERIAL, "utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings)], check=True)
    with served(root / "build" / "material") as address, chromium() as browser:
        return [
            summed_up(
                f"Material's search, “{query}”", [searching_material(browser, address, query) for _ in range(VISITS)]
            )
            for query in QUERIES[:3]
        ]


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path, help="a library that is built: its folder holds site/")
    parser.add_argument("--material", action="store_true", help="measure Material's own search over the same pages too")
    parser.add_argument("--search-only", action="store_true", help="measure the search alone")
    asked = parser.parse_args()
    rows = measured(asked.root / "site", asked.search_only) + (measured_material(asked.root) if asked.material else [])
    print("| what | measured |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    main()
