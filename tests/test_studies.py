"""Studies: counted once each, however many claims they make; and effects, shown as the study gives them."""

import dataclasses
import re
import shutil
from pathlib import Path

import pytest

from generator.catalogue.crosstabs import ClaimedOutcome
from generator.catalogue.evidence import summary_of
from generator.catalogue.studies import ClaimsOfStudy, claims_of, studies_in, studies_of
from generator.clearance import Cleared
from generator.problem import Severity
from generator.schema import Case
from generator.schema.cases import Outcome
from generator.schema.studies import Effect
from generator.site import Site

from .libraries import COUNTY, LIBRARY, ROOTS, TODAY, catalogue_of, make_site, pages_of

LAMPS = "cases/lamps-at-the-well.md"


def errors_of(site: Site) -> list[str]:
    return [str(problem) for problem in site.problems if problem.severity is Severity.ERROR]


def outcome(*sources: str, study: str | None = None, evidence: str = "counting") -> Outcome:
    given = {"statement": "So it was.", "direction": "improved", "evidence": evidence, "claimed_by": "doers"}
    return Outcome.model_validate({**given, "sources": sources, "study": study})


def entry_of(root: Path, address: str) -> Cleared:
    return next(entry for entry in catalogue_of(root).entries if entry.address == address)


def case_of(entry: Cleared) -> Case:
    assert isinstance(entry.record, Case)
    return entry.record


def grouped(*outcomes: Outcome, entry: Cleared | None = None) -> list[tuple[str, int]]:
    entry = entry or entry_of(COUNTY, LAMPS)
    found = studies_of(ClaimedOutcome(entry, one) for one in outcomes)
    return [(one.key, len(one.findings)) for one in found]


# Counting


def test_five_claims_of_one_study_are_one_study() -> None:
    assert grouped(*[outcome("a", study="lots-2014")] * 5) == [("lots-2014", 5)]


def test_claims_that_name_no_study_are_put_together_by_what_their_sources_share() -> None:
    claims = outcome("a"), outcome("b"), outcome("c"), outcome("a", "b")
    assert grouped(*claims) == [("", 3), ("", 1)]
    assert grouped(*reversed(claims)) == [("", 3), ("", 1)]
    assert grouped(claims[0], claims[1]) == [("", 1), ("", 1)]
    assert grouped(outcome("a"), outcome("b"), outcome("c"), outcome("b", "c"), outcome("a", "b")) == [("", 5)]


def test_a_claim_that_names_none_is_not_taken_for_one_of_the_study_with_its_source() -> None:
    assert grouped(outcome("a", study="lots-2014"), outcome("a")) == [("lots-2014", 1), ("", 1)]


def test_studies_of_two_records_are_two_whatever_they_are_called() -> None:
    one, other = catalogue_of(COUNTY).all("cases")[:2]
    found = studies_of(ClaimedOutcome(entry, outcome("a", study="trial")) for entry in (one, other, one))
    assert [(study.entry.slug, len(study.findings)) for study in found] == [(one.slug, 2), (other.slug, 1)]


def test_a_claim_whose_sources_are_all_held_back_is_counted_too() -> None:
    bare = outcome("a").model_copy(update={"sources": ()})
    assert grouped(bare, outcome("a")) == [("", 1), ("", 1)]


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_each_claim_stands_in_one_study_and_no_shelf_has_more_studies_than_claims(root: Path) -> None:
    catalogue = catalogue_of(root)
    findings = [finding for entry in catalogue.all("cases") for finding in claims_of(entry)]
    found = studies_of(findings)
    assert sorted(map(id, (claim.outcome for study in found for claim in study.findings))) == sorted(
        id(finding.outcome) for finding in findings
    )
    told = {(one.entry.address, one.outcome.study) for one in findings if one.outcome.study}
    assert summary_of(catalogue, findings).studies == len(told)


def test_a_study_knows_what_the_record_tells_of_it_and_the_kinds_of_its_claims() -> None:
    trial, visit = studies_in(entry_of(COUNTY, LAMPS))
    assert isinstance(trial, ClaimsOfStudy)
    assert trial.study is not None
    assert trial.study.sample == "412 people at 18 wells"
    assert (trial.kinds, len(trial.findings), trial.is_told) == (("drawn-lots",), 3, True)
    assert (visit.kinds, len(visit.findings)) == (("interviews",), 1)


# Words


def changed(tmp_path: Path, address: str, *changes: tuple[str, str], root: Path = COUNTY) -> dict[str, str]:
    """The pages of an example library in which words of one record were changed."""
    own = tmp_path / "library"
    shutil.copytree(root, own)
    path = own / "practices" / address
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    site = make_site(own, TODAY)
    assert errors_of(site) == []
    return {page.address: page.text for page in site.pages}


def test_the_page_says_from_how_many_studies_the_claims_come(tmp_path: Path) -> None:
    page = pages_of(COUNTY)[LAMPS]
    assert "Nine claims about what changed, four of them from two studies." in page
    one = changed(tmp_path, LAMPS, ("    study: visit-2017\n", "    study: lots-2014\n"))[LAMPS]
    assert "Nine claims about what changed, four of them from one study." in one


def test_where_every_claim_names_its_study_all_of_it_comes_from_so_many(tmp_path: Path) -> None:
    text = (COUNTY / "practices" / LAMPS).read_text("utf-8")
    front = text.split("resistance:")[0].split("outcomes:")[1]
    named = re.sub(r"(    claimed_by: .*\n)(?!    study:)", r"\1    study: visit-2017\n", front)
    page = changed(tmp_path, LAMPS, (front, named))[LAMPS]
    assert "Nine claims about what changed, from two studies." in page


def test_a_study_stands_once_on_the_page_and_its_claims_lead_to_it_and_back() -> None:
    page = pages_of(COUNTY)[LAMPS]
    listed = page.split("### Studies { #studies }")[1].split("</ol>")[0]
    assert page.count("Trial by lot at eighteen wells**") == 1
    assert page.count("](#study-lots-2014)") == 3
    trial = listed.split('<li id="study-lots-2014"')[1].split("</li>")[0]
    assert "[^study-2014]" in trial
    assert re.findall(r"\]\(#([\w-]+)\)", trial) == ["pages-read-aloud", "letters-of-children", "dry-months"]
    assert "Who took part: 412 people at 18 wells" in trial


def test_a_study_without_claims_is_shown_and_says_so(tmp_path: Path) -> None:
    page = changed(tmp_path, LAMPS, ("    study: visit-2017\n", ""))[LAMPS]
    assert "No claim here names it." in page.split('id="study-visit-2017"')[1].split("</li>")[0]


def test_an_effect_is_shown_as_the_study_gives_it_and_what_it_means() -> None:
    page = pages_of(COUNTY)[LAMPS].replace("\\", "")
    row = page.split('id="pages-read-aloud"')[1].split("</tr>")[0]
    assert "<b>Measured:</b> A page read aloud without a mistake." in row
    assert "Relative risk: 1.50 (95% interval 1.12 to 2.01). For two who read" in row
    assert "−0.4 (interval −3.1 to 2.3). Over the whole year" in page.split('id="dry-months"')[1].split("</tr>")[0]


def test_several_effects_of_one_claim_stand_one_below_the_other_and_apart_where_only_numbers_are_shown() -> None:
    page = pages_of(COUNTY)[LAMPS].replace("\\", "")
    row = page.split('id="dry-months"')[1].split("</tr>")[0]
    assert "<b>Effects:</b>" in row
    first, second = re.findall(r'<span class="hg-effect">(?:<svg.*?</svg>)?(.*?)</span>', row)
    assert first.startswith("Difference in minutes: −0.4")
    assert second.startswith("Difference in minutes, dry months: 5.20. In the dry months")
    both = "Difference in minutes: −0.4 (interval −3.1 to 2.3); Difference in minutes, dry months: 5.20"
    elsewhere = [text for address, text in pages_of(COUNTY).items() if "evidence/" in address and "dry-months" in text]
    assert elsewhere
    assert all(both in text.replace("\\", "") for text in elsewhere)
    assert both in pages_of(COUNTY)["assets/compare/lamps-at-the-well.js"]


def test_one_effect_may_stand_without_a_hyphen_and_means_the_same(tmp_path: Path) -> None:
    alone = (
        "    effect:\n      measure: Relative risk\n      scale: ratio\n      value:",
        "    effect:\n      - measure: Relative risk\n        scale: ratio\n        value:",
    )
    rest = [
        (f"      {key}: {value}\n", f"        {key}: {value}\n")
        for key, value in (("low", 1.12), ("high", 2.01), ("level", 95))
    ]
    plain = ("      plain: For two", "        plain: For two")
    assert changed(tmp_path, LAMPS, alone, *rest, plain)[LAMPS] == pages_of(COUNTY)[LAMPS]


def test_the_schema_for_other_programs_takes_one_effect_and_several() -> None:
    told = Outcome.model_json_schema()["properties"]["effect"]["anyOf"]
    assert told == [{"$ref": "#/$defs/Effect"}, {"type": "array", "items": {"$ref": "#/$defs/Effect"}}]


def test_elsewhere_the_number_stands_alone() -> None:
    pages = pages_of(COUNTY)
    found = [text for address, text in pages.items() if "evidence/" in address and "pages-read-aloud" in text]
    assert found
    for text in found:
        assert "Relative risk: 1.50 (95% interval 1.12 to 2.01)" in text.replace("\\", "")
        assert "For two who read" not in text
        assert "#study-" not in text


@pytest.mark.parametrize("written", ["0", "-2.10", "12", "0.44"])
def test_a_number_keeps_its_places_and_may_be_an_end_of_its_interval(written: str) -> None:
    effect = Effect.model_validate({"measure": "x", "value": written, "low": written, "high": written, "plain": "y"})
    assert (effect.value, effect.low, effect.high, effect.level) == (written, written, written, None)


# What is held back


def test_a_study_that_is_held_back_leaves_its_claims_without_it(tmp_path: Path) -> None:
    held = ("    sample: 412 people at 18 wells\n", "    sample: 412 people at 18 wells\n    held_back: relations\n")
    page = changed(tmp_path, LAMPS, held)[LAMPS]
    assert "Trial by lot" not in page
    assert "lots-2014" not in page
    assert "412 people" not in page
    assert "At wells with a lamp, half as many people again" in page
    assert "](#study-visit-2017)" in page


def test_a_study_whose_source_is_held_back_shows_no_mark_of_it(tmp_path: Path) -> None:
    page = changed(
        tmp_path,
        LAMPS,
        ("    title: A visit to nine wells\n", "    held_back: personal\n    title: A visit to nine wells\n"),
    )[LAMPS]
    assert "[^visit-2017]" not in page
    assert 'id="study-visit-2017"' in page


# Addresses


def test_what_has_an_id_stands_under_it_with_a_link_to_itself_and_its_old_place_still_leads_there() -> None:
    page = pages_of(LIBRARY)["cases/market-shelf.md"]
    places = {
        "outcome": ("households-borrowed", "lessons-attended", "places-given-up"),
        "resistance": ("nobody-could-read", "permit-next-month"),
        "condition": ("day-is-fixed",),
        "caution": ("read-at-home",),
    }
    for word, owned in places.items():
        for number, own in enumerate(owned, 1):
            assert page.count(f'id="{own}"') == page.count(f'href="#{own}"') == 1
            assert page.count(f'id="{word}-{number}"') == 1
            assert abs(page.index(f'id="{word}-{number}"') - page.index(f'id="{own}"')) < 150


def test_what_has_no_id_stands_under_its_place_and_has_no_link_to_itself(tmp_path: Path) -> None:
    bare = [
        (f"  - id: {own}\n    ", "  - ")
        for own in ("households-borrowed", "permit-next-month", "day-is-fixed", "read-at-home")
    ]
    pages = changed(tmp_path, "cases/market-shelf.md", *bare, root=LIBRARY)
    page = pages["cases/market-shelf.md"]
    for place in ("outcome-1", "resistance-2", "condition-1", "caution-1"):
        assert page.count(f'id="{place}"') == 1
        assert f'href="#{place}"' not in page
    assert "market-shelf.md#resistance-2" in pages["vocabularies/resistance/delay.md"]
    assert "market-shelf.md#cautions" in pages["questions/who-reads-alone.md"]


def test_other_pages_lead_to_the_id() -> None:
    pages = pages_of(LIBRARY)
    assert "market-shelf.md#permit-next-month" in pages["vocabularies/resistance/delay.md"]
    assert "market-shelf.md#read-at-home" in pages["questions/who-reads-alone.md"]
    cells = [text for address, text in pages.items() if address.startswith("evidence/")]
    assert any("market-shelf.md#places-given-up" in text for text in cells)
    assert '"households-borrowed"' in pages["assets/compare/market-shelf.js"]


def test_a_link_to_the_id_of_what_is_held_back_loses_that_part(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    card, case = root / "practices" / "library.md", root / "practices" / "cases" / "market-shelf.md"
    card.write_text(f"{card.read_text('utf-8')}\nMind [these](cases/market-shelf.md#places-given-up).\n", "utf-8")
    whole = make_site(root, TODAY)
    assert errors_of(whole) == []
    index = {page.address: page.text for page in whole.pages}["index.md"]
    assert "Mind [these](cases/market-shelf.md#places-given-up)." in index
    held = "    caution: Only two traders were asked.\n    held_back: safety\n"
    case.write_text(case.read_text("utf-8").replace("    caution: Only two traders were asked.\n", held), "utf-8")
    site = make_site(root, TODAY)
    assert errors_of(site) == []
    assert not [page.address for page in site.pages if "places-given-up" in str(page.text)]


def test_a_case_without_ids_is_told_once_and_is_told_words_to_take(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "cases" / "market-shelf.md"
    path.write_text(re.sub(r"  - id: (?!count)[\w-]+\n    ", "  - ", path.read_text("utf-8")), "utf-8")
    (found,) = make_site(root, TODAY).problems
    assert found.rule == "no-address"
    assert "outcomes (3), resistance (2), conditions (1), cautions (1)" in found.message
    offers = re.findall(r"`id: ([\w-]+)`", found.fix)
    assert len(set(offers)) == len(offers) == 5


def test_words_in_another_script_are_offered_none(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "cases" / "market-shelf.md"
    text = path.read_text("utf-8").replace(
        "  - id: day-is-fixed\n    text: The market's day is fixed.", "  - text: 市場の日は決まっている。"
    )
    path.write_text(text, "utf-8")
    (found,) = [problem for problem in make_site(root, TODAY).problems if problem.rule == "no-address"]
    assert "`id: " not in found.fix


def test_a_changed_order_moves_no_address(tmp_path: Path) -> None:
    entry = entry_of(LIBRARY, "cases/market-shelf.md")
    turned = dataclasses.replace(
        entry, record=entry.record.model_copy(update={"outcomes": case_of(entry).outcomes[::-1]})
    )
    assert {one.at for one in claims_of(entry)} == {one.at for one in claims_of(turned)}
