"""The search index, asked of Pagefind: its form, its order, and what it says."""

import gzip
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cbor2
import pytest

from generator.publish.pagefind_pages import ENTRY, MARK, parted, read
from generator.publish.pagefind_service import indexed
from generator.publish.search_index import LICENCE, index
from generator.publish.stopped import Stopped

OPTIONS = {"force_language": "en", "keep_index_url": True, "exclude_selectors": ["sup"]}
PAGE = '<html lang="en"><body><main data-pagefind-body><h1>{}</h1><p>{}</p></main></body></html>'
PAGES = {f"{name}.html": PAGE.format(name, f"{name} and bread, tea <sup>unread</sup>") for name in ("b", "a", "deep/c")}


def site_of(folder: Path, order: list[str]) -> Path:
    for address in order:
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGES[address], "utf-8")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_index_of_the_installed_version_is_of_the_form_that_is_known() -> None:
    """Whoever raises the version in pyproject.toml learns here whether its files can be cut."""
    answer = parted(indexed(PAGES, OPTIONS))
    assert answer.pages.keys() == PAGES.keys()
    assert answer.entry["languages"]["en"]["page_count"] == len(PAGES)
    assert "pagefind.js" in answer.files


def test_what_is_read_first_says_where_all_is(tmp_path: Path) -> None:
    index(site_of(tmp_path, sorted(PAGES)), "en")
    folder = tmp_path / "pagefind"
    about = json.loads((folder / ENTRY).read_text("utf-8"))
    assert about["languages"]["en"] == {
        "hash": about["languages"]["en"]["hash"],
        "wasm": "en",
        "page_count": len(PAGES),
    }
    assert (folder / "wasm.en.pagefind").is_file()
    meta = read((folder / f"pagefind.{about['languages']['en']['hash']}.pf_meta").read_bytes(), "")
    assert [meta[0], meta[3:]] == [about["version"], [[], [], ["title"]]]
    assert {name for name, _ in meta[1]} == {path.stem for path in folder.glob("fragment/*.pf_fragment")}
    assert {name for _, _, name in meta[2]} == {path.stem for path in folder.glob("index/*.pf_index")}
    assert all(
        (folder / f"{name}.js").is_file() for name in files_of(folder) if name.endswith(("_index", "_meta", "fragment"))
    )


BROKEN = [b"no CBOR \xff", MARK + b"\xa1", MARK + cbor2.dumps({"words": 1}), MARK + b"\x9f\x01\xff"]
LONGER = MARK + cbor2.dumps([[["bread", [[0, [1, 1], []]], []]]]).replace(b"\x82\x01\x01", b"\x9f\x01\x01\xff")


@pytest.mark.parametrize("data", [*BROKEN, LONGER])
@pytest.mark.parametrize("kind", [".pf_index", ".pf_meta", ".pf_fragment"])
def test_a_form_that_is_not_known_is_refused_and_nothing_is_written(
    kind: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(*given: Any) -> Iterator[tuple[str, bytes]]:
        for address, file in indexed(*given):
            yield address, gzip.compress(data) if address.endswith(kind) else file

    monkeypatch.setattr("generator.publish.asking.indexed", other)
    with pytest.raises(Stopped, match="Install the version of Pagefind that"):
        index(site_of(tmp_path, sorted(PAGES)), "en")
    assert not (tmp_path / "pagefind").exists()


def test_the_order_of_a_folder_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written in one order and in the other, and listed in one order and in the other."""
    one = site_of(tmp_path / "one", sorted(PAGES))
    other = site_of(tmp_path / "other", sorted(PAGES, reverse=True))
    index(one, "en")
    plain = os.walk

    def backwards(*given, **options):
        for where, folders, names in plain(*given, **options):
            folders.sort(reverse=True)
            yield where, folders, sorted(names, reverse=True)

    monkeypatch.setattr(os, "walk", backwards)
    index(other, "en")
    assert files_of(one) == files_of(other)


def test_what_the_indexer_is_handed_in_another_order_is_another_index() -> None:
    """Else the test above would say nothing."""
    forward, backward = (dict(sorted(PAGES.items(), reverse=turned)) for turned in (False, True))
    assert dict(indexed(forward, OPTIONS)) != dict(indexed(backward, OPTIONS))


def test_its_licence_lies_beside_it(tmp_path: Path) -> None:
    index(site_of(tmp_path, sorted(PAGES)), "en")
    text = (tmp_path / "pagefind" / "LICENSE.txt").read_text("utf-8")
    assert text == LICENCE.read_text("utf-8")
    assert "Copyright 2022 Pagefind" in text
    assert not (tmp_path / "pagefind" / "LICENSE.txt.js").exists()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (PAGES["a.html"].replace("<p>", '<p data-pagefind-ignore="yes">'), "is not valid"),
        ("<main data-pagefind-body>No page around it</main>", "without an <html> element"),
    ],
)
def test_what_it_warns_of_stops_the_build(page: str, said: str, tmp_path: Path) -> None:
    site_of(tmp_path, ["b.html"])
    (tmp_path / "a.html").write_text(page, "utf-8")
    with pytest.raises(Stopped, match=said) as stopped:
        index(tmp_path, "en")
    assert "Mend the template or the page" in str(stopped.value)


def test_an_indexer_that_stops_or_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site_of(tmp_path, ["b.html"])
    false = shutil.which("false")
    if not false:
        pytest.skip("there is no program here that only fails")
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", false)
    with pytest.raises(Stopped, match="Pagefind, which makes the search index, stopped"):
        index(tmp_path, "en")
    monkeypatch.setattr("generator.publish.pagefind_service.get_executable", lambda: None)
    with pytest.raises(Stopped, match="is not installed"):
        index(tmp_path, "en")
