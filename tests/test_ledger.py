"""The ledger knows an edition again, tells nothing that can be read, and keeps what is held back from showing as a change."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.catalogue import Catalogue
from generator.catalogue.edition import PARTS, Edition, closed, edition_of, parts_of
from generator.schema import KINDS

from .libraries import LIBRARY, TODAY, catalogue_of

CASE = "practices/cases/market-shelf.md"
Laid = Callable[[], Path]


def changed(root: Path, path: str, old: str, new: str) -> Catalogue:
    """The catalogue of a library in which some words of a file are others."""
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")
    return catalogue_of(root)


def differing(catalogue: Catalogue, address: str = "cases/market-shelf.md") -> set[str]:
    """The parts of a record that are others than in the example library."""
    before, after = (
        parts_of(next(entry for entry in one.entries if entry.address == address))
        for one in (catalogue_of(LIBRARY), catalogue)
    )
    return {part for part in before.keys() | after.keys() if before.get(part) != after.get(part)}


def test_an_edition_is_known_again_on_another_day_until_something_changes(library: Laid) -> None:
    catalogue = catalogue_of(LIBRARY)
    ledger = (closed(catalogue, 1),)
    assert edition_of(catalogue, ()) == Edition(None, TODAY)
    later = Catalogue(catalogue.library, catalogue.library_body, catalogue.entries, datetime.date(2027, 1, 1))
    assert edition_of(later, ledger) == Edition(1, TODAY, 1)
    other = changed(library(), CASE, "status: documented", "status: reviewed")
    assert edition_of(other, ledger) == Edition(None, TODAY, 1)


def test_the_ledger_holds_nothing_but_addresses_parts_and_digests() -> None:
    kept = closed(catalogue_of(LIBRARY), 1)
    assert {address.partition("/")[0] for address in kept.records} <= set(KINDS)
    for parts in kept.records.values():
        assert parts
        assert set(parts) <= set(PARTS)
        assert all(re.fullmatch("[0-9a-f]{12}", str(digest)) for digest in parts.values())


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("status: documented", "status: reviewed", {"status"}),
        ("checked: 2026-11-01", "checked: 2026-11-02", set()),
        ("traders feared for their places", "traders feared", {"summary"}),
        ("Half of the market's households", "A third of the market's households", {"outcomes"}),
        ("partners: [two-valleys-council]\n", "", {"who"}),
        ("status: documented", "formerly: [an-old-name]\nstatus: documented", set()),
    ],
)
def test_a_change_is_known_by_the_part_that_a_reader_would_name(
    library: Laid, old: str, new: str, parts: set[str]
) -> None:
    assert differing(changed(library(), CASE, old, new)) == parts


def test_of_a_part_from_which_something_was_left_out_no_digest_is_kept(library: Laid) -> None:
    """Else whoever guesses what was left out could try it, and a partner who left would show in all who worked with him."""
    root = library()
    partner = "title: Council of the Two Valleys\n"
    catalogue = changed(
        root,
        "practices/organisations/two-valleys-council.md",
        partner,
        f"{partner}withdrawn:\n  date: 2026-11-20\n  name_stays: true\n",
    )
    entry = next(entry for entry in catalogue.entries if entry.address == "cases/market-shelf.md")
    assert "partners" in entry.reduced
    assert parts_of(entry)["who"] is None
    assert parts_of(entry)["outcomes"]
