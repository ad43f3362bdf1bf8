"""To add, withdraw and rename records is what this library is for: it turns none of the tests of its records red."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.problem import has_errors

from ...libraries import ROOT, catalogue_of, examine, last_day

HERE = Path(__file__)
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "site", "build", "node_modules", "__pycache__", ".*_cache", "screenshots"
)
NEW = {
    "organisations/lamp-and-ladder.md": """---
title: Lamp and Ladder
summary: An association that lights the way home from late meetings.
status: outline
countries: [{country}]
---
""",
    "cases/the-walk-home.md": """---
title: The walk home
summary: Women who meet after work walk home together, by a way that they chose themselves.
status: documented
checked: 2026-11-01
organisations: [lamp-and-ladder]
scope:
  kind: country
  countries: [{country}]
strategies: [{strategy}]
people: [{people}]
lessons:
  - id: ask-for-the-way
    text: Ask those who walk it which way is safe.
    sources: [walk-2024]
sources:
  walk-2024:
    title: A year of walks
    publisher: Lamp and Ladder
    year: "2024"
    kind: report
    read: whole
---

They drew a map of the lamps that were lit.[^walk-2024]
""",
    "questions/who-lights-the-way.md": """---
title: Who pays for the light on the way home?
summary: Meetings end when it is dark. Nobody here tells who lit the way.
status: outline
people: [{people}]
---
""",
}
"""One of three kinds each; what they refer to is filled in from the library."""


def unnamed(root: Path) -> Iterator[Path]:
    """Records that nothing else names, so that they can be withdrawn or renamed without another edit."""
    catalogue = catalogue_of(ROOT)
    texts = {
        path: path.read_text("utf-8") for folder in ("practices", "docs") for path in (root / folder).rglob("*.md")
    }
    for entry in (one for kind in ("cases", "organisations", "questions") for one in catalogue.all(kind)):
        others = (text for path, text in texts.items() if path != root / entry.path)
        if not catalogue.mentions(entry) and not any(
            entry.slug in text or entry.record.title in text for text in others
        ):
            yield root / entry.path


def clone(to: Path) -> Path:
    shutil.copytree(ROOT, to, ignore=LEFT_OUT)
    (to / "build" / "docs").mkdir(parents=True)
    return to


def test_three_new_records_a_withdrawn_and_a_renamed_one_break_no_test(tmp_path: Path) -> None:
    root = clone(tmp_path / "clone")
    catalogue = catalogue_of(ROOT)
    given = {
        "country": catalogue.countries[0],
        "strategy": catalogue.all("strategies")[0].slug,
        "people": catalogue.terms("people")[0].term.id,
    }
    withdrawn, renamed = list(unnamed(root))[:2]
    withdrawn.write_text(
        re.sub(r"\A---\n", "---\nwithdrawn:\n  date: 2026-11-20\n", withdrawn.read_text("utf-8")), "utf-8"
    )
    renamed.rename(renamed.with_name(f"{renamed.stem}-as-it-is-called-now.md"))
    for name, text in NEW.items():
        (root / "practices" / name).write_text(text.format(**given), "utf-8")

    found = examine(root, last_day(root))
    assert not has_errors(found.problems), [str(problem) for problem in found.problems]
    records = HERE.parents[1].relative_to(ROOT)
    command = ["-m", "pytest", "-p", "no:cacheprovider", "-m", "not alone and not release"]
    more = [records, f"--ignore={records / 'site'}"]
    # What it builds is of another library, and must not be taken for ours by the tests beside this one.
    outside = {name: value for name, value in os.environ.items() if name != "SHARED_LIBRARIES"}
    ended = subprocess.run(
        [sys.executable, *command, *more], cwd=root, env=outside, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout[-3000:]
    assert "passed" in ended.stdout
