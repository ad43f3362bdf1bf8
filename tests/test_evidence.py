"""What claims tell together: the facts, and the words that templates put them into."""

import dataclasses
import re
from pathlib import Path

import pytest

from generator.catalogue.crosstabs import ClaimedOutcome, Crosstabs
from generator.catalogue.evidence import ClaimSummary, EvidenceSummary, shelf, summary_of
from generator.catalogue.knowledge import Knowledge
from generator.clearance import Cleared
from generator.render import Renderer
from generator.schema import Case
from generator.schema.cases import Outcome

from .libraries import COUNTY, EXAMPLES, ROOT, ROOTS, catalogue_of, pages_of


def outcome(direction: str, evidence: str = "counting", claimed_by: str = "doers", **more: object) -> Outcome:
    given = {"statement": "So it was.", "direction": direction, "evidence": evidence, "claimed_by": claimed_by}
    return Outcome.model_validate({**given, "sources": ["report-2020"], **more})


def told(*outcomes: Outcome) -> ClaimSummary:
    entry = catalogue_of(COUNTY).all("cases")[0]
    return summary_of(catalogue_of(COUNTY), [ClaimedOutcome(entry, outcome) for outcome in outcomes])


def case_of(entry: Cleared) -> Case:
    assert isinstance(entry.record, Case)
    return entry.record


# Facts


def test_nothing_is_known_where_nothing_is_claimed() -> None:
    assert told() == ClaimSummary(0, uncompared=True)


def test_claims_studies_and_voices_are_counted_apart_and_the_commonest_voice_comes_first() -> None:
    found = told(
        outcome("improved", "drawn-lots", "outside-researcher", study="trial"),
        outcome("mixed", "counting", "payers"),
        outcome("improved", "counting", "payers", study="trial"),
        outcome("worsened", "interviews", "outside-evaluator", study="talks"),
    )
    (first, count), *_ = found.voices
    assert (first.term.id, count) == ("payers", 2)
    assert (found.claims, found.outside, found.inside) == (4, 2, 2)
    assert (found.studies, found.by_study, found.comparing, found.uncompared) == (2, 3, 1, False)


def test_the_order_of_claims_does_not_matter() -> None:
    claims = [outcome("improved"), outcome("mixed", "interviews", "payers"), outcome("mixed", "before-and-after")]
    assert told(*claims) == told(*reversed(claims))


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_a_claim_counts_once_on_a_shelf(root: Path) -> None:
    catalogue = catalogue_of(root)
    for theme in catalogue.all("themes"):
        cases = catalogue.cases_of_theme(theme)
        known = shelf(catalogue, cases)
        assert known.summary.claims == sum(len(case_of(entry).own_outcomes) for entry in cases)
        assert known.summary.claims == sum(len(row.findings) for row in known.rows)
        assert set(known.cases).isdisjoint(known.silent)
        assert {*known.cases, *known.silent} == set(cases)


def one(entry: Cleared, **changes: object) -> EvidenceSummary:
    """What is known of one case that was changed."""
    changed = dataclasses.replace(entry, record=entry.record.model_copy(update=changes))
    return shelf(catalogue_of(COUNTY), [changed])


def test_what_nobody_has_told_is_a_gap() -> None:
    entry = catalogue_of(COUNTY).all("cases")[0]
    known = one(entry, outcomes=(outcome("improved", year="2015"), outcome("mixed", year="2011-04"), outcome("mixed")))
    assert known.no_comparison
    assert known.no_outsider
    assert known.unfound == ("no-change", "worsened")
    assert known.years == ("2011", "2015")
    assert known.undated == 1
    assert "counting" not in {kind.term.id for kind in known.lacking}
    assert "drawn-lots" in {kind.term.id for kind in known.lacking}


def test_what_somebody_has_told_is_none() -> None:
    entry = catalogue_of(COUNTY).all("cases")[0]
    levels = tuple(term.term.id for term in catalogue_of(COUNTY).terms("level"))
    claims = (
        outcome("no-change", "like-villages", "outside-evaluator"),
        outcome("worsened", "interviews", "readers"),
    )
    known = one(entry, outcomes=claims, levels=levels)
    assert (known.no_comparison, known.no_outsider, known.unfound) == (False, False, ())
    assert known.unreached == ()
    assert known.years is None


def test_a_level_at_which_only_a_silent_case_works_is_a_gap() -> None:
    entry = catalogue_of(COUNTY).all("cases")[0]
    level = catalogue_of(COUNTY).terms("level")[0]
    known = one(entry, outcomes=(), levels=(level.term.id,))
    assert level in known.unreached
    assert len(known.silent) == 1


def test_a_library_that_does_not_say_who_stands_where_is_told_of_no_gap_in_it() -> None:
    catalogue = catalogue_of(EXAMPLES / "library")
    assert not shelf(catalogue, catalogue.all("cases")).no_comparison


# Words


def sentence(*outcomes: Outcome) -> str:
    renderer = Renderer(Knowledge(catalogue_of(COUNTY)))
    source = '{% import "evidence.md.jinja" as ev with context %}{{ ev.sentence(told) }}'
    template = renderer._environment.from_string(source)
    return template.render(page="index.md", told=told(*outcomes)).strip()


def test_the_sentence_says_what_neither_the_verdict_nor_the_table_does() -> None:
    trial = [outcome("improved", "drawn-lots", "outside-researcher", study="trial")] * 2
    own = [outcome("no-change"), *[outcome("improved", study="diary")] * 3]
    assert sentence(*trial, *own) == (
        "Six claims about what changed, five of them from two studies. One of these compares with people or places without the "
        "practice. Two claims are independent of the work."
    )


def test_many_claims_of_one_study_are_from_one_study() -> None:
    one = [outcome("mixed", "drawn-lots", "researchers-with-doers", study="trial")] * 9
    assert sentence(*one) == (
        "Nine claims about what changed, from one study. It compares with people or places without the practice."
    )
    assert sentence(*one, *[outcome("mixed", "like-villages", "researchers-with-doers", study="other")] * 2) == (
        "11 claims about what changed, from two studies. All of these compare with people or places without the practice."
    )


def test_without_a_comparison_the_sentence_says_so_and_without_a_name_of_a_study_it_says_nothing_of_it() -> None:
    lacks = "No study compares with people or places without the practice."
    assert lacks in sentence(outcome("mixed"))
    assert lacks not in sentence(outcome("mixed", "drawn-lots"))
    assert "compares" not in sentence(outcome("mixed", "drawn-lots"))


def test_insiders_together_are_not_independent() -> None:
    assert sentence(outcome("mixed"), outcome("mixed", claimed_by="payers")).endswith(
        " None is independent of the work."
    )
    assert sentence(outcome("mixed")).endswith(" It is not independent of the work.")
    assert "independent" not in sentence(outcome("mixed"), outcome("mixed", claimed_by="researchers-with-doers"))


def test_the_sentence_in_another_language() -> None:
    page = pages_of(EXAMPLES / "biblioteca")["cases/feria-del-name.md"]
    assert "Tres afirmaciones sobre lo que cambió." in page


def test_the_sentence_of_nothing() -> None:
    assert sentence() == "Nothing is known yet about what changed."


@pytest.mark.parametrize("direction", ["improved", "mixed", "no-change", "worsened", "not-known"])
def test_the_sentence_does_not_weigh_what_was_found(direction: str) -> None:
    """What was found stands by study in the verdict; counted by claim it would mislead."""
    assert sentence(outcome(direction)) == sentence(outcome("improved"))


def test_no_sentence_says_more_than_is_known() -> None:
    """No word of the templates weighs: nothing is strong, weak, proven or promising there."""
    for name in ("evidence", "verdict"):
        words = (ROOT / "templates" / f"{name}.md.jinja").read_text("utf-8").lower()
        assert not re.search(r"strong|weak|proven|promising|score|rating|★", words)


# Pages


ROW = re.compile(r'<tr role="row" class="hg-claim".*?</tr>', re.DOTALL)


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_each_claim_of_a_case_stands_in_a_row_with_its_caution_and_its_sources(root: Path) -> None:
    catalogue, pages = catalogue_of(root), pages_of(root)
    for entry in catalogue.all("cases"):
        rows = ROW.findall(pages[entry.address])
        assert len(rows) == len(case_of(entry).outcomes)
        for number, (row, claim) in enumerate(zip(rows, case_of(entry).outcomes, strict=True), 1):
            assert f'id="outcome-{number}"' in row
            assert all(f"[^{key}]" in row for key in claim.sources)
            assert ("hg-caution" in row) == bool(claim.caution)
            assert row.count('role="cell"') == 5
            assert row.count('<th role="rowheader" scope="row" class="hg-claim-said"') == 1


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_every_table_of_evidence_leads_to_what_its_kinds_mean(root: Path) -> None:
    vocabulary = catalogue_of(root).vocabulary_for("evidence")
    assert vocabulary is not None
    tables = 0
    for text in pages_of(root).values():
        for start in re.finditer('<table class="hg-claims"', text):
            tables += 1
            below = text[start.end() :].split("</table>", 1)[1]  # two tables of one case have one line below them
            explained = below.split('<p class="hg-explained"')[1].split("</p>")[0]
            assert f"{vocabulary.slug}.md)" in explained
    assert tables > 3


LINK = re.compile(
    r'<span class="hg-read">\[[^\]]*?(\d+ claims|[Oo]ne claim)<span[^\]]*</span>\]\(\.\./(evidence/[^)]+)\)</span>'
)


def test_what_is_counted_on_a_shelf_is_what_its_links_lead_to() -> None:
    pages = pages_of(COUNTY)
    checked = 0
    for address, text in pages.items():
        if address.startswith(("strategies/", "themes/")):
            for said, target in LINK.findall(text):
                number = int(said.split()[0]) if said[0].isdigit() else 1
                assert pages[target].count('class="hg-claim"') == number
                checked += 1
    assert checked > 20


def test_the_rows_of_a_theme_are_the_claims_behind_its_links() -> None:
    catalogue = catalogue_of(COUNTY)
    table = Crosstabs(catalogue).evidence
    assert table is not None
    for theme in catalogue.all("themes"):
        for row in shelf(catalogue, catalogue.cases_of_theme(theme)).rows:
            behind = {
                (finding.entry.slug, finding.outcome)
                for strategy in catalogue.strategies_of(theme)
                for finding in table.at(strategy, row.design.kind)
            }
            assert behind == {(finding.entry.slug, finding.outcome) for finding in row.findings}
