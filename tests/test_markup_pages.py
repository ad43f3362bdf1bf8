"""Whole pages, as the host converts them and as we do: of invented libraries, and of a site with all that a link can do wrong."""

import logging
import shutil

import mkdocs
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.publish.exchange import digests
from generator.publish.tree import write_tree

from . import sites
from .conftest import EXAMPLES
from .libraries import make_site
from .markup_judge import judged

SETTINGS = (sites.REPOSITORY / "mkdocs.yml").read_text("utf-8")
KNOWN = SETTINGS.split("markdown_extensions:\n", 1)[1].split("\n\n", 1)[0]


def biblioteca(to):
    shutil.copytree(EXAMPLES / "biblioteca", to, dirs_exist_ok=True)
    shutil.copytree(sites.REPOSITORY / "templates", to / "templates")
    settings = (to / "mkdocs.yml").read_text("utf-8")
    (to / "mkdocs.yml").write_text(settings.replace("../../../templates", "templates"), "utf-8")


@pytest.mark.thorough
@pytest.mark.parametrize("lay", [sites.small_library, sites.words_library, biblioteca], ids=lambda lay: lay.__name__)
def test_all_pages_of_small_libraries_are_converted_and_are_as_the_host_makes_them(lay, tmp_path):
    lay(tmp_path)
    write_tree(make_site(tmp_path, sites.TODAY).pages, tmp_path / "build/docs")
    pages = judged(tmp_path)
    assert len(pages) > 20
    assert {page.address: page.difference or page.reason for page in pages if page.difference or page.reason} == {}


@pytest.mark.thorough
def test_pages_of_a_large_library_are_as_the_host_makes_them(built):
    pages = judged(built)
    assert {page.address: page.difference for page in pages if page.difference} == {}
    by_hand = {path.relative_to(built / "docs").as_posix() for path in (built / "docs").rglob("*.md")}
    assert {page.address for page in pages if page.reason} <= by_hand


# The host around it

PAGES = {
    "index.md": "# Home\n\n[a](a.md) [dead](gone.md) [no place](a.md#nowhere) [own](#missing) [abs](/a.md) [folder](sub)\n"
    "[there](sub/b.md#here) [outside](https://a.example) [mail](mailto:a@b.example) [up](../x.md) [hidden](hidden.md)\n",
    "a.md": "Text.[^n] [b](sub/b.md) [html](sub/b.html) [twice](sub/./b.md#here)\n\n## A heading\n\n[^n]: A [note](gone.md).\n[^o]: x\n",
    "sub/b.md": '<a id="here"></a>\n\n[back](../index.md#home) [x](../a.md#a-heading)\n\n<div id="in" markdown="1">\n\n[c](#in)\n\n</div>\n',
    "hidden.md": "[a](a.md)\n",
    "left.md": "![a](b.png) [dead](gone.md) [place](a.md#nowhere)\n",
}


def site_of(folder, settings, caplog, *, convert, extensions=KNOWN):
    """What is built of the pages, and what the host says meanwhile."""
    for name, text in PAGES.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text, "utf-8")
    own = f"plugins:\n  - practices: {{render: false, convert: {'true' if convert else 'false'}}}\n"
    text = f"site_name: A\ntheme: mkdocs\nexclude_docs: hidden.md\nmarkdown_extensions:\n{extensions}\n{own}{settings}"
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    caplog.clear()
    with caplog.at_level(logging.INFO, "mkdocs"), caplog.at_level(logging.DEBUG, "mkdocs.plugins.practices"):
        build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    said = [(one.levelname, one.getMessage()) for one in caplog.records if one.name.startswith("mkdocs.structure")]
    left = [one.getMessage() for one in caplog.records if one.name == "mkdocs.plugins.practices"]
    made = {name: value for name, value in digests(folder / "site").items() if name.endswith(".html")}
    return made, said, left


VALIDATION = "validation: {links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}}\n"


@pytest.fixture
def both(tmp_path, caplog, monkeypatch):
    """Builds the pages both ways with the same settings."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    def built(settings, **more):
        ways = []
        for convert in (False, True):
            shutil.rmtree(tmp_path / "library", ignore_errors=True)
            (tmp_path / "library").mkdir()
            ways.append(site_of(tmp_path / "library", settings, caplog, convert=convert, **more))
        return ways

    return built


@pytest.mark.parametrize("more", ["use_directory_urls: false\n", "use_directory_urls: true\n"])
def test_the_host_says_of_links_what_it_would_have_said(both, more):
    theirs, ours = both(VALIDATION + more)
    assert ours[:2] == theirs[:2]
    assert len(ours[2]) == 1
    assert "left.md" in ours[2][0]
    words = " ".join(message for _, message in ours[1])
    for part in ("gone.md", "#nowhere", "#missing", "/a.md", "'sub'", "hidden.md", "fnref:o", "sub/b.html"):
        assert part in words


@pytest.mark.parametrize(
    "extensions",
    [f"{KNOWN}\n  - abbr", "  - toc: {permalink: true}\n  - footnotes", "  - md_in_html"],
    ids=["more", "options", "less"],
)
def test_with_other_extensions_all_is_left_to_the_host(both, extensions):
    theirs, ours = both("use_directory_urls: false\n", extensions=extensions)
    assert ours == theirs


def test_with_another_host_all_is_left_to_it(both, monkeypatch):
    monkeypatch.setattr(mkdocs, "__version__", "1.7.0")
    theirs, ours = both("use_directory_urls: false\n")
    assert ours == theirs


def test_pages_are_converted_unless_a_setting_says_no(both):
    theirs, ours = both("use_directory_urls: false\n")
    assert theirs[2] == []
    assert ours[2] != []
