# The pages on which a reader narrows the library down and keeps a list, and the data that their scripts load. A browser
# refuses to fetch files for a page of a folder, so all data are classic scripts: one form for every carrier, and no
# inline code. What decides results and counts comes at once, as numbers; what cards show comes in pieces, when they
# are shown. So a phone loads little of a large library, and the size of the first part grows with the values and not
# with the texts.

"""Explore, my list, the comparison of cases on it, a set to take along, and their data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..catalogue import PRACTICE, Catalogue
from ..catalogue.evidence import summary_of
from ..catalogue.facets import FacetCounts, by_check
from ..catalogue.knowledge import Knowledge
from ..catalogue.studies import claims_of
from ..clearance import Cleared
from ..folders import CARD
from ..render import Renderer
from ..schema import Ref
from .page import Draft, Page, of_script, of_template
from .set_rows import columns, set_rows

PIECE = 25
"""How many cards a piece of the data holds. Results are seldom neighbours, so a large piece would be mostly waste."""
LONG = 30
"""The most values that the plain page names; of a longer facet it names the page that has them."""
ADDRESSES = "assets/explore-addresses.js"
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def explore(known: Knowledge, renderer: Renderer) -> Iterator[Draft | Page]:
    """The four pages, and the scripts that hold their data. To compare takes the whole of a few cases, so each has its own."""
    entries, found = known.facets.entries, known.facets.tallies
    cases = {number for number, entry in enumerate(entries) if entry.kind == PRACTICE[0]}
    plain = [
        (tally, tally.facet.shelf(known.catalogue), [len(cases.intersection(numbers)) for numbers in tally.postings])
        for tally in found
    ]
    context = {"facets": plain, "long": LONG}
    yield of_template("explore", "explore.md", path=CARD, **context)
    yield of_template("my-list", "list.md", path=CARD)
    yield of_template("compare", "compare.md", path=CARD)
    yield of_template("set", "set.md", path=CARD)
    yield of_script("assets/set-words.js", "set-words.js", edition=known.edition, columns=columns())
    yield from set_rows(known, renderer.online, PIECE)
    yield of_script("assets/explore-words.js", "explore-words.js", facets=found)
    data = {
        "facets": [_facet(tally, renderer) for tally in found],
        "kinds": [packed(number for number, entry in enumerate(entries) if entry.kind == kind) for kind in PRACTICE],
        "total": len(entries),
        "titles": _by_title(entries, known.catalogue),
        "checked": by_check(entries),
        "piece": PIECE,
    }
    yield _script("data", data)
    yield _script("addresses", {"all": [entry.address.removesuffix(".md") for entry in entries], "piece": PIECE})
    for number in range(0, len(entries), PIECE):
        piece = entries[number : number + PIECE]
        address = f"assets/explore-cards/{number // PIECE}.js"
        yield of_script(address, "explore-cards.js", number=number // PIECE, entries=piece)
    for entry in known.catalogue.all("cases"):
        yield Draft(f"assets/compare/{entry.slug}.js", _compared, (entry,))


def _compared(renderer: Renderer, entry: Cleared) -> str:
    """What the comparison needs of a case."""
    known = renderer.known
    summary = summary_of(known.catalogue, claims_of(entry))
    return renderer.script("compare-case.js", entry=entry, summary=summary, found=known.verdict_of(entry))


def packed(numbers: Iterable[int]) -> str:
    """Rising numbers as text: of each the distance from the one before, in digits of base 32, the lowest first.

    A digit after which another follows is marked by being 32 higher. Near neighbours take one character, so that dense lists
    stay short and compress well.
    """
    signs = []
    before = -1
    for number in numbers:
        step, before = number - before - 1, number
        while step >= 32:
            signs.append(SIGNS[32 + step % 32])
            step //= 32
        signs.append(SIGNS[step])
    return "".join(signs)


def _facet(tally: FacetCounts, renderer: Renderer) -> dict[str, Any]:
    """A facet as its script wants it. Labels of values that are no references are among the words."""
    refs = [value for value in tally.values if isinstance(value, Ref)]
    page = renderer.known.naming.address(refs[0]) if refs else tally.facet.page_of(tally.values[0])
    return {
        "key": tally.facet.key,
        "folder": page.rpartition("/")[0] + "/",
        "values": tally.values,
        "labels": [renderer.known.naming.of(ref) for ref in refs],
        "holders": [packed(numbers) for numbers in tally.postings],
    }


def _by_title(entries: Sequence[Cleared], catalogue: Catalogue) -> list[int]:
    return sorted(range(len(entries)), key=lambda number: (catalogue.in_order(entries[number].record.title), number))


def addresses_in(script: str) -> list[str]:
    """The addresses of the records in their order, from the script at ADDRESSES, such as `cases/x`."""
    found: list[str] = json.loads(script[script.index("(") + 1 : script.rindex(")")])["all"]
    return found


def found_script(ids: Sequence[str]) -> str:
    """The script that says which page of the search index is which record, in the order of the records."""
    return _script("found", ids).text


def _script(name: str, value: object) -> Page:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Page(f"assets/explore-{name}.js", f"hgExplore.{name}({text});\n")
