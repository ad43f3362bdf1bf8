"""The index in smaller pieces: nothing is lost, and the beginning of a word finds all words that begin so."""

import gzip
import json
import shutil

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.publish.pagefind_chunks import HEAVIEST, MARK, UnknownForm, cut, recut
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


def written(value):
    return gzip.compress(MARK + cbor2.dumps(value))


def read(path):
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(MARK))


@pytest.fixture
def index(tmp_path):
    """An index as Pagefind writes it, of words that are heavy together."""
    words = [[word, [[1, list(range(2000)), []]], []] for word in ("bread", "tea", "teapot", "team", "water")]
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "en_aaa.pf_index").write_bytes(written([words[:2]]))
    (tmp_path / "index" / "en_bbb.pf_index").write_bytes(written([words[2:]]))
    meta = ["1.5.2", [["en_page", 9]], [["bread", "tea", "en_aaa"], ["team", "water", "en_bbb"]], [], [], ["title"]]
    (tmp_path / "pagefind.en_ccc.pf_meta").write_bytes(written(meta))
    entry = {"version": "1.5.2", "languages": {"en": {"hash": "en_ccc", "wasm": "en", "page_count": 1}}}
    (tmp_path / "pagefind-entry.json").write_text(json.dumps(entry), "utf-8")
    return tmp_path


def test_an_index_is_cut_and_its_lists_say_where(index):
    recut([index])
    (language,) = json.loads((index / "pagefind-entry.json").read_text("utf-8"))["languages"].values()
    (meta_file,) = index.glob("*.pf_meta")
    assert meta_file.name == f"pagefind.{language['hash']}.pf_meta"
    meta = read(meta_file)
    assert (meta[0], meta[1], meta[5]) == ("1.5.2", [["en_page", 9]], ["title"])
    assert len(meta[2]) > 2
    assert {path.stem for path in (index / "index").iterdir()} == {name for _, _, name in meta[2]}
    found = []
    for first, last, name in meta[2]:
        (words,) = read(index / "index" / f"{name}.pf_index")
        assert (words[0][0], words[-1][0]) == (first, last)
        found += words
    assert [word[0] for word in found] == ["agua", "bread", "tea", "team", "teapot", "water"]
    assert all(word[1] == [[1, list(range(2000)), []]] for word in found)


def test_a_large_index_has_no_more_pieces_than_its_list_can_hold(index, monkeypatch):
    monkeypatch.setattr("generator.publish.pagefind_chunks.MOST_PIECES", 1)
    recut([index])
    (meta_file,) = index.glob("*.pf_meta")
    assert [piece[:2] for piece in read(meta_file)[2]] == [["agua", "water"]]


def test_the_same_index_gives_the_same_files(index):
    recut([index])
    once = {path.name: path.read_bytes() for path in index.rglob("*") if path.is_file()}
    recut([index])
    assert {path.name: path.read_bytes() for path in index.rglob("*") if path.is_file()} == once


def test_each_part_of_an_index_knows_the_words_of_all(index, tmp_path):
    other = tmp_path / "1"
    shutil.copytree(index, other, ignore=shutil.ignore_patterns("1"))
    (other / "index" / "en_bbb.pf_index").write_bytes(
        written([[["team", [[7, [3], []]], []], ["zebra", [[1, [2], []]], []]]])
    )
    recut([index, other])
    pages = {}
    for folder in (index, other):
        (meta_file,) = folder.glob("*.pf_meta")
        words = [word for _, _, name in read(meta_file)[2] for word in read(folder / "index" / f"{name}.pf_index")[0]]
        assert [word[0] for word in words] == ["agua", "bread", "tea", "team", "teapot", "water", "zebra"]
        pages[folder] = {word[0]: word[1] for word in words}
    assert pages[index]["zebra"] == pages[other]["water"] == []
    assert pages[index]["team"] == [[1, list(range(2000)), []]]
    assert pages[other]["team"] == [[7, [3], []]]


@pytest.mark.parametrize(
    "data", [b"no CBOR \xff", MARK + b"\xa1", MARK + cbor2.dumps({"words": 1}), MARK + b"\x9f\x01\xff"]
)
def test_a_form_that_is_not_known_is_refused_and_nothing_is_changed(index, data):
    (index / "index" / "en_bbb.pf_index").write_bytes(gzip.compress(data))
    before = {path.name: path.read_bytes() for path in index.rglob("*") if path.is_file()}
    with pytest.raises(UnknownForm, match=r"en_bbb\.pf_index"):
        recut([index])
    assert {path.name: path.read_bytes() for path in index.rglob("*") if path.is_file()} == before
