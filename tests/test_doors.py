"""Ways in without script: each value, each pair and each name leads to all that it counts, on every library there is."""

import dataclasses
import gzip
import re
from functools import cache
from pathlib import Path
from posixpath import dirname, normpath

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue import Catalogue
from generator.catalogue.facet_index import PAIRS
from generator.catalogue.knowledge import Knowledge
from generator.languages.alphabet import MANY, MOST_IN_GROUP, ONE_PAGE, Group, grouped, place
from generator.pages import facet_pages
from generator.render import Renderer
from generator.schema import Ref

from .libraries import EXTENSIONS, ROOTS, catalogue_of, composed_by, pages_of


@cache
def renderer_of(root: Path) -> Renderer:
    return Renderer(Knowledge(catalogue_of(root)))


@pytest.fixture(params=ROOTS, ids=lambda root: root.name)
def root(request: pytest.FixtureRequest) -> Path:
    return request.param


def links(address: str, text: str) -> list[tuple[str, str]]:
    """The words and the addresses of the links on a page, without places on pages."""
    found = re.findall(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^)#]+)[^)]*\)", text)
    return [
        (words, normpath(f"{dirname(address)}/{target}").lstrip("/")) for words, target in found if ":" not in target
    ]


def led_to(root: Path, address: str) -> set[str]:
    """Where a page leads, and the further pages on which its long lists go on."""
    further = [one for one in pages_of(root) if one.startswith(address.removesuffix(".md") + "--")]
    return {target for one in (address, *further) for _, target in links(one, pages_of(root)[one])}


def page_of(renderer: Renderer, key: str, value: str) -> str:
    return renderer.known.naming.address(value) if isinstance(value, Ref) else f"{key}/{value}.md"


# Values


def test_the_page_of_every_value_leads_to_all_that_explore_counts_under_it(root: Path) -> None:
    renderer = renderer_of(root)
    lost = []
    for tally in renderer.known.facets.tallies:
        for value, numbers in zip(tally.values, tally.postings, strict=True):
            address = page_of(renderer, tally.facet.key, value)
            held = {renderer.known.facets.entries[number].address for number in numbers}
            lost += [(address, missing) for missing in held - led_to(root, address)]
    assert lost == []


def test_every_value_is_reached_from_explore_or_from_the_list_that_explore_names(root: Path) -> None:
    renderer = renderer_of(root)
    on_explore = led_to(root, "explore.md")
    for tally in renderer.known.facets.tallies:
        shelf = tally.facet.shelf(renderer.catalogue)
        assert shelf is not None
        listed = on_explore | (led_to(root, shelf) if shelf in on_explore else set())
        for value in tally.values:
            assert page_of(renderer, tally.facet.key, value) in listed


@pytest.mark.parametrize("key", ["direction", "status", "years"])
def test_a_value_that_is_a_plain_word_has_a_page_with_no_record_besides_its_own(root: Path, key: str) -> None:
    renderer = renderer_of(root)
    tally = next(tally for tally in renderer.known.facets.tallies if tally.facet.key == key)
    counts = dict(re.findall(r"\]\((\S+)\) <span>(\d+)</span>", pages_of(root)[f"{key}/index.md"]))
    for value, numbers in zip(tally.values, tally.postings, strict=True):
        held = {renderer.known.facets.entries[number].address for number in numbers}
        assert {one for one in led_to(root, f"{key}/{value}.md") if one in all_records(renderer)} == held
        assert int(counts[f"{value}.md"]) == len(held)


def all_records(renderer: Renderer) -> set[str]:
    return {entry.address for entry in renderer.known.facets.entries}


# Pairs


def test_a_record_stands_in_each_pair_of_its_values_and_in_no_other(root: Path) -> None:
    held = renderer_of(root).known.facets
    tallied = {tally.facet.key: dict(zip(tally.values, tally.postings, strict=True)) for tally in held.tallies}
    for rows, columns in PAIRS:
        expected = {
            (row, column): {held.entries[number].address for number in set(a) & set(b)}
            for row, a in tallied.get(rows, {}).items()
            for column, b in tallied.get(columns, {}).items()
            if set(a) & set(b)
        }
        cells = {
            cell: {entry.address for entry in entries}
            for pair, pairing in held.pairings.items()
            if pair == (rows, columns)
            for cell, entries in pairing.cells.items()
        }
        assert cells == expected


def test_every_pair_is_reached_from_both_values_and_the_list_with_its_count(root: Path) -> None:
    renderer = renderer_of(root)
    seen = 0
    for pairing in renderer.known.facets.pairings.values():
        for (row, column), entries in pairing.cells.items():
            address = pairing.address(row, column)
            count = "one record" if len(entries) == 1 else f"{len(entries)} records"
            for place_of_link in (
                renderer.known.naming.address(row),
                renderer.known.naming.address(column),
                f"{pairing.folder}/index.md",
            ):
                found = [words for words, to in links(place_of_link, pages_of(root)[place_of_link]) if to == address]
                assert len(found) == 1, (place_of_link, address)
                assert re.search(r"\d+|un|one", found[0].rpartition(":")[2])
                if renderer.catalogue.library.language == "en":
                    assert found[0].endswith(f": {count}")
            assert led_to(root, address) >= {entry.address for entry in entries}
            seen += 1
    assert seen


def test_no_pair_has_a_page_without_a_record(root: Path) -> None:
    pairings = renderer_of(root).known.facets.pairings.values()
    made = {address for address in pages_of(root) for one in pairings if address.startswith(f"{one.folder}/")}
    expected = {pairing.address(*cell) for pairing in pairings for cell in pairing.cells}
    assert made == expected | {f"{pairing.folder}/index.md" for pairing in pairings}


# A to Z


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("“Élan", ("Latn", "E")), ("Ɛwe", ("Latn", "E")), ("øre", ("Latn", "O")), ("İstanbul", ("Latn", "I")),
        ("Æsop", ("Latn", "A")), ("Đại", ("Latn", "D")), ("ﬁn", ("Latn", "F")),
        ("5.3 No harm", ("0-9", "")), ("…", ("other", "")), ("", ("other", "")),
        ("महिला", ("Deva", "म")), ("বাংলা", ("Beng", "ব")), ("قاعدة", ("Arab", "ق")), ("村", ("Hani", "村")),
        ("မြန်", ("Mymr", "မ")), ("አማርኛ", ("Ethi", "አ")), ("жена", ("Cyrl", "Ж")),
    ],
)  # fmt: skip
def test_where_a_name_stands(name: str, expected: tuple[str, str]) -> None:
    assert place(name) == expected


def test_latin_comes_first_then_scripts_whole_then_numbers() -> None:
    groups = grouped((name, name) for name in ("村", "b", "Á", "aa", "5", "महिला", "मन", "“?”"))
    assert [(group.id, group.items) for group in groups] == [
        ("a", ("Á", "aa")), ("b", ("b",)), ("deva", ("मन", "महिला")), ("hani", ("村",)), ("0-9", ("5",)), ("other", ("“?”",)),
    ]  # fmt: skip


def test_a_script_in_which_much_stands_is_divided_by_its_letters() -> None:
    many = [f"{letter}{at}" for letter in "аб" for at in range(MANY)]
    assert [group.id for group in grouped((name, name) for name in many)] == ["cyrl-0410", "cyrl-0411"]
    characters = [chr(0x4E00 + at) for at in range(MANY * 2)]
    assert [group.id for group in grouped((name, name) for name in characters)] == ["hani"]


@given(st.lists(st.text(max_size=4), max_size=30))
def test_nothing_is_lost_or_doubled_between_a_and_z(names: list[str]) -> None:
    groups = grouped(list(zip(names, range(len(names)), strict=True)))
    assert sorted(item for group in groups for item in group.items) == list(range(len(names)))
    assert len({group.id for group in groups}) == len(groups)
    assert all(re.fullmatch(r"[a-z0-9-]+", group.id) for group in groups)


def test_a_letter_with_too_much_for_a_page_has_several() -> None:
    groups: list[Group[int]] = grouped((f"a{at:04}", at) for at in range(MOST_IN_GROUP + 1))
    assert [(group.id, len(group.items), group.parts) for group in groups] == [("a", MOST_IN_GROUP, 2), ("a-2", 1, 2)]


def test_everything_stands_from_a_to_z(root: Path) -> None:
    catalogue = catalogue_of(root)
    found = {target for address in pages_of(root) if address.startswith("a-to-z") for target in led_to(root, address)}
    terms = {term.address for vocabulary in catalogue.all("vocabularies") for term in catalogue.terms_of(vocabulary)}
    countries = {f"countries/{code.lower()}.md" for code in catalogue.countries}
    assert found >= {entry.address for entry in catalogue.entries} | terms | countries


def test_a_small_library_has_one_page_from_a_to_z_and_a_large_one_several(root: Path) -> None:
    catalogue = catalogue_of(root)
    several = any(address.startswith("a-to-z/") for address in pages_of(root))
    terms = sum(len(catalogue.terms(role)) for role in roles(catalogue))
    assert several == (len(catalogue.entries) + terms + len(catalogue.countries) > ONE_PAGE)


def roles(catalogue: Catalogue) -> set[str]:
    return {term.role for vocabulary in catalogue.all("vocabularies") for term in catalogue.terms_of(vocabulary)}


# Many cases


@pytest.mark.thorough
def test_no_page_of_a_thousand_cases_is_heavy() -> None:
    catalogue = many(catalogue_of(ROOTS[2]), 1000)
    families = (facet_pages.values, facet_pages.pairs, facet_pages.a_to_z)
    pages = [page for family in families for page in composed_by(family, catalogue)]
    heaviest = sorted(pages, key=lambda page: -len(page.text))[:6]
    assert len(heaviest[0].text) > 50_000
    for page in heaviest:
        html = markdown.markdown(page.text, extensions=EXTENSIONS).encode()
        assert len(gzip.compress(html, 9)) < 90 * 1024, page.address


def many(catalogue: Catalogue, count: int) -> Catalogue:
    """The library with as many cases as that, made of its own with other titles; no two begin alike, as in life."""
    cases = catalogue.all("cases")
    words = [word for case in cases for word in (case.record.summary or "").split()]
    more = []
    for at in range(len(cases), count):
        pattern = cases[at % len(cases)]
        title = " ".join(words[(at * 7 + step * 131) % len(words)] for step in range(6))
        summary = " ".join(words[(at * 13 + step * 17) % len(words)] for step in range(50))
        record = pattern.record.model_copy(update={"title": title, "summary": summary})
        more.append(dataclasses.replace(pattern, slug=f"case-{at}", record=record))
    return dataclasses.replace(catalogue, entries=(*catalogue.entries, *more))
