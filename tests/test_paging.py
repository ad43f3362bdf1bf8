"""Long lists go on over several pages: nothing is lost, nothing stands twice, and every page stays light."""

import gzip
import posixpath
import re

import pytest

from benchmarks.records import TODAY, write_library
from generator.catalogue import Catalogue
from generator.catalogue.knowledge import Knowledge
from generator.pages import Page
from generator.pages.paging import HEAVIEST, cut
from generator.render import Renderer

from .libraries import LIBRARY, examine, make_site

CASES = 100
"""Enough that lists of every sort are cut."""
LIGHT = 60 * 1024
"""What a page of the tree may weigh compressed, in bytes: its HTML is heavier than its Markdown, and has 100 kB."""


@pytest.fixture(scope="module")
def renderer():
    return Renderer(Knowledge(Catalogue(examine(LIBRARY, TODAY).library, "", (), TODAY)))


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    root = tmp_path_factory.mktemp("long") / "library"
    write_library(root, CASES, LIBRARY)
    for address in ("contribute/index.md", "about.md"):
        (root / "docs" / address).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / address).write_text("# A page\n", "utf-8")
    site = make_site(root, TODAY)
    assert site.is_sound
    return {page.address: page.text for page in site.pages if page.address.endswith(".md")}


def page_of(*items, most=3, key="cases", words="Cases", within="", before=""):
    listed = "".join(f"\x1e- {item}\n" for item in items)
    head = '---\ntitle: "Tea &amp; \\"bread\\""\ntab: "Theme TB"\nsource_path: "practices/x.md"\n---\n'
    text = f"{head}# Tea\n\n{before}\n\x1c{key}\x1f{most}\x1f{within}\x1f{words}\x1c\n{listed}\x1c/\x1c\n\nThe foot.\n"
    return Page("themes/tea.md", text)


def items_in(text):
    return re.findall(r"^- (.*)$", text, re.MULTILINE)


def test_a_short_list_only_loses_its_signs(renderer):
    (page,) = cut(page_of("one", "two", "three"), renderer)
    assert page.text.endswith("# Tea\n\n- one\n- two\n- three\n\nThe foot.\n")


def test_a_list_without_items_keeps_what_is_said_instead(renderer):
    text = "# Tea\n\n\x1ccases\x1f3\x1f\x1f\x1c\nThere is none.\n\x1c/\x1c\n"
    assert [page.text for page in cut(Page("x.md", text), renderer)] == ["# Tea\n\nThere is none.\n"]


def test_a_sign_outside_of_a_list_is_taken_away(renderer):
    assert [page.text for page in cut(Page("x.md", "\x1e- one\n"), renderer)] == ["- one\n"]


def test_a_list_with_which_a_page_ends_loses_its_signs(renderer):
    nowhere = renderer.catalogue.library.model_copy(
        update={"repository": None, "private_address": None}
    )  # no way to its file, or to us, below the list
    renderer = Renderer(Knowledge(Catalogue(nowhere, "", (), TODAY)))
    page = Page("overdue.md", renderer.page("overdue", "overdue.md", path=""))
    assert page.text.endswith("\x1c/\x1c\n")
    (shown,) = cut(page, renderer)
    assert not re.search("[\x00-\x09\x0b-\x1f]", shown.text)


def test_a_long_list_goes_on_beside_its_page_in_its_order(renderer):
    names = [f"item {number}" for number in range(1, 9)]
    pages = list(cut(page_of(*names), renderer))
    assert [page.address for page in pages] == ["themes/tea.md", "themes/tea--cases-2.md", "themes/tea--cases-3.md"]
    assert [items_in(page.text) for page in pages] == [names[:3], names[3:6], names[6:]]
    assert [re.search(r"\d+ to \d+ of \d+", page.text)[0] for page in pages] == [
        "1 to 3 of 8",
        "4 to 6 of 8",
        "7 to 8 of 8",
    ]
    assert pages[0].text.endswith("The foot.\n")
    assert "The foot." not in pages[1].text


def test_the_ways_to_other_pages_say_what_they_are(renderer):
    first, middle, last = cut(page_of(*"abcdefgh"), renderer)

    def ways(page):
        return dict(re.findall(r'\]\(([^)]*)\)\{ rel="(\w+)" \}', page.text))

    assert ways(first) == {"tea--cases-2.md": "next", "tea--cases-3.md": "last"}
    assert re.findall(r'\]\(([^)]*)\)\{ rel="(\w+)" \}', middle.text) == [
        ("tea.md#list-cases", "first"),
        ("tea.md#list-cases", "prev"),
        ("tea--cases-3.md", "next"),
        ("tea--cases-3.md", "last"),
    ]
    assert ways(last) == {"tea.md#list-cases": "first", "tea--cases-2.md": "prev"}
    assert 'id="list-cases"' in first.text


def test_a_later_page_says_what_it_belongs_to_and_is_not_indexed(renderer):
    page = list(cut(page_of(*"abcdefgh", within="hg-list"), renderer))[1]
    head, _, text = page.text.partition("\n---\n")
    assert 'title: "Tea &amp; &quot;bread&quot;: Cases, Page 2 of 3"' in head
    assert 'tab: "Theme TB, Page 2 of 3"' in head
    assert "kind:" not in head
    assert 'source_path: "practices/x.md"' in head
    assert '[Tea &amp; "bread"](tea.md) › Page 2 of 3' in text
    assert '# Tea &amp; "bread": Cases\n\n## Page 2 of 3\n' in text
    assert '<div class="hg-list" markdown="1">' in text


def test_heavy_items_are_cut_by_what_they_weigh_and_each_gets_on_some_page(renderer):
    names = ["x" * (HEAVIEST // 3), "y" * (2 * HEAVIEST), "z" * (HEAVIEST // 3), "w" * (HEAVIEST // 3)]
    pages = list(cut(page_of(*names, most=100), renderer))
    assert [[item[0] for item in items_in(page.text)] for page in pages] == [["x"], ["y"], ["z", "w"]]


def test_a_heading_within_a_list_stands_again_where_a_page_begins_below_it(renderer):
    text = "# Tea\n\n\x1cpage\x1f2\x1f\x1f\x1c\n\x1d### One\n\n\x1e- a\n\x1e- b\n\x1e- c\n\n\x1d### Two\n\n\x1d### Three\n\n\x1e- d\n\x1c/\x1c\n"
    head = '---\ntitle: "Tea"\nsource_path: "practices/x.md"\n---\n'
    pages = [page.text for page in cut(Page("x.md", head + text), renderer)]
    found = [re.findall(r"^(?:### (\w+)|- (\w))$", page, re.MULTILINE) for page in pages]
    assert [[a or b for a, b in page] for page in found] == [["One", "a", "b"], ["One", "c", "Two"], ["Three", "d"]]


def test_two_long_lists_on_a_page_go_on_apart(renderer):
    one = page_of(*"abcd").text
    other = "\x1cdue\x1f2\x1f\x1fNext\x1c\n\x1e- e\n\x1e- f\n\x1e- g\n\x1c/\x1c\n"
    addresses = [page.address for page in cut(Page("x.md", one + other), renderer)]
    assert addresses == ["x.md", "x--cases-2.md", "x--due-2.md"]


# At the size of a large library


@pytest.mark.thorough
def test_every_page_of_a_large_library_is_light(tree):
    heavy = {address: len(gzip.compress(text.encode())) for address, text in tree.items()}
    assert {address: size for address, size in heavy.items() if size > LIGHT} == {}
    assert sum("--" in address for address in tree) > 20


@pytest.mark.thorough
def test_no_page_grows_with_the_library(tree):
    """A list that is not cut, such as the answers to a question, is a page that is too heavy once there are enough of them."""
    sizes = {address: len(text.encode()) for address, text in tree.items() if not address.startswith("developing/")}
    assert {address: size for address, size in sizes.items() if size > 1.5 * HEAVIEST} == {}


@pytest.mark.thorough
def test_no_sign_is_left_and_no_footnote_without_its_note(tree):
    for address, text in tree.items():
        assert not re.search("[\x1c-\x1f]", text), address
        if re.search(r"--[a-z-]+-\d+\.md$", address):
            assert "[^" not in text, address


@pytest.mark.thorough
def test_every_case_of_a_strategy_stands_on_one_of_its_pages_once(tree):
    strategies = [
        address for address in tree if re.fullmatch(r"strategies/[a-z0-9-]+\.md", address) and "--" not in address
    ]
    cut_ones = 0
    for address in strategies:
        stem = address.removesuffix(".md")
        later = sorted(
            (one for one in tree if one.startswith(f"{stem}--cases-")), key=lambda one: int(re.findall(r"\d+", one)[-1])
        )
        shown = [slug for one in (address, *later) for slug in re.findall(r'<details id="case-([^"]+)"', tree[one])]
        named = re.search(r"1 to \d+ of (\d+)", tree[address])
        assert len(shown) == len(set(shown))
        if later:
            cut_ones += 1
            assert len(shown) == int(named[1])
    assert cut_ones


@pytest.mark.thorough
def test_every_link_between_pages_leads_to_a_page_that_is_there(tree):
    for address, text in tree.items():
        for target in re.findall(r"\]\(([^)#:\s]+\.md)(?:#[^)]*)?\)", re.sub(r"`[^`]*`", "", text)):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(address), target)) in tree, (address, target)
