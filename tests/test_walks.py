"""What people do with the commands, from the first line to the last. A file dropped into examples/walks/ is a test.

Each file says what lies in the library besides the small valid one, what is typed, and what comes of it:

    title     what holds, in a sentence
    files     texts by their paths, laid over the small library
    below     a folder of a repository in which the library lies; else it is the repository
    also      other examples of the same kind, as paths below examples/
    steps     one after the other, each with what is done and what comes of it:
        free      [path, key]: the signs are taken from the lines of a key, as the guide says
        change    [path, old, new]
        run       what is typed after `practices`
        from      the folder in which it is typed, of the library if nothing else is said
        ends      the exit code
        problems  everything that is found, as `path:line rule`
        says      words that are printed; never: words that are not
        there     paths that are there; gone: paths that are not
        holds     by path, texts that stand in the file; lacks: texts that do not
"""

import re
import shlex

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main

from .conftest import EXAMPLES

WALKS = sorted((EXAMPLES / "walks").glob("*.yaml"))
TODAY = "2026-11-21"
DATED = {"check", "build", "render", "new", "withdraw"}
PROBLEM = re.compile(r"^(\S.*?):(\d+):\d+: (?:error|warning|note): ([a-z-]+): ", re.MULTILINE)
KEYS = {"title", "files", "below", "also", "steps"}
PARTS = {"free", "change", "run", "from", "ends", "problems", "says", "never", "there", "gone", "holds", "lacks"}


def read(path):
    return yaml.safe_load(path.read_text("utf-8"))


def freed(text, key):
    """A record with the lines of one key freed from their signs, until the next blank line."""
    before, start, rest = text.partition(f"\n# {key}:")
    assert start
    block, blank, after = rest.partition("\n\n")
    return f"{before}\n{key}:" + re.sub(r"^# ", "", block, flags=re.MULTILINE) + blank + after


def edited(root, step):
    if "free" in step:
        path, key = step["free"]
        (root / path).write_text(freed((root / path).read_text("utf-8"), key), "utf-8")
    if "change" in step:
        path, old, new = step["change"]
        text = (root / path).read_text("utf-8")
        assert text.count(old) == 1
        (root / path).write_text(text.replace(old, new), "utf-8")


def typed(step, root, monkeypatch):
    """What is printed, when that ends as it is to end."""
    monkeypatch.chdir(root / step.get("from", "."))
    words = shlex.split(step["run"])
    result = CliRunner().invoke(main, [*words, *(["--today", TODAY] if words[0] in DATED else [])])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == step["ends"], result.output
    return result.output


@pytest.mark.thorough
@pytest.mark.parametrize("path", WALKS, ids=lambda path: path.stem)
def test_a_walk_comes_out_as_it_says(path, library, monkeypatch):
    walk, root = read(path), library()
    if "below" in walk:
        above = root.parent / "repository"
        (above / ".git").mkdir(parents=True)
        root = root.rename(above / walk["below"])
    for name, text in walk.get("files", {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    for step in walk["steps"]:
        edited(root, step)
        said = typed(step, root, monkeypatch) if "run" in step else ""
        if "problems" in step:
            assert [f"{found[1]}:{found[2]} {found[3]}" for found in PROBLEM.finditer(said)] == step["problems"]
        folded = " ".join(said.split())
        assert [words for words in step.get("says", ()) if words not in folded] == []
        assert [words for words in step.get("never", ()) if words in folded] == []
        assert [name for name in step.get("there", ()) if not (root / name).exists()] == []
        assert [name for name in step.get("gone", ()) if (root / name).exists()] == []
        for name, texts in step.get("holds", {}).items():
            assert [text for text in texts if text not in (root / name).read_text("utf-8")] == []
        for name, texts in step.get("lacks", {}).items():
            assert [text for text in texts if text in (root / name).read_text("utf-8")] == []


@pytest.mark.parametrize("path", WALKS, ids=lambda path: path.stem)
def test_a_walk_says_what_comes_of_every_step(path):
    walk = read(path)
    assert set(walk) <= KEYS
    assert walk["title"].endswith(".")
    assert [step for step in walk["steps"] if not set(step) <= PARTS or ("run" in step) != ("ends" in step)] == []
    assert [name for name in walk.get("also", ()) if not list(EXAMPLES.glob(name))] == []


def test_there_are_walks():
    assert len(WALKS) > 20
