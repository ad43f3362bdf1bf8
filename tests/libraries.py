"""The libraries that tests read and do not change, and what follows from them: made once in each worker.

Most tests change a record or two of one of them. `examine` and `make_site` look at that as a second build does, by the help of what
the first one kept of the library as it was: always the same, whichever tests went before. With ANEW=yes in the environment nothing
is kept, and all comes out the same in half as much time again; a release asks for that.
"""

import copy
import datetime
import os
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from generator.catalogue import Catalogue
from generator.catalogue.knowledge import Knowledge
from generator.kept import NOTHING, Memory
from generator.pages import cut
from generator.pages.page import Draft, Page
from generator.problem import has_errors
from generator.render import Renderer
from generator.site import Examined, Site
from generator.site import examine as examined_by
from generator.site import make_site as made_by

ROOT = Path(__file__).parents[1]
"""The library of this repository. No test of the program names a record of it, or counts them."""
EXAMPLES = ROOT / "tests" / "examples"
LIBRARY = EXAMPLES / "library"
COUNTY = EXAMPLES / "county"
ROOTS = (LIBRARY, EXAMPLES / "biblioteca", COUNTY)
"""The invented ones: small, in another language, and with many records of each kind. For what holds of any library."""
TODAY = datetime.date(2026, 11, 21)
"""The day on which the invented libraries are looked at."""
_DAY = re.compile(r"(?m)^\s*(?:checked|accessed|date): [\"']?(\d{4}-\d{2}-\d{2})")
EXTENSIONS = ["attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "tables", "toc"]
"""Those of mkdocs.yml; a test in test_pages.py keeps the two alike."""


def last_day(root: Path) -> datetime.date:
    """The last day on which somebody did something to a record of a library, as the records say; the shipped one is looked at then."""
    texts = (path.read_text("utf-8") for path in (root / "practices").rglob("*.md"))
    return max([TODAY, *(datetime.date.fromisoformat(day) for text in texts for day in _DAY.findall(text))])


@cache
def _first() -> Memory:
    """What a build of each of the invented libraries keeps."""
    memory = Memory(ROOT / "build/nothing-lies-here")
    for root in ROOTS:
        made_by(root, TODAY, memory)
    return memory


def remembered() -> Memory:
    """The same, for one more build."""
    if os.environ.get("ANEW"):
        return NOTHING
    memory = copy.copy(_first())
    memory.begin_again()
    return memory


def examine(root: Path, today: datetime.date) -> Examined:
    """What `generator.site.examine` gives."""
    return examined_by(root, today, remembered())


def make_site(root: Path, today: datetime.date) -> Site:
    """What `generator.site.make_site` gives."""
    return made_by(root, today, remembered())


@cache
def _examined(root: Path) -> Examined:
    return examine(root, _day(root))


@cache
def _day(root: Path) -> datetime.date:
    return last_day(root) if root == ROOT else TODAY


@cache
def made(root: Path) -> Site:
    """The site of a library that no test changes, composed once."""
    return make_site(root, _day(root))


def examined(root: Path) -> Examined:
    """What `root` holds; of a library that no test changes, looked at once."""
    found = _examined(root) if root in (*ROOTS, ROOT) else examine(root, TODAY)
    assert not has_errors(found.problems), found.problems
    return found


def catalogue_of(root: Path) -> Catalogue:
    found = examined(root)
    assert found.library is not None
    assert found.card is not None
    return Catalogue(found.library, found.card.body, found.published, _day(root), found.clearing.withdrawn)


def pages_of(root: Path) -> dict[str, str]:
    """The pages of the library in `root` by their addresses; of one that no test changes, made once."""
    site = made(root) if root in (*ROOTS, ROOT) else make_site(root, TODAY)
    assert not has_errors(site.problems), site.problems
    return {page.address: page.text for page in site.pages}


def composed_by(family: Callable[[Knowledge, Renderer], Iterable[Draft | Page]], catalogue: Catalogue) -> list[Page]:
    """The pages of a family, of a catalogue that need not be that of any folder."""
    renderer = Renderer(Knowledge(catalogue))
    return [page for draft in family(renderer.known, renderer) for page in cut(draft.page(renderer), renderer)]
