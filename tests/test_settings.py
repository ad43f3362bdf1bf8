"""What MkDocs would stop at in its settings is said by the check first; what it takes is let through."""

import shutil
from pathlib import Path

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig

from generator.check.settings import KNOWN, NEEDED, unusable
from generator.document import tree

from .conftest import EXAMPLES
from .libraries import LIBRARY, TODAY, examine

ROOT = Path(__file__).parent.parent
GONE = {"google_analytics", "pages"}
"""Settings of the past, which MkDocs refuses."""


def said(text, root=ROOT):
    keys, found = tree(text, "mkdocs.yml", 0, own=False)
    assert keys
    return [*found, *unusable(keys, "mkdocs.yml", root)]


def refused_by_the_host(text, folder):
    settings = MkDocsConfig()
    settings.load_dict({"docs_dir": str(folder), **yaml.safe_load(text)})
    errors, warnings = settings.validate()
    return [name for name, _ in (*errors, *warnings)]


def test_every_setting_of_the_host_is_known():
    assert set(KNOWN) - {"INHERIT"} == {name for name, _ in MkDocsConfig()._schema} - GONE - {"config_file_path"}


@pytest.mark.parametrize(
    "path", [ROOT / "mkdocs.yml", EXAMPLES / "biblioteca" / "mkdocs.yml"], ids=lambda path: path.parent.name
)
def test_the_settings_that_come_along_can_be_used(path):
    assert said(path.read_text("utf-8"), path.parent) == []


UNUSABLE = (
    "them: material", "theme: materal", "theme:\n  name: materal", "extra_css: shelf.css", "extra: [slash]", "hooks: [gone.py]",
    "markdown_extensions: tables", "markdown_extensions: [tabel]", "markdown_extensions:\n  - toc:\n    permalink: true",
    "plugins: search", "plugins: [serch]", "nav: index.md", "nav:\n  Cases: a.md", "nav:\n  - A: a.md\n    B: b.md", "nav:\n  - A:",
    "nav:\n  - [a.md]", "nav:\n  - A:\n      B: b.md", "site_url: lending.example", "repo_url: lending.example",
    "markdown_extensions:\n  - toc:\n      permalnk: true", "markdown_extensions:\n  toc:\n    anchors: true",
    "markdown_extensions:\n  - footnotes:\n      UNIQUE_IDS: perhaps", "markdown_extensions:\n  - toc: permalink",
    "markdown_extensions:\n  - toc:\n      - permalink: true", "markdown_extensions:\n  - sane_lists:\n      depth: 2",
    "markdown_extensions:\n  - markdown.extensions.toc:\n      permalnk: true", "mdx_configs:\n  toc:\n    permalink: true",
)  # fmt: skip


@pytest.mark.parametrize("text", UNUSABLE)
def test_what_the_host_refuses_is_said_once_with_its_place(text, tmp_path):
    text = f"site_name: Lending\n{text}\n"
    assert refused_by_the_host(text, tmp_path)
    (problem,) = said(text)
    assert (problem.rule, problem.place.line > 1) == ("host-setting", True)


@pytest.mark.parametrize(
    "text",
    [
        "theme: material\nplugins: [search, tags]",
        "theme: null\nnav:",
        "plugins:\n  search: {}\n  practices:",
        "markdown_extensions:\n  toc:\n    permalink: true\n  markdown.extensions.tables:",
        "markdown_extensions:\n  - toc:\n      permalink: true\n  - attr_list",
        "markdown_extensions:\n  - toc:\n      permalink: Here\n      anchorlink: yes\n  - tables:\n  - footnotes: {UNIQUE_IDS: 2}",
        "nav:\n  - index.md\n  - More:\n      - a.md\n      - B: b.md\n  - Elsewhere: https://lamps.example/",
        "site_url:\nextra_css: []\nstrict: yes",
    ],
)
def test_what_the_host_takes_is_let_through(text, tmp_path):
    text = f"site_name: Lending\n{text}\n"
    assert refused_by_the_host(text, tmp_path) == []
    assert said(text) == []


@pytest.mark.parametrize("name", NEEDED)
def test_what_the_site_rests_on_is_not_turned_off(name):
    (problem,) = said(f"site_name: Lending\n{name}: {'docs' if name == 'docs_dir' else 'true'}\n")
    assert problem.fix == f"Write `{name}: {NEEDED[name]}`"
    assert said(f"site_name: Lending\n{name}: !ENV [SOMETHING, 1]\n") == []


def test_templates_of_ones_own_lead_nowhere_wrong_while_a_record_has_errors(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copy(ROOT / "mkdocs.yml", root)
    record = min((root / "practices/cases").glob("*.md"))
    record.write_text(record.read_text("utf-8").replace("title:", "titel:"), "utf-8")
    found = [one for one in examine(root, TODAY).problems if one.place.path.startswith("templates/")]
    assert found == []


def test_an_option_that_an_extension_does_not_have_is_told_with_the_nearest_one() -> None:
    (near, far) = said("site_name: x\nmarkdown_extensions:\n  - toc:\n      permalnk: true\n      colour: red\n")
    assert str(near).startswith(
        "mkdocs.yml:4:7: error: host-setting: the Markdown extension toc has no option “permalnk”. Did you mean “permalink”?"
    )
    assert (far.place.line, "or use one of: anchorlink, anchorlink_class" in far.fix) == (5, True)
