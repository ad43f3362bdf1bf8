"""What a preview makes after an edit, and in which order: the page that was edited, all others, the index."""

import logging
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.plugin import serving
from generator.plugin.serving import Preview
from generator.publish.exchange import digests

from ..sites import TODAY

RECORD = Path("practices/organisations/lantern-readers.md")
PAGE = "organisations/lantern-readers.html"
LIST = "organisations/index.html"
TITLE = "Lantern readers of tomorrow"


class Watched(Preview):
    """A preview without a server, which notes what is there whenever something is shown."""

    def __init__(self, root: Path) -> None:
        super().__init__(root / "mkdocs.yml", 8000, TODAY)
        self.shown: list[set[str]] = []
        self.server.show = self.note  # type: ignore[method-assign]

    def note(self) -> None:
        self.shown.append({name for name in (PAGE, LIST) if TITLE in (self.folder / name).read_text("utf-8")})

    def after(self, edit: Callable[[Path], object], *touched: Path) -> list[set[str]]:
        """What was shown, step by step, once some files were edited."""
        edit(self.root)
        self.shown.clear()
        self.server._touched |= {self.root / path for path in touched}
        self.build()
        return self.shown


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders of which an index was made; none is made really."""
    indexed: list[Path] = []
    monkeypatch.setattr(serving, "indexed_unless", lambda folder, *_: indexed.append(folder) or "")
    return indexed


@pytest.fixture
def preview(workshop: Path, indexed: list[Path]) -> Iterator[Watched]:
    preview = Watched(workshop)
    preview.build()
    assert indexed == [preview.folder]
    indexed.clear()
    yield preview
    preview.server.server_close()


def says(path: Path, title: str) -> None:
    path.write_text(re.sub("^tit[le]+: .*", title, path.read_text("utf-8"), count=1, flags=re.M), "utf-8")


def retitled(root: Path) -> None:
    says(root / RECORD, f"title: {TITLE}")


def test_the_page_that_was_edited_comes_first_then_all_others_then_the_index(
    preview: Watched, indexed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "indexed_unless", lambda *_: preview.shown.append({"index"}) or "")
    assert preview.after(retitled, RECORD) == [{PAGE}, {PAGE, LIST}, {"index"}]
    assert preview.after(lambda _: None, RECORD) == []


def test_the_first_look_does_not_wait_until_the_library_was_examined(
    preview: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    examine = serving.examine

    def noted(*given: Any) -> object:
        preview.shown.append({"examined"})
        return examine(*given)

    monkeypatch.setattr(serving, "examine", noted)
    assert preview.after(retitled, RECORD) == [{PAGE}, {"examined"}, {PAGE, LIST}]
    assert preview.after(lambda root: says(root / RECORD, "titel: It"), RECORD) == [{"examined"}]
    assert preview.after(lambda root: says(root / RECORD, f"title: {TITLE} too"), RECORD)[:2] == [
        {PAGE, LIST},
        {"examined"},
    ]


def test_a_page_that_can_be_made_only_among_all_is_made_once_more(
    preview: Watched, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    logger = logging.getLogger("mkdocs")
    monkeypatch.setattr(logger, "propagate", False)
    monkeypatch.setattr(logger, "handlers", [caplog.handler])
    fresh = Path("practices/organisations/a-new-one.md")
    preview.after(lambda root: (root / fresh).write_text("---\ntitle: A new one\n---\n", "utf-8"), fresh)
    assert 'href="a-new-one.json"' in (preview.folder / "organisations/a-new-one.html").read_text("utf-8")
    assert "not found" not in caplog.text


@pytest.mark.parametrize("stage", ["examine", "site_of"])
def test_a_build_gives_way_to_the_next_edit_and_that_makes_all(
    preview: Watched, indexed: list[Path], monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    act = getattr(serving, stage)

    def edited_meanwhile(*given: object) -> object:
        preview.server._want_rebuild = True
        return act(*given)

    with monkeypatch.context() as patch:
        patch.setattr(serving, stage, edited_meanwhile)
        assert LIST not in "".join(map(str, preview.after(retitled, RECORD)))
    assert indexed == []
    preview.server._want_rebuild = False
    assert preview.after(lambda _: None)[-1] == {PAGE, LIST}
    assert indexed == [preview.folder]


def with_page(root: Path) -> None:
    (root / "docs/more.md").write_text("# More\n\nA [way](about.md).\n", "utf-8")


def with_picture(root: Path) -> None:
    (root / "docs/about.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>', "utf-8")


def with_other_frame(root: Path) -> None:
    path = root / "templates/overrides/main.html"
    path.write_text(path.read_text("utf-8").replace("{% block footer %}", "{% block footer %}<p>More.</p>"), "utf-8")


def with_other_looks(root: Path) -> None:
    (root / "templates/overrides/assets/ground.css").write_text("a { color: red }", "utf-8")


def with_other_ways(root: Path) -> None:
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("- Papers:", "- All papers:"), "utf-8")


def with_other_template(root: Path) -> None:
    path = root / "templates/pages/organisations.md.jinja"
    path.write_text(path.read_text("utf-8") + "\nA line of the template.\n", "utf-8")


def test_after_any_edits_the_folder_is_what_a_new_preview_makes(preview: Watched, indexed: list[Path]) -> None:
    def unlike_new() -> list[str]:
        kept = preview.root / "kept"
        shutil.copytree(preview.folder, kept)
        new = Watched(preview.root)
        new.build()
        new.server.server_close()
        made, wanted = digests(kept), digests(preview.folder)
        shutil.rmtree(kept)
        return [name for name in {**made, **wanted} if made.get(name) != wanted.get(name)]

    with_page(preview.root)
    for edit in (retitled, with_picture, with_other_template, with_other_frame, with_other_looks, with_other_ways):
        preview.after(edit)
    assert TITLE in (preview.folder / LIST).read_text("utf-8")
    assert "A line of the template." in (preview.folder / PAGE).read_text("utf-8")
    assert "<p>More.</p>" in (preview.folder / PAGE).read_text("utf-8")
    assert "All papers" in (preview.folder / PAGE).read_text("utf-8")
    assert (preview.folder / "more.html").is_file()
    assert unlike_new() == []
    preview.after(lambda root: (root / "docs/more.md").unlink())
    assert not (preview.folder / "more.html").exists()
    assert unlike_new() == []


def test_what_is_wrong_keeps_the_last_pages_and_is_gone_when_it_is_mended(preview: Watched, workshop: Path) -> None:
    good = (workshop / RECORD).read_text("utf-8")
    before = digests(preview.folder)
    preview.after(lambda root: (root / RECORD).write_text(good.replace("title:", "titel:", 1), "utf-8"), RECORD)
    assert any("unknown-key" in str(one) for one in preview.server.problems)
    assert digests(preview.folder) == before
    preview.after(lambda root: (root / RECORD).write_text(good, "utf-8"), RECORD)
    assert not any("unknown-key" in str(one) for one in preview.server.problems)
    assert digests(preview.folder) == before


def test_settings_that_cannot_be_read_are_told_and_the_last_pages_stay(preview: Watched) -> None:
    settings = (preview.root / "mkdocs.yml").read_text("utf-8")
    before = digests(preview.folder)
    preview.after(lambda root: (root / "mkdocs.yml").write_text("site_name: [", "utf-8"))
    assert digests(preview.folder) == before
    preview.after(lambda root: (root / "mkdocs.yml").write_text(settings, "utf-8"))
    assert digests(preview.folder) == before
