"""The records of this library: checked, honest, and all that its sources name.

Nothing here may fail because a good record was added. A record that was withdrawn or renamed is asked about no longer.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from generator.catalogue import Catalogue
from generator.catalogue.questions import Questions
from generator.check.proof import check_proof
from generator.problem import Severity
from generator.schema import Case, Paper, Programme, Series, Strategy, Theme
from generator.site import Examined

from ..libraries import catalogue_of, examine, last_day, make_site

ROOT = Path(__file__).parents[2]
TODAY = last_day(ROOT)

SECTIONS = {
    "womens-leadership-and-networking": [
        "CARE: Domestic Worker Syndicates (Multi-country)",
        "CARE: Great Lakes Advocacy Initiative (GLAI, Multi-country)",
        "CARE: Learning for change (L4C, Eastern Africa)",
        "AHCV/AMAV: Men engaging program (Nicaragua)",
        "National Commission on Violence against Women and PEKKA: The Women-Headed Families Empowerment Program"
        " (PEKKA, Indonesia)",
        "GROOTS Kenya: Women in self-help groups (Kenya)",
        "CARE: Women Lead in Emergencies (Global)",
    ],
    "women-in-electoral-politics": [
        "Rupantar: Grassroots Women's Leadership (Bangladesh)",
        "CARE: Women's Empowerment Programme (WEP, Niger)",
    ],
    "womens-action-in-value-chains": [
        "Oxfam: Gender Action Learning System (GALS, Uganda)",
        "Kenyan Ministry of Agriculture: Smallholder Horticulture Empowerment (Kenya)",
        "CARE: Souqona (Palestine)",
    ],
    "cross-agency-consortia": ["CARE: Child Nutrition Initiative (Peru)"],
}
"""What CARE's page on Leadership & Collective Action lists, as this library's own grammar says it."""


@pytest.fixture(scope="module")
def checked() -> Examined:
    return examine(ROOT, TODAY)


def record(checked: Examined, kind: str, slug: str) -> object:
    found = [entry for entry in checked.clearing.entries if (entry.kind, entry.slug) == (kind, slug)]
    return found[0].record if found else pytest.skip(f"{kind}/{slug} is not told")


def test_the_check_has_nothing_but_notes(checked: Examined) -> None:
    assert [str(problem) for problem in checked.problems if problem.severity is not Severity.NOTE] == []


def test_the_notes_are_true(checked: Examined) -> None:
    shown = {slug for entry in checked.entries if isinstance(entry.record, Case) for slug in entry.record.strategies}
    for problem in checked.problems:
        if problem.rule == "strategy-without-cases":
            assert Path(problem.place.path).stem not in shown


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {page.address: page.text for page in make_site(ROOT, TODAY).pages}


@pytest.mark.parametrize("strategy", SECTIONS)
def test_a_section_lists_the_cases_that_the_source_names(pages: dict[str, str], strategy: str) -> None:
    """In the order of the source, but for what little is known of: that comes last."""
    listed = re.findall(
        r'<summary markdown="span">(.*?)( <span class="hg-outline">.*?)? <span class="hg-line"',
        pages[f"strategies/{strategy}.md"],
    )
    found = [case for case, _ in listed]
    outlines = {case for case, outline in listed if outline}
    named = sorted(SECTIONS[strategy], key=lambda case: case in outlines)
    assert [case for case in named if case in found] == [case for case in found if case in named]
    assert len({*SECTIONS[strategy]} - {*found}) <= 1  # one may have been withdrawn or renamed


def test_the_themes_of_the_sources_hold_at_least_three_documented_cases(checked: Examined) -> None:
    homes = {entry.slug: entry.record.theme for entry in checked.entries if isinstance(entry.record, Strategy)}
    cases = [entry.record for entry in checked.entries if isinstance(entry.record, Case)]
    counts = Counter(homes[case.strategies[0]] for case in cases if case.status != "outline")
    assert set(counts) <= {entry.slug for entry in checked.entries if entry.kind == "themes"}
    assert len([theme for theme, count in counts.items() if count >= 3]) >= 3


@pytest.mark.parametrize(
    ("slug", "direction", "evidence", "words"),
    [
        ("tipping-point", "no-change", "randomised-trial", "In Bangladesh neither version"),
        ("tipping-point", "no-change", "randomised-trial", "In Nepal neither version"),
        ("indashyikirwa", "no-change", "randomised-trial", "In the communities at large"),
        ("stepping-stones", "no-change", "randomised-trial", "new HIV infections"),
        ("stepping-stones", "worsened", "randomised-trial", "more transactional sex"),
        ("village-savings-and-loan-associations", "worsened", "qualitative-evaluation", "violence"),
    ],
)
def test_a_null_or_harmful_result_is_told_as_such(
    checked: Examined, slug: str, direction: str, evidence: str, words: str
) -> None:
    case = record(checked, "cases", slug)
    assert isinstance(case, Case)
    found = [outcome for outcome in case.outcomes if words in outcome.statement and outcome.direction == direction]
    assert [outcome.evidence for outcome in found] == [evidence]


def test_every_practice_of_the_facts_is_a_case(checked: Examined) -> None:
    assert len([entry for entry in checked.entries if entry.kind == "cases"]) >= 31


def test_the_two_theme_descriptions_that_the_source_swapped_are_put_right(checked: Examined) -> None:
    institutions = record(checked, "themes", "inclusive-and-accountable-institutions")
    leadership = record(checked, "themes", "leadership-and-collective-action")
    assert isinstance(institutions, Theme)
    assert isinstance(leadership, Theme)
    assert "rights" in (institutions.summary or "")
    assert "leadership" in (leadership.summary or "")
    for theme in (institutions, leadership):
        assert "heading" in (theme.editors_note or "")


def test_the_series_has_its_ten_papers_and_none_claims_ten_organisations_without_a_source(checked: Examined) -> None:
    series = record(checked, "series", "prevention-series")
    assert isinstance(series, Series)
    assert series.planned == 10
    papers = {
        entry.slug: entry.record
        for entry in checked.entries
        if isinstance(entry.record, Paper) and entry.record.series == "prevention-series"
    }
    assert sorted(paper.number or 0 for paper in papers.values()) == list(range(1, 11))
    stated = {slug: paper.stated.organisations for slug, paper in papers.items() if paper.stated}
    assert stated == {
        "faith-based-and-traditional-actors": 10,
        "training-for-behaviour-change": 7,
        "resistance-and-backlash": 8,
        "survivor-centred-multi-sector-responses": 8,
        "law-and-policy": 9,
    }


def test_the_paper_on_resistance_holds_what_its_summary_tells(checked: Examined) -> None:
    paper = record(checked, "papers", "resistance-and-backlash")
    assert isinstance(paper, Paper)
    assert sorted(paper.countries) == ["AM", "JO", "MM", "NI", "NP", "PK", "RS", "TR"]
    assert {example.country for example in paper.examples} == {"PK", "AM"}
    assert "badabon-sangho" not in paper.organisations
    assert len(paper.recommendations) == 3
    assert {"denial", "disavowal", "inaction", "prejudice", "appeasement", "co-option", "appropriation"} <= set(
        paper.forms
    )
    assert {"repression", "backlash"} <= set(paper.forms)
    assert any(link.url is None for link in paper.links)
    assert paper.podcast is not None
    assert paper.podcast.url is None


def test_the_programmes_hold_what_their_documents_tell(checked: Examined) -> None:
    backlash = record(checked, "programmes", "countering-backlash")
    partnerships = record(checked, "programmes", "feminist-partnerships")
    assert isinstance(backlash, Programme)
    assert isinstance(partnerships, Programme)
    assert [(funder.organisation, funder.role) for funder in backlash.funders] == [
        ("sida", "donor"),
        ("ids", "channel"),
    ]
    assert any(set(item.levels) == {"local", "national"} for item in backlash.beneficiaries)
    assert len({definition.author for definition in backlash.definitions}) >= 4
    assert backlash.scope is not None
    assert backlash.scope.region == "global-south"
    assert len(partnerships.activities) >= 9
    assert len(partnerships.objectives) >= 2
    assert all(activity.objectives for activity in partnerships.activities)
    assert any(set(item.roles) == {"beneficiary", "ally"} for item in partnerships.stakeholders)
    theory = partnerships.theory_of_change
    assert theory is not None
    assert {outcome.term for outcome in theory.outcomes} == {"short", "long"}
    assert len(theory.areas) == 3
    assert theory.impact
    assert theory.assumptions
    assert partnerships.period is not None
    assert (partnerships.period.start, partnerships.period.end) == ("2023-04", "2028-03")


def test_every_organisation_that_a_record_names_has_a_page(checked: Examined, pages: dict[str, str]) -> None:
    for entry in checked.entries:
        if entry.kind == "organisations":
            assert f"organisations/{entry.slug}.md" in pages


def test_no_record_holds_an_address_to_write_to(checked: Examined) -> None:
    for entry in checked.entries:
        text = (ROOT / entry.document.path).read_text("utf-8")
        assert re.findall(r"[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w+", text) == [], entry.document.path


def test_the_site_is_called_what_the_library_is_called(checked: Examined) -> None:
    assert checked.library is not None
    assert f"site_name: {checked.library.title}\n" in (ROOT / "mkdocs.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def own() -> Catalogue:
    return catalogue_of(ROOT)


def test_the_library_asks_and_begins_to_answer(own: Catalogue) -> None:
    questions = Questions(own)
    assert {bool(questions.answers(one)) for one in questions.all} == {True, False}
    for one in questions.all:
        assert questions.about(one), one.slug


def test_what_bears_on_a_lesson_here_has_a_source_and_is_marked_where_it_is_our_reading(own: Catalogue) -> None:
    borne = [item for one in own.all("cases") if isinstance(one.record, Case) for item in one.record.bears_on]
    assert {item.how for item in borne} == {"supports", "contradicts"}
    assert all(item.sources and item.editorial for item in borne)


def test_a_study_with_the_implementer_among_its_authors_is_not_called_independent(own: Catalogue) -> None:
    """Where a caution says that the implementer's people are among the authors, the claimant says so too."""
    claims = [(one, claim) for one in own.all("cases") if isinstance(one.record, Case) for claim in one.record.outcomes]
    told = re.compile(r"\bStaff of .* are among|[Aa]uthors include staff|authors are of CARE")
    written = [(one, claim) for one, claim in claims if told.search(claim.caution or "")]
    assert written
    for one, claim in written:
        assert claim.claimed_by == "researchers-with-implementer", (one.slug, claim.statement)


def test_whoever_says_that_a_case_is_proven_shows_a_study_that_compares(checked: Examined) -> None:
    assert list(check_proof(list(checked.entries))) == []
