"""What a practice takes: what stands on its page, on its card, beside other cases and for machines, and what stays off each."""

import dataclasses
import json
import re
import shutil
from pathlib import Path

import pytest

from generator.catalogue.effort import OwnFirst, gist, told
from generator.catalogue.knowledge import Knowledge
from generator.clearance.countries import without_money_of
from generator.pages.outgoing import addresses_in
from generator.render import Renderer
from generator.schema import Case
from generator.schema.effort import Cost, Dose, Material, Reach
from generator.schema.refs import People
from generator.schema.walk import field_that_names, references

from .libraries import COUNTY, EXAMPLES, LIBRARY, TODAY, catalogue_of, examine, pages_of
from .test_linked_data import data_of

SHELF = "cases/market-shelf.md"


def cost(**given: object) -> Cost:
    return Cost(
        **{"amount": "90", "currency": "KES", "start": "2019", "covers": "Books", "claimed_by": "a", "sources": ("b",)}
        | given
    )


def dose(**given: object) -> Dose:
    return Dose(**{"what": "The course", "sources": ("b",)} | given)


def reach(**given: object) -> Reach:
    return Reach(**{"number": "40", "who": "Readers", "claimed_by": "a", "sources": ("b",)} | given)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(LIBRARY)


def facts(page: str) -> dict[str, list[str]]:
    """What the section says, by its sorts of facts."""
    section = page.split("{ #takes }")[1].split("\n## ", maxsplit=1)[0]
    groups = re.findall(r"^(\w[^\n]*)\n((?::   .*\n(?: {4}.*\n)*)+)", section, re.MULTILINE)
    return {name: re.split(r"^:   ", items, flags=re.MULTILINE)[1:] for name, items in groups}


def changed(tmp_path: Path, change: dict[str, str]) -> Path:
    """The library with other words in the case that says what it takes."""
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / SHELF
    text = path.read_text("utf-8")
    for old, new in change.items():
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return root


def test_the_section_of_a_case_tells_each_fact_with_its_source(pages: dict[str, str]) -> None:
    found = facts(pages[SHELF])
    assert [*found] == [
        "People", "Time", "How many took part", "Money", "Tools and materials", "Adapted from", "Part of",
    ]  # fmt: skip
    assert all(re.search(r"\[\^[\w-]+\]", item) for items in found.values() for item in items)
    assert "**40 sessions**, **60 hours**. Each Thursday, for ten months" in found["Time"][0]
    assert "The shelf: Four market days a month" in found["Time"][1]
    assert "**1,250,000 Kenyan shillings** (2018 to 2021)" in found["Money"][0]
    assert '[<span lang="sw">' in found["Tools and materials"][0]
    assert "Where it can be had is not recorded." in found["Tools and materials"][1]
    assert "[The book boat on the fjord](fjord-boat.md)" in found["Adapted from"][0]


def test_a_question_leads_to_what_says_whom_a_practice_does_not_suit(tmp_path: Path) -> None:
    written = "  - text: Markets that move each week.\n"
    with_id = f"{written}    id: moving-markets\n    answers: [who-reads-alone]\n"
    made = pages_of(changed(tmp_path, {written: with_id}))
    limits = made[SHELF].split("{ #cautions }")[1].split("\n## ")[0]
    (fact,) = re.findall("^- .*", limits.split("### Whom it does not suit")[1].split("\n#")[0], re.MULTILINE)
    assert fact.startswith('- <span id="moving-markets"></span>')
    assert "(our reading)" in fact
    assert "../cases/market-shelf.md#moving-markets" in made["questions/who-reads-alone.md"]


def test_of_each_sum_and_count_it_is_said_whose_it_is_and_what_it_is_not(pages: dict[str, str]) -> None:
    found = facts(pages[SHELF])
    assert all("Claimed by: [" in item for item in (*found["Money"], *found["How many took part"]))
    assert ["Other things were paid for with it, too." in item for item in found["Money"]] == [True, False]
    assert ["This was the aim." in item for item in found["How many took part"]] == [True, False, False]


def test_the_other_side_of_a_tie_has_its_own_words(pages: dict[str, str]) -> None:
    shelf = "[Lantern Readers: The shelf at the market (TSM, Kenya)]"
    assert facts(pages["cases/fjord-boat.md"]) == {"Adapted by": [f"{shelf}(market-shelf.md)\n"]}
    assert "(adapted from it and " in pages["cases/fjord-boat.md"]
    assert f"- Parts: {shelf}" in pages["programmes/a-shelf-in-every-village.md"]
    assert f"{shelf}(../cases/market-shelf.md) (part of it)" in pages["programmes/a-shelf-in-every-village.md"]


def test_where_nothing_is_known_one_invitation_stands(pages: dict[str, str]) -> None:
    assert pages["cases/fjord-boat.md"].count('id="gap-takes"') == 1
    assert 'id="gap-takes"' not in pages[SHELF]
    county = pages_of(COUNTY)
    assert county["cases/ferry-box.md"].count('id="gap-takes"') == 1
    assert "hg-takes" not in county["cases/ferry-box.md"]


def test_the_card_tells_most_in_a_line_and_leads_to_the_section(pages: dict[str, str]) -> None:
    card = pages[SHELF].split('<div class="hg-card hg-card--case"')[1].split("</div>")[0]
    line = card.split("People, time and money\n:   ")[1].strip()
    assert line == (
        "The reading hour: 40 sessions, 60 hours · People who borrowed a book: 1,240 (2019) · "
        "90,000 Kenyan shillings (2019). [See what it takes](#takes)"
    )
    assert (
        "People, time and money"
        not in pages["cases/fjord-boat.md"].split('<div class="hg-card hg-card--case"')[1].split("</div>")[0]
    )


def test_no_sum_that_paid_for_more_and_no_aim_stands_alone() -> None:
    only = Case(title="A", costs=(cost(shared="true"),), reach=(reach(aim="true"),), doses=(dose(over="A year"),))
    assert not gist(only)
    assert [*told(only)] == []
    both = Case(title="A", costs=(cost(shared="true"), cost(amount="7")), reach=(reach(aim="true"), reach(number="8")))
    assert (gist(both).cost, gist(both).reach) == (both.costs[1], both.reach[1])


@pytest.mark.parametrize("whose", ["related", "setting"])
def test_what_is_told_of_others_stands_on_no_card_beside_no_case_and_is_not_counted(whose: str) -> None:
    others = {
        "costs": (cost(whose=whose),),
        "reach": (reach(whose=whose, people=("market-traders",)),),
        "doses": (dose(hours="2", whose=whose),),
    }
    alone = Case(title="A", **others)
    assert not gist(alone)
    assert [*told(alone)] == []
    assert {field_that_names(alone, steps) for steps, ref in references(alone) if isinstance(ref, People)} == {
        "setting"
    }
    own = {"costs": (cost(amount="7"),), "reach": (reach(number="8"),), "doses": (dose(hours="3"),)}
    both = Case(title="A", **{name: (*others[name], *own[name]) for name in own})
    assert (gist(both).cost, gist(both).reach, gist(both).dose) == (both.costs[1], both.reach[1], both.doses[1])
    page = OwnFirst.of(both)
    assert (page.costs, page.reach, page.doses) == (both.costs[::-1], both.reach[::-1], both.doses[::-1])


def test_a_count_of_others_says_so_on_the_page_and_is_told_as_its_source_gives_it(pages: dict[str, str]) -> None:
    last = facts(pages[SHELF])["How many took part"][-1]
    assert "about **300** to **450** (2015 to 2017)" in last
    assert "This is told of a related programme, and not of the practice itself." in last
    assert sum("related programme" in item for items in facts(pages[SHELF]).values() for item in items) == 1
    script = pages["assets/compare/market-shelf.js"]
    assert "Readers of the van" not in script


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"precision": "more-than"}, "Readers: more than 40"),
        ({"precision": "about", "year": "2019"}, "Readers: about 40 (2019)"),
        ({"most": "1400"}, "Readers: 40 to 1,400"),
        ({"year": "2016", "end": "2019"}, "Readers: 40 (2016 to 2019)"),
    ],
)
def test_a_count_is_written_as_its_source_gives_it(tmp_path: Path, given: dict[str, str], words: str) -> None:
    lines = "".join(f"    {key}: '{value}'\n" for key, value in given.items())
    item = f"reach:\n  - number: 40\n    who: Readers\n{lines}    claimed_by: implementer\n    sources: [shelf-2021]\n"
    page = pages_of(changed(tmp_path, {"reach:\n": item}))[SHELF]
    assert words in facts(page)["How many took part"][0].replace("**", "")
    assert f" · {words} · " in page


def test_a_sum_is_told_as_its_source_gives_it(tmp_path: Path) -> None:
    page = pages_of(changed(tmp_path, {"  - amount: 90000\n": "  - amount: 90000\n    precision: about\n"}))[SHELF]
    assert "about **90,000 Kenyan shillings** (2019)" in facts(page)["Money"][1]


def test_a_reader_can_ask_for_what_can_be_used() -> None:
    manual = {"title": "A manual", "sources": ("b",)}
    case = Case(title="A", doses=(dose(hours="2.5"),), costs=(cost(),), materials=(Material(**manual),))
    assert [*told(case)] == ["doses", "costs"]
    assert [*told(Case(title="A", materials=(Material(**manual, url="https://a.example/"),)))] == ["materials"]


def test_a_tool_at_a_site_that_shares_documents_is_said_to_be_a_copy(tmp_path: Path) -> None:
    """As a source there is: whoever does not say so is told, and the link says it."""
    own, copy = "https://books.example/carry_(a)_shelf", "https://docslib.org/doc/5/carry"
    unsaid = changed(tmp_path / "unsaid", {own: copy})
    assert [problem.rule for problem in examine(unsaid, TODAY).problems] == ["mirror-unmarked"]
    said = changed(tmp_path / "said", {f"    url: {own}\n": f"    url: {copy}\n    mirror: true\n"})
    assert [str(problem) for problem in examine(said, TODAY).problems] == []
    assert (
        f"(a copy on a site that shares documents)</span>]({copy})"
        in facts(pages_of(said)[SHELF])["Tools and materials"][0]
    )


def test_beside_other_cases_stand_the_same_words_without_marks(pages: dict[str, str]) -> None:
    script = pages["assets/compare/market-shelf.js"]
    takes = json.loads(script[script.index("{") : script.rindex(")")])["takes"]
    assert ["Time", "The reading hour: 40 sessions, 60 hours. Each Thursday, for ten months"] in takes
    assert ["People", "Two librarians | one at each end of the market: 2"] in takes
    assert ["Money", "1,250,000 Kenyan shillings (2018 to 2021) Other things were paid for with it, too."] in takes
    assert not any("[^" in words or "**" in words for _, words in takes)


def test_machines_are_told_of_tools_and_ties(pages: dict[str, str]) -> None:
    assert data_of(pages, SHELF)["mentions"] == [
        {"@type": "CreativeWork", "name": "How to carry a shelf [and a roof]", "url": "https://books.example/carry_(a)_shelf", "inLanguage": "sw"},
        {"@type": "CreativeWork", "name": "Cards for borrowers"},
        {"@type": "CreativeWork", "name": "The book boat on the fjord", "url": "fjord-boat.html"},
        {"@type": "CreativeWork", "name": "A shelf in every village", "url": "../programmes/a-shelf-in-every-village.html"},
    ]  # fmt: skip
    assert "mentions" not in data_of(pages, "cases/fjord-boat.md")


def test_the_addresses_of_tools_are_among_the_outgoing_links(pages: dict[str, str]) -> None:
    assert "https://books.example/carry_(a)_shelf" in [*addresses_in(pages[SHELF])]
    assert "https://books.example/carry_(a)_shelf" in pages["outgoing.md"]


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("en-GB", "1250000", "1,250,000 euros"),
        ("es", "1250000", "1.250.000 euros"),
        ("en-GB", "1", "1 euro"),
        ("de", "1250000", "1.250.000 Euro"),
    ],
)
def test_money_is_written_as_the_language_does_with_the_name_of_its_currency(
    language: str, amount: str, written: str
) -> None:
    catalogue = catalogue_of(LIBRARY)
    own = dataclasses.replace(catalogue, library=catalogue.library.model_copy(update={"language": language}))
    assert Renderer(Knowledge(own)).money(int(amount), "EUR") == written


@pytest.mark.parametrize(
    ("currency", "codes", "stays"),
    [
        ("KES", {"KE"}, False),
        ("KES", {"NO"}, True),
        ("KES", set(), True),
        ("EUR", {"DE"}, True),
        ("XOF", {"SN"}, True),
        ("ZAR", {"LS"}, False),
        ("DEM", {"DE"}, False),
    ],
)
def test_money_that_few_countries_have_goes_with_the_name_of_one(currency: str, codes: set[str], stays: bool) -> None:
    case = Case(title="A", costs=(cost(currency=currency),))
    assert bool(without_money_of(case, codes).costs) is stays


@pytest.mark.parametrize("level", ["sub-region", "region", "withheld"])
def test_the_money_of_a_withheld_country_is_told_nowhere(tmp_path: Path, level: str) -> None:
    held = f"status: documented\nsensitivity: {{place: {level}}}\n"
    hidden = {"status: documented\n": held, 'currency: KES\n    start: "2019"': 'currency: EUR\n    start: "2019"'}
    hidden |= {"partners: [two-valleys-council]\n": "", "  places: Market towns\n": ""}
    (shelf,) = (entry for entry in examine(changed(tmp_path, hidden), TODAY).published if entry.slug == "market-shelf")
    assert isinstance(shelf.record, Case)
    assert [cost.currency for cost in shelf.record.costs] == ["EUR"]
    assert "review-2022" in shelf.record.sources


def test_a_tie_to_what_is_withdrawn_goes_with_it_and_one_that_has_a_name_stays(tmp_path: Path) -> None:
    root = changed(
        tmp_path,
        {
            "  - case: fjord-boat\n    how:": "  - case: fjord-boat\n    sources: [shelf-2021]\n  - how:",
            "  - how: The boxes were kept; the boat became a cart.\n": "  - programme: a-shelf-in-every-village\n    case: fjord-boat\n",
        },
    )
    boat = root / "practices" / "cases" / "fjord-boat.md"
    boat.write_text(
        boat.read_text("utf-8").replace("---\n", "---\nwithdrawn: {date: 2026-11-20, name_stays: true}\n", 1), "utf-8"
    )
    (shelf,) = (entry for entry in examine(root, TODAY).published if entry.slug == "market-shelf")
    assert isinstance(shelf.record, Case)
    assert [(tie.case, tie.programme, tie.name) for tie in shelf.record.adapted_from] == [
        (None, "a-shelf-in-every-village", None),
        (None, None, "A van of books that the neighbours had"),
    ]


def test_practices_may_share_what_they_grew_from_and_be_parts_of_what_grew_from_them(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    shutil.copytree(EXAMPLES / "ties", root, dirs_exist_ok=True)
    assert [str(problem) for problem in examine(root, TODAY).problems] == []
