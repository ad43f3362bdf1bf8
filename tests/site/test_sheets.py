"""Which style sheets a page loads: those that its pieces need, and none for pieces that it has not."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..sites import REPOSITORY

ASSETS = REPOSITORY / "templates" / "overrides" / "assets"
ALWAYS = ("ground.css", "holding-ground.css")
SOMETIMES = ("findings.css", "pictures.css", "overviews.css", "home.css")
MOST_FOR_ALL = 10_000
"""Bytes, packed, of the styles that every page loads."""


def classes(sheet: str) -> set[str]:
    """The classes to which a sheet gives a look on a screen."""
    text = re.sub(
        r"/\*.*?\*/|:not\([^)]*\)|^@media print \{.*?^\}",
        "",
        (ASSETS / sheet).read_text("utf-8"),
        flags=re.DOTALL | re.MULTILINE,
    )
    return set(re.findall(r"\.(hg-[\w-]+)", text))


COMMON = set().union(*map(classes, ALWAYS))
OWN = {sheet: classes(sheet) - COMMON for sheet in SOMETIMES}
"""The classes that one of the other sheets alone gives a look."""


def pages(site: Path) -> Iterator[tuple[str, set[str], set[str]]]:
    """Each page of a site: its address, the classes on it, and the sheets that it loads."""
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        used = {name for names in re.findall(r'\bclass="([^"]*)"', text) for name in names.split()}
        loaded = set(re.findall(r'<link rel="stylesheet" href="[^"]*?assets/([\w-]+\.css)">', text))
        yield path.relative_to(site).as_posix(), used, loaded


def test_a_page_loads_the_looks_of_all_that_is_on_it_and_no_others(built: Path, built_small: Path) -> None:
    seen = set()
    for site in (built / "site", built_small / "site"):
        for address, used, loaded in pages(site):
            if (
                not loaded or address == "measures.html"
            ):  # which only leads on, or is to look like no page of the library
                continue
            seen |= loaded
            assert loaded >= set(ALWAYS), address
            needed = {sheet for sheet, own in OWN.items() if used & own}
            assert loaded & set(SOMETIMES) == needed, address
    assert seen >= {*ALWAYS, *SOMETIMES}


@pytest.mark.parametrize("sheet", SOMETIMES)
def test_what_few_pages_have_is_styled_apart(sheet: str) -> None:
    assert OWN[sheet]


def test_what_every_page_loads_is_small() -> None:
    assert sum(len(gzip.compress((ASSETS / sheet).read_bytes(), 6)) for sheet in ALWAYS) <= MOST_FOR_ALL


NEEDS_SCRIPT = ("<details", "footnote-ref", "data-copies", "data-print", "hg-address")
"""What `page.js` serves on the page of a record, besides its contents."""


def test_a_record_loads_the_script_of_its_page_where_there_is_something_for_it_to_do(built: Path) -> None:
    seen = set()
    for path in sorted((built / "site").rglob("*.html")):
        told = path.read_text("utf-8").partition('class="hg-record"')[2]
        if told:
            needed = any(sign in told for sign in NEEDS_SCRIPT)
            assert ("assets/page.js" in told) == needed, path
            seen.add(needed)
    assert seen == {True, False}
