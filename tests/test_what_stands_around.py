"""Two libraries that differ only in what is withheld are told alike, whatever is withheld and in whatever field.

A page is made from cleared records alone, so that equal ones give the same bytes.
"""

import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.check.disclosure import NEVER_HELD
from generator.problem import Severity
from generator.schema import KINDS, ROLES, Vocabulary
from generator.schema.walk import lessons_of
from generator.site import examine, make_site

from .conftest import EXAMPLES
from .filled import NOT_FILLED, Filler
from .test_withdrawal import TODAY

LIBRARY = EXAMPLES / "library"
FIELDS = {
    kind: [name for name in model.model_fields if name not in NEVER_HELD | NOT_FILLED | {"role"}]
    for kind, model in KINDS.items()
}
ROUNDS = [
    {kind: name for kind, name in zip(FIELDS, names, strict=True) if name}
    for names in itertools.zip_longest(*FIELDS.values())
]
"""One field of each kind at a time."""


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
    return [(item.kind, item.slug, item.record, item.body, item.withheld) for item in found.clearing.entries]


@pytest.mark.parametrize("held", ROUNDS, ids=lambda held: "-".join(dict.fromkeys(held.values())))
def test_a_field_that_is_held_back_may_hold_whatever_it_likes(tmp_path: Path, held: dict[str, str]) -> None:
    first, second = filled("quill"), filled("brook")
    for kind, name in held.items():
        first[kind]["sensitivity"] = {"held_back": {name: "safety"}}
        second[kind] = {**first[kind], name: second[kind][name]}
    for kind in first.keys() - held.keys():
        second[kind] = first[kind]
    one, two = library(tmp_path / "one", first), library(tmp_path / "two", second)
    assert told(one) == told(two)
    assert make_site(one, TODAY).pages


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


@pytest.mark.parametrize("mark", ["embargo: 2027-01-01", "consent: {basis: organisational-agreement, reference: A, date: 2025-01-01, review: 2026-01-01}"])  # fmt: skip
def test_a_record_that_waits_is_as_good_as_none(tmp_path: Path, mark: str) -> None:
    front = yaml.safe_load(mark)
    waiting = {
        kind: {**record, **json.loads(json.dumps(front, default=str))} for kind, record in filled("quill").items()
    }
    waiting = {kind: record for kind, record in waiting.items() if kind not in ("vocabularies",)}
    assert told(library(tmp_path / "one", waiting)) == told(LIBRARY)
