"""The rooms of the program: imports point downward only, and each outside package has one door."""

import ast
from pathlib import Path

import pytest

import generator

ROOMS = (
    "problem",
    "rule",
    "second_look",
    "rules",
    "policy",
    "gate",
    "schema",
    "document",
    "media",
    "languages",
    "story",
    "check",
    "clearance",
    "catalogue",
    "crossings",
    "lessons",
    "questions",
    "evidence",
    "facets",
    "citing",
    "glossary",
    "holdings",
    "related",
    "alphabet",
    "locator",
    "outlines",
    "drawing",
    "wording",
    "render",
    "unspaced",
    "same_words",
    "pages",
    "outgoing",
    "explore",
    "linked_data",
    "anchors",
    "writing_out",
    "exports",
    "docs",
    "frame",
    "site",
    "asked",
    "withdrawing",
    "leaks",
    "notes",
    "entries",
    "pieces",
    "build",
    "scaffold",
    "trouble",
    "plugin",
    "cli",
)
"""From the ground up. A room may use those before it in this list, and itself."""

DOORS = {
    "mkdocs": {"plugin"},
    "jinja2": {"render"},
    "yaml": {"document"},
    "frontmatter": {"document"},
    "click": {"cli"},
    "pydantic": {"schema", "check"},
    "subprocess": {"build"},
    "PIL": {"media"},
    "pypdf": {"media"},
    "cbor2": {"pieces"},
    "snowballstemmer": {"same_words"},
    "rapidfuzz": {"check"},
    "markdown": {"story", "check"},
    "markdown_it": {"story"},
    "mdit_py_plugins": {"story"},
    "pagefind": {"build"},
}
"""The rooms in which a package may be imported."""

PACKAGE = Path(generator.__file__).parent
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py" and path != PACKAGE / "__init__.py"
)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports, by their whole names."""
    package = ["generator", *path.relative_to(PACKAGE).parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {module} if node.module or not node.level else {f"{module}.{name.name}" for name in node.names}
    return found


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_every_room_is_on_the_list() -> None:
    assert {room_of(path) for path in MODULES} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_downward(path: Path) -> None:
    own = ROOMS.index(room_of(path))
    inner = [module.split(".")[1] for module in imports_of(path) if module.startswith("generator.")]
    assert [room for room in inner if room in ROOMS and ROOMS.index(room) > own] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_an_outside_package_comes_in_by_its_door(path: Path) -> None:
    packages = {module.split(".")[0] for module in imports_of(path)}
    assert {p for p in packages & set(DOORS) if room_of(path) not in DOORS[p]} == set()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_edges_ask_what_day_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert room_of(path) in ("cli", "plugin") or not any(word in text for word in (".today()", ".now(", "import time"))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_opens_with_words_to_the_next_developer(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert len(lines) <= 420
