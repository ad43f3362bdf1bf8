"""Two libraries that differ only in what is withheld are told alike, whatever is withheld and in whatever field.

Each field is held back by itself, and then what pages are made from is compared; rendering takes ten times as long, so the pages
are compared for a few fields of each kind at a time, and for whatever else stands around.
"""

import itertools
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.check.disclosure import NEVER_HELD
from generator.problem import Severity
from generator.schema import KINDS, ROLES, Vocabulary
from generator.schema.walk import lessons_of

from .conftest import EXAMPLES
from .filled import Filler, is_filled
from .libraries import examine, make_site
from .test_withdrawal import TODAY

LIBRARY = EXAMPLES / "library"
FIELDS = {
    kind: [name for name in model.model_fields if name not in NEVER_HELD | {"role"} and is_filled(model, name)]
    for kind, model in KINDS.items()
}
ROUNDS = [
    {kind: name for kind, name in zip(FIELDS, names, strict=True) if name}
    for names in itertools.zip_longest(*FIELDS.values())
]
"""One field of each kind at a time."""
HANDFULS = [
    {kind: names[at : at + 3] for kind, names in FIELDS.items() if names[at : at + 3]}
    for at in range(0, len(ROUNDS), 3)
]


def words(mark: str) -> Iterator[str]:
    return (f"{mark.capitalize()} {number} {mark}" for number in itertools.count())


def slugs() -> dict[str, list[str]]:
    known: dict[str, list[str]] = {role: [] for role in ROLES}
    for entry in examine(LIBRARY, TODAY).entries:
        known.setdefault(entry.kind, []).append(entry.slug)
        if isinstance(entry.record, Vocabulary) and entry.record.role:
            known[entry.record.role] += [term.id for term in entry.record.terms]
        known.setdefault("lessons", []).extend(
            f"{entry.kind}/{entry.slug}#{lesson.id}" for lesson in lessons_of(entry.record)
        )
    return known


KNOWN = slugs()


def filled(mark: str) -> dict[str, dict[str, Any]]:
    """A record of each kind with every field filled in."""
    filler = Filler(words(mark), KNOWN)
    found = {kind: filler.record(kind, title=f"Probe of {kind}", status="outline") for kind in KINDS}
    found["programmes"]["activities"][0]["id"] = "item-activity"
    found["programmes"]["objectives"][0]["id"] = "item-objective"
    found["papers"]["series"] = "probe"
    found["strategies"]["theme"] = "probe"
    found["cases"]["strategies"] = ["probe"]
    return found


def library(folder: Path, records: dict[str, dict[str, Any]], slug: str = "probe") -> Path:
    shutil.copytree(LIBRARY, folder)
    for kind, front in records.items():
        text = yaml.safe_dump(json.loads(json.dumps(front)), sort_keys=False, default_style='"')
        (folder / "practices" / kind / f"{slug}.md").write_text(f"---\n{text}---\n\nA story.\n", "utf-8")
    return folder


def told(root: Path) -> list[Any]:
    """All that pages are made from."""
    found = examine(root, TODAY)
    assert [str(one) for one in found.problems if one.severity is Severity.ERROR] == []
    entries = [(item.kind, item.slug, item.record, item.body, item.path, item.withheld) for item in found.published]
    return [*entries, found.clearing.withdrawn, found.published_docs, found.published_card]


def pages(root: Path) -> dict[str, bytes]:
    """All that is made of a library: pages, data for the search and other programs, files of references."""
    site = make_site(root, TODAY)
    assert [str(one) for one in site.problems if one.severity is Severity.ERROR] == []
    return {page.address: page.as_bytes() for page in site.pages}


def differing(one: Path, two: Path) -> list[str]:
    """The addresses at which two libraries do not give the same bytes."""
    first, second = pages(one), pages(two)
    return sorted(address for address in first.keys() | second.keys() if first.get(address) != second.get(address))


def held_apart(folder: Path, held: Mapping[str, Iterable[str]]) -> tuple[Path, Path]:
    """Two libraries that hold back the same fields, with other values in them."""
    first, second = filled("quill"), filled("brook")
    for kind, names in held.items():
        first[kind]["sensitivity"] = {"held_back": dict.fromkeys(names, "safety")}
        other = {name: second[kind][name] for name in names}
        second[kind] = {**first[kind], **other, "sensitivity": {"held_back": dict.fromkeys(names, "legal")}}
    for kind in first.keys() - held.keys():
        second[kind] = first[kind]
    return library(folder / "one", first), library(folder / "two", second)


@pytest.mark.thorough
@pytest.mark.parametrize("held", ROUNDS, ids=lambda held: "-".join(dict.fromkeys(held.values())))
def test_a_field_that_is_held_back_may_hold_whatever_it_likes(tmp_path: Path, held: dict[str, str]) -> None:
    one, two = held_apart(tmp_path, {kind: (name,) for kind, name in held.items()})
    assert told(one) == told(two)


@pytest.mark.thorough
@pytest.mark.parametrize("held", HANDFULS, ids=range(len(HANDFULS)))
def test_fields_that_are_held_back_change_no_byte(tmp_path: Path, held: dict[str, list[str]]) -> None:
    assert differing(*held_apart(tmp_path, held)) == []


PLACES = [
    # What decides where a record stands, with two values; what else it is.
    ("papers", "number", 3, 7, {}),
    ("themes", "order", 1, 9, {}),
    ("strategies", "order", 1, 9, {"theme": "reading-for-all"}),
    ("series", "planned", 2, 9, {}),
    ("organisations", "part_of", "hill-library-fund", "two-valleys-council", {}),
    ("vocabularies", "role", "word", "abbreviation", {}),
    ("vocabularies", "terms", ["ab", "bc", "ca"], ["ca", "bc", "ab"], {}),
]


def tree(ids: list[str]) -> list[dict[str, Any]]:
    """Terms, each below the one before it."""
    below = zip(ids, [None, *ids], strict=False)
    terms = [{"id": one, "label": f"Term {one}", "meaning": "So.", "parent": above} for one, above in below]
    return [{key: value for key, value in term.items() if value} for term in terms]


def standing(folder: Path, mark: dict[str, Any], at: int) -> Path:
    """A library with a record for each of `PLACES`, which has one of its two values, and the mark."""
    shutil.copytree(LIBRARY, folder)
    for gone in ("words", "short-forms"):
        (folder / "practices" / "vocabularies" / f"{gone}.md").unlink()
    for number, (kind, field, *values, more) in enumerate(PLACES):
        value = tree(values[at]) if field == "terms" else values[at]
        held = {"held_back": {field: "safety"}}
        front = {"title": f"Standing {number}", "status": "outline", **more, field: value, "sensitivity": held, **mark}
        if kind == "vocabularies" and field == "role":
            front["terms"] = tree(["de", "ef"])
        path = folder / "practices" / kind / f"standing-{number}.md"
        path.write_text(f"---\n{yaml.safe_dump(front, sort_keys=False)}---\n", "utf-8")
    return folder


def test_which_number_of_a_series_a_paper_holds_back_is_told_by_nothing(tmp_path: Path) -> None:
    roots = [library(tmp_path / name, {}) for name in ("one", "two")]
    for root, numbers in zip(roots, ("12", "21"), strict=True):
        for path, number in zip(sorted((root / "practices" / "papers").glob("*.md")), numbers, strict=True):
            text = re.sub(r"^number: \d$", f"number: {number}", path.read_text("utf-8"), flags=re.MULTILINE)
            held = "---\nsensitivity: {held_back: {number: safety}}\n"
            path.write_text(text.replace("---\n", held, 1), "utf-8")
    assert differing(*roots) == []


@pytest.mark.thorough
@pytest.mark.parametrize("mark", [{}, {"withdrawn": {"date": "2026-11-20"}}, {"embargo": "2027-01-01"}], ids=str)
def test_where_a_record_would_stand_is_told_by_nothing(tmp_path: Path, mark: dict[str, Any]) -> None:
    one, two = (standing(tmp_path / str(at), mark, at) for at in (0, 1))
    assert differing(one, two) == []


def test_what_is_left_in_the_file_of_a_withdrawn_record_is_told_by_nothing(tmp_path: Path) -> None:
    gone = {"withdrawn": {"date": "2026-11-20"}}
    full = {kind: {**record, **gone} for kind, record in filled("quill").items()}
    # Its addresses, the one of its file and those of before, go on saying that it was withdrawn.
    bare = {kind: {"title": "Withdrawn", "formerly": record["formerly"], **gone} for kind, record in full.items()}
    assert differing(library(tmp_path / "one", full), library(tmp_path / "two", bare)) == []


@pytest.mark.parametrize("level", ["sub-region", "region"])
def test_the_regions_of_a_withdrawn_vocabulary_tell_no_more_of_any_place(tmp_path: Path, level: str) -> None:
    near = {"kind": "country", "countries": ["KE"]}
    case = {"title": "A case", "status": "outline", "scope": near, "sensitivity": {"place": level}}
    roots = [library(tmp_path / name, {"cases": case}) for name in ("one", "two")]
    for root, terms in zip(roots, ("", None), strict=True):
        path = root / "practices" / "vocabularies" / "regions.md"
        front = "title: Regions\nwithdrawn:\n  date: 2026-11-20\n"
        path.write_text(
            f"---\n{front}---\n" if terms is None else path.read_text("utf-8").replace("---\n", f"---\n{front[15:]}", 1)
        )
    assert differing(*roots) == []


def test_by_what_description_whoever_is_told_her_name_and_place_in_a_list_are_not(tmp_path: Path) -> None:
    others = ["hill-library-fund", "lantern-readers"]
    roots = []
    for name in ("aaa-house", "mmm-house", "zzz-house"):
        mixed = sorted([*others, name])
        paid = [
            {
                "organisation": one,
                "role": "donor",
                "sources": ["own"],
                "note": f"Note on {one[1:3]}" if one in others else "X",
            }
            for one in mixed
        ]
        sources = {"own": {"title": "A book", "year": "2019"}}
        named = {"title": "Named", "status": "outline", "organisations": mixed}
        records = {
            "cases": {**named, "partners": mixed, "funders": mixed},
            "papers": named,
            "series": named,
            "programmes": {"title": "Named", "status": "outline", "lead": name, "funders": paid, "sources": sources},
            "organisations": {"title": "Below", "part_of": name},
        }
        root = library(tmp_path / name, records)
        front = f"title: {name.title()}\ntold_as: A house\ncountries: [KE]\n"
        (root / "practices" / "organisations" / f"{name}.md").write_text(f"---\n{front}---\n", "utf-8")
        roots.append(root)
    assert differing(roots[0], roots[1]) == []
    assert told(roots[1]) == told(roots[2])


def test_what_is_between_editors_and_a_passage_that_is_held_back_change_no_byte(tmp_path: Path) -> None:
    roots = []
    for words_of_one in ("Quill.", "Brook, and\nmore.\n\n- And more."):
        root = library(tmp_path / words_of_one[:5], {})
        path = root / "practices" / "cases" / "market-shelf.md"
        text = path.read_text("utf-8").replace("---\n", f"---\nfor_editors: {words_of_one[:5]} asked\n", 1)
        path.write_text(f"{text}\n::: held-back safety\n{words_of_one}\n:::\n\nThe end.\n", "utf-8")
        roots.append(root)
    assert differing(*roots) == []


@pytest.mark.parametrize("field", ["terms", "role"])
def test_a_vocabulary_in_use_can_hold_back_its_terms_or_its_role(tmp_path: Path, field: str) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    for path in (root / "practices" / "vocabularies").glob("*.md"):
        held = f"---\nsensitivity: {{held_back: {{{field}: safety}}}}\n"
        path.write_text(path.read_text("utf-8").replace("---\n", held, 1), "utf-8")
    site = make_site(root, TODAY)
    assert site.is_sound
    assert not any(page.address.startswith("vocabularies/people/") for page in site.pages)


@pytest.mark.thorough
@pytest.mark.parametrize("mark", ["embargo: 2027-01-01", "consent: {basis: organisational-agreement, reference: A, date: 2025-01-01, review: 2026-01-01}"])  # fmt: skip
def test_a_record_that_waits_is_as_good_as_none(tmp_path: Path, mark: str) -> None:
    front = json.loads(json.dumps(yaml.safe_load(mark), default=str))
    waiting = {kind: {**record, **front} for kind, record in filled("quill").items()}
    assert differing(library(tmp_path / "one", waiting), LIBRARY) == []
