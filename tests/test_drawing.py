"""Pictures: nothing overlaps, nothing lies outside, and hosts pass the markup through as it is."""

import datetime
import re
import shutil
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.render.drawing import Box, Picture, Step, Text, progress, reach, theory, timeline, width_of, wrapped
from generator.render.drawing import Path as Line
from generator.schema import values
from generator.schema.parts import Period
from generator.schema.programmes import TheoryOfChange

from .libraries import make_site

LIBRARY = Path(__file__).parent / "examples" / "library"
TODAY = datetime.date(2026, 11, 21)
EXTENSIONS = ["attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]
THEORY = {
    key: f"The {key} of it" for key in ("inputs", "areas", "short", "medium", "long", "impact", "assumptions", "on")
}
LEGEND = {"documented": "Documented: 3", "outline": "Outline", "absent": "Not here"}
PERIOD = {"start": "Begins in May", "end": "Ends in June", "today": "Under way today"}
HUGE = "\ufdfa\ufdfb\ufdfd\u2e3a\u2e3b"
"""Single signs that are wider than a column; no line could hold them."""

words = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=HUGE), min_size=1, max_size=250)
texts = st.one_of(
    words, st.text("abcdefgi W", max_size=290), st.text("文字、。国", max_size=90), st.text("سشابم ", max_size=90)
)
texts = texts.filter(lambda text: bool(values.UNSEEN.sub("", text).strip()))
whens = st.builds(
    lambda year, month, day, parts: "-".join((f"{year}", f"{month:02}", f"{day:02}")[:parts]),
    st.integers(1800, 2199),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(1, 3),
)
slow = settings(max_examples=60, deadline=None)


@pytest.fixture(autouse=True, scope="module")
def any_text() -> Iterator[None]:
    """The rules refuse markup in fields. Pictures must hold it without them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values, "FORBIDDEN", ())
        yield


def meet(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def overlaps(things: Iterable[Box | Text]) -> list[tuple[Box | Text, Box | Text]]:
    return [(a, b) for a, b in combinations(things, 2) if meet(a.edges, b.edges)]


def outside(width: int, height: int, things: Iterable[Box | Text | Line]) -> list[object]:
    def lies_in(thing: Box | Text | Line) -> bool:
        if isinstance(thing, Line):
            return all(0 <= x <= width and 0 <= y <= height for x, y in thing.points)
        left, top, right, bottom = thing.edges
        return left >= 0 and top >= 0 and right <= width and bottom <= height

    return [thing for thing in things if not lies_in(thing)]


def assert_sound(picture: Picture) -> None:
    assert outside(picture.width, picture.height, (*picture.boxes, *picture.paths, *picture.texts)) == []
    assert overlaps(picture.texts) == []


# Words


@slow
@given(texts, st.integers(40, 400), st.booleans())
@example("developments", 40, True)
@example("Regional", 60, False)
def test_no_line_is_wider_than_its_room_and_none_of_the_text_is_lost(text: str, room: int, bold: bool) -> None:
    lines = wrapped(text, room, bold=bold)
    assert all(width_of(line, bold=bold) <= room for line in lines)
    assert re.sub(r"[\s-]", "", "".join(lines)) == re.sub(r"[\s-]", "", text)
    assert all(lines)


@slow
@given(texts, st.integers(60, 400), st.integers(1, 5))
def test_a_text_that_is_cut_says_so(text: str, room: int, most: int) -> None:
    lines = wrapped(text, room, most=most)
    assert len(lines) <= most
    assert all(width_of(line) <= room for line in lines)
    assert lines == wrapped(text, room) or lines[-1].endswith("…")


def test_a_word_breaks_only_where_it_must() -> None:
    assert wrapped("women and girls", 70) == ("women", "and girls")
    assert wrapped("institutionalisation", 80) == ("institution-", "alisation")
    assert wrapped("性别平等是人权", 60) == ("性别平", "等是人", "权")
    assert wrapped("well-known", 60) == ("well-", "known")


# Theory of change

theories = st.builds(
    lambda inputs, areas, foundation, outcomes, impact, assumptions: TheoryOfChange.model_validate(
        {
            "inputs": inputs,
            "areas": areas,
            "foundation": foundation,
            "outcomes": [{"id": f"o{at}", "term": term, "text": text} for at, (term, text) in enumerate(outcomes)],
            "impact": impact,
            "assumptions": assumptions,
        }
    ),
    st.lists(texts, max_size=6),
    st.lists(texts, max_size=4),
    st.none() | texts,
    st.lists(st.tuples(st.sampled_from(("short", "medium", "long")), texts), max_size=6),
    st.none() | texts,
    st.lists(texts, max_size=3),
)


def assert_theory_is_sound(plan: TheoryOfChange, wide: bool) -> None:
    picture = theory(plan, THEORY, wide=wide)
    assert picture == theory(plan, THEORY, wide=wide)
    if picture is None:
        return
    assert_sound(picture)
    assert overlaps(picture.boxes) == []
    inner = [text for text in picture.texts if any(meet(text.edges, box.edges) for box in picture.boxes)]
    for text in inner:
        left, top, right, bottom = text.edges
        assert any(
            b[0] <= left and b[1] <= top and right <= b[2] and bottom <= b[3] for b in (x.edges for x in picture.boxes)
        )
    arrows = [path for path in picture.paths if path.kind in ("arrow", "head")]
    for (x, y), box in ((point, box) for path in arrows for point in path.points for box in picture.boxes):
        assert not (box.x < x < box.edges[2] and box.y < y < box.edges[3])


@slow
@given(theories, st.booleans())
def test_a_theory_of_any_texts_has_no_overlap(plan: TheoryOfChange, wide: bool) -> None:
    assert_theory_is_sound(plan, wide)


@pytest.mark.parametrize("wide", [True, False])
def test_a_theory_of_forty_parts_is_drawn_and_one_of_a_single_part_is_not(wide: bool) -> None:
    many = TheoryOfChange(inputs=("Wood and a long evening",) * 40, areas=("Words" * 20,) * 40, foundation="Land")
    assert_theory_is_sound(many, wide)
    picture = theory(many, THEORY, wide=wide)
    assert picture is not None
    assert len(picture.boxes) == 81
    assert theory(TheoryOfChange(impact="Everybody reads."), THEORY, wide=wide) is None
    assert theory(TheoryOfChange(), THEORY, wide=wide) is None


def test_the_stages_run_to_the_right_or_downwards() -> None:
    plan = TheoryOfChange(inputs=("Wood",), areas=("Words",), impact="Reading")
    desk, phone = theory(plan, THEORY, wide=True), theory(plan, THEORY, wide=False)
    assert desk
    assert phone
    assert [box.kind for box in sorted(desk.boxes, key=lambda box: box.x)] == ["input", "area", "impact"]
    assert [box.kind for box in sorted(phone.boxes, key=lambda box: box.y)] == ["input", "area", "impact"]
    assert len({box.x for box in phone.boxes}) == 1


# Timeline

steps = st.lists(st.builds(Step, whens, st.just("A moment"), texts), max_size=8)
periods = st.none() | st.builds(
    lambda first, second, ongoing, approximate: Period(
        start=min(first, second) if first else None,
        end=None if ongoing or first is None else max(first, second),
        ongoing=ongoing,
        approximate=approximate,
    ),
    st.none() | st.integers(1800, 2199).map(str),
    st.integers(1800, 2199).map(str),
    st.booleans(),
    st.booleans(),
)
statuses = st.sampled_from(("planned", "running", "ended", "not-known"))


def assert_timeline_is_sound(row: list[Step], period: Period | None, status: str, wide: bool) -> Picture | None:
    picture = timeline(row, period, (status, TODAY), PERIOD, wide=wide)
    assert picture == timeline(row, period, (status, TODAY), PERIOD, wide=wide)
    if picture:
        assert_sound(picture)
        for path in picture.paths:
            for (x, y), (to_x, to_y) in pairwise(path.points) if path.kind == "pole" and wide else ():
                across = (min(x, to_x), min(y, to_y), max(x, to_x) + 1, max(y, to_y) + 1)
                assert not [text for text in picture.texts if meet(across, text.edges)]
    return picture


@slow
@given(steps, periods, statuses, st.booleans())
def test_labels_of_any_dates_never_overlap(row: list[Step], period: Period | None, status: str, wide: bool) -> None:
    assert_timeline_is_sound(row, period, status, wide)


@pytest.mark.parametrize("wide", [True, False])
def test_forty_steps_of_one_month_are_stacked(wide: bool) -> None:
    row = [Step("2020-05", "May 2020", "Another meeting was held in the hall.")] * 40
    picture = assert_timeline_is_sound(row, None, "not-known", wide)
    assert picture is not None
    assert len([box for box in picture.boxes if box.kind == "mark"]) == 40


@pytest.mark.parametrize("wide", [True, False])
def test_a_single_day_is_no_timeline(wide: bool) -> None:
    assert timeline([Step("2020", "2020", "It began.")], None, ("not-known", TODAY), PERIOD, wide=wide) is None
    assert timeline([], Period(start="2020"), ("not-known", TODAY), PERIOD, wide=wide) is None
    assert timeline([], Period(start="2020", end="2021"), ("ended", TODAY), PERIOD, wide=wide) is not None


def test_months_are_respected_and_a_year_is_as_wide_as_a_year() -> None:
    row = [Step("2020-01", "", "a"), Step("2020-07", "", "b"), Step("2021", "", "c")]
    picture = timeline(row, None, ("not-known", TODAY), PERIOD, wide=True)
    assert picture is not None
    january, july, year = [box for box in picture.boxes if box.kind != "axis"]
    axis = next(box for box in picture.boxes if box.kind == "axis")
    assert (july.x - january.x) * 4 == pytest.approx(axis.width, abs=8)
    assert year.width * 2 == pytest.approx(axis.width, abs=4)
    assert [box.kind for box in (january, july, year)] == ["mark", "mark", "year"]


@pytest.mark.parametrize(
    ("status", "period", "kinds"),
    [
        ("running", Period(start="2023-04", end="2028-03"), ["done", "todo"]),
        ("running", Period(start="2023", ongoing=True), ["done", "open"]),
        ("ended", Period(start="2019", end="2021"), ["done"]),
        ("planned", Period(start="2027", end="2028"), ["todo"]),
        ("not-known", Period(start="2019"), ["open"]),
        ("ended", Period(end="2019"), ["open"]),
        ("ended", Period(start="2017", end="2019", approximate=True), ["open"]),
    ],
)
@pytest.mark.parametrize("wide", [True, False])
def test_the_period_shows_what_is_past_and_what_is_not_known(
    status: str, period: Period, kinds: list[str], wide: bool
) -> None:
    picture = timeline([Step("2016", "2016", "They met.")], period, (status, TODAY), PERIOD, wide=wide)
    assert picture is not None
    assert [box.kind for box in picture.boxes if box.kind in ("done", "todo", "open")] == kinds
    assert [path.kind for path in picture.paths if path.kind == "today"] == ["today"] * (status == "running")


# Series


@slow
@given(
    st.lists(
        st.tuples(st.none() | st.integers(1, 60), st.sampled_from(("outline", "documented", "reviewed"))), max_size=40
    ),
    st.none() | st.integers(1, 60),
    st.booleans(),
)
def test_every_paper_has_one_mark(papers: list[tuple[int | None, str]], planned: int | None, wide: bool) -> None:
    picture = progress(papers, planned, LEGEND, wide=wide)
    assert picture == progress(papers, planned, LEGEND, wide=wide)
    if picture is None:
        assert not papers
        assert not planned
        return
    assert sorted(slot.paper for slot in picture.slots if slot.paper is not None) == list(range(len(papers)))
    assert len(picture.slots) >= max(len(papers), min(planned or 0, 1))
    boxes = [slot.box for slot in picture.slots] + [box for box, _ in picture.legend]
    labels = [text for _, text in picture.legend]
    assert overlaps([*boxes, *labels]) == []
    assert (
        outside(picture.width, picture.height, [*boxes, *labels, *(s.number for s in picture.slots if s.number)]) == []
    )


def test_papers_that_are_missing_stand_at_their_numbers() -> None:
    picture = progress([(1, "documented"), (4, "outline")], 4, LEGEND, wide=False)
    assert picture is not None
    assert [slot.box.kind for slot in picture.slots] == ["documented", "absent", "absent", "outline"]
    assert [slot.number.lines[0] for slot in picture.slots if slot.number] == ["1", "2", "3", "4"]


# Levels


@slow
@given(
    st.lists(
        st.tuples(texts, st.lists(st.integers(0, 2), min_size=1), st.sampled_from(("primary", "influenced"))),
        max_size=9,
    ),
    st.lists(texts.filter(lambda text: len(text) < 40), min_size=3, max_size=6),
    st.booleans(),
)
def test_groups_of_any_names_stand_below_each_other(
    groups: list[tuple[str, list[int], str]], levels: list[str], wide: bool
) -> None:
    picture = reach(groups, levels, [("primary", "served")], wide=wide)
    assert picture == reach(groups, levels, [("primary", "served")], wide=wide)
    if picture is None:
        assert not groups
        return
    names = [row.name for row in picture.rows]
    bars = [bar for row in picture.rows for bar in row.bars]
    assert overlaps([*names, *bars]) == []
    labels = [*picture.levels, *(text for row in picture.rows for text in row.levels)]
    assert overlaps([*names, *labels]) == []
    assert (
        outside(picture.width, picture.height, [*names, *bars, *labels, *(x for key in picture.legend for x in key)])
        == []
    )


def test_a_group_spans_its_levels() -> None:
    picture = reach([("Readers", [0, 1, 3], "primary")], ["a", "b", "c", "d"], [], wide=False)
    assert picture is not None
    first, second = picture.rows[0].bars
    assert first.width > second.width
    assert [ring.across for ring in picture.rings] == sorted({ring.across for ring in picture.rings})
    assert reach([], ["a"], [], wide=True) is None
    assert reach([("Readers", [], "primary")], [], [], wide=True) is None


# Markup

NASTY = "A | b *c* <script>alert(1)</script> {{ h }} {: .i } &amp; ![k](l) \\ [^m] </svg> ]]> \"q\" 'r'"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the example library, where texts that are drawn are as awkward as can be."""
    root = tmp_path_factory.mktemp("drawn") / "library"
    shutil.copytree(LIBRARY, root)
    programme = root / "practices" / "programmes" / "a-shelf-in-every-village.md"
    text = programme.read_text("utf-8")
    quoted = "'" + NASTY.replace("'", "''") + "'"
    for old in ("The two valleys met.", "The shelves stand.", "Everybody reads who wants to.", "group: Readers"):
        assert old in text
        text = text.replace(old, f"group: {quoted}" if old.startswith("group") else quoted)
    programme.write_text(text, "utf-8")
    paper = root / "practices" / "papers" / "who-reads-at-night.md"
    paper.write_text(re.sub("(?m)^title:.*$", lambda _: f"title: {quoted}", paper.read_text("utf-8"), count=1), "utf-8")
    return {page.address: page.text for page in make_site(root, TODAY).pages}


ADDRESSES = {
    "programmes/a-shelf-in-every-village.md": ["theory", "reach", "timeline"],
    "series/village-reading.md": ["progress"],
}


def parsed(figure: str) -> ElementTree.Element:
    return ElementTree.fromstring(figure)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_figure_passes_through_markdown_as_it_is(pages: dict[str, str], address: str) -> None:
    figures = re.findall(r"(?s)<figure class=\"hg-picture.*?</figure>", pages[address])
    made = markdown.markdown(pages[address].split("---\n", 2)[2], extensions=EXTENSIONS)
    assert len(figures) == len(ADDRESSES[address])
    for figure in figures:
        assert "\n\n" not in figure
        assert figure in made
        assert "<script" not in figure


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_picture_has_a_name_and_a_description(pages: dict[str, str], address: str) -> None:
    ids = re.findall(r' id="([^"]+)"', pages[address])
    assert len(ids) == len(set(ids))
    for figure, name in zip(
        re.findall(r"(?s)<figure class=\"hg-picture.*?</figure>", pages[address]), ADDRESSES[address], strict=True
    ):
        root = parsed(figure)
        desk, phone = root.findall("svg")
        assert [svg.get("id") for svg in (desk, phone)] == [f"{name}-desk", f"{name}-phone"]
        for svg in (desk, phone):
            assert svg.get("aria-labelledby") == f"{svg.get('id')}-title {svg.get('id')}-desc"
            assert svg.get("role") == ("group" if svg.findall(".//a") else "img")
            assert [svg[0].tag, svg[1].tag] == ["title", "desc"]
            assert all(part.text for part in (svg[0], svg[1]))
        for link in root.iter("a"):
            assert link[0].tag == "title"
            assert (link.get("href") or "").endswith(".html")


def test_awkward_texts_are_shown_as_they_were_written(pages: dict[str, str]) -> None:
    figures = re.findall(r"(?s)<figure class=\"hg-picture.*?</figure>", pages["programmes/a-shelf-in-every-village.md"])
    for figure in figures:
        for svg in parsed(figure).findall("svg"):
            shown = "".join("".join(text.itertext()) for text in svg.iter("text"))
            assert re.sub(r"[\s-]", "", NASTY) in re.sub(r"[\s-]", "", shown)
    title = parsed(re.findall(r"(?s)<figure.*?</figure>", pages["series/village-reading.md"])[0])
    assert any((link[0].text or "").startswith(NASTY) for link in title.iter("a"))
