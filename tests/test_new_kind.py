"""That a kind of record can be added by the steps that the page for developers gives, and by nothing else."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import generator

from .libraries import LIBRARY, ROOT

PACKAGE = Path(generator.__file__).parent
STEPS = (ROOT / "docs/developing/index.md").read_text("utf-8")

MODEL = '''# A tool is a thing to take along.

"""Tools."""

from .parts import Record
from .refs import OrganisationRef, StrategyRef
from pydantic import Field


class Tool(Record):
    """Something that others can use."""

    folder = "tools"
    needed = ("summary", "strategies")
    shelf, credited = "strategies", "organisations"
    is_practice = True
    search_rank = 35
    schema_type = ("LearningResource",)

    strategies: tuple[StrategyRef, ...] = Field((), description="The strategies it serves; the first is its home.")
    organisations: tuple[OrganisationRef, ...] = Field((), description="Who made it.")
'''
TEMPLATE = """{% import "macros.md.jinja" as m with context %}
{% set tool = entry.record %}
{{ m.front(tool.title, tool.summary or tool.title, entry.path, kind=m.kind_many("tools"), one=m.kind_one("tools"), of=entry) }}
{{ m.trail(entry) }}
# {{ tool.title }}

{{ m.story(entry) }}
"""
RECORD = """---
title: A card for each reader
summary: A card on which each reader notes what was lent.
status: documented
strategies: [%s]
organisations: [%s]
checked: 2026-11-01
---

Print it twice.
"""


def added(text: str, before: str, more: str) -> str:
    assert text.count(before) == 1, before
    return text.replace(before, before + more)


def one_of(kind: str) -> str:
    return min(path.stem for path in (LIBRARY / "practices" / kind).glob("*.md"))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which each step of the row was done, and a library with one record of the new kind."""
    root = tmp_path_factory.mktemp("program")
    shutil.copytree(PACKAGE, root / "generator", ignore=shutil.ignore_patterns("__pycache__", "data"))
    (root / "generator" / "data").symlink_to(PACKAGE / "data")
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copytree(LIBRARY, root / "library")
    (root / "generator/schema/tools.py").write_text(MODEL, "utf-8")
    registry = root / "generator/schema/__init__.py"
    text = added(
        registry.read_text("utf-8"),
        "from .shelves import",
        " Library as _Shelved\nfrom .tools import Tool\nfrom .shelves import",
    )
    registry.write_text(added(text, "kind.folder: kind for kind in (", "Tool, "), "utf-8")
    (root / "templates/pages/tools.md.jinja").write_text(TEMPLATE, "utf-8")
    macros = root / "templates/macros.md.jinja"
    text = macros.read_text("utf-8")
    for macro, words in (("one", "Tool"), ("many", "Tools"), ("intro", "Things to take along.")):
        text = re.sub(rf"(macro kind_{macro}\(kind\) -%}}\s*{{{{ {{)", rf'\1"tools": _("{words}"), ', text, count=1)
    macros.write_text(text, "utf-8")
    (root / "library/practices/tools").mkdir()
    record = RECORD % (one_of("strategies"), one_of("organisations"))
    (root / "library/practices/tools/reader-card.md").write_text(record, "utf-8")
    return root


def run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from generator.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=program, capture_output=True, text=True, check=False)


def test_the_page_for_developers_names_the_steps() -> None:
    (row,) = (line for line in STEPS.splitlines() if line.startswith("| a new kind of record |"))
    for step in (
        "`folder`",
        "`shelf`",
        "`is_practice`",
        "`KINDS`",
        "`templates/pages/`",
        "`kind_one`",
        "`kind_many`",
        "`kind_intro`",
    ):
        assert step in row


@pytest.mark.thorough
def test_its_records_are_checked_and_composed(program: Path) -> None:
    made = program / "tree"
    found = run(program, "render", "--root", "library", "--to", str(made))
    assert found.returncode == 0, found.stderr
    page = (made / "tools/reader-card.md").read_text("utf-8")
    assert "# A card for each reader" in page
    assert '"@type":"LearningResource"' in page
    strategy = one_of("strategies")
    assert f"../strategies/{strategy}.md" in page
    assert "tools/reader-card.md" in (made / f"strategies/{strategy}.md").read_text("utf-8")
    assert "reader-card.md" in (made / "tools/index.md").read_text("utf-8")
    assert "tools/index.md" in (made / "index.md").read_text("utf-8")
    assert "tools/reader-card" in (made / "assets/explore-addresses.js").read_text("utf-8")
    assert "Tools" in (made / "assets/search-words.js").read_text("utf-8")
    assert (made / "contribute/schema/tools.json").is_file()
    assert (made / "tools/reader-card.bib").is_file()


@pytest.mark.thorough
def test_a_mistake_in_one_is_told(program: Path) -> None:
    path = program / "library/practices/tools/reader-card.md"
    text = path.read_text("utf-8")
    try:
        path.write_text(text.replace("title:", "titel:"), "utf-8")
        found = run(program, "check", "--root", "library")
    finally:
        path.write_text(text, "utf-8")
    assert found.returncode == 1
    assert "practices/tools/reader-card.md:2:1" in found.stdout + found.stderr


@pytest.mark.thorough
def test_a_skeleton_of_it_can_be_written(program: Path) -> None:
    found = run(program, "new", "--root", "library", "tools", "A lamp to lend", "--in", one_of("strategies"))
    path = program / "library/practices/tools/lamp-to-lend.md"
    written = sorted((program / "library/practices/tools").glob("*lamp*"))
    assert found.returncode == 0, found.stdout + found.stderr
    assert written, path
    written[0].unlink()
