"""Each number of Explore, and of the pages of themes and strategies, counted again from the records as they are written.

Nothing of the catalogue is asked here: the records are read as plain YAML, and what a facet means is said once more, key by key.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from posixpath import dirname, normpath

import pytest
import yaml

from .libraries import COUNTY, LIBRARY, ROOTS, pages_of

Front = dict
Records = dict[str, Front]
"""Records by their addresses, such as `cases/x`."""
KINDS = ("cases", "papers", "programmes")


@cache
def written(root: Path) -> dict[str, Records]:
    """The front matter of all records that are shown, as text, by the kind and the address of the record."""
    found: dict[str, Records] = defaultdict(dict)
    for path in sorted((root / "practices").rglob("*.md")):
        front = yaml.load(path.read_text("utf-8").split("---\n")[1], yaml.BaseLoader)
        if not any(key in front for key in ("withdrawn", "embargo")):
            kind = path.parent.name
            found[kind][f"{kind}/{path.stem}"] = front
    return found


def many(front: Front, *keys: str) -> Iterator:
    """What stands under some keys, one item after another; a key within another is told by a point."""
    for key in keys:
        first, _, rest = key.partition(".")
        value = front.get(first) or []
        items = value if isinstance(value, list) else [value]
        for item in items:
            yield from many(item, rest) if rest else [item]


def own(items: Iterator[Front]) -> list[Front]:
    """What is of the practice itself, and of nothing delivered."""
    return [
        one
        for one in items
        if one.get("whose", "practice") == "practice" and "same_event" not in one and one.get("output") != "true"
    ]


class Library:
    """What the records of a library say, facet by facet."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.of = written(root)
        self.practice = {slug: front for kind in KINDS for slug, front in self.of[kind].items()}
        self.terms = {
            (front["role"], term["id"]): term
            for front in self.of["vocabularies"].values()
            if "role" in front
            for term in front["terms"]
        }
        self.wider = {
            (front["role"], term["id"]): term.get("parent")
            for front in self.of["vocabularies"].values()
            for term in front["terms"]
            if "role" in front
        }
        self.region_of = {
            code: term["id"]
            for front in self.of["vocabularies"].values()
            if front.get("role") == "region"
            for term in front["terms"]
            for code in term.get("countries", ())
        }

    def with_wider(self, role: str, terms: Iterator[str]) -> set[str]:
        found: set[str] = set()
        for term in terms:
            above: str | None = term
            while above and above not in found:
                found.add(above)
                above = self.wider[role, above]
        return found

    def outcomes(self, front: Front) -> list[Front]:
        return own(many(front, "outcomes"))

    def met(self, front: Front) -> list[Front]:
        return own(many(front, "resistance", "examples.resistance"))

    def strategies(self, front: Front) -> set[str]:
        return {*many(front, "strategies", "recommendations.strategies")}

    def countries(self, front: Front) -> set[str]:
        return {*many(front, "countries", "scope.countries", "examples.country")}

    def organisations(self, front: Front) -> set[str]:
        return {*many(front, "organisations", "partners", "lead", "examples.organisation")}

    def values(self, facet: str, front: Front) -> set[str]:
        """What a record has of a facet."""
        match facet:
            case "strategy":
                return self.strategies(front)
            case "theme":
                strategies = (self.of["strategies"][f"strategies/{slug}"] for slug in self.strategies(front))
                return {one["theme"] for one in strategies if "theme" in one} | {*many(front, "themes")}
            case "resistance":
                return self.with_wider(facet, [one["form"] for one in self.met(front)] + [*many(front, "forms")])
            case "response":
                answers = [one["response"] for met in self.met(front) for one in many(met, "responses")]
                return self.with_wider(facet, [*answers, *many(front, "responses")])
            case "country":
                return self.countries(front)
            case "region":
                regions = [self.region_of[code] for code in self.countries(front) if code in self.region_of]
                return self.with_wider(facet, [*regions, *many(front, "scope.region", "scope.focus")])
            case "people":
                reached = [group for one in own(many(front, "reach")) for group in many(one, "people")]
                return self.with_wider(facet, [*reached, *many(front, "people", "beneficiaries.people")])
            case "actor":
                keys = ("actors", "providers.actors", "beneficiaries.actors", "stakeholders.actors")
                return self.with_wider(facet, many(front, *keys))
            case "level" | "approach":
                return self.with_wider(facet, many(front, {"level": "levels", "approach": "approaches"}[facet]))
            case "respect":
                return self.with_wider(facet, many(front, "respect.strategy"))
            case "organisation":
                return self.organisations(front)
            case "organisation-kind":
                records = (self.of["organisations"][f"organisations/{slug}"] for slug in self.organisations(front))
                return self.with_wider(facet, [one["kind"] for one in records if "kind" in one])
            case "evidence":
                return self.with_wider(facet, [one["evidence"] for one in self.outcomes(front)])
            case "direction":
                return {one["direction"] for one in self.outcomes(front)}
            case "takes":
                return {*self.takes(front)}
            case "years":
                return {*self.decades(front)}
            case "status":
                return {front.get("status", "outline")}
        raise AssertionError(f"What does {facet} mean?")

    def takes(self, front: Front) -> Iterator[str]:
        if any("sessions" in one or "hours" in one for one in own(many(front, "doses"))):
            yield "doses"
        if any(one.get("shared") != "true" for one in own(many(front, "costs"))):
            yield "costs"
        if any("url" in one for one in many(front, "materials")):
            yield "materials"

    def decades(self, front: Front) -> Iterator[str]:
        period = front.get("period", {"start": front["year"]} if "year" in front else {})
        known = [int(period[key][:4]) for key in ("start", "end") if key in period]
        if known and period.get("ongoing") == "true" and "checked" in front:
            known.append(int(front["checked"][:4]))
        for year in range(min(known), max(known) + 1) if known else ():
            yield f"{year // 10}0"

    def counted(self, facet: str) -> dict[str, set[str]]:
        """The addresses of the records that have each value."""
        found: dict[str, set[str]] = defaultdict(set)
        for address, front in self.practice.items():
            for value in self.values(facet, front):
                found[value].add(address)
        return found


@cache
def library(root: Path) -> Library:
    return Library(root)


# Explore


def unpacked(text: str) -> Iterator[int]:
    """The numbers in one line of the data, as the script of Explore reads them."""
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    number, step, place = -1, 0, 1
    for sign in text:
        digit = signs.index(sign)
        step, place = step + digit % 32 * place, place * 32
        if digit < 32:
            number += step + 1
            yield number
            step, place = 0, 1


def data_of(script: str) -> dict:
    return json.loads(script[script.index("(") + 1 : script.rindex(")")])


def explored(pages: dict[str, str]) -> dict[str, dict[str, set[str]]]:
    """What the data of Explore say: for each value of each facet the addresses of the records."""
    addresses = data_of(pages["assets/explore-addresses.js"])["all"]
    return {
        facet["key"]: {
            value: {addresses[number] for number in unpacked(line)}
            for value, line in zip(facet["values"], facet["holders"], strict=True)
        }
        for facet in data_of(pages["assets/explore-data.js"])["facets"]
    }


def every_facet_is_counted_again(root: Path) -> int:
    """Compare the data of Explore with the records; the number of counts that were compared."""
    found = explored(pages_of(root))
    for facet, values in found.items():
        assert values == library(root).counted(facet), facet
    missing = {"theme", "country", "evidence", "status", "years"} - found.keys()
    assert not missing
    return sum(map(len, found.values()))


def every_number_without_script_is_counted_again(root: Path) -> int:
    """Compare what the plain page of Explore shows with the records; how many numbers that are."""
    pages, told = pages_of(root), 0
    page = pages["explore.md"]
    shown = re.findall(r"^- \[[^\n]*\]\(([^)]+/)([^)/]+)\.md\) <span>(\d+)</span>$", page, re.MULTILINE)
    for facet in data_of(pages["assets/explore-data.js"])["facets"]:
        counted = {
            value.casefold(): sum(address.startswith("cases/") for address in some)
            for value, some in library(root).counted(facet["key"]).items()
        }
        found = {value: int(number) for folder, value, number in shown if folder == facet["folder"]}
        assert found in ({}, counted), facet["key"]
        told += len(found)
    assert told == page.count("<span>")
    return told


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_each_count_of_explore_is_what_the_records_say(root: Path) -> None:
    assert every_facet_is_counted_again(root) > 20


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_each_count_of_explore_without_script_is_what_the_records_say(root: Path) -> None:
    assert every_number_without_script_is_counted_again(root) > 20


# Themes and strategies

ROW = re.compile(
    r'^<th role="rowheader"[^>]*>\[[^\]]*\]\([^)]*/([^)/]+)\.md\)</th>\n(.*?)^</tr>', re.MULTILINE | re.DOTALL
)
NONE = ("no", "ningún")
SIGNS = {"▲": "improved", "◆": "mixed", "●": "no-change", "▼": "worsened", "○": "not-known"}


def number(word: str) -> int:
    """Of “No case”, “One claim” and “12 claims”."""
    return int(word) if word.isdigit() else int(word.casefold() not in NONE)


def section(page: str, place: str) -> str:
    found = re.search(rf"^## [^\n]*{{ #{place} }}$.*?(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found[0] if found else ""


def cases_of(root: Path, shelf: str) -> Records:
    """The cases of a strategy, or of a theme."""
    own = library(root)
    facet = {"themes": "theme", "strategies": "strategy"}[dirname(shelf)]
    return {
        address: front for address, front in own.of["cases"].items() if shelf.split("/")[1] in own.values(facet, front)
    }


def of_kind(claims: list[Front], kind: str) -> list[Front]:
    return [claim for claim in claims if claim["evidence"] == kind]


def by_study(claims: list[Front]) -> list[list[Front]]:
    """The claims of one case, study by study; those that name none stand with those that share a source with them, and so on."""
    told: dict[str, list[Front]] = defaultdict(list)
    others: list[list[Front]] = []
    for claim in claims:
        if "study" in claim:
            told[claim["study"]].append(claim)
            continue
        sharing = [some for some in others if any({*one["sources"]} & {*claim["sources"]} for one in some)]
        others = [some for some in others if some not in sharing] + [
            [one for some in sharing for one in some] + [claim]
        ]
    return [*told.values(), *others]


def comes_to(claims: list[Front]) -> str:
    """What a study found: by its main outcomes alone, where they are named, and mixed where claims differ."""
    main = [claim for claim in claims if claim.get("main") == "true"]
    found = {claim["direction"] for claim in main or claims}
    known = found - {"not-known"} or found
    return known.pop() if len(known) == 1 else "mixed"


WORDS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def as_number(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.index(word.lower())


def sentence_is_counted_again(root: Path, shelf: str) -> bool:
    """Compare each number in the sentence of a theme or a strategy with its cases; whether there is any."""
    own, cases = library(root), cases_of(root, shelf)
    claims = {address: own.outcomes(front) for address, front in cases.items() if own.outcomes(front)}
    all_claims = [claim for some in claims.values() for claim in some]
    sentence = re.search(r'<p class="hg-sentence"[^>]*>(.*?)</p>', pages_of(root)[f"{shelf}.md"])
    if not claims:
        assert not sentence or sentence[1].startswith("Nothing is known yet"), shelf
        return False
    assert sentence, shelf
    studies = {
        (address, claim["study"]): [one for one in some if one.get("study") == claim["study"]]
        for address, some in claims.items()
        for claim in some
        if "study" in claim
    }
    expected = {
        r"^(\w+) cases? makes?": len(claims),
        r"makes? (\w+) claims?": len(all_claims),
        r"(\w+) of (?:them|it) from": sum("study" in claim for claim in all_claims),
        r"from (\w+) stud(?:y|ies)": len(studies),
        r"(\w+) claims? (?:is|are) independent": sum(
            own.terms["claimant", claim["claimed_by"]].get("stands") == "outside" for claim in all_claims
        ),
        r"(\w+) of these compares?": sum(
            any(own.terms["evidence", one["evidence"]].get("compares") == "true" for one in some)
            for some in studies.values()
        ),
    }
    for pattern, count in expected.items():
        said = re.search(pattern, sentence[1])
        assert said or pattern.startswith((r"(\w+) of", r"from", r"(\w+) claims?")), (shelf, pattern)
        if said and said[1].lower() not in ("all", "both", "it"):
            assert as_number(said[1]) == count, (shelf, pattern, sentence[1])
    return True


def shelf_is_counted_again(root: Path, shelf: str) -> int:
    """Compare the numbers on the page of a theme or a strategy with the records; how many numbers that are."""
    page, cases = pages_of(root)[f"{shelf}.md"], cases_of(root, shelf)
    told = 0
    for target, words in re.findall(
        r"^- \[[^\n]*\]\(([^)]+)\.md\) \((\w+) [^)]*\)<br>$", section(page, "strategies"), re.MULTILINE
    ):
        assert number(words) == len(cases_of(root, normpath(f"{dirname(shelf)}/{target}"))), target
        told += 1
    evidence = section(page, "evidence")
    rows = dict(ROW.findall(evidence))
    assert rows.keys() == {claim["evidence"] for front in cases.values() for claim in library(root).outcomes(front)}
    for kind, row in rows.items():
        shown = re.findall(r'aria-hidden="true">([^<]+)</span>&nbsp;[^<]*</span> \((\d+)\)', row)
        found = [group for front in cases.values() for group in by_study(of_kind(library(root).outcomes(front), kind))]
        assert Counter({SIGNS[sign]: int(count) for sign, count in shown}) == Counter(map(comes_to, found)), (
            shelf,
            kind,
        )
        told += len(shown)
        for words, strategy in re.findall(
            r"\[(?:[^\[\]]*: )?(\w+) [^\[\]]*<span[^\[\]]*\]\(\.\./evidence/([^)]+)--", row
        ):
            there = [
                claim
                for front in cases_of(root, f"strategies/{strategy}").values()
                for claim in library(root).outcomes(front)
                if claim["evidence"] == kind
            ]
            assert number(words) == len(there), (shelf, kind, strategy)
            told += 1
    return told + pairs_are_counted_again(root, shelf, page)


def pairs_are_counted_again(root: Path, shelf: str, page: str) -> int:
    """Compare the numbers of those that have one thing more."""
    own, told = library(root), 0
    for line in re.findall(r"^\[.*\]\(\.\./[a-z]+-[a-z]+/[^)]*--.*$", section(page, "together"), re.MULTILINE):
        for words, folder, row, column in re.findall(
            r": (\w+) [^\[\]]*\]\(\.\./([a-z]+-[a-z]+)/([^)]+?)--([^)]+)\.md\)", line
        ):
            facets = folder.split("-")
            both = own.counted(facets[0])[row] & own.counted(facets[1])[column]
            assert number(words) == len(both), (shelf, row, column)
            told += 1
    return told


def every_shelf_is_counted_again(root: Path) -> int:
    shelves = [*library(root).of["themes"], *library(root).of["strategies"]]
    return sum(shelf_is_counted_again(root, shelf) for shelf in shelves)


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_each_number_of_a_theme_and_of_a_strategy_is_what_the_records_say(root: Path) -> None:
    assert every_shelf_is_counted_again(root) > 4


def every_sentence_is_counted_again(root: Path) -> int:
    shelves = [*library(root).of["themes"], *library(root).of["strategies"]]
    return sum(sentence_is_counted_again(root, shelf) for shelf in shelves)


@pytest.mark.parametrize("root", [LIBRARY, COUNTY], ids=lambda root: root.name)
def test_each_number_in_the_sentence_of_a_theme_and_of_a_strategy_is_what_the_records_say(root: Path) -> None:
    assert every_sentence_is_counted_again(root) > 1
