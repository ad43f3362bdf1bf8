# Commits of this program as whoever uses them has them: files of their own, a Python of their own, and a library to build. An earlier
# commit refuses fields that it does not know, so each builds the library that it shipped, or as many cases as that library with
# cases that its own benchmarks/records.py invents.

"""This program and an earlier commit of it, and their libraries."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..records import REPOSITORY
from .clock import Failed, surroundings

SHIPPED = 0
"""The size that stands for the library as it is shipped."""
CONSTRAINTS = "constraints-site.txt"


@dataclass(frozen=True)
class Program:
    """A commit that is laid out in `home`, and the Python that has what it needs."""

    name: str
    commit: str
    home: Path
    python: Path

    def lay_out(self, cases: int, root: Path) -> None:
        """Make a library of a size in `root`, anew. What is shipped comes with its history, which the site tells of."""
        shutil.rmtree(root, ignore_errors=True)
        root.parent.mkdir(parents=True, exist_ok=True)
        if cases == SHIPPED:
            run(["git", "clone", "--quiet", "--no-checkout", str(REPOSITORY), str(root)], REPOSITORY)
            run(["git", "checkout", "--quiet", "--detach", self.commit], root)
        else:
            records = [str(self.python), "-m", "benchmarks.records", "--cases", str(cases), "--to", str(root)]
            run(records, self.home)

    def practices(self, *asked: str) -> list[str]:
        """The command of this commit."""
        return [str(self.python), "-m", "generator", *asked]


def run(command: list[str], folder: Path) -> str:
    """Run what is not measured; what it wrote to standard output. Raises Failed where it ends with anything but 0."""
    done = subprocess.run(command, cwd=folder, env=surroundings({}), capture_output=True, text=True, check=False)
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-5:])
        raise Failed(f"{' '.join(command[:4])} ended with {done.returncode}:\n{last}")
    return done.stdout


def ours() -> Program:
    """This program as it lies here, with what is not committed yet."""
    clean = not run(["git", "status", "--porcelain", "generator", "templates"], REPOSITORY).strip()
    commit = run(["git", "rev-parse", "--short", "HEAD"], REPOSITORY).strip()
    return _compiled(
        Program(f"ours ({commit}{'' if clean else ', changed'})", commit, REPOSITORY, Path(sys.executable))
    )


@contextlib.contextmanager
def earlier(commit: str) -> Iterator[Program]:
    """A commit in a folder of its own, with an environment of its own, for as long as the `with` lasts."""
    short = run(["git", "rev-parse", "--short", f"{commit}^{{commit}}"], REPOSITORY).strip()
    with tempfile.TemporaryDirectory(prefix="compared-") as folder:
        home = Path(folder) / "program"
        run(["git", "worktree", "add", "--quiet", "--detach", str(home), short], REPOSITORY)
        try:
            yield _compiled(Program(f"commit {short}", short, home, _with_needs(home, Path(folder) / "python")))
        finally:
            run(["git", "worktree", "remove", "--force", str(home)], REPOSITORY)


def environment(folder: Path, *packages: str) -> Path:
    """A new environment of Python with these packages from the registry; its interpreter. Raises Failed where they cannot be had."""
    run([sys.executable, "-m", "venv", str(folder)], folder.parent)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if packages:
        run([str(python), "-m", "pip", "install", "--quiet", "--upgrade", *packages], folder.parent)
    return python


def _with_needs(home: Path, folder: Path) -> Path:
    """An environment with what a commit needs, in the versions that it names; those of today, where it names none."""
    there = home / CONSTRAINTS
    named = (there if there.exists() else REPOSITORY / CONSTRAINTS).read_text("utf-8")
    wanted = folder.with_name("constraints.txt")
    wanted.write_text(without_hashes(named), "utf-8")
    return environment(folder, "--constraint", str(wanted), "--editable", str(home))


def without_hashes(constraints: str) -> str:
    """Constraints that name versions alone, since pip asks either for all hashes or for none."""
    return re.sub(r"\s*\\\n\s*--hash=\S+", "", constraints)


def _compiled(program: Program) -> Program:
    """The program, with all its modules compiled: nobody builds for the first time twice."""
    run([str(program.python), "-m", "compileall", "-q", "generator"], program.home)
    return program


def fresh(root: Path) -> None:
    """Have a library forget all that was ever built of it."""
    shutil.rmtree(root / "site", ignore_errors=True)
    shutil.rmtree(root / "build", ignore_errors=True)
    (root / "build" / "docs").mkdir(parents=True)


def edited_case(root: Path) -> Path:
    """The case that is edited: an invented one where there are any, since it is long and held back in no way."""
    cases = sorted((root / "practices" / "cases").glob("*.md"))
    return next((path for path in cases if path.stem.endswith("-00001")), cases[0])


def edit(case: Path, word: str) -> None:
    """Have the story of a case end with another sentence, which holds the word."""
    text = re.sub(r" Seen anew: \w+\.$", "", case.read_text("utf-8").rstrip())
    case.write_text(f"{text} Seen anew: {word}.\n", "utf-8")
