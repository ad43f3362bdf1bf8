"""What is derived for the tools in which people write: read by independent readers, whole, safe, and the same each time."""

import csv
import datetime
import io
import json
import re

import openpyxl
import pytest
import yaml
from click.testing import CliRunner

from generator.authoring.derived import derived
from generator.authoring.derived.asked import CONSENT, QUESTIONS, field_at
from generator.cli import main
from generator.schema import KINDS
from generator.schema.fields import fields_of, is_map
from generator.site import renderer_of

from .libraries import COUNTY, EXAMPLES, LIBRARY, ROOT, ROOTS, TODAY, examine, last_day

BIBLIOTECA = EXAMPLES / "biblioteca"


@pytest.fixture(scope="module")
def files_of():
    made = {}

    def of(root):
        if root not in made:
            made[root] = derived(renderer_of(root, examine(root, TODAY), TODAY))
        return made[root]

    return of


def form_of(files):
    return yaml.safe_load(files[".github/ISSUE_TEMPLATE/practice.yml"])


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_the_form_is_one_that_github_takes(root, files_of):
    """https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms"""
    form = form_of(files_of(root))
    assert {"name", "description", "body"} <= form.keys()
    asked = [one for one in form["body"] if one["type"] != "markdown"]
    ids = [one["id"] for one in asked]
    labels = [one["attributes"]["label"] for one in asked]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", one) for one in ids)
    for one in asked:
        assert one["type"] in ("input", "textarea", "dropdown", "checkboxes")
        options = one["attributes"].get("options")
        assert (options is not None) == (one["type"] in ("dropdown", "checkboxes"))
        if one["type"] == "dropdown":
            assert options
            assert len(set(options)) == len(options)
            assert all(isinstance(option, str) and option.strip() and option.casefold() != "none" for option in options)


def test_a_form_that_all_can_read_warns_first_asks_for_no_organisation_and_no_place_and_needs_consent(files_of):
    form = form_of(files_of(LIBRARY))
    assert form["body"][0]["type"] == "markdown"
    assert "no name of a person" in form["body"][0]["attributes"]["value"].lower()
    paths = {question.path for question in QUESTIONS if question.in_public}
    assert not paths & {("organisations",), ("partners",), ("funders",), ("scope", "places")}
    options = form["body"][-1]["attributes"]["options"]
    assert len(options) == len(CONSENT)
    assert all(option["required"] is True for option in options)


def test_what_may_be_chosen_is_what_the_models_and_vocabularies_say(files_of):
    form = {one["id"]: one["attributes"] for one in form_of(files_of(LIBRARY))["body"] if "id" in one}
    renderer = renderer_of(LIBRARY, examine(LIBRARY, TODAY), TODAY)
    terms = [entry.term.label for entry in renderer.catalogue.terms("people")]
    assert form["people"]["options"] == terms
    assert form["people"]["multiple"] is True
    assert len(form["direction"]["options"]) == len(field_at(("outcomes", "direction")).choices)
    assert form["direction"]["multiple"] is False
    assert "Norway" in form["countries"]["options"]


def test_gitlab_asks_the_same_under_the_same_headings(files_of):
    files = files_of(LIBRARY)
    text = files[".gitlab/issue_templates/practice.md"].decode()
    headings = re.findall(r"^### (.+)$", text, re.MULTILINE)
    assert headings == [one["attributes"]["label"] for one in form_of(files)["body"] if "id" in one]
    assert text.startswith("<!-- ")
    assert text.count("- [ ] ") == len(CONSENT)


def test_both_hosts_ask_of_a_change_what_the_docs_promise(files_of):
    files = files_of(LIBRARY)
    change = files[".github/PULL_REQUEST_TEMPLATE.md"]
    assert change == files[".gitlab/merge_request_templates/Default.md"]
    assert change.decode().count("- [ ] ") == 4


def test_a_library_of_another_language_asks_in_its_own(files_of):
    form = form_of(files_of(BIBLIOTECA))
    assert form["name"] == "Conozco una práctica"
    assert form_of(files_of(LIBRARY))["name"] == "I know a practice"


def names_below(fields):
    return {one["name"]: names_below(one.get("fields", [])) for one in fields}


def test_front_matter_knows_every_field_that_it_can_write(files_of):
    settings = json.loads(files_of(LIBRARY)["frontmatter.json"])
    types = {one["name"]: one for one in settings["frontMatter.taxonomy.contentTypes"]}
    assert list(types) == list(KINDS)
    assert [one["contentTypes"] for one in settings["frontMatter.content.pageFolders"]] == [[kind] for kind in KINDS]
    for kind, model in KINDS.items():
        wanted = [
            field.name for field in fields_of(model) if not (field.model and (field.many or is_map(model, field.name)))
        ]
        assert list(names_below(types[kind]["fields"])) == wanted
    case = {one["name"]: one for one in types["cases"]["fields"]}
    assert case["title"]["required"] is True
    assert case["checked"]["type"] == "datetime"
    assert settings["frontMatter.taxonomy.dateFormat"] == "yyyy-MM-dd"
    assert {"id": "documented", "title": "documented"} in case["status"]["choices"]
    assert set(names_below(case["scope"]["fields"])) == {"kind", "countries", "region", "focus", "places", "note"}


def test_the_content_editors_keep_the_story_raw_and_the_order_of_the_models(files_of):
    settings = yaml.safe_load(files_of(LIBRARY)["ways-in/cms.yml"])
    assert [one["name"] for one in settings["collections"]] == list(KINDS)
    for collection in settings["collections"]:
        *fields, body = collection["fields"]
        assert (body["name"], body["modes"]) == ("body", ["raw"])
        model = KINDS[collection["name"]]
        assert [one["name"] for one in fields] == [one.name for one in fields_of(model) if not is_map(model, one.name)]
    case = {one["name"]: one for one in settings["collections"][list(KINDS).index("cases")]["fields"]}
    assert case["checked"]["format"] == "YYYY-MM-DD"
    assert case["organisations"]["widget"] == "relation"
    assert case["organisations"]["value_field"] == "{{slug}}"
    assert {one["value"] for one in case["status"]["options"]} == {"outline", "documented", "reviewed"}


@pytest.mark.parametrize(
    ("repository", "backend"),
    [
        ("https://github.com/group/library.git", {"name": "github", "repo": "group/library"}),
        ("https://gitlab.com/group/sub/library", {"name": "gitlab", "repo": "group/sub/library", "base_url": "https://gitlab.com", "api_root": "https://gitlab.com/api/v4"}),
        ("https://codeberg.org/group/library", {"name": "gitea", "repo": "group/library", "base_url": "https://codeberg.org", "api_root": "https://codeberg.org/api/v1"}),
    ],
)  # fmt: skip
def test_the_content_editors_are_told_where_the_library_lies(repository, backend, library):
    root = library()
    card = root / "practices/library.md"
    card.write_text(card.read_text("utf-8").replace("https://code.example/holding-ground", repository), "utf-8")
    files = derived(renderer_of(root, examine(root, TODAY), TODAY))
    assert yaml.safe_load(files["ways-in/cms.yml"])["backend"] == backend


def test_the_spreadsheet_opens_elsewhere_and_says_what_each_column_asks(files_of):
    files = files_of(LIBRARY)
    book = openpyxl.load_workbook(io.BytesIO(files["ways-in/practices.xlsx"]))
    names = [question.name for question in QUESTIONS]
    rows, columns, choices = book.worksheets
    assert [cell.value for cell in rows[1]] == names
    assert next(csv.reader(io.StringIO(files["ways-in/practices.csv"].decode("utf-8-sig")))) == names
    assert [row[0].value for row in columns.iter_rows(min_row=2)] == names
    assert all(row[2].value for row in columns.iter_rows(min_row=2))
    listed = {(row[0].value, row[1].value) for row in choices.iter_rows(min_row=2)}
    assert ("direction", "no-change") in listed
    assert ("countries", "NO") in listed
    assert book.properties.creator in (None, "openpyxl")  # the reader's own default: the file names nobody
    assert rows.freeze_panes == "A2"


def test_the_same_library_gives_the_same_bytes_on_any_day():
    examined = examine(COUNTY, TODAY)
    again = TODAY + datetime.timedelta(days=30)
    assert derived(renderer_of(COUNTY, examined, TODAY)) == derived(renderer_of(COUNTY, examine(COUNTY, again), again))


def run(*args):
    return CliRunner().invoke(main, [*map(str, args)])


def test_a_new_term_makes_the_derived_files_stale_and_each_is_named(library):
    root = library()
    assert run("derive", "--root", root, "--today", TODAY).exit_code == 0
    assert run("derive", "--check", "--root", root, "--today", TODAY).exit_code == 0
    people = root / "practices/vocabularies/people.md"
    text = people.read_text("utf-8")
    first = re.search(r"^  - id: (\S+)\n    label: (.+)$", text, re.MULTILINE)
    people.write_text(text.replace(first[0], first[0].replace(first[2], "Night readers")), "utf-8")
    (root / ".gitlab/merge_request_templates/Default.md").unlink()
    said = run("derive", "--check", "--root", root, "--today", TODAY)
    assert said.exit_code == 1
    assert ".github/ISSUE_TEMPLATE/practice.yml: this is not up to date. Run: " in said.output
    assert ".gitlab/merge_request_templates/Default.md: this file is missing. Run: " in said.output
    assert ".github/PULL_REQUEST_TEMPLATE.md: " not in said.output
    assert run("derive", "--root", root, "--today", TODAY).exit_code == 0
    assert "Night readers" in (root / ".github/ISSUE_TEMPLATE/practice.yml").read_text("utf-8")
    assert run("derive", "--check", "--root", root, "--today", TODAY).exit_code == 0


def test_a_new_record_makes_no_derived_file_stale(library):
    """Whoever adds one in a browser cannot run a command."""
    root = library()
    assert run("derive", "--root", root, "--today", TODAY).exit_code == 0
    for kind in ("cases", "organisations", "questions", "programmes"):
        front = (
            "title: Ferry shelf\nlessons:\n  - {id: ask, text: Ask first., editorial: true}\n"
            if kind == "cases"
            else "title: A ferry\n"
        )
        (root / f"practices/{kind}/ferry.md").write_text(f"---\n{front}---\n", "utf-8")
    said = run("derive", "--check", "--root", root, "--today", TODAY)
    assert said.exit_code == 0, said.output


def test_nothing_is_derived_from_records_with_errors(library):
    root = library()
    people = root / "practices/vocabularies/people.md"
    people.write_text(people.read_text("utf-8").replace("label:", "labell:", 1), "utf-8")
    said = run("derive", "--root", root, "--today", TODAY)
    assert said.exit_code == 1
    assert "labell" in said.output
    assert not (root / "ways-in").exists()


def test_the_schemas_are_written_where_they_are_asked_for(library, tmp_path):
    said = run("derive", "--schemas", tmp_path / "schemas", "--root", library(), "--today", TODAY)
    assert said.exit_code == 0
    assert {path.stem for path in (tmp_path / "schemas").iterdir()} == set(KINDS)
    assert json.loads((tmp_path / "schemas/cases.json").read_text("utf-8"))["title"] == "Case"


def test_what_is_held_back_is_offered_nowhere(library):
    """An organisation told only by a description must not be found by its file's name or its title in a form."""
    root = library()
    path = sorted((root / "practices/organisations").glob("*.md"))[-1]
    text = path.read_text("utf-8")
    title = re.search(r"^title: (.+)$", text, re.MULTILINE)[1].strip('"')
    path.write_text(text.replace("---\n", "---\ntold_as: A readers' group in the hills\n", 1), "utf-8")
    examined = examine(root, TODAY)
    files = derived(renderer_of(root, examined, TODAY))
    assert all(path.stem.encode() not in content and title.encode() not in content for content in files.values())


@pytest.mark.thorough
def test_the_derived_files_of_this_repository_are_current():
    said = run("derive", "--check", "--root", ROOT, "--today", last_day(ROOT))
    assert said.exit_code == 0, said.output
