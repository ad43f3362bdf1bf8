"""The library as data: it says what the records say, readers of each format take it, and no spreadsheet runs it."""

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import rdflib
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib.namespace import DCTERMS, RDF, SKOS

from generator.catalogue.knowledge import Knowledge
from generator.clearance.wishes import without_our_notes
from generator.editions import Edition, Made, Shelf
from generator.editions import data as data_edition
from generator.pages import open_data
from generator.pages.open_data.csv_text import csv_text, guarded, unguarded
from generator.pages.open_data.hxl import tag_of
from generator.pages.open_data.tables import TABLES, Data, Table
from generator.pages.open_data.values import UNTOLD
from generator.schema import KINDS, Case, Record
from generator.site import renderer_of

from .conftest import seeded
from .libraries import COUNTY, EXAMPLES, LIBRARY, ROOT, TODAY, catalogue_of, examined, pages_of

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
"""rdflib warns of what its own reader of JSON-LD uses."""
BIBLIOTECA = EXAMPLES / "biblioteca"
"""A library in another language."""
GOLDEN = EXAMPLES / "data" / "columns.txt"
BY_NAME = {table.name: table for table in TABLES}
Rows = list[dict[str, str]]


ONLINE = "https://here.example/"


@cache
def files(root: Path, online: str = "") -> dict[str, str]:
    """All files of data of a library by their addresses, without the pages."""
    return {page.address: page.text for page in open_data.files(Knowledge(catalogue_of(root)), online)}


def file(name: str, root: Path = LIBRARY, online: str = "") -> str:
    return files(root, online)[f"data/{name}"]


@cache
def table(name: str, root: Path = LIBRARY) -> Rows:
    return list(csv.DictReader(io.StringIO(file(f"{name}.csv", root).removeprefix("\ufeff"))))


def told(name: str, root: Path = LIBRARY) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file(f"{name}.json", root))
    return found


# What it says


def test_there_is_a_file_for_each_record_and_each_table_and_their_addresses_are_known() -> None:
    pages, catalogue = pages_of(LIBRARY), catalogue_of(LIBRARY)
    known = list(open_data.addresses(catalogue))
    assert len(known) == len(set(known)) >= len(catalogue.entries) + len(TABLES)
    assert set(known) == files(LIBRARY).keys() <= pages.keys()
    assert {page for page in pages if page.startswith("data/")} <= {*known, open_data.PAGE, open_data.COLUMNS}


def words_of(value: Any) -> Any:
    """A value of front matter as YAML gives it, or of JSON, with every leaf as text and nothing that is empty."""
    if isinstance(value, dict):
        return {str(key): words for key, item in value.items() if (words := words_of(item)) not in ("", [], {})}
    if isinstance(value, list):
        return [words_of(item) for item in value]
    text = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
    return " ".join(text.removeprefix("doi:").split())


def differences(said: Any, written: Any, at: str = "") -> list[str]:
    """Where the data say less than a file does, or something else; what a model adds that was left out is no difference."""
    if isinstance(said, dict) and isinstance(written, dict):
        return [one for key in written for one in differences(said.get(key), written[key], f"{at}.{key}")]
    if isinstance(said, list):
        given = written if isinstance(written, list) else [written]
        if len(said) == len(given):
            return [
                one for i, (a, b) in enumerate(zip(said, given, strict=True)) for one in differences(a, b, f"{at}.{i}")
            ]
    return [] if said == written else [f"{at}: {said!r} is not {written!r}"]


class AsWritten(yaml.SafeLoader):
    """Reads every value as the text that was written."""


AsWritten.yaml_implicit_resolvers = {}


@pytest.mark.parametrize("root", [LIBRARY, BIBLIOTECA], ids=lambda root: root.name)
def test_a_records_file_says_what_the_record_says_read_by_another_reader(root: Path) -> None:
    seen = 0
    for entry in catalogue_of(root).entries:
        said = json.loads(files(root)[f"{entry.kind}/{entry.slug}.json"])
        path = root / "practices" / entry.kind / f"{entry.slug}.md"
        assert (said["id"], said["folder"], said["slug"]) == (f"{entry.kind}/{entry.slug}", entry.kind, entry.slug)
        if entry.withheld or not path.is_file():
            continue
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        written = words_of(yaml.load(front, AsWritten))
        for between_editors in ("for_editors", "consent", "embargo", "withdrawn"):
            written.pop(between_editors, None)
        assert differences(words_of(said), written) == [], path.name
        assert re.findall(r"\w+", said.get("body", "")) == re.findall(r"\w+", body)
        seen += 1
    assert seen > len(KINDS)


def test_rows_are_as_many_as_the_records_have_items_counted_in_their_files() -> None:
    counted: Counter[str] = Counter()
    for path in (LIBRARY / "practices").glob("*/*.md"):
        record = yaml.load(path.read_text("utf-8").split("---\n", 2)[1], AsWritten)
        counted[path.parent.name] += 1
        counted["terms"] += len(record.get("terms", []))
        counted["citations"] += len(record.get("sources", {}))
        for name in ("outcomes", "lessons", "recommendations", "costs", "doses", "reach", "studies"):
            counted[name] += len(record.get(name, []))
        met = record.get("resistance", []) + [
            one for box in record.get("examples", []) for one in box.get("resistance", [])
        ]
        counted["resistance"] += len(met)
        counted["responses"] += sum(len(one.get("responses", [])) for one in met)
    assert {name: len(table(name)) for name in counted} == counted
    assert len(table("records")) == sum(len(table(kind)) for kind in KINDS)


@pytest.mark.parametrize("one", [one for one in TABLES if one.in_full], ids=lambda one: one.name)
def test_tables_lists_and_lines_say_the_same(one: Table) -> None:
    full = told(one.name)
    assert [json.loads(line) for line in file(f"{one.name}.jsonl").splitlines()] == full
    assert len(full) == len(table(one.name))
    for row, whole in zip(table(one.name), full, strict=True):
        for column, _ in one.columns:
            value: Any = whole
            for step in column.steps:
                value = value.get(step) if isinstance(value, dict) else None
            cell = row[column.name] if column.kind in ("integer", "number") else unguarded(row[column.name])
            assert cell == as_cell(value, column.kind), (row["id"], column.name)
    if one.name in KINDS:
        own = [json.loads(files(LIBRARY)[f"{row['id']}.json"]) for row in table(one.name)]
        assert [
            {key: value for key, value in whole.items() if key in part} for whole, part in zip(own, full, strict=True)
        ] == full


def as_cell(value: Any, kind: str) -> str:
    if value in (None, [], {}):
        return ""
    if kind == "list":
        return "|".join(value)
    if kind in ("array", "object"):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if kind == "boolean" else str(value)


@pytest.mark.parametrize("name", ["outcomes", "resistance", "lessons", "recommendations"])
def test_the_address_of_a_part_is_a_place_on_its_page(name: str) -> None:
    pages = pages_of(LIBRARY)
    assert table(name)
    for row in table(name):
        page, _, at = row["address"].partition("#")
        text = pages[page.replace(".html", ".md")]
        assert f'id="{at}"' in text or f"#{at} }}" in text, row["address"]


def test_identifiers_are_each_ones_own_and_say_whether_they_last() -> None:
    for one in TABLES:
        ids = [row["id"] for row in table(one.name, COUNTY) if "id" in row]
        assert len(ids) == len(set(ids)), one.name
    for row in (*table("lessons", COUNTY), *table("citations", COUNTY)):
        assert row["lasts"] == "true"
    for row in table("outcomes", COUNTY):
        assert (row["lasts"] == "false") == bool(re.search(r"#outcome-\d+$", row["id"]))


def test_what_is_between_editors_is_no_field_of_the_data() -> None:
    """Clearance empties it; here it is left out by name as well, and no column says that there could be any."""
    emptied = set(without_our_notes(Case(title="A"))) - {"consent"}
    assert emptied <= UNTOLD[Record]
    names = {column.name for one in TABLES for column, _ in one.columns}
    assert names.isdisjoint({*emptied, "held_back", "told_as", "withdrawn", "consent_reference", "consent_review"})


# What does not change


def test_no_column_that_was_promised_is_gone() -> None:
    """A new one need not be written down before the next release. None is ever taken out of that list."""
    promised = set(GOLDEN.read_text("utf-8").split("\n")) - {""}
    assert (
        promised - {f"{one.name}.{column.name} {column.kind}" for one in TABLES for column, _ in one.columns} == set()
    )


@pytest.mark.release
def test_all_columns_are_promised() -> None:
    """What this release has, the next ones keep: `python -m tests.test_open_data` writes the list."""
    assert GOLDEN.read_text("utf-8") == columns_now()


def columns_now() -> str:
    names = (f"{one.name}.{column.name} {column.kind}" for one in TABLES for column, _ in one.columns)
    return "\n".join(sorted(names)) + "\n"


def test_the_site_has_the_files_that_are_asked_here() -> None:
    assert files(LIBRARY) == {address: text for address, text in pages_of(LIBRARY).items() if address in files(LIBRARY)}


def test_the_same_records_give_the_same_bytes_in_whatever_order_sets_are_walked() -> None:
    asked = "import sys, json; from tests.test_open_data import LIBRARY, files; json.dump(files(LIBRARY), sys.stdout)"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == files(LIBRARY)


# What readers take


@pytest.mark.parametrize("root", [LIBRARY, COUNTY, BIBLIOTECA], ids=lambda root: root.name)
def test_the_data_package_holds_for_an_independent_reader(root: Path, tmp_path: Path) -> None:
    from frictionless import Package, validate  # noqa: PLC0415  (it takes most of a second to load)

    for address, text in files(root).items():
        if address.startswith("data/") and address.endswith((".csv", "datapackage.json")):
            (tmp_path / address.removeprefix("data/")).write_bytes(text.encode())
    report = validate(tmp_path / "datapackage.json")
    assert report.valid, report.flatten(["title", "message"])[:10]
    package = Package(tmp_path / "datapackage.json")
    assert {resource.name for resource in package.resources} == BY_NAME.keys()
    assert package.licenses
    assert package.licenses[0]["path"].startswith("https://")
    assert package.sources
    schema = package.get_resource("outcomes").schema
    assert [(key["fields"], key["reference"]["resource"]) for key in schema.foreign_keys] == [(["record"], "records")]
    assert "improved" in schema.get_field("direction").constraints["enum"]
    assert schema.get_field("evidence").constraints["enum"]
    assert all(field.description and field.title for resource in package.resources for field in resource.schema.fields)


@cache
def rdf(name: str, root: Path = LIBRARY, online: str = "") -> rdflib.Graph:
    return rdflib.Graph().parse(data=file(name, root, online), format="turtle" if name.endswith("ttl") else "json-ld")


@pytest.mark.parametrize(("root", "base"), [(LIBRARY, "urn:the-lantern-shelf:"), (BIBLIOTECA, ONLINE)])
def test_the_graph_has_every_record_and_part_and_no_node_without_a_name(root: Path, base: str) -> None:
    graph = rdf("library.jsonld", root, base if base == ONLINE else "")
    nodes = {node for triple in graph for node in (triple[0], triple[2]) if not isinstance(node, rdflib.Literal)}
    assert not [node for node in nodes if isinstance(node, rdflib.BNode)]
    assert not [node for node in nodes if not re.match(r"https?://|urn:", str(node))]
    subjects = {str(node) for node in graph.subjects()}
    for row in (*table("records", root), *table("outcomes", root), *table("lessons", root), *table("citations", root)):
        page, mark, at = row["id"].partition("#")
        assert f"{base}{page}.html{mark}{at}" in subjects
    targets = {
        str(node) for node in nodes if str(node).startswith(base) and f"{base}data/columns.html#" not in str(node)
    }
    assert targets - subjects == set()


def test_the_graph_says_of_a_case_what_its_record_does() -> None:
    graph, base = rdf("library.jsonld"), "urn:the-lantern-shelf:"
    own = rdflib.Namespace(f"{base}data/columns.html#")
    case = rdflib.URIRef(f"{base}cases/market-shelf.html")
    assert set(graph.objects(case, own.partners)) == {rdflib.URIRef(f"{base}organisations/two-valleys-council.html")}
    assert graph.value(case, RDF.type) == own.Case
    assert str(graph.value(case, own.checked)) == "2026-11-01"
    (period,) = graph.objects(case, own.period)
    assert (str(graph.value(period, own.start)), str(graph.value(period, own.end))) == ("2018-04", "2021")
    form = graph.value(rdflib.URIRef(f"{case}#nobody-could-read"), own.form)
    assert str(graph.value(form, SKOS.prefLabel)) == "Denial"


@pytest.mark.parametrize("root", [LIBRARY, COUNTY, BIBLIOTECA], ids=lambda root: root.name)
def test_vocabularies_keep_what_skos_asks(root: Path) -> None:
    graph = rdf("vocabularies.ttl", root)
    assert set(graph) == set(rdf("vocabularies.jsonld", root))
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(concepts) == len(table("terms", root))
    assert concepts.isdisjoint(schemes)
    for concept in concepts:
        labels = list(graph.objects(concept, SKOS.prefLabel))
        assert len({label.language for label in labels if isinstance(label, rdflib.Literal)}) == len(labels) == 1
        assert set(labels).isdisjoint(graph.objects(concept, SKOS.altLabel))
        assert graph.value(concept, SKOS.definition)
        assert graph.value(concept, SKOS.inScheme) in schemes
        is_top = graph.value(concept, SKOS.broader) is None
        assert is_top == ((graph.value(concept, SKOS.inScheme), SKOS.hasTopConcept, concept) in graph)
        assert is_top == ((concept, SKOS.topConceptOf, graph.value(concept, SKOS.inScheme)) in graph)
    for relation, back in ((SKOS.broader, SKOS.narrower), (SKOS.narrower, SKOS.broader), (SKOS.related, SKOS.related)):
        for one, other in graph.subject_objects(relation):
            assert {one, other} <= concepts
            assert (other, back, one) in graph
    for concept in concepts:
        above = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        assert not any((wide, SKOS.broader, concept) in graph for wide in above), f"{concept} is above itself"
        assert above.isdisjoint(graph.objects(concept, SKOS.related))


def test_terms_are_told_with_their_scheme_their_code_and_their_like_elsewhere() -> None:
    graph = rdf("vocabularies.ttl")
    (term,) = graph.subjects(SKOS.notation, rdflib.Literal("9.c"))
    assert {str(like) for like in graph.objects(term, SKOS.exactMatch)} == {
        "http://goals.example/9.c",
        "https://other.example/x?a=1&b=2",
    }
    assert list(graph.subject_objects(DCTERMS.source))


def test_tags_of_hxl_are_well_formed_and_no_two_columns_of_a_table_have_the_same() -> None:
    for one in TABLES:
        tags = [tag_of(one, column) for column, _ in one.columns]
        assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags)
        assert len(tags) == len(set(tags)), [tag for tag, count in Counter(tags).items() if count > 1]
    assert (
        tag_of(
            BY_NAME["cases"], next(column for column, _ in BY_NAME["cases"].columns if column.name == "period_start")
        )
        == "#date+start"
    )


# What is made for a download alone


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The data of the small library in one file."""
    site, out = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("out")
    for address, text in files(LIBRARY).items():
        (site / address).parent.mkdir(exist_ok=True)
        (site / address).write_bytes(text.encode())
    renderer = renderer_of(LIBRARY, examined(LIBRARY), TODAY)
    edition = Edition(None, TODAY, "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "en-GB")
    (first,) = data_edition.make(Shelf(site, renderer, edition), out)
    before = first.file.read_bytes()
    (made,) = data_edition.make(Shelf(site, renderer, edition), out)
    assert made.file.read_bytes() == before
    return made


def test_the_database_has_every_row_holds_its_own_references_and_keeps_what_csv_must_mark(zipped: Made) -> None:
    (content,) = [content for name, content in zipped.texts() if name.endswith("library.db")]
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for name in BY_NAME:
        assert database.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(table(name)),)
        assert bool(database.execute(f"PRAGMA foreign_key_list({name})").fetchall()) == (
            "foreignKeys" in next(one["schema"] for one in package()["resources"] if one["name"] == name)
        )
    joined = "SELECT c.title FROM outcomes o JOIN cases c ON o.record = c.id WHERE o.id = 'cases/market-shelf#households-borrowed'"
    assert database.execute(joined).fetchone() == ("The shelf at the market",)
    assert database.execute("SELECT levels FROM cases WHERE slug = 'market-shelf'").fetchone() == (
        '["community", "individual"]',
    )


def package() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file("datapackage.json"))
    return found


def test_the_zip_has_the_files_of_the_site_words_for_datasette_tags_and_its_rows_as_texts(zipped: Made) -> None:
    inside = {name.partition("/")[2]: content for name, content in zipped.texts()}
    assert {name.removeprefix("data/") for name in files(LIBRARY) if name.startswith("data/")} <= inside.keys()
    assert inside["cases.csv"].decode() == file("cases.csv")
    (shown,) = json.loads(inside["datasette.json"])["databases"].values()
    assert shown["tables"]["outcomes"]["columns"]["direction"]
    lines = list(csv.reader(io.StringIO(inside["hxl/cases.csv"].decode("utf-8-sig"))))
    assert dict(zip(*lines[:2], strict=True))["period_start"] == "#date+start"
    assert [lines[0], *lines[2:]] == list(csv.reader(io.StringIO(file("cases.csv").removeprefix("\ufeff"))))
    assert b"The shelf at the market" in inside["library.db/cases.txt"]


# What a spreadsheet must not run

RISKS = "=+-@＝＋－＠"


def runs(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula."""
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    sheet.append([cell])
    return bool(sheet.cell(1, 1).data_type == "f") or cell.startswith(tuple(RISKS))


@seeded(300)
@given(st.lists(st.text(alphabet="=+-@;'\"|, aé＝", max_size=8), min_size=2, max_size=3))
@example(["=HYPERLINK(1)", "a"])
@example(["a;=1", "'=1"])
@example(["''+1", ';"='])
def test_no_cell_is_a_formula_wherever_a_computer_divides_them_and_every_value_survives(values: list[str]) -> None:
    text = csv_text([["name", "other"], [guarded(value) for value in values]]).removeprefix("\ufeff")
    for divider in ",;":
        for line in csv.reader(io.StringIO(text), delimiter=divider):
            assert not [cell for cell in line if cell.startswith(tuple(RISKS))], (divider, line)
    (_, cells) = csv.reader(io.StringIO(text))
    assert [unguarded(cell) for cell in cells] == values


def test_what_looks_like_a_formula_survives_and_a_number_stays_one(library: Any) -> None:
    root = library()
    case = root / "practices" / "cases" / "market-shelf.md"
    case.write_text(
        case.read_text("utf-8")
        .replace("title: The shelf at the market", 'title: "=1+1 shelf at the market"')
        .replace("statement: Two traders", 'statement: "+Two traders', 1)
        .replace(
            "beside the shelf.", 'beside the shelf."\n    effect: {measure: "-x", value: -0.50, plain: "@home"}', 1
        ),
        "utf-8",
    )
    data = Data(Knowledge(catalogue_of(root)))
    rows = {
        one: list(csv.DictReader(io.StringIO(open_data.csv_of(data, BY_NAME[one]).removeprefix("\ufeff"))))
        for one in ("cases", "outcomes", "effects")
    }
    cells = [cell for some in rows.values() for row in some for name, cell in row.items() if name != "value"]
    assert not [cell for cell in cells if runs(cell)]
    (title,) = [row["title"] for row in rows["cases"] if row["slug"] == "market-shelf"]
    assert title == "'=1+1 shelf at the market"
    (effect,) = [row for row in rows["effects"] if row["record"] == "cases/market-shelf" and row["value"] == "-0.50"]
    assert (effect["measure"], effect["plain"]) == ("'-x", "'@home")
    (whole,) = [one for one in data.in_full(BY_NAME["cases"]) if one["slug"] == "market-shelf"]
    assert whole["title"] == "=1+1 shelf at the market"


def test_a_spreadsheet_is_told_how_the_letters_are_written() -> None:
    for one in TABLES:
        text = file(f"{one.name}.csv")
        assert text.startswith("\ufeff")
        assert "\r" not in text
        assert len(text.splitlines()) == len(table(one.name)) + 1, "no cell has a line of its own"


if __name__ == "__main__":
    GOLDEN.write_text(columns_now(), "utf-8")
