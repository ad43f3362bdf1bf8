"""What is counted is of the practice itself, once: what a page says is counted again here from the records as they are written."""

import posixpath
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from generator.problem import has_errors
from generator.schema import Paper
from generator.schema.walk import field_that_names, references

from .libraries import EXAMPLES, LIBRARY, ROOTS, TODAY, examine, pages_of

SETTING = "### In the setting"
BESIDES = "### What was done, and what is told of others"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Those of the example library, in which one case tells only of others, and of what was delivered."""
    root = tmp_path_factory.mktemp("whose") / "library"
    shutil.copytree(LIBRARY, root)
    shutil.copytree(EXAMPLES / "whose", root, dirs_exist_ok=True)
    return pages_of(root)


@pytest.fixture(scope="module")
def fjord(pages: dict[str, str]) -> str:
    return pages["cases/fjord-boat.md"]


def part(page: str, heading: str) -> str:
    """What stands below a heading, to the next of its level or a higher one."""
    level = heading.split(maxsplit=1)[0]
    found = re.search(rf"^{re.escape(heading)}\b.*?(?=^#{{1,{len(level)}}} |\Z)", page, re.MULTILINE | re.DOTALL)
    return found[0] if found else ""


def test_what_others_met_stands_apart_and_says_of_whom_it_is(fjord: str) -> None:
    setting = part(fjord, SETTING)
    assert "Nothing is recorded that pushed back at this practice itself." in fjord
    assert "This did not happen to the practice itself, and is not counted here." in setting
    assert "Other boats of those years waited" in setting
    assert "Other boats of those years waited" not in fjord.replace(setting, "")


def test_an_event_that_another_case_counts_leads_there_with_the_reason(fjord: str) -> None:
    setting = part(fjord, SETTING)
    assert re.search(
        r"Told in \[[^]]*\]\(market-shelf\.md\) too, and counted there: Both tell of the one meeting", setting
    )


def test_the_card_agrees_with_the_record(fjord: str) -> None:
    card = fjord[fjord.index('class="hg-card hg-card--case"') :]
    assert re.search(r"^What pushed back\n:   Nothing is recorded$", card, re.MULTILINE)
    assert re.search(r"^What was found, by study\n:   Nothing is known yet$", card, re.MULTILINE)
    assert re.search(r"^Who says so\n:   No evidence is recorded$", card, re.MULTILINE)


def test_what_was_delivered_is_told_and_is_no_change(fjord: str) -> None:
    assert "It lent forty boxes a year." in part(fjord, BESIDES)
    assert "Nothing has been recorded about what changed" in fjord


def test_it_is_found_on_the_page_of_its_form_and_not_counted_there(pages: dict[str, str]) -> None:
    page = pages["vocabularies/resistance/delay.md"]
    assert "Other boats of those years" not in part(page, "## How it was met and answered")
    assert re.search(r"fjord-boat\.md\).*tells of it in its setting", page)


def test_a_case_that_tells_only_of_others_is_a_gap_still(pages: dict[str, str]) -> None:
    assert "cases/fjord-boat.md#gap-resistance" in pages["gaps/cases-without-resistance.md"]


# Counted again

MET_ONCE = ("met in one case", "encontrada en un caso")
MET_OFTEN = ("met in %d cases", "encontrada en %d casos")
"""In the languages of the libraries here."""


def fronts(root: Path, kind: str) -> dict[str, dict]:
    """The front matter of all records of a kind that are shown, as data, by their slugs."""
    found = {}
    for path in sorted((root / "practices" / kind).glob("*.md")):
        front = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        if not any(key in front for key in ("withdrawn", "embargo")):
            found[path.stem] = front
    return found


def own(items: list[dict] | None) -> list[dict]:
    """What is of the practice itself; every `whose`, `same_event` and `output` says that it is not."""
    return [
        item
        for item in items or []
        if item.get("whose", "practice") == "practice" and "same_event" not in item and item.get("output") is not True
    ]


def met_in(root: Path) -> Counter[str]:
    """By form, in how many cases something of the case's own was met."""
    return Counter(
        form
        for front in fronts(root, "cases").values()
        for form in {item["form"] for item in own(front.get("resistance"))}
    )


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_the_first_page_and_the_list_say_in_how_many_cases_a_form_was_met(root: Path) -> None:
    pages, counts = pages_of(root), met_in(root)
    told = re.findall(
        r"^- \[“[^\n]*\]\((vocabularies/[^)]+/([^/)]+))\.md\) <span[^>]*>[^\n]*?: ([^\n]*)</span>$",
        pages["index.md"],
        re.MULTILINE,
    )
    assert told
    vocabulary = posixpath.dirname(told[0][0])
    listed = dict(
        re.findall(r"^ *- .*\]\([^)]*?([^/)]+)\.md\).* \(([^()]*)\)<br>$", pages[f"{vocabulary}.md"], re.MULTILINE)
    )
    assert {form: words for _, form, words in told}.items() <= listed.items()
    for form, words in listed.items():
        often = [int(number) for number in re.findall(r"\d+", words)] or [1]
        is_met = words in MET_ONCE or any(words == many % often[0] for many in MET_OFTEN)
        assert is_met == bool(counts[form]), (form, words)
        assert not is_met or often == [counts[form]], (form, words)


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_the_cells_of_the_matrix_hold_what_the_records_say(root: Path) -> None:
    pages, expected = pages_of(root), Counter()
    cases = [item for front in fronts(root, "cases").values() for item in own(front.get("resistance"))]
    boxes = [
        item
        for front in fronts(root, "papers").values()
        for example in front.get("examples") or []
        for item in own(example.get("resistance"))
    ]
    for item in cases + boxes:
        for response in {answer["response"] for answer in item.get("responses") or []} or {"none"}:
            expected[f"{item['form']}--{response}"] += 1
    cells = {
        address.removeprefix("backlash/").removesuffix(".md"): text.count('class="hg-exchange"')
        for address, text in pages.items()
        if address.startswith("backlash/")
    }
    answered = {cell: number for cell, number in expected.items() if not cell.endswith("--none")}
    assert {cell: number for cell, number in cells.items() if cell in answered} == answered
    assert sum(cells.values()) == sum(expected.values())


@pytest.mark.parametrize(
    ("more", "field"), [({}, "examples"), ({"whose": "setting"}, "setting"), ({"whose": "related"}, "setting")]
)
def test_the_box_of_a_paper_may_tell_of_the_setting_too(more: dict[str, str], field: str) -> None:
    met = {"form": "delay", "what": "The boat waited.", **more}
    box = {"title": "A box", "country": "KE", "text": "A harbour.", "resistance": [met]}
    paper = Paper.model_validate({"title": "A paper", "series": "village-reading", "examples": [box]})
    fields = {str(ref): field_that_names(paper, steps) for steps, ref in references(paper)}
    assert fields == {"village-reading": "series", "KE": "examples", "delay": field}


def test_what_a_case_that_was_withdrawn_told_too_is_counted_where_it_is_still_told(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(EXAMPLES / "library", root)
    shutil.copytree(EXAMPLES / "rules" / "event-not-there" / "practices", root / "practices", dirs_exist_ok=True)
    case, other = (root / "practices" / "cases" / f"{name}.md" for name in ("fjord-boat", "market-shelf"))
    case.write_text(case.read_text("utf-8").replace("case: fjord-boat", "case: market-shelf"), "utf-8")

    def counted() -> list[str | None]:
        found = examine(root, TODAY)
        assert not has_errors(found.problems)
        record = next(item.record for item in found.published if item.slug == "fjord-boat")
        return [met.id for met in record.own_resistance]

    assert counted() == []
    other.write_text(other.read_text("utf-8").replace("---\n", "---\nwithdrawn: {date: 2026-11-20}\n", 1), "utf-8")
    assert counted() == ["committee-asked"]
