"""Pages written by hand, and the frame: what the host would refuse is said by the check first, with its place."""

import logging
import re
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as HostPage

from generator.address import page_of
from generator.check.page import read_page
from generator.check.values_to_come import FACETS
from generator.check.ways import Way, in_pages, judged, known_pages
from generator.document import parse, read_all
from generator.folders import TEMPLATES
from generator.pages import ADDRESSES
from generator.problem import Place
from generator.schema import KINDS
from generator.site import _may_come

from . import pictures
from .conftest import EXAMPLES
from .libraries import examine, make_site


@pytest.fixture
def said(library, today):
    """A function that writes a page of docs/, and returns the place and the rule of all that is said."""

    def said_of(text, path="docs/thanks.md"):
        root = library()
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
        return [(str(problem.place), problem.rule) for problem in make_site(root, today).problems]

    return said_of


# What a browser would do


@pytest.mark.parametrize(
    ("text", "place", "rule"),
    [
        ("![A lamp](https://pictures.example/lamp.png)", "3:11", "loads-from-elsewhere"),
        ('A lamp: <img src="//pictures.example/lamp.png" alt="">', "3:19", "loads-from-elsewhere"),
        ('<iframe src="https://films.example/lamp"></iframe>', "3:14", "loads-from-elsewhere"),
        ('Ring <b onclick="ring()">us</b>.', "3:9", "inline-code"),
        ("<script>ring()</script>", "3:1", "inline-code"),
        ('<a href="javascript:ring()">Ring</a>', "3:10", "hidden-document"),
        ('<form action="https://post.example/"><input name="q"></form>', "3:15", "sends-elsewhere"),
    ],
)
def test_what_a_page_would_load_or_run_is_named_in_its_own_lines(text, place, rule, said):
    assert said(f"# Thanks\n\n{text}\n") == [(f"docs/thanks.md:{place}", rule)]


def test_a_link_that_leads_away_is_harmless(said):
    assert said("# Thanks\n\nTo [them](https://lamps.example/) and <https://shelves.example/>.\n") == []


def test_what_is_shown_as_code_does_nothing(said):
    assert said("# Thanks\n\n`![A lamp](https://pictures.example/lamp.png)`\n\n    [no](page.md) <script>\n") == []


def test_a_picture_that_is_not_there_is_told_whatever_else_is_wrong(said):
    text = "# Thanks\n\n![A lamp](assets/none.png)\n\n![A lamp](https://pictures.example/lamp.png)\n"
    assert said(text) == [("docs/thanks.md:3:11", "dead-link"), ("docs/thanks.md:5:11", "loads-from-elsewhere")]


# Files that the host takes for something else


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("docs/readme.md", "reserved-name"),
        ("docs/more/README.md", "reserved-name"),
        ("docs/templates/lamps.md", "wrong-folder"),
        ("docs/lamps.markdown", "wrong-ending"),
        ("docs/lamps.MD", "wrong-ending"),
    ],
)
def test_a_file_that_the_host_would_not_show_under_its_name_is_named(path, rule, said):
    assert (f"{path}:1:1", rule) in said("# Lamps\n", path)


def test_a_link_without_any_address_in_html_is_named(said):
    assert said('# Thanks\n\nTo <a name="all" markdown="1">all</a>.\n') in (
        [],
        [("docs/thanks.md:1:1", "link-form")],
    )


# Pages that the program makes


@pytest.mark.thorough
@pytest.mark.parametrize(
    "target",
    [
        "index.md",
        "cases/index.md",
        "cases/market-shelf.md#lessons",
        "vocabularies/resistance/denial.md",
        "countries/no.md",
        "a-to-z.md",
        "contribute/rules.md#dead-anchor",
        "contribute/rules.md#links",
        "cases/market-shelf.bib",
    ],
)
def test_a_page_may_lead_to_whatever_the_program_makes(target, said):
    wanted = [] if target != "contribute/rules.md#dead-anchor" else [("docs/thanks.md:3:9", "dead-anchor")]
    assert said(f"# Thanks\n\nTo [it]({target}).\n") == wanted


def test_a_story_may_lead_to_whatever_the_program_makes(library, today):
    root = library()
    text = "---\ntitle: Reading hour\nstrategies: [travelling-shelves]\n---\n\n"
    links = "[a](../vocabularies/resistance/denial.md) [b](../countries/no.md) [c](index.md) [d](../a-to-z.md)"
    (root / "practices/cases/reading-hour.md").write_text(text + links + "\n", "utf-8")
    assert examine(root, today).problems == ()


# What is held back


@pytest.mark.parametrize(
    ("field", "part", "written"),
    [
        ("outcomes", "outcome-1", "for [what it took](cases/market-shelf.md)."),
        (
            "lessons",
            "count-readers",
            "for what it took.",
        ),  # a lesson is a thing of its own, and nothing leads to it any more
    ],
)
def test_a_link_to_a_part_that_is_held_back_loses_it(field, part, written, library, today):
    root = library()
    (root / "docs").mkdir()
    (root / "docs/thanks.md").write_text(
        f"# Thanks\n\nTo all, for [what it took](cases/market-shelf.md#{part}).\n", "utf-8"
    )
    case = root / "practices/cases/market-shelf.md"
    text = case.read_text("utf-8")
    case.write_text(text.replace("\n---\n", f"\nsensitivity:\n  held_back: {{{field}: safety}}\n---\n", 1), "utf-8")
    site = make_site(root, today)
    assert [str(problem) for problem in site.problems if problem.place.path.startswith("docs/")] == []
    (page,) = (page for page in site.pages if page.address == "thanks.md")
    assert written in page.text


# Against the host itself

PAGES = {"thanks.md": "# Thanks\n", "more/lamps.md": "# Lamps\n\n## Oil\n\n### Oil\n\nOf [fish](#oil).\n"}
TARGETS = st.sampled_from(
    [
        *("#oil", "#oil_1", "#nowhere", "#", "", "lamps.md", "lamps.md#oil", "../thanks.md", "../thanks.md#thanks"),
        *("thanks.md", "../thanks.md#no", "lamps", "lamps/", ".", "..", "../", "../..", "../../x.md", "/thanks.md"),
        *(
            "lamps.html",
            "lamps.md?a=b",
            "./lamps.md",
            "lamps%2Emd",
            "Lamps.md",
            "../thanks.md#",
            "<lamps.md>",
            "<a b.md>",
        ),
        *(
            "https://lamps.example/#x",
            "mailto:a",
            "//lamps.example/x",
            "tel:1",
            "\\\\lamps",
            "lamps.md 'Oil'",
            "http://[x",
        ),
    ]
)
FORMS = st.sampled_from(
    [
        *("[lamps]({})", "![lamps]({})", "[lamps][a]\n\n[a]: {}", "- [lamps]({})\n", "> [lamps]({})", "`[lamps]({})`"),
        *(
            "    [lamps]({})",
            "| a | b |\n|---|---|\n| [lamps]({}) | c |",
            "[^a]\n\n[^a]: [lamps]({})",
            "## [lamps]({})",
        ),
        *("[**lamps**]({})", "\\[lamps]({})", "[lamps]\n({})", "[lamps]( {} )", "[![x](lamps.md)]({})", "lamps[^b]"),
        *("[^c]: Oil", '<div markdown="1">\n[lamps]({})\n</div>', '<a name="here">lamps</a> [x](#here)', "[x](#fn:a)"),
    ]
)


def host_says(texts):
    """What MkDocs warns of in pages, with the settings that the site has."""
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": "Lamps",
            "docs_dir": ".",
            "use_directory_urls": False,
            "markdown_extensions": ["attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"],
            "validation": {
                "links": dict.fromkeys(("not_found", "anchors", "absolute_links", "unrecognized_links"), "warn")
            },
        }
    )
    config.validate()
    config.plugins._current_plugin = "tests"
    files = Files([File.generated(config, address, content=text) for address, text in texts.items()])
    warned = []
    handler = logging.Handler()
    handler.emit = lambda record: warned.append(record.getMessage()) if record.levelno >= logging.WARNING else None
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    try:
        pages = [HostPage(None, file, config) for file in files]
        for page in pages:
            page.read_source(config)
            page.render(config, files)
        for page in pages:
            page.validate_anchor_links(files=files, log_level=logging.WARNING)
    except ValueError as error:  # the host stops, with a traceback, on an address that it cannot take apart
        warned.append(str(error))
    finally:
        log.removeHandler(handler)
    return warned


def test_the_host_warns_of_what_we_think_that_it_warns_of():
    assert host_says(PAGES) == []
    assert len(host_says({**PAGES, "a.md": "# A\n\n[a](b.md) [c](#d) [e](/f) [g](h)\n"})) == 4


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(st.lists(st.tuples(FORMS, TARGETS), min_size=1, max_size=3))
def test_the_host_has_nothing_to_say_of_pages_that_the_check_has_passed(pieces):
    lines = "\n\n".join(form.replace("{}", target) for form, target in pieces)
    texts = {**PAGES, "more/lamps.md": f"{PAGES['more/lamps.md']}\n{lines}\n"}
    found = problems_of(texts)
    warned = host_says(texts)
    assert found or not warned, warned
    assert all(isinstance(place, Place) and place.line > 0 for place in found)


def problems_of(texts):
    """The places of all that the check says of pages alone."""
    read = [read_page(f"docs/{address}", text) for address, text in texts.items()]
    pages = [page for page, _ in read]
    ways = list(in_pages(pages, "docs"))
    known = known_pages((), [], pages, frozenset(texts), "docs")
    links = judged([way for way in ways if isinstance(way, Way)], known, {}, lambda *_: texts)
    own = [problem for _, problems in read for problem in problems]
    return [problem.place for problem in (*own, *(way for way in ways if not isinstance(way, Way)), *links.problems)]


def test_what_the_frame_leads_to_is_looked_at_only_where_there_is_a_frame(library, today):
    assert not re.search("contribute", str(examine(library(), today).problems))


# Pictures that the templates of a library bring along


def test_a_picture_of_the_templates_is_published_without_what_it_tells(library, today):
    root = library()
    path = root / "templates" / "overrides" / "assets" / "lamp.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(pictures.jpeg(author="Tindwa"))
    site = make_site(root, today)
    assert {(str(one.place), one.rule) for one in site.problems if one.rule.startswith("media")} == {
        ("templates/overrides/assets/lamp.jpg:1:1", "media-author")
    }
    (shown,) = (page.as_bytes() for page in site.pages if page.address == "assets/lamp.jpg")
    assert b"Tindwa" not in shown
    assert shown.startswith(b"\xff\xd8")


@pytest.mark.parametrize(("name", "data", "rule"), [
    ("lamp.jpg", pictures.jpeg(gps=True), "media-location"),
    ("lamp.mp4", b"\0\0\0\x18ftypmp42", "media-unread"),
])  # fmt: skip
def test_a_file_of_the_templates_is_refused_as_one_of_docs_is(library, today, name, data, rule):
    root = library()
    path = root / "templates" / "overrides" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    assert rule in [one.rule for one in make_site(root, today).problems]
    assert not make_site(root, today).is_sound


@pytest.mark.parametrize("name", ["library", "biblioteca"])
def test_no_page_that_is_composed_is_said_never_to_come(name, today):
    site = make_site(EXAMPLES / name, today)
    by_hand = {
        path.relative_to(EXAMPLES / name / "docs").as_posix() for path in (EXAMPLES / name / "docs").rglob("*.md")
    }
    known = by_hand | ADDRESSES
    made = {page.address for page in site.pages if page.address.endswith(".md")} - known
    documents, _ = read_all(EXAMPLES / name, frozenset(KINDS))
    pages = frozenset(page_of(one.kind, one.slug) for one in documents if one.kind)
    assert {page for page in made if not _may_come(documents, frozenset(), page, is_all_read=True)} == set()
    values = {page for page in made if page.startswith(tuple(f"{facet}/" for facet in FACETS))}
    assert values
    assert {page for page in values if not _may_come(documents, pages, page, is_all_read=True)} == set()
    assert not _may_come(documents, frozenset(), "countries/is.md", is_all_read=True)
    assert not _may_come(documents, frozenset(), "shelves/old.md", is_all_read=True)


@pytest.mark.parametrize(
    ("start", "others", "years"),
    [
        ("2019", "", {"2010": True, "1990": False, "2020": True, "2015": False, "index": True}),
        ("199o", "", {"1990": True}),
        ("2019", "sources: {a-1985: {title: A, year: 1985}}\n", {"1990": True, "1970": False}),
        ("c. 1987", "", {"1980": True, "1990": True, "1970": False}),
    ],
)
def test_the_page_of_a_decade_may_come_only_if_some_record_can_be_of_it(library, start, others, years):
    documents, _ = read_all(library(), frozenset(KINDS))
    read = frozenset(page_of(one.kind, one.slug) for one in documents if one.kind)
    front = f"title: A\nlevel: [community]\nperiod: {{start: {start}, end: 2021}}\n{others}"
    broken, _ = parse(f"---\n{front}---\n", "practices/cases/a.md")
    told = {year: _may_come([*documents, broken], read, f"years/{year}.md", is_all_read=True) for year in years}
    assert told == years


def test_pages_of_values_that_no_record_can_have_never_come(library):
    documents, _ = read_all(library(), frozenset(KINDS))
    read = frozenset(page_of(one.kind, one.slug) for one in documents if one.kind)

    def may_come(page, read=read, **more):
        return _may_come(documents, read, page, **{"is_all_read": True, **more})

    assert [may_come(f"{page}.md") for page in ("direction/better", "status/finished", "direction/not-known")] == [
        False
    ] * 3
    assert [may_come(f"{page}.md") for page in ("direction/improved", "status/outline", "direction/index")] == [
        True
    ] * 3
    # What a file cannot tell yet may be told by it later.
    assert may_come("direction/not-known.md", frozenset())
    assert may_come("years/1990.md", is_all_read=False)


def test_the_pictures_that_come_with_the_program_are_clean_in_a_library_that_takes_its_templates_over(library, today):
    root = library()
    shutil.copytree(TEMPLATES, root / "templates")
    assert [str(one) for one in make_site(root, today).problems if one.rule.startswith("media")] == []
