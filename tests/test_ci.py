"""Continuous integration and the hooks: what they call is there, and one failure hides no other."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), ROOT / ".gitlab-ci.yml"]
TARGETS = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
OUTSIDE = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
"""As if no make had called these tests: it would have those below it say more."""
COMMANDS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]


def scripts(part: object) -> list[str]:
    """All that a workflow has run, on either host."""
    if isinstance(part, list):
        return [line for one in part for line in scripts(one)]
    if isinstance(part, dict):
        own = [part[key] for key in ("run", "script") if isinstance(part.get(key), str)]
        return own + [line for one in part.values() for line in scripts(one)]
    return []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_what_the_makefile_makes(path: Path) -> None:
    lines = scripts(yaml.safe_load(path.read_text("utf-8")))
    made = {line.split()[1] for line in lines if line.startswith("make ")}
    assert made
    assert made <= TARGETS
    for line in lines:
        assert line.startswith(("make ", *(f".venv/bin/{name} " for name in COMMANDS)))


@pytest.mark.parametrize("broken", [(), ("lint",), ("check", "test"), ("lint", "check", "test")], ids=" ".join)
def test_all_that_ci_runs_is_run_and_each_failure_is_named(broken: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_text((ROOT / ".ci" / "run").read_text("utf-8"), "utf-8")
    rules = "".join(
        f"{name}:\n\t@echo made {name}{'; false' * (name in broken)}\n" for name in ("lint", "check", "test")
    )
    (tmp_path / "Makefile").write_text(rules, "utf-8")
    ended = subprocess.run(["bash", ".ci/run"], cwd=tmp_path, env=OUTSIDE, capture_output=True, text=True, check=False)
    assert ended.stdout.splitlines() == ["made lint", "made check", "made test"]
    assert re.findall(r"^Failed: make (\w+)", ended.stderr, re.MULTILINE) == list(broken)
    assert ended.returncode == bool(broken)


@pytest.mark.parametrize("broken", ["", "not alone and not release", "alone"])
def test_each_half_of_the_tests_is_run_whichever_fails(broken: str, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nfor last; do :; done\necho "$last"\n[ "$last" != "{broken}" ]\n', "utf-8")
    python.chmod(0o755)
    made = ["make", "--silent", "-f", ROOT / "Makefile", "-o", ".venv/ready-to-test", "test", f"BIN={tmp_path}"]
    ended = subprocess.run(made, cwd=tmp_path, env=OUTSIDE, capture_output=True, text=True, check=False)
    assert ended.stdout.splitlines() == ["not alone and not release", "alone"]
    assert (ended.returncode != 0) == bool(broken)


def test_the_hook_for_other_libraries_calls_a_command_of_ours() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"].split()[0] in COMMANDS
    assert re.match(hook["files"], "practices/cases/reading-hour.md")
    assert not re.match(hook["files"], "generator/site.py")


def test_the_changelog_keeps_both_sides_and_examples_keep_their_bytes(tmp_path: Path) -> None:
    """Asked of git itself, since a pattern that matches nothing is no error."""
    shutil.copy2(ROOT / ".gitattributes", tmp_path)
    asked = ["CHANGELOG.md", "tests/examples/gate/hostile/other-encoding.html", "README.md", "docs/assets/home.png"]
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    said = subprocess.run(
        ["git", "check-attr", "merge", "text", "--", *asked], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert "CHANGELOG.md: merge: union" in said
    assert "tests/examples/gate/hostile/other-encoding.html: text: unset" in said
    assert "README.md: text: auto" in said
    assert "docs/assets/home.png: text: unset" in said


@pytest.mark.parametrize("tool", ["tools/faults", "benchmarks/building.py"])
def test_what_no_test_runs_can_be_started(tool: str) -> None:
    """They take too long to be run here, and what they import moves."""
    asked = ["-m", "benchmarks.building"] if tool.endswith(".py") else [tool]
    ended = subprocess.run([sys.executable, *asked, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("usage:")
