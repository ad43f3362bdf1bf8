"""What pushes back has one name wherever a reader sees it: pushback. Its field and its addresses keep the older one, since links and records hold them."""

import re
from pathlib import Path

import pytest
import yaml

from generator.schema import KINDS

from .libraries import COUNTY, LIBRARY, ROOT, pages_of
from .test_words import used

OLD = re.compile(r"\bresist(?:s|ed|ing|ances?)?\b|\bresponses? to (?:it|them|pushback)\b", re.IGNORECASE)
UNSEEN = re.compile(
    r"\A---\n.*?\n---\n|<script.*?</script>|```.*?```|`[^`\n]*`|\]\([^)\s]*\)|\{[^{}\n]*\}|<[^>]*>|“[^”\n]*”",
    re.DOTALL,
)
"""What nobody reads as the library's own word: the head, code, addresses, attributes, tags; and what somebody says."""
HAND_WRITTEN = sorted(
    path for path in (ROOT / "docs").rglob("*.md") if not path.is_relative_to(ROOT / "docs" / "developing")
)


def said(text: str) -> list[str]:
    return [match[0] for match in OLD.finditer(UNSEEN.sub(" ", text))]


@pytest.mark.parametrize("root", [LIBRARY, COUNTY], ids=lambda root: root.name)
def test_pages_call_it_pushback(root: Path) -> None:
    pages = {address: said(page) for address, page in pages_of(root).items() if address.endswith(".md")}
    del pages["contribute/fields.md"]  # which is of fields, by their names
    for of_tables in ("data/columns.md", "data/index.md"):
        assert set(pages.pop(of_tables)) <= {"resistance"}  # as one of them is called
    assert {address: found for address, found in pages.items() if found} == {}


def test_templates_and_the_frame_call_it_pushback() -> None:
    wrong = [form for message in used() for form in message if OLD.search(form)]
    settings = yaml.safe_load(re.sub(r"!\w+ ", "", (ROOT / "mkdocs.yml").read_text("utf-8")))
    frame = str([*settings["nav"], settings["extra"]["words"], settings["extra"]["menu"], settings["extra"]["footer"]])
    titles = re.sub(r"[\w./-]+\.(?:md|html)\b", "", frame)
    assert [*wrong, *OLD.findall(titles)] == []


def test_fields_are_described_by_that_name() -> None:
    fields = [field.description or "" for model in KINDS.values() for field in model.model_fields.values()]
    assert [text for text in fields if OLD.search(text)] == []


@pytest.mark.parametrize("path", HAND_WRITTEN, ids=lambda path: path.name)
def test_pages_written_by_hand_call_it_pushback(path: Path) -> None:
    told = re.sub(r"(?m)^ {4}.*$", "", path.read_text("utf-8"))  # code
    titled = re.sub(r"\[[^\]\n]*\]\([^)\s]*papers/[^)\s]*\)", "", told)  # a paper has the title that it has
    assert said(titled) == []


@pytest.mark.parametrize(
    ("name", "title"), [("forms-of-resistance", "Forms of pushback"), ("responses", "Answers to pushback")]
)
def test_the_vocabularies_that_come_with_it_have_that_name(name: str, title: str) -> None:
    assert f"\ntitle: {title}\n" in (ROOT / "practices" / "vocabularies" / f"{name}.md").read_text("utf-8")
