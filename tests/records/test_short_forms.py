"""Every short form that a record or a page of this library uses is in its glossary or is a name, and the glossary holds no other."""

import re
from pathlib import Path

import pytest

from generator.catalogue.glossary import is_short_form, short_forms
from generator.schema import KINDS, Source
from generator.schema.walk import texts_of

from ..libraries import ROOT, catalogue_of

EXCEPTIONS = {
    "names of things, not of bodies, whose letters no source spells out": {
        "BAHO", "CRECER", "GEWEP", "JATRA", "JUNTOS", "NBKs", "PERUSAN", "REDESA", "SETU", "SHINE", "SUN", "WEMAN", "AMAV",
    },
    "names of bodies that have no record, whose letters no source spells out": {"AFRUS", "APHEDA", "AWID", "CIDDT", "COCAFEM", "Nothing2Hide", "VicHealth"},
    "phases of a programme": {"II", "III", "IV", "UP", "PLUS", "SHEP"},
    "a framework that is called by this word": {"RESPECT"},
    "countries, one by its code, and the European Commission": {"XK", "UK", "US", "DR", "PDR", "EC"},
    "a million bytes": {"MB"},
    "codes of currencies (ISO 4217), beside an amount": {"AUD", "EUR", "USD"},
    "names of sites, programs and licences": {
        "CC", "BY", "AGPL", "CLDR", "CommonMark", "EPUBCheck", "GitLab", "WeasyPrint", "macOS", "MIT", "PyPI", "SCOWL", "ISC", "GOV", "CrimeSolutions", "JavaScript", "TypeScript", "MkDocs", "VS", "PubMed", "ResearchGate", "ScienceOpen", "GitHub",
    },
    "formats, a checklist and a standard that those who use them know by these letters": {"ASCII", "BibTeX", "EPUB", "FAT", "XHTML", "ZIM", "CMS", "CSS", "CSL", "CSV", "GIF", "HEIC", "JPEG", "LD", "PDF", "PNG", "RIS", "SKOS", "TIDieR", "TIFF", "WebAssembly", "WebP", "TeX", "HTML", "JSON", "SVG", "YAML", "WCAG"},
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
    others = (name for role in ("word", "region") for term in catalogue.terms(role) for name in term.term.also)
    known |= {word for name in others for word in re.findall(r"[\w+/]+", name)}
    texts = {f"docs/{path.name}": path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md")}
    for entry in catalogue.entries:
        # Titles, authors, journals and publishers of sources are quoted; a region's countries are codes.
        own = entry.record.model_copy(update={"sources": {}})
        if isinstance(own, Source):
            own = own.model_copy(update={"authors": None, "publisher": None, "journal": None})
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


@pytest.mark.release
def test_no_exception_is_kept_that_no_text_uses() -> None:
    texts = " ".join(path.read_text("utf-8") for kind in (*KINDS, "docs") for path in _files(kind))
    words = set(re.findall(r"\w+", texts))
    assert sorted(word for words_ in EXCEPTIONS.values() for word in words_ if word not in words) == []


def _files(kind: str) -> list[Path]:
    return sorted((ROOT / ("docs" if kind == "docs" else f"practices/{kind}")).rglob("*.md"))


@pytest.mark.release
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
