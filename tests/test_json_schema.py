"""The JSON Schemas, asked of an independent reader: what the check takes they take, and they offer all that may be chosen."""

import json
import re
from functools import cache

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.catalogue.choices import Choices
from generator.catalogue.naming import Naming
from generator.pages.json_schema import as_text, json_schema
from generator.schema import COUNTRIES, KINDS

from .libraries import LIBRARY, ROOT, ROOTS, catalogue_of, pages_of


class Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML as editors read it (1.2, core schema): NO is a word, and a day is text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


for tag, form, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", "nN~"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), [*first, *([""] * (tag == "null"))]
    )


def front_of(path):
    return yaml.load(path.read_text("utf-8").split("\n---", 1)[0].removeprefix("---"), Core)


@cache
def schemas(root):
    choices = Choices(Naming(catalogue_of(root)))
    return {kind: json.loads(as_text(json_schema(kind, choices))) for kind in KINDS}


def faults(schema, front):
    return [(list(one.absolute_path), one.message) for one in Draft202012Validator(schema).iter_errors(front)]


def test_they_are_published_and_are_schemas():
    """What several of them have alike is looked at once: it is most of each, and takes an independent reader long."""
    seen = []
    for root in (*ROOTS, ROOT):
        pages = pages_of(root)
        for kind, schema in schemas(root).items():
            assert json.loads(pages[f"contribute/schema/{kind}.json"]) == schema
            own = {name: part for name, part in schema["$defs"].items() if part not in seen}
            Draft202012Validator.check_schema({**schema, "$defs": own})
            seen += own.values()


@pytest.mark.thorough
@pytest.mark.parametrize("root", [*ROOTS, ROOT], ids=lambda root: root.name)
def test_what_the_check_takes_the_schema_takes(root):
    for kind, schema in schemas(root).items():
        for path in sorted((root / "practices" / kind).glob("*.md")):
            assert faults(schema, front_of(path)) == [], path


def test_all_that_can_be_named_can_be_chosen():
    catalogue = catalogue_of(LIBRARY)
    known = schemas(LIBRARY)["cases"]["$defs"]

    def offered(name):
        return [one["const"] for one in known[name]["oneOf"]]

    assert "x-names" not in json.dumps(schemas(LIBRARY))
    assert offered("OrganisationRef") == [entry.slug for entry in catalogue.all("organisations")]
    assert set(offered("Country")) == COUNTRIES
    terms = [entry.term for entry in catalogue.terms("evidence")]
    first = known["EvidenceKind"]["oneOf"][0]
    assert first == {"const": terms[0].id, "title": terms[0].label, "description": terms[0].meaning}
    assert offered("EvidenceKind") == [term.id for term in terms]


def a_case():
    path = next(path for path in sorted((LIBRARY / "practices/cases").glob("*.md")) if front_of(path).get("outcomes"))
    return front_of(path)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("people", ["nobody-that-is-known"]),
        ("organisations", ["nobody-that-is-known"]),
        ("scope", {"kind": "country", "countries": ["Kenya"]}),
        ("checked", "last week"),
        ("period", {"start": "about 2019"}),
        ("nobody-asked", "for this"),
        ("status", "published"),
    ],
)
def test_what_the_check_would_refuse_is_refused_at_its_place(key, value):
    schema = schemas(LIBRARY)["cases"]
    found = faults(schema, a_case() | {key: value})
    assert found
    assert all(place[:1] in ([key], []) for place, _ in found)


def test_a_documented_record_without_what_it_needs_is_refused_and_an_outline_is_not():
    schema = schemas(LIBRARY)["cases"]
    front = {key: value for key, value in a_case().items() if key != "strategies"}
    assert "'strategies' is a required property" in [message for _, message in faults(schema, front)]
    assert faults(schema, {"title": "Night desk", "status": "outline"}) == []


def test_what_needs_no_quotation_marks_needs_none_and_a_number_may_have_some():
    schema = schemas(LIBRARY)["cases"]
    source = {"title": "A report", "year": 2019, "volume": 17, "journal": "Reading Today", "accessed": "2026-11-21"}
    count = {"number": "840", "who": "Readers", "claimed_by": a_case()["outcomes"][0]["claimed_by"], "sources": ["own"]}
    front = {"title": 1984, "period": {"start": 2018}, "sources": {"own": source}, "reach": [count]}
    assert faults(schema, front) == []


def test_of_a_withdrawn_record_no_more_is_asked_than_its_name():
    withdrawn = {"title": "Night desk", "status": "documented", "withdrawn": {"date": "2026-11-20"}}
    assert faults(schemas(LIBRARY)["cases"], withdrawn) == []
