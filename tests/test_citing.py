"""Files for programs of references: what they hold, and that no text breaks them; read by readers that are not ours."""

import codecs
import datetime
import html
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
from pybtex.database import Person, parse_string

import generator
from generator.catalogue.citing import FORMATS, Reference
from generator.catalogue.citing.authors import Name, credit
from generator.catalogue.citing.formats import bibtex, csl_json, ris
from generator.catalogue.citing.meta_tags import meta_tags
from generator.check.frame import online_address
from generator.schema import Citation
from generator.schema.fields import fields_of

from .libraries import LIBRARY, ROOTS, TODAY, make_site, pages_of
from .test_pages import NASTY

GOLDEN = Path(__file__).parent / "examples" / "citing"
KINDS = ("record", *next(field.choices for field in fields_of(Citation) if field.name == "kind"))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(LIBRARY)


@pytest.mark.parametrize("name", ["market-shelf", "who-reads-at-night", "a-shelf-in-every-village", "boxes-and-boats"])
@pytest.mark.parametrize("ending", FORMATS)
def test_a_record_comes_out_as_the_example_shows(pages: dict[str, str], name: str, ending: str) -> None:
    found = {
        address.rpartition("/")[2]: text
        for address, text in pages.items()
        if address.endswith((f"/{name}.{ending}", f"/{name}.sources.{ending}"))
    }
    shown = {path.name: path.read_bytes().decode() for path in GOLDEN.glob(f"{name}.*{ending}")}
    assert found == {called: text for called, text in shown.items() if called.endswith(f".{ending}")}


def test_every_record_has_its_files_and_nothing_else_has(pages: dict[str, str]) -> None:
    site = make_site(LIBRARY, TODAY)
    told, with_sources = set(), set()
    for path in (LIBRARY / "practices").glob("*/*.md"):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        record, kind = yaml.safe_load(front), path.parent.name
        is_bare = kind == "organisations" and not body.strip() and "recommendations" not in record
        if kind == "sources" or (record.get("status", "outline") != "outline" and not is_bare):
            told.add(f"{kind}/{path.stem}.")
            if kind != "sources" and "sources" in record:
                with_sources.add(f"{kind}/{path.stem}.sources.")
    assert with_sources
    for ending in FORMATS:
        files = {address.removesuffix(ending) for address in pages if address.endswith(f".{ending}")}
        assert files == told | with_sources
    assert len({page.address for page in site.pages}) == len(site.pages)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("cases/market-shelf", "status: documented\n", "status: outline\n"),
        ("organisations/lantern-readers", "", ""),
    ],
)
def test_an_outline_and_a_bare_organisation_have_no_files_and_tell_programs_nothing(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / f"{name}.md"
    text = (
        path.read_text("utf-8").replace(old, new, 1)
        if old
        else path.read_text("utf-8").rpartition("---\n")[0] + "---\n"
    )
    path.write_text(re.sub(r"(?ms)^recommendations:\n(?:[ -].*\n)+", "", text), "utf-8")
    made = pages_of(root)
    assert {address for address in made if address.startswith(f"{name}.")} == {f"{name}.md", f"{name}.json"}
    assert "\ncitation:\n" not in made[f"{name}.md"]
    assert ("{ #cite }" in made[f"{name}.md"]) == name.startswith("cases/")
    assert "BibTeX" not in made[f"{name}.md"]


def test_each_page_links_to_the_files_beside_it(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        for ending in (part + ending for ending in FORMATS for part in ("", "sources.")):
            name = address.removesuffix("md").rpartition("/")[2] + ending
            if f"{address.removesuffix('md')}{ending}" in pages and address.endswith(".md"):
                assert f']({name}){{ download="{name}" }}' in text, address


def test_a_citation_names_first_those_who_did_the_work_then_the_sources_then_the_library(pages: dict[str, str]) -> None:
    line = next(line for line in pages["cases/market-shelf.md"].splitlines() if line.startswith("Lantern Readers: "))
    order = ["Lantern Readers", "The shelf at the market", "Lantern Readers (2021)", "Shelves reviewed (about 2022)"]
    order += ["The Lantern Shelf", "November 1, 2026", '<span class="hg-address"></span>', "CC BY 4.0"]
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
        assert whole not in made[f"cases/market-shelf.sources.{ending}"]
        assert "market-shelf.html" not in pages[f"cases/market-shelf.{ending}"]
    assert f"{whole}." in made["cases/market-shelf.md"]
    assert "hg-address" not in made["cases/market-shelf.md"]


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
        assert "Shelves reviewed" not in texts[f"cases/market-shelf.sources.{ending}"]
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
    publisher=st.none() | TEXTS,
    volume=st.none() | TEXTS,
    issue=st.none() | TEXTS,
    pages=st.none() | st.sampled_from(["45-67", "45 – 67", "e0212847", "816S-829S", "{a}_b"]),
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
    "}",
    language="en",
    note="~^",
    volume="ER  - ",
    issue="\r\nTY  - ",
    pages="1--2",
)
SPACED = Reference(
    "a", "news", "x\u2028y\tz  w", "n.d.", "Émile Ångström و 李", "100 % & more_", language="ar", note="-"
)


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


@pytest.mark.thorough
@given(st.lists(REFERENCES, min_size=1, max_size=3, unique_by=lambda reference: reference.key))
@example([HOSTILE])
@example([SPACED])
def test_a_bibtex_file_reads_back_as_it_was(references: list[Reference]) -> None:
    entries = parse_string(bibtex(references), "bibtex").entries
    assert list(entries) == [reference.key for reference in references]
    for reference in references:
        fields = {name: detex(value) for name, value in entries[reference.key].fields.items() if name != "url"}
        people = [person for some in entries[reference.key].persons.values() for person in some]
        assert fields["title"] == plain(reference.title)
        others = [("others", "")] if reference.who.and_others else []
        assert [named(person) for person in people] == [*map(in_parts, reference.who.names), *others]
        assert fields.get("note", "").endswith(plain(reference.note or ""))
        assert fields.get("volume", "") == plain(reference.volume or "")
        assert fields.get("number", "") == plain(reference.issue or "")
        assert detex(entries[reference.key].fields.get("pages", "").replace("--", "-")) == "-".join(
            end for end in reference.page_ends if end
        )
        shown = [
            field for name, field in fields.items() if name not in ("title", "note", "volume", "number", "language")
        ]
        assert {plain(text) for text in (reference.container, reference.publisher) if text and plain(text)} <= set(
            shown
        )
        assert entries[reference.key].fields.get("url", "") == (reference.url or "")
        assert entries[reference.key].fields.get("doi", "") == (reference.doi or "")
        assert fields["year"] == reference.published[:4] if "-" in reference.published else reference.published


def named(person: Person) -> tuple[str, str]:
    """Family and given names, as BibTeX takes them apart."""
    family, given = (" ".join(names) for names in (person.prelast_names + person.last_names, person.first_names))
    assert not person.middle_names
    assert not person.lineage_names
    return detex(family), detex(given)


def in_parts(name: Name) -> tuple[str, str]:
    return (name.family or name.whole, name.given)


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
        assert entry.get("volume", "") == plain(reference.volume or "")
        assert entry.get("number", "") == plain(reference.issue or "")
        assert (entry.get("start_page", ""), entry.get("end_page", "")) == reference.page_ends
        assert entry.get("secondary_title", "") == plain(reference.container or "")
        assert entry.get("publisher", "") == plain(reference.publisher or "")
        assert entry.get("access_date") == ("2026/11/01/" if reference.accessed else None)
        assert not entry.get("unknown_tag")


@pytest.mark.parametrize(
    ("authors", "names", "rest"),
    [
        ("Lamp", ["Lamp"], ""),
        ("Amina Lamp", ["Lamp, Amina"], ""),
        ("A. Lamp", ["Lamp, A."], ""),
        ("J.-P. de la Cruz", ["de la Cruz, J.-P."], ""),
        ("Amina van der Boat", ["van der Boat, Amina"], ""),
        ("Amina Bo van der Boat", ["van der Boat, Amina Bo"], ""),
        ("F. Reed zu Lamp", ["Reed zu Lamp, F."], ""),
        ("Lamp, Amina", ["Lamp, Amina"], ""),
        ("Lamp, Amina; de la Vega, Bo", ["Lamp, Amina", "de la Vega, Bo"], ""),
        ("Nguyen Lamp, An; Reed, Bo and others", ["Nguyen Lamp, An", "Reed, Bo"], "and others"),
        ("Lamp and Reed", ["Lamp", "Reed"], ""),
        ("Lamp & Reed", ["Lamp", "Reed"], ""),
        ("Lamp, Reed, van der Boat and O’Quill", ["Lamp", "Reed", "van der Boat,", "O’Quill"], ""),
        ("Amina Lamp, Bo Reed, and Cy Quill", ["Lamp, Amina", "Reed, Bo", "Quill, Cy"], ""),
        ("Lamp and others", ["Lamp"], "and others"),
        ("Lamp, Reed and others", ["Lamp", "Reed"], "and others"),
        ("Lamp et al.", ["Lamp"], "et al."),
        ("Amina Lamp and Bo Reed, with Cy Quill", ["Lamp, Amina", "Reed, Bo"], "with Cy Quill"),
        ("Amina Bo Lamp", ["Amina Bo Lamp,"], ""),
        ("World Lamp Organization", ["World Lamp Organization,"], ""),
        ("World Lamp Organization and others", ["World Lamp Organization,"], "and others"),
        ("LAMPS and UN Readers", ["LAMPS and UN Readers,"], ""),
        ("the readers of Lampton", ["the readers of Lampton,"], ""),
    ],
)
def test_persons_are_told_one_by_one_where_that_is_plain(authors: str, names: list[str], rest: str) -> None:
    """A comma keeps a name of several words whole in Zotero's reader, in pandoc 3.9 and in citation-js."""
    reference = Reference("a", "book", "T", "2021", authors)
    (read,) = rispy.loads(ris([reference]).replace("\r\n", "\n"))
    assert (read["authors"], read.get("notes", [])) == (names, [rest] if rest else [])
    people = parse_string(bibtex([reference]), "bibtex").entries["a"].persons["author"]
    (item,) = json.loads(csl_json([reference]))
    others = ["others"] if rest and not rest.startswith("with") else []
    told = [name.removesuffix(",") for name in names] + others
    assert [", ".join(part for part in named(person) if part) for person in people] == told
    assert [", ".join(name.values()) for name in item["author"]] == told
    assert item.get("note", "") == ("" if others else rest)
    assert [content for tag, content in meta_tags(reference) if tag == "citation_author"] == told[: len(names)]


def test_an_institution_is_one_name_and_a_person_has_two_parts() -> None:
    assert credit("World Lamp Organization").names == (Name(whole="World Lamp Organization"),)
    assert credit("Lamp, Amina; Reed, Bo").names == (Name("Lamp", "Amina"), Name("Reed", "Bo"))
    (item,) = json.loads(csl_json([Reference("a", "report", "T", "2021", "World Lamp Organization")]))
    assert item["author"] == [{"literal": "World Lamp Organization"}]


def test_editors_are_editors_in_ris() -> None:
    (read,) = rispy.loads(ris([Reference("a", "book", "T", "2021", "Edited by Lamp and Reed")]).replace("\r\n", "\n"))
    assert (read.get("authors", []), read["secondary_authors"]) == ([], ["Lamp", "Reed"])


def test_editors_are_editors_elsewhere_too() -> None:
    edited = Reference("a", "book", "T", "2021", "Edited by Lamp and Reed")
    assert [*parse_string(bibtex([edited]), "bibtex").entries["a"].persons] == ["editor"]
    (item,) = json.loads(csl_json([edited]))
    assert (item.get("author"), item["editor"]) == (None, [{"family": "Lamp"}, {"family": "Reed"}])
    assert ("citation_editor", "Lamp") in meta_tags(edited)


@given(st.lists(REFERENCES, min_size=1, max_size=3))
@example([HOSTILE])
@example([SPACED])
def test_a_csl_file_reads_back_as_it_was(references: list[Reference]) -> None:
    read = json.loads(csl_json(references))
    assert_is_csl(read)
    for reference, item in zip(references, read, strict=True):
        assert item["title"] == plain(reference.title)
        names = [*item.get("author", []), *item.get("editor", [])]
        told = [(name.get("family") or name["literal"], name.get("given", "")) for name in names]
        others = [("others", "")] if reference.who.and_others else []
        assert told == [*map(in_parts, reference.who.names), *others]
        assert (item.get("volume", ""), item.get("issue", "")) == tuple(
            plain(text or "") for text in (reference.volume, reference.issue)
        )
        assert item.get("page", "") == "-".join(end for end in reference.page_ends if end)
        shown = {item.get("container-title"), item.get("publisher")}
        expected = (reference.container, reference.publisher)
        assert {plain(text) for text in expected if text and plain(text)} <= shown
        assert item.get("DOI") == reference.doi
        assert ("accessed" in item) == bool(reference.accessed)
        year = item.get("issued", {}).get("date-parts", [["n.d."]])[0][0]
        assert str(year) == reference.published.removeprefix("c. ")[:4]
        assert item.get("issued", {}).get("circa", False) == reference.published.startswith("c. ")


CSL_TYPES = {"webpage", "report", "article-journal", "article-newspaper", "book", "personal_communication"}
CSL_TEXTS = {"title", "container-title", "publisher", "language", "URL", "note", "DOI", "volume", "issue", "page"}


def assert_is_csl(items: list[dict[str, object]]) -> None:
    """What the official schema (csl-data.json) asks of the parts that are used here."""
    for item in items:
        assert item.keys() <= {"id", "type", "author", "editor", "issued", "accessed"} | CSL_TEXTS
        assert item["type"] in CSL_TYPES
        assert isinstance(item["id"], str)
        assert all(isinstance(item[name], str) for name in item.keys() & CSL_TEXTS)
        for name in (*item.get("author", []), *item.get("editor", [])):
            assert name.keys() in ({"literal"}, {"family"}, {"family", "given"})
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


# Nothing is lost


def sources_as_written(root: Path) -> dict[str, dict[str, dict[str, str]]]:
    """The sources of all records, as text, by the address of the record without its ending."""
    works, found = {}, {}
    for path in (root / "practices").glob("*/*.md"):
        front = yaml.load(path.read_text("utf-8").split("---\n")[1], yaml.BaseLoader)
        if path.parent.name == "sources":
            works[path.stem] = front
        found[f"{path.parent.name}/{path.stem}"] = front.get("sources") or {}
    return {
        address: {key: works[source["source"]] if "source" in source else source for key, source in own.items()}
        for address, own in found.items()
    }


def every_field_reads_back(root: Path) -> int:
    """Compare what three readers make of all files of sources with the records; how many sources that are."""
    pages, compared = pages_of(root), 0
    for address, sources in sources_as_written(root).items():
        if f"{address}.sources.bib" not in pages:
            continue
        in_bibtex = parse_string(pages[f"{address}.sources.bib"], "bibtex").entries
        in_ris = {one["id"]: one for one in rispy.loads(pages[f"{address}.sources.ris"].replace("\r\n", "\n"))}
        in_csl = {item["id"]: item for item in json.loads(pages[f"{address}.sources.csl.json"])}
        for key in sources:
            called = f"{address.split('/')[1]}:{key}"
            one, item = in_ris[called], in_csl[called]
            one["urls"] = "".join(one.get("urls", []))
            told = {name: plain(value) for name, value in sources[key].items() if isinstance(value, str)}
            fields = in_bibtex[called].fields
            for name, bib, ris_name, csl_name in KNOWN:
                if name not in told:
                    continue
                value = (
                    told[name].removeprefix("doi:").removeprefix("https://doi.org/") if name == "doi" else told[name]
                )
                assert detex(fields[bib]) == value or fields[bib] == value, (address, key, name)
                assert (one[ris_name], item[csl_name]) == (value, value), (address, key, name)
            pages_told = re.sub(r"\s*[–-]\s*", "-", told.get("pages", ""))
            assert "-".join(filter(None, (one.get("start_page"), one.get("end_page")))) == pages_told
            assert item.get("page", "") == fields.get("pages", "").replace("--", "-") == pages_told
            compared += 1
    return compared


KNOWN = (
    ("title", "title", "title", "title"),
    ("journal", "journal", "secondary_title", "container-title"),
    ("volume", "volume", "volume", "volume"),
    ("issue", "number", "number", "issue"),
    ("doi", "doi", "doi", "DOI"),
    ("url", "url", "urls", "URL"),
)
"""A field of a source, and what it is called in BibTeX, by the reader of RIS, and in CSL-JSON."""


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_every_field_of_every_source_reads_back(root: Path) -> None:
    assert every_field_reads_back(root)


# What a page tells


def told_by(page: str) -> list[list[str]]:
    """The elements of its head. Their values are written into it as they stand, so nothing in them may end an attribute."""
    told = yaml.safe_load(page.split("---\n")[1]).get("citation", [])
    assert not [value for _, value in told if re.search('[<>"]', value)]
    return [[name, html.unescape(value)] for name, value in told]


def test_a_page_tells_programs_how_it_is_cited(pages: dict[str, str]) -> None:
    assert told_by(pages["cases/market-shelf.md"]) == [
        ["citation_title", "Lantern Readers: The shelf at the market"],
        ["citation_publisher", "The Lantern Shelf"],
        ["citation_publication_date", "2026/11/01"],
        ["citation_language", "en"],
    ]


def test_the_page_of_a_source_tells_them_of_the_work(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "sources" / "boxes-and-boats.md"
    article = "journal: Boats\nvolume: 7\nissue: 2\npages: 10-19\nkind: journal-article\n"
    text = path.read_text("utf-8").replace("kind: evaluation\n", article).replace("year: c. 2022", "year: 2022")
    path.write_text(text, "utf-8")
    told = told_by(pages_of(root)["sources/boxes-and-boats.md"])
    assert [value for name, value in told if name == "citation_author"] == ["Odhiambo, A.", "Berg, K."]
    assert {name: value for name, value in told if name != "citation_author"} == {
        "citation_title": 'Boxes "and" boats | a study',
        "citation_journal_title": "Boats",
        "citation_volume": "7",
        "citation_issue": "2",
        "citation_firstpage": "10",
        "citation_lastpage": "19",
        "citation_publisher": 'Reading "Aloud" | Press',
        "citation_publication_date": "2022",
        "citation_doi": "10.1234/boxes.(2022)_5",
        "citation_public_url": "https://copies.example/boxes?a=1&b=(2)",
        "citation_language": "en",
    }


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
