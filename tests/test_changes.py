"""What changed is told to those who hold older copies: on a page, in feeds, on each record, and by commands."""

import datetime
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
import yaml

from generator.authoring.ledger import close
from generator.catalogue.changes import Changes
from generator.catalogue.citing.deposit import citation_cff, zenodo
from generator.catalogue.edition import Edition
from generator.pages.changes import changes, feeds
from generator.pages.records import records
from generator.render import Renderer
from generator.site import renderer_of

from .libraries import TODAY, catalogue_of, examine
from .sites import practices

ONLINE = "https://shelf.readinglibrary.net/"
CASE = "practices/cases/market-shelf.md"
PARTNER = "practices/organisations/two-valleys-council.md"
QUESTION = "practices/questions/what-a-shelf-costs.md"
FIRST, SECOND = datetime.date(2026, 11, 5), datetime.date(2026, 11, 10)
Laid = Callable[[], Path]


def known_of(root: Path, today: datetime.date = TODAY) -> Renderer:
    found = examine(root, today)
    assert found.is_sound, found.problems
    return renderer_of(root, found, today)


def say(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def root(library: Laid) -> Path:
    """A library with a first edition and an address on the web."""
    root = library()
    (root / "docs" / "contribute").mkdir(parents=True)
    (root / "docs/contribute/index.md").write_text("# A page\n\nA line.\n", "utf-8")
    (root / "mkdocs.yml").write_text(f"site_name: Shelf\nsite_url: {ONLINE}\n", "utf-8")
    close(root, known_of(root, FIRST).known)
    return root


@pytest.fixture
def changed(root: Path) -> Path:
    """The same after a second edition, and with changes of every kind since."""
    say(root, CASE, "Half of the market's", "A third of the market's")
    close(root, known_of(root, SECOND).known)
    mended = "corrections:\n  - date: 2026-11-12\n    what: A third | of the households; until then half.\n"
    say(root, CASE, "editors_note:", f"{mended}editors_note:")
    say(root, "practices/papers/who-reads-at-night.md", "title: ", "title: Again ")
    say(root, QUESTION, "title:", "withdrawn:\n  date: 2026-11-15\n  name_stays: true\ntitle:")
    boat = (root / "practices/cases/fjord-boat.md").read_text("utf-8")
    (root / "practices/cases/winter-boat.md").write_text(boat.replace("title: ", "title: In winter, ", 1), "utf-8")
    return root


def since(root: Path) -> Changes:
    editions = known_of(root).known.editions
    return editions.since(editions.ledger[-1])


def told(found: Changes) -> dict[str, list[str]]:
    return {
        "added": [entry.slug for entry in found.added],
        "corrected": [one.entry.slug for one in found.corrected],
        "changed": [f"{one.entry.slug}: {' '.join(one.parts)}" for one in found.others],
        "renamed": [f"{one.formerly} {one.entry.slug}" for one in found.renamed],
        "withdrawn": list(found.withdrawn),
    }


NOTHING: dict[str, list[str]] = {"added": [], "corrected": [], "changed": [], "renamed": [], "withdrawn": []}


def test_each_way_of_changing_is_told_apart(changed: Path) -> None:
    assert told(since(changed)) == {
        "added": ["winter-boat"],
        "corrected": ["market-shelf"],
        "changed": ["who-reads-at-night: title"],
        "renamed": [],
        "withdrawn": ["questions/what-a-shelf-costs"],
    }
    steps = known_of(changed).known.editions.steps
    assert [step.edition for step in steps] == [None, 2]
    assert told(steps[1]) == NOTHING | {"changed": ["market-shelf: outcomes"]}


def test_a_record_of_another_name_is_the_same_record(root: Path) -> None:
    said = practices(root, "rename", "cases/market-shelf", "stall", "--today", str(TODAY))
    assert said.exit_code == 0, said.output
    assert told(since(root))["renamed"] == ["cases/market-shelf stall"]
    assert told(since(root))["added"] == told(since(root))["withdrawn"] == []


@pytest.mark.parametrize(
    ("path", "wish"),
    [
        (PARTNER, "withdrawn:\n  date: 2026-11-20\n  name_stays: true\n"),
        (CASE, "sensitivity:\n  held_back:\n    partners: safety\n"),
    ],
)
def test_what_is_withheld_is_never_told_as_a_change_of_what_it_was(root: Path, path: str, wish: str) -> None:
    """Whoever reads that the partners changed on the day on which one went would know what was taken out."""
    say(root, path, "title:", f"{wish}title:")
    assert told(since(root))["changed"] == []


def test_of_a_record_that_withholds_something_no_part_is_named(root: Path) -> None:
    say(root, CASE, "editors_note:", "sensitivity:\n  left_out: true\neditors_note:")
    say(root, CASE, "Half of the market's", "Most of the market's")
    assert told(since(root))["changed"] == ["market-shelf: "]


def test_a_record_that_waits_for_its_day_is_passed_over(root: Path) -> None:
    say(root, QUESTION, "title:", "embargo: 2027-01-01\ntitle:")
    assert told(since(root)) == NOTHING


def test_the_page_tells_what_changed_and_a_library_without_editions_says_so(changed: Path) -> None:
    renderer = known_of(changed)
    [page] = (draft.page(renderer) for draft in changes(renderer.known, renderer))
    for words in (
        "## Since edition 2",
        "### Corrected",
        "A third \\| of the households",
        "### Withdrawn",
        "feeds/all.atom",
    ):
        assert words in page.text
    assert "What a shelf costs" not in page.text
    for path in (changed / "editions").iterdir():
        path.unlink()
    renderer = known_of(changed)
    [page] = (draft.page(renderer) for draft in changes(renderer.known, renderer))
    assert "No edition of this library has been closed yet" in page.text
    assert list(feeds(renderer.known, renderer)) == []


def test_each_record_says_in_a_line_where_it_stands_in_the_row_of_editions(changed: Path) -> None:
    renderer = known_of(changed)
    told = {}
    for draft in records(renderer.known, renderer):
        if draft.address.startswith("cases/"):
            page = draft.page(renderer)
            slug = page.address.removeprefix("cases/").removesuffix(".md")
            told[slug] = re.findall(r"^(?:Added in|New since) edition.*?(?=\. \[)", page.text, re.MULTILINE)
            assert ("**Corrected on 12 November 2026:**" in page.text) == (slug == "market-shelf")
    assert told == {
        "winter-boat": ["New since edition 2"],
        "fjord-boat": ["Added in edition 1, 5 November 2026"],
        "market-shelf": ["Added in edition 1, 5 November 2026; corrected since edition 2"],
    }


def of_feeds(root: Path, today: datetime.date = TODAY) -> dict[str, str]:
    renderer = known_of(root, today)
    return {draft.address: draft.page(renderer).text for draft in feeds(renderer.known, renderer)}


def test_feeds_are_read_by_readers_of_feeds(changed: Path) -> None:
    made = of_feeds(changed)
    assert set(made) == {
        f"feeds/{name}.{ending}" for name in ("all", "themes/reading-for-all") for ending in ("atom", "json")
    }
    for address, text in made.items():
        if address.endswith(".json"):
            assert_json_feed(json.loads(text), address)
            continue
        read = feedparser.parse(text.encode())
        assert (read.bozo, read.version) == (False, "atom10")
        assert {link["rel"]: link["href"] for link in read.feed.links}["self"] == ONLINE + address
        assert len({entry.id for entry in read.entries}) == len(read.entries) > 0
        assert all(entry.link.startswith(ONLINE) and entry.updated_parsed and entry.title for entry in read.entries)
    read = feedparser.parse(made["feeds/all.atom"].encode())
    assert read.entries[0].title.startswith("Corrected: ")
    withdrawn = [entry for entry in read.entries if "what-a-shelf-costs" in entry.link]
    assert [entry.title for entry in withdrawn] == ["Withdrawn"]
    assert "what-a-shelf-costs" not in made["feeds/themes/reading-for-all.atom"]


def assert_json_feed(feed: dict[str, object], address: str) -> None:
    """What https://www.jsonfeed.org/version/1.1/ asks of a feed."""
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == ONLINE + address
    assert isinstance(feed["items"], list)
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert item["url"].startswith(ONLINE)
        assert datetime.datetime.fromisoformat(item["date_modified"].replace("Z", "+00:00"))
    assert all(set(author) & {"name", "url", "avatar"} for author in feed["authors"])  # type: ignore[attr-defined]


def test_a_feed_is_the_same_on_the_next_day(changed: Path) -> None:
    """A day that followed the build would show everything as new each day."""
    assert of_feeds(changed) == of_feeds(changed, TODAY + datetime.timedelta(1))


def test_without_an_address_there_are_no_feeds(changed: Path) -> None:
    (changed / "mkdocs.yml").write_text("site_name: Shelf\n", "utf-8")
    assert of_feeds(changed) == {}


# Commands


def test_changes_are_told_as_text_and_as_data(changed: Path, tmp_path: Path) -> None:
    day = ("--today", str(TODAY))
    text = practices(changed, "changes", *day).output
    assert (
        "Corrected (1)\n- The shelf at the market\n  2026-11-12: A third | of the households; until then half." in text
    )
    assert f"{ONLINE}cases/winter-boat.html" in text
    data = json.loads(practices(changed, "changes", "--since", "1", "--format", "json", *day).output)
    assert [one["address"] for one in data["added"]] == ["cases/winter-boat"]
    assert data["withdrawn"] == ["questions/what-a-shelf-costs"]
    held = tmp_path / "held"
    held.mkdir()
    (held / "editions.json").write_text('{"number": 2, "files": []}', "utf-8")
    for older in ("2", "editions/2.json", str(held)):
        assert practices(changed, "changes", "--since", older, *day).output == text
    for day_of_copy, older in (("2026-11-12", 2), ("2026-11-07", 1)):
        with zipfile.ZipFile(tmp_path / "copy.zip", "w") as packed:
            packed.writestr("library/withdrawn.json", json.dumps({"date": day_of_copy, "withdrawn": []}))
        said = practices(changed, "changes", "--since", str(tmp_path / "copy.zip"), *day).output
        assert said == practices(changed, "changes", "--since", str(older), *day).output
    (held / "editions.json").write_text('{"number": null}', "utf-8")
    for older, words in (
        ("9", "there is no edition 9"),
        (str(held), "does not say of which edition"),
        ("nowhere", "nothing called"),
    ):
        said = practices(changed, "changes", "--since", older, *day)
        assert (said.exit_code, words in said.output) == (2, True), said.output


def test_an_edition_is_closed_once_and_what_is_withdrawn_leaves_the_ledger(changed: Path) -> None:
    address = "questions/what-a-shelf-costs"
    assert json.loads((changed / "editions/1.json").read_text("utf-8"))["records"][address]
    said = practices(changed, "close-edition", "--today", str(TODAY))
    assert said.exit_code == 0, said.output
    assert "git tag -a edition-3" in said.output
    kept = [json.loads((changed / f"editions/{number}.json").read_text("utf-8")) for number in (1, 2, 3)]
    assert [one["records"].get(address, "gone") for one in kept] == [None, None, "gone"]
    assert known_of(changed).known.edition == Edition(3, TODAY, 3)
    again = practices(changed, "close-edition", "--today", str(TODAY))
    assert (again.exit_code, "Nothing changed since edition 3" in again.output) == (1, True)


def test_withdrawing_takes_a_record_out_of_the_ledger(root: Path) -> None:
    said = practices(root, "withdraw", "what-a-shelf-costs", "--today", str(TODAY))
    assert "taken out of the ledger: editions/1.json" in said.output
    assert json.loads((root / "editions/1.json").read_text("utf-8"))["records"]["questions/what-a-shelf-costs"] is None


def test_an_edition_is_committed_and_tagged_when_nothing_else_would_go_with_it(root: Path) -> None:
    def git(*words: str) -> str:
        settings = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        return subprocess.run(["git", *settings, *words], cwd=root, capture_output=True, text=True, check=True).stdout

    git("init", "-q")
    git("config", "user.name", "A")
    git("config", "user.email", "a@example.org")
    say(root, CASE, "Half of the market's", "Most of the market's")
    refused = practices(root, "close-edition", "--tag", "--today", str(TODAY))
    assert (refused.exit_code, "in no commit yet" in refused.output) == (1, True)
    git("add", ".")
    git("commit", "-qm", "All")
    said = practices(root, "close-edition", "--tag", "--today", str(TODAY))
    assert said.exit_code == 0, said.output
    assert git("tag").split() == ["edition-2"]
    assert git("status", "--porcelain") == ""
    assert (
        "Nothing that readers see changed"
        in practices(root, "changes", "--since", "edition-2", "--today", str(TODAY)).output
    )


# How an edition is cited

CFF_NEEDS = {"authors", "cff-version", "message", "title"}
"""https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md"""
ZENODO_NEEDS = {"title", "upload_type", "description", "creators", "license", "keywords", "version", "publication_date"}
"""https://developers.zenodo.org/#representation, with what goes with an edition."""


def test_an_edition_is_cited_by_code_hosts_and_archives(root: Path) -> None:
    catalogue, edition = catalogue_of(root), Edition(2, TODAY, 2)
    cff = yaml.safe_load(citation_cff(catalogue, edition, ONLINE))
    assert cff.keys() >= CFF_NEEDS
    assert (cff["cff-version"], cff["type"], cff["version"], cff["license"]) == ("1.2.0", "dataset", "2", "CC-BY-4.0")
    assert str(cff["date-released"]) == str(TODAY)
    assert cff["authors"] == [{"name": catalogue.library.title}]
    told = json.loads(zenodo(catalogue, edition, ONLINE))
    assert told.keys() >= ZENODO_NEEDS
    assert (told["upload_type"], told["version"], told["license"]) == ("dataset", "2", "cc-by-4.0")
    assert {"relation": "isVariantFormOf", "identifier": ONLINE} in told["related_identifiers"]


def test_a_file_that_somebody_wrote_by_hand_stays(root: Path) -> None:
    (root / "CITATION.cff").write_text("title: ours\n", "utf-8")
    say(root, CASE, "Half of the market's", "Most of the market's")
    said = practices(root, "close-edition", "--today", str(TODAY))
    assert "CITATION.cff was written by hand" in said.output
    assert (root / "CITATION.cff").read_text("utf-8") == "title: ours\n"
    assert json.loads((root / ".zenodo.json").read_text("utf-8"))["version"] == "2"
