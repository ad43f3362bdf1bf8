"""What stops a release: each thing by itself, and nothing where all agrees."""

import runpy
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOL = runpy.run_path(str(ROOT / "tools" / "release"))
WHO = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
READY = {
    "generator/__init__.py": '__version__ = "0.2.0"\n',
    "CITATION.cff": "references:\n  - title: a library\n    version: 0.2.0\n",
    "CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n- A lamp.\n\n## [0.1.0] - 2026-11-01\n\n- A shelf.\n",
    "templates/lamps.md.jinja": '{{ _("Lamps") }}\n',
    "templates/locale/es.po": 'msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "Lamps"\nmsgstr "Lámparas"\n',
}


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *WHO, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def ready(tmp_path: Path) -> Callable[..., Path]:
    """A function that makes a repository in which nothing is in the way but what is given."""

    def made(**instead: str) -> Path:
        (tmp_path / "tools").mkdir()
        shutil.copy2(ROOT / "tools" / "words", tmp_path / "tools")
        for path, text in READY.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(instead.get(path.rpartition("/")[2].partition(".")[0], text), "utf-8")
        git(tmp_path, "init", "--quiet")
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "--message", "All")
        return tmp_path

    return made


def test_where_all_agrees_the_tag_is_told_and_not_made(ready, capsys):
    root = ready()
    assert TOOL["main"](root) == 0
    assert "git tag --annotate v0.2.0" in capsys.readouterr().out
    assert TOOL["git"](root, "tag") == []


CHANGES = READY["CHANGELOG.md"]


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ({"CITATION": READY["CITATION.cff"].replace("0.2.0", "0.1.0")}, "CITATION.cff names another version: write 0.2.0 there."),
        ({"CHANGELOG": CHANGES.replace("[Unreleased]\n", "[Unreleased]\n\n- A door.\n")}, "CHANGELOG.md has lines under Unreleased"),
        ({"CHANGELOG": CHANGES.replace("0.2.0", "0.3.0")}, "CHANGELOG.md is of another version"),
        ({"CHANGELOG": CHANGES.replace("2026-12-01", "soon")}, "CHANGELOG.md is of another version, or has no day"),
        ({"CHANGELOG": "# Changelog\n\n## [Unreleased]\n"}, "CHANGELOG.md is of another version"),
        ({"lamps": '{{ _("Lamps") }}{{ _("A door") }}\n'}, "Words are not translated; fill them in after make words:\nes.po: 1 "),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_told_and_nothing_else(instead, said, ready, capsys):
    root = ready(**instead)
    assert [one[: len(said)] for one in TOOL["in_the_way"](root)] == [said]
    assert TOOL["main"](root) == 1
    assert "git tag" not in capsys.readouterr().out


def test_what_is_not_committed_and_a_version_that_has_a_tag_are_in_the_way(ready):
    root = ready()
    git(root, "tag", "v0.2.0")
    (root / "CITATION.cff").write_text(READY["CITATION.cff"] + "\n", "utf-8")
    uncommitted, tagged = TOOL["in_the_way"](root)
    assert uncommitted.startswith("Not all is committed")
    assert tagged.startswith("v0.2.0 is released already")
