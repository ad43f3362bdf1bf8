"""The libraries that tests read and do not change, and what follows from them: made once in each worker."""

import datetime
from functools import cache
from pathlib import Path

from generator.catalogue import Catalogue
from generator.problem import has_errors
from generator.site import Examined, Site, examine, make_site

ROOT = Path(__file__).parents[1]
"""The library of this repository. No test of the program names a record of it, or counts them."""
EXAMPLES = ROOT / "tests" / "examples"
LIBRARY = EXAMPLES / "library"
COUNTY = EXAMPLES / "county"
ROOTS = (LIBRARY, EXAMPLES / "biblioteca", COUNTY)
"""The invented ones: small, in another language, and with many records of each kind. For what holds of any library."""
TODAY = datetime.date(2026, 11, 21)
EXTENSIONS = ["attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "tables", "toc"]
"""Those of mkdocs.yml; a test in test_pages.py keeps the two alike."""


@cache
def _examined(root: Path) -> Examined:
    return examine(root, TODAY)


@cache
def _made(root: Path) -> Site:
    return make_site(root, TODAY)


def examined(root: Path) -> Examined:
    """What `root` holds; of a library that no test changes, looked at once."""
    found = _examined(root) if root in (*ROOTS, ROOT) else examine(root, TODAY)
    assert not has_errors(found.problems), found.problems
    return found


def catalogue_of(root: Path) -> Catalogue:
    found = examined(root)
    assert found.library is not None
    assert found.card is not None
    return Catalogue(found.library, found.card.body, found.published, TODAY, found.clearing.withdrawn)


def pages_of(root: Path) -> dict[str, str]:
    """The pages of the library in `root` by their addresses; of one that no test changes, made once."""
    site = _made(root) if root in (*ROOTS, ROOT) else make_site(root, TODAY)
    assert not has_errors(site.problems), site.problems
    return {page.address: page.text for page in site.pages}
