"""What a reader can narrow down by: which records have a value, in which order, and what becomes of it as data."""

import dataclasses
import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue import PRACTICE, Catalogue
from generator.catalogue.facets import FACETS, FacetCounts, by_check, explored, tallies
from generator.catalogue.knowledge import Knowledge
from generator.catalogue.strength import by_strength
from generator.clearance import Cleared
from generator.pages.explore import SIGNS, addresses_in, explore, found_script, packed
from generator.render import Renderer
from generator.schema import Case, Organisation, Period, Ref, Strategy

from .libraries import COUNTY, EXAMPLES, TODAY, catalogue_of, composed_by


@pytest.fixture
def own() -> Catalogue:
    return catalogue_of(COUNTY)


def tallied(catalogue: Catalogue) -> dict[str, FacetCounts]:
    found = tallies(catalogue, explored(catalogue), str)
    return {tally.facet.key: tally for tally in found}


def having(catalogue: Catalogue, key: str) -> dict[str, set[str]]:
    """The addresses of the records that have each value of a facet."""
    entries = explored(catalogue)
    tally = tallied(catalogue)[key]
    pairs = zip(tally.values, tally.postings, strict=True)
    return {value: {entries[number].address for number in numbers} for value, numbers in pairs}


def cases(catalogue: Catalogue) -> list[tuple[str, Case]]:
    return [(entry.address, entry.record) for entry in catalogue.all("cases") if isinstance(entry.record, Case)]


def test_every_facet_has_a_key_that_an_address_can_hold() -> None:
    keys = [facet.key for facet in FACETS]
    assert len(set(keys)) == len(keys)
    assert set(keys).isdisjoint({"q", "sort", "all", "show", "list"})
    assert all(key.replace("-", "").isalpha() and key.islower() for key in keys)


def test_the_real_library_has_every_facet(own: Catalogue) -> None:
    assert [tally.facet.key for tally in tallies(own, explored(own), str)] == [facet.key for facet in FACETS]


def test_records_are_numbered_from_the_one_of_which_is_known_most_surely(own: Catalogue) -> None:
    entries = explored(own)
    kinds = [term.term.id for term in reversed(by_strength(own))]
    outcomes = [entry.record.own_outcomes if isinstance(entry.record, Case) else () for entry in entries]
    known = [
        (entry.record.status == "outline", -max((kinds.index(str(one.evidence)) for one in claims), default=-1))
        for entry, claims in zip(entries, outcomes, strict=True)
    ]
    assert known == sorted(known)
    days = [entries[number].record.checked or datetime.date.min for number in by_check(entries)]
    assert days == sorted(days, reverse=True)
    assert {entry.kind for entry in entries} == set(PRACTICE)
    assert len(entries) == sum(len(own.all(kind)) for kind in PRACTICE)


def test_holders_rise_and_no_value_is_without_one(own: Catalogue) -> None:
    for tally in tallied(own).values():
        assert len(tally.values) == len(set(tally.values)) == len(tally.postings)
        assert all(numbers and list(numbers) == sorted(set(numbers)) for numbers in tally.postings)


def test_a_case_has_the_themes_of_its_strategies(own: Catalogue) -> None:
    found = having(own, "theme")
    for address, case in cases(own):
        strategies = [own.get(ref).record for ref in case.strategies]
        themes = {record.theme for record in strategies if isinstance(record, Strategy)}
        assert {value for value, holders in found.items() if address in holders} == themes


def test_a_case_lies_in_every_region_around_its_countries(own: Catalogue) -> None:
    found = having(own, "region")
    for region in own.terms("region"):
        within = {entry.address for kind in PRACTICE for entry in own.entries_in(region).get(kind, ())}
        assert within <= found.get(region.term.id, set())
    address = next(address for address, case in cases(own) if case.scope and case.scope.countries == ("KE",))
    assert {"eastern-africa", "africa"} <= {value for value, holders in found.items() if address in holders}


def test_a_case_has_the_kinds_of_those_who_did_it_and_not_of_those_who_paid(own: Catalogue) -> None:
    names, kinds = having(own, "organisation"), having(own, "organisation-kind")
    paid = 0
    for address, case in cases(own):
        did = {*case.organisations, *case.partners}
        paid += bool(set(case.funders) - did)
        assert {value for value, holders in names.items() if address in holders} == did
        records = [own.get(ref).record for ref in did]
        expected = {record.kind for record in records if isinstance(record, Organisation) and record.kind}
        assert expected <= {value for value, holders in kinds.items() if address in holders}
    assert paid


@pytest.mark.parametrize("role", ["resistance", "response"])
def test_what_pushed_back_counts_where_it_was_met_or_described_and_not_where_a_lesson_is_about_it(
    own: Catalogue, role: str
) -> None:
    found, advised = having(own, role), 0
    for term in own.terms(role):
        mentions = [mention for mention in own.mentions(term) if mention.entry.kind in PRACTICE]
        only = {one.entry.address for one in mentions if set(one.fields) <= {"lessons", "recommendations", "setting"}}
        advised += len(only)
        assert {one.entry.address for one in mentions} - only <= found.get(term.term.id, set())
        assert not only & found.get(term.term.id, set()) or own.narrower(term)
    assert advised or role == "resistance"
    assert any(address.startswith("papers/") for holders in found.values() for address in holders)


def test_values_come_in_the_order_of_their_vocabulary_or_by_name(own: Catalogue) -> None:
    found = tallied(own)
    ids = [term.term.id for term in own.terms("resistance")]
    assert list(found["resistance"].values) == [value for value in ids if value in found["resistance"].values]
    names = {"KE": "Zealand", "PE": "Álava"}
    read = tallies(own, explored(own), lambda ref: names.get(ref, "M"))
    countries = next(tally for tally in read if tally.facet.key == "country").values
    assert (countries[0], countries[-1]) == ("PE", "KE")
    assert list(found["years"].values) == sorted(found["years"].values, reverse=True)


@pytest.mark.parametrize(
    ("period", "decades"),
    [
        (Period(start="2008", end="2021-03"), {"2000", "2010", "2020"}),
        (Period(start="2010"), {"2010"}),
        (Period(end="1999-12"), {"1990"}),
        (Period(start="2015", ongoing=True), {"2010", "2020"}),
        (Period(start="2031", ongoing=True), {"2030"}),
        (Period(ongoing=True), set()),
        (None, set()),
    ],
)
def test_years_are_counted_by_decade_as_far_as_they_are_known(period: Period | None, decades: set[str]) -> None:
    example = catalogue_of(EXAMPLES / "library")
    entry = example.all("cases")[0]
    changed = dataclasses.replace(entry, record=entry.record.model_copy(update={"period": period, "checked": TODAY}))
    found = {tally.facet.key: tally for tally in tallies(example, [changed], str)}
    assert set(found["years"].values if "years" in found else ()) == decades


def test_a_facet_of_which_no_record_has_a_value_is_absent() -> None:
    example = catalogue_of(EXAMPLES / "biblioteca")
    assert "level" in tallied(example)

    def without(entry: Cleared) -> Cleared:
        fields = {"levels", "actors"} & set(type(entry.record).model_fields)
        return dataclasses.replace(entry, record=entry.record.model_copy(update=dict.fromkeys(fields, ())))

    entries = tuple(without(entry) for entry in example.entries if entry.kind in ("cases", "strategies", "themes"))
    kept = tuple(entry for entry in example.entries if entry.kind in ("organisations", "vocabularies", "series"))
    less = dataclasses.replace(example, entries=(*entries, *kept))
    found = tallied(less)
    assert {"level", "actor"}.isdisjoint(found)
    pages = {page.address: page.text for page in composed_by(explore, less)}
    assert '"key":"level"' not in pages["assets/explore-data.js"]
    assert "vocabularies/niveles.md" not in pages["explore.md"]


# The data


def unpacked(text: str) -> list[int]:
    numbers, before, step, shift = [], -1, 0, 1
    for sign in text:
        digit = SIGNS.index(sign)
        step += digit % 32 * shift
        shift *= 32
        if digit < 32:
            before += step + 1
            numbers.append(before)
            step, shift = 0, 1
    return numbers


@given(st.sets(st.integers(0, 100_000)))
def test_packed_numbers_come_out_as_they_went_in(numbers: set[int]) -> None:
    assert unpacked(packed(sorted(numbers))) == sorted(numbers)


def data_in(script: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(script.partition("(")[2].rpartition(")")[0])
    return found


def test_the_data_say_what_the_tallies_say(own: Catalogue) -> None:
    pages = {page.address: page.text for page in composed_by(explore, own)}
    data = data_in(pages["assets/explore-data.js"])
    entries, found = explored(own), tallied(own)
    assert addresses_in(pages["assets/explore-addresses.js"]) == [e.address.removesuffix(".md") for e in entries]
    assert data["total"] == len(entries)
    assert sorted(data["titles"]) == list(range(len(entries)))  # type: ignore[call-overload]
    for facet in data["facets"]:  # type: ignore[attr-defined]
        tally = found[facet["key"]]
        assert sorted(facet["values"]) == sorted(tally.values)
        by_value = dict(zip(facet["values"], facet["holders"], strict=True))
        assert {value: unpacked(text) for value, text in by_value.items()} == {
            value: list(numbers) for value, numbers in zip(tally.values, tally.postings, strict=True)
        }
        if isinstance(tally.values[0], Ref):
            assert len(facet["labels"]) == len(facet["values"])


def test_every_value_leads_to_its_page(own: Catalogue) -> None:
    renderer = Renderer(Knowledge(own))
    pages = {page.address: page.text for page in composed_by(explore, own)}
    checked = 0
    for facet in data_in(pages["assets/explore-data.js"])["facets"]:  # type: ignore[attr-defined]
        tally = tallied(own)[facet["key"]]
        for value in tally.values:
            if isinstance(value, Ref):
                assert facet["folder"] + value.lower() + ".md" == renderer.known.naming.address(value)
            else:
                assert facet["folder"] + value + ".md" == tally.facet.page_of(value)
            checked += 1
    assert checked > 100


def test_the_same_library_gives_the_same_bytes(own: Catalogue) -> None:
    assert composed_by(explore, own) == composed_by(explore, own)


def test_the_ids_of_the_index_are_handed_over_in_the_order_of_the_records() -> None:
    assert found_script(["en_1", "", "en_2"]) == 'hgExplore.found(["en_1","","en_2"]);\n'


def test_labels_are_in_the_librarys_language() -> None:
    example = catalogue_of(EXAMPLES / "biblioteca")
    pages = {page.address: page.text for page in composed_by(explore, example)}
    data = data_in(pages["assets/explore-data.js"])
    labels = {facet["key"]: facet["labels"] for facet in data["facets"]}  # type: ignore[attr-defined]
    themes = [example.get(value).record.title for value in tallied(example)["theme"].values]  # type: ignore[arg-type]
    assert labels["theme"] == themes
    words = data_in(pages["assets/explore-words.js"])
    assert words["facets"]["theme"] == "Tema"  # type: ignore[index]
    assert "▲ Mejoró" in words["values"]["direction"].values()  # type: ignore[index]
