"""The form: alone, from a folder, on a phone, by keyboard; what it writes, and what it warns of.

It is one file that needs no other, so it is copied into an empty folder and opened from there, as somebody has it who was sent it.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.authoring.intake.form_text import take
from generator.authoring.intake.written import written
from generator.check.privacy.quasi_identifiers import TextContext, look
from generator.document import parse
from generator.document.walk import MAX_BYTES
from generator.folders import TEMPLATES
from generator.gate.policy import inline_in
from generator.pages.form import SCRIPTS, pressed
from generator.pages.form_shape import LEFT_TO_EDITORS, STORY, parts, steps
from generator.render.translation import Translator
from generator.schema import Case
from generator.schema.fields import fields_of
from generator.schema.looks import LOOKS

from ..libraries import EXAMPLES, TODAY, make_site
from ..sites import small_library, violations_of
from ..told import PIECES, UNSEEN, Teller
from .test_accessibility import AXE, SCRIPT, faults_seen, settle

HOSTILE = (
    '{{ 7*7 }} {% raw %} <script>document.title="run"</script> <img src=x onerror=alert(1)> &lt; </textarea> "; NO'
)


@pytest.fixture(scope="module")
def alone(built: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the form in a folder of its own."""
    copy = tmp_path_factory.mktemp("somewhere else") / "notes (1).html"
    shutil.copy(built / "site" / "contribute" / "form.html", copy)
    return copy.as_uri()


@pytest.fixture
def page(browser: Browser, alone: str) -> Iterator[Page]:
    """The form on a phone. Whatever it says to the console, asks for or has refused makes the test fail."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True)
    one = context.new_page()
    one.set_default_timeout(10_000)
    said: list[str] = []
    violations = violations_of(one)
    one.on("console", lambda line: said.append(line.text))
    one.on("pageerror", lambda error: said.append(str(error)))
    one.on(
        "request",
        lambda request: said.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None,
    )
    one.goto(alone)
    yield one
    assert said == []
    assert violations == []
    context.close()


def go_to(page: Page, title: str) -> None:
    page.locator("#where").click()
    page.get_by_role("navigation").get_by_role("button", name=title, exact=True).click()


def text_of(page: Page) -> str:
    go_to(page, "Look it over and save")
    return page.get_by_label("The text", exact=True).input_value()


# One file


def test_it_is_one_file_that_can_ask_nobody(built: Path) -> None:
    html = (built / "site" / "contribute" / "form.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]  # type: ignore[index]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src" not in policy
    assert len(inline_in(html).scripts) == len(inline_in(html).styles) == 1
    assert re.findall(r' (?:src|href)="([^"]*)"', html) == [
        "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        "../measures.html",
    ]
    assert len(html) < 200_000


def test_servers_let_it_run_and_nothing_else_of_its_like(built: Path) -> None:
    inline = inline_in((built / "site" / "contribute" / "form.html").read_text("utf-8"))
    headers = (built / "site" / "_headers").read_text("utf-8")
    assert all(digest in headers for digest in (*inline.scripts, *inline.styles))
    assert "unsafe-inline" not in headers


def test_its_scripts_are_those_of_old_phones() -> None:
    for name in SCRIPTS:
        script = (TEMPLATES / "form" / name).read_text("utf-8")
        assert len(script.splitlines()) < 400
        plain = re.sub(r"//.*|/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", "", script)
        assert not re.search(
            r"\?\.|\?\?|\basync\b|\bawait\b|\(\?<|replaceAll|innerHTML|insertAdjacent|localStorage", plain
        ), name
        assert not pressed(name).startswith("//")


def test_it_asks_for_whatever_the_models_have_and_leaves_the_rest_to_editors() -> None:
    asked = {name for names in steps().values() for name in names}
    assert asked == ({field.name for field in fields_of(Case)} | {STORY}) - LEFT_TO_EDITORS
    for part, questions in parts().items():
        assert questions, part
        assert all(question.help for question in questions)


# By keyboard


def test_a_long_list_is_one_stop_and_arrows_lead_through_what_is_shown(page: Page) -> None:
    page.get_by_role("button", name="Next").click()
    group = page.get_by_role("group", name=re.compile("^In which countries"))
    boxes = group.get_by_role("checkbox")
    assert boxes.count() > 9
    expect(group.locator("input[type=checkbox][tabindex='0']")).to_have_count(1)
    group.get_by_role("searchbox").fill("nor")
    page.keyboard.press("Tab")
    expect(group.get_by_text("The arrow keys lead through the list")).to_be_visible()
    first = page.locator(":focus").evaluate("box => box.value")
    page.keyboard.press("ArrowDown")
    second = page.locator(":focus").evaluate("box => box.value")
    assert second != first
    page.keyboard.press("Space")
    page.keyboard.press("Home")
    assert page.locator(":focus").evaluate("box => box.value") == first
    page.keyboard.press("ArrowUp")
    assert page.locator(":focus").evaluate("box => box.value") == first
    group.get_by_role("searchbox").fill("xyzzy")
    page.keyboard.press("Tab")  # what is ticked stays in sight, and can be reached
    assert page.locator(":focus").evaluate("box => [box.value, box.checked]") == [second, True]
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("one => one.type") != "checkbox"


def test_a_country_is_found_by_its_name_in_other_languages(page: Page) -> None:
    page.get_by_role("button", name="Next").click()
    group = page.get_by_role("group", name=re.compile("^In which countries"))
    group.get_by_role("searchbox").fill("noruega")
    expect(group.get_by_role("checkbox").filter(visible=True)).to_have_count(1)
    expect(group.get_by_role("checkbox", name="Norway")).to_be_visible()


def test_a_case_is_told_by_keyboard_alone_on_a_phone(page: Page, tmp_path: Path) -> None:
    def tab_to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "(() => { const e = document.activeElement; return (e.labels && e.labels[0] ? e.labels[0].textContent : e.textContent).trim() })()"
            )
            if focused.startswith(name):
                return
        pytest.fail(f"no Tab leads to {name}")

    def write(name: str, words: str) -> None:
        tab_to(name)
        page.keyboard.insert_text(words)

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Leave this site")
    write("What is it called?", "Lamps at noon")
    write("In a few plain words", "Readers lit lamps, and more came.")
    write("The story", "Before, it was dark.\n\nThen they lit lamps.")
    tab_to("Next")
    page.keyboard.press("Enter")
    expect(page.locator("h2:focus")).to_have_text("Where and when, and with whom?")
    tab_to("How wide is it?")
    page.keyboard.press("ArrowDown")
    write("Search in this list", "norw")
    tab_to("Norway")
    page.keyboard.press("Space")
    write("When did it begin?", "2018")
    for _ in range(2):
        tab_to("Next")
        page.keyboard.press("Enter")
    tab_to("Add: source")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_accessible_name(re.compile("What is the text called"))
    page.keyboard.insert_text("Lamps, a report")
    write("In what year did it come out", "2019")
    tab_to("Next")
    page.keyboard.press("Enter")
    tab_to("Add: change")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("More people read.")
    tab_to("Which way did it go?")
    page.keyboard.press("ArrowDown")
    tab_to("Lamps, a report")
    page.keyboard.press("Space")
    tab_to("Save as a file")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename == "notes.txt"
    path = tmp_path / "notes.txt"
    saved.value.save_as(path)
    taken, problems = take(path, frozenset())
    assert problems == []
    assert taken is not None
    assert taken.slug == "lamps-at-noon"
    document, _ = parse(taken.text, "practices/cases/x.md")
    assert document is not None
    assert document.front.value() == {
        "title": "Lamps at noon",
        "status": "outline",
        "summary": "Readers lit lamps, and more came.",
        "scope": {"kind": "country", "countries": ["NO"]},
        "period": {"start": "2018"},
        "sources": {"source-1": {"title": "Lamps, a report", "year": "2019"}},
        "outcomes": [{"statement": "More people read.", "direction": "improved", "sources": ["source-1"]}],
    }
    assert document.body == "Before, it was dark.\n\nThen they lit lamps.\n"


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_each_step_serves_every_reader(browser: Browser, alone: str, width: int, scheme: Any) -> None:
    page = browser.new_page(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page.add_init_script(SCRIPT)
    page.add_init_script(AXE)
    page.goto(alone)
    found = []
    count = page.locator("section").count()
    for number in range(count):
        for add in page.locator("section:visible button.add:visible").all():
            add.click()
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        settle(page)
        found += [(number, fault) for fault in faults_seen(page, "light")]  # all rules, as each width is seen once
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), number
        assert page.evaluate(
            "[...document.querySelectorAll('section:not([hidden]) :is(input, select, textarea)')].every((one) => one.labels.length === 1)"
        )
        if number < count - 1:
            page.locator("section:visible .next").click()
    assert count == len(steps()) + 1
    assert found == []
    page.close()


def test_without_script_it_says_so_and_gives_the_questions(browser: Browser, alone: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(alone)
    expect(page.get_by_text("Here script is switched off")).to_be_visible()
    expect(page.get_by_text("Copy these questions into a message or onto paper")).to_be_visible()
    for question in (
        "What was done?",
        "What pushed back, and how was it answered?",
        "What do you not know?",
        "Who agreed?",
    ):
        expect(page.get_by_text(question, exact=True)).to_be_visible()
    assert page.locator("input, textarea, button").count() == 0
    context.close()


# What it writes


def test_it_writes_and_reads_as_the_program_does(page: Page) -> None:
    for seed in range(12):
        teller = Teller(seed, (*PIECES, *UNSEEN))
        told = [(teller.record(), "\n\n".join(teller.text() for _ in range(3))) for _ in range(25)]
        texts = page.evaluate("told => told.map(([record, story]) => hgForm.write(record, story))", told)
        assert texts == [written(record, story) for record, story in told]
        again = page.evaluate(
            "texts => texts.map((text) => { const found = hgForm.read(text); return hgForm.write(found.record, found.story) })",
            texts,
        )
        assert again == texts


def test_a_text_that_is_opened_again_goes_through_every_control_and_loses_nothing(page: Page) -> None:
    """The answers stand in the controls, and are asked of them: what is written then is what was opened."""
    for seed in range(6):
        teller = Teller(100 + seed, tuple(piece for piece in PIECES if "\n" not in piece and "\t" not in piece))
        record = teller.record()
        record["sources"] = {"sources-0": {"title": "A", "year": "2019"}}
        record["lessons"] = [{"id": f"given-{number}", **one} for number, one in enumerate(record.get("lessons", []))]
        record |= {"sdg": ["5.2"], "bears_on": [{"lesson": "cases/a#b", "how": "supports", "why": "c"}]}
        text = written(record, "A story.\n\nOf two parts.")
        page.locator("aside summary").click()
        page.get_by_label("Or paste the text here").fill(text)
        page.get_by_role("button", name="Open this text").click()
        expect(page.get_by_role("status")).to_have_text("Opened. Go on where you were.")
        assert sorted_keys(parse(text_of(page), "practices/cases/x.md")[0]) == sorted_keys(
            parse(text, "practices/cases/x.md")[0]
        )


def sorted_keys(document: Any) -> str:
    return json.dumps([document.front.value(), document.body], sort_keys=True, ensure_ascii=False)


@pytest.mark.parametrize("text", ["", "Dear all", "---\ntitle: Lamps\n---\n", '---\ntitle: "a"\n', '---\ntitle: "a"\ntitle: "b"\n---\n',
                                  '---\na:\n---\n', '---\n__proto__: "a"\n---\n', '---\n"__proto__":\n  x: "1"\n---\n', '---\na: {"b": 1}\n---\n', "---\na: 1\n---\n"])  # fmt: skip
def test_a_text_that_is_not_its_own_changes_nothing(page: Page, text: str) -> None:
    page.get_by_label("What is it called?").fill("Lamps at noon")
    page.locator("aside summary").click()
    page.get_by_label("Or paste the text here").fill(text)
    page.get_by_role("button", name="Open this text").click()
    expect(page.get_by_role("status")).to_contain_text("This is not a text that this form wrote")
    expect(page.get_by_label("What is it called?")).to_have_value("Lamps at noon")


def test_no_larger_file_is_opened_than_the_program_takes(page: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (MAX_BYTES + 1))
    assert page.evaluate("hgForm.MOST") == MAX_BYTES
    page.locator("aside summary").click()
    page.locator("input[type=file]").set_input_files(large)
    expect(page.get_by_role("status")).to_have_text("This file is too large. Nothing was changed.")


def test_markup_and_templates_in_a_field_stay_text(page: Page, tmp_path: Path) -> None:
    page.get_by_label("What is it called?").fill(HOSTILE)
    page.get_by_label("The story in your own words").fill(HOSTILE)
    expect(page.locator(".warned").first).to_contain_text("is HTML, or looks like it. Write plain words")
    text = text_of(page)
    assert page.title() == "Form"
    assert page.locator("main img, main script:not([type])").count() == 0
    path = tmp_path / "sent.txt"
    path.write_text(text, "utf-8")
    taken, _ = take(path, frozenset())
    assert taken is not None
    document, _ = parse(taken.text, "practices/cases/x.md")
    assert document is not None
    assert document.front.value()["title"] == HOSTILE
    assert document.body == HOSTILE + "\n"
    assert {one.rule for one in taken.problems} >= {"raw-html"}


def test_ten_thousand_characters_in_a_field_are_kept_and_told(page: Page) -> None:
    long = "lamp " * 2000
    page.get_by_label("In a few plain words").fill(long)
    expect(page.locator(".warned").nth(1)).to_contain_text(
        "9999 characters: at most 2000 fit here. Put the rest into the story."
    )
    assert f'summary: "{long.strip()}"' in text_of(page)
    expect(page.get_by_role("button", name=re.compile("9999 characters"))).to_be_visible()


# What it warns of


def quoted_by_check(text: str) -> set[str]:
    watched = {
        "e-mail-address",
        "telephone-number",
        "coordinates",
        "social-account",
        "street-address",
        "meeting-place",
        "personal-name",
    }
    found, _ = look(text, TextContext())
    return {f"{one.message}. {one.fix}." for one in found if one.rule in watched}


def asked_of_form(page: Page, texts: list[str]) -> list[list[str]]:
    return page.evaluate(
        "texts => { const data = JSON.parse(document.getElementById('data').textContent); return texts.map((text) => hgForm.look(text, data.watch, () => false)) }",
        texts,
    )


TOLD = json.loads((EXAMPLES / "form" / "leads-to-a-person.json").read_text("utf-8"))
HARMLESS = json.loads((EXAMPLES / "form" / "leads-to-nobody.json").read_text("utf-8"))


def test_it_says_what_the_check_will_say_in_the_same_words(page: Page) -> None:
    expected = [quoted_by_check(text) for text in TOLD]
    assert all(expected), [text for text, said in zip(TOLD, expected, strict=True) if not said]
    assert dict(zip(TOLD, map(set, asked_of_form(page, TOLD)), strict=True)) == dict(zip(TOLD, expected, strict=True))


def test_it_cries_no_sooner_than_the_check(page: Page) -> None:
    assert [quoted_by_check(text) for text in HARMLESS] == [set()] * len(HARMLESS)
    assert dict(zip(HARMLESS, asked_of_form(page, HARMLESS), strict=True)) == {text: [] for text in HARMLESS}


def test_a_warning_comes_while_she_writes_and_again_at_the_end(page: Page) -> None:
    field = page.get_by_label("The story in your own words")
    field.fill("Write to amina@lamps.org.")
    said = "“amina@lamps.org” is an e-mail address"
    expect(page.get_by_text(said)).to_be_visible()
    go_to(page, "Look it over and save")
    page.get_by_role("button", name=said).click()
    expect(field).to_be_focused()


@pytest.mark.parametrize("holds", LOOKS)
def test_what_a_value_looks_like_is_what_its_type_takes(page: Page, holds: str) -> None:
    good = {
        "a date": ["2026-11-02"], "a year, month or day": ["2018", "2018-04", "2018-04-30"], "a DOI": ["10.1234/x.5", "https://doi.org/10.1234/x"],
        "a year of publication": ["2021", "c. 2021", "2018-2020", "forthcoming", "n.d."], "a web address": ["https://books.example/x"],
        "a number": ["840"], "a number, also with a point": ["0.44", "-3"], "the code of a currency": ["EUR"],
    }[holds]  # fmt: skip
    fits = page.evaluate(
        "([holds, values]) => { const look = JSON.parse(document.getElementById('data').textContent).looks[holds]; return values.map((one) => new RegExp(look[0]).test(one)) }",
        [holds, [*good, "about ten"]],
    )
    assert fits == [*([True] * len(good)), False]


def test_what_was_told_asks_for_a_yes(page: Page) -> None:
    said = "What you were told can only be published with a yes. Say who agreed."
    go_to(page, "How do you know?")
    page.get_by_role("button", name="Add: source").click()
    page.get_by_label("What sort of source is it?").select_option("personal-communication")
    go_to(page, "Look it over and save")
    page.get_by_role("button", name=said).click()
    expect(page.locator("h2:focus")).to_have_text("Who agreed?")
    page.get_by_label("On what ground may it be told?").select_option("written-consent")
    go_to(page, "Look it over and save")
    expect(page.get_by_role("button", name=said)).to_have_count(0)


# Where it goes


def test_it_names_the_private_address_of_the_library_with_and_without_script(tmp_path: Path, browser: Browser) -> None:
    root = small_library(tmp_path)
    card = root / "practices" / "library.md"
    text = re.sub(
        r"^private_address:.*$", "private_address: write_to_us@lamps.example", card.read_text("utf-8"), flags=re.M
    )
    assert "write_to_us" in text
    card.write_text(text, "utf-8")
    site = make_site(root, TODAY)
    assert site.is_sound, site.problems
    pages = {one.address: one.text for one in site.pages}
    alone = tmp_path / "alone.html"
    alone.write_text(pages["contribute/form.html"], "utf-8")
    said = "Here you can write in private: write_to_us@lamps.example"
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(alone.as_uri())
        if script:
            go_to(page, "Look it over and save")
        expect(page.get_by_text(said).locator("visible=true")).to_have_count(1)
        context.close()


# Being rid of it


def test_it_forgets_when_she_asks_twice_and_never_keeps_anything(page: Page, alone: str) -> None:
    page.get_by_label("What is it called?").fill("Lamps at noon")
    forget = page.get_by_role("button", name="Forget everything")
    forget.click()
    expect(page.get_by_role("status")).to_have_text("Press again to forget everything that you wrote.")
    expect(page.get_by_label("What is it called?")).to_have_value("Lamps at noon")
    forget.click()
    expect(page.get_by_label("What is it called?")).to_have_value("")
    page.get_by_label("What is it called?").fill("Lamps at noon")
    page.reload()
    expect(page.get_by_label("What is it called?")).to_have_value("")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.url == alone


@pytest.mark.parametrize("how", ["click", "shift"])
def test_leaving_it_leaves_nothing_behind(page: Page, how: str) -> None:
    page.get_by_label("What is it called?").fill("Lamps at noon")
    if how == "click":
        page.get_by_role("link", name="Leave this site").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    expect(page.get_by_role("heading")).to_have_text("Measures and conversions")
    assert page.title() == "Measures and conversions"
    assert "Lamps" not in page.content()
    assert "practice" not in page.inner_text("body")


def test_on_a_server_it_leaves_to_the_plain_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "contribute/form.html")
    page.get_by_label("What is it called?").fill("Lamps at noon")
    page.get_by_role("link", name="Leave this site").click()
    page.wait_for_url(address + "measures.html")
    page.close()


# In other languages


def test_in_another_language_it_runs_the_other_way(built: Path) -> None:
    """Nothing in its looks says left or right."""
    style = (TEMPLATES / "form" / "form.css").read_text("utf-8")
    assert not re.search(r"\b(?:left|right)\b", style)
    assert Translator("ar", (TEMPLATES,)).locale.text_direction == "rtl"
    assert 'dir="ltr"' in (built / "site" / "contribute" / "form.html").read_text("utf-8")
