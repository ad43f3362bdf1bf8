"""The parts of the scripts that touch no page, each by its table of examples in tests/examples/scripts/, in a page that is empty.

A row says what is called `with` what, and what that `gives`; of an object only the members that stand there are compared. They answer in
milliseconds, so a rule about words is tried here, and by the tests of the search only where a reader meets it.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.pages.explore import packed

from ..libraries import EXAMPLES, ROOT, pages_of

ASSETS = ROOT / "templates" / "overrides" / "assets"
TABLES = EXAMPLES / "scripts"
SCRIPTS = (
    "base.js",
    "pieces.js",
    "search-query.js",
    "search-ask.js",
    "search-near.js",
    "search-pin.js",
    "explore-state.js",
)
ROWS = [
    pytest.param(row, id=f"{path.stem}-{at}")
    for path in sorted(TABLES.glob("*.json"))
    for at, row in enumerate(json.loads(path.read_text("utf-8")))
]
# What is called by a short name. `near` stands in for the index: by word, the pages that have it, in words. `seen` makes JSON of what comes.
HELPERS = """
window.seen = (value) => JSON.parse(JSON.stringify(value ?? null, (key, one) =>
  one instanceof Map ? Object.fromEntries(one) : one instanceof Set ? [...one] : one instanceof Uint32Array ? [...one] : one));
const lists = (pages) => {
  const all = pages.map((content, at) => ({ id: content, score: pages.length - at, content }));
  return (word) => all.filter((one) => one.content.split(" ").includes(word));
};
const indexed = (pages) => {
  const having = lists(pages);
  const spelling = {};
  for (const page of pages) for (const word of new Set(page.split(" "))) spelling[word] = (spelling[word] || 0) + 1;
  Object.assign(hgSearch, {
    spelling: async (letter) => Object.fromEntries(Object.entries(spelling).filter(([word]) => word[0] === letter)),
    alone: async (_, word) => having(word),
    count: async (word) => (word.includes(" ") ? pages.filter((page) => ` ${page} `.includes(` ${word} `)) : having(word)).length,
    read: async (results) => results.map(({ content }) => ({ content, locations: content.split(" ").map((_, at) => at), meta: {} })),
    seek: async ({ words }) => ({ found: having(words[0]).filter((one) => words.every((word) => having(word).includes(one))) }),
  });
};
window.otherwise = async ({ lost, pages }) => { indexed(pages); return hgSearch.otherwise(lost); };
window.near = async ({ asked, found = [], strays = [], pages = [], names = [] }) => {
  indexed(pages);
  const own = found.map((content) => ({ id: content, content }));
  const { mixed, partly, like, words, meant } = await hgSearch.near({ asked: hgSearch.understand(asked), found: own, strays, names: async () => names });
  const contents = (all) => all.map(({ content }) => content);
  return { mixed: contents(mixed), partly: contents(partly), like: contents(like), words, meant: meant.map(({ name }) => name) };
};
window.asked = (method, text, ...rest) => hgSearch[method](hgSearch.understand(text), ...rest);
window.spoken = (text, forms) => hgSearch.spoken(hgSearch.understand(text), forms);
window.again = (address) => hgExplore.write(hgExplore.read(address, hgExplore.library).state, hgExplore.library);
window.read = (address) => hgExplore.read(address, hgExplore.library);
window.counted = (address, found = null) => hgExplore.count(hgExplore.library, read(address).state, found);
window.ordered = (address, most, found = null) =>
  hgExplore.order(hgExplore.library, read(address).state, counted(address, found).matches, found, most);
"""
# Six records: 0 to 3 are cases, 4 is a paper, 5 a programme.
LIBRARY = {
    "facets": [
        {"key": "theme", "folder": "themes/", "values": ["law", "care"], "labels": ["Law", "Care"], "holders": [[0, 1, 4], [2, 5]]},
        {"key": "country", "folder": "countries/", "values": ["KE", "NP"], "labels": ["Kenya", "Nepal"], "holders": [[0, 2, 3], [1, 4]]},
    ],
    "kinds": [[0, 1, 2, 3], [4], [5]],
    "total": 6,
    "titles": [5, 3, 1, 0, 2, 4],
    "checked": [2, 0, 1, 3, 4, 5],
    "piece": 25,
}  # fmt: skip
KINDS = {"cases": "Case", "papers": "Paper", "programmes": "Programme", "tools": "Tool"}
"""The kinds that are practice, and one that a library may add."""


@pytest.fixture(scope="module")
def words() -> str:
    """The words of the search, as the example library has them made."""
    return pages_of(EXAMPLES / "library")["assets/search-words.js"]


@pytest.fixture(scope="module")
def blank(browser: Browser, words: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page that holds the field of the search, which every page has, and these scripts alone."""
    folder = tmp_path_factory.mktemp("blank")
    tags = "".join(f'<script src="{(ASSETS / name).as_uri()}" data-root="."></script>' for name in SCRIPTS)
    (folder / "blank.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><form class="hg-find"><input name="q"></form>{tags}',
        "utf-8",
    )
    page = browser.new_page()
    page.goto((folder / "blank.html").as_uri())
    page.add_script_tag(content=HELPERS)
    page.add_script_tag(content=words)
    page.evaluate("hgSearch.prepare()")
    data = LIBRARY | {
        "facets": [facet | {"holders": [packed(some) for some in facet["holders"]]} for facet in LIBRARY["facets"]],
        "kinds": [packed(some) for some in LIBRARY["kinds"]],
    }
    facets = {facet["key"]: facet["key"].title() for facet in LIBRARY["facets"]}
    page.evaluate(
        "([said, data]) => { hgExplore.words(said); hgExplore.data(data); }",
        [{"facets": facets, "kinds": KINDS, "and_more": "and %n more"}, data],
    )
    yield page
    page.close()


@pytest.mark.parametrize("row", ROWS)
def test_each_example_gives_what_its_table_says(row: dict[str, Any], blank: Page) -> None:
    given = blank.evaluate("async ([call, given]) => seen(await eval(call)(...given))", [row["call"], row["with"]])
    wanted = row["gives"]
    if isinstance(wanted, dict):
        given = {key: given.get(key) for key in wanted}
    assert given == wanted, row.get("because", "")


def test_each_script_without_a_page_has_examples() -> None:
    called = " ".join(path.stem for path in TABLES.glob("*.json"))
    assert all(
        name.removesuffix(".js") in called for name in SCRIPTS if name not in ("base.js", "pieces.js", "search-ask.js")
    )
