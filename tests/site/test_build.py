"""Building: from a fresh clone, again, with problems, and without the program's own command."""

import datetime
import gzip
import hashlib
import json
from pathlib import Path

import pytest

from generator.folders import TREE
from generator.pages import Page
from generator.publish.building import build
from generator.publish.stopped import Stopped
from generator.publish.tree import write_tree
from generator.site import make_site

from ..sites import TODAY, practices, run


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def spoil(root: Path) -> Path:
    path = next((root / "practices" / "cases").glob("*.md"))
    path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    return path


def test_every_record_has_its_page(built: Path) -> None:
    for path in (built / "practices").glob("*/*.md"):
        assert (built / "site" / path.parent.name / f"{path.stem}.html").is_file()


def test_the_index_knows_of_each_page_of_what_kind_it_is(built_small: Path) -> None:
    pages = {}
    for path in (built_small / "site" / "pagefind" / "fragment").glob("*.pf_fragment"):
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        pages[page["url"]] = page["meta"]
    assert pages["/cases/fjord-boat.html"]["kind"] == "Cases"
    assert {"title", "kind"} <= set.intersection(*map(set, pages.values()))


def test_the_same_input_gives_the_same_bytes(built_small: Path, workshop: Path) -> None:
    made = build(workshop, TODAY)
    assert made.changed == made.pages
    assert digests(workshop / "site") == digests(built_small / "site")


def test_plain_mkdocs_builds_the_same_site_on_a_fresh_clone(built_small: Path, workshop: Path) -> None:
    midnight = int(datetime.datetime.combine(TODAY, datetime.time(), datetime.UTC).timestamp())
    settings = {"PRACTICES_TODAY": TODAY.isoformat(), "SOURCE_DATE_EPOCH": str(midnight)}
    done = run(["mkdocs", "build", "--strict"], workshop, **settings)
    assert done.returncode == 0, done.stderr
    assert digests(workshop / "site") == digests(built_small / "site")


def test_with_problems_the_last_site_stays_as_it_was(workshop: Path) -> None:
    site = workshop / "site"
    site.mkdir()
    (site / "index.html").write_text("the last good site", "utf-8")
    spoiled = spoil(workshop)
    done = run(["generator", "build", "--today", TODAY.isoformat()], workshop)
    assert done.returncode == 1
    assert f"practices/cases/{spoiled.name}:2:1: error: unknown-key: nothing is called “titel” here" in done.stdout
    assert "Did you mean “title”" in done.stdout
    assert digests(site) == {"index.html": hashlib.sha256(b"the last good site").hexdigest()}
    assert not any((workshop / "build" / "docs").rglob("*.md"))


def test_with_problems_the_plugin_refuses_too(workshop: Path) -> None:
    site = workshop / "site"
    site.mkdir()
    (site / "index.html").write_text("the last good site", "utf-8")
    spoil(workshop)
    done = run(["mkdocs", "build"], workshop)
    assert done.returncode == 1
    assert "unknown-key" in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(site) == {"index.html": hashlib.sha256(b"the last good site").hexdigest()}


def test_a_host_that_fails_leaves_the_last_site_as_it_was(again: Path) -> None:
    before = digests(again / "site")
    frame = again / "templates" / "overrides" / "main.html"
    frame.write_text(f"{frame.read_text('utf-8')}{{% lamps %}}\n", "utf-8")
    with pytest.raises(Stopped, match="lamps"):
        build(again, TODAY)
    assert digests(again / "site") == before
    with pytest.raises(Stopped, match="lamps"):
        build(again, TODAY)  # it is not forgotten because nothing changed the second time


def test_only_what_changed_is_built_again_and_a_page_whose_record_is_gone_goes_too(again: Path) -> None:
    lone = again / "practices" / "organisations" / "a-lone-one.md"
    lone.write_text("---\ntitle: A lone one\n---\n", "utf-8")
    build(again, TODAY)
    site = again / "site"
    times = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    lone.write_text("---\ntitle: A lone one\n---\n\nIt has a story now.\n", "utf-8")
    composed = {page.address: page.as_bytes() for page in make_site(again, TODAY).pages}
    last = {path: path.read_bytes() for path in (again / "build" / "docs").rglob("*") if path.is_file()}
    second = build(again, TODAY)
    changed = {name for name, data in composed.items() if last[again / "build" / "docs" / name] != data}
    fresh = {path.relative_to(site).as_posix() for path in times if path.stat().st_mtime_ns != times[path]}
    assert fresh == {"organisations/a-lone-one.html"}
    assert "It has a story now." in (site / "organisations" / "a-lone-one.html").read_text("utf-8")
    # And what follows from it: its data, and the list of what each page was last, by which a copy is held against newer ones.
    assert changed == {
        "organisations/a-lone-one.md", "organisations/a-lone-one.json", "data/organisations.json",
        "data/organisations.jsonl", "data/library.jsonld", "assets/held.js",
    }  # fmt: skip
    assert second.changed == len(changed)
    lone.unlink()
    build(again, TODAY)
    assert not (site / "organisations" / "a-lone-one.html").exists()
    assert not (again / "build" / "docs" / "organisations" / "a-lone-one.md").exists()


def test_an_incremental_build_gives_the_bytes_of_a_whole_one(built_small: Path, again: Path) -> None:
    path = again / "practices" / "organisations" / "lantern-readers.md"
    text = path.read_text("utf-8")
    path.write_text(text + "\nA line that is taken out again.\n", "utf-8")
    build(again, TODAY)
    page = again / "site" / "organisations" / "lantern-readers.html"
    assert "A line that is taken out again." in page.read_text("utf-8")
    path.write_text(text, "utf-8")
    build(again, TODAY)
    assert digests(again / "site") == digests(built_small / "site")


def test_what_a_preview_wrote_into_the_tree_is_built_too(again: Path) -> None:
    record = again / "practices" / "organisations" / "lantern-readers.md"
    record.write_text(record.read_text("utf-8") + "\nWords that came while the preview ran.\n", "utf-8")
    assert write_tree(make_site(again, TODAY).pages, again / TREE)
    build(again, TODAY)
    page = again / "site" / "organisations" / "lantern-readers.html"
    assert "Words that came while the preview ran." in page.read_text("utf-8")


def test_the_tree_is_written_only_where_bytes_changed(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*", "utf-8")
    pages = [Page("a.md", "A\n"), Page("b/c.md", "C\n")]
    assert write_tree(pages, tmp_path) == ["a.md", "b/c.md"]
    time = (tmp_path / "a.md").stat().st_mtime_ns
    assert write_tree([pages[0]], tmp_path) == ["b/c.md"]
    assert (tmp_path / "a.md").stat().st_mtime_ns == time
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", "a.md"]


def test_render_writes_the_tree_alone_and_spares_other_folders(workshop: Path) -> None:
    done = run(["generator", "render", "--to", "tree"], workshop)
    assert done.returncode == 0, done.stderr
    assert (workshop / "tree" / "cases" / "index.md").is_file()
    assert any(path.suffix not in (".md", ".json") for path in (workshop / "tree").rglob("[!.]*.*"))
    once = digests(workshop / "tree")
    (workshop / "tree" / "cases" / "index.md").write_text("half", "utf-8")
    (workshop / "tree" / ".keep").touch()
    again = practices(workshop, "render", "--to", "tree")
    assert again.exit_code == 0, again.stderr
    assert "1 of them changed" in again.stderr
    assert digests(workshop / "tree") == once | {".keep": hashlib.sha256(b"").hexdigest()}
    (workshop / "tree" / "mine.md").write_text("Mine.", "utf-8")
    strange = practices(workshop, "render", "--to", "tree")
    assert strange.exit_code == 2
    assert "such as mine.md" in strange.stderr
    refused = practices(workshop, "render", "--to", "templates")
    assert refused.exit_code == 2
    assert "holds files that this command did not write" in refused.stderr
    docs = practices(workshop, "render", "--to", "docs")
    assert docs.exit_code == 2
    assert (workshop / "templates" / "overrides" / "main.html").is_file()


def test_a_folder_without_records_is_wrong_usage(tmp_path: Path) -> None:
    done = practices(tmp_path, "build")
    assert done.exit_code == 2
    assert "there is no folder practices/" in done.stderr


def test_a_page_written_by_hand_cannot_hide_a_generated_one(workshop: Path) -> None:
    (workshop / "docs" / "cases").mkdir()
    (workshop / "docs" / "cases" / "index.md").write_text("# Cases\n", "utf-8")
    problems = build(workshop, TODAY).problems
    assert [str(p) for p in problems if p.rule == "duplicate-address"] == [
        "docs/cases/index.md:1:1: error: duplicate-address: the address cases/index.md is taken by a generated page."
        " Rename the file in docs/."
    ]
