"""From any case two taps lead to the evidence, to others who met the same, and to what is recommended."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.clearance import Cleared
from generator.schema import Case, Paper

from ..libraries import COUNTY, examined


@pytest.fixture(scope="module")
def entries() -> tuple[Cleared, ...]:
    return examined(COUNTY).clearing.entries


@pytest.fixture(scope="module")
def cases(entries: tuple[Cleared, ...]) -> list[Cleared]:
    found = [entry for entry in entries if isinstance(entry.record, Case)]
    assert [case for case in found if case.record.outcomes]
    assert [case for case in found if case.record.resistance]
    return found


@pytest.fixture(scope="module")
def asked(entries: tuple[Cleared, ...]) -> set[str]:
    """The address of every recommendation."""
    return {
        f"papers/{entry.slug}.html#{item.id}"
        for entry in entries
        if isinstance(entry.record, Paper)
        for item in entry.record.recommendations
    }


def page_of(entry: Cleared) -> str:
    return f"{entry.kind}/{entry.slug}.html"


class Walker:
    """Follows the links of built pages, without script."""

    def __init__(self, site: Path) -> None:
        self.site = site

    def main(self, name: str) -> str:
        """What stands between the header and the footer of a page."""
        html = (self.site / name).read_text("utf-8")
        return html.split("<article", 1)[1].split("</article>", 1)[0]

    def part(self, name: str, section: str) -> str:
        """A section of a page, from its heading to the next of its level."""
        found = re.search(rf'<h2 id="{section}".*?(?=<h2|\Z)', self.main(name), re.DOTALL)
        assert found, (name, section)
        return found[0]

    def taps(self, html: str, name: str) -> Iterator[str]:
        """Where the links of a piece of a page lead, as addresses from the root of the site."""
        for href in re.findall(r'<a [^>]*?href="([^"]+)"', html):
            path, _, at = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            yield f"{target}#{at}" if at else target


@pytest.fixture(scope="module")
def walker(built: Path) -> Walker:
    return Walker(built / "site")


def test_the_evidence_behind_each_claim_is_two_taps_away(cases: list[Cleared], walker: Walker) -> None:
    for case in (case for case in cases if case.record.outcomes):
        name = page_of(case)
        notes = dict(re.findall(r'<li id="(fn:[^"]+)">(.*?)</li>', walker.main(name), re.DOTALL))
        part = walker.part(name, "outcomes")
        for outcome in case.record.outcomes:
            for key in outcome.sources:
                assert f'href="#fn:{key}"' in part, (name, key)
                url, source = case.record.sources[key].url, notes[f"fn:{key}"].replace("&amp;", "&")
                assert not url or f'href="{url}' in source, (name, key)
            kinds = {tap for tap in walker.taps(part, name) if tap.endswith(f"/{outcome.evidence}.html")}
            assert [kind for kind in kinds if (walker.site / kind).is_file()], (name, outcome.evidence)


def test_others_who_met_the_same_are_two_taps_away(cases: list[Cleared], walker: Walker) -> None:
    for case in (case for case in cases if case.record.resistance):
        name = page_of(case)
        first = set(walker.taps(walker.part(name, "resistance"), name))
        for item in case.record.resistance:
            (form,) = {tap for tap in first if tap.endswith(f"/{item.form}.html#met")}
            page = form.removesuffix("#met")
            second = {tap.split("#")[0] for tap in walker.taps(walker.part(page, "met"), page)}
            others = {
                page_of(other) for other in cases if any(met.form == item.form for met in other.record.resistance)
            }
            assert name in others <= second, (name, item.form)


def test_a_recommendation_is_two_taps_away(cases: list[Cleared], asked: set[str], walker: Walker) -> None:
    assert set(walker.taps(walker.main("recommendations.html"), "recommendations.html")) >= asked
    for case in (case for case in cases if case.record.resistance or case.record.outcomes):
        name = page_of(case)
        assert "recommendations.html" in {tap.split("#")[0] for tap in walker.taps(walker.main(name), name)}, name


def test_the_recommendation_that_follows_from_a_resistance_is_two_taps_away(
    entries: tuple[Cleared, ...], cases: list[Cleared], asked: set[str], walker: Walker
) -> None:
    """And a form of which no recommendation speaks leads to none."""
    speaking: dict[str, set[str]] = {}
    for entry in (entry for entry in entries if isinstance(entry.record, Paper)):
        for item in entry.record.recommendations:
            for form in item.forms:
                speaking.setdefault(form, set()).add(f"{page_of(entry)}#{item.id}")
    followed = set()
    for case in (case for case in cases if case.record.resistance):
        name = page_of(case)
        first = set(walker.taps(walker.part(name, "resistance"), name))
        for met in case.record.resistance:
            found = {tap for tap in first if tap.endswith(f"/{met.form}.html#recommended")}
            assert len(found) == (met.form in speaking), (name, met.form)
            for tap in found:
                page = tap.removesuffix("#recommended")
                second = set(walker.taps(walker.part(page, "recommended"), page))
                assert {one for one in second if one in asked} == speaking[met.form], (name, met.form)
                followed.add(met.form)
    assert followed == set(speaking)
