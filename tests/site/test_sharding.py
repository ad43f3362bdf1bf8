"""Several machines build a site together: each a shard, and one lays them together. What comes of it has the bytes of one build."""

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from generator.address import Share
from generator.folders import TREE
from generator.pages import FAMILIES
from generator.publish.digesting import digest
from generator.publish.exchange import OUT, PUBLISHED, digests
from generator.publish.host import Host
from generator.publish.sharding import NO_HTML, build_shard
from generator.publish.shards import HTML, MANIFEST, MARKDOWN
from generator.site import make_site

from ..sites import TODAY, Once, practices, run, small_library

DAY = ("--today", TODAY.isoformat())
AS_IT_WAS = "Nothing was published; the last site stays as it was."


def by_machines(library: Path, count: int, to: Path) -> list[Path]:
    """The shards that so many machines make of a library, each with a process of its own, and three with a checkout of their own."""
    shards = []
    for number in range(1, count + 1):
        machine = to / f"machine-{number % 3}"
        if not machine.exists():
            shutil.copytree(library, machine)
        shards.append(to / f"carried-{number}")
        done = run(["generator", "build", "--shard", f"{number}/{count}", "--out", str(shards[-1]), *DAY], machine)
        assert done.returncode == 0, done.stderr
        assert not (machine / OUT).exists()
        assert not (machine / "build/site").exists()
    return shards


@pytest.mark.parametrize(
    "count", [2, *(pytest.param(count, marks=pytest.mark.release) for count in (1, 3, len(FAMILIES) + 1))]
)
def test_the_merged_site_has_the_bytes_of_one_that_one_machine_built(
    count: int, workshop: Path, built_small: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shards = by_machines(workshop, count, tmp_path_factory.mktemp("machines"))
    pages = [{path.name for path in (shard / MARKDOWN).rglob("*.md")} for shard in shards]
    assert all(pages) or count > 3
    done = run(["generator", "merge", *DAY, *map(str, reversed(shards))], workshop)
    assert done.returncode == 0, done.stderr
    assert digests(workshop / OUT) == digests(built_small / OUT)
    assert digests(workshop / TREE) == digests(built_small / TREE)
    assert json.loads((workshop / PUBLISHED).read_text()) == json.loads((built_small / PUBLISHED).read_text())
    again = practices(workshop, "build", *DAY)
    assert " pages, 0 of them changed." in again.stderr


@pytest.fixture
def hosted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pages MkDocs was asked to make, each time."""
    asked: list[int] = []
    plain = Host.is_made

    def is_made(host: Host, pages: int, *, only_missing: bool = False) -> bool:
        asked.append(pages)
        return plain(host, pages, only_missing=only_missing)

    monkeypatch.setattr(Host, "is_made", is_made)
    return asked


@pytest.fixture(scope="module")
def shards(once: Once) -> Path:
    """The root of a small library with both shards of it in build/; tests must not change it."""

    def lay(root: Path) -> None:
        small_library(root)
        for number in range(2):
            build_shard(root, TODAY, Share(number, 2), root / f"build/shard-{number + 1}-of-2")

    return once("shards", lay)


@pytest.fixture
def merging(shards: Path, tmp_path: Path) -> Path:
    """The root of a copy of one's own, with a site that was built some time ago."""
    root = shutil.copytree(shards, tmp_path / "library", ignore=shutil.ignore_patterns("site", "published.json"))
    (root / OUT).mkdir()
    (root / OUT / "index.html").write_text("the last site", "utf-8")
    return root


def merged(root: Path, *words: str) -> Result:
    return practices(root, "merge", *DAY, *(words or ("build/shard-1-of-2", "build/shard-2-of-2")))


def test_each_page_is_composed_and_hosted_once(merging: Path, hosted: list[int]) -> None:
    whole = {page.address for page in make_site(merging, TODAY).pages if page.address.endswith(".md")}
    parts = [
        {path.relative_to(shard).as_posix() for path in shard.rglob("*.md")}
        for shard in sorted(merging.glob(f"build/shard-*/{MARKDOWN}"))
    ]
    assert [len(list((merging / f"build/shard-{number}-of-2" / HTML).rglob("*.html"))) for number in (1, 2)] == [
        len(part) for part in parts
    ]
    assert not parts[0] & parts[1]
    assert parts[0] | parts[1] == {address for address in whole if not address.startswith("outgoing")}
    assert merged(merging).exit_code == 0
    assert hosted == [len(whole) - len(parts[0] | parts[1])]


def resealed(folder: Path, **other: object) -> None:
    """Let a manifest say something else, as if it had been written so."""
    told = json.loads((folder / MANIFEST).read_text("utf-8").partition("\n")[2])
    text = json.dumps(told | other, indent=0, sort_keys=True)
    (folder / MANIFEST).write_text(f"{digest(text.encode())}\n{text}\n", "utf-8")


def appended(address: str) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        with (root / address).open("a", encoding="utf-8") as file:
            file.write("\nMore.\n")

    return act


def of_another_program(root: Path) -> None:
    resealed(root / "build/shard-2-of-2", program="00")


def of_another_count(root: Path) -> None:
    resealed(root / "build/shard-2-of-2", of=3)


def of_another_number(root: Path) -> None:
    """A shard that says that it is another one: what it holds does not agree."""
    resealed(root / "build/shard-1-of-2", number=2)
    resealed(root / "build/shard-2-of-2", number=1)


def cut_short(root: Path) -> None:
    path = root / "build/shard-2-of-2" / MANIFEST
    path.write_bytes(path.read_bytes()[:-20])


def of_a_newer_program(root: Path) -> None:
    resealed(root / "build/shard-2-of-2", more="of it")


def one_page_less(root: Path) -> None:
    next((root / "build/shard-2-of-2" / HTML).rglob("*.html")).unlink()


def a_link_for_a_page(root: Path) -> None:
    page = next((root / "build/shard-2-of-2" / HTML).rglob("*.html"))
    page.rename(root / "elsewhere.html")
    page.symlink_to(root / "elsewhere.html")


def twice(root: Path) -> None:
    shutil.copytree(root / "build/shard-1-of-2", root / "build/shard-2-of-2", dirs_exist_ok=True)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda root: shutil.rmtree(root / "build/shard-2-of-2" / HTML),
            "/build/shard-2-of-2 is not what was built: html/",
        ),
        (one_page_less, ".html is missing. Build that shard again"),
        (a_link_for_a_page, ".html is damaged. Build that shard again"),
        (appended("build/shard-1-of-2/html/index.html"), "html/index.html is none of its files"),
        (appended("build/shard-2-of-2/html/index.html"), "html/index.html is damaged. Build that shard again"),
        (appended("build/shard-2-of-2/notes.txt"), "notes.txt is none of its files"),
        (cut_short, f"{MANIFEST} is damaged, or of another program."),
        (of_a_newer_program, f"{MANIFEST} is damaged, or of another program."),
        (lambda root: (root / "build/shard-2-of-2" / MANIFEST).unlink(), "/build/shard-2-of-2 is no shard of a build"),
        (of_another_program, "was built by another program"),
        (of_another_count, "is one of 2 shards and "),
        (of_another_number, "belongs to another shard"),
        (twice, "Shard 1 of 2 is there twice, in "),
        (
            appended("practices/cases/market-shelf.md"),
            "was built of other files than lie here. Check out the same commit",
        ),
        (appended("mkdocs.yml"), "was built of other files than lie here."),
    ],
)
def test_what_does_not_belong_together_is_said_and_the_last_site_stays(
    spoil: Callable[[Path], None], said: str, merging: Path, hosted: list[int]
) -> None:
    # Which of the two holds the first page follows from its address; the tests above need it to be the second.
    assert (merging / "build/shard-2-of-2/html/index.html").is_file()
    spoil(merging)
    done = merged(merging)
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr
    assert done.stderr.endswith(f"{AS_IT_WAS}\n")
    assert (merging / OUT / "index.html").read_text("utf-8") == "the last site"
    assert hosted == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["build/shard-1-of-2"], 1, "Shard 2 of 2 is missing. Name the folders of all shards"),
        (["build/shard-1-of-2", "build/shard-1-of-2"], 1, "A folder of a shard is named twice."),
        (["build/shard-1-of-2", "docs"], 1, f"/docs is no shard of a build: it holds no {MANIFEST}."),
        (["build/shard-1-of-2", "build/shard-3-of-2"], 2, "'build/shard-3-of-2' does not exist"),
        (["build/shard-1-of-2", "mkdocs.yml"], 2, "'mkdocs.yml' is a file"),
        ([], 2, "Missing argument 'DIR...'"),
    ],
)
def test_folders_that_are_no_shards_are_not_merged(words: list[str], code: int, said: str, merging: Path) -> None:
    done = practices(merging, "merge", *DAY, *words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr
    assert (merging / OUT / "index.html").read_text("utf-8") == "the last site"


def test_several_missing_shards_are_all_named(merging: Path) -> None:
    resealed(merging / "build/shard-1-of-2", of=4)
    assert "The shards 2, 3, 4 of 4 are missing." in merged(merging, "build/shard-1-of-2").stderr


def test_shards_of_another_day_are_not_merged(merging: Path) -> None:
    other = (TODAY + datetime.timedelta(1)).isoformat()
    done = practices(merging, "merge", "--today", other, "build/shard-1-of-2", "build/shard-2-of-2")
    assert done.exit_code == 1
    assert f"was built for {TODAY}, and this is {other}. Give each machine the same day, with --today." in done.stderr


@pytest.mark.parametrize("word", ["0/0", "0/4", "5/4", "2", "2/", "/2", "a/b", "-1/2", "1/2/3", "1.5/2"])
def test_a_shard_that_there_is_not_is_wrong_usage(word: str, merging: Path) -> None:
    done = practices(merging, "build", "--shard", word)
    assert (done.exit_code, done.stdout) == (2, "")
    assert repr(word) in done.stderr


def test_a_shard_is_laid_into_no_folder_of_other_files(merging: Path) -> None:
    done = practices(merging, "build", "--shard", "1/2", "--out", "docs")
    assert done.exit_code == 2
    assert "docs holds files that this command did not write" in done.stderr
    assert practices(merging, "build", "--out", "other").exit_code == 2


def test_of_a_library_with_errors_each_machine_says_so_and_none_leaves_a_shard(workshop: Path) -> None:
    (workshop / "practices/cases/ferry.md").write_text("---\ntitle: Ferry\nstrategies: [nowhere]\n---\n", "utf-8")
    whole = practices(workshop, "build", *DAY)
    for number in (1, 2):
        done = practices(workshop, "build", "--shard", f"{number}/2", *DAY)
        assert (done.exit_code, done.stdout) == (1, whole.stdout)
        assert f"Shard {number} of 2 was not built." in done.stderr
    assert not list((workshop / "build").glob("shard-*"))


def test_an_older_shard_in_the_same_place_is_replaced_whole(merging: Path) -> None:
    place = merging / "build/shard-1-of-2"
    before = digests(place)
    appended("build/shard-1-of-2/html/index.html")(merging)
    (place / MARKDOWN / "left-behind.md").write_text("A page", "utf-8")
    assert practices(merging, "build", "--shard", "1/2", *DAY).exit_code == 0
    assert digests(place) == before


def test_a_build_after_a_shard_makes_the_tree_whole_again(again: Path) -> None:
    before = digests(again / TREE)
    assert practices(again, "build", "--shard", "1/2", *DAY).exit_code == 0
    assert digests(again / TREE) != before
    assert " 0 of them changed." in practices(again, "build", *DAY).stderr
    assert digests(again / TREE) == before


def test_a_link_to_a_place_that_is_not_there_is_said_as_one_machine_says_it(workshop: Path) -> None:
    """The check looks at texts, and the host at what templates write as well."""
    template = workshop / "templates/pages/organisations.md.jinja"
    template.write_text(template.read_text("utf-8") + "\n[On](../about.md#nowhere)\n", "utf-8")
    whole = practices(workshop, "build", *DAY)
    assert whole.exit_code == 1
    assert "#nowhere" in whole.stderr
    shards = [f"build/shard-{number}-of-2" for number in (1, 2)]
    for number in (1, 2):
        assert practices(workshop, "build", "--shard", f"{number}/2", *DAY).exit_code == 0
    done = practices(workshop, "merge", *DAY, *shards)
    assert (done.exit_code, done.stderr) == (1, whole.stderr)


def test_where_mkdocs_does_more_than_make_pages_the_merge_has_it_make_them_all(workshop: Path, tmp_path: Path) -> None:
    (workshop / "hook.py").write_text("def on_post_page(output, **_):\n    return output + '<!-- seen -->'\n", "utf-8")
    with (workshop / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [hook.py]\n")
    one = shutil.copytree(workshop, tmp_path / "one")
    assert practices(one, "build", *DAY).exit_code == 0
    for number in (1, 2):
        assert NO_HTML in practices(workshop, "build", "--shard", f"{number}/2", *DAY).stderr
        assert not (workshop / f"build/shard-{number}-of-2" / HTML).exists()
    done = practices(workshop, "merge", *DAY, "build/shard-1-of-2", "build/shard-2-of-2")
    assert done.exit_code == 0, done.stderr
    assert digests(workshop / OUT) == digests(one / OUT)
    assert "<!-- seen -->" in (workshop / OUT / "index.html").read_text("utf-8")
