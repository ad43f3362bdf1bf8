"""Withdrawing is one step: whatever record goes, and whatever is left in its file, all else stands without another edit."""

import datetime
import re
import shutil
from pathlib import Path

import pytest

from generator.problem import Severity
from generator.site import Site, make_site

from .conftest import EXAMPLES

LIBRARY = EXAMPLES / "library"
ADDRESSES = sorted(
    path.relative_to(LIBRARY / "practices").with_suffix("").as_posix()
    for path in (LIBRARY / "practices").rglob("*.md")
    if path.stem != "library"
)
TODAY = datetime.date(2026, 11, 21)
GONE = "withdrawn:\n  date: 2026-11-20\n"


def marked(text: str) -> str:
    """All is left as it was."""
    return text.replace("---\n", f"---\n{GONE}", 1)


def emptied(text: str) -> str:
    """What consent.md asks for."""
    return f"---\n{title_of(text)}\n{GONE}---\n"


def nameless(text: str) -> str:
    """The same, with a neutral word."""
    return f"---\ntitle: Withdrawn\n{GONE}---\n"


def half_gone(text: str) -> str:
    """Somebody took out the sources in haste, left the story, and mistyped a key."""
    front, body = text.split("---\n")[1:3]
    kept = re.sub(r"^sources:\n(?:[ ].*\n)*", "", front, flags=re.MULTILINE)
    return f"---\n{GONE}{kept}sumary: What it was.\n---\n{body}\n![x](y.png) [^nothing] [there](../cases/none.md)\n"


def only_story(text: str) -> str:
    """The story was forgotten when the front matter went."""
    return f"{emptied(text)}{text.rsplit('---', maxsplit=1)[-1]}"


FORMS = (marked, emptied, nameless, half_gone, only_story)


def title_of(text: str) -> str:
    found = re.search(r"^title:.*$", text, re.MULTILINE)
    assert found
    return found[0]


def withdrawn(root: Path, address: str, form=marked) -> Path:
    path = root / "practices" / f"{address}.md"
    path.write_text(form(path.read_text("utf-8")), "utf-8")
    return path


def errors_of(site: Site) -> list[str]:
    return [str(problem) for problem in site.problems if problem.severity is Severity.ERROR]


def without_name(root: Path, address: str) -> None:
    """Take the record's names out of what others say, as a person would after its withdrawal."""
    title = title_of((root / "practices" / f"{address}.md").read_text("utf-8")).removeprefix("title:").strip(" \"'")
    for path in (root / "practices").rglob("*.md"):
        if path.relative_to(root / "practices").with_suffix("").as_posix() != address:
            path.write_text(re.sub(re.escape(title), "something else", path.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize("address", ADDRESSES)
def test_whatever_record_is_withdrawn_the_rest_is_a_site(tmp_path: Path, address: str) -> None:
    for form in FORMS:
        root = tmp_path / form.__name__
        shutil.copytree(LIBRARY, root)
        without_name(root, address)
        withdrawn(root, address, form)
        site = make_site(root, TODAY)
        assert errors_of(site) == [], form.__name__
        assert site.pages
        others = [page for page in site.pages if page.address not in (f"{address}.md", "withdrawn.json")]
        assert [page.address for page in others if f"{address}." in page.text] == [], form.__name__
