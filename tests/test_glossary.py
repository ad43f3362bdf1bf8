"""Short forms are written out where a page first uses them, and nowhere else; and each is known."""

import shutil
from pathlib import Path

import markdown
import pytest

from generator.catalogue import Catalogue
from generator.catalogue.glossary import names, uses
from generator.catalogue.knowledge import Knowledge
from generator.pages import Page
from generator.pages.abbreviations import ShortForms

from .libraries import COUNTY, EXTENSIONS, LIBRARY, catalogue_of, pages_of


@pytest.fixture(scope="module")
def example() -> Catalogue:
    return catalogue_of(LIBRARY)


def made_of(catalogue: Catalogue, text: str, address: str = "cases/x.md") -> str:
    return ShortForms(Knowledge(catalogue)).expanded(Page(address, text)).text


ILL = '<abbr>ILL</abbr> <span class="hg-long">([loan between libraries](../vocabularies/short-forms/loan.md))</span>'
PLURAL = (
    '<abbr>{}</abbr> <span class="hg-long">([ILL: loan between libraries](../vocabularies/short-forms/loan.md))</span>'
)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("They use ILL.", f"They use {ILL}."),
        ("(ILL)", f"({ILL})"),
        ("ILL and ILL", f"{ILL} and ILL"),
        ("Two ILLs.", "Two " + PLURAL.format("ILLs") + "."),
        ("The ILL's rules.", "The " + PLURAL.format("ILL's") + " rules."),
        ("An ILL-led day.", "An " + PLURAL.format("ILL-led") + " day."),
        ("A non-ILL day.", "A " + PLURAL.format("non-ILL") + " day."),
        ("«ILL»، ثم ILL", f"«{ILL}»، ثم ILL"),
    ],
)
def test_a_short_form_is_written_out_at_its_first_use(example: Catalogue, text: str, made: str) -> None:
    assert made_of(example, text) == made


@pytest.mark.parametrize(
    "text",
    [
        "ILLness, SKILL, xILL, ILL2 and МILLя, ILL是书",
        "[ILL](../x.md) and [a ILL b](y.md)",
        "## What ILL is { #ill }",
        "`ILL` and ``a ` ILL``",
        "```\nILL\n```",
        "    ILL in code",
        '<p class="ILL" title="of ILL">',
        "<svg><text>ILL</text></svg>",
        '<a href="x">ILL</a>',
        "<summary>of ILL</summary>",
        '<script type="application/ld+json">{"a":"ILL"}</script>',
        "<!-- ILL -->",
        "https://ILL.example/ILL",
        "x@ILL.example",
        "[^ILL] is a mark",
        "[^a]: *ILL*, a report.",
        "text { .ILL }",
        "the ILL Office",
        "Loans between libraries (ILL) and loan between libraries (ILL)",
        "An ILL, that is a loan between\nlibraries.",
    ],
)
def test_elsewhere_it_is_left_as_it_is(example: Catalogue, text: str) -> None:
    assert made_of(example, text) == text


def test_front_matter_is_left_and_the_text_below_is_not(example: Catalogue) -> None:
    assert made_of(example, "---\ntitle: ILL\n---\nILL") == f"---\ntitle: ILL\n---\n{ILL}"


def test_what_nearly_everybody_knows_is_not_written_out(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "vocabularies" / "short-forms.md"
    path.write_text(path.read_text("utf-8").replace("    short: [ÇĞ]", "    short: [ÇĞ]\n    familiar: true"), "utf-8")
    made = made_of(catalogue_of(root), "ÇĞ and ÇĞ")
    assert made == '<abbr title="çok dilli &amp; geniş [raf]">ÇĞ</abbr> and ÇĞ'


def test_the_word_that_stands_behind_it_is_not_said_twice(example: Catalogue) -> None:
    assert ">([loan between](" in made_of(example, "The ILL libraries know")
    assert ">([loan between libraries](" in made_of(example, "The ILL librariesque know")


def test_its_own_page_does_not_explain_it(example: Catalogue) -> None:
    assert made_of(example, "ILL", "vocabularies/short-forms/loan.md") == "ILL"


def test_two_short_forms_of_one_thing_are_explained_once(example: Catalogue) -> None:
    assert made_of(example, "ILL, IL\\|L") == f"{ILL}, IL\\|L"


def test_a_short_form_may_hold_signs_and_any_letters(example: Catalogue) -> None:
    assert "<abbr>IL\\|L</abbr> <span" in made_of(example, "An IL\\|L.")
    assert "([çok dilli &amp; geniş \\[raf\\]](../vocabularies/short-forms/tongues.md))" in made_of(example, "ÇĞ!")


def test_organisations_and_cases_are_explained_from_their_own_records(example: Catalogue) -> None:
    assert made_of(example, "HLF paid.") == (
        '<abbr>HLF</abbr> <span class="hg-long">([Hill Library Fund](../organisations/hill-library-fund.md))</span> paid.'
    )
    assert "[The shelf at the market](market-shelf.md)" in made_of(example, "The TSM.")


def test_a_short_form_of_two_records_is_explained_by_neither(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "organisations" / "lantern-readers.md"
    path.write_text(path.read_text("utf-8").replace("title:", "acronym: HLF\ntitle:", 1), "utf-8")
    assert made_of(catalogue_of(root), "HLF paid.") == "HLF paid."


def test_the_same_pages_give_the_same_bytes_and_writing_out_twice_changes_nothing(example: Catalogue) -> None:
    once = made_of(example, "ILL, HLF and ÇĞ: TSM.")
    assert once == made_of(example, "ILL, HLF and ÇĞ: TSM.")
    assert made_of(example, once) == once


def test_what_is_written_out_is_good_html(example: Catalogue) -> None:
    text = '- an ILL\n\n<div markdown="1">\n\nHLF\n{ .a }\n\n</div>\n\n<p markdown="span">ÇĞ</p>\n'
    html = markdown.markdown(made_of(example, text), extensions=EXTENSIONS)
    assert html.count("<abbr>") == html.count('class="hg-long">(<a href="../') == 3
    assert "](" not in html


def test_a_long_page_of_unfinished_signs_is_read_in_one_go(example: Catalogue) -> None:
    """Each start of what never ends must not make the rest be read again: this would take minutes."""
    for sign in ("[", "`", "<", "{", "![", "[a](", "<!-", "\\", "ILL-", "a-", "[^", "&", "https://", "    ", "\n#"):
        text = sign * (200_000 // len(sign))
        assert len(made_of(example, text)) >= len(text)


def test_a_glossary_page_lists_who_uses_it(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "cases" / "market-shelf.md"
    path.write_text(path.read_text("utf-8").replace("The shelf came every", "By ILL the shelf came every"), "utf-8")
    catalogue = catalogue_of(root)
    assert [entry.slug for entry in uses(catalogue)["vocabularies/short-forms/loan.md"]] == ["market-shelf"]
    pages = pages_of(root)
    assert "](../../cases/market-shelf.md)" in pages["vocabularies/short-forms/loan.md"]
    assert "market-shelf" not in pages["vocabularies/short-forms/tongues.md"]
    assert ILL in pages["cases/market-shelf.md"]
    assert "# loan between libraries (IL\\|L, ILL)" in pages["vocabularies/short-forms/loan.md"]


def test_names_in_which_short_forms_stand_are_left_whole() -> None:
    county = catalogue_of(COUNTY)
    assert "LED Lenders' Guild" in names(county)
    assert "<abbr>" not in made_of(county, "Paid by LED Lenders' Guild.")
    assert ">LED</abbr> " in made_of(county, "Paid by LED Lenders' Guild, an LED shop.")
