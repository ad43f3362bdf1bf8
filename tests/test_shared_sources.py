"""A source with a record of its own: whoever cites it tells what that record tells, and no more than that."""

import re
import shutil
from pathlib import Path

import pytest

from generator.problem import Severity
from generator.schema import Citation, Source

from .libraries import LIBRARY, TODAY, examine, make_site

SOURCE = "sources/boxes-and-boats.md"
CASE, COUNCIL = "cases/fjord-boat.md", "organisations/two-valleys-council.md"
SLUG = "boxes-and-boats"
TITLE = re.compile(r'Boxes \\?"and\\?" boats')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(LIBRARY, tmp_path / "library")


def change(root: Path, address: str, old: str, new: str) -> None:
    path = root / "practices" / address
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def on_top(root: Path, address: str, line: str) -> None:
    path = root / "practices" / address
    path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{line}\n", 1), "utf-8")


def pages(root: Path) -> dict[str, str]:
    site = make_site(root, TODAY)
    assert [str(one) for one in site.problems if one.severity is Severity.ERROR] == []
    return {page.address: page.text for page in site.pages}


def told(root: Path) -> set[str]:
    """The pages that tell of the source by its title or lead to it."""
    return {address for address, text in pages(root).items() if SLUG in text or TITLE.search(text)}


# What is told


def test_whoever_cites_it_has_it_whole(root: Path) -> None:
    (case,) = (entry.record for entry in examine(root, TODAY).published if entry.slug == "fjord-boat")
    citation = case.sources["boxes-2022"]
    assert citation == Citation(
        title='Boxes "and" boats | a study',
        authors="A. Odhiambo & K. Berg",
        publisher='Reading "Aloud" | Press',
        year="c. 2022",
        kind="evaluation",
        url="https://copies.example/boxes?a=1&b=(2)",
        mirror=True,
        doi="10.1234/boxes.(2022)_5",
        archived="https://archive.example/2026/boxes",
        accessed="2026-11-01",  # type: ignore[arg-type]
        licence="CC BY 4.0",
        source=SLUG,  # type: ignore[arg-type]
        note="Its chapter on the fjord.",
    )


def test_its_page_tells_who_cites_it_for_what_and_how_much_they_read(root: Path) -> None:
    page = pages(root)[SOURCE]
    case = page.index("](../cases/fjord-boat.md): How much of it was read is not said. Its chapter on the fjord.")
    lesson = page.index("- Lend whole boxes where the next visit is half a year away.")
    story = page.index("- In its story.")
    council = page.index("](../organisations/two-valleys-council.md): Read in full.")
    assert case < lesson < story < council
    assert "(a copy on a site that shares documents)</span>](https://copies.example/boxes?a=1&b=(2))" in page
    assert "](https://doi.org/10.1234/boxes.%282022%29_5)" in page
    assert "](https://archive.example/2026/boxes)" in page
    assert "1 November 2026" in page


def test_a_record_that_cites_it_shows_its_note_and_leads_to_its_page(root: Path) -> None:
    page = pages(root)[CASE]
    note = page.index("It was paid for \\| by those of whom it tells. Its chapter on the fjord.")
    assert page.index("2 records cite it", note) < page.index("](../sources/boxes-and-boats.md)", note)


def test_a_question_that_rests_on_it_is_told_too(root: Path) -> None:
    path = root / "practices/questions/who-reads-alone.md"
    text = path.read_text("utf-8")
    assert "sources:" not in text
    cited = f"sources:\n  boxes:\n    source: {SLUG}\n"
    path.write_text(text.replace("---\n", f"---\n{cited}", 1) + "\nThe boat knows.[^boxes]\n", "utf-8")
    assert "](../questions/who-reads-alone.md): How much" in pages(root)[SOURCE]


def test_authors_who_are_called_by_a_number_do_not_begin_a_list(root: Path) -> None:
    path = root / "practices" / "cases" / "fjord-boat.md"
    path.write_text(
        path.read_text("utf-8").replace("    title: The boat", '    authors: "١٢٣"\n    title: The boat'), "utf-8"
    )
    assert r"[^boat-1999]: ١٢٣\. *The boat" in pages(root)["cases/fjord-boat.md"]


def test_the_list_of_all_sources_has_it_once_however_it_is_cited(root: Path) -> None:
    change(
        root,
        CASE,
        f"    source: {SLUG}\n",
        '    title: Boxes "and" boats | a study\n    year: c. 2022\n    url: https://copies.example/boxes?a=1&b=(2)\n    mirror: true\n',
    )
    text = pages(root)["sources.md"]
    assert text.count('boats \\| a study <span data-pagefind-ignore="all">(a copy') == 1
    assert "](sources/boxes-and-boats.md)" in text


# What is held back


@pytest.mark.parametrize(
    "line",
    [
        "withdrawn:\n  date: 2026-11-01",
        "embargo: 2027-01-01",
        "consent:\n  basis: public-source\n  date: 2020-01-01\n  review: 2021-01-01",
    ],
)
def test_of_a_source_that_is_not_published_nobody_tells_anything(root: Path, line: str) -> None:
    on_top(root, SOURCE, line)
    found = told(root)
    assert found <= {"withdrawn.json", SOURCE} if line.startswith("withdrawn") else found == set()
    text = pages(root)[CASE]
    assert "[^boxes-2022]" not in text
    assert "Its chapter on the fjord" not in text
    assert "[^boat-1999]" in text


def test_what_its_record_holds_back_is_told_by_nobody(root: Path) -> None:
    on_top(root, SOURCE, "sensitivity:\n  held_back: {authors: personal, url: safety, doi: safety, year: legal}")
    # Not one of the names that the form lists, to warn of them.
    path = root / "practices" / SOURCE
    path.write_text(path.read_text("utf-8").replace("Odhiambo", "Brightquill"), "utf-8")
    texts = pages(root)
    for secret in ("Brightquill", "copies.example", "10.1234/boxes"):
        assert {address for address, text in texts.items() if secret in text} == set(), secret
    (note,) = (line for line in texts[CASE].splitlines() if line.startswith("[^boxes-2022]:"))
    assert TITLE.search(note)
    assert "2022." not in note


def test_a_source_that_only_a_record_kept_back_cites_has_no_page_and_no_name(root: Path) -> None:
    on_top(root, CASE, "embargo: 2027-01-01")
    assert SOURCE in told(root)
    on_top(root, COUNCIL, "embargo: 2027-01-01")
    assert told(root) == set()


def test_a_source_that_is_only_cited_for_what_is_held_back_has_no_page_and_links_to_it_become_words(root: Path) -> None:
    change(root, COUNCIL, "    read: whole\n", "    held_back: safety\n")
    change(root, COUNCIL, "[^boxes]", " See [the study](../sources/boxes-and-boats.md).")
    assert SOURCE in told(root)
    change(root, CASE, "    source: boxes-and-boats\n", "    source: boxes-and-boats\n    held_back: safety\n")
    texts = pages(root)
    assert SOURCE not in texts
    assert "See the study." in texts[COUNCIL]
    assert told(root) == set()


def test_a_title_that_names_a_withheld_country_is_told_at_the_citation_until_that_is_held_back(root: Path) -> None:
    change(root, SOURCE, "note: It was paid for", "note: In Norway it was paid for")
    on_top(root, CASE, "sensitivity: {place: region}")
    found = [str(one) for one in examine(root, TODAY).problems if one.severity is Severity.ERROR]
    assert len(found) == 1
    assert found[0].startswith("practices/cases/fjord-boat.md:22:13: error: withheld-name: “Norway”")
    change(root, CASE, f"    source: {SLUG}\n", f"    source: {SLUG}\n    held_back: safety\n")
    texts = pages(root)
    assert "Norway" not in texts[CASE]
    assert "fjord" not in texts[SOURCE]


def test_the_name_of_its_file_is_looked_at_too(root: Path) -> None:
    (root / "practices" / SOURCE).rename(root / "practices/sources/boats-of-norway.md")
    change(root, CASE, SLUG, "boats-of-norway")
    change(root, COUNCIL, SLUG, "boats-of-norway")
    on_top(root, CASE, "sensitivity: {place: region}")
    found = [one.rule for one in examine(root, TODAY).problems if one.severity is Severity.ERROR]
    assert found == ["withheld-name"]


# What is written


def test_its_texts_are_judged_where_they_are_written_and_once(root: Path) -> None:
    change(root, SOURCE, "note: It was paid for", "note: Ring +47 22 12 34 56, it was paid for")
    found = [str(one.place) for one in examine(root, TODAY).problems]
    assert found == ["practices/sources/boxes-and-boats.md:13:7"]


def test_a_source_told_to_the_editors_needs_consent_in_every_record_that_cites_it(root: Path) -> None:
    change(root, SOURCE, "kind: evaluation", "kind: personal-communication")
    found = {(one.place.path, one.rule) for one in examine(root, TODAY).problems}
    assert found == {(f"practices/{address}", "consent-missing") for address in (CASE, COUNCIL)}


@pytest.mark.parametrize("broken", ["year: soon", "titel: x", "title: ["])
def test_while_its_record_has_a_mistake_only_that_is_told(root: Path, broken: str) -> None:
    on_top(root, SOURCE, broken)
    found = [one for one in examine(root, TODAY).problems if one.place.path != f"practices/{SOURCE}"]
    assert [str(one) for one in found] == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("10.1234/a.5", "10.1234/a.5"),
        ("doi:10.1234/a.5", "10.1234/a.5"),
        ("https://doi.org/10.1234/a.5", "10.1234/a.5"),
        ("http://dx.doi.org/10.1234/a.5", "10.1234/a.5"),
    ],
)
def test_a_doi_is_kept_from_its_10_on(written: str, kept: str) -> None:
    source = Source(title="A", doi=written)
    assert source.doi == kept
    assert source.doi_address == f"https://doi.org/{kept}"
