"""Names of what is withheld are found in every way in which people write them, and at the place where they stand."""

import string

import pytest
import yaml
from babel import localedata
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check import Entry
from generator.check.models import read_model
from generator.clearance.countries import country_secrets, country_signs, names_of_country
from generator.clearance.departed import embargoed_secrets, withdrawn_secrets
from generator.clearance.names import organisation_secrets, place_secrets
from generator.clearance.reading import letters_of, read, read_address
from generator.clearance.sought import Secret, Sought
from generator.document import parse
from generator.schema import KINDS, Organisation

from .conftest import EXAMPLES


def examples(name):
    text = (EXAMPLES / "names" / f"{name}.yaml").read_text("utf-8")
    return [(item["name"], line.replace("\\n", "\n")) for item in yaml.safe_load(text) for line in item["in"]]


def unescaped(text):
    """The text with signs that no editor shows, which the examples write as `\\u200b`."""
    return text.replace("\\u00ad", "\u00ad").replace("\\u200b", "\u200b").replace("\\\\", "\\")


@pytest.mark.parametrize(("name", "line"), examples("found"))
def test_a_name_is_found_where_it_stands_however_it_is_written(name, line):
    before, *parts = unescaped(line).split("⟦")
    text = "".join((before, *parts))
    places = [len("".join((before, *parts[:count]))) for count in range(len(parts))]
    assert [hit.at for hit in Sought([Secret(name, "")]).in_text(text)] == places


@pytest.mark.parametrize(("name", "text"), examples("quiet"))
def test_what_only_looks_like_a_name_is_not_found(name, text):
    assert Sought([Secret(name, "")]).in_text(text) == []


@pytest.mark.parametrize(
    ("path", "title", "found", "quiet"),
    [
        ("organisations/x.md", "Lamp & Shelf Network", "Lamp and Shelf said so.", "A lamp and shelf."),
        ("cases/x.md", "Lamps of Tostaro: who lit them", "Of the lamps of Tostaro", "Who lit them"),
        ("cases/x.md", "The long shelf – a year on", "It was the long shelf.", "It was a year on."),
    ],
)
@pytest.mark.parametrize("state", ["withdrawn: {date: 2026-11-20}", "embargo: 2027-03-01"])
def test_who_goes_is_known_by_a_shorter_name_too(path, title, found, quiet, state):
    document, _ = parse(f"---\ntitle: '{title}'\n{state}\n---\n", f"practices/{path}")
    entry = Entry(document, read_model(document, KINDS[document.kind])[0])
    sought = Sought([*withdrawn_secrets(entry, ()), *embargoed_secrets(entry, ())])
    assert sought.in_text(found)
    assert sought.in_text(quiet) == []


def test_in_the_name_of_a_file_words_run_together_and_are_read_once():
    sought = Sought([Secret("Tostaro", ""), Secret("TSR", "")])
    found = {path: [hit.at for hit in sought.in_reading(read_address(path))] for path in (
        "docs/womenoftostaro.pdf", "tsr-story", "docs/tsr.pdf", "docs/astsrb.pdf", "docs/toast.pdf",
    )}  # fmt: skip
    assert found == {
        "docs/womenoftostaro.pdf": [12], "tsr-story": [0], "docs/tsr.pdf": [5], "docs/astsrb.pdf": [], "docs/toast.pdf": [],
    }  # fmt: skip


def test_of_two_names_in_one_place_the_longer_one_is_found():
    sought = Sought([Secret("Congo", ""), Secret("Democratic Republic of the Congo", "")])
    hits = sought.in_text("In the Democratic Republic of the Congo, and in Congo.")
    assert [hit.secret.name for hit in hits] == ["Democratic Republic of the Congo", "Congo"]


def withheld(item):
    """Everything that is looked for where this is withheld."""
    if "country" in item:
        code = item["country"]
        return Sought(country_secrets(code, names_of_country(code, ["en"])), country_signs(code))
    if "places" in item:
        return Sought(place_secrets(item["places"]))
    organisation = Organisation.model_validate(item["organisation"])
    return Sought(organisation_secrets("x", organisation, None))


WITHHELD = yaml.safe_load((EXAMPLES / "names" / "withheld.yaml").read_text("utf-8"))


@pytest.mark.parametrize("item", WITHHELD, ids=lambda item: str(next(iter(item.values())))[:40])
def test_what_gives_a_withheld_thing_away_is_found_and_nothing_else(item):
    sought = withheld(item)
    for line in item["found"]:
        before, *parts = line.split("⟦")
        text = "".join((before, *parts))
        places = [len("".join((before, *parts[:count]))) for count in range(len(parts))]
        assert [(hit.at, text[hit.at :]) for hit in sought.in_text(text)] == [(at, text[at:]) for at in places]
    assert [(text, sought.in_text(text)) for text in item["quiet"] if sought.in_text(text)] == []


@pytest.mark.parametrize("code", ["BD", "MM", "NI", "TZ", "UA"])
def test_a_withheld_country_is_found_in_every_language_that_there_is(code):
    sought = withheld({"country": code})
    languages = (localedata.load(name) for name in localedata.locale_identifiers() if "_" not in name)
    names = {language.get("territories", {}).get(code) for language in languages} - {None}
    assert len(names) > 80
    assert {name for name in names if not sought.in_text(f"({name})")} == set()


NAMES = ("Kenya", "Low Ford", "Two Valleys Council", "Straße des Œuvre", "Łódźka Sieć", "Ñandutí", "Côte d'Ivoire")
SIGNS = [
    "\u200b",
    "\u00ad",
    "\u2060",
    "\u0301",
    "**",
    "*",
    "~~",
    "",
    "",
    "",
    "",
    "<b>",
    "</em>",
    "[^n]",
    "&shy;",
    "&#8203;",
]


@st.composite
def decorated(draw):
    """A name with what changes nothing for a reader, and where it begins within a text."""
    name = draw(st.sampled_from(NAMES))
    written = ""
    for number, sign in enumerate(name):
        way = draw(st.sampled_from(("plain", "upper", "lower", "entity", "hex")))
        changed = {"plain": sign, "upper": sign.upper(), "lower": sign.lower(), "entity": f"&#{ord(sign)};"}
        if sign == " ":
            written += draw(
                st.sampled_from((" ", "  ", "\n", "-", "\u2011", "&nbsp;", " **", "_", "\u00a0", " | ", ""))
            )
        elif sign == "'":
            written += draw(st.sampled_from(("'", "’", "ʼ", "`", "", " ", "&rsquo;")))
        else:
            written += changed.get(way, f"&#x{ord(sign):x};")
            written += draw(st.sampled_from(SIGNS)) if number + 1 < len(name) else ""
    before = draw(st.text("abc äß&*_[]()<>.\n", max_size=12)) + " "
    return name, before, written


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(decorated())
def test_whatever_decorates_a_name_it_is_found_and_its_place_is_right(case):
    name, before, written = case
    # What an open tag or the like in front swallows is not running text: it is found as what stands within.
    hits = Sought([Secret(name, "")]).in_text(before + written + " was there")
    assert [hit.at for hit in hits] == [len(before)]


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.text(max_size=200) | st.text(string.printable, max_size=200))
def test_each_letter_of_a_reading_came_from_its_place(text):
    reading = read(text)
    for at, letter in enumerate(reading.letters):
        place = reading.place(at)
        assert 0 <= place < len(text)
        assert letter in letters_of(text[place]) or text[place] in "&%\\"


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(st.text("aé ß&#;<>[]()^*_`\\|/.:@\n-", max_size=400))
def test_a_text_without_letters_of_a_name_has_none_of_it(text):
    assert Sought([Secret("Kenya", "")]).in_text(text) == []
