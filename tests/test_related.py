"""Which cases are near a case, and that every reason given for it is true."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue import Catalogue
from generator.catalogue.related import (
    ENOUGH,
    FEW,
    MANY,
    MOST_REASONS,
    MOST_RELATED,
    Reason,
    Relation,
    Relations,
    Value,
    values_of,
)
from generator.clearance import Cleared
from generator.schema import Case, Strategy, Theme

from .libraries import EXAMPLES, TODAY, catalogue_of, pages_of


def case(slug: str, *, title: str = "", **fields: object) -> Cleared:
    return Cleared(
        "cases", slug, Case.model_validate({"title": title or slug, **fields}), "", f"practices/cases/{slug}.md"
    )


def relations(*cases: Cleared) -> Relations:
    return Relations(Catalogue(catalogue_of(EXAMPLES / "library").library, "", cases, TODAY))


def met(form: str, *responses: str) -> dict[str, object]:
    return {"form": form, "what": "It was met.", "responses": [{"response": one, "what": "So."} for one in responses]}


def in_countries(*codes: str) -> dict[str, object]:
    return {"kind": "country" if len(codes) == 1 else "multi-country", "countries": list(codes)}


def why(of: Relations, one: Cleared, other: Cleared) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    reasons = [reason for found in of.of(one) if found.entry is other for reason in found.reasons]
    return [(reason.sort, reason.shared, reason.among) for reason in reasons]


def told(root: Path, slug: str) -> list[str]:
    """The related cases of a case with their reasons, one to a line."""
    of = Relations(catalogue_of(root))
    entry = next(entry for entry in of.catalogue.all("cases") if entry.slug == slug)
    return [" | ".join([found.entry.slug, *map(in_short, found.reasons)]) for found in of.of(entry)]


def in_short(reason: Reason) -> str:
    among = f" / {' '.join(reason.among)}" if reason.among else ""
    return f"{reason.sort}: {' '.join(reason.shared)}{among}"


# Gold


@pytest.mark.parametrize(
    ("library", "slug", "expected"),
    [
        ("library", "market-shelf", ["fjord-boat | organisation: lantern-readers | strategy: travelling-shelves"]),
        ("library", "fjord-boat", ["market-shelf | organisation: lantern-readers | strategy: travelling-shelves"]),
        (
            "biblioteca",
            "feria-del-name",
            [
                "libreta-del-barrio | organisation: cooperativa-ribera-honda | form: recelo | people: juventudes",
                "agua-por-turnos | form: tramites | people: familias-campesinas | organisation: red-surco-comun",
                "semillas-viajeras | country: PE | organisation: red-surco-comun | strategy: bibliotecas-de-semillas",
            ],
        ),
        (
            "biblioteca",
            "libreta-del-barrio",
            [
                "feria-del-name | organisation: cooperativa-ribera-honda | form: recelo | people: juventudes",
                "semillas-viajeras | strategy: bibliotecas-de-semillas",
            ],
        ),
        ("biblioteca", "compostera-escolar", ["agua-por-turnos | strategy: turnos-de-riego"]),
    ],
)
def test_the_example_libraries(library: str, slug: str, expected: list[str]) -> None:
    assert told(EXAMPLES / library, slug) == expected


@pytest.mark.thorough
def test_a_page_says_the_reason_in_words(library: Callable[[], Path]) -> None:
    root = library()
    path = root / "practices" / "cases" / "fjord-boat.md"
    path.write_text(
        path.read_text("utf-8").replace('countries: ["NO"]', "countries: [KE]\npeople: [market-traders]"), "utf-8"
    )
    pages = pages_of(root)
    part = pages["cases/fjord-boat.md"].split("{ #connections }")[1].split("\n### ")[0]
    assert part.count("\n- ") == 1
    assert "also with [Market traders](../vocabularies/people/market-traders.md) in [Kenya](../countries/ke.md)" in part
    assert "the same organisation: [Lantern Readers](../organisations/lantern-readers.md)" in part


def test_a_case_without_others_near_names_none(library: Callable[[], Path]) -> None:
    root = library()
    path = root / "practices" / "cases" / "fjord-boat.md"
    text = path.read_text("utf-8").replace("organisations: [lantern-readers]\n", "").replace("documented", "outline")
    path.write_text(text.replace("strategies: [travelling-shelves]\n", ""), "utf-8")
    pages = pages_of(root)
    assert "cases near it" not in pages["cases/fjord-boat.md"]
    assert "one case near it" not in pages["cases/fjord-boat.md"]


# What is one reason


def test_an_answer_to_the_same_form_is_one_reason_and_not_three() -> None:
    one, other = (case(slug, resistance=[met("denial", "dialogue")]) for slug in ("a", "b"))
    assert why(relations(one, other, case("c")), one, other) == [("answer", ("dialogue",), ("denial",))]


def test_the_same_answer_to_another_form_is_only_the_same_answer() -> None:
    one, other = case("a", resistance=[met("denial", "dialogue")]), case("b", resistance=[met("threats", "dialogue")])
    assert why(relations(one, other, case("c")), one, other) == [("response", ("dialogue",), ())]


def test_form_and_answer_of_two_encounters_are_no_combination() -> None:
    one = case("a", resistance=[met("denial", "dialogue")])
    other = case("b", resistance=[met("denial"), met("threats", "dialogue")])
    assert {sort for sort, *_ in why(relations(one, other), one, other)} == {"form", "response"}


def test_people_and_country_are_said_together() -> None:
    fields = {"people": ["girls", "boys"], "scope": in_countries("NP", "IN")}
    one, other = case("a", **fields), case("b", **fields)
    assert why(relations(one, other, case("c")), one, other) == [("people-there", ("boys", "girls"), ("IN", "NP"))]


def test_one_name_in_two_vocabularies_is_two_things() -> None:
    """A people that is called as a form of resistance is: one in a combination does not silence the other."""
    fields = {"people": ["youth"], "resistance": [met("youth", "dialogue")]}
    one, other = case("a", **fields), case("b", **fields)
    assert {sort for sort, *_ in why(relations(one, other), one, other)} == {"answer", "people"}


# What is none


@pytest.mark.parametrize("fields", [{"levels": ["community"]}, {"funders": ["a-fund"]}, {"actors": ["donors"]}])
def test_what_says_little_relates_nothing(fields: dict[str, object]) -> None:
    one = case("a", **fields)
    assert relations(one, case("b", **fields)).of(one) == ()


def test_a_theme_relates_nothing() -> None:
    shelves = [
        Cleared("strategies", slug, Strategy.model_validate({"title": slug, "theme": "t"}), "", "")
        for slug in ("s", "r")
    ]
    theme = Cleared("themes", "t", Theme.model_validate({"title": "t"}), "", "")
    one, other = case("a", strategies=["s"]), case("b", strategies=["r"])
    of = relations(theme, *shelves, one, other)
    assert set(of.catalogue.cases_of_theme(theme)) == {one, other}
    assert of.of(one) == ()


def test_what_many_share_relates_nothing() -> None:
    cases = [case(f"c{at}", people=["women"]) for at in range(FEW + 1)]
    assert relations(*cases).of(cases[0]) == ()
    assert len(relations(*cases[:FEW]).of(cases[0])) == MOST_RELATED


# Which are nearest


def test_the_rarer_value_comes_first() -> None:
    common = [case(f"c{at}", approaches=["songs"]) for at in range(5)]
    one = case("a", approaches=["songs"], organisations=["us"])
    assert relations(one, *common, case("z", organisations=["us"])).of(one)[0].entry.slug == "z"


def test_what_is_equally_near_stands_by_title_then_by_slug() -> None:
    one = case("a", approaches=["songs"])
    others = [case(slug, title=title, approaches=["songs"]) for slug, title in (("z", "Á"), ("y", "B"), ("x", "b"))]
    assert [found.entry.slug for found in relations(one, *others).of(one)] == ["z", "x", "y"]


_WORDS = st.lists(st.sampled_from("pqrs"), max_size=2, unique=True)
_FIELDS = st.fixed_dictionaries(
    {
        "organisations": _WORDS,
        "people": _WORDS,
        "approaches": _WORDS,
        "strategies": _WORDS,
        "scope": st.lists(st.sampled_from(["NP", "KE", "PE"]), min_size=1, max_size=2, unique=True).map(
            lambda codes: in_countries(*codes)
        ),
        "resistance": st.lists(st.builds(met, st.sampled_from("fgh"), st.sampled_from("xyz")), max_size=2),
    }
)
_CASES = st.lists(_FIELDS, min_size=1, max_size=MOST_RELATED + 1).map(
    lambda found: [case(f"c{at}", title=f"T{at % 3}", **fields) for at, fields in enumerate(found)]
)


@given(_CASES)
def test_to_be_near_is_symmetric(cases: list[Cleared]) -> None:
    of = relations(*cases)
    scores = {(one.slug, found.entry.slug): found.score for one in cases for found in of.of(one)}
    assert {(other, one): score for (one, other), score in scores.items()} == scores


@given(_CASES, st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(cases: list[Cleared], random: object) -> None:
    shuffled = list(cases)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before, after = relations(*cases), relations(*shuffled)
    assert [before.of(one) for one in cases] == [after.of(one) for one in cases]


@given(_CASES)
def test_there_are_five_at_most_and_each_reason_is_true(cases: list[Cleared]) -> None:
    of = relations(*cases)
    for one in cases:
        found = of.of(one)
        assert len(found) <= MOST_RELATED
        assert one not in [relation.entry for relation in found]
        for relation in found:
            assert 1 <= len(relation.reasons) <= MOST_REASONS
            for reason in relation.reasons:
                assert holds(reason, one)
                assert holds(reason, relation.entry)


def holds(reason: Reason, entry: Cleared) -> bool:
    """Whether all of a reason is written in a case."""
    both = reason.among or (None,)
    wanted = {(reason.sort, (ref,) if other is None else (ref, other)) for ref in reason.shared for other in both}
    return wanted <= set(values_of(entry))


def test_a_case_among_thousands_is_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [
        case(f"c{at}", organisations=[f"o{at % 700}"], approaches=[f"a{at % 30}"], strategies=["s"])
        for at in range(3000)
    ]
    of = relations(*cases)
    compared: list[Cleared] = []
    own = Relations._relation

    def counted(self: Relations, other: Cleared, values: set[Value]) -> Relation:
        compared.append(other)
        return own(self, other, values)

    monkeypatch.setattr(Relations, "_relation", counted)
    nearest = of.of(cases[0])
    assert len(compared) <= ENOUGH + MANY
    assert [found.entry.slug for found in nearest[:2]] == ["c2100", "c1400"]  # both values; then one of the rarer
