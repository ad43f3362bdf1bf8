"""Nothing that is held back is anywhere in the built site: not in a page, a name, a packed index or an encoded copy."""

import base64
import gzip
import html
import json
import re
import shutil
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.address import Share
from generator.pages.open_data.csv_text import csv_text, guarded
from generator.publish.building import build
from generator.publish.leaks import contents_of, find_leaks, forms_of
from generator.publish.sharding import build_shard
from generator.schema import values

from .. import pictures
from ..libraries import examine
from ..sites import REPOSITORY, TODAY, Once

LIBRARY = REPOSITORY / "tests" / "examples" / "library"
SHOWN = "qzshownqx"
"""Stands in what is published, so that a search that finds nothing is known to be able to find."""


def secret(name: str) -> str:
    """A word that stands nowhere else, that stemming leaves alone, with signs that each way of writing changes."""
    return f"Qz{name}qx é&/ü <{name}>"


def word(name: str) -> str:
    return f"qz{name}qx"


PLANTED = (
    "coarseplace", "coarsenote", "hiddenorg", "hiddenacronym", "hiddenother", "hiddenbody", "heldstatement", "heldcaution", "heldlesson",
    "heldanswer", "heldsource", "heldpublisher", "onlycitedthere", "heldfield", "heldparagraph", "heldlist",
    "heldstudy", "heldplain", "heldprovider", "heldcost", "heldmaterial", "heldaddress", "heldnotfor", "heldreading", "sharedsource", "sharedaddress", "sharedbody",
    "embargotitle", "embargobody",
    "withdrawnbody", "withdrawnsummary", "foreditors", "reference", "yamlcomment", "docscomment", "hiddenfile", "mediaauthor",
)  # fmt: skip
SLUGS = (
    "qzhiddenslugqx",
    "qzembargoslugqx",
    "qzlocalidqx",
    "qzclaimidqx",
    "qzsourcekeyqx",
    "qzstudykeyqx",
    "qzsourceslugqx",
)

CASE = f"""---
# {secret("yamlcomment")}
title: A shelf under a roof
summary: It is told {SHOWN}.
status: documented
checked: 2026-11-01
for_editors: "{secret("foreditors")}"
consent: {{basis: written-consent, reference: "{secret("reference")}", date: 2026-01-01, review: 2027-01-01}}
sensitivity:
  place: sub-region # {secret("yamlcomment")}
  organisations:
    - {{organisation: two-valleys-council, told_as: A council in the hills}}
  held_back: {{period: safety}}
organisations: [lantern-readers]
partners: [two-valleys-council, qzhiddenslugqx]
scope: {{kind: country, countries: [DJ], places: "{secret("coarseplace")}", note: "{secret("coarsenote")}"}}
period: {{start: "1987", note: "{secret("heldfield")}"}}
strategies: [travelling-shelves]
studies:
  qzstudykeyqx:
    design: "{secret("heldstudy")}"
    plain: "{secret("heldplain")}"
    sources: [open]
    held_back: safety
providers:
  - {{who: "{secret("heldprovider")}", sources: [open], held_back: safety}}
costs:
  - {{amount: 7654321, currency: EUR, start: "2019", covers: "{secret("heldcost")}", claimed_by: implementer, sources: [open], held_back: legal}}
materials:
  - {{title: "{secret("heldmaterial")}", url: "https://{word("heldaddress")}.example/", sources: [open], held_back: safety}}
not_for:
  - {{text: "{secret("heldnotfor")}", sources: [shared], held_back: safety}}
outcomes:
  - {{id: told, statement: It is told., direction: improved, evidence: monitoring, claimed_by: implementer, study: qzstudykeyqx, sources: [open]}}
  - id: qzclaimidqx
    statement: "{secret("heldstatement")}"
    caution: "{secret("heldcaution")}"
    direction: improved
    evidence: monitoring
    claimed_by: implementer
    sources: [open, only-there]
    held_back: personal
resistance:
  - id: said-no
    form: denial
    what: They said no.
    sources: [qzsourcekeyqx]
    responses:
      - {{response: allies, what: "{secret("heldanswer")}", held_back: relations}}
lessons:
  - {{id: qzlocalidqx, text: "{secret("heldlesson")}", held_back: legal}}
sources:
  open: {{title: An open book, year: n.d., url: "https://books.example/open"}}
  only-there: {{title: "{secret("onlycitedthere")}", year: n.d.}}
  shared: {{source: qzsourceslugqx, note: "{secret("heldreading")}"}}
  qzsourcekeyqx: {{title: "{secret("heldsource")}", publisher: "{secret("heldpublisher")}", year: n.d., held_back: safety}}
---

It was told.[^open][^qzsourcekeyqx]

::: held-back safety
{secret("heldparagraph").split(" <")[0]}

- {secret("heldlist").split(" <")[0]}
:::

It goes on with [a council](../organisations/two-valleys-council.md) and [others](../organisations/qzhiddenslugqx.md).
"""
ORGANISATION = f"""---
title: "{secret("hiddenorg")}"
acronym: {word("hiddenacronym")}
also: ["{secret("hiddenother")}"]
told_as: A network of readers
---

{word("hiddenbody")}
"""
SHARED = f"""---
title: "{secret("sharedsource")}"
year: n.d.
url: https://{word("sharedaddress")}.example/
---

{word("sharedbody")}
"""
EMBARGOED = f"""---
title: "{secret("embargotitle")}"
embargo: 2026-11-22
strategies: [travelling-shelves]
organisations: [lantern-readers]
---

{word("embargobody")}
"""
WITHDRAWN = f"""---
title: A shelf that was
summary: "{secret("withdrawnsummary")}"
withdrawn: {{date: 2026-11-20}}
---

{word("withdrawnbody")}
"""


@pytest.fixture(autouse=True, scope="module")
def any_sign() -> Iterator[None]:
    """The rules refuse signs that a secret has so that it is escaped differently wherever it lands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values, "FORBIDDEN", ())
        yield


@pytest.fixture(scope="module")
def planted(once: Once) -> Path:
    """The root of a library with a secret in every place that is held back, built, and built in shards."""
    return once("planted", plant, after=build_shards)


def build_shards(root: Path) -> None:
    for number in range(2):
        assert build_shard(root, TODAY, Share(number, 2), shard_in(root, number)).out


def shard_in(root: Path, number: int) -> Path:
    return root / f"build/shard-{number + 1}-of-2"


def plant(root: Path) -> None:
    shutil.copytree(LIBRARY, root, dirs_exist_ok=True)
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8").replace("forms-of-resistance.md", "resistance.md")
    overrides = json.dumps((REPOSITORY / "templates" / "overrides").as_posix())
    (root / "mkdocs.yml").write_text(settings.replace("templates/overrides", overrides), "utf-8")
    for address, text in {
        "practices/cases/a-shelf-under-a-roof.md": CASE,
        "practices/organisations/qzhiddenslugqx.md": ORGANISATION,
        "practices/sources/qzsourceslugqx.md": SHARED,
        "practices/cases/qzembargoslugqx.md": EMBARGOED,
        "practices/cases/withdrawn-slug.md": WITHDRAWN,
        "docs/contribute/index.md": f"# Contribute\n\n<!-- {secret('docscomment')}\n-->\n\n{SHOWN}\n",
        "docs/about.md": "# About\n\nAbout.\n",
        "docs/safety.md": "# Safety\n\nSafety.\n\n## Exit\n",
        "docs/start/index.md": "# Start\n\nStart.\n",
        "docs/.notes.md": secret("hiddenfile"),
    }.items():
        (root / address).parent.mkdir(parents=True, exist_ok=True)
        (root / address).write_text(text, "utf-8")
    regions = root / "practices/vocabularies/regions.md"
    regions.write_text(regions.read_text("utf-8").replace("[KE, UG]", "[KE, UG, DJ]"), "utf-8")
    (root / "docs" / "assets").mkdir()
    (root / "docs" / "assets" / "photo.jpg").write_bytes(pictures.jpeg(author=word("mediaauthor")))
    (root / "docs" / "assets" / "drawing.png").write_bytes(
        pictures.written("PNG", exif=pictures.exif(author=word("mediaauthor")))
    )
    (root / "build" / "docs").mkdir(parents=True)
    assert {problem.rule for problem in examine(root, TODAY).problems} <= {
        "media-author",
        "media-hidden",
        "no-site-address",
    }


def unpacked(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Our own reading of what files hold, so that the program's cannot hide its faults."""
    yield data
    if data[:2] == b"\x1f\x8b":
        yield from unpacked(gzip.decompress(data), depth + 1)
    for match in re.finditer(rb'"([A-Za-z0-9+/=]{40,})"', data) if depth < 3 else ():
        yield from unpacked(base64.b64decode(match[1]), depth + 1)


@pytest.fixture(scope="module")
def everything(planted: Path) -> dict[str, bytes]:
    """Each file of the site and of the tree that it was made from, by name: all it holds, unpacked, in small letters."""
    # What is kept for the next run is made of the records as they are, and goes nowhere.
    folders = ("site", "build/docs", "build/shard-*")
    files = [path for folder in folders for path in planted.glob(f"{folder}/**/*") if path.is_file()]
    assert {path.relative_to(planted).parts[:2] for path in files} >= {
        ("build", "shard-1-of-2"),
        ("build", "shard-2-of-2"),
    }
    return {
        path.relative_to(planted).as_posix(): b"\n".join([str(path).encode(), *unpacked(path.read_bytes())]).lower()
        for path in files
    }


def holding(everything: dict[str, bytes], text: str) -> list[str]:
    data = text.encode()
    forms = {data, html.escape(text).encode(), urllib.parse.quote(text).encode(), json.dumps(text)[1:-1].encode()}
    forms = {form.lower() for form in forms}
    # Only the middle of a text in base64 is the same whatever stands around it; a few signs of it would be anywhere.
    coded = {middle for shift in range(3) if len(middle := base64.b64encode(b"x" * shift + data)[4:-4].lower()) > 11}
    return [name for name, held in everything.items() if any(form in held for form in forms | coded)]


def test_what_is_published_is_found_in_pages_and_in_the_index(everything: dict[str, bytes]) -> None:
    names = holding(everything, SHOWN)
    assert "site/cases/a-shelf-under-a-roof.html" in names
    assert "site/contribute/index.html" in names
    assert [name for name in names if "/pagefind/fragment/" in name and name.endswith(".js")]
    assert [name for name in names if "/pagefind/index/" in name and name.endswith(".pf_index")]


@pytest.mark.parametrize("name", PLANTED)
def test_no_secret_is_in_any_file_in_any_form(everything: dict[str, bytes], name: str) -> None:
    assert holding(everything, word(name)) == []
    assert holding(everything, secret(name)) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_no_hidden_slug_or_id_is_in_any_file(everything: dict[str, bytes], slug: str) -> None:
    assert holding(everything, slug) == []


FORM_HAS = {"Djibouti": ("contribute/form",)}
"""The form offers every country there is."""


@pytest.mark.parametrize("name", ["Djibouti", "countries/dj", "7654321", "7,654,321", "held_back", "told_as"])
def test_neither_the_place_nor_the_wish_to_hide_it_is_in_the_site(everything: dict[str, bytes], name: str) -> None:
    guides = ("contribute/fields", "contribute/schema", "contribute/rules", *FORM_HAS.get(name, ()))
    assert [page for page in holding(everything, name) if not any(guide in page for guide in guides)] == []


def test_an_organisation_that_is_told_by_a_description_is_not_beside_the_case(everything: dict[str, bytes]) -> None:
    page = everything["site/cases/a-shelf-under-a-roof.html"].decode()
    assert "two valleys" not in page
    assert "a council in the hills" in page
    assert "a network of readers" in page
    assert "eastern africa" in page
    assert "some details are withheld for safety" in page
    assert "under-a-roof" in everything["site/organisations/a-council-in-the-hills.html"].decode()
    assert "under-a-roof" not in everything["site/organisations/two-valleys-council.html"].decode()


def test_a_withdrawn_address_says_so_and_nothing_else_names_it(everything: dict[str, bytes]) -> None:
    assert "this record was withdrawn." in everything["site/cases/withdrawn-slug.html"].decode()
    named = {name for name in holding(everything, "withdrawn-slug") if name.startswith("site/")}
    assert named <= {"site/cases/withdrawn-slug.html", "site/withdrawn.json"}
    gone = {"date": TODAY.isoformat(), "withdrawn": ["cases/withdrawn-slug"]}
    assert json.loads(everything["site/withdrawn.json"].split(b"\n", 1)[1]) == gone
    assert holding(everything, "A shelf that was") == []


def test_data_tell_what_pages_tell_so_that_a_secret_would_be_found_in_them(everything: dict[str, bytes]) -> None:
    told = {"cases.csv", "cases.json", "cases.jsonl", "records.csv", "library.jsonld"}
    found = set(holding(everything, SHOWN))
    assert {f"site/data/{name}" for name in told} | {"site/cases/a-shelf-under-a-roof.json"} <= found


# The program's own last look


def test_a_secret_is_found_in_a_table_though_its_signs_are_written_twice(tmp_path: Path) -> None:
    text = '=said "no"; -and again'
    (tmp_path / "a.csv").write_text(csv_text([["name"], [guarded(text)]]), "utf-8")
    assert [str(found.place) for found in find_leaks(tmp_path, [text], "site")] == ["site/a.csv:1:1"]


def test_a_secret_that_slips_through_stops_the_build(planted: Path, tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(planted, root)
    template = root / "templates" / "pages" / "all-sources.md.jinja"
    template.parent.mkdir(parents=True)
    shutil.copy2(REPOSITORY / "templates" / "pages" / "all-sources.md.jinja", template)
    template.write_text(
        template.read_text("utf-8") + f"\n{secret('heldstatement').split(' ')[0]} é&/ü &lt;heldstatement&gt;\n", "utf-8"
    )
    before = (root / "site" / "sources.html").read_bytes()
    built = build(root, TODAY)
    assert built.out is None
    assert [
        (problem.rule, problem.place.path) for problem in built.problems if "heldstatement" in problem.message.lower()
    ] == [("leak", "build/site/sources.html")]
    assert (root / "site" / "sources.html").read_bytes() == before
    # Nor does it leave a machine that builds a part of the site.
    number = next(number for number in range(2) if Share(number, 2).has("sources.md"))
    shutil.rmtree(shard_in(root, number))
    part = build_shard(root, TODAY, Share(number, 2), shard_in(root, number))
    assert {problem.place.path for problem in part.problems if problem.rule == "leak"} == {
        f"{shard_in(root, number).name}/html/sources.html"
    }
    assert part.out is None
    assert not shard_in(root, number).exists()


@pytest.mark.parametrize("form", sorted(forms_of(secret("held"))))
def test_each_form_of_a_secret_is_found(tmp_path: Path, form: bytes) -> None:
    (tmp_path / "plain.txt").write_bytes(b"before " + form + b" after")
    (tmp_path / "packed.gz").write_bytes(gzip.compress(b"before " + form + b" after"))
    assert [str(found.place) for found in find_leaks(tmp_path, [secret("held")], "site")] == [
        "site/packed.gz:1:1",
        "site/plain.txt:1:1",
    ]


@pytest.mark.parametrize("shift", range(3))
def test_a_secret_is_found_in_base64_wherever_it_begins(tmp_path: Path, shift: int) -> None:
    text = "-" * (60 + shift) + secret("held") + "-" * 60
    (tmp_path / "twin.js").write_bytes(b'hgPiece("x","' + base64.b64encode(gzip.compress(text.encode())) + b'")')
    (tmp_path / "image.css").write_bytes(b"url(data:;base64," + base64.b64encode(text.encode()) + b")")
    assert len(find_leaks(tmp_path, [secret("held")], "site")) == 2


def test_a_file_that_only_looks_packed_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "broken.gz").write_bytes(b"\x1f\x8b" + secret("held").encode())
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04" + secret("held").encode())
    assert len(find_leaks(tmp_path, [secret("held")], "site")) == 2
    assert list(contents_of(b"\x1f\x8bnothing")) == [b"\x1f\x8bnothing", b""]


def test_nothing_is_read_where_nothing_is_held_back(tmp_path: Path) -> None:
    assert find_leaks(tmp_path / "absent", [], "site") == []
