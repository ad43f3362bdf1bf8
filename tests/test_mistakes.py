"""What people write who know a practice well and YAML badly, and what they are told.

Each examples/mistakes/NN-what.md is a first try at a case, and the .txt beside it holds everything that is said of it in
one run. Drop two such files in, and they are a test.
"""

import datetime
import json
from functools import cache

import pytest

from generator.check import check
from generator.check.models import _OTHER_VALUES
from generator.document import Document, parse, read
from generator.problem import as_text
from generator.schema import KINDS

from .conftest import EXAMPLES

TODAY = datetime.date(2026, 11, 21)
PATH = "practices/cases/lending-cart.md"
MISTAKES = sorted((EXAMPLES / "mistakes").glob("*.md"))


@cache
def library() -> tuple[Document, ...]:
    root = EXAMPLES / "library"
    read_ones = [read(path, path.relative_to(root).as_posix())[0] for path in sorted(root.rglob("practices/**/*.md"))]
    return tuple(document for document in read_ones if document)


def said(text: str) -> str:
    """All that is said of a case that holds this text, and stands in the small library."""
    document, found = parse(text, PATH)
    documents = [*library(), document] if document else [*library()]
    return as_text(check(documents, found, TODAY, frozenset({"themes/index.md"})).problems)


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_is_answered_with_just_these_words(path):
    assert said(path.read_text("utf-8")) == path.with_suffix(".txt").read_text("utf-8")


def test_a_first_draft_with_all_kinds_of_mistakes_is_right_once_the_advice_of_one_run_was_followed():
    draft = next((EXAMPLES / "mistakes").glob("*-first-draft.md")).read_text("utf-8")
    mended = next((EXAMPLES / "mistakes").glob("*-first-draft-with-all-advice-followed.md")).read_text("utf-8")
    told = {int(line.split(":")[1]) for line in said(draft).splitlines()}
    assert len(told) >= 25
    assert said(mended) == ""
    # Whatever had to change stood in a line that was named, or just below one: nothing was left to find out.
    kept = set(mended.splitlines())
    changed = {number for number, line in enumerate(draft.splitlines(), 1) if line not in kept}
    assert changed - told - {number + 1 for number in told} == set()


def _fixed_lists(schema: object) -> list[list[str]]:
    """All lists of values in a JSON Schema."""
    if isinstance(schema, list):
        return [found for part in schema for found in _fixed_lists(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema["enum"]] if isinstance(schema.get("enum"), list) else []
    return own + [found for part in schema.values() for found in _fixed_lists(part)]


def test_what_values_are_called_elsewhere_means_one_value_of_each_list():
    lists = [
        found for model in KINDS.values() for found in _fixed_lists(model.model_json_schema(ref_template="{model}"))
    ]
    others = json.loads(_OTHER_VALUES.read_text("utf-8"))
    assert not [value for value in others if not any(value in values for values in lists)]
    for values in lists:
        words = [word for value in values for word in others.get(value, ())]
        assert len(words) == len(set(words))
        assert not set(words) & set(values)
