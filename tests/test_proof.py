"""“Proven” is said only where a study compares: which words claim it, and which records may."""

import dataclasses
import json

import pytest

from generator.check import Entry
from generator.check.proof import PROOF, check_proof, said_to_be_proven
from generator.schema import Case, Paper, Vocabulary
from generator.schema.parts import Lesson

from .libraries import COUNTY, examined


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A proven model.", ["proven"]),
        ("Proven, and it PROVED itself. It proves all.", ["Proven", "PROVED", "proves"]),
        ("It has not been proven, and nobody proved it.", []),
        ("It wasn't proved. It hasn’t been proven.", []),
        ("Nothing was lost. It is proven.", ["proven"]),
        ("No. Proven.", ["Proven"]),
        ("It proved difficult, then proved too costly.", []),
        ("It proved to work.", ["proved"]),
        ("Improved, approved, unproven, waterproof, proverbs.", []),
        ("CARE calls it “a proven model” and “proved”.", []),
        ('The page says "proven".', []),
        ("Está demostrado; no está demostrado.", ["demostrado"]),
        ("C’est prouvé. Ce n’est pas prouvé.", ["prouvé"]),
        ("", []),
    ],
)
def test_words_that_claim_a_proof_are_told_from_those_that_do_not(text: str, found: list[str]) -> None:
    assert said_to_be_proven(text) == found


def test_each_language_has_its_words() -> None:
    data = json.loads(PROOF.read_text("utf-8"))
    assert set(data) == {"en", "es", "fr"}
    for lists in data.values():
        assert lists["says"]
        assert lists["not"]
        assert set(lists["says"]).isdisjoint(lists["not"])
        assert [word for some in lists.values() for word in some if word != word.lower()] == []


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return list(examined(COUNTY).entries)


def kinds_that_compare(entries: list[Entry]) -> set[str]:
    vocabulary = next(entry.record for entry in entries if getattr(entry.record, "role", None) == "evidence")
    assert isinstance(vocabulary, Vocabulary)
    return {term.id for term in vocabulary.terms if term.compares}


def warned(entries: list[Entry], of: Entry, **changes: object) -> int:
    changed = dataclasses.replace(of, record=of.record.model_copy(update=changes))
    return len(list(check_proof([changed if entry is of else entry for entry in entries])))


def cases(entries: list[Entry], *, with_study: bool) -> list[Entry]:
    compare = kinds_that_compare(entries)
    found = [entry for entry in entries if isinstance(entry.record, Case)]
    return [entry for entry in found if with_study == any(one.evidence in compare for one in entry.record.outcomes)]  # type: ignore[attr-defined]


def test_no_record_of_the_example_is_warned_of(entries: list[Entry]) -> None:
    assert list(check_proof(entries)) == []


def test_a_case_without_a_study_would_be_and_one_with_a_study_would_not(entries: list[Entry]) -> None:
    without, having = cases(entries, with_study=False), cases(entries, with_study=True)
    assert len(without) > 5
    assert len(having) > 5
    for entry in without:
        assert warned(entries, entry, summary="A proven model.") == 1
    for entry in having:
        assert warned(entries, entry, summary="A proven model.") == 0


def test_a_paper_has_no_outcomes_and_so_no_study(entries: list[Entry]) -> None:
    paper = next(entry for entry in entries if isinstance(entry.record, Paper))
    lesson = Lesson(id="so", text="It is proven.")
    assert warned(entries, paper, lessons=(lesson,), summary="It was proved.") == 2
