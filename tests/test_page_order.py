"""What stands where on the pages of programmes, papers and shelves: what a reader looks for first, nothing twice, one box for what is missing."""

import re
import shutil
from pathlib import Path

import pytest

from generator.catalogue.knowledge import Knowledge
from generator.folders import TEMPLATES
from generator.pages.our_reading import explained_once
from generator.pages.page import Page
from generator.render import Renderer

from .libraries import COUNTY, LIBRARY, ROOTS, catalogue_of, pages_of

HEADING = re.compile(r"^## .*\{ #([\w-]+) \}$", re.MULTILINE)
FOLD = re.compile(r'<details class="hg-fold".*?</details>', re.DOTALL)
GAP = re.compile(r'<div class="(?:[\w-]+ )*hg-gap\b')
PROGRAMMES = [(LIBRARY, "programmes/a-shelf-in-every-village.md"), (COUNTY, "programmes/a-thousand-lamps.md")]


@pytest.mark.parametrize(("root", "address"), PROGRAMMES)
def test_what_a_programme_wants_and_how_stands_before_how_it_came_about(root: Path, address: str) -> None:
    order = HEADING.findall(pages_of(root)[address])
    places = [order.index(at) for at in ("objectives", "theory-of-change", "activities", "origins")]
    assert places == sorted(places)


@pytest.mark.parametrize(("root", "address"), PROGRAMMES)
def test_what_is_drawn_is_told_once_more_only_under_a_fold(root: Path, address: str) -> None:
    page = pages_of(root)[address]
    drawn = 0
    for section in page.split("\n## ")[1:]:
        if '<figure class="hg-picture' in section:
            drawn += 1
            assert section.index("<figure") < section.index('<details class="hg-fold"')
            after = FOLD.sub("", section.split("</figure>")[1])
            assert not re.search(r"^ *- ", after, re.MULTILINE), after
    assert drawn > 1
    assert '<span id="shelves-stand">' in "".join(FOLD.findall(page)) or root != LIBRARY


@pytest.mark.parametrize(("picture", "is_folded"), [("<figure></figure>", True), ("", False)])
def test_where_nothing_could_be_drawn_the_list_stands_open(tmp_path: Path, picture: str, is_folded: bool) -> None:
    (tmp_path / "pages").mkdir()
    text = f"{{% import 'frame.md.jinja' as frame %}}{{% call frame.as_text('{picture}') %}}- A line{{% endcall %}}"
    (tmp_path / "pages" / "drawn.md.jinja").write_text(text, "utf-8")
    told = Renderer(Knowledge(catalogue_of(LIBRARY)), (tmp_path, TEMPLATES)).page("drawn", "drawn.md")
    assert "- A line" in told
    assert ("<details" in told) == is_folded


def test_the_sign_of_our_reading_is_explained_where_it_is_seen() -> None:
    sign = '<span class="hg-ours">✎ <span>(our reading)</span></span>'
    folded = f'<details class="hg-fold">{sign}</details>'
    told = [explained_once(Page("a.md", f"{folded} A{sign} B{sign}")), explained_once(Page("b.md", folded * 2))]
    said = "✎ <span>(our"
    assert [page.text.count(said) for page in told] == [1, 1]
    assert f" A{sign} B" in told[0].text
    assert told[1].text.startswith(folded)


def test_objectives_are_served_by_their_numbers_and_told_in_full_once() -> None:
    page = pages_of(LIBRARY)["programmes/a-shelf-in-every-village.md"]
    for number, (slug, words, activity) in enumerate(
        [
            ("build-shelves", "Build a shelf in each village.", "carpentry"),
            ("train-keepers", "Train somebody to keep it.", "evening-course"),
        ],
        1,
    ):
        own = page.split(f'<span id="{activity}"></span>')[1].split("\n\n")[0]
        assert f"Serves objective [{number}<span" in own
        assert f"](#{slug})" in own
        told = re.sub(r'<span class="hg-hidden".*?</span>', "", page.split("---\n", 2)[2])
        assert told.count(words) == 1


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_what_a_paper_found_stands_before_what_is_told_of_it(root: Path) -> None:
    seen = 0
    for address, page in pages_of(root).items():
        if not re.fullmatch(r"papers/(?!index)[^/]+\.md", address) or "{ #findings }" not in page:
            continue
        seen += 1
        told = [place.start() for place in re.finditer(r"^## (?!.*\{ #)", page, re.MULTILINE)]
        assert page.index("{ #findings }") < min([*told, len(page)]), address
    assert seen or root != COUNTY


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_a_page_asks_in_one_box_for_what_is_missing(root: Path) -> None:
    asking = {address: len(GAP.findall(page)) for address, page in pages_of(root).items()}
    several = {address for address, count in asking.items() if count > 1}
    assert several <= {"developing/components.md"}
    assert any(asking.values())


def test_a_record_of_which_nothing_is_known_asks_in_one_box_for_all_of_it(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "library")
    for kind in ("cases", "themes", "strategies", "series", "papers", "programmes", "organisations", "questions"):
        more = {"strategies": "theme: bare\n", "papers": "series: bare\n"}.get(kind, "")
        status = "" if kind == "questions" else "status: outline\n"
        path = tmp_path / f"library/practices/{kind}/bare.md"
        path.write_text(f"---\ntitle: Bare of {kind}\n{status}{more}---\n", "utf-8")
    pages = pages_of(tmp_path / "library")
    asked = {
        kind: len(GAP.findall(pages[f"{kind}/bare.md"])) for kind in ("cases", "strategies", "papers", "programmes")
    }
    assert asked == dict.fromkeys(asked, 1)
    assert all(len(GAP.findall(page)) <= 1 for address, page in pages.items() if address.endswith("/bare.md"))
    for address in ("lessons", "recommendations", "links"):
        assert f'<span id="{address}"></span><span id="gap-{address}">' in pages["papers/bare.md"]
    for address in ("activities", "theory-of-change"):
        assert f'<span id="{address}"></span><span id="gap-{address}">' in pages["programmes/bare.md"]
