"""Files for programs of references: what they hold, and that no text breaks them; read by readers that are not ours."""

import codecs
import datetime
import json
import re
import shutil
from pathlib import Path

import latexcodec  # noqa: F401 - it names the codec "ulatex"
import pytest
import rispy
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import parse_string

import generator
from generator.catalogue.citing import FORMATS, Reference
from generator.catalogue.citing.formats import bibtex, csl_json, ris
from generator.check.frame import online_address
from generator.schema import Citation
from generator.schema.fields import fields_of
from generator.site import make_site

from .libraries import LIBRARY, TODAY, pages_of
from .test_pages import NASTY

GOLDEN = Path(__file__).parent / "examples" / "citing"
KINDS = ("record", *next(field.choices for field in fields_of(Citation) if field.name == "kind"))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(LIBRARY)


@pytest.mark.parametrize("name", ["market-shelf", "who-reads-at-night", "a-shelf-in-every-village", "boxes-and-boats"])
@pytest.mark.parametrize("ending", FORMATS)
def test_a_record_comes_out_as_the_example_shows(pages: dict[str, str], name: str, ending: str) -> None:
    found = [text for address, text in pages.items() if address.endswith(f"/{name}.{ending}")]
    assert found == [(GOLDEN / f"{name}.{ending}").read_bytes().decode()]


def test_every_record_has_its_files_and_nothing_else_has(pages: dict[str, str]) -> None:
    site = make_site(LIBRARY, TODAY)
    for ending in FORMATS:
        files = {address.removesuffix(ending) for address in pages if address.endswith(f".{ending}")}
        records = {f"{path.parent.name}/{path.stem}." for path in (LIBRARY / "practices").glob("*/*.md")}
        assert files == records
    assert len({page.address for page in site.pages}) == len(site.pages)


def test_each_page_links_to_the_files_beside_it(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        for ending in FORMATS:
            name = address.removesuffix("md").rpartition("/")[2] + ending
            if f"{address.removesuffix('md')}{ending}" in pages and address.endswith(".md"):
                assert f']({name}){{ download="{name}" }}' in text, address


def test_a_citation_names_first_those_who_did_the_work_then_the_sources_then_the_library(pages: dict[str, str]) -> None:
    line = next(line for line in pages["cases/market-shelf.md"].splitlines() if line.startswith("Lantern Readers: "))
    order = ["Lantern Readers", "The shelf at the market", "Lantern Readers (2021)", "Shelves reviewed (about 2022)"]
    order += ["The Lantern Shelf", "November 1, 2026", "cases/market-shelf.html", "CC BY 4.0"]
    if "1 November 2026" in line:
        order[5] = "1 November 2026"
    places = [line.find(part) for part in order]
    assert -1 not in places, line
    assert places == sorted(places)


# The address of the site


def with_site_url(tmp_path: Path, line: str) -> Path:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    (root / "mkdocs.yml").write_text(f"site_name: x\n{line}\n", "utf-8")
    return root


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("site_url: https://shelf.library/a", "https://shelf.library/a/"),
        ("site_url: 'https://shelf.library/'  # ours", "https://shelf.library/"),
        ("site_url: https://example.org/holding-ground", ""),
        ("site_url: https://www.example.com/", ""),
        ("site_url: http://localhost:8000/", ""),
        ("site_url: https://myexample.org/", "https://myexample.org/"),
        ("site_url: ''", ""),
        ("# site_url: https://shelf.library/", ""),
        ("site_name_url: https://shelf.library/", ""),
    ],
)
def test_the_address_of_the_site_is_the_hosts_unless_it_is_an_example(tmp_path: Path, line: str, address: str) -> None:
    assert online_address(with_site_url(tmp_path, line)) == address


def test_a_record_has_an_address_once_the_site_has_one(tmp_path: Path, pages: dict[str, str]) -> None:
    whole = "https://shelf.library/cases/market-shelf.html"
    made = pages_of(with_site_url(tmp_path, "site_url: https://shelf.library/"))
    for ending in FORMATS:
        assert whole in made[f"cases/market-shelf.{ending}"]
        assert "market-shelf.html" not in pages[f"cases/market-shelf.{ending}"]
    assert f"{whole}." in made["cases/market-shelf.md"]


# What is held back


def test_a_withdrawn_record_has_no_files_and_a_source_held_back_is_in_none(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    for name, old, new in (
        ("cases/fjord-boat.md", "---\n", "---\nwithdrawn:\n  date: 2026-11-01\n"),
        ("cases/market-shelf.md", "    kind: evaluation\n", "    kind: evaluation\n    held_back: safety\n"),
    ):
        path = root / "practices" / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    site = make_site(root, TODAY)
    texts = {page.address: page.text for page in site.pages}
    if not texts:  # what rests on that source alone has to go with it
        pytest.fail(str(site.problems))
    assert "cases/fjord-boat.md" in texts
    assert not any(address.startswith("cases/fjord-boat.") and address != "cases/fjord-boat.md" for address in texts)
    for ending in FORMATS:
        assert "Shelves reviewed" not in texts[f"cases/market-shelf.{ending}"]
    assert "Shelves reviewed" not in texts["cases/market-shelf.md"]


# Nothing breaks a file

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co"]), min_size=1).filter(
    lambda text: text.strip()
)
PUBLISHED = st.sampled_from(["2021", "c. 1998", "n.d.", "2026-11-21"])
REFERENCES = st.builds(
    Reference,
    key=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+)?", fullmatch=True),
    kind=st.sampled_from(KINDS),
    title=TEXTS,
    published=PUBLISHED,
    author=st.none() | TEXTS,
    container=st.none() | TEXTS,
    url=st.none() | st.just("https://books.example/a_b?c=%20&d#e~f$"),
    language=st.sampled_from(["en", "es", "ar"]),
    note=st.none() | TEXTS,
    doi=st.none() | st.just("10.1234/a_b.(5)%20;c"),
    accessed=st.none() | st.just(datetime.date(2026, 11, 1)),
)
HOSTILE = Reference(
    "a-b:c",
    "book",
    NASTY + ' "} @book{x, title={y}}\nER  - \r\nTY  - =cmd|x',
    "c. 1998",
    "{A} and B,, C # %",
    "\\",
    None,
    "en",
    "~^",
)
SPACED = Reference("a", "news", "x\u2028y\tz  w", "n.d.", "Émile Ångström و 李", "100 % & more_", None, "ar", "-")


def plain(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


def detex(text: str) -> str:
    """What TeX would show, by a codec that is not ours; the braces that protect a whole value are taken off."""
    inner = text[1:-1] if text.startswith("{") and text.endswith("}") else text
    named = inner.replace(r"\textbraceleft{}", "\ue000").replace(r"\textbraceright{}", "\ue001")
    named = named.replace(r"\$", "\ue006")  # which the codec leaves as it is
    named = named.replace(r"\textasciicircum{}", "\ue002").replace(r"\textasciitilde{}", "\ue003")
    shown = codecs.decode(named.replace(r"\textbackslash{}", "\ue004").replace("{}", "\ue005"), "ulatex")
    return shown.replace("\ue005", "").translate(
        {0xE000: "{", 0xE001: "}", 0xE002: "^", 0xE003: "~", 0xE004: "\\", 0xE006: "$"}
    )


@given(st.lists(REFERENCES, min_size=1, max_size=3, unique_by=lambda reference: reference.key))
@example([HOSTILE])
@example([SPACED])
def test_a_bibtex_file_reads_back_as_it_was(references: list[Reference]) -> None:
    entries = parse_string(bibtex(references), "bibtex").entries
    assert list(entries) == [reference.key for reference in references]
    for reference in references:
        fields = {name: detex(value) for name, value in entries[reference.key].fields.items() if name != "url"}
        people = entries[reference.key].persons.get("author", [])
        assert fields["title"] == plain(reference.title)
        assert [detex(str(person)) for person in people] == ([plain(reference.author)] if reference.author else [])
        assert fields.get("note", "") == plain(reference.note or "")
        assert entries[reference.key].fields.get("url", "") == (reference.url or "")
        assert entries[reference.key].fields.get("doi", "") == (reference.doi or "")
        assert fields["year"] == reference.published[:4] if "-" in reference.published else reference.published


def words_in(texts: list[str]) -> set[str]:
    return {word.casefold() for text in texts for word in re.findall(r"\w+", text)}


@given(st.lists(REFERENCES, min_size=1, max_size=3))
@example([HOSTILE])
@example([SPACED])
def test_a_ris_file_reads_back_as_it_was(references: list[Reference]) -> None:
    text = ris(references)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in text.removesuffix("\r\n").split("\r\n"))
    read = rispy.loads(text.replace("\r\n", "\n"))
    assert len(read) == len(references)
    for reference, entry in zip(references, read, strict=True):
        assert entry["title"] == plain(reference.title)
        assert entry["id"] == reference.key
        names = [*entry.get("authors", []), *entry.get("secondary_authors", [])]
        told = words_in([*names, *entry.get("notes", [])])
        assert words_in([plain(reference.author or "")]) - told - {"and", "y", "et", "und", "edited", "by"} == set()
        assert bool(names) == bool(reference.author)
        assert entry.get("year", "n.d.") == reference.published.removeprefix("c. ")[:4]
        assert entry.get("date", "").startswith("c. ") == reference.published.startswith("c. ")
        assert entry.get("doi") == reference.doi
        assert entry.get("access_date") == ("2026/11/01/" if reference.accessed else None)
        assert not entry.get("unknown_tag")


@pytest.mark.parametrize(
    ("authors", "names", "rest"),
    [
        ("Lamp", ["Lamp"], ""),
        ("Amina Lamp", ["Amina Lamp"], ""),
        ("A. Lamp", ["Lamp, A."], ""),
        ("J.-P. de la Cruz", ["de la Cruz, J.-P."], ""),
        ("F. Reed zu Lamp", ["Reed zu Lamp, F."], ""),
        ("Lamp, Amina", ["Lamp, Amina"], ""),
        ("Lamp and Reed", ["Lamp", "Reed"], ""),
        ("Lamp & Reed", ["Lamp", "Reed"], ""),
        ("Lamp, Reed, van der Boat and O’Quill", ["Lamp", "Reed", "van der Boat,", "O’Quill"], ""),
        ("Amina Lamp, Bo Reed, and Cy Quill", ["Amina Lamp", "Bo Reed", "Cy Quill"], ""),
        ("Lamp and others", ["Lamp"], "and others"),
        ("Lamp, Reed and others", ["Lamp", "Reed"], "and others"),
        ("Lamp et al.", ["Lamp"], "et al."),
        ("Amina Lamp and Bo Reed, with Cy Quill", ["Amina Lamp", "Bo Reed"], "with Cy Quill"),
        ("World Lamp Organization", ["World Lamp Organization,"], ""),
        ("World Lamp Organization and others", ["World Lamp Organization,"], "and others"),
        ("LAMPS and UN Readers", ["LAMPS and UN Readers,"], ""),
        ("the readers of Lampton", ["the readers of Lampton,"], ""),
    ],
)
def test_ris_has_a_line_for_each_person_where_that_is_plain(authors: str, names: list[str], rest: str) -> None:
    """A comma keeps a name of several words whole in Zotero's reader, in pandoc 3.9 and in citation-js."""
    (read,) = rispy.loads(ris([Reference("a", "book", "T", "2021", authors)]).replace("\r\n", "\n"))
    assert (read["authors"], read.get("notes", [])) == (names, [rest] if rest else [])


def test_editors_are_editors_in_ris() -> None:
    (read,) = rispy.loads(ris([Reference("a", "book", "T", "2021", "Edited by Lamp and Reed")]).replace("\r\n", "\n"))
    assert (read.get("authors", []), read["secondary_authors"]) == ([], ["Lamp", "Reed"])


@given(st.lists(REFERENCES, min_size=1, max_size=3))
@example([HOSTILE])
@example([SPACED])
def test_a_csl_file_reads_back_as_it_was(references: list[Reference]) -> None:
    read = json.loads(csl_json(references))
    assert_is_csl(read)
    for reference, item in zip(references, read, strict=True):
        assert item["title"] == plain(reference.title)
        assert item.get("author", []) == ([{"literal": plain(reference.author)}] if reference.author else [])
        assert item.get("DOI") == reference.doi
        assert ("accessed" in item) == bool(reference.accessed)
        year = item.get("issued", {}).get("date-parts", [["n.d."]])[0][0]
        assert str(year) == reference.published.removeprefix("c. ")[:4]
        assert item.get("issued", {}).get("circa", False) == reference.published.startswith("c. ")


CSL_TYPES = {"webpage", "report", "article-journal", "article-newspaper", "book", "personal_communication"}
CSL_TEXTS = {"title", "container-title", "publisher", "language", "URL", "note", "DOI"}


def assert_is_csl(items: list[dict[str, object]]) -> None:
    """What the official schema (csl-data.json) asks of the parts that are used here."""
    for item in items:
        assert item.keys() <= {"id", "type", "author", "issued", "accessed"} | CSL_TEXTS
        assert item["type"] in CSL_TYPES
        assert isinstance(item["id"], str)
        assert all(isinstance(item[name], str) for name in item.keys() & CSL_TEXTS)
        assert all(name.keys() == {"literal"} for name in item.get("author", []))
        for name in ("issued", "accessed"):
            date = item.get(name, {"date-parts": [[1]]})
            assert date.keys() <= {"date-parts", "circa"}
            (parts,) = date["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(type(part) is int for part in parts)


@pytest.mark.parametrize("library", ["library", "biblioteca"])
def test_every_file_of_a_library_can_be_read(library: str) -> None:
    for address, text in pages_of(LIBRARY.parent / library).items():
        if address.endswith(".bib"):
            assert parse_string(text, "bibtex").entries
        elif address.endswith(".ris"):
            assert rispy.loads(text)
        elif address.endswith(".csl.json"):
            assert_is_csl(json.loads(text))


# The library as a whole


def test_the_citation_file_is_as_its_schema_asks_and_agrees_with_the_program() -> None:
    """What schema.json of the Citation File Format 1.2.0 asks of the keys that are used here."""
    root = Path(__file__).parents[1]
    found = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= found.keys()
    assert found.keys() <= {
        "cff-version",
        "message",
        "type",
        "title",
        "abstract",
        "authors",
        "license",
        "keywords",
        "references",
    }
    assert found["cff-version"] == "1.2.0"
    assert found["type"] in ("dataset", "software")
    assert found["license"] == "CC-BY-4.0"
    assert len(set(found["keywords"])) == len(found["keywords"])
    (program,) = found["references"]
    assert {"type", "title", "authors"} <= program.keys()
    assert program["license"] == "MIT"
    assert program["version"] == generator.__version__
    for author in (*found["authors"], *program["authors"]):
        assert author.keys() == {"name"}
        assert author["name"] in (root / "LICENSE").read_text("utf-8")
    assert found["title"] in (root / "mkdocs.yml").read_text("utf-8")


def test_a_span_of_years_and_a_source_that_is_not_out_yet_are_told_in_every_format() -> None:
    span = Reference(key="a", kind="report", title="Lamps", published="2018-2020")
    assert "year = {2018--2020}" in bibtex([span])
    assert "PY  - 2018\r\nDA  - 2018-2020\r\n" in ris([span])
    assert json.loads(csl_json([span]))[0]["issued"] == {"date-parts": [[2018], [2020]]}
    later = Reference(key="a", kind="report", title="Lamps", published="forthcoming")
    assert "year = {forthcoming}" in bibtex([later])
    assert "DA  - forthcoming\r\n" in ris([later])
    item = json.loads(csl_json([later]))[0]
    assert (item["status"], "issued" in item) == ("forthcoming", False)
