"""Words that are the same to a reader: spellings, forms, endings, and compounds in one word and in two."""

import gzip
import json
import re

import cbor2
import pytest
from hypothesis import given as holds_for
from hypothesis import strategies as some

from generator.folders import DATA
from generator.kept import Kept
from generator.languages.word_forms import Halves, halves, is_stemmed, relatives, stemmed
from generator.publish.pagefind_chunks import recut
from generator.publish.pagefind_pages import MARK
from generator.publish.pagefind_service import indexed
from generator.publish.postings import given, places_of

from .conftest import seeded
from .test_pieces import index, words_of

__all__ = ["index"]


TABLE = json.loads((DATA / "same-words.json").read_text("utf-8"))
TRANSLATED = {stemmed(row.split()[0], "en") for row in TABLE["en"]["translated"]}


def kin(words, language="en"):
    """What words find, but for those that readers write in another language."""
    return {word: found for word, found in relatives(frozenset(words), language).items() if word not in TRANSLATED}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "organis", "organiz"),
        ("en", "mobilis", "mobil"),
        ("en", "behaviour", "behavior"),
        ("en", "programm", "program"),
        ("en", "theatr", "theater"),
        ("en", "woman", "women"),
        ("en", "wife", "wive"),
        ("en", "peopl", "person"),
        ("es", "voz", "voc"),
        ("es", "psicolog", "sicolog"),
    ],
)
def test_each_of_a_pair_finds_the_pages_of_both(language, one, other):
    assert kin({one, other, "tea"}, language) == {one: {other}, other: {one}}


@pytest.mark.parametrize(
    ("has", "asked"), [("labour", "labor"), ("theater", "theatr"), ("recognis", "recogn"), ("organiz", "organis")]
)
def test_a_word_that_no_page_has_finds_those_of_its_pair(has, asked):
    assert kin({has, "tea"})[asked] == {has}


def test_a_word_of_two_pairs_is_the_same_as_all_of_them():
    found = kin({"analysi", "analys", "analyz"})
    assert found == {
        "analysi": {"analys", "analyz"},
        "analys": {"analysi", "analyz"},
        "analyz": {"analysi", "analys"},
    }


def test_a_word_finds_itself_with_an_ending_but_not_whatever_begins_so():
    found = kin({"work", "worker", "workflow", "lead", "leader", "leadership", "kenya", "kenyan", "polic", "polici"})
    assert found == {
        "work": {"worker"},
        "lead": {"leader", "leadership"},
        "leader": {"leadership"},
        "kenya": {"kenyan"},
    }


def test_short_words_find_no_longer_ones():
    assert kin({"man", "men", "manag", "mani", "mention", "act", "actor"}) == {"man": {"men"}, "men": {"man"}}


def test_what_one_of_a_pair_finds_longer_the_other_finds_too():
    found = kin({"neighbour", "neighbourhood", "neighborhood"})
    assert found["neighbor"] == {"neighbour", "neighbourhood", "neighborhood"}
    assert found["neighbour"] == {"neighbourhood", "neighborhood"}


@pytest.mark.parametrize("word", ["promis", "exercis", "enterpris", "decis"])
def test_a_word_that_is_no_verb_in_ise_has_no_second_spelling(word):
    assert kin({word}) == {}


def test_a_language_without_a_table_has_no_pairs():
    assert kin({"organis", "organiz"}, "sw") == {}
    assert [is_stemmed(language) for language in ("en", "es-MX", "sw", "am")] == [True, True, False, False]


def test_a_word_of_another_language_finds_the_librarys_word_and_is_not_found_by_it():
    found = relatives(frozenset({"violenc", "woman", "women", "girl", "tea"}), "en")
    assert found["violencia"] == {"violenc"}
    assert found["mujer"] == {"woman", "women"}
    assert found["nina"] == {"girl"}
    assert "violenc" not in found
    assert "violencia" not in relatives(frozenset({"violenc"}), "es")


def test_no_word_of_another_language_is_one_of_the_librarys_that_means_something_else():
    """Where their stems are the same, as in “adolescentes”, they mean the same."""
    same = {
        row
        for row in TABLE["en"]["translated"]
        if stemmed(row.split()[0], "en") in {stemmed(word, "en") for word in ORDINARY}
    }
    meant = {row: {stemmed(word, "en") for word in row.split()[1:]} for row in same}
    assert [row for row, stems in meant.items() if stemmed(row.split()[0], "en") not in stems] == []


@pytest.mark.parametrize("one", ["vsla", "ngo", "cbo"])
def test_several_of_a_short_form_are_the_same_as_one(one):
    assert kin({one, f"{one}s", "tea"}) == {one: {f"{one}s"}, f"{one}s": {one}}


@pytest.mark.parametrize("word", ["gas", "bus", "focus", "status"])
def test_a_word_that_ends_in_s_is_not_several_of_a_shorter_one(word):
    assert kin({word, word[:-1]}) == {}


def test_halves_of_a_word_are_words():
    assert list(halves({"peacebuild", "peac", "build", "within", "with", "in"}, "en")) == [
        Halves("peacebuild", "peac", "build")
    ]


# Places

PLACES = some.dictionaries(
    some.tuples(some.integers(0, 9), some.integers(-1, 3), some.integers(0, 900)),
    some.sampled_from((24, 25, 72, 168)),
    max_size=12,
).map(lambda spots: {spot: weight if spot[1] < 0 else 0 for spot, weight in spots.items()})


@seeded(60)
@holds_for(PLACES, PLACES)
def test_places_that_are_given_are_there_and_none_is_lost(own, more):
    entry = given(["tea", [], []], [own])
    assert places_of(entry) == own
    both = places_of(given(entry, [more]))
    assert both.keys() == own.keys() | more.keys()
    assert all(weight == max(own.get(spot, 0), more.get(spot, 0)) for spot, weight in both.items())


def test_the_first_place_behind_a_weight_counts_from_the_beginning():
    """Pagefind 1.5.2 reads so: its `decode_pages` forgets the place before at each mark, the same mark too."""
    spots = places_of(["tea", [[4, [7, 1, -25, 15, 2, -25, 9], [-1, 3, 1, -3, 0]]], [["thé", [[6, [2], []]]]]])
    assert spots == {
        (4, -1, 7): 25,
        (4, -1, 8): 25,
        (4, -1, 15): 24,
        (4, -1, 17): 24,
        (4, -1, 9): 24,
        (4, 0, 3): 0,
        (4, 0, 4): 0,
        (4, 2, 0): 0,
        (6, -1, 2): 25,
    }


# In an index


def content(data):
    return cbor2.loads(gzip.decompress(data).removeprefix(MARK))


def put(index, entries):
    for word in ("tea", "teapot"):
        del index[word]
    for entry in (*entries, ["team", [], []], ["water", [], []]):
        index[entry[0]] = cbor2.dumps(entry)


def pages(index):
    """Each word of an index and its pages."""
    (pieces,) = recut([index], "en", Kept())
    return {word[0]: word for word in words_of(pieces)}


def test_the_index_gives_both_words_of_a_pair_the_pages_of_both(index):
    put(index, [["theater", [[2, [-25, 9], [-1, 0]]], []], ["theatr", [[2, [-25, 4, 8], []], [3, [1], []]], []]])
    found = pages(index)
    both = [[2, [-25, 4, 5, 3], [-1, 0]], [3, [1], []]]
    assert (found["theater"][1], found["theatr"][1]) == (both, both)
    assert cbor2.loads(cbor2.dumps(found["bread"])) == ["bread", [[1, list(range(2000)), []]], []]


def test_a_compound_is_found_in_one_word_and_in_two_where_the_library_writes_both(index):
    put(
        index,
        [
            ["build", [[1, [-13, 5], []], [1, [-25, 8], []]], []],
            ["peac", [[1, [-13, 5], []], [1, [-25, 7], []]], []],
            ["peacebuild", [[1, [-25, 5], []], [2, [-25, 3], []]], []],
        ],
    )
    found = pages(index)
    assert found["peacebuild"][1] == [[1, [-25, 5], []], [1, [-25, 7], []], [1, [-25, 3], []]]
    assert {page for page, _, _ in places_of(found["peac"])} == {1, 2, 3}
    assert {page for page, _, _ in places_of(found["build"])} == {1, 2, 3}


def test_a_word_whose_halves_never_meet_is_no_compound(index):
    entries = [["hous", [[1, [-25, 5], []]], []], ["hold", [[1, [-25, 9], []]], []], ["household", [[1, [2], []]], []]]
    put(index, sorted(entries))
    found = pages(index)
    assert {word: entry for word, entry in found.items() if word.startswith(("hou", "hol"))} == {
        entry[0]: entry for entry in entries
    }


def test_halves_of_three_letters_that_follow_each_other_by_chance_make_no_compound(index):
    entries = [["per", [[1, [-25, 5], []]], []], ["son", [[1, [-25, 6], []]], []], ["person", [[3, [2], []]], []]]
    put(index, sorted(entries))
    found = pages(index)
    assert [found[word][1] for word in ("per", "son")] == [[[1, [-25, 5], []]], [[1, [-25, 6], []]]]


# The stems

ORDINARY = set(re.findall(r"\b[a-z]{3,}\b", (DATA / "ordinary-words.txt").read_text("utf-8"))[::8])
LISTED = {
    language: {word for kind in ("spellings", "forms") for row in TABLE[language][kind] for word in row.split()}
    for language in ("en", "es")
}


@pytest.mark.parametrize(("language", "words"), [("en", LISTED["en"] | ORDINARY), ("es", LISTED["es"])])
def test_stems_are_those_of_the_index(language, words):
    """snowballstemmer 3.1.1 makes the stems that Pagefind 1.5.2 makes (all 20,000 ordinary words agree); if a next version does not, pairs would miss each other."""
    page = f"<html lang={language}><body data-pagefind-body><p>{' '.join(sorted(words))}</p></body></html>"
    files = indexed({"a.html": page}, {"force_language": language})
    found = {word[0] for address, data in files if address.endswith(".pf_index") for word in content(data)[0]}
    assert {word for word in words if stemmed(word, language) not in found} == set()


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_row_of_the_table_joins_stems_that_differ(language):
    rows = [row.split() for kind in ("spellings", "forms") for row in TABLE[language][kind]]
    assert [row for row in rows if len({stemmed(word, language) for word in row}) < 2] == []
