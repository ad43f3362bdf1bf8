"""Withdrawing is one step: whatever record goes, and whatever is left in its file, all else stands without another edit."""

import datetime
import re
import shutil
from pathlib import Path

import pytest

from generator.problem import Severity
from generator.site import Examined, Site

from .conftest import EXAMPLES
from .libraries import examine, make_site

LIBRARY = EXAMPLES / "library"
ADDRESSES = sorted(
    path.relative_to(LIBRARY / "practices").with_suffix("").as_posix()
    for path in (LIBRARY / "practices").rglob("*.md")
    if path.stem != "library"
)
TODAY = datetime.date(2026, 11, 21)
GONE = "withdrawn:\n  date: 2026-11-20\n"


def marked(text: str) -> str:
    """All is left as it was."""
    return text.replace("---\n", f"---\n{GONE}", 1)


def emptied(text: str) -> str:
    """What consent.md asks for."""
    return f"---\n{title_of(text)}\n{GONE}---\n"


def nameless(text: str) -> str:
    """The same, with a neutral word."""
    return f"---\ntitle: Withdrawn\n{GONE}---\n"


def half_gone(text: str) -> str:
    """Somebody took out the sources in haste, left the story, and mistyped a key."""
    front, body = text.split("---\n")[1:3]
    kept = re.sub(r"^sources:\n(?:[ ].*\n)*", "", front, flags=re.MULTILINE)
    return f"---\n{GONE}{kept}sumary: What it was.\n---\n{body}\n![x](y.png) [^nothing] [there](../cases/none.md)\n"


def only_story(text: str) -> str:
    """The story was forgotten when the front matter went."""
    return f"{emptied(text)}{text.rsplit('---', maxsplit=1)[-1]}"


FORMS = (marked, emptied, nameless, half_gone, only_story)
BUILT = (marked,)


def title_of(text: str) -> str:
    found = re.search(r"^title:.*$", text, re.MULTILINE)
    assert found
    return found[0]


def withdrawn(root: Path, address: str, form=marked) -> Path:
    path = root / "practices" / f"{address}.md"
    path.write_text(form(path.read_text("utf-8")), "utf-8")
    return path


def errors_of(site: Site | Examined) -> list[str]:
    return [str(problem) for problem in site.problems if problem.severity is Severity.ERROR]


def without_name(root: Path, address: str) -> None:
    """Take the record's names out of what others say, as a person would after its withdrawal."""
    text = (root / "practices" / f"{address}.md").read_text("utf-8")
    names = re.findall(r"^(?:title|acronym|also): \[?([^\]\n]+)", text, re.MULTILINE)
    for path in (root / "practices").rglob("*.md"):
        if path.relative_to(root / "practices").with_suffix("").as_posix() != address:
            path.write_text(re.sub("|".join(map(re.escape, names)), "something else", path.read_text("utf-8")), "utf-8")


@pytest.mark.thorough
@pytest.mark.parametrize("address", ADDRESSES)
def test_whatever_record_is_withdrawn_the_rest_is_a_site(tmp_path: Path, address: str) -> None:
    for form in FORMS:
        root = tmp_path / form.__name__
        shutil.copytree(LIBRARY, root)
        without_name(root, address)
        withdrawn(root, address, form)
        if form not in BUILT:
            assert errors_of(examine(root, TODAY)) == [], form.__name__
            continue
        site = make_site(root, TODAY)
        assert errors_of(site) == [], form.__name__
        assert site.pages
        others = [page for page in site.pages if page.address not in (f"{address}.md", "withdrawn.json")]
        assert [page.address for page in others if f"{address}." in page.text] == [], form.__name__


def test_of_a_place_that_was_a_region_the_rest_is_told_when_the_regions_go(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    programme = root / "practices" / "programmes" / "a-shelf-in-every-village.md"
    old = '  kind: multi-country\n  countries: [KE, "NO"]\n'
    text = programme.read_text("utf-8")
    assert old in text
    programme.write_text(
        text.replace(old, "  kind: region\n  region: eastern-africa\n  note: Mostly by the lake.\n"), "utf-8"
    )
    before = make_site(root, TODAY)
    assert errors_of(before) == []
    withdrawn(root, "vocabularies/regions", emptied)
    site = make_site(root, TODAY)
    assert errors_of(site) == []
    assert any("by the lake" in page.text for page in site.pages)
    # With countries of its own, it still tells these.
    programme.write_text(
        text.replace(old, f"{old}  region: eastern-africa\n".replace("multi-country", "region")), "utf-8"
    )
    assert errors_of(make_site(root, TODAY)) == []


# Names

FUND = "organisations/hill-library-fund"


def test_every_place_that_still_names_it_is_told_in_one_run(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    withdrawn(root, FUND)
    for path, old, new in (
        ("practices/cases/market-shelf.md", "## What happened\n", "## What happened\n\nThe HLF paid.\n"),
        ("practices/cases/fjord-boat.md", "    title: The boat's own book\n", "    title: What the Hill Library Fund saw\n"),
        ("practices/organisations/lantern-readers.md", "url: https://lantern.example/", "url: https://lantern.example/hill-library-fund"),
        ("practices/library.md", "tagline: What", "tagline: The Fund for the Libraries of the Hills and what"),
    ):  # fmt: skip
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), "utf-8")
    docs = root / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "help.md").write_text("# Help\n\n![Hill library fund at work](fund.png)\n", "utf-8")
    (docs / "hill-library-fund.txt").write_text("x", "utf-8")
    (root / "mkdocs.yml").write_text("site_name: x\ncopyright: By Hill Library Fund\n", "utf-8")
    found = [problem for problem in examine(root, TODAY).problems if problem.rule == "withdrawn-name"]
    assert {(problem.place.path, problem.place.line) for problem in found} == {
        ("docs/help.md", 3),
        ("docs/hill-library-fund.txt", 1),
        ("mkdocs.yml", 2),
        ("practices/cases/fjord-boat.md", 17),
        ("practices/cases/market-shelf.md", 181),
        ("practices/library.md", 3),
        ("practices/organisations/lantern-readers.md", 8),
        ("practices/programmes/a-shelf-in-every-village.md", 75),
        ("practices/programmes/a-shelf-in-every-village.md", 81),
    }
    assert {problem.severity for problem in found} == {Severity.ERROR}
    assert all(
        "was withdrawn with practices/organisations/hill-library-fund.md" in problem.message for problem in found
    )
    assert all("name_stays: true" in problem.fix or problem.fix == "Rename the file" for problem in found)


@pytest.mark.parametrize(
    ("title", "text", "is_found"),
    [
        ("Zelani", "Here Zelani began.", True),
        ("Zelani", "It is at zelani.example now.", True),
        ("Zelani!", "They call it zelani.", True),
        ("Bridges", "They built bridges.", False),
        ("Bridges", "Here the Bridges began.", True),
        ("Reading room", "Each had a reading room.", False),
        ("Lantern Readers", "The lantern readers came.", False),
        ("Withdrawn", "Withdrawn books were sold.", False),
        ("Walking and waiting", "They taught walking, and waiting as well.", True),
        ("Walking and waiting", "Here Walking and waiting began.", True),
        ("Walking and waiting", "See [it](https://a.example/walking-and-waiting).", True),
        ("Walking and waiting alone", "They liked walking and waiting alone.", True),
        ("Actors and librarians", "See [them](../vocabularies/actors/librarians.md).", False),
        ("Actors and librarians", "See [them](https://a.example/actors/librarians).", True),
        ("Zelani Trust (Kenya)", "It went on in Kenya.", False),
        ("Zelani Trust (Kenya)", "Here the Zelani Trust began.", True),
        ("EMERGE", "Women lead in emergencies, it emerged.", False),
        ("EMERGE", "The EMERGE books came.", True),
    ],
)
def test_a_name_of_one_word_is_looked_for_unless_it_is_an_ordinary_one_or_borne_by_others(
    tmp_path: Path, title: str, text: str, *, is_found: bool
) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "cases" / "gone.md"
    path.write_text(f"---\ntitle: {title}\n{GONE}---\n", "utf-8")
    other = root / "practices" / "cases" / "market-shelf.md"
    other.write_text(f"{other.read_text('utf-8')}\n{text}\n", "utf-8")
    assert bool(errors_of(examine(root, TODAY))) is is_found
    path.write_text(path.read_text("utf-8").replace(GONE, f"{GONE}  name_stays: true\n"), "utf-8")
    assert errors_of(examine(root, TODAY)) == []


def test_a_title_of_ordinary_words_is_an_error_without_its_capital_too(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    (root / "practices" / "cases" / "gone.md").write_text(f"---\ntitle: Walking and waiting\n{GONE}---\n", "utf-8")
    other = root / "practices" / "cases" / "market-shelf.md"
    other.write_text(f"{other.read_text('utf-8')}\nThe case on walking and waiting.\n\nWalking and waiting.\n", "utf-8")
    last = len(other.read_text("utf-8").splitlines())
    found = [(one.place.line, one.rule) for one in examine(root, TODAY).problems]
    assert found == [(last - 2, "withdrawn-name"), (last, "withdrawn-name")]


def test_the_names_of_who_waits_for_its_day_are_looked_for_as_well(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / f"{FUND}.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nembargo: 2027-01-01\n", 1), "utf-8")
    other = root / "practices" / "cases" / "market-shelf.md"
    text = other.read_text("utf-8").replace("shelf-2021", "hill-library-fund-2021")
    other.write_text(f"{text}\nThe HLF, or Fund for the Libraries of the Hills, paid.\n", "utf-8")
    found = [problem for problem in examine(root, TODAY).problems if problem.rule == "withheld-name"]
    told = {problem.message.partition(",")[0] for problem in found}
    assert told == {
        f"“{name}” belongs to practices/{FUND}.md"
        for name in ("HLF", "Fund for the Libraries of the Hills", "Hill Library Fund")
    }


def test_the_key_of_a_source_that_names_it_is_told_of_wherever_it_stands(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    withdrawn(root, FUND)
    case = root / "practices" / "cases" / "market-shelf.md"
    case.write_text(case.read_text("utf-8").replace("shelf-2021", "hlf-2021"), "utf-8")
    path = "practices/cases/market-shelf.md"
    told = {problem.place.line for problem in examine(root, TODAY).problems if problem.place.path == path}
    lines = enumerate(case.read_text("utf-8").splitlines(), 1)
    assert told == {number for number, line in lines if "hlf-2021" in line}


def test_a_name_that_may_go_on_being_said_does_not_become_a_persons(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    organisation = root / "practices" / "organisations" / "tall-hounds.md"
    case = root / "practices" / "cases" / "market-shelf.md"
    case.write_text(f"{case.read_text('utf-8')}\nTall Hounds said so.\n", "utf-8")
    assert [problem.rule for problem in examine(root, TODAY).problems] == ["personal-name"]
    for withdrawal in ("", f"{GONE}  name_stays: true\n"):
        organisation.write_text(f"---\ntitle: Tall Hounds\n{withdrawal}---\n", "utf-8")
        assert [problem.rule for problem in examine(root, TODAY).problems if problem.severity == "warning"] == []


# Links


def test_links_to_it_become_words_wherever_they_stand(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    withdrawn(root, "cases/fjord-boat", nameless)
    case = root / "practices" / "cases" / "market-shelf.md"
    case.write_text(f'{case.read_text("utf-8")}\nIt was like [the other\none](fjord-boat.md "Boat").\n', "utf-8")
    card = root / "practices" / "library.md"
    card.write_text(f"{card.read_text('utf-8')}\nSee [what *it* did](cases/fjord-boat.md#lessons).\n", "utf-8")
    (root / "docs" / "start").mkdir(parents=True, exist_ok=True)
    (root / "docs" / "start" / "here.md").write_text(
        "# Here\n\nOne [a [b] c](../cases/fjord-boat.md#outcomes), two [d][boat], three [boat].\n\n"
        "[boat]: ../cases/fjord-boat.md 'A boat'\n[this]: ../cases/market-shelf.md\n\nFour [e][this].\n",
        "utf-8",
    )
    site = make_site(root, TODAY)
    assert errors_of(site) == []
    pages = {page.address: page.text for page in site.pages}
    assert "One a [b] c, two d, three boat." in pages["start/here.md"]
    assert "Four [e][this]." in pages["start/here.md"]
    assert "See what *it* did." in pages["index.md"]
    assert "It was like the other\none." in pages["cases/market-shelf.md"]


def with_harbour_circle(root: Path) -> str:
    """The one record that is in Peru, and links to the page of that country from wherever a link may stand."""
    path = root / "practices" / "organisations" / "harbour-circle.md"
    path.write_text("---\ntitle: Harbour circle\ncountries: [PE]\n---\n", "utf-8")
    for name, link in (("cases/market-shelf", "../countries/pe.md"), ("library", "countries/pe.md")):
        text = root / "practices" / f"{name}.md"
        text.write_text(f"{text.read_text('utf-8')}\nAs in [the far *south*]({link}).\n", "utf-8")
    (root / "docs" / "start").mkdir(parents=True)
    (root / "docs" / "start" / "here.md").write_text(
        "# Here\n\nOne [a](../countries/pe.md), two [b][far], three [far], [all](../countries/index.md).\n\n"
        "[far]: ../countries/pe.md 'Far'\n",
        "utf-8",
    )
    return "organisations/harbour-circle"


def test_links_to_a_page_that_goes_with_it_become_words_and_a_note_says_where(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    address = with_harbour_circle(root)
    before = make_site(root, TODAY)
    assert [str(problem) for problem in before.problems if problem.rule in ("dead-link", "link-cut")] == []
    assert "countries/pe.md" in {page.address for page in before.pages}
    withdrawn(root, address, emptied)
    site = make_site(root, TODAY)
    assert errors_of(site) == []
    assert {(problem.place.path, problem.place.line) for problem in site.problems if problem.rule == "link-cut"} == {
        ("docs/start/here.md", 3),
        ("docs/start/here.md", 5),
        ("practices/cases/market-shelf.md", 189),
        ("practices/library.md", 17),
    }
    pages = {page.address: page.text for page in site.pages}
    assert [address for address, text in pages.items() if "countries/pe." in text or address == "countries/pe.md"] == []
    assert "One a, two b, three far, [all](../countries/index.md)." in pages["start/here.md"]
    assert all("As in the far *south*." in pages[page] for page in ("index.md", "cases/market-shelf.md"))


def test_of_a_way_in_to_a_page_that_goes_with_it_the_cause_is_told(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    address = with_harbour_circle(root)
    (root / "mkdocs.yml").write_text("site_name: x\nnav:\n  - South: countries/pe.md\n", "utf-8")
    assert errors_of(examine(root, TODAY)) == []
    withdrawn(root, address, emptied)
    assert errors_of(examine(root, TODAY)) == [
        "mkdocs.yml:3:12: error: dead-link: no record that is told gives countries/pe.md, so this leads to no page. "
        "Take it out, or lead it to another page, until a record that is told gives it again."
    ]


def test_a_link_to_no_country_or_to_one_of_which_nothing_was_withheld_is_wrong_as_ever(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    page = root / "docs" / "here.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("# Here\n\n[a](countries/pe.md)\n\n[b](countries/xy.md)\n", "utf-8")

    def dead() -> list[int]:
        return [problem.place.line for problem in examine(root, TODAY).problems if problem.rule == "dead-link"]

    assert dead() == [3, 5]
    withdrawn(root, "cases/fjord-boat", nameless)
    assert dead() == [5]


def test_a_link_on_the_card_loses_the_part_of_a_page_that_is_held_back(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    card, case = root / "practices" / "library.md", root / "practices" / "cases" / "market-shelf.md"
    card.write_text(f"{card.read_text('utf-8')}\nMind [these](cases/market-shelf.md#resistance-1).\n", "utf-8")
    held = "---\nsensitivity: {held_back: {resistance: safety}}\n"
    case.write_text(case.read_text("utf-8").replace("---\n", held, 1), "utf-8")
    site = make_site(root, TODAY)
    assert errors_of(site) == []
    assert "Mind [these](cases/market-shelf.md)." in next(
        page.text for page in site.pages if page.address == "index.md"
    )


# What stands around


def test_an_organisation_that_no_record_tells_has_no_page_of_its_description(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices" / "organisations" / "nobody-tells.md"
    path.write_text("---\ntitle: Quiet Harbour Circle\ntold_as: A circle by the sea\n---\n", "utf-8")
    found = examine(root, TODAY)
    assert errors_of(found) == []
    assert not any(entry.record.title == "A circle by the sea" for entry in found.clearing.entries)


def test_a_reason_shown_on_the_page_of_another_record_does_not_name_what_that_one_withholds(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    boat = root / "practices" / "cases" / "fjord-boat.md"
    boat.write_text(boat.read_text("utf-8").replace("---\n", "---\nsensitivity: {place: withheld}\n", 1), "utf-8")
    other = root / "practices" / "cases" / "gone.md"
    front = "title: Other\nbears_on:\n- lesson: cases/fjord-boat#whole-boxes\n  how: supports\n  why: In Norway too.\n  editorial: true"
    other.write_text(f"---\n{front}\n---\n", "utf-8")
    found = [str(problem) for problem in examine(root, TODAY).problems if problem.place.path.endswith("gone.md")]
    assert any(
        one.startswith("practices/cases/gone.md:6:") and "“Norway” is withheld in practices/cases/fjord-boat.md" in one
        for one in found
    )
