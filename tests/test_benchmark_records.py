"""The library that the program is measured with: valid, full, long enough, and the same each time."""

import random
from collections.abc import Iterator

import pytest

from benchmarks.records import TODAY, UNSAID, Inventor, known, write_library
from benchmarks.words import RARE_WORDS, Language
from generator.clearance.reading import letters_of
from generator.problem import has_errors
from generator.schema import Case
from generator.schema.fields import fields_of
from generator.site import examine

from .libraries import LIBRARY

CASES = 20
NOT_TAKEN = {
    "withdrawn",
    "embargo",
    "held_back",
    "for_editors",
    "false_alarms",
    "reference",
    "review",
    "organisations",
    "same_event",
    "told_as",
    "source",
    "case",
    "end",
    "language",
}
"""What takes its holder off the site, or must fit other records or other fields: a library of twenty need not have each."""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    root = tmp_path_factory.mktemp("invented") / "library"
    write_library(root, CASES, LIBRARY)
    return root


@pytest.fixture(scope="module")
def found(written):
    return examine(written, TODAY)


def invented(found):
    return [entry for entry in found.entries if entry.slug.startswith("invented-")]


def test_the_invented_records_have_no_errors(found):
    assert not has_errors(found.problems), [str(problem) for problem in found.problems]
    assert len(invented(found)) == CASES


def test_none_of_many_names_what_another_withholds_by_chance():
    plain, language = Language("en"), Language("en", "and of the group " * 9, UNSAID)
    assert "gabu" in map(plain.made_up, range(RARE_WORDS))  # a region of that country
    assert UNSAID.isdisjoint(letters_of(language.made_up(number)) for number in range(RARE_WORDS))
    for number in (7, 47, 11, 211):
        told, _ = Inventor(language, random.Random(number), known(LIBRARY)).case(number)
        if "embargo" in told:
            assert "acronym" not in told
        else:
            assert {"and", "of", "the", "group"}.isdisjoint(told["scope"]["places"].split())


def test_every_field_of_a_case_is_used(found):
    def used(model, values) -> Iterator[str]:
        for field in fields_of(model):
            held = [value for value in (getattr(one, field.name) for one in values) if value]
            if not held and field.name not in NOT_TAKEN and field.holds != "true or false":
                yield f"{model.__name__}.{field.name}"
            elif field.model and held:
                parts = (
                    [part for one in held for part in (one.values() if isinstance(one, dict) else one)]
                    if field.many
                    else held
                )
                yield from used(field.model, parts)

    assert sorted(used(Case, [entry.record for entry in invented(found)])) == []


def test_the_invented_records_are_as_long_as_real_ones_and_in_several_scripts(written):
    texts = [path.read_text("utf-8") for path in (written / "practices" / "cases").glob("invented-*.md")]
    lengths = sorted(len(text.split()) for text in texts)
    assert 1_000 < lengths[len(lengths) // 2] < 1_800
    assert any("\u0600" <= sign <= "\u06ff" or "\u0900" <= sign <= "\u09ff" for text in texts for sign in text)


def test_the_same_number_of_cases_gives_the_same_bytes(written, tmp_path):
    write_library(tmp_path / "again", CASES, LIBRARY)
    for path in written.rglob("*.md"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(written)).read_bytes()
