"""Editions: what goes into a zipped folder, what is looked for in all of them, and how they come to their place whole."""

import errno
import json
import os
import posixpath
import re
import shutil
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import generator.editions
from generator import processes
from generator.editions import looking, zipped
from generator.editions.archive import make_archive
from generator.editions.file_names import unfit
from generator.editions.for_phones import for_phones
from generator.editions.looking import found_in
from generator.editions.making import STAGE, make_editions
from generator.editions.placing import put, strange_file
from generator.editions.shelf import CannotMake, Edition, Made, Shelf
from generator.editions.unlinking import unlinked
from generator.problem import Problem
from generator.processes import each_in_turn
from generator.progress import Stage, watched
from generator.publish import disk
from generator.publish.building import build
from generator.publish.stopped import OF_TWO, Stopped
from generator.site import renderer_of

from .libraries import examine
from .site.test_pages import Reader
from .sites import TODAY, practices


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def folders(root: Path) -> dict[str, Path]:
    return {path.stem.rpartition("-")[2]: path for path in (root / "site/take-away/folder").glob("*.zip")}


def members(path: Path) -> dict[str, bytes]:
    return dict(zipped.members_of(path))


@pytest.fixture
def shelf(taken: Path) -> Shelf:
    """The shelf of a library without the site's files, for what a format is not asked here."""
    found = examine(taken, TODAY)
    return Shelf(taken / "site", renderer_of(taken, found, TODAY), Edition(3, TODAY, "CC BY 4.0", "", "en-GB"))


@pytest.fixture
def own(taken: Path, tmp_path: Path) -> Path:
    """That library, to be changed."""
    root = tmp_path / "own"
    shutil.copytree(taken, root, symlinks=True)
    return root


# The folder, zipped


@pytest.mark.parametrize("use", ["computer", "phone"])
def test_one_page_says_where_to_begin_and_the_rest_lies_in_one_folder(taken: Path, use: str) -> None:
    names = [*members(folders(taken)[use])]
    assert [name for name in names if "/" not in name] == ["START-HERE.html"]
    assert {name.partition("/")[0] for name in names} - {"START-HERE.html"} == {"the-lantern-shelf"}


def dead_links(files: dict[str, bytes]) -> set[str]:
    """Links within a site that lead nowhere, each as where it leads, from the root of the site."""
    pages = {name: Reader(data.decode()) for name, data in files.items() if name.endswith(".html")}
    dead = set()
    for name, page in pages.items():
        for href, _ in page.links:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc or name == "404.html":
                continue
            path = unquote(parts.path).lower()
            to = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            place = unquote(parts.fragment)
            if to not in files or (place and "=" not in place and "/" not in place and place not in pages[to].ids):
                dead.add(f"{to}#{place}")
    assert len(pages) > 50
    return dead


@pytest.mark.parametrize("use", ["computer", "phone"])
def test_no_link_of_a_copy_is_dead_where_names_have_no_capitals(taken: Path, use: str) -> None:
    folder = "the-lantern-shelf/"
    files = {name.lower(): data for name, data in members(folders(taken)[use]).items()}
    start = Reader(files["start-here.html"].decode())
    assert {href for href, _ in start.links if not href.startswith("http")} <= files.keys()
    in_site = dead_links({name.lower(): data for name, data in files_of(taken / "site").items()})
    in_copy = dead_links({name.removeprefix(folder): data for name, data in files.items() if name.startswith(folder)})
    assert in_copy - in_site == set()  # the menu of the invented library names a page that it does not have


def test_a_copy_for_phones_has_every_record_and_says_what_it_lacks(taken: Path) -> None:
    whole, phone = members(folders(taken)["computer"]), members(folders(taken)["phone"])
    assert len(phone) < len(whole) * 2 / 3  # of so small a library; of a grown one less than half
    assert {Path(name).suffix for name in phone} & {".bib", ".ris", ".conf", ".htaccess"} == set()
    assert [name for name in phone if name.endswith(".json")] == ["the-lantern-shelf/withdrawn.json"]
    records = {name for name in whole if name.count("/") == 2 and name.endswith(".html") and "--" not in name}
    assert {name for name in records if "/developing/" not in name} <= phone.keys()
    assert b"Left out for phones" in phone["START-HERE.html"]
    assert b"Left out for phones" not in whole["START-HERE.html"]


def test_names_that_file_systems_have_trouble_with_are_names_of_pages_that_none_has(taken: Path) -> None:
    names = [*members(folders(taken)["computer"])]
    assert {f"the-lantern-shelf/organisations/{slug}-name.html" for slug in ("device", "long", "rtl")} <= {*names}
    assert list(unfit(names)) == []


def test_the_same_site_gives_the_same_bytes(own: Path) -> None:
    before = files_of(own / "site/take-away")
    for path in sorted((own / "site").rglob("*.html"), reverse=True):
        path.touch()
    make_editions(own, TODAY, ["folder"])
    assert files_of(own / "site/take-away") == before


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("docs/con.html", "a device"),
        ("LPT1/x.html", "a device"),
        ("aux .d/x", "a device"),
        ("a/b:c.html", "no such sign"),
        ("a/what?.html", "no such sign"),
        ("a/end./x.html", "no such sign"),
        ("a/end ", "no such sign"),
        ("a/" + "é" * 130, "255 bytes"),
        ("a/" * 110 + "x", "200 are sure"),
        ("A/X.html", "a/x.html is the same name"),
        ("a/e\u0301.html", "a/é.html is the same name"),
    ],
)
def test_a_name_that_some_system_cannot_hold_is_said(path: str, said: str) -> None:
    ((wrong, reason),) = unfit(["a/x.html", "a/é.html", "a/console.html", "a/مكتبة.html", path])
    assert wrong == path
    assert said in reason


def test_such_a_name_in_the_site_keeps_the_folder_from_being_made(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "what?.png").write_bytes(b"")
    with pytest.raises(CannotMake, match=r"lantern-shelf/what\?\.png: they allow no such sign.*another name"):
        list(zipped.make(replace(shelf, site=tmp_path / "site"), tmp_path))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CON", "con-library"),
        ("Nul", "nul-library"),
        ("مكتبة القرية", "record-library"),
        ("Long words " * 27, "long-words-long-words-long-words-long-wo"),
        ("A. Shelf", "a-shelf"),
    ],
)
def test_the_folder_is_called_as_the_library_is_where_that_can_be(title: str, name: str) -> None:
    assert zipped.folder_of(title) == name


# What a copy for phones leaves out


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ('<a href="x.html">one <b>two</b></a>', "one <b>two</b>"),
        ('<a class="y" href="../a/x.html#part">one</a>', "one"),
        ('<a href="x.html?q=1">one</a>, <a href="y.html">other</a>', 'one, <a href="y.html">other</a>'),
        ('<a href="https://x.example/x.html">one</a>', '<a href="https://x.example/x.html">one</a>'),
        ('<a href="#x.html">one</a>', '<a href="#x.html">one</a>'),
        ('<a href="%D9%85.bib">one</a>', "one"),
        ('<link rel="alternate" href="x.bib">\n<p>', "<p>"),
        ('<p class="hg-files">For programs: <a href="x.bib">1</a> · <a href="x.bib">2</a></p>\n<p>', "<p>"),
        ('<p class="hg-files"><a href="x.bib">1</a> <a href="y.html">2</a></p>', '<p class="hg-files">1 <a href="y.html">2</a></p>'),
        ('<p class="hg-files"><button>Copy</button> <a href="x.bib">1</a></p>', '<p class="hg-files"><button>Copy</button> 1</p>'),
    ],
)  # fmt: skip
def test_a_link_to_what_is_left_out_becomes_words(page: str, left: str) -> None:
    gone = {"a/x.html", "a/x.bib", "a/م.bib"}
    assert unlinked(page, "a/page.html", gone.__contains__) == left


def test_a_copy_for_phones_keeps_what_a_page_shows_and_what_its_search_needs() -> None:
    kept = {
        "a.html": b'<img src="a%20b.png"><a href="theme-region/x--y.html">3</a>',
        "a b.png": b"",
        "assets/a.js": b"",
        "evidence/x--y.html": b"",
        "pagefind/fragment/en_1.pf_fragment.js": b"",
        "pagefind/pagefind.js.js": b"",
        "theme-region/index.html": b"",
        "theme-region/index--page-2.html": b"",
        "withdrawn.json": b"{}",
    }
    gone = {
        "404.html", "_headers", "a.bib", "a.csl.json", "assets/big.png", "contribute/schema/cases.json", "developing/index.html",
        "headers/nginx.conf", "pagefind/fragment/en_1.pf_fragment", "pagefind/pagefind.js", "theme-region/x--y.html",
    }  # fmt: skip
    found = for_phones({**kept, **dict.fromkeys(gone, b"")})
    assert found.keys() == kept.keys()
    assert found["a.html"] == b'<img src="a%20b.png">3'


# What is looked for in all editions


def looked_at(shelf: Shelf, folder: Path, **parts: str) -> list[str]:
    made = Made(
        folder / "x", "", unpacked=lambda _: [(name.replace("__", "/"), text.encode()) for name, text in parts.items()]
    )
    return [str(one) for one in found_in(made, shelf, set(), folder / "parts", "take-away/x")]


def test_what_is_withheld_is_found_in_any_part_and_in_its_name(shelf: Shelf, tmp_path: Path) -> None:
    shelf = replace(shelf, secrets=("the secret shelf", "hidden-slug"), names=("Quiet Readers of the Hill",))
    found = looked_at(
        shelf, tmp_path, **{"a__x.xhtml": "<p>the secret shelf</p>", "a__hidden-slug.txt": "", "odd.kind": "Quiet READERS of the Hill",
                            "a__fine.md": "a shelf"}
    )  # fmt: skip
    assert len(found) == 4
    assert "take-away/x/a/x.xhtml:1:1: error: leak" in found[1]
    assert "“hidden-slug” is withheld" in found[0]
    assert "“Quiet Readers of the Hill” is withheld" in found[3]


def test_what_calls_another_host_is_found_in_a_part(shelf: Shelf, tmp_path: Path) -> None:
    page = '<html><head></head><body><img src="https://elsewhere.example/x.png"></body></html>'
    (found,) = looked_at(shelf, tmp_path, **{"book__one.xhtml": page})
    assert "take-away/x/book/one.xhtml:1:26: error: loads-from-elsewhere" in found


@pytest.mark.parametrize("name", ["../up.txt", "/etc/x", "a", "a/b", "con:x", "é" * 300 + ".html"])
def test_a_part_is_read_whatever_it_is_called(shelf: Shelf, tmp_path: Path, name: str) -> None:
    shelf = replace(shelf, secrets=("the secret shelf",))
    made = Made(tmp_path / "x", "", unpacked=lambda _: [("a", b""), (name, b"the secret shelf")])
    (found,) = found_in(made, shelf, set(), tmp_path / "parts", "x")
    assert found.place.path == f"x/{name}"
    assert not (tmp_path / "up.txt").exists()


def test_a_part_that_was_read_and_is_clean_is_not_read_again_but_for_its_name_and_as_another_kind(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = replace(shelf, secrets=("the secret shelf",))
    page, known = b'<script src="https://elsewhere.example/x.js"></script>', set[str]()
    parts: list[tuple[str, bytes]] = []
    read: list[str] = []
    inspect = looking.gate.inspect

    def noted(folder: Path, shown: str) -> list[Problem]:
        read.extend(sorted(path.name for path in folder.iterdir() if path.suffix != ".txt" or path.name[0] != "n"))
        return inspect(folder, shown)

    def found(number: int) -> list[str]:
        made = Made(tmp_path / "x", "", unpacked=lambda _: parts)
        return [one.rule for one in found_in(made, shelf, known, tmp_path / str(number), "x")]

    monkeypatch.setattr(looking.gate, "inspect", noted)
    parts[:] = [("a.txt", page), ("b.txt", b"b")]
    assert (found(1), read) == ([], ["a.txt", "b.txt"])
    read.clear()
    parts[:] = [("the secret shelf.txt", page), ("c.txt", b"c")]
    assert (found(2), read) == (["leak"], ["c.txt"])
    read.clear()
    parts[:] = [("a.html", page), ("c.txt", b"c")]
    assert (found(3), read) == (["loads-from-elsewhere"], ["a.html", "c.txt"])


def test_an_edition_in_which_something_is_found_keeps_all_back(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(own / "site")
    real = zipped.make

    def leaky(shelf: Shelf, out: Path):
        yield from real(shelf, out)
        (out / "more.txt").write_text('<script src="https://elsewhere.example/x.js">', "utf-8")
        yield Made(out / "more.txt", "", unpacked=lambda path: [("more.html", path.read_bytes())])

    monkeypatch.setattr(zipped, "make", leaky)
    made = make_editions(own, TODAY, ["folder"])
    assert made.out is None
    assert {one.place.path for one in made.problems} == {"take-away/folder/more.txt/more.html"}
    assert files_of(own / "site") == before


# How they come to their place


@pytest.mark.parametrize(("code", "after"), [(errno.ENOSPC, 0), (errno.ENOSPC, 500), (errno.EACCES, 1)])
def test_a_full_disk_leaves_the_last_edition_as_it_was(
    own: Path, monkeypatch: pytest.MonkeyPatch, code: int, after: int
) -> None:
    before = files_of(own / "site")
    left = [after]
    real = zipfile.ZipFile.writestr

    def write(self, *given, **more):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(code, "no", "somewhere")
        real(self, *given, **more)

    monkeypatch.setattr(zipfile.ZipFile, "writestr", write)
    with pytest.raises(Stopped, match=r"do it again|let the owner do it") as stopped:
        make_editions(own, TODAY, ["folder"])
    assert stopped.value.site == "No edition was made; the last ones stay as they were."
    assert files_of(own / "site") == before
    assert not (own / STAGE).exists()
    monkeypatch.undo()
    assert build(own, TODAY).changed == 0


def test_a_folder_takes_the_place_of_another_or_leaves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("fresh", "newer", "out"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name, "utf-8")
    put(tmp_path / "fresh", tmp_path / "out")
    assert (tmp_path / "out/file").read_text("utf-8") == "fresh"
    put(tmp_path / "newer", tmp_path / "a" / "new" / "place")
    assert (tmp_path / "a/new/place/file").read_text("utf-8") == "newer"
    monkeypatch.setattr("generator.editions.placing.disk.exchange", lambda *_: False)
    (tmp_path / "last").mkdir()
    put(tmp_path / "last", tmp_path / "out")
    assert files_of(tmp_path / "out") == {}
    assert {path.name for path in tmp_path.iterdir()} & {".out.old", ".out.new"} == set()


def test_a_folder_with_files_of_somebody_else_is_refused(taken: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    assert strange_file(out) == ""
    assert strange_file(taken / "site/take-away") == ""
    (out / "letter.txt").write_text("Dear", "utf-8")
    said = practices(taken, "editions", "folder", "--out", str(out))
    assert said.exit_code == 2
    assert "letter.txt" in said.output
    assert files_of(out) == {"letter.txt": b"Dear"}


def test_the_lists_tell_each_file_and_how_it_is_checked(taken: Path) -> None:
    folder = taken / "site/take-away"
    listed = json.loads((folder / "editions.json").read_text("utf-8"))
    assert (listed["library"], listed["date"], listed["number"]) == ("The Lantern Shelf", TODAY.isoformat(), None)
    assert listed["licence"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert {row["file"] for row in listed["files"]} == files_of(folder).keys() - {"editions.json", "SHA256SUMS"}
    sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    for row in listed["files"]:
        data = (folder / row["file"]).read_bytes()
        assert (row["size"], row["sha256"]) == (len(data), sha256(data).hexdigest())
        assert sums[row["file"]] == row["sha256"]
        assert row["purpose"]


def withdraw_the_fund(root: Path) -> None:
    """Take a record off whose address spells its name, and its names out of all others."""
    for path in (root / "practices").rglob("*.md"):
        text = path.read_text("utf-8").replace("Hill Library Fund", "A fund")
        text = re.sub(r"(?m)^iati: .*HLF.*\n", "", text)
        if path.stem == "hill-library-fund":
            text = "---\ntitle: Hill Library Fund\nwithdrawn:\n  date: 2026-11-20\n---\n"
        path.write_text(text, "utf-8")


def test_a_library_from_which_a_record_was_withdrawn_can_be_taken_along_and_kept(own: Path, tmp_path: Path) -> None:
    withdraw_the_fund(own)
    told: list[tuple[Stage, int, int]] = []
    with watched(lambda *one: told.append(one)):
        made = make_editions(own, TODAY, ["folder", "zim", "text"])
    assert told[-4:] == [(Stage.EDITIONS, done, 3) for done in range(4)]
    assert made.problems == ()
    assert made.out is not None
    phone = members(folders(own)["phone"])
    assert json.loads(phone["the-lantern-shelf/withdrawn.json"])["withdrawn"] == ["organisations/hill-library-fund"]
    with watched(lambda *one: told.append(one)):
        kept = make_archive(own, TODAY, tmp_path / "archive")
    assert told[-1] == (Stage.ARCHIVE, 0, 0)
    assert kept.problems == ()
    assert (tmp_path / "archive/data/tree/withdrawn.json").is_file()


def test_what_cannot_be_laid_into_the_site_is_told_as_what_it_leaves(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = disk.write_whole

    def full(path: Path, data: bytes) -> None:
        if path == own / "site/take-away.html":
            raise OSError(errno.ENOSPC, "no", str(path))
        real(path, data)

    monkeypatch.setattr(disk, "write_whole", full)
    with pytest.raises(Stopped, match="do it again") as stopped:
        make_editions(own, TODAY, ["text"])
    assert stopped.value.site == OF_TWO


def test_a_place_of_its_own_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fresh").mkdir()
    (tmp_path / "stick").mkdir()
    monkeypatch.setattr("generator.editions.placing.os.path.ismount", lambda path: path == tmp_path / "stick")
    with pytest.raises(Stopped, match=r"stick is a place of its own\. Name a folder in it"):
        put(tmp_path / "fresh", tmp_path / "stick")


@pytest.mark.parametrize("is_whole", [True, False])
def test_editions_in_a_site_stay_while_it_does_and_go_with_it(own: Path, is_whole: bool) -> None:
    said: list[str] = []
    built = build(own, TODAY, said.append)
    assert built.changed == 0
    assert folders(own).keys() == {"computer", "phone"}
    if not is_whole:
        folders(own)["phone"].unlink()
    record = own / "practices/organisations/device-name.md"
    record.write_text(record.read_text("utf-8").replace("CON", "CON and more"), "utf-8")
    build(own, TODAY, said.append)
    assert not (own / "site/take-away").exists()
    assert "phone.zip" not in (own / "site/take-away.html").read_text("utf-8")
    assert "practices editions --into-site" in said[-1]


def test_the_page_of_files_is_right_with_and_without_them(taken: Path, built_small: Path) -> None:
    with_files = Reader((taken / "site/take-away.html").read_text("utf-8"))
    links = {href for href, _ in with_files.links if href.startswith("take-away/")}
    assert links == {f"take-away/{name}" for name in files_of(taken / "site/take-away")}
    without = (built_small / "site/take-away.html").read_text("utf-8")
    assert "The files themselves are not in this copy of the site." in without
    assert {href for href, _ in Reader(without).links if href.startswith("take-away/")} == set()
    inside = members(folders(taken)["computer"])["the-lantern-shelf/take-away.html"].decode()
    assert "The files themselves are not in this copy of the site." in inside


def test_of_what_the_last_build_took_away_no_copy_keeps_anything(own: Path) -> None:
    (own / "build/take-away.html").unlink()
    made = make_editions(own, TODAY, ["folder"])
    assert made.out
    inside = members(folders(own)["phone"])
    assert b"The files themselves are not in this copy" in inside["the-lantern-shelf/take-away.html"]
    assert not [name for name in inside if "/take-away/" in name]


def test_what_cannot_be_made_is_said_with_its_kind(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(shelf: Shelf, out: Path):
        raise CannotMake("the package X is missing. Install it.")
        yield

    monkeypatch.setattr(zipped, "make", cannot)
    with pytest.raises(Stopped, match=r"folder: the package X is missing\. Install it\."):
        make_editions(own, TODAY, ["folder"])


def test_every_kind_has_a_module_that_makes_it() -> None:
    for module in generator.editions.FORMATS.values():
        assert any(
            (Path(generator.editions.__file__).parent / f"{module}{end}").exists() for end in (".py", "/__init__.py")
        )


def test_things_of_unlike_weight_are_done_in_turn_and_told_in_their_order() -> None:
    assert each_in_turn(lambda one: one * 2, [3, 1, 2]) == [6, 2, 4]
    assert each_in_turn(len, []) == []
    with pytest.raises(Stopped, match="no more"):
        each_in_turn(_refuse, [1, 2, 3])


def test_each_such_thing_gives_its_memory_back_when_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 2)
    own = each_in_turn(lambda _: os.getpid(), [1, 2, 3])
    assert len({*own, os.getpid()}) == 4


def _refuse(one: int) -> int:
    if one == 3:
        raise Stopped("no more")
    return one


def test_without_an_address_online_nobody_is_sent_there(workshop: Path) -> None:
    found = examine(workshop, TODAY)
    renderer = renderer_of(workshop, found, TODAY)
    assert "Ask whoever gave it to you" in renderer.page("take-away", "take-away.md", **_nothing(renderer))
    renderer.online = "https://shelf.example/"
    assert "`https://shelf.example/take-away.html`" in renderer.page("take-away", "take-away.md", **_nothing(renderer))


def _nothing(renderer) -> dict[str, object]:
    return {
        "path": "x",
        "edition": renderer.known.edition,
        "folder": "x",
        "uses": ("phone",),
        "data": "x",
        "files": [],
        "parts": [],
    }
