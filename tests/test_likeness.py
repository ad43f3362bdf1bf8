"""A suggestion is the same thing by a name that is listed, or a slip of the fingers: never another thing."""

import datetime
import re
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from generator.check import check
from generator.check.countries import countries_called, countries_in, country_spelt_like
from generator.check.likeness import Naming, folded, nearest
from generator.check.links import index_of
from generator.check.unknown import Names, fix_of, fix_of_link
from generator.document import read_all
from generator.schema import COUNTRIES, KINDS, ROLES, Country, Ref
from generator.schema.refs import CaseRef, OrganisationRef, QuestionRef, Sdg, StrategyRef, ThemeRef

from .conftest import EXAMPLES

ROOTS = (EXAMPLES / "library", EXAMPLES / "county")
REFS = (*ROLES.values(), OrganisationRef, CaseRef, StrategyRef, ThemeRef, QuestionRef)
OTHERS = (EXAMPLES / "likeness" / "other-names.txt").read_text("utf-8").splitlines()
"""Real names and words that are near to something in many libraries, and mean something else."""
WORDS = [
    tuple(line.split(" | "))
    for line in (EXAMPLES / "likeness" / "words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@cache
def names_of(root: Path) -> Names:
    documents, found = read_all(root, frozenset(KINDS))
    return index_of(list(check(documents, found, datetime.date(2026, 11, 21)).entries), frozenset()).names


@pytest.fixture(params=ROOTS, ids=lambda root: root.name)
def names(request) -> Names:
    return names_of(request.param)


def offered(fix: str) -> list[str]:
    """The things that a fix offers; the title of each may stand in brackets after it."""
    return re.findall(r"(?:mean|or) “([^”]+)”", fix) if fix.startswith("Did you mean") else []


def is_within_bounds(written: str, name: str) -> bool:
    distance = OSA.distance(written.casefold(), name.casefold())
    same_figures = re.findall(r"\d+", written) == re.findall(r"\d+", name)
    return distance <= 2 and distance <= len(written) / 5 and same_figures


def assert_harmless(ref: Ref, names: Names) -> None:
    where = getattr(ref, "role", "") or ref.kind
    pairs = names.namings[where]._pairs if where in names.namings else ()
    for thing in offered(fix_of(ref, names)):
        own = [name for name, one in pairs if one == thing]
        forms = {
            folded(form)
            for form in (
                ref,
                re.sub(r"\([^()]*\)", " ", ref),
                *re.findall(r"\(([^()]+)\)", ref),
                ref.rpartition("/")[2].removesuffix(".md").removesuffix(".html"),
            )
        }
        assert any(folded(name) in forms or is_within_bounds(ref, name) for name in own), (ref, thing)


@pytest.mark.parametrize("kind", REFS, ids=lambda kind: kind.__name__)
def test_no_name_of_something_else_is_turned_into_one_of_the_library(kind: type[Ref], names: Names) -> None:
    known = [thing for things in names.known.values() for thing in things]
    for written in (*OTHERS, *known, *COUNTRIES):
        assert_harmless(kind(written), names)


@settings(deadline=None)
@given(st.data())
def test_a_spoilt_name_is_answered_with_the_thing_itself_or_one_within_bounds(data) -> None:
    names = names_of(EXAMPLES / "library")
    kind = data.draw(st.sampled_from(REFS))
    every = [thing for things in names.known.values() for thing in things]
    word = data.draw(st.sampled_from(every))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(word)))
        word = word[:at] + data.draw(st.sampled_from("aeinrst -1.é")) + word[at + data.draw(st.integers(0, 1)) :]
    assert_harmless(kind(word or "x"), names)


@settings(deadline=None)  # the first call reads the names in all languages
@given(st.text(min_size=1, max_size=60))
def test_any_text_gets_an_answer(text) -> None:
    names = names_of(EXAMPLES / "library")
    for kind in (Country, OrganisationRef, Sdg):
        assert fix_of(kind(text), names)
    assert fix_of_link(f"../cases/{text}.md", "papers", names, ["cases/fjord-boat.md"])


@pytest.mark.parametrize(("written", "known", "meant"), WORDS, ids=lambda word: word)
def test_a_word_is_the_one_it_was_mistyped_for(written: str, known: str, meant: str) -> None:
    assert (nearest(written, known.split(", ")) or "nothing") == meant


def test_of_two_words_that_are_equally_near_none_is_offered() -> None:
    assert nearest("reporter", ["reported", "reporte"]) is None


def test_a_number_is_never_answered_with_another(names: Names) -> None:
    for number in ("3.3", "5.33", "16.11", "99", "2030", "sdg-3.3", "SDG 3.3"):
        assert offered(fix_of(Sdg(number), names)) in ([], [number])


def test_a_long_word_is_answered_at_once(names: Names) -> None:
    assert "Did you mean" not in fix_of(OrganisationRef("lantern-" * 5000), names)


def test_a_name_in_the_plural_with_accents_or_in_brackets_is_the_same() -> None:
    naming = Naming([("Círculo de lectura", "circle"), ("Women’s groups", "groups"), ("VSLA", "savings")])
    for written, thing in [
        ("circulos de lectura", "circle"),
        ("the women's group", "groups"),
        ("Savings groups (VSLA)", "savings"),
        ("../x/vsla.md", "savings"),
    ]:
        assert naming.called(written) == (thing,)


def test_several_names_in_one_place_miss_a_comma() -> None:
    naming = Naming([("men-and-boys", "men"), ("women-and-girls", "women")])
    for written in ("men-and-boys women-and-girls", "men-and-boys; women-and-girls", "Men and boys / women and girls"):
        assert naming.several(written) == ("men", "women")
    assert naming.several("men-and-boys and lamps") == ()


COUNTRY_WORDS = [
    line.split(" | ") for line in (EXAMPLES / "likeness" / "countries.txt").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("written", "codes"), COUNTRY_WORDS, ids=lambda word: word)
def test_a_country_is_known_by_its_usual_names(written: str, codes: str) -> None:
    assert " ".join(countries_called(written)) == codes.replace("none", "")


def test_countries_beside_each_other_miss_a_comma_and_a_mistyped_one_is_found() -> None:
    assert countries_in("Rwanda and Burundi") == ("RW", "BI")
    assert country_spelt_like("Ugnada") == "UG"
    assert country_spelt_like("Nigera") is None


def test_a_country_in_another_language_leaves_what_babel_knows_of_languages_whole() -> None:
    assert countries_called("Кения") == ("KE",)
    assert len(Locale("en").days["stand-alone"]["wide"]) == 7
    assert len(Locale("fr").months["format"]["wide"]) == 12
