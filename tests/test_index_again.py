"""The search index after an edit: what Pagefind says of a page follows from the page, and the index is what a full run makes."""

import contextlib
import gzip
import random
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import cbor2
import pytest

from generator import kept
from generator.kept import Memory
from generator.languages.segmentation import indexable
from generator.publish.pagefind_pages import MARK, IndexedPage, joined, names_of, parted
from generator.publish.pagefind_service import indexed
from generator.publish.search_index import index

from .test_index import files_of

OPTIONS = {"force_language": "en", "keep_index_url": True, "exclude_selectors": ["sup"]}
SENTENCES = (
    "The well keepers meet under the old lime tree.",
    "Tea, tea and tea-time: the peace-building of the tea house, peace building, PeaceBuilding!",
    "Café au lait, cafe, CAFÉ and a naïve coöperation of the résumé.",
    "La niña lee mañana; el niño leyó ayer. Ça va, garçon?",
    "村里的人们在井边喝茶。 ရွာသားများ ရေတွင်းအနားမှာ",
    "القرية والبئر والماء, вода и чай, νερό και τσάι, पानी और चाय",
    "e-mail@example.org v1.5.2 snake_case 3,000 👋 x",
    "",
)
META = ("kind", "place", "theme", "also")


def page(chance: random.Random) -> str:
    """A page that is made at random: of several scripts and weights, with and without metadata, and sometimes without a word."""
    some = [chance.choice(SENTENCES) for _ in range(chance.randrange(5))]
    meta = "".join(
        f'<span data-pagefind-meta="{name}">{chance.choice(SENTENCES[:6])}</span>'
        for name in META
        if chance.random() < 0.3
    )
    title = f"<h1>{chance.choice(SENTENCES)}</h1>" if chance.random() < 0.8 else ""
    weight = f'<p data-pagefind-weight="3">{chance.choice(SENTENCES)}</p>' if chance.random() < 0.5 else ""
    lines = "".join(f"<h2 id=a{at}>{one}</h2><p>{one}<sup>no</sup></p>" for at, one in enumerate(some))
    return (
        f'<html lang="{chance.choice(("en", "es", "my"))}"><body><p>Around</p>'
        f"<main data-pagefind-body>{title}{meta}{weight}{lines}</main></body></html>"
    )


def library(seed: int, size: int = 30) -> dict[str, str]:
    chance = random.Random(seed)
    pages = {f"{chance.choice(('', 'a/', 'b/c/'))}{number}.html": indexable(page(chance)) for number in range(size)}
    return dict(sorted(pages.items()))


def said_of(pages: Mapping[str, str]) -> dict[str, IndexedPage]:
    return parted(indexed(pages, OPTIONS)).pages


@pytest.fixture(scope="module")
def together() -> dict[str, IndexedPage]:
    return said_of(library(1))


def test_what_is_said_of_a_page_follows_from_that_page(together: dict[str, IndexedPage]) -> None:
    """Asked for alone, among others, and in another order: if a new version of Pagefind differs, it is seen here."""
    pages = library(1)
    chance = random.Random(2)
    assert 20 < len(together) < len(pages)
    for count in (1, 1, 1, 2, 3, 10, len(pages)):
        some = chance.sample(sorted(pages), count)
        known = {address: together[address] for address in some if address in together}
        marked = "<html><body data-pagefind-body>x</body></html>"
        assert said_of({**{address: pages[address] for address in some}, "-": marked}).items() >= known.items()


def test_pages_are_put_together_as_pagefind_does_it(together: dict[str, IndexedPage]) -> None:
    """Word for word what Pagefind writes, of pages that were asked for in another set."""
    pages = library(1)
    pages |= {f"z/{address}": text for address, text in library(3, 10).items()}
    files = dict(indexed(pages, OPTIONS))
    apart = [
        *together.values(),
        *(said_of({address: pages[address]}).get(address) for address in pages if address > "z"),
    ]
    known = [one for one in apart if one]
    words, fields, _ = joined(known)
    (meta,) = (content(data) for address, data in files.items() if address.endswith(".pf_meta"))
    found = [word for address, data in files.items() if address.endswith(".pf_index") for word in content(data)[0]]
    assert words == {word[0]: cbor2.dumps(word) for word in found}
    assert any(len(word[2]) > 1 for word in found)
    assert fields == meta[5] == [*sorted(META), "title"]
    assert [*zip(names_of(known, "en"), (one.size for one in known), strict=True)] == [*map(tuple, meta[1])]


def content(data: bytes) -> list[Any]:
    found = cbor2.loads(gzip.decompress(data).removeprefix(MARK))
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("addresses", [("109923.html", "116241.html"), ("116241.html", "109923.html")])
def test_pages_whose_digests_begin_the_same_have_names_that_differ(addresses: tuple[str, str]) -> None:
    """The second name is a letter longer, as Pagefind has it: what is read would be refused else."""
    page = '<html lang="en"><body><main data-pagefind-body><p>bread</p></main></body></html>'
    apart = [said_of({address: page})[address] for address in addresses]
    one, other = names_of(apart, "en")
    assert (len(other), other[:-1]) == (len(one) + 1, one)
    assert list(said_of(dict.fromkeys(addresses, page)).values()) == apart


# After edits


def lay(site: Path, pages: Mapping[str, str]) -> Path:
    for address, text in pages.items():
        path = site / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return site


def made(folder: Path, pages: Mapping[str, str], root: Path | None = None) -> dict[str, bytes]:
    """The index of a site of these pages."""
    memory = Memory(root)
    index(lay(folder, pages), "en", memory)
    memory.close()
    return files_of(folder / "pagefind")


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of whoever runs the program, in a place of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    kept._key.cache_clear()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that Pagefind is asked for."""
    found: list[str] = []

    def listening(pages: Mapping[str, str], options: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
        found.extend(address for address in pages if address.endswith(".html"))
        return indexed(pages, options)

    monkeypatch.setattr("generator.publish.asking.indexed", listening)
    return found


def edited(pages: Mapping[str, str], chance: random.Random) -> dict[str, str]:
    """The pages with a few changed, gone, new, called otherwise, or with the text of another one."""
    after = dict(pages)
    for _ in range(chance.randrange(1, 4)):
        address = chance.choice(sorted(after))
        what = chance.randrange(6)
        if what == 0:
            after[address] = indexable(page(chance))
        elif what == 1:
            del after[address]
        elif what == 2:
            after[f"new/{chance.randrange(99)}.html"] = indexable(page(chance))
        elif what == 3:
            after[f"{chance.randrange(99)}-{address.replace('/', '-')}"] = after.pop(address)
        elif what == 4:
            after[chance.choice(sorted(after))] = after[address]
        else:
            after[address] = after[address].replace("tea", "coffee").replace("old", "very old")
    return after


@pytest.mark.parametrize("seed", range(3))
def test_after_edits_the_index_is_what_a_full_run_makes(
    seed: int, tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.publish.search_index.PART", 12)
    monkeypatch.setattr("generator.publish.asking._BATCH", 7)
    monkeypatch.setattr("generator.publish.pagefind_pages._BLOCK", 4)
    chance, pages = random.Random(seed), library(seed)
    made(tmp_path / "first", pages, tmp_path)
    for number in range(6):
        before, pages = pages, edited(pages, chance)
        asked.clear()
        again = made(tmp_path / f"again-{number}", pages, tmp_path)
        assert set(asked) == {address for address, text in pages.items() if before.get(address) != text}
        assert again == made(tmp_path / f"anew-{number}", pages)


def test_where_nothing_changed_pagefind_is_not_asked(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(tmp_path / "first", library(4), tmp_path)
    monkeypatch.setattr("generator.publish.pagefind_service._ask", None)
    assert made(tmp_path / "again", library(4), tmp_path) == first


def test_another_language_or_another_pagefind_is_asked_anew(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = library(5, 3)
    made(tmp_path / "first", pages, tmp_path)
    asked.clear()
    memory = Memory(tmp_path)
    index(lay(tmp_path / "spanish", pages), "es", memory)
    assert sorted(asked) == sorted(pages)
    asked.clear()
    monkeypatch.setattr("generator.publish.asking.program", lambda: "another")
    index(lay(tmp_path / "other", pages), "en", memory)
    assert sorted(asked) == sorted(pages)


def told(root: Path) -> str:
    """All that is kept of an index, unpacked."""

    def unpacked(value: object) -> object:
        if not isinstance(value, bytes):
            return tuple(map(unpacked, value)) if isinstance(value, tuple) else value
        for unpack in (zlib.decompress, gzip.decompress):
            with contextlib.suppress(zlib.error, OSError):
                return unpack(value)
        return value

    return repr([unpacked(value) for value in Memory(root).of("index")._before.values()])


def test_nothing_is_kept_of_a_page_that_is_gone(tmp_path: Path) -> None:
    pages = library(6, 5)
    secret = pages[min(pages)].replace("</main>", "Zanzibar</main>")
    made(tmp_path / "first", {**pages, "secret.html": secret}, tmp_path)
    assert told(tmp_path).count("Zanzibar") == 1  # in its file
    assert told(tmp_path).count("zanzibar") > 3  # in its words, those of its block, and a piece
    made(tmp_path / "second", pages, tmp_path)
    assert "zanzibar" not in told(tmp_path).lower()


def test_a_page_that_only_names_the_mark_is_not_in_the_index(tmp_path: Path) -> None:
    """Alone with Pagefind it would be read whole."""
    named = "<html><body><p>Write data-pagefind-body around it. Zanzibar.</p></body></html>"
    plain = made(tmp_path / "plain", library(7, 4), tmp_path)
    assert made(tmp_path / "again", {**library(7, 4), "named.html": named}, tmp_path) == plain


def test_a_site_without_a_page_to_read_has_an_index_that_is_empty(tmp_path: Path) -> None:
    files = made(tmp_path, {"a.html": "<html><body><p>Tea</p></body></html>"})
    assert b'"languages":{}' in files["pagefind-entry.json"]
    assert not [address for address in files if "fragment" in address]


def test_filters_and_orders_of_a_page_are_left_out(tmp_path: Path) -> None:
    """Pagefind writes them in another order each time, and the search of a site asks for none."""
    page = '<html><body data-pagefind-body><p data-pagefind-filter="a" data-pagefind-sort="b">Tea</p></body></html>'
    files = made(tmp_path, {"a.html": page, "b.html": page.replace("Tea", "Bread")})
    (meta,) = (content(data) for address, data in files.items() if address.endswith(".pf_meta"))
    assert (meta[3:5], [address for address in files if "filter" in address]) == ([[], []], [])
