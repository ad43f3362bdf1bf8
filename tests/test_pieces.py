"""The index in smaller pieces: nothing is lost, and the beginning of a word finds all words that begin so."""

import gzip

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.kept import Kept
from generator.publish.pagefind_chunks import HEAVIEST, cut, recut
from generator.publish.pagefind_pages import MARK
from generator.publish.postings import KEPT, PLACES, lightened

WORDS = some.dictionaries(some.text("abcé文", min_size=1, max_size=6), some.integers(1, HEAVIEST * 2), max_size=60).map(
    lambda found: sorted((word, bytes(weight)) for word, weight in found.items())
)


def pieces_for(asked, pieces):
    """The pieces that Pagefind fetches for a word (`request_indexes` in its pagefind_web/src/lib.rs)."""
    ends = [(piece[0][0], piece[-1][0]) for piece in pieces]
    strict = [at for at, (first, last) in enumerate(ends) if first <= asked <= last]
    if strict:
        return strict
    size = len(asked)
    return [
        at
        for at, (first, last) in enumerate(ends)
        if asked[: len(first)] >= first[:size] and asked[: len(last)] <= last[:size]
    ]


@given(WORDS)
def test_every_word_stands_in_one_piece_in_its_order(words):
    assert [word for piece in cut(words, HEAVIEST) for word in piece] == words


@given(WORDS)
def test_a_piece_is_light_or_one_word(words):
    for piece in cut(words, HEAVIEST):
        assert len(piece) == 1 or sum(len(entry) for _, entry in piece) <= HEAVIEST


@given(WORDS, some.text("abcé文", min_size=1, max_size=4))
def test_a_beginning_finds_every_word_that_begins_so(words, asked):
    pieces = list(cut(words, HEAVIEST))
    fetched = {word for at in pieces_for(asked, pieces) for word, _ in pieces[at]}
    if asked in dict(words):
        assert asked in fetched
    else:
        assert {word for word, _ in words if word.startswith(asked)} <= fetched


# Pages as Pagefind writes them: a distance, the places by their weights, and those in the metadata.
GROUP = some.lists(some.integers(0, 900), min_size=1, max_size=5)
PAGES = some.lists(
    some.tuples(
        some.integers(0, 3),
        some.dictionaries(some.sampled_from((-25, -73, -169)), GROUP),
        some.lists(some.integers(-9, 9)),
    ),
    min_size=1,
    max_size=4,
)


def entry(pages):
    flat = [
        [step, [at for weight, group in groups.items() for at in (weight, *group)], meta]
        for step, groups, meta in pages
    ]
    return ["women", flat, [["Women", flat]]]


@given(PAGES)
def test_a_word_of_very_many_places_keeps_the_first_on_every_page(pages):
    some_page = (0, {-25: [1] * PLACES}, [4])
    before = [*pages, some_page]
    after = [(step, {weight: group[:KEPT] for weight, group in groups.items()}, meta) for step, groups, meta in before]
    assert lightened(entry(before)) == entry(after)


@given(PAGES)
def test_another_word_stays_as_it_is(pages):
    assert lightened(entry(pages)) == entry(pages)


def test_places_before_any_weight_are_few_too():
    assert lightened(["a", [[1, [7] * (PLACES + 1), []]], []]) == ["a", [[1, [7] * KEPT, []]], []]


@pytest.fixture
def index():
    """The words of an index, which are heavy together."""
    words = ("bread", "tea", "teapot", "team", "water")
    return {word: cbor2.dumps([word, [[1, list(range(2000)), []]], []]) for word in words}


def words_of(pieces):
    """The words of an index in pieces, each of which says where it begins and ends."""
    found = []
    for first, last, _, file in pieces:
        (words,) = cbor2.loads(gzip.decompress(file).removeprefix(MARK))
        assert (words[0][0], words[-1][0]) == (first, last)
        found += words
    return found


def test_an_index_is_cut_and_its_pieces_say_what_they_hold(index):
    (pieces,) = recut([index], "en", Kept())
    assert len(pieces) > 2
    assert len({piece.name for piece in pieces}) == len(pieces)
    assert all(piece.name.startswith("en_") for piece in pieces)
    found = words_of(pieces)
    assert [word[0] for word in found] == ["agua", "bread", "tea", "team", "teapot", "water"]
    assert all(word[1] == [[1, list(range(2000)), []]] for word in found)


def test_a_large_index_has_no_more_pieces_than_its_list_can_hold(index, monkeypatch):
    monkeypatch.setattr("generator.publish.pagefind_chunks.MOST_PIECES", 1)
    (pieces,) = recut([index], "en", Kept())
    assert [piece[:2] for piece in pieces] == [("agua", "water")]


def test_the_same_words_give_the_same_pieces(index):
    once = recut([index], "en", Kept())
    assert recut([dict(sorted(index.items(), reverse=True))], "en", Kept()) == once


def test_each_part_of_an_index_knows_the_words_of_all(index):
    other = {word: index[word] for word in ("bread", "tea")}
    other["team"] = cbor2.dumps(["team", [[7, [3], []]], []])
    other["zebra"] = cbor2.dumps(["zebra", [[1, [2], []]], []])
    pages = []
    for pieces in recut([index, other], "en", Kept()):
        words = words_of(pieces)
        assert [word[0] for word in words] == ["agua", "bread", "tea", "team", "teapot", "water", "zebra"]
        pages.append({word[0]: word[1] for word in words})
    assert pages[0]["zebra"] == pages[1]["water"] == []
    assert pages[0]["team"] == [[1, list(range(2000)), []]]
    assert pages[1]["team"] == [[7, [3], []]]
