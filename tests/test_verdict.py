"""The verdict: studies and not claims, those designs first that can say most, and the card that says it in a line."""

import dataclasses
import re

import pytest

from generator.catalogue import Mention
from generator.catalogue.crosstabs import ClaimedOutcome
from generator.catalogue.knowledge import Knowledge
from generator.catalogue.standing import outlines_last
from generator.catalogue.verdict import Verdict, by_strength, verdict
from generator.clearance import Cleared
from generator.render import Renderer
from generator.render.escape import BRIEF, brief
from generator.schema.cases import Outcome

from .libraries import COUNTY, ROOTS, catalogue_of, pages_of


def outcome(direction: str, evidence: str = "counting", **more: object) -> Outcome:
    given = {"statement": "So it was.", "direction": direction, "evidence": evidence, "claimed_by": "doers"}
    return Outcome.model_validate({**given, "sources": ["report-2020"], **more})


def a_case() -> Cleared:
    return catalogue_of(COUNTY).all("cases")[0]


def came_to(*outcomes: Outcome) -> Verdict:
    return verdict(catalogue_of(COUNTY), [ClaimedOutcome(a_case(), one) for one in outcomes])


def told(found: Verdict) -> list[tuple[str, str, str]]:
    return [(design.kind.term.id, one.key, one.own.direction) for design in found.designs for one in design.results]


# What is counted, and in which order


def test_kinds_that_compare_come_first_and_then_those_that_say_more() -> None:
    kinds = [(kind.term.id, kind.term.compares) for kind in by_strength(catalogue_of(COUNTY))]
    listed = [term.term.id for term in catalogue_of(COUNTY).terms("evidence")]
    assert [compares for _, compares in kinds] == sorted((compares for _, compares in kinds), reverse=True)
    for compares in (True, False):
        alike = [kind for kind, own in kinds if own == compares]
        assert alike == sorted(alike, key=listed.index, reverse=True)


def test_many_welcome_claims_of_a_lesser_kind_never_come_before_one_trial_that_found_nothing() -> None:
    welcome = [outcome("improved", study="diary")] * 5
    assert told(came_to(*welcome, outcome("no-change", "drawn-lots", study="trial"))) == [
        ("drawn-lots", "trial", "no-change"),
        ("counting", "diary", "improved"),
    ]


def test_what_a_trial_found_by_a_lesser_kind_stands_inside_it() -> None:
    found = came_to(outcome("mixed", "like-villages", study="trial"), outcome("no-change", "drawn-lots", study="trial"))
    assert told(found) == [("drawn-lots", "trial", "no-change")]
    (one,) = found.results
    assert [(part.kind.term.id, part.direction) for part in one.inside] == [("like-villages", "mixed")]


def test_claims_that_name_no_study_stand_together_by_their_sources_and_their_kind() -> None:
    found = came_to(
        outcome("improved"), outcome("improved"), outcome("mixed", "interviews"), outcome("improved", sources=["b"])
    )
    assert told(found) == [("interviews", "", "mixed"), ("counting", "", "improved"), ("counting", "", "improved")]
    assert [design.told for design in found.designs] == [0, 0]


def test_a_main_outcome_decides_what_a_study_found_and_is_told_first() -> None:
    claims = [outcome("improved", "drawn-lots", study="trial")] * 3
    main = outcome("no-change", "drawn-lots", study="trial", main=True)
    assert told(came_to(*claims, main)) == [("drawn-lots", "trial", "no-change")]
    (one,) = came_to(*claims, main).results
    assert [direction for direction, _ in one.own.directions] == ["no-change", "improved"]
    assert told(came_to(*claims, outcome("no-change", "drawn-lots", study="trial"))) == [
        ("drawn-lots", "trial", "mixed")
    ]


def test_what_is_not_known_does_not_make_a_finding_mixed() -> None:
    assert told(came_to(outcome("worsened", study="a"), outcome("not-known", study="a")))[0][2] == "worsened"
    assert told(came_to(outcome("not-known", study="a")))[0][2] == "not-known"


def test_nothing_claimed_comes_to_nothing() -> None:
    assert not came_to()


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_every_claim_of_a_case_is_in_its_verdict_once(root) -> None:
    known = Knowledge(catalogue_of(root))
    for entry in known.catalogue.all("cases"):
        parts = [part for one in known.verdicts[entry.address].results for part in (one.own, *one.inside)]
        found = [finding.outcome for part in parts for finding in part.findings]
        assert sorted(map(repr, found)) == sorted(map(repr, entry.record.own_outcomes))


# The verdict on a page


def plain(page: str) -> str:
    """The verdict of a page as it is read, each study on a line."""
    listed = page.split('<ul class="hg-verdict"')[1].split("\n</ul>\n\n", maxsplit=1)[0]
    lines = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", re.sub(r"<[^>]+>", "", listed)).replace("&nbsp;", " ")
    return "\n".join(line.strip() for line in lines.splitlines()[1:] if line.strip())


def test_the_verdict_names_the_main_outcome_and_counts_the_rest() -> None:
    assert plain(pages_of(COUNTY)["cases/lamps-at-the-well.md"]).startswith(
        "Drawn lots (one study)\n"
        "▲ Improved: A page read aloud without a mistake (main outcome), and in one more result; "
        "◆ Mixed: Minutes of reading on an evening.\n"
    )


def test_a_study_of_one_country_among_several_says_where() -> None:
    page = pages_of(COUNTY)["cases/lamps-across-the-border.md"]
    assert "Interviews\nMalawi: ▼ Worsened in one result." in plain(page)
    assert ">Malawi, 2022</td>" in page


def test_an_opened_case_of_a_strategy_has_its_verdict() -> None:
    page = pages_of(COUNTY)["strategies/lamps-and-light.md"]
    opened = page.split('<details id="case-lamps-at-the-well"')[1].split("</details>")[0]
    assert plain(opened).startswith("Drawn lots (one study)")
    assert "](../cases/lamps-at-the-well.md#pages-read-aloud)" in opened


# The card


def line(entry: Cleared) -> str:
    renderer = Renderer(Knowledge(catalogue_of(COUNTY)))
    template = renderer._environment.from_string('{% import "macros.md.jinja" as m %}{{ m.line(entry) }}')
    return template.render(page="index.md", entry=entry)


def test_the_line_of_a_card_says_the_same_to_the_eye_and_to_the_ear() -> None:
    for entry in catalogue_of(COUNTY).all("cases"):
        for words, signs in re.findall(r'<span role="img" aria-label="([^"]+)">([▲◆●▼○]+)</span>', line(entry)):
            names = {"Improved": "▲", "Mixed": "◆", "No change found": "●", "Worsened": "▼", "Not known": "○"}
            assert "".join(names[word] for word in words.split(", ")) == signs


def test_a_case_without_a_result_says_so() -> None:
    silent = [entry for entry in catalogue_of(COUNTY).all("cases") if not entry.record.own_outcomes]
    assert silent
    assert all(line(entry).startswith("No result is recorded") for entry in silent)


def test_every_list_of_cases_shows_the_line_of_each() -> None:
    pages = pages_of(COUNTY)
    seen = 0
    for entry in catalogue_of(COUNTY).all("cases"):
        for address in ("cases/index.md", *(f"countries/{code.lower()}.md" for code in entry.record.scope.countries)):
            assert f'<span class="hg-line">{line(entry)}</span>' in pages[address]
            seen += 1
        strategy = f"strategies/{entry.record.strategies[0]}.md"
        assert f'<span class="hg-line" markdown="span">{line(entry)}</span></summary>' in pages[strategy]
    assert seen > 20


def test_outlines_come_last_and_nothing_else_moves() -> None:
    cases = catalogue_of(COUNTY).all("cases")
    first = dataclasses.replace(cases[0], record=cases[0].record.model_copy(update={"status": "outline"}))
    assert outlines_last([first, *cases[1:3]]) == (*cases[1:3], first)
    assert [mention.entry for mention in outlines_last([Mention(one, ()) for one in (first, cases[1])])] == [
        cases[1],
        first,
    ]
    organisations = catalogue_of(COUNTY).all("organisations")
    assert outlines_last(organisations) == organisations


def test_a_summary_is_cut_between_words_and_only_if_it_is_long() -> None:
    assert brief("Short enough.") == "Short enough."
    assert brief("x" * BRIEF) == "x" * BRIEF
    cut = brief("So they went, " * 30)
    assert len(cut) <= BRIEF + 2
    assert re.search(r"(went|they|So) …$", cut)


def test_a_summary_is_cut_after_a_sentence_if_that_leaves_more_than_half() -> None:
    first = "In four villages people carried lamps to the well and read aloud for as long as the oil lasted, c. 2011"
    assert brief(f"{first}. In a trial of the county, women said that they now read more.") == f"{first} …"
    assert brief(f"They went. {'And so they went on' * 9}").startswith("They went. And so")


def test_a_summary_in_a_script_without_spaces_is_cut_between_letters() -> None:
    shelf = "村民在市场旁设了书架，每晚朗读。" * 9
    cut = brief(shelf)
    assert shelf.startswith(cut.removesuffix(" …"))
    assert BRIEF / 2 - 2 <= len(cut) <= BRIEF / 2 + 2  # such letters are twice as wide
    signs = "ห้" * BRIEF
    assert brief(signs).removesuffix(" …").endswith("้")  # no letter is parted from its signs


# How it goes, and what pushed back, on the page of a strategy


def test_the_steps_of_a_strategy_stand_in_order_with_their_sources() -> None:
    page = pages_of(COUNTY)["strategies/lamps-and-light.md"]
    steps = page.split('<ol class="hg-steps"')[1].split("</ol>", maxsplit=1)[0]
    assert re.findall(r"<li[^>]*>(.*?)\[\^lamps-told\](.*?)</li>", steps) == [
        ("Ask where people meet after dark \\| and who keeps the key", ""),
        ("Hang a lamp there", ""),
        ("Lend it with a book", ' <span class="hg-ours">✎ <span>(our reading)</span></span>'),
    ]
    assert "[^lamps-told]: " in page
    others = [text for address, text in pages_of(COUNTY).items() if address != "strategies/lamps-and-light.md"]
    assert not any("hg-steps" in text for text in others)


def test_an_opened_case_pairs_each_pushback_with_what_answered_it() -> None:
    pages, catalogue = pages_of(COUNTY), catalogue_of(COUNTY)
    checked = 0
    for entry in catalogue.all("cases"):
        page = pages[f"strategies/{entry.record.strategies[0]}.md"]
        opened = page.split(f'<details id="case-{entry.slug}"')[1].split("</details>", maxsplit=1)[0]
        listed = re.findall(r'<li[^>]*><span class="hg-brief-push".*?</li>', opened)
        for item, pair in zip(entry.record.own_resistance, listed, strict=True):
            labels = {catalogue.term(one).term.label for one in (item.form, *(a.response for a in item.responses))}
            assert all(label in pair for label in labels)
            assert ("No answer recorded" in pair) == (not item.responses)
            checked += 1
    assert checked > 10
