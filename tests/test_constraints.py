"""The constraints: one version and its hashes for each package, so that the same commit gives the same site next year."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
ALL, SITE = "constraints.txt", "constraints-site.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ASKED = {
    SITE: [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]],
    ALL: [line for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines],
}
PIN = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<where> ; .+)?(?P<hashes>(?: --hash=sha256:[0-9a-f]{64})+)$"
)


def pins(name: str) -> dict[str, str]:
    """The version of each package that a file names; every line must be a pin with hashes, and nothing else."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\s*\\\n\s*", " ", text).splitlines()
    wrong = [line for line in lines if not PIN.match(line)]
    assert not wrong, f"{name}: each line is to be a version with its hashes; run make constraints"
    found = [match for match in map(PIN.match, lines) if match]
    assert len(found) == len({match["name"] for match in found}), f"{name}: one version each, whatever the Python"
    return {match["name"]: match["version"] for match in found}


@pytest.mark.parametrize(
    ("name", "asked"), [(name, asked) for name, lines in ASKED.items() for asked in lines], ids=str
)
def test_what_the_project_asks_for_is_pinned_within_its_bounds(name: str, asked: str) -> None:
    requirement = Requirement(asked)
    pinned = pins(name)
    wanted = canonicalize_name(requirement.name)
    assert wanted in pinned, f"{name} does not name {wanted}; run make constraints"
    assert requirement.specifier.contains(pinned[wanted]), f"{name} does not give {asked}; run make constraints"


def test_building_and_testing_take_the_same_versions() -> None:
    site, everything = pins(SITE), pins(ALL)
    assert site.items() <= everything.items()
    assert "playwright" in everything.keys() - site.keys()


def test_nothing_of_one_machine_stands_in_the_constraints() -> None:
    for name in (ALL, SITE):
        assert "/" not in (ROOT / name).read_text("utf-8"), "a path or an address"
