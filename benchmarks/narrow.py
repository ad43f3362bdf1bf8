# Ten thousand cases make eighty thousand pages, and a whole build of them takes most of an hour. What search and Explore cost a
# reader depends on the pages of the records and on their data alone, so here only these are built, by the program's own
# functions. Run: python -m benchmarks.narrow build/benchmark/10000, and then benchmarks.reading.

"""Build of a library only what its search and Explore need."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.build import OUT, STAGE, TREE, index, replace, run_host, write_tree
from generator.catalogue import Catalogue
from generator.explore import explore
from generator.pages import Page, library
from generator.render import Renderer
from generator.site import examine, hand_written, template_folders

from .building import Stopwatch
from .records import TODAY

LEFT_OUT = ("questions", "series", "themes", "vocabularies")
"""Kinds whose pages are mostly lists of other records."""


def pages(root: Path) -> Iterator[Page]:
    """The pages of cases, papers, programmes, strategies and organisations, those of search and Explore, and one to begin at."""
    found = examine(root, TODAY)
    assert found.library is not None
    catalogue = Catalogue(found.library, "", found.clearing.entries, TODAY)
    renderer = Renderer(catalogue, template_folders(root))
    for page in library.records(catalogue, renderer):
        if not page.address.startswith(LEFT_OUT):
            yield page
    yield from library.search(catalogue, renderer)
    yield from library.plain(catalogue, renderer)
    yield from explore(catalogue, renderer)
    written, _ = hand_written(root)
    yield Page("about.md", str(written["about.md"]))
    yield Page("index.md", "# A library\n")


def forgiving(root: Path) -> None:
    """Have the host of the library in `root`, which was made to be measured, pass over links to pages that are not built."""
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    tags = [line for line in text.splitlines() if "!ENV" in line]  # these are for the plugin, which is not asked
    loaded = yaml.safe_load("\n".join(line for line in text.splitlines() if line not in tags))
    loaded["nav"] = [{"Explore": "explore.md"}]
    loaded["validation"] = {"links": {"not_found": "ignore", "anchors": "ignore", "unrecognized_links": "ignore"}}
    loaded["plugins"] = [{"practices": {"render": False}}]
    settings.write_text(yaml.safe_dump(loaded, sort_keys=False, allow_unicode=True), "utf-8")


def main() -> None:
    """Build, and say how long each step took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path, help="a library that benchmarks.records has made; its settings are changed")
    root = parser.parse_args().root.resolve()
    watch = Stopwatch()
    forgiving(root)
    made = watch.time("check and compose", lambda: list(pages(root)))
    watch.time("write", lambda: write_tree(made, root / TREE))
    watch.time("host", lambda: run_host(root, TODAY))
    watch.time("index", lambda: index(root / STAGE, "en"))
    watch.time("replace", lambda: replace(root / OUT, root / STAGE))
    print(f"{len(made)} pages", file=sys.stderr)


if __name__ == "__main__":
    main()
