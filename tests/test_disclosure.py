"""How far a record is told: places, organisations, parts, passages and days; what a wish to hold back leaves, and what it takes."""

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.clearance import Cleared
from generator.clearance.redaction import coarser_scope
from generator.publish.leaks import find_names
from generator.schema import Case, Scope
from generator.schema.walk import texts_of
from generator.site import Examined

from .libraries import examine, make_site

LIBRARY = Path(__file__).parent / "examples" / "library"
TODAY = datetime.date(2026, 11, 21)
ABOVE = {
    "KE": ("africa", "sub-saharan-africa", "eastern-africa"),
    "UG": ("africa", "sub-saharan-africa", "eastern-africa"),
    "TZ": ("africa", "sub-saharan-africa", "eastern-africa"),
    "NG": ("africa", "sub-saharan-africa", "western-africa"),
    "NP": ("asia", "southern-asia"),
    "africa": (),
    "eastern-africa": ("africa", "sub-saharan-africa"),
}
"""For countries and regions, the regions above them, from the widest."""


def changed(tmp_path: Path, address: str, **front: Any) -> Path:
    """A copy of the example library in which a record has these fields too."""
    root = tmp_path / "library"
    if not root.exists():
        shutil.copytree(LIBRARY, root)
    path = root / "practices" / f"{address}.md"
    text = "".join(f"{name}: {value}\n" for name, value in front.items())
    path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{text}", 1), "utf-8")
    return root


def cleared(root: Path, slug: str, today: datetime.date = TODAY) -> Cleared | None:
    return next((entry for entry in examine(root, today).clearing.entries if entry.slug == slug), None)


def errors(found: Examined) -> list[str]:
    return [str(problem) for problem in found.problems if problem.severity == "error"]


# Places


@pytest.mark.parametrize(
    ("countries", "region", "level", "expected"),
    [
        (["KE"], None, "country", ("country", ("KE",), None)),
        (["KE"], None, "sub-region", ("region", (), "eastern-africa")),
        (["KE"], None, "region", ("region", (), "africa")),
        (["KE"], None, "withheld", None),
        (["KE", "UG"], None, "sub-region", ("region", (), "eastern-africa")),
        (["KE", "NG"], None, "sub-region", ("region", (), "sub-saharan-africa")),
        (["NG"], None, "sub-region", ("region", (), "sub-saharan-africa")),  # nothing else lies in Western Africa here
        (["NP"], None, "region", None),
        (["KE", "NP"], None, "sub-region", ("multi-country", (), None)),
        (["KE", "NP"], None, "region", ("multi-country", (), None)),
        (["BT"], None, "sub-region", None),
        ([], "eastern-africa", "sub-region", ("region", (), "eastern-africa")),
        ([], "eastern-africa", "region", ("region", (), "africa")),
        (["KE"], "eastern-africa", "region", ("region", (), "africa")),
    ],
)
def test_a_place_is_told_no_closer_than_is_wished(
    countries: list[str], region: str | None, level: str, expected: tuple[str, tuple[str, ...], str | None] | None
) -> None:
    kind = "multi-country" if len(countries) > 1 else "country" if countries else "region"
    words = {"places": "Hilltown", "note": "By the river", "focus": "eastern-africa"}
    scope = Scope.model_validate({"kind": kind, "countries": countries, "region": region, **words})
    told = coarser_scope(scope, level, ABOVE)
    if expected is None:
        assert told is None
        return
    assert told is not None
    assert (told.kind, told.countries, told.region) == expected
    assert (told.places, told.note) == (None, None)
    assert told.focus == ("eastern-africa" if level == "country" else None)


def test_no_country_is_named_where_the_place_is_a_region(tmp_path: Path) -> None:
    root = changed(tmp_path, "cases/market-shelf", sensitivity="{place: region}")
    case = cleared(root, "market-shelf")
    assert case is not None
    assert isinstance(case.record, Case)
    assert case.record.scope == Scope.model_validate({"kind": "region", "region": "africa"})
    assert case.withheld
    pages = {page.address: page.text for page in make_site(root, TODAY).pages}
    assert "countries/ke" not in pages["cases/market-shelf.md"]
    assert "market-shelf" not in pages["countries/ke.md"]
    assert "market-shelf" in pages["vocabularies/regions/africa.md"]


@pytest.mark.parametrize("wish", ["{place: region}", "{place: sub-region}", "{held_back: {scope: safety}}"])
def test_a_result_tells_its_country_only_if_the_case_does(tmp_path: Path, wish: str) -> None:
    root = changed(tmp_path, "cases/market-shelf", sensitivity=wish)
    path = root / "practices" / "cases" / "market-shelf.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("    direction: ", "    countries: [KE]\n    direction: "), "utf-8")
    case = cleared(root, "market-shelf")
    assert case is not None
    assert isinstance(case.record, Case)
    assert case.record.outcomes
    assert all(outcome.countries == () for outcome in case.record.outcomes)
    path.write_text(path.read_text("utf-8").replace(f"sensitivity: {wish}\n", ""), "utf-8")
    told = cleared(root, "market-shelf")
    assert told is not None
    assert isinstance(told.record, Case)
    assert {code for outcome in told.record.outcomes for code in outcome.countries} == {"KE"}


@pytest.mark.parametrize(
    ("code", "story", "is_found"),
    [
        ("CD", "In DRC they met.", True),
        ("CD", "In the Democratic Republic of the Congo they met.", True),
        ("CI", "In Côte d'Ivoire they met.", True),
        ("MM", "A Burmese group met.", True),
        ("TR", "In Turkiye they met.", True),
        ("KE", "In Hornland they met.", True),
        ("UG", "They met in the UK and cared for a car.", False),
    ],
)
def test_a_withheld_country_is_found_by_whatever_it_is_called(
    tmp_path: Path, code: str, story: str, is_found: bool
) -> None:
    scope = f"{{kind: country, countries: [{code}]}}"
    root = told(tmp_path, story, scope=scope, sensitivity="{place: region}", strategies="[travelling-shelves]")
    card = root / "practices" / "library.md"
    card.write_text(card.read_text("utf-8").replace("  KE: Kenya", "  KE: Hornland"), "utf-8")
    found = errors(examine(root, TODAY))
    assert len(found) == is_found
    assert all("withheld-name" in line for line in found)


def told(tmp_path: Path, story: str, **front: str) -> Path:
    """The example library with one more case, an outline."""
    root = tmp_path / "library"
    if not root.exists():
        shutil.copytree(LIBRARY, root)
    lines = "".join(f"{name}: {value}\n" for name, value in {"title": "A roof", **front}.items())
    (root / "practices" / "cases" / "a-roof.md").write_text(f"---\n{lines}---\n\n{story}\n", "utf-8")
    return root


@pytest.mark.parametrize(
    ("wish", "story", "expected"),
    [
        ("held_back: {scope: safety}", "In Kenya they met.", ["Kenya"]),
        ("held_back: {scope: safety}", "In Hilltown they met.", ["Hilltown"]),
        ("place: country", "In Hilltown, near Lowford, they met.", ["Hilltown", "Lowford"]),
        ("held_back: {partners: safety}", "The Council of the Two Valleys came.", ["Council of the Two Valleys"]),
        ("held_back: {partners: safety}", "The two valleys council came.", ["two valleys council"]),
    ],
)
def test_what_goes_with_a_field_is_not_named_elsewhere(
    tmp_path: Path, wish: str, story: str, expected: list[str]
) -> None:
    scope = "{kind: country, countries: [KE], places: Hilltown, note: Only around Lowford and in the hills}"
    root = told(
        tmp_path,
        story,
        scope=scope,
        partners="[two-valleys-council]",
        strategies="[travelling-shelves]",
        sensitivity=f"{{{wish}}}",
    )
    found = errors(examine(root, TODAY))
    assert [line.split("“")[1].split("”")[0] for line in found] == expected


def test_a_link_to_what_went_with_a_field_is_plain_words(tmp_path: Path) -> None:
    root = told(
        tmp_path,
        "[They](../organisations/two-valleys-council.md) met [there](../countries/ke.md).",
        scope="{kind: country, countries: [KE]}",
        partners="[two-valleys-council]",
        strategies="[travelling-shelves]",
        sensitivity="{held_back: {partners: safety, scope: safety}}",
    )
    case = cleared(root, "a-roof")
    assert case is not None
    assert case.body == "They met there.\n"


def test_an_organisation_does_not_give_away_the_only_country_that_it_is_in(tmp_path: Path) -> None:
    root = changed(tmp_path, "organisations/two-valleys-council", countries="[KE]")
    told(
        tmp_path,
        "They met.",
        scope="{kind: country, countries: [KE]}",
        partners="[lantern-readers, two-valleys-council]",
        strategies="[travelling-shelves]",
        sensitivity="{place: region}",
    )
    (found,) = errors(examine(root, TODAY))
    assert found.startswith("practices/cases/a-roof.md:4:29: error: withheld-name: the country of “Council of the Two")


def test_a_term_does_not_give_a_withheld_country_away(tmp_path: Path) -> None:
    root = changed(tmp_path, "cases/market-shelf", sensitivity="{place: region}")
    people = root / "practices" / "vocabularies" / "people.md"
    people.write_text(people.read_text("utf-8").replace("label: Market traders", "label: Nairobi's traders"), "utf-8")
    found = errors(examine(root, TODAY))
    # Under the people of the case, and under those whom it reached.
    assert [line.split(": error")[0] for line in found] == [
        "practices/cases/market-shelf.md:25:10",
        "practices/cases/market-shelf.md:115:14",
    ]
    assert all("“Nairobi” is withheld, and stands in what “market-traders” is called" in line for line in found)


def test_what_no_record_may_name_stands_in_no_page_beside_them_either(tmp_path: Path) -> None:
    root = changed(tmp_path, "organisations/two-valleys-council", told_as="A council")
    card = root / "practices" / "library.md"
    card.write_text(card.read_text("utf-8") + "\nThe Two Valleys Council helped.\n", "utf-8")
    (root / "docs" / "two-valleys-council").mkdir(parents=True)
    (root / "docs" / "about.md").write_text("# About\n\n<!-- Two Valleys Council -->\nTwo\nvalleys\n", "utf-8")
    (root / "docs" / "thanks.md").write_text("# Thanks\n\nThanks to Council of the\nTwo Valleys!\n", "utf-8")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><text>Two-Valleys Council</text></svg>'
    (root / "docs" / "two-valleys-council" / "notes.svg").write_text(drawing, "utf-8")
    assert [line.split(": error")[0] for line in errors(examine(root, TODAY))] == [
        "docs/thanks.md:3:11",
        "docs/two-valleys-council/notes.svg:1:1",
        "docs/two-valleys-council/notes.svg:1:47",
        "practices/library.md:17:5",
    ]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("docs/a.txt", "Thanks.\nThe Two Valleys\nCouncil".encode("utf-16"), "docs/a.txt:2:5"),
        ("docs/a.txt", "Thanks.\nThe Two Valleys Council".encode("utf-16-le"), "docs/a.txt:2:5"),
        ("docs/a.txt", "Für den Two Valleys Council".encode("cp1252"), "docs/a.txt:1:9"),
        ("docs/a.json", b'{"by": "Two Valleys\\u0020Council"}', "docs/a.json:1:9"),
        ("docs/a.svg", b"<svg><text><tspan>Two Val</tspan><tspan>leys Council</tspan></text></svg>", "docs/a.svg:1:19"),
        ("docs/a.md", b"# A\n\n![The two valleys council's hall](a.png)\n", "docs/a.md:3:7"),
        ("docs/TwoValleysCouncil.txt", b"", "docs/TwoValleysCouncil.txt:1:1"),
        ("mkdocs.yml", b"# Two Valleys Council\ncopyright: By the Two Valleys&nbsp;Council\n", "mkdocs.yml:2:19"),
        (
            "templates/overrides/main.html",
            b"{% block footer %}\nTwo-valleys\nCouncil",
            "templates/overrides/main.html:2:1",
        ),
        ("mkdocs.yml", b"site_name: X\nextra:\n  footer: TVC\n", "mkdocs.yml:3:11"),
    ],
)
def test_a_hidden_name_is_found_in_every_kind_of_text_that_is_published(
    tmp_path: Path, name: str, content: bytes, place: str
) -> None:
    root = changed(tmp_path, "organisations/two-valleys-council", told_as="A council", acronym="TVC")
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    found = [line for line in errors(examine(root, TODAY)) if "withheld-name" in line]
    assert [line.split(": error")[0] for line in found] == [place]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("<p>The Two&nbsp;Val<b>leys</b> council</p>", True),
        ("<meta content='by the two-valleys-council'>", True),
        ("<a href='https://twovalleyscouncil.example/'>x</a>", True),
        ("<p>Two councils in the valleys</p>", False),
        ("<p>In two valleys. Councils came.</p>", True),
    ],
)
def test_the_last_look_reads_pages_as_a_reader_does(tmp_path: Path, text: str, is_found: bool) -> None:
    (tmp_path / "a.html").write_text(text, "utf-8")
    found = find_names(tmp_path, ["Two Valleys Council", "TVC"], (), "site")
    assert [problem.place.path for problem in found] == ["site/a.html"] * is_found


def test_the_last_look_takes_no_offence_at_the_programs_own_words(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Open questions; cases/the-low-ford.md</p>", "utf-8")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper/withdrawn.json").write_text('{"withdrawn": ["cases/the-low-ford"]}', "utf-8")
    assert find_names(tmp_path, ["Open questions", "The Low Ford"], ["cases/the-low-ford.md"], "site") == []


def test_a_withdrawn_name_is_no_less_a_secret_because_its_address_is_known(tmp_path: Path) -> None:
    (tmp_path / "withdrawn.json").write_text('{"withdrawn": ["cases/the-low-ford"]}', "utf-8")
    (tmp_path / "sitemap.xml").write_text("<loc>https://x.example/cases/the-low-ford.html</loc>", "utf-8")
    (tmp_path / "a.html").write_text("<p id='the-low-ford'>By the river</p>", "utf-8")
    found = find_names(tmp_path, ["The Low Ford"], ["cases/the-low-ford.md"], "site")
    assert [str(one.place) for one in found] == ["site/a.html:1:1"]


def test_a_hidden_name_is_found_in_the_key_of_a_source_in_small_letters(tmp_path: Path) -> None:
    root = changed(tmp_path, "organisations/two-valleys-council", told_as="A council", also="[Zwintara Council]")
    path = root / "practices" / "cases" / "market-shelf.md"
    path.write_text(path.read_text("utf-8").replace("review-2022", "zwintara-2022"), "utf-8")
    assert any("“zwintara-2022”" in line for line in errors(examine(root, TODAY)))


# Organisations


def test_an_organisation_is_told_by_its_description_in_one_record_and_by_its_name_in_others(tmp_path: Path) -> None:
    wish = "{organisations: [{organisation: two-valleys-council, told_as: A council}]}"
    root = changed(tmp_path, "cases/market-shelf", sensitivity=wish)
    case = cleared(root, "market-shelf")
    assert case is not None
    assert isinstance(case.record, Case)
    assert case.record.partners == ("a-council",)
    described = cleared(root, "a-council")
    assert described is not None
    assert (described.kind, described.record.title, described.path) == (
        "organisations",
        "A council",
        "practices/library.md",
    )
    assert cleared(root, "two-valleys-council") is not None


def test_an_organisation_that_no_record_may_name_has_no_page(tmp_path: Path) -> None:
    root = changed(tmp_path, "organisations/two-valleys-council", told_as="A council")
    assert cleared(root, "two-valleys-council") is None
    assert not any("two-valleys" in page.text for page in make_site(root, TODAY).pages)


def test_a_description_takes_no_hidden_name_as_its_address(tmp_path: Path) -> None:
    root = changed(tmp_path, "organisations/two-valleys-council", told_as="Two valleys council")
    slugs = {entry.slug for entry in examine(root, TODAY).clearing.entries}
    assert "two-valleys-council" not in slugs
    assert any(slug.startswith("two-valleys-council-") for slug in slugs)


def test_descriptions_in_another_script_have_addresses_of_their_own(tmp_path: Path) -> None:
    root = changed(tmp_path, "organisations/two-valleys-council", told_as="شبكة نسائية")
    root = changed(tmp_path, "organisations/hill-library-fund", told_as="صندوق محلي")
    found = {
        entry.slug: entry.record.title
        for entry in examine(root, TODAY).clearing.entries
        if entry.kind == "organisations"
    }
    assert {"شبكة نسائية", "صندوق محلي"} <= set(found.values())


# Days


@pytest.mark.parametrize(("day", "is_there"), [(20, False), (21, True), (22, True)])
def test_an_embargo_ends_on_its_day(tmp_path: Path, day: int, is_there: bool) -> None:
    root = changed(tmp_path, "cases/fjord-boat", embargo="2026-12-21")
    assert (cleared(root, "fjord-boat", datetime.date(2026, 12, day)) is not None) is is_there


def test_an_embargoed_record_has_no_page_and_is_on_no_list_of_what_was_withdrawn(tmp_path: Path) -> None:
    root = changed(tmp_path, "cases/fjord-boat", embargo="2026-12-21")
    site = make_site(root, TODAY)
    assert site.is_sound
    assert not any("fjord-boat" in page.address or "fjord-boat" in page.text for page in site.pages)


@pytest.mark.parametrize(("review", "is_there"), [("2026-11-20", False), ("2026-11-21", True)])
def test_a_consent_lapses_after_its_day_and_keeps_its_own_record_off_the_site(
    tmp_path: Path, review: str, *, is_there: bool
) -> None:
    consent = f"{{basis: organisational-agreement, reference: A7, date: 2025-01-01, review: {review}}}"
    root = changed(tmp_path, "cases/fjord-boat", consent=consent)
    site = make_site(root, TODAY)
    assert [problem.rule for problem in site.problems if problem.rule == "consent-lapsed"] == ["consent-lapsed"] * (
        not is_there
    )
    assert site.is_sound
    assert any("fjord-boat" in page.address or "fjord-boat" in page.text for page in site.pages) is is_there


def test_readers_see_on_what_ground_it_is_published_and_not_where_the_answer_is_kept(tmp_path: Path) -> None:
    consent = "{basis: organisational-agreement, reference: Drawer 7, date: 2026-01-01, review: 2027-01-01}"
    page = next(
        page.text
        for page in make_site(changed(tmp_path, "cases/fjord-boat", consent=consent), TODAY).pages
        if page.address == "cases/fjord-boat.md"
    )
    assert "with the agreement of the organisation" in page
    assert "Drawer" not in page
    assert "2027" not in page


# Parts

CASE = (LIBRARY / "practices" / "cases" / "market-shelf.md").read_text("utf-8")
FRONT = yaml.load(CASE.split("---\n")[1], yaml.BaseLoader)
PARTS = [
    (field, at)
    for field in ("outcomes", "resistance", "lessons", "conditions", "cautions", "disagreements")
    for at in range(len(FRONT[field]))
]
FIELDS = ("summary", "editors_note", "period", "partners", "funders", "actors", "sdg", "checked", "outcomes", "lessons")


@pytest.mark.thorough
@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(
    parts=st.sets(st.sampled_from(PARTS)),
    fields=st.sets(st.sampled_from(FIELDS)),
    sources=st.sets(st.sampled_from(sorted(FRONT["sources"]))),
)
def test_whatever_is_held_back_none_of_its_texts_is_left(
    parts: set[tuple[str, int]], fields: set[str], sources: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    front = yaml.load(CASE.split("---\n")[1], yaml.BaseLoader)
    held: list[Any] = [front[field] for field in fields]
    for field, at in parts:
        held.append(dict(front[field][at]))
        front[field][at]["held_back"] = "safety"
    for key in sources:
        held.append(dict(front["sources"][key]))
        front["sources"][key]["held_back"] = "legal"
    front["sensitivity"] = {"held_back": dict.fromkeys(sorted(fields), "personal")}
    root = tmp_path_factory.mktemp("held") / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "cases" / "market-shelf.md"
    path.write_text(f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n{CASE.split('---')[-1]}", "utf-8")
    found = examine(root, TODAY)
    case = next(entry for entry in found.clearing.entries if entry.slug == "market-shelf")
    published = set(texts_of(case.record))
    assert {text for text in sentences(held) if text in published} == set()
    assert not any(f"[^{key}]" in case.body for key in sources)
    assert case.withheld is bool(parts or fields or sources)
    assert case.record.sensitivity is None


def sentences(value: Any) -> list[str]:
    """The texts of a value that can only have come from it."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in sentences(item)]
    if isinstance(value, list):
        return [text for item in value for text in sentences(item)]
    return [value] if len(str(value)) > 20 else []


def test_of_two_accounts_the_one_that_is_left_does_not_stand_as_the_truth(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "cases" / "market-shelf.md"
    path.write_text(
        CASE.replace("      - says: It never closed.\n", "      - says: It never closed.\n        held_back: safety\n"),
        "utf-8",
    )
    case = cleared(root, "market-shelf")
    assert case is not None
    assert case.record.disagreements == ()


def cited_in(value: Any) -> set[str]:
    """The keys of sources that a field of a record cites, whatever lies in it."""
    if isinstance(value, list):
        return {key for one in value for key in cited_in(one)}
    if isinstance(value, dict):
        return {key for name, one in value.items() for key in (one if name == "sources" else cited_in(one))}
    return set()


def test_a_source_that_only_what_is_held_back_cites_goes_with_it(tmp_path: Path) -> None:
    front = yaml.safe_load(CASE.split("---\n")[1])
    held = ", ".join(f"{name}: safety" for name, value in front.items() if "review-2022" in cited_in(value))
    root = changed(
        tmp_path,
        "cases/market-shelf",
        sensitivity=f"{{held_back: {{{held}}}}}",
    )
    case = cleared(root, "market-shelf")
    assert case is not None
    assert list(case.record.sources) == ["shelf-2021"]


def test_a_passage_is_held_back_and_the_lines_around_it_stay(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "cases" / "market-shelf.md"
    path.write_text(
        CASE.replace(
            "| Year | Books |", "::: held-back relations\nBehind the school.\n\n- At night.\n:::\n\n| Year | Books |"
        ),
        "utf-8",
    )
    case = cleared(root, "market-shelf")
    assert case is not None
    assert "school" not in case.body
    assert "night" not in case.body
    assert ":::" not in case.body
    assert "The shelf came every Thursday." in case.body
    assert "| 2018 | 40 |" in case.body


def test_the_last_look_seeks_a_text_in_the_pieces_in_which_a_page_may_show_it(tmp_path: Path) -> None:
    held = "- At night behind the school\n\n1. The NGO lent women a lamp for the night.\n2. They met in the old hall."
    root = told(
        tmp_path,
        f"Everybody knows that they met in the old hall.\n\n::: held-back safety\n{held}\n:::",
        strategies="[travelling-shelves]",
    )
    secrets = examine(root, TODAY).clearing.secrets
    # A short form is written out within the text; what is told openly elsewhere is no secret.
    assert {
        "At night behind the school",
        "The NGO lent women a lamp for the night.",
        "lent women a lamp for the night.",
    } <= set(secrets)
    assert not any("old hall" in secret for secret in secrets if "They" not in secret)
