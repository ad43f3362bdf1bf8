"""How pages are composed: the label grammar, empty parts, and texts that must not break a page."""

import html
import json
import re
import shutil
from pathlib import Path

import markdown
import pytest
from jinja2 import Environment

from generator import render
from generator.catalogue.knowledge import Knowledge
from generator.pages import FAMILIES
from generator.render import Renderer
from generator.render.compiled import Compiled
from generator.render.escape import abbreviated, markdown_text, yaml_text
from generator.render.translation import Translator
from generator.schema import KINDS, values

from .libraries import EXTENSIONS, LIBRARY, ROOT, ROOTS, catalogue_of, make_site, pages_of


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(LIBRARY)


def changed(tmp_path: Path, path: str, old: str, new: str) -> dict[str, str]:
    """The pages of the example library with one text replaced."""
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    file = root / "practices" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return pages_of(root)


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_each_family_composes_where_it_says_that_it_does(root: Path) -> None:
    known = Knowledge(catalogue_of(root))
    renderer = Renderer(known)
    for family in FAMILIES:
        name = family.compose.__name__
        made = [page.address for page in family.compose(known, renderer)]
        assert [one for one in made if not family.may_have(one)] == [], name
        assert not set(family.addresses) - set(made) or family.may_be_absent, name


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Readers Rest in Evenings", "RRIE"),
        ("Denial", "Den"),
        ("CARE", "CARE"),
        ("5.3 No harmful practices", "5.3 NHP"),
        ("La libreta del barrio", "LLDB"),
        ("Women's village savings", "WVS"),
        ("Reader-centred, multi-village evenings", "RME"),
        ("महिला नेतृत्व", "मन"),
        ("قاعدة البيانات", "قا"),
        ("村の図書館", "村の図"),
        ("…", ""),
    ],
)
def test_a_title_is_abbreviated_so_that_who_knows_it_finds_it(title: str, short: str) -> None:
    assert abbreviated(title) == short


def test_the_extensions_here_are_those_of_the_host() -> None:
    settings = (Path(__file__).parents[1] / "mkdocs.yml").read_text("utf-8")
    block = re.search(r"^markdown_extensions:\n((?:  - \w+\n)+)", settings, re.MULTILINE)
    assert block is not None
    assert re.findall(r"\w+", block[1]) == EXTENSIONS


@pytest.mark.parametrize(
    ("old", "new", "label"),
    [
        ("title", "title", "Lantern Readers: The shelf at the market (TSM, Kenya)"),
        ("acronym: TSM\n", "", "Lantern Readers: The shelf at the market (Kenya)"),
        (
            "[lantern-readers]\npartners",
            "[lantern-readers, hill-library-fund]\npartners",
            "Lantern Readers and HLF: The shelf",
        ),
        ("kind: country\n  countries: [KE]", "kind: global", "(TSM, Global)"),
        ("kind: country\n  countries: [KE]", 'kind: multi-country\n  countries: [KE, "NO"]', "(TSM, Multi-country)"),
        ("kind: country\n  countries: [KE]", "kind: region", "(TSM, Eastern Africa)"),
    ],
)
def test_a_case_is_called_organisation_title_place(tmp_path: Path, old: str, new: str, label: str) -> None:
    strategy = changed(tmp_path, "cases/market-shelf.md", old, new)["strategies/travelling-shelves.md"]
    summaries = re.findall(r'<summary markdown="span">(.*)</summary>', strategy)
    assert [summary for summary in summaries if label in summary]


def test_every_kind_has_its_page_and_its_list(pages: dict[str, str]) -> None:
    for kind in KINDS:
        assert f"{kind}/index.md" in pages
        assert any(address.startswith(f"{kind}/") and "index" not in address for address in pages)


def test_empty_parts_say_so_and_lead_to_how_to_add(pages: dict[str, str]) -> None:
    case = pages["cases/fjord-boat.md"]
    assert case.count('<div class="hg-gap ') == 1
    asked = case.split('<div class="hg-gap ')[1].split("</div>")[0]
    assert "Not recorded here:" in asked
    for at in ("conditions", "resistance", "takes"):
        assert f'<span id="gap-{at}">' in asked
        assert (f'<span id="{at}">' in asked) == (f"{{ #{at} }}" not in case)
    assert "[How to add it to “The book boat on the fjord”](../contribute/index.md)" in case
    assert "(https://code.example/holding-ground/edit/main/practices/cases/fjord-boat.md)" in case


def test_figures_that_differ_stand_side_by_side(pages: dict[str, str]) -> None:
    part = pages["cases/market-shelf.md"].split("## Where the sources differ")[1]
    assert part.index("In the spring of 2021.[^shelf-2021]") < part.index("It never closed.[^review-2022]")


def test_the_theory_of_change_is_a_nested_list(pages: dict[str, str]) -> None:
    html_text = markdown.markdown(pages["programmes/a-shelf-in-every-village.md"], extensions=EXTENSIONS)
    part = html_text.split("Theory of change</h2>")[1].split("<h2")[0]
    assert re.search(r"<li><strong>Inputs</strong>\s*<ul>\s*<li>Wood and evenings\.</li>\s*</ul>", part)
    assert re.search(r"Outcomes in the short term</strong>\s*<ul>\s*<li>.*The shelves stand\.\s*<ul>", part)
    assert 'Led to by: <a href="#carpentry">Carpentry days</a>' in part


def test_the_fields_page_shows_every_field_of_every_kind(pages: dict[str, str]) -> None:
    for model in KINDS.values():
        for name, field in model.model_fields.items():
            assert f"`{name}`" in pages["contribute/fields.md"]
            assert (field.description or "") in pages["contribute/fields.md"]


NASTY = "A | b *c* _d_ `e` [f](g) <script>alert(1)</script> {{ h }} {: .i } &amp; # j ![k](l) \\ [^m] 1. ~~n~~ <b>"


def without_data(made: str) -> str:
    """A page without its block of linked data, which no browser runs or shows."""
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', made, re.DOTALL):
        assert not set("<>&") & set(block)
        json.loads(block)
    return re.sub(r'<script type="application/ld\+json">.*?</script>', "", made, flags=re.DOTALL)


TOLD = (
    ("cases/market-shelf.md", "The shelf at the market"),
    ("cases/market-shelf.md", "A shelf of books stood at a weekly market."),
    ("cases/market-shelf.md", "TSM"),
    ("cases/market-shelf.md", "Market towns"),
    ("cases/market-shelf.md", "Half of the market's households borrowed a book in the first year."),
    ("cases/market-shelf.md", "Only two traders were asked."),
    ("cases/market-shelf.md", "The market's committee said that nobody there could read."),
    ("cases/market-shelf.md", "Count readers before somebody says that there are none."),
    ("cases/market-shelf.md", "When the shelf closed"),
    ("cases/market-shelf.md", "A shelf at the market"),
    ("cases/market-shelf.md", "publisher: Lantern Readers"),
    ("themes/reading-for-all.md", "Reading for all"),
    ("strategies/travelling-shelves.md", "title: Travelling shelves"),
    ("organisations/lantern-readers.md", "title: Lantern Readers"),
    ("programmes/a-shelf-in-every-village.md", "text: The shelves stand."),
    ("programmes/a-shelf-in-every-village.md", "Build a shelf in each village."),
    ("programmes/a-shelf-in-every-village.md", "Carpentry days"),
    ("papers/who-reads-at-night.md", "A lamp for the hall"),
    ("papers/who-reads-at-night.md", "Lend lamps with the books."),
    ("vocabularies/resistance.md", "label: Denial"),
    ("vocabularies/resistance.md", "Nobody here reads."),
    ("vocabularies/resistance.md", "Somebody says that nothing is lacking."),
    ("library.md", "What village libraries tried."),
)
"""By its record, a text of each place from which pages take texts, or the row that holds it."""


def nasty(number: int) -> str:
    """Each place has one of its own, and none is the beginning of another."""
    return f"{NASTY} {number:02}"


def test_nasty_texts_are_shown_as_they_were_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The rules refuse them. Escaping must hold without them.
    monkeypatch.setattr(values, "FORBIDDEN", ())
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    for number, (path, old) in enumerate(TOLD):
        key = old.split(": ", maxsplit=1)[0] + ": " if ": " in old else ""
        row = f"{key}'{nasty(number)}'"
        file = root / "practices" / path
        text, count = re.subn(
            re.escape(old) + r"(?=[^\n]*$)[^\n]*", row.replace("\\", r"\\"), file.read_text(), flags=re.M
        )
        assert count, old
        file.write_text(text, "utf-8")
    shown: set[str] = set()
    for address, page in pages_of(root).items():
        if not address.endswith(".md"):
            continue
        _, front, body = page.split("---\n", 2) if page.startswith("---\n") else ("", "", page)
        assert "<script" not in front
        made = without_data(markdown.markdown(body, extensions=EXTENSIONS))
        assert "<script" not in made
        assert 'class="i"' not in made
        # Pictures break lines, and the lists beside them do not.
        words = re.sub(r"<svg.*?</svg>", "", made, flags=re.DOTALL)
        text = " ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split())
        for one in (nasty(number) for number in range(len(TOLD))):
            if one in text:
                shown.add(one)
                text = text.replace(one, "")
        assert "alert(1)" not in text, (address, text[max(0, text.index("alert(1)") - 80) :][:200])
    assert shown == {nasty(number) for number in range(len(TOLD))}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("plain", "plain"),
        ("1. first", "1\\. first"),
        ("- dash", "\\- dash"),
        ("# sign", "\\# sign"),
        (": colon", "&#58; colon"),
        ("a\n b\t c", "a b c"),
        ("a|b", "a\\|b"),
        ("R&D <x>", "R&amp;D &lt;x&gt;"),
    ],
)
def test_text_is_escaped_for_markdown(text: str, made: str) -> None:
    assert markdown_text(text) == made


def test_front_matter_of_a_page_is_escaped_for_its_head() -> None:
    assert yaml_text('x</title><script>"') == '"x&lt;/title&gt;&lt;script&gt;&quot;"'


def test_words_count_and_take_values_as_text() -> None:
    words = Translator("en-GB", [])
    assert words.ngettext("%(n)s case", "%(n)s cases", 1) == "1 case"
    assert words.ngettext("%(n)s case", "%(n)s cases", 2) == "2 cases"
    assert words.gettext("In %(place)s", place="[x](y)") == "In \\[x\\](y)"
    assert words.gettext("100 %") == "100 %"


def test_footnotes_are_numbered_in_the_order_of_reading(tmp_path: Path) -> None:
    old, new = "every Thursday.[^shelf-2021]", "every Thursday.[^review-2022] It left on Friday.[^shelf-2021]"
    pages = changed(tmp_path, "cases/market-shelf.md", old, new)
    made = markdown.markdown(pages["cases/market-shelf.md"], extensions=EXTENSIONS)
    numbers = [int(number) for number in re.findall(r'class="footnote-ref"[^>]*>(\d+)</a>', made)]
    assert list(dict.fromkeys(numbers)) == sorted(set(numbers))
    assert len(set(numbers)) == 2


@pytest.mark.parametrize("library", ["library", "biblioteca"])
def test_the_gallery_shows_every_component_whatever_a_library_holds(library: str) -> None:
    page = pages_of(LIBRARY.parent / library)["developing/components.md"]
    shown = set(re.findall(r'class="(hg-[\w-]+)', markdown.markdown(page, extensions=EXTENSIONS)))
    pieces = (
        "trail lead says long cite files fresh card direction caution exchange push answer gap list doors pushback trust picture "
        "lessons borne leaves onward sentence claims unknown"
    )
    assert {f"hg-{piece}" for piece in pieces.split()} - shown == set()


def test_the_gallery_can_be_made_of_an_almost_empty_library(tmp_path: Path) -> None:
    (tmp_path / "practices").mkdir()
    shutil.copy(LIBRARY / "practices" / "library.md", tmp_path / "practices")
    assert "# Components" in pages_of(tmp_path)["developing/components.md"]


def test_the_rules_page_names_the_guidance_that_a_rule_follows(pages: dict[str, str]) -> None:
    rule = pages["contribute/rules.md"].split("`small-count`")[1].split("\n\n")[0]
    assert "(a warning)" in rule
    assert "[GBVIMS, information sharing protocol](http://www.gbvims.com/gbvims-tools/isp/)" in rule


def test_how_much_of_a_source_was_read_is_told_as_it_is_and_is_not_guessed(tmp_path: Path) -> None:
    root = shutil.copytree(LIBRARY, tmp_path / "library")
    path = root / "practices" / "cases" / "fjord-boat.md"
    text = path.read_text("utf-8")
    assert "read:" not in text
    for line, said in (
        ("", "How much of it was read is not said."),
        ("    read: part\n", "Where nothing is said of it, a part was read."),
        ("    read: whole\n", "Read in full."),
    ):
        path.write_text(text.replace("    kind: book\n", f"    kind: book\n{line}"), "utf-8")
        page = pages_of(root)["cases/fjord-boat.md"]
        assert said in page
        assert ("Where nothing is said" in page) == (said.startswith("Where"))
        assert "Read in part." not in page
    spans = text.replace('year: "1999"', "year: 1998–1999")
    path.write_text(spans, "utf-8")
    assert ", 1998–1999. " in pages_of(root)["cases/fjord-boat.md"]
    path.write_text(text.replace('year: "1999"', "year: forthcoming"), "utf-8")
    assert ", forthcoming. " in pages_of(root)["cases/fjord-boat.md"]


# Another language than the library's


def test_a_record_may_say_in_which_language_it_is(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    path = root / "practices/cases/market-shelf.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nlanguage: ar\n", 1), "utf-8")
    made = pages_of(root)
    html = markdown.markdown(made["cases/market-shelf.md"].split("---\n", 2)[2], extensions=EXTENSIONS)
    assert '<h1 dir="rtl" id="the-shelf-at-the-market" lang="ar">' in html
    lead = re.search(r'<p class="hg-lead"[^>]*>', html)
    assert lead
    assert 'lang="ar"' in lead[0]
    story = re.search(r'<div dir="rtl" lang="ar">(.*?)</div>', html, re.DOTALL)
    assert story
    assert "The shelf came every Thursday." in story[1]
    assert '"inLanguage":"ar"' in made["cases/market-shelf.md"]
    assert "language = {ar}" in made["cases/market-shelf.bib"]


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("contribute/fields.md", "generator/schema/parts.py"),
        ("contribute/rules.md", "generator/rules/__init__.py"),
        ("developing/components.md", "templates/pages/components.md.jinja"),
    ],
)
def test_a_page_about_the_program_leads_to_its_source_where_that_is_beside_the_library(
    address: str, source: str, tmp_path: Path
) -> None:
    assert (ROOT / source).is_file()
    shutil.copytree(LIBRARY, tmp_path, dirs_exist_ok=True)
    (tmp_path / "generator" / "rules").mkdir(parents=True)
    (tmp_path / "generator" / "rules" / "__init__.py").touch()
    assert f"/edit/main/{source}" in pages_of(tmp_path)[address]
    assert "/edit/main/practices/library.md" in pages_of(LIBRARY)[address]


def test_templates_are_compiled_once_where_they_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview renders after every edit; compiling would take three times as long as rendering."""
    compiled = []
    monkeypatch.setattr(render, "_COMPILED", Compiled(tmp_path / "kept"))
    compile_one = Environment.compile
    monkeypatch.setattr(
        Environment, "compile", lambda *told, **more: compiled.append(told[2]) or compile_one(*told, **more)
    )
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "of-ours.md.jinja").write_text("{{ library.title }} is ours", "utf-8")
    for _ in range(2):
        renderer = Renderer(Knowledge(catalogue_of(LIBRARY)), (tmp_path,))
        assert renderer.page("of-ours", "of-ours.md") == "The Lantern Shelf is ours\n"
    assert compiled == ["pages/of-ours.md.jinja"]


@pytest.mark.parametrize("address", ["index.md", "themes/index.md"])
def test_what_cuts_across_all_themes_stands_before_the_first_of_them(pages: dict[str, str], address: str) -> None:
    across = pages[address].index("Ways of working that cut across all themes: [")
    assert across < pages[address].index('class="hg-door"')


def test_whose_reading_a_tie_in_the_theory_of_change_is_stands_at_the_tie(tmp_path: Path) -> None:
    path = "programmes/a-shelf-in-every-village.md"
    text = (LIBRARY / "practices" / path).read_text("utf-8")
    change = re.search(r"^    - id: \S+\n      term: .*\n      text: .*\n", text, re.MULTILINE)
    assert change
    tied = re.compile(r"Led to by: \[[^\]]+\]\(#[^)]+\) <span class=\"hg-ours\">✎ <span[^>]*>\(our reading\)")
    assert not tied.search(pages_of(LIBRARY)[path])
    assert tied.search(changed(tmp_path, path, change[0], f"{change[0]}      editorial: true\n")[path])


@pytest.mark.parametrize(
    ("repository", "leads"), [("https://code.example/shelf", True), ("https://example.org/shelf", False), ("", False)]
)
def test_only_a_library_that_says_where_its_files_are_has_links_to_change_them(
    tmp_path: Path, repository: str, leads: bool
) -> None:
    line = next(
        line
        for line in (LIBRARY / "practices" / "library.md").read_text("utf-8").splitlines()
        if line.startswith("repository:")
    )
    texts = [
        text
        for text in changed(tmp_path, "library.md", line, f"repository: {repository}").values()
        if isinstance(text, str)
    ]
    assert any("/edit/main/" in text for text in texts) == leads
    assert any("Suggest a change" in text for text in texts) == leads


def test_pages_of_records_show_no_command_and_no_path() -> None:
    for root in ROOTS:
        for address, text in pages_of(root).items():
            if address.startswith((*KINDS, "countries/")) and address.endswith(".md"):
                seen = re.sub(r"\]\([^)]*\)|^source_path: .*$", "", text, flags=re.MULTILINE)
                assert "practices/" not in seen, address
                assert ".venv" not in seen, address


# Several roles, and schemes of others

AXES = """---
title: Axes
role: axis
terms:
  - id: going-out
    label: Going out
    meaning: Shelves go to where people are.
---
"""
RESPECT = AXES.replace("title: Axes\nrole: axis", "title: RESPECT\nrole: respect")


def test_a_group_with_several_roles_shows_all_of_them_in_the_picture_and_in_the_list(tmp_path: Path) -> None:
    old = "    gains: Books that are near.\n"
    path = "programmes/a-shelf-in-every-village.md"
    page = changed(tmp_path, path, old, f"{old}    roles: [influenced, primary]\n")[path]
    assert "Readers (served and to be moved)<br>" in page
    picture = page.split("hg-picture--reach")[1].split("</figure>")[0]
    assert '<rect class="hg-svg-primary-influenced"' in picture
    assert 'class="hg-svg-primary"' not in picture
    assert "served and to be moved</tspan>" in picture


def with_scheme(tmp_path: Path, slug: str, text: str, path: str, old: str, new: str) -> dict[str, str]:
    """The pages of the example library with one more vocabulary, which a record names."""
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    (root / "practices/vocabularies" / f"{slug}.md").write_text(text, "utf-8")
    file = root / "practices" / path
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new + old), "utf-8")
    return pages_of(root)


def test_a_programme_shows_its_axes_and_each_axis_the_programme(tmp_path: Path) -> None:
    path = "programmes/a-shelf-in-every-village.md"
    pages = with_scheme(tmp_path, "axes", AXES, path, "forms: [delay]\n", "axes: [going-out]\n")
    assert "Axes\n:   [Going out](../vocabularies/axes/going-out.md)" in pages[path]
    assert "](../../programmes/a-shelf-in-every-village.md) (works along it)" in pages["vocabularies/axes/going-out.md"]


@pytest.mark.parametrize(
    ("ground", "shown"),
    [
        ("editorial: true", r' <span class="hg-ours">✎ <span[^>]*>\(our reading\)</span></span>'),
        ("sources: [shelf-2021]", r"\[\^shelf-2021\]"),
    ],
)
def test_a_strategy_of_respect_says_who_sorted_the_case_there(tmp_path: Path, ground: str, shown: str) -> None:
    path = "cases/market-shelf.md"
    new = f"respect:\n  - strategy: going-out\n    {ground}\n"
    pages = with_scheme(tmp_path, "respect", RESPECT, path, 'sdg: ["4.6"]\n', new)
    assert re.search(rf"\[Going out\]\(\.\./vocabularies/respect/going-out\.md\){shown}\n", pages[path])
    assert "going-out" in pages["explore.md"]


@pytest.mark.parametrize("has_safety", [False, True])
def test_what_a_copy_cannot_do_is_told_point_by_point_with_a_page_on_safety_and_without(library, today, has_safety):
    root = library()
    (root / "docs").mkdir(exist_ok=True)
    if has_safety:
        (root / "docs/safety.md").write_text("# Safety\n\n## Leaving { #exit }\n\nIt is not all.\n", "utf-8")
    page = next(page.text for page in make_site(root, today).pages if page.address == "take-away.md")
    points = [line for line in page.partition("{ #cannot }")[2].split("\n") if line.startswith("- ")]
    assert [point.count("**") for point in points] == [2] * 4
    assert ("(safety.md)" in page) == has_safety
