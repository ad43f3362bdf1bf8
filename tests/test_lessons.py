"""Lessons, recommendations and questions as things of their own: addresses, grounds, lists, and what is held back."""

import dataclasses
import gzip
import posixpath
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest

from generator.catalogue import Catalogue
from generator.catalogue.knowledge import Knowledge
from generator.catalogue.lessons import SHOWN, LessonInRecord, Lessons
from generator.catalogue.questions import Questions
from generator.check.links import PAGE_PART
from generator.clearance import Cleared
from generator.pages import Page
from generator.pages.lessons import lessons as lesson_pages
from generator.pages.lessons import open_questions, shelves
from generator.render import Renderer
from generator.schema import Case, Lesson

from .libraries import COUNTY, EXTENSIONS, LIBRARY, TODAY, catalogue_of, composed_by, make_site, pages_of


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_of(LIBRARY)


@pytest.fixture(scope="module")
def own() -> Catalogue:
    return catalogue_of(COUNTY)


@pytest.fixture(scope="module")
def own_pages() -> dict[str, str]:
    return pages_of(COUNTY)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(LIBRARY)


Change = Callable[..., dict[str, str]]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    def change(path: str, *pairs: tuple[str, str]) -> dict[str, str]:
        root = tmp_path / "library"
        shutil.copytree(LIBRARY, root, dirs_exist_ok=True)
        file = root / "practices" / path
        text = file.read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        file.write_text(text, "utf-8")
        site = make_site(root, TODAY)
        assert site.is_sound, site.problems
        return {page.address: page.text for page in site.pages}

    return change


def entry(catalogue: Catalogue, address: str) -> Cleared:
    return next(one for one in catalogue.entries if one.address == f"{address}.md")


def term(catalogue: Catalogue, role: str, slug: str):
    return next(one for one in catalogue.terms(role) if one.term.id == slug)


def ids(shelf) -> list[str]:
    return [one.item.id for one in shelf.items]


# Addresses


def test_each_lesson_and_recommendation_has_an_address_with_a_link_to_itself(
    own: Catalogue, own_pages: dict[str, str]
) -> None:
    known = Lessons(own)
    assert len(known.all) > 40
    for told in (*known.all, *known.recommended):
        page = own_pages[told.entry.address]
        assert page.count(f'id="{told.item.id}"') == 1
        assert f'href="#{told.item.id}"' in page


def test_an_address_stays_when_lessons_change_their_order(changed: Change, pages: dict[str, str]) -> None:
    old = "  - id: count-readers\n    text: Count readers before somebody says that there are none.\n    sources: [shelf-2021]\n"
    new = "  - id: another\n    text: One more.\n    editorial: true\n"
    page = changed("cases/market-shelf.md", (old, new + old))["cases/market-shelf.md"]
    for text in (page, pages["cases/market-shelf.md"]):
        found = re.search(r'<li id="count-readers".*?</li>', text, re.DOTALL)
        assert found is not None
        assert "Count readers before" in found[0]


def test_no_id_of_a_section_is_free_for_a_lesson(pages: dict[str, str]) -> None:
    kinds = ("cases", "papers", "programmes")
    told = {"count-readers", "whole-boxes", "ask-for-the-lamp", "lend-lamps"}
    for address, text in pages.items():
        if address.split("/")[0] in kinds and not address.endswith("index.md"):
            heads = set(re.findall(r"^#+ .* \{ #([\w-]+) \}$", text, re.MULTILINE))
            assert {one for one in heads - told if not PAGE_PART.fullmatch(one)} == set(), address


# What they rest on


def test_a_lesson_says_whose_reading_it_is_and_which_findings_share_its_sources(pages: dict[str, str]) -> None:
    case, paper = pages["cases/market-shelf.md"], pages["papers/who-reads-at-night.md"]
    lesson = case.split('id="count-readers"')[1].split("</li>")[0]
    assert "<span>" not in lesson, "that its sources say so is what is to be expected"
    assert "Evidence here: [Monitoring](../vocabularies/evidence-kinds/monitoring.md) (2)" in lesson
    assert "Our reading of its sources" in paper.split('id="ask-for-the-lamp"')[1].split("</li>")[0]


def test_a_lesson_without_any_source_is_said_to_be_our_own(changed: Change) -> None:
    old = "there are none.\n    sources: [shelf-2021]\n"
    ours = changed("cases/market-shelf.md", (old, "there are none.\n    editorial: true\n"))["cases/market-shelf.md"]
    assert "Our own reading; no source says so" in ours
    nobody = changed("cases/market-shelf.md", (old, "there are none.\n"))["cases/market-shelf.md"]
    assert "Who says so is not recorded" in nobody
    assert "Evidence here" not in nobody.split('id="count-readers"')[1].split("</li>")[0]


def test_only_findings_that_share_a_source_are_named(catalogue: Catalogue) -> None:
    shelf = entry(catalogue, "cases/market-shelf")
    assert isinstance(shelf.record, Case)
    lesson = shelf.record.lessons[0]
    assert [(str(kind), count) for kind, count in Lessons.findings(shelf, lesson)] == [("monitoring", 2)]
    other = lesson.model_copy(update={"sources": ("review-2022",)})
    assert [(str(kind), count) for kind, count in Lessons.findings(shelf, other)] == [("interviews", 1)]


def test_a_lesson_shows_who_contradicts_it_and_the_other_says_so_too(pages: dict[str, str]) -> None:
    lesson = pages["cases/market-shelf.md"].split('id="count-readers"')[1].split("</li>")[0]
    assert "<strong>Contradicted by</strong> [Who reads at night](../papers/who-reads-at-night.md#bears-on-1)" in lesson
    assert "nobody could be counted \\| since nobody read in sight." in lesson
    own = pages["papers/who-reads-at-night.md"].split('id="bears-on-1"')[1].split("</li>")[0]
    assert own.count("<strong>Contradicts</strong>") == 1
    assert "(../cases/market-shelf.md#count-readers)" in own


def test_support_stands_before_contradiction(catalogue: Catalogue) -> None:
    shelf = entry(catalogue, "cases/market-shelf")
    paper = entry(catalogue, "papers/who-reads-at-night")
    bearing = paper.record.bears_on[0]
    both = (bearing, bearing.model_copy(update={"how": "supports"}))
    more = dataclasses.replace(paper, record=paper.record.model_copy(update={"bears_on": both}))
    entries = tuple(more if one is paper else one for one in catalogue.entries)
    known = Lessons(dataclasses.replace(catalogue, entries=entries))
    assert [(one.bearing.how, one.at) for one in known.borne(shelf, shelf.record.lessons[0])] == [
        ("supports", "bears-on-2"),
        ("contradicts", "bears-on-1"),
    ]
    assert known.weighed(LessonInRecord(shelf, shelf.record.lessons[0])) == (1, 1)


def test_whoever_speaks_of_a_lesson_is_among_those_who_name_its_record(catalogue: Catalogue) -> None:
    found = {
        mention.entry.slug: mention.fields for mention in catalogue.mentions(entry(catalogue, "cases/market-shelf"))
    }
    assert found == {"who-reads-at-night": ("bears_on",)}


# What is held back takes what is said of it along


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("cases/market-shelf.md", "  - id: count-readers\n", "  - id: count-readers\n    held_back: safety\n"),
        (
            "cases/market-shelf.md",
            "status: documented\n",
            "status: documented\nsensitivity: {held_back: {lessons: safety}}\n",
        ),
        ("cases/market-shelf.md", "status: documented\n", "status: documented\nembargo: 2027-01-01\n"),
        ("cases/market-shelf.md", "status: documented\n", "status: documented\nwithdrawn: {date: 2026-11-20}\n"),
    ],
    ids=["the lesson", "all lessons", "under embargo", "withdrawn"],
)
def test_what_is_said_of_a_lesson_goes_with_it(changed: Change, path: str, old: str, new: str) -> None:
    pages = changed(path, (old, new))
    assert "nobody could be counted" not in "".join(pages.values())
    assert "count-readers" not in "".join(pages.values())
    assert "What it says of others’ lessons" not in pages["papers/who-reads-at-night.md"]


def test_what_is_held_back_of_a_bearing_is_on_neither_page(changed: Change) -> None:
    pages = changed(
        "papers/who-reads-at-night.md", ("    how: contradicts\n", "    how: contradicts\n    held_back: safety\n")
    )
    assert "nobody could be counted" not in "".join(pages.values())


def test_a_withdrawn_question_is_answered_by_nobody(changed: Change) -> None:
    pages = changed("questions/who-reads-alone.md", ("status: documented\n", "withdrawn: {date: 2026-11-20}\n"))
    others = {address for address, text in pages.items() if "who-reads-alone" in text}
    assert others <= {"questions/who-reads-alone.md", "withdrawn.json"}


def test_an_answer_that_is_held_back_is_not_listed(changed: Change) -> None:
    old = "    text: Nobody knows who reads the books at home.\n"
    page = changed("cases/market-shelf.md", (old, old + "    held_back: personal\n"))["questions/who-reads-alone.md"]
    assert "Nobody knows who reads" not in page
    assert "Ask who holds the lamp" in page


# Lists


def test_lessons_are_found_by_strategy_by_form_and_by_response(catalogue: Catalogue) -> None:
    known = Lessons(catalogue)
    strategy = entry(catalogue, "strategies/travelling-shelves")
    assert ids(known.learned(strategy)) == ["whole-boxes", "count-readers", "ask-for-the-lamp"]
    assert ids(known.learned(term(catalogue, "resistance", "denial"))) == ["ask-for-the-lamp"]
    assert ids(known.learned(term(catalogue, "response", "patience"))) == ["ask-for-the-lamp"]
    assert ids(known.learned(term(catalogue, "resistance", "delay"))) == []


def test_recommendations_are_found_by_audience_and_by_what_they_speak_of(catalogue: Catalogue) -> None:
    known = Lessons(catalogue)
    for about in (term(catalogue, "audience", "councils"), term(catalogue, "response", "allies")):
        assert ids(known.recommendations(about)) == ["lend-lamps"]
    assert known.is_recommended_on(term(catalogue, "response", "allies"))


def test_what_a_paper_describes_makes_no_recommendation_about_it(catalogue: Catalogue) -> None:
    paper = entry(catalogue, "papers/who-reads-at-night").record
    assert (paper.forms, paper.strategies) == (("denial",), ("travelling-shelves",))
    known = Lessons(catalogue)
    for about in (term(catalogue, "resistance", "denial"), entry(catalogue, "strategies/travelling-shelves")):
        assert ids(known.recommendations(about)) == []
        assert not known.is_recommended_on(about)


ASKED = """recommendations:
  - id: ask-the-valley
    text: Ask the whole valley.
    audience: [councils]
    forms: [delay]
    strategies: [travelling-shelves]
    sources: [KEY]
    editorial: true
"""


@pytest.mark.parametrize(
    ("path", "key", "before"),
    [
        ("programmes/a-shelf-in-every-village.md", "plan-2025", "definitions:\n"),
        ("organisations/lantern-readers.md", "own-page", "sources:\n"),
    ],
)
def test_a_programme_and_an_organisation_recommend_too(changed: Change, path: str, key: str, before: str) -> None:
    pages = changed(path, (before, ASKED.replace("KEY", key) + before))
    own = pages[path].split('id="ask-the-valley"')[1].split("</li>")[0]
    assert "For [councils](../vocabularies/audiences/councils.md)" in own.replace("Councils", "councils")
    assert "About: [Delay](../vocabularies/resistance/delay.md) and [Travelling shelves]" in own
    for address in ("recommendations.md", "vocabularies/resistance/delay.md", "strategies/travelling-shelves.md"):
        assert f"{path}#ask-the-valley" in pages[address], address
    assert "ask-the-valley" not in pages["vocabularies/resistance/denial.md"]


def test_the_mark_at_what_an_organisation_recommends_leads_to_its_source(changed: Change) -> None:
    told = ("sources:\n", ASKED.replace("KEY", "own-page") + "sources:\n")
    page = changed("organisations/lantern-readers.md", told, ("one lantern.[^own-page]", "one lantern."))[
        "organisations/lantern-readers.md"
    ]
    assert "Ask the whole valley.[^own-page]" in page
    assert "\n[^own-page]: " in page


# Whose words they are


def test_the_lessons_of_a_paper_stand_apart_from_those_of_the_editors(changed: Change, pages: dict[str, str]) -> None:
    old = "lessons:\n  - id: ask-for-the-lamp\n"
    new = "lessons:\n  - id: lamps-are-few\n    number: '2'\n    text: Lamps are few.\n    sources: [night-2022]\n"
    found = changed("papers/who-reads-at-night.md", (old, new + old.removeprefix("lessons:\n")))
    page = found["papers/who-reads-at-night.md"]
    theirs, ours = page.split("{ #lessons }")[1].split("{ #editors-lessons }")
    assert "<strong>Lesson 2 of the source.</strong> Lamps are few." in theirs
    assert "ask-for-the-lamp" not in theirs
    assert "Ask who holds the lamp" in ours
    assert "gap-lessons" not in page
    listed = found["lessons.md"].split("Lamps are few.")
    assert listed[0].endswith("<strong>Lesson 2 of the source.</strong> ")
    assert listed[1].split("\n")[1].endswith("(papers/who-reads-at-night.md#lamps-are-few). ")
    assert "Our reading of its sources" in found["lessons.md"].split("Ask who holds the lamp")[1].split("\n")[1]
    assert "papers/who-reads-at-night.md#gap-lessons" not in found["gaps/papers-without-lessons.md"]
    only_ours = pages["papers/who-reads-at-night.md"]
    assert "{ #lessons }" not in only_ours
    assert '<span id="lessons"></span><span id="gap-lessons">' in only_ours
    assert "papers/who-reads-at-night.md#gap-lessons" in pages["gaps/papers-without-lessons.md"]


def test_the_word_of_the_source_stands_beside_ours_where_the_record_speaks(changed: Change) -> None:
    paper = changed(
        "papers/who-reads-at-night.md",
        ("forms: [denial]\n", "forms: [denial]\nforms_as_called: {denial: shrugging}\n"),
        ("responses: [allies]\n", "responses: [allies]\nresponses_as_called: {allies: friends | of friends}\n"),
    )["papers/who-reads-at-night.md"]
    assert "[Denial](../vocabularies/resistance/denial.md) (the paper says: shrugging)" in paper
    assert "(the paper says: friends \\| of friends)" in paper
    pages = changed(
        "cases/market-shelf.md",
        ("    form: denial\n", "    form: denial\n    as_called: waving it away\n"),
        ("      - response: allies\n", "      - response: allies\n        as_called: witnesses\n"),
    )
    for address in ("cases/market-shelf.md", "backlash/denial--allies.md", "vocabularies/resistance/denial.md"):
        assert "** (the source says: waving it away)" in pages[address], address
        assert "** (the source says: witnesses)" in pages[address], address


def test_the_pages_of_terms_and_strategies_show_what_is_learned_and_recommended(pages: dict[str, str]) -> None:
    for address in ("vocabularies/resistance/denial.md", "strategies/travelling-shelves.md"):
        assert "Ask who holds the lamp" in pages[address]
        assert "Lend lamps with the books" not in pages[address]
    assert "Lend lamps with the books" in pages["vocabularies/responses/allies.md"]
    assert "Lend lamps with the books" in pages["vocabularies/audiences/councils.md"]
    assert "Lend lamps with the books" in pages["recommendations.md"]
    for text in ("Ask who holds the lamp", "Count readers before", "Lend whole boxes"):
        assert text in pages["lessons.md"]


@pytest.fixture(scope="module")
def many(catalogue: Catalogue) -> Catalogue:
    """A library of a thousand cases, each with three long lessons about the same things."""
    shelf = entry(catalogue, "cases/market-shelf")
    cases = []
    for number in range(1000):
        lessons = tuple(
            Lesson(
                id=f"lesson-{at}", text=f"What {number} others learned of {at * 7919 % 997} evenings, " + "told at length " * 9,
                forms=("denial",), responses=("allies",), sources=("shelf-2021",),
            )
            for at in range(3)
        )  # fmt: skip
        record = shelf.record.model_copy(
            update={"title": f"A shelf, number {number}", "lessons": lessons, "resistance": ()}
        )
        cases.append(dataclasses.replace(shelf, slug=f"shelf-{number}", record=record))
    return dataclasses.replace(catalogue, entries=(*catalogue.entries, *cases))


def weight(page: Page) -> int:
    body = page.text.split("---\n", 2)[2]
    return len(gzip.compress(markdown.markdown(body, extensions=EXTENSIONS).encode(), mtime=0))


def test_no_list_is_heavy_with_a_thousand_cases_and_nothing_is_lost(many: Catalogue) -> None:
    listed = composed_by(lesson_pages, many)
    assert len(listed) == 31
    assert [page.address for page in listed[:2]] == ["lessons.md", "lessons-2.md"]
    assert "[page 2](lessons-2.md)" in listed[0].text
    found = set(re.findall(r"cases/(shelf-\d+)\.md#(lesson-\d)", "".join(page.text for page in listed)))
    assert len(found) == 3000
    gaps = composed_by(open_questions, many)
    assert "gaps/cases-without-resistance-2.md" in {page.address for page in gaps}
    for page in (*listed[:3], listed[-1], *gaps[:4]):
        assert weight(page) < 80_000, page.address  # the frame around it has some 10 KB


def test_a_term_shows_the_first_lessons_and_leads_to_the_rest(many: Catalogue) -> None:
    denial = term(many, "resistance", "denial")
    shelf = Lessons(many).learned(denial)
    assert (len(shelf.items), len(shelf.first), shelf.is_long) == (3001, SHOWN, True)
    renderer = Renderer(Knowledge(many))
    macro = '{% import "lessons.md.jinja" as l %}{{ l.sections(about) }}'
    renderer._folder = posixpath.dirname(denial.address)
    text = renderer._environment.from_string(macro).render(about=denial)
    assert "[All lessons about “Denial”](../../lessons/resistance/denial.md) (3001)" in text
    assert text.count("#lesson-") == SHOWN
    addresses = [page.address for page in shelves(renderer.known, renderer)]
    assert "lessons/resistance/denial.md" in addresses
    assert "lessons/resistance/denial-31.md" in addresses
    assert "lessons/strategies/travelling-shelves.md" in addresses


# Questions


def test_a_question_gathers_what_answers_it_papers_first(catalogue: Catalogue) -> None:
    question = entry(catalogue, "questions/who-reads-alone")
    found = [
        (other.slug, [answer.at for answer in answers]) for other, answers in Questions(catalogue).answers(question)
    ]
    assert found == [
        ("who-reads-at-night", ["finding-1", "ask-for-the-lamp", "lend-lamps"]),
        ("market-shelf", ["", "read-at-home"]),
    ]


def test_the_page_of_a_question_says_what_papers_say_and_leads_there(pages: dict[str, str]) -> None:
    page = pages["questions/who-reads-alone.md"]
    assert "Papers of [Village reading](../series/village-reading.md) that say something about it: 1 of 2." in page
    assert "Whoever owns the lamp reads last." in page
    assert "(../papers/who-reads-at-night.md#finding-1)" in page
    assert "The record as a whole answers it in part." in page
    assert 'id="finding-1"' in pages["papers/who-reads-at-night.md"]


def test_a_question_without_an_answer_says_what_is_wanted(pages: dict[str, str], changed: Change) -> None:
    page = pages["questions/what-a-shelf-costs.md"]
    assert "Nobody has answered this yet" in page
    assert "Nobody has said yet what would answer it." in page
    asked = changed("questions/what-a-shelf-costs.md", ("title:", "wanted: [A bill.]\ntitle:"))
    assert "- A bill." in asked["questions/what-a-shelf-costs.md"]


def test_questions_without_an_answer_come_first(catalogue: Catalogue) -> None:
    assert [one.slug for one in Questions(catalogue).all] == ["what-a-shelf-costs", "who-reads-alone"]


def test_a_gap_names_the_question_that_asks_about_it(pages: dict[str, str], changed: Change) -> None:
    question = '[Who reads alone \\| and "why"?](../../questions/who-reads-alone.md)'
    assert question in pages["vocabularies/resistance/denial.md"]
    pushed = ("    form: delay\n", "    form: denial\n")
    gap = re.search(
        r'<div class="hg-gap" id="gap-met".*?</div>',
        changed("cases/market-shelf.md", pushed)["vocabularies/resistance/delay.md"],
        re.DOTALL,
    )
    assert gap is not None
    assert question in gap[0]


def test_who_asks_about_something_does_not_tell_of_it(catalogue: Catalogue) -> None:
    delay = term(catalogue, "resistance", "delay")
    assert [one.slug for one in catalogue.questions_about(delay)] == ["who-reads-alone"]
    assert "questions" not in catalogue.mentions_by_kind(delay)


def test_a_country_that_only_a_question_names_has_a_page(changed: Change) -> None:
    pages = changed("questions/what-a-shelf-costs.md", ("title:", "countries: [UG]\ntitle:"))
    assert "what-a-shelf-costs.md" in pages["countries/ug.md"]


def test_gaps_are_counted_and_lead_to_the_empty_places(catalogue: Catalogue, pages: dict[str, str]) -> None:
    gaps = Questions(catalogue).gaps
    assert [(gap.target.slug, gap.at) for gap in gaps["cases-without-resistance"]] == [("fjord-boat", "gap-resistance")]
    assert [(gap.target.slug, gap.at) for gap in gaps["resistance-without-answer"]] == [
        ("market-shelf", "permit-next-month")
    ]
    assert (
        f"**Delay:** {gaps['resistance-without-answer'][0].resistance.what}"
        in pages["gaps/resistance-without-answer.md"]
    )
    assert [gap.target.term.id for gap in gaps["forms-nobody-answered"]] == ["delay"]
    assert "cases-without-lessons" not in gaps
    for kind, found in gaps.items():
        assert f"(../gaps/{kind}.md) <span>{len(found)}</span>" in pages["questions/index.md"]
        for gap in found:
            assert re.search(rf'id="{gap.at}"|\{{ #{gap.at} \}}', pages[gap.target.address]), (kind, gap.at)


def test_the_gaps_of_this_library_lead_to_places_that_are_there(own: Catalogue, own_pages: dict[str, str]) -> None:
    for kind, found in Questions(own).gaps.items():
        for gap in found:
            assert re.search(rf'id="{gap.at}"|\{{ #{gap.at} \}}', own_pages[gap.target.address]), (
                kind,
                gap.target.address,
            )
