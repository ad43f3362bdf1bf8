"""What other tools make of a record when they save it is read back as the same record, or told with its place and what to write.

The examples are one invented record in the forms in which tools write: how js-yaml 3, hexo, PyYAML, Decap and Sveltia quote, fold,
sort and date was seen with the tools themselves.
"""

import re

import pytest
import yaml

from generator.check import in_words
from generator.document import parse
from generator.problem import has_errors

from .libraries import EXAMPLES, TODAY, catalogue_of, examine

TOOLS = sorted((EXAMPLES / "tools").glob("*.md"))
WRITTEN = EXAMPLES / "tools" / "as-written.md"
PATH = "practices/cases/night-boat.md"


def record_of(text, library):
    root = library()
    (root / PATH).write_text(text, "utf-8")
    errors = [str(one) for one in examine(root, TODAY).problems if has_errors([one]) or one.rule == "yaml-boolean"]
    assert errors == []
    return next(entry.record for entry in catalogue_of(root).entries if entry.slug == "night-boat")


@pytest.mark.parametrize("path", TOOLS, ids=lambda path: path.stem)
def test_a_record_that_a_tool_saved_is_the_same_record(path, library):
    read = record_of(path.read_text("utf-8"), library)
    document, _ = parse(WRITTEN.read_text("utf-8"), PATH)
    assert in_words(document) == []
    assert read == type(read).model_validate(document.front.value())


def test_what_a_parser_of_its_own_dumps_is_the_same_record(library):
    """PyYAML itself, with wide and narrow lines, sorted or not, and with letters beyond ASCII escaped."""
    front = WRITTEN.read_text("utf-8").split("---\n")[1]
    value = yaml.load(front, yaml.BaseLoader)
    read = record_of(WRITTEN.read_text("utf-8"), library)
    for options in (
        {},
        {"sort_keys": False},
        {"width": 30},
        {"default_flow_style": True},
        {"default_style": '"'},
        {"allow_unicode": False},
    ):
        document, problems = parse(f"---\n{yaml.safe_dump(value, **options)}---\n", PATH)
        assert problems == [], options
        assert type(read).model_validate(document.front.value()) == read, options


@pytest.mark.parametrize(
    ("old", "new", "message", "fix"),
    [
        ("checked: 2026-11-01\n", "checked: 2026-11-01T09:30:00.000Z\n", "an hour stands after the day", "Take out everything after “2026-11-01”"),
        ("checked: 2026-11-01\n", "checked: 01.11.2026\n", "this date can mean two days", "Write 2026-11-01 or 2026-01-11"),
        ("status: documented", "status: Documented", "“Documented” is not in its list", "documented"),
        ("    year: \"1999\"\n", "    year: true\n", "", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_with_its_place_and_what_to_write(old, new, message, fix):
    text = WRITTEN.read_text("utf-8")
    assert old in text
    document, _ = parse(text.replace(old, new, 1), PATH)
    problems = [one for one in in_words(document) if has_errors([one])]
    line = text[: text.index(old)].count("\n") + 1
    assert [one.place.line for one in problems] == [line]
    assert message in problems[0].message
    assert fix in problems[0].fix
    assert re.search(r"[A-Za-z]", problems[0].fix)
