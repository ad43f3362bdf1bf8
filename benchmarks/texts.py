# Ten thousand cases make eighty thousand pages, and a whole build of them takes most of an hour. What a search costs depends on the
# index alone. So here the texts of invented cases are laid beside a built site as plain pages, one a case, and the index is
# made anew over all of it. Run: python -m benchmarks.texts site --cases 10000 --to build/benchmark/texts, and then
# python -m benchmarks.reading build/benchmark/texts --search-only.

"""A site with the texts of many invented cases in its search."""

from __future__ import annotations

import argparse
import html
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.publish.search_index import index

from .records import REPOSITORY, Inventor, known
from .words import LANGUAGES, languages

READ = {
    "statement",
    "caution",
    "what",
    "text",
    "why",
    "says",
    "note",
    "summary",
    "about",
    "title",
    "publisher",
    "authors",
    "places",
    "editors_note",
}
"""The fields of a case whose text its page shows and the search reads."""


def texts(value: Any, name: str = "") -> Iterator[str]:
    """All that the search reads of a record's front matter."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, name)
    elif isinstance(value, str) and name in READ:
        yield value


def page(front: dict[str, Any], story: str) -> str:
    """A case as a page that the indexer reads."""
    lines = "".join(f"<p>{html.escape(text)}</p>" for text in [*texts(front), *story.split("\n\n")])
    meta = '<span hidden data-pagefind-ignore><span data-pagefind-meta="kind">Cases</span></span>'
    title = html.escape(front["title"])
    return f"<!doctype html><html lang=en><title>{title}</title><body data-pagefind-body>{meta}<h1>{title}</h1>{lines}"


def lay(site: Path, to: Path, cases: int) -> int:
    """Lay a copy of a built site into `to`/site with so many cases more in its search; returns their words, on average."""
    shutil.copytree(site, to / "site")
    spoken, slugs, words = languages(REPOSITORY / "practices"), known(REPOSITORY), 0
    for number in range(cases):
        chance = random.Random(number)
        language = spoken[chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]]
        inventor = Inventor(language, chance, slugs)
        front, story = inventor.case(number)
        text = page(front, story + inventor.story())  # for what a whole page has besides: its details and headings
        words += len(text.split())
        (to / "site" / "cases" / f"invented-{number:05}.html").write_text(text, "utf-8")
    index(to / "site", "en")
    return words // max(cases, 1)


def main() -> None:
    """Lay a site, and say how long a case is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="a built site of the real library")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--to", type=Path, required=True, help="a folder that is not there yet")
    asked = parser.parse_args()
    print(f"{asked.cases} cases of {lay(asked.site, asked.to.resolve(), asked.cases)} words")


if __name__ == "__main__":
    main()
