"""The way out: the tree is built by hosts that know nothing of this program."""

import re
import shutil
from pathlib import Path

import pytest

from generator.document import read
from generator.folders import TREE
from generator.gate.markup import Reading
from generator.schema import KINDS

from ..sites import run


@pytest.fixture
def tree(built_small: Path, tmp_path: Path) -> Path:
    """A folder that holds the tree, the theme's overrides and the settings, and no records and no program."""
    shutil.copytree(built_small / TREE, tmp_path / TREE)
    shutil.copytree(built_small / "templates" / "overrides", tmp_path / "templates" / "overrides")
    settings = (built_small / "mkdocs.yml").read_text("utf-8")
    without = re.sub(r"^plugins:\n(?:[ ]+.*\n)+", "plugins: []\n", settings, flags=re.MULTILINE)
    assert "practices:" not in without
    (tmp_path / "mkdocs.yml").write_text(without, "utf-8")
    return tmp_path


def assert_every_record_is_there(built_small: Path, site: Path) -> None:
    records = sorted((built_small / "practices").glob("*/*.md"))
    assert len({path.parent.name for path in records}) == len(KINDS)
    for path in records:
        document, _ = read(path, path.relative_to(built_small).as_posix())
        assert document is not None
        record = document.front.value()
        page = text_of(site / path.parent.name / f"{path.stem}.html")
        assert words(record["title"]) in page, path
        assert words(record.get("summary", "")) in page, path
        for lesson in record.get("lessons", []):
            assert words(lesson["text"]) in page, path
        assert 'id="hg-exit" href="../measures.html"' in (site / path.parent.name / f"{path.stem}.html").read_text(
            "utf-8"
        )
    assert (site / "measures.html").read_bytes() == (built_small / TREE / "measures.html").read_bytes()
    assert (site / "assets" / "exit.js").is_file()


def assert_the_policy_is_kept(site: Path) -> None:
    """The frame carries the policy, and links tell nothing of their reader, whatever the host."""
    for name in ("safety.html", "cases/fjord-boat.html", "404.html"):
        page = Reading((site / name).read_text("utf-8"))
        causes = {finding.cause for finding in page.findings}
        assert page.links, name
        assert causes & {"other-policy", "link-without-rel"} == set(), name


def text_of(path: Path) -> str:
    html = path.read_text("utf-8")
    html = re.sub(r"<(script|style|head).*?</\1>", " ", html, flags=re.DOTALL)
    # What a short form stands for is set in brackets behind it, within the record's own words.
    html = re.sub(r'<span class="hg-long">.*?</span>', " ", html)
    return words(re.sub(r"<[^>]+>", " ", html).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def test_stock_mkdocs_builds_the_tree_without_the_plugin(built_small: Path, tree: Path) -> None:
    done = run(["mkdocs", "build", "--strict"], tree)
    assert done.returncode == 0, done.stderr
    assert_every_record_is_there(built_small, tree / "site")
    assert_the_policy_is_kept(tree / "site")


def test_zensical_builds_the_tree(built_small: Path, tree: Path) -> None:
    done = run(["zensical", "build", "--clean"], tree)
    assert done.returncode == 0, done.stdout + done.stderr
    assert_every_record_is_there(built_small, tree / "site")
    assert_the_policy_is_kept(tree / "site")
