"""Short forms are written out where a page first uses them, and nowhere else; and each is known."""

import re
import shutil
from pathlib import Path

import markdown
import pytest

from generator.catalogue import Catalogue
from generator.catalogue.glossary import is_short_form, names, short_forms, uses
from generator.pages import Page
from generator.pages.abbreviations import expanded
from generator.schema import KINDS
from generator.schema.walk import texts_of

from .libraries import EXTENSIONS, LIBRARY, ROOT, catalogue_of, pages_of


@pytest.fixture(scope="module")
def example() -> Catalogue:
    return catalogue_of(LIBRARY)


def made_of(catalogue: Catalogue, text: str, address: str = "cases/x.md") -> str:
    (page,) = expanded([Page(address, text)], catalogue)
    return page.text


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


# The library's own texts

EXCEPTIONS = {
    "names of things, not of bodies, whose letters no source spells out": {
        "BAHO", "CRECER", "GEWEP", "JATRA", "JUNTOS", "NBKs", "PERUSAN", "REDESA", "SETU", "SHINE", "SUN", "WEMAN", "AMAV",
    },
    "names of bodies that have no record, whose letters no source spells out": {"AFRUS", "APHEDA", "AWID", "CIDDT", "VicHealth"},
    "phases of a programme": {"II", "III", "IV", "UP", "PLUS", "SHEP"},
    "a framework that is called by this word": {"RESPECT"},
    "countries, one by its code, and the European Commission": {"XK", "UK", "US", "DR", "PDR", "EC"},
    "a million bytes": {"MB"},
    "codes of currencies (ISO 4217), beside an amount": {"USD", "EUR"},
    "names of sites, programs and licences": {
        "CC", "BY", "CLDR", "CommonMark", "macOS", "MIT", "PyPI", "SCOWL", "ISC", "GOV", "CrimeSolutions", "JavaScript", "TypeScript", "MkDocs", "PubMed", "ResearchGate", "ScienceOpen", "GitHub",
    },
    "formats and a standard that those who use them know by these letters": {"ASCII", "BibTeX", "CSS", "CSL", "GIF", "HEIC", "JPEG", "LD", "PDF", "PNG", "RIS", "SKOS", "TIFF", "WebAssembly", "WebP", "TeX", "HTML", "JSON", "SVG", "YAML", "WCAG"},
    "a code with small squares, known by these letters": {"QR"},
    "a family of processors, and the file with which every program begins": {"ARM", "README"},
    "the first letters of a case, as an example of a tab": {"WLIE"},
    "keys of a keyboard": {"Ctrl"},
}  # fmt: skip
"""Words with two capitals that need not be explained, by the reason."""

WORD = re.compile(r"(?<![\w/@.])\w*[A-Z][\w+]*(?:-\d+)?(?:/\w+)?")


def prose(text: str) -> str:
    """A text without its addresses, code, link targets and marks of notes."""
    text = re.sub(r"```.*?```|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"https?://\S+|`[^`\n]*`|\]\([^)]*\)|\[\^[^\]]*\]|<[^>]*>|\{[^}\n]*\}", "", text)
    return "\n".join(line for line in text.splitlines() if not line.startswith("    "))


def test_every_short_form_in_a_record_or_a_page_is_known() -> None:
    catalogue = catalogue_of(ROOT)
    known = {*short_forms(catalogue), *(word for words in EXCEPTIONS.values() for word in words)}
    for entry in catalogue.entries:
        for name in (
            entry.record.title,
            getattr(entry.record, "acronym", None) or "",
            *getattr(entry.record, "also", ()),
        ):
            known |= set(re.findall(r"[\w+]+", name))
    # Other words for a term stand beside its label, on its own page.
    others = (name for term in catalogue.terms("word") for name in term.term.also)
    known |= {word for name in others for word in re.findall(r"[\w+/]+", name)}
    texts = {f"docs/{path.name}": path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md")}
    for entry in catalogue.entries:
        # Titles and publishers of sources are quoted; a region's countries are codes.
        own = entry.record.model_copy(update={"sources": {}})
        texts[entry.path] = "\n".join(
            [*texts_of(own), entry.body, *(s.note or "" for s in entry.record.sources.values())]
        )
    texts["practices/library.md"] = catalogue.library.summary + catalogue.library_body
    unknown = {
        (word, path)
        for path, text in texts.items()
        for word in WORD.findall(prose(text))
        if is_short_form(word) and not {word, word.removesuffix("s"), *re.split("[+/]", word)} & known
    }
    assert sorted(unknown) == [], sorted(unknown)


def test_no_exception_is_kept_that_no_text_uses() -> None:
    texts = " ".join(path.read_text("utf-8") for kind in (*KINDS, "docs") for path in _files(kind))
    words = set(re.findall(r"\w+", texts))
    assert sorted(word for words_ in EXCEPTIONS.values() for word in words_ if word not in words) == []


def _files(kind: str) -> list[Path]:
    return sorted((ROOT / ("docs" if kind == "docs" else f"practices/{kind}")).rglob("*.md"))


def test_every_entry_of_the_glossary_is_used() -> None:
    catalogue = catalogue_of(ROOT)
    own = catalogue.vocabulary_for("abbreviation")
    assert own is not None
    texts = [path.read_text("utf-8") for kind in (*KINDS, "docs") for path in _files(kind) if path != ROOT / own.path]
    for term in catalogue.terms("abbreviation"):
        pages = [
            text
            for text in texts
            if any(re.search(rf"\b{re.escape(short)}s?(?!\w)", text) for short in term.term.short)
        ]
        assert pages, term.term.label


def test_names_in_which_short_forms_stand_are_left_whole(example: Catalogue) -> None:
    real = catalogue_of(ROOT)
    assert "UN Women" in names(real)
    assert "<abbr>" not in made_of(real, "Paid by UN Women.")
    assert ">UN</abbr> agency" in made_of(real, "Paid by UN Women, a UN agency.")
    assert example
