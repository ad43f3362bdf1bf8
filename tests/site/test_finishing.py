"""To finish a site by the help of what the last build kept gives, byte for byte, what finishing it from nothing gives, and is as strict.

What a host would have made are the pages of the small library's site; with them lies all that the last build published.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator import gate
from generator import kept as room
from generator.kept import KEPT, Memory
from generator.problem import Problem
from generator.publish import copies, leaks
from generator.publish.digesting import Digests
from generator.publish.finishing import finish
from generator.site import Site

PAGE = "cases/market-shelf.html"
SINCE = 10**18
"""What was last written before this, in nanoseconds, is as old as what the last build published."""


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@dataclass
class Library:
    """What the host makes, the last site, and the memory of it."""

    root: Path
    site: Site = field(default_factory=lambda: Site(()))

    @property
    def host(self) -> Path:
        return self.root / "host"

    def change(self, address: str, old: str, new: str) -> None:
        """Change what the host makes of a page."""
        path = self.host / address
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def staged(self, last: Path | None) -> Path:
        """A stage as the host leaves it: what did not change since the last site was taken from there, with its time."""
        stage = self.root / "stage"
        shutil.rmtree(stage, ignore_errors=True)
        shutil.copytree(self.host, stage)
        for path in (path for path in stage.rglob("*.html") if last and self.is_unchanged(path.relative_to(stage))):
            assert last
            shutil.copy2(last / path.relative_to(stage), path)
        return stage

    def is_unchanged(self, address: Path) -> bool:
        before = self.root / "before" / address
        return before.is_file() and before.read_bytes() == (self.host / address).read_bytes()

    def finish(self, *, whole: bool = False) -> tuple[list[Problem], dict[str, bytes], list[str]]:
        """What is found, what lies in the stage then, and what is said of the memory."""
        said: list[str] = []
        last = self.root / "last"
        last = last if not whole and last.is_dir() else None
        stage = self.staged(last)
        if whole:
            return finish(stage, self.site, "site"), files_of(stage), said
        memory = Memory(self.root, said.append)
        found = finish(stage, self.site, "site", memory=memory, digests=Digests(SINCE), last=last)
        memory.close()
        return found, files_of(stage), said

    def publish(self) -> None:
        """Make the stage the last site, with files that are older than the next build."""
        for name, source in (("last", "stage"), ("before", "host")):
            shutil.rmtree(self.root / name, ignore_errors=True)
            shutil.copytree(self.root / source, self.root / name)
        for path in (self.root / "last").rglob("*"):
            os.utime(path, ns=(SINCE - 1, SINCE - 1))


@pytest.fixture
def library(built_small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library that was finished and published once."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    room._key.cache_clear()
    library = Library(tmp_path)
    site = built_small / "site"
    made = [path.relative_to(site) for path in site.rglob("*.html")]
    for address in [*made, *(path.relative_to(site) for path in (site / "assets").rglob("*") if path.is_file())]:
        (library.host / address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site / address, library.host / address)
    assert library.finish()[0] == []
    library.publish()
    return library


def nothing(library: Library) -> None:
    """Nothing changes."""


def a_word(library: Library) -> None:
    library.change(PAGE, "</article>", "<p>And one word more.</p></article>")


def a_page_gone(library: Library) -> None:
    (library.host / PAGE).unlink()


def a_new_page(library: Library) -> None:
    shutil.copy(library.host / PAGE, library.host / "cases/quite-new.html")


def a_page_without_copies(library: Library) -> None:
    """Then copies of others lead to the page, and not to its copy."""
    library.change(PAGE, 'class="hg-copies"', 'class="hg-none"')


CHANGES = (nothing, a_word, a_page_gone, a_new_page, a_page_without_copies)


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_kept_changes_nothing(library: Library, change: Callable[[Library], None]) -> None:
    change(library)
    whole = library.finish(whole=True)
    assert library.finish() == whole
    assert whole[0] == []


def test_only_what_changed_is_read_and_made_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    plain = copies.read

    def noted(page: str, address: str) -> object:
        read.append(address)
        return plain(page, address)

    monkeypatch.setattr(copies, "read", noted)
    a_word(library)
    library.finish()
    assert read == [PAGE]


def spoilt(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def foreign(path: Path) -> None:
    room._key.cache_clear()
    shutil.rmtree(path.parents[2] / "home")


@pytest.mark.parametrize("harm", [spoilt, foreign])
@pytest.mark.parametrize("name", ["finished", "copies", "gate"])
def test_kept_values_that_cannot_be_trusted_are_told_and_done_without(
    library: Library, name: str, harm: Callable[[Path], None]
) -> None:
    a_word(library)
    whole = library.finish(whole=True)
    harm(library.root / KEPT / name)
    found, files, said = library.finish()
    assert (found, files) == whole[:2]
    assert said


def test_a_fault_that_is_planted_in_a_page_that_stays_is_found(library: Library) -> None:
    planted = '<img src="https://elsewhere.example/a.png">'
    path = library.root / "last" / PAGE
    path.write_text(path.read_text("utf-8").replace("</article>", f"{planted}</article>"), "utf-8")
    os.utime(path, ns=(SINCE - 1, SINCE - 1))
    for _ in range(2):
        found = library.finish()[0]
        assert [(one.place.path, one.rule) for one in found] == [(f"site/{PAGE}", "loads-from-elsewhere")]


def test_a_link_that_is_listed_no_more_is_told_with_its_place_in_a_page_that_stays(library: Library) -> None:
    away = '<a rel="noopener noreferrer" href="https://away.example/">away</a>'
    library.change(PAGE, "</article>", f"{away}</article>")
    library.change(
        "outgoing.html",
        "</article>",
        away.replace("<a ", '<a class="hg-listed" ') + "</article>",
    )
    assert library.finish()[0] == []
    library.publish()
    path = library.host / "outgoing.html"
    path.write_text(path.read_text("utf-8").replace("away.example", "other.example"), "utf-8")
    whole = library.finish(whole=True)
    assert [(one.place.path, one.rule) for one in whole[0]] == [(f"site/{PAGE}", "link-not-listed")]
    assert library.finish() == whole


def test_what_becomes_a_secret_is_looked_for_in_all_that_stays(library: Library) -> None:
    library.change(PAGE, "</article>", "<p>Told by the Lamplighters of Lowford.</p></article>")
    library.site = Site((), secrets=("a text that is nowhere",), names=("Nobody of Nowhere",))
    assert library.finish()[0] == []
    library.publish()
    secret = "Told by the Lamplighters of Lowford"
    library.site = Site(
        (), secrets=("a text that is nowhere", secret), names=("Nobody of Nowhere", "Lamplighters of Lowford")
    )
    whole = library.finish(whole=True)
    assert {one.place.path for one in whole[0]} >= {f"site/{PAGE}", f"site/{PAGE.replace('.html', '.md')}"}
    for _ in range(2):  # what was found is not taken for clean the next time
        assert library.finish() == whole
    library.site = Site((), secrets=("a text that is nowhere",), names=("Nobody of Nowhere",))
    assert library.finish()[0] == []
    for name in ("finished", "copies", "gate", "leaks", "names"):
        data = (library.root / KEPT / name).read_bytes()
        assert not any(word in data for word in (b"Lamplighters", b"nowhere", b"Nobody")), name


def test_files_in_which_nothing_was_found_are_not_looked_through_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.site = Site((), secrets=("a text that is nowhere",), names=("Nobody of Nowhere",))
    assert library.finish()[0] == []
    library.publish()
    read: list[Path] = []
    plain = leaks._Sought.in_file
    monkeypatch.setattr(leaks._Sought, "in_file", lambda sought, path: (read.append(path), plain(sought, path))[1])
    monkeypatch.setattr(leaks, "_told_by", lambda *_: pytest.fail("names are looked for again"))
    monkeypatch.setattr(gate, "READERS", dict.fromkeys(gate.READERS, lambda *_: pytest.fail("a file is read again")))
    assert library.finish()[0] == []
    assert read == []


def test_a_secret_in_the_name_of_a_file_is_found_though_its_bytes_are_known(library: Library) -> None:
    library.site = Site((), secrets=("very-secret-place",))
    assert library.finish()[0] == []
    library.publish()
    shutil.copy(library.host / "assets/base.js", library.host / "assets/very-secret-place.js")
    whole = library.finish(whole=True)
    assert {one.rule for one in whole[0]} == {"leak"}
    assert library.finish() == whole
