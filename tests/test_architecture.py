"""The stations of the program: the map in the documentation is what is tested, and no second list."""

import ast
import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import generator
from generator.folders import TEMPLATES

PACKAGE = Path(generator.__file__).parent
MAP = (PACKAGE.parent / "docs/developing/index.md").read_text("utf-8")
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py" and path != PACKAGE / "__init__.py"
)
LONGEST_MODULE, LONGEST_FUNCTION = 400, 40


def drawn() -> list[list[str]]:
    """The stations as the map draws them, the lowest first; those on one line do not use each other."""
    block = MAP.split("{ #stations }", 1)[1].split("{ #", 1)[0]
    lines = [line[4:] for line in block.splitlines() if re.match(r" {4}\S", line)]
    return [re.split(r" {2,}", line)[0].split(" · ") for line in reversed(lines)]


def allowed() -> dict[str, set[str]]:
    """In which stations a package from outside, or a station of documents, may be imported."""
    rows = re.findall(r"^\| (`.+`.*) \| (`.+`.*) \|$", MAP.split("Each outside package", 1)[1].split("## ", 1)[0], re.M)
    return {
        package: {place.rstrip("/").removesuffix(".py") for place in re.findall(r"`([^`]+)`", places)}
        for packages, places in rows
        for package in re.findall(r"`([^`]+)`", packages)
    }


STATIONS = drawn()
HEIGHT = {station: height for height, line in enumerate(STATIONS) for station in line}
ALLOWED = allowed()
ABOVE_CLEARANCE = {station for station in HEIGHT if HEIGHT[station] > HEIGHT["clearance"]}
EDGES = {"site", "authoring", "cli", "plugin"}
"""These see documents and problems: what they hand on to the stations between is cleared."""


def station_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(text: str, path: Path) -> set[str]:
    """The modules that a file imports, by their whole names."""
    package = ["generator", *path.relative_to(PACKAGE).parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {module} if node.module or not node.level else set()
            found |= {f"{module}.{name.name}" for name in node.names}
    return found


def wrong_imports(text: str, path: Path) -> list[str]:
    """What a module imports that its station may not use."""
    own = station_of(path)
    inner = {module.split(".")[1] for module in imports_of(text, path) if module.count(".")} & set(HEIGHT)
    found = [station for station in inner if station != own and HEIGHT[station] >= HEIGHT[own]]
    if own in ABOVE_CLEARANCE - EDGES:
        found += sorted(inner & {"document", "check"})
    packages = {module.split(".")[0] for module in imports_of(text, path)} | imports_of(text, path)
    if "network" in inner and own not in ("network", "authoring", "cli"):
        found.append("network")
    return found + [package for package in sorted(packages & set(ALLOWED)) if own not in ALLOWED[package]]


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_the_map_draws_every_station() -> None:
    assert set(HEIGHT) == {station_of(path) for path in MODULES}
    assert sum(map(len, STATIONS)) == len(HEIGHT)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_downward_and_packages_are_imported_where_the_map_says(path: Path) -> None:
    assert wrong_imports(path.read_text("utf-8"), path) == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("catalogue/crosstabs.py", "from ..check import Entry"),
        ("catalogue/crosstabs.py", "from ..document import Document, read_all"),
        ("render/__init__.py", "from ..check.entry import Entry"),
        ("pages/records.py", "import generator.document"),
        ("publish/leaks.py", "def late():\n    from ..document import read_all"),
        ("clearance/reading.py", "from ..catalogue import Catalogue"),
        ("schema/values.py", "from .. import document"),
        ("pages/lessons.py", "import jinja2"),
        ("catalogue/lessons.py", "from yaml import safe_load"),
        ("publish/__init__.py", "import socket"),
        ("site.py", "from urllib import request"),
        ("pages/outgoing.py", "import urllib.request"),
        ("plugin/pages.py", "from ..network import Asker"),
    ],
)
def test_an_import_that_is_planted_is_seen(module: str, line: str) -> None:
    path = PACKAGE / module
    text = path.read_text("utf-8") if path.exists() else "from __future__ import annotations\n"
    assert wrong_imports(f"{text}\n{line}\n", path) != []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_edges_ask_what_day_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    asks = any(word in text for word in (".today()", ".now(", "import time"))
    assert station_of(path) in ("cli", "plugin") or not asks


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_and_opens_with_words_to_the_next_developer(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    assert len(text.splitlines()) <= LONGEST_MODULE
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    long = {node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION}
    assert long == set()


PICKS = frozenset(
    ("dictsort", "first", "groupby", "last", "random", "reject", "rejectattr", "select", "selectattr", "sort", "unique")
)
"""Jinja's filters that put things in order or leave some out. A slice does so too."""
MAY_PICK = {
    "citing.md.jinja": {"a slice"},  # to name three sources in a sentence and count the others
    "evidence.md.jinja": {"a slice"},  # to write the first letter of a number in capitals
    "macros.md.jinja": {"a slice"},  # to name two kinds of evidence in a line and count the others
    "overrides/main.html": {"first"},  # of the host's table of contents, for the heading of the page
    "pages/components.md.jinja": {"a slice", "first"},  # to show pieces with few things in them and with many
}


def picks(text: str) -> set[str]:
    """What a template sorts or picks with: names of filters, and slices."""
    tree = Environment(extensions=["jinja2.ext.do"]).parse(text)
    slices = {"a slice" for _ in tree.find_all(nodes.Slice)}
    return slices | {one.name for one in tree.find_all(nodes.Filter)} & PICKS


def test_templates_neither_sort_nor_pick() -> None:
    texts = {path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.*")
             if path.suffix in (".jinja", ".html")}  # fmt: skip
    assert {name: found for name, text in texts.items() if (found := picks(text))} == MAY_PICK


@pytest.mark.parametrize(
    "planted",
    [
        "{{ cases | sort(attribute='slug') }}",
        "{% for case in cases | selectattr('checked') %}{% endfor %}",
        "{% set some = cases[:5] %}",
        "{{ (cases | first).slug }}",
    ],
)
def test_a_template_that_sorts_or_picks_is_seen(planted: str) -> None:
    text = (TEMPLATES / "pages/cases.md.jinja").read_text("utf-8")
    assert picks(text) == set()
    assert picks(text + planted) != set()


MAY_KEEP = {
    "catalogue/citing/reference.py": {"who"},  # of the reference's own fields
    "catalogue/knowledge.py": {  # what can be asked, and no answer
        "crosstabs", "editions", "facets", "freshness", "lessons", "naming", "questions", "relations", "search_terms",
    },
    "catalogue/naming.py": {"_listed"},  # of data that come with the program
    "pages/form_shape.py": {"_schema"},  # of the models
    "pages/json_schema.py": {"_by_name", "_of_model"},
    "pages/open_data/columns.py": {"columns_of"},
    "pages/open_data/graph.py": {"_kinds"},
    "pages/open_data/tables.py": {"columns", "entries", "rows", "parts"},  # of tables that are made anew for each build
    "pages/open_data/values.py": {"told_fields"},
    "render/__init__.py": {"_relative"},  # of what it is given
    "render/compiled.py": {"_state"},
    "render/country_shapes.py": {"outlines"},
    "render/drawing/text.py": {"_per_mille"},
    "render/escape.py": {"_escaped"},
    "render/locator.py": {"land_in", "world"},
}  # fmt: skip
"""What is kept in another way than `derived` and `asked`, since it follows from no record."""


def keeping(text: str) -> set[str]:
    """The functions of a module whose results are kept by functools."""
    return {
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and any(re.search(r"\bcache|lru_cache|cached_property", ast.unparse(one)) for one in node.decorator_list)
    }


@pytest.mark.parametrize(
    "path", [path for path in MODULES if station_of(path) in ("catalogue", "pages", "render")], ids=name
)
def test_what_follows_from_records_is_kept_where_it_is_noted_by_whom_it_is_asked(path: Path) -> None:
    assert keeping(path.read_text("utf-8")) == MAY_KEEP.get(name(path), set())
