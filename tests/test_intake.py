"""What was sent comes in whole, as an outline, with nothing of whoever sent it; nothing in it is trusted, and nothing is lost in silence."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.authoring.intake.carried import carried
from generator.authoring.intake.form_text import EDITORS_ONLY, WITHOUT_TITLE, free_name, take
from generator.authoring.intake.written import cleaned, written
from generator.check import check
from generator.cli import main
from generator.document import parse, read_all
from generator.schema import KINDS

from .libraries import EXAMPLES, TODAY
from .told import PIECES, UNSEEN, Teller

LIBRARY = EXAMPLES / "library"
ISSUE = EXAMPLES / "intake" / "issue.md"


def as_text(value: Any) -> Any:
    """A record as its file holds it: every value a text."""
    if isinstance(value, dict):
        return {name: as_text(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_text(part) for part in value]
    return "true" if value is True else cleaned(value)


def sent(folder: Path, text: str, name: str = "amina-from-lampton.txt") -> Path:
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    return path


def library(folder: Path) -> Path:
    root = folder / "library"
    (root / "practices").mkdir(parents=True)
    for path in LIBRARY.rglob("*"):
        to = root / path.relative_to(LIBRARY)
        if path.is_dir():
            to.mkdir(exist_ok=True)
        else:
            to.write_bytes(path.read_bytes())
    return root


def run(root: Path, *files: Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["intake", "--root", str(root), "--today", TODAY.isoformat(), *map(str, files)])
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def told(tmp_path: Path, text: str) -> tuple[dict[str, Any], str]:
    """What a text gives, as a record holds it: its keys, and its story."""
    taken, _ = take(sent(tmp_path, text), frozenset())
    assert taken is not None
    document, problems = parse(taken.text, "practices/cases/x.md")
    assert document is not None
    assert problems == []
    return document.front.value(), document.body


# Nothing is lost


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_told_comes_in_whole(tmp_path: Path, seed: int) -> None:
    teller = Teller(seed)
    for _ in range(10):
        record, story = teller.record(), "\n\n".join(teller.text() for _ in range(3))
        front, body = told(tmp_path, written(record, story))
        assert front == {**as_text(record), "status": "outline"}
        assert body.split() == cleaned(story).split()


def test_records_of_the_example_library_come_back_as_they_were(tmp_path: Path) -> None:
    for document in read_all(LIBRARY, frozenset(KINDS))[0]:
        if document.kind == "cases":
            front = document.front.value()
            again, body = told(tmp_path, written(front, document.body))
            expected = {name: value for name, value in without_readings(front).items() if name not in EDITORS_ONLY}
            assert again == {**as_text(expected), "status": "outline"}
            assert body.split("\n") == [line.rstrip() for line in document.body.split("\n")]


def without_readings(value: Any) -> Any:
    """A record without what says how its editors read something."""
    if isinstance(value, dict):
        return {name: without_readings(part) for name, part in value.items() if name not in ("editorial", "read")}
    return [without_readings(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("piece", PIECES)
def test_a_text_stays_the_text_that_it_is(tmp_path: Path, piece: str) -> None:
    front, _ = told(tmp_path, written({"title": "Lamps", "summary": f"a {piece} b", "people": [piece]}, ""))
    assert front["summary"] == f"a {piece} b"
    assert front["people"] == [piece] if piece.strip() else "people" not in front


@pytest.mark.parametrize("sign", UNSEEN)
def test_signs_that_nobody_sees_become_room(sign: str) -> None:
    assert written({"title": f"a{sign}b"}, f"c{sign}d").count(sign) == 0


# Nothing is trusted


def test_what_only_editors_say_is_left_out_and_told(tmp_path: Path) -> None:
    record = {
        "title": "Lamps",
        "status": "reviewed",
        "checked": "2026-11-01",
        "withdrawn": {"date": "2026-11-01"},
        "formerly": ["home"],
        "lessons": [{"id": "x", "text": "Light first.", "editorial": "true"}],
        "sources": {"a": {"title": "A", "year": "2019", "read": "whole"}},
        "sender": "Amina",
    }
    taken, problems = take(sent(tmp_path, written(record, "")), frozenset())
    assert problems == []
    assert taken is not None
    assert parse(taken.text, "practices/cases/x.md")[0].front.value() == {  # type: ignore[union-attr]
        "title": "Lamps",
        "status": "outline",
        "lessons": [{"id": "x", "text": "Light first."}],
        "sources": {"a": {"title": "A", "year": "2019"}},
    }
    said = "\n".join(taken.left_out)
    assert all(f"`{name}`" in said for name in ("status", "checked", "withdrawn", "formerly", "editorial", "read"))
    assert "'sender', which no record has: 'Amina'" in said


def test_nothing_of_the_file_that_was_sent_comes_along(tmp_path: Path) -> None:
    root = library(tmp_path)
    text = '---\n# from Amina, Lampton\ntitle: "Lamps at noon"   # 3 May\n---\n\nThey lit lamps.\n'
    path = sent(tmp_path, text)
    os.utime(path, (0, 0))
    code, output = run(root, path)
    made = root / "practices" / "cases" / "lamps-at-noon.md"
    assert code == 0
    assert made.read_text("utf-8") == '---\ntitle: "Lamps at noon"\nstatus: "outline"\n---\n\nThey lit lamps.\n'
    assert made.stat().st_mtime > 1_000_000
    assert "practices/cases/lamps-at-noon.md" in output


def test_a_record_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    root = library(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    path = sent(tmp_path, written({"title": "Fjord boat"}, "Another one."))
    assert [run(root, path, path)[0], run(root, path)[0]] == [0, 0]
    assert {path: path.read_bytes() for path in before} == before
    added = sorted(path.name for path in root.rglob("*.md") if path not in before)
    assert added == ["fjord-boat-2.md", "fjord-boat-3.md", "fjord-boat-4.md"]


def test_an_outline_that_was_taken_in_passes_the_check(tmp_path: Path) -> None:
    root = library(tmp_path)
    assert (
        run(root, sent(tmp_path, written({"title": "Lamps at noon", "people": ["children"]}, "They lit lamps.")))[0]
        == 0
    )
    documents, found = read_all(root, frozenset(KINDS))
    said = [one for one in check(documents, found, TODAY).problems if "lamps-at-noon" in one.place.path]
    assert [one.rule for one in said if one.severity.name == "ERROR" and one.rule != "unknown-term"] == []


@pytest.mark.parametrize("title", ["con", "index", "Index", "…", "女性", "x" * 400, "../../etc/passwd", "a/b\\c"])
def test_a_title_of_any_kind_gives_a_name_that_every_computer_can_keep(tmp_path: Path, title: str) -> None:
    root = library(tmp_path)
    code, _ = run(root, sent(tmp_path, written({"title": title}, "")))
    (made,) = [path for path in root.rglob("*.md") if path.name not in {one.name for one in LIBRARY.rglob("*.md")}]
    assert code == 0
    assert made.parent == root / "practices" / "cases"
    assert made.stem not in ("con", "index")
    assert len(made.name) < 120


def test_names_are_counted_on() -> None:
    assert free_name("Lamps", frozenset()) == "lamps"
    assert free_name("Lamps", frozenset({"lamps", "lamps-2"})) == "lamps-3"


# What is wrong is said, and one bad text keeps no good one out


def test_what_does_not_fit_is_written_and_told_with_its_line(tmp_path: Path) -> None:
    root = library(tmp_path)
    long = "word " * 2000
    record = {
        "title": "Lamps at noon",
        "summary": long,
        "period": {"start": "long ago"},
        "for_editors": "a <b>bold</b> {{ word }}",
    }
    code, output = run(root, sent(tmp_path, written(record, "")))
    text = (root / "practices" / "cases" / "lamps-at-noon.md").read_text("utf-8")
    assert code == 0
    assert long.strip() in text
    assert "{{ word }}" in text
    for line, rule in ((4, "text-too-long"), (6, "bad-year"), (7, "raw-html")):
        assert f"lamps-at-noon.md:{line}:" in output
        assert rule in output


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"Dear all,\nwe lit lamps.\n", "this is no text of the form"),
        (b"\xff\xfe\0a", "is not UTF-8"),
        (b"PK\x03\x04\xff\xff", "office program"),
        (b"---\ntitle: \"a\"\n" + b"summary: \"b\"\n" * 60_000, "larger than"),
        (b"---\n" + b"".join(b" " * depth + b"a:\n" for depth in range(60)) + b"---\n", "levels deep"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_read_is_refused_with_a_reason(tmp_path: Path, data: bytes, said: str) -> None:
    root = library(tmp_path)
    before = sorted(root.rglob("*"))
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    code, output = run(root, bad)
    assert code == 1
    assert said in output
    assert sorted(root.rglob("*")) == before
    code, output = run(root, bad, sent(tmp_path, written({"title": "Lamps at noon"}, "")))
    assert code == 1
    assert "1 taken in as outlines, 1 not." in output
    assert (root / "practices" / "cases" / "lamps-at-noon.md").is_file()


def test_a_text_of_the_form_comes_in_while_other_records_have_errors(tmp_path: Path) -> None:
    root = library(tmp_path)
    broken = sent(tmp_path, written({"title": "Lamps at noon", "summary": "a <b>"}, ""))
    assert [run(root, broken)[0], run(root, broken)[0]] == [0, 0]
    assert (root / "practices" / "cases" / "lamps-at-noon-2.md").is_file()


@pytest.mark.parametrize(
    "wrong",
    [
        'summary: "a <b>"',
        "organisations: [nobody-known]",
        "scope:\n  countries: [KE]",
        "adapted_from:\n  - case: no-such-case",
        "bears_on:\n  - lesson: cases/no-such-case#no-lesson\n    how: supports\n    why: It does.",
        "people: [",
    ],
)
@pytest.mark.parametrize("name", ["issue.md", "rows.csv"])
def test_answers_come_in_while_other_cases_have_errors(tmp_path: Path, wrong: str, name: str) -> None:
    root = library(tmp_path)
    (root / "practices" / "cases" / "draft.md").write_text(f"---\ntitle: A draft\n{wrong}\n---\n\nIt is.\n", "utf-8")
    content = ISSUE.read_text("utf-8") if name == "issue.md" else "title\nLamps at noon\n"
    code, said = run(root, sent(tmp_path, content, name))
    assert (code, "1 taken in" in said) == (0, True), said


def test_answers_wait_while_their_terms_have_errors(tmp_path: Path) -> None:
    root = library(tmp_path)
    (root / "practices" / "strategies" / "draft.md").write_text("---\ntitel: A draft\n---\n", "utf-8")
    code, said = run(root, sent(tmp_path, ISSUE.read_text("utf-8")))
    assert (code, "answers are read by their terms" in said) == (1, True), said


def test_a_form_that_nobody_filled_in_is_told(tmp_path: Path) -> None:
    root = library(tmp_path)
    asked = (line for line in ISSUE.read_text("utf-8").split("\n") if line.startswith("### ") and line.endswith("?"))
    code, said = run(root, sent(tmp_path, "".join(f"{one}\n\n_No response_\n\n" for one in asked), "issue.md"))
    assert (code, "no question of the form has an answer" in said) == (1, True), said


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    root = library(tmp_path)
    real = sent(tmp_path, written({"title": "Lamps at noon"}, ""))
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    assert run(root, link)[0] == 1


def test_whoever_sent_it_is_asked_for_what_she_knows_best(tmp_path: Path) -> None:
    little, _ = take(sent(tmp_path, '---\nfor_editors: "x"\n---\n'), frozenset())
    assert little is not None
    asked = "\n".join(little.asks)
    assert f'title: "{WITHOUT_TITLE}"' in little.text
    assert all(
        f"{name}:" in asked
        for name in ("title", "summary", "organisations", "scope", "strategies", "sources", "cautions", "consent")
    )
    assert "the story:" in asked
    assert "checked" not in asked
    much, _ = take(
        sent(
            tmp_path,
            written({**Teller(1).record(), "title": "x", "summary": "y", "cautions": [{"text": "z"}]}, "A story."),
        ),
        frozenset(),
    )
    assert much is not None
    assert not any(one.startswith(("title", "summary", "cautions", "the story")) for one in much.asks)


# Carried by a mail

TEXT = 'title: "Night desk"\nsummary: "A desk stood at the market."\n---\n\nThere was a desk.\n\n> We sat there.\n'
CARRIED = {
    "pasted below a greeting, with a signature": (
        f"Dear friends,\nhere it is.\n\n---\n{TEXT}\n-- \nAmina\n0700 000 000\n",
        ["what stands before the text of the form", "the signature of the mail"],
    ),
    "quoted": (
        "\n".join(f"> {line}".rstrip() for line in f"---\n{TEXT}".split("\n")),
        [],
    ),
    "quoted twice, with an answer above and one below": (
        "I agree.\n\nOn Monday somebody wrote:\n"
        + "\n".join(f">> {line}" for line in f"---\n{TEXT}".split("\n"))
        + "\nAnd thanks.\n",
        ["what stands before the text of the form", "what stands below the quoted text"],
    ),
}


@pytest.mark.parametrize("name", CARRIED)
def test_a_mail_around_a_text_is_taken_away_and_told(tmp_path: Path, name: str) -> None:
    text, left_out = CARRIED[name]
    taken, problems = take(sent(tmp_path, text), frozenset())
    assert taken is not None
    assert problems == []
    assert list(taken.left_out) == left_out
    alone, _ = take(sent(tmp_path, f"---\n{TEXT}", "alone.txt"), frozenset())
    assert alone is not None
    assert taken.text == alone.text
    assert "> We sat there." in taken.text


def test_what_the_form_writes_is_left_as_it_is() -> None:
    teller = Teller(1)
    for _ in range(20):
        text = written(teller.record(), f"{teller.text()}\n\n---\nnot: a record\n---\n\n--\n{teller.text()}")
        assert carried(text) in (None, (text, ()))


def test_what_could_lead_to_a_person_is_told_at_once(tmp_path: Path) -> None:
    root = library(tmp_path)
    code, said = run(root, sent(tmp_path, f"---\n{TEXT}\nAccording to Fatima Begum, more people came.\n"))
    assert code == 0
    assert "practices/cases/night-desk.md:" in said
    assert "warning: personal-name: " in said


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "this is a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "this is a picture"),
        (b"\0\0\0\x24ftypheic\0\0\0\0", "this is a picture"),
        (b"PK\x03\x04\x14\0\x06\0", "a document of an office program"),
        (b"PK\x03\x04\x14\xff\x06\0", "a document of an office program"),
    ],
)
def test_a_file_that_is_no_text_is_called_what_it_is(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "sent.txt"
    path.write_bytes(content)
    code, said = run(library(tmp_path), path)
    assert code == 1
    assert what in said


def test_a_title_without_letters_for_an_address_asks_for_a_name(tmp_path: Path) -> None:
    code, said = run(library(tmp_path), sent(tmp_path, '---\ntitle: "مكتب ليلي"\n---\n'))
    assert code == 0
    assert re.search(r"To name: .* rename --forget practices/cases/record\.md NEW$", said, re.MULTILINE)


MAIL = "From: Amina <amina@lampton.example>\nSubject: Re: our practice\n\nHere it is:\n\n"


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def test_an_issue_that_a_mail_quotes_comes_in_as_it_would_alone(tmp_path: Path) -> None:
    text = ISSUE.read_text("utf-8")
    alone, together = library(tmp_path / "alone"), library(tmp_path / "mail")
    run(alone, sent(tmp_path, text, "issue.md"))
    code, said = run(
        together, sent(tmp_path, f"{MAIL}{quoted(text)}\n\nThanks!\n\n-- \nAmina\n0700 000 000\n", "mail.txt")
    )
    assert code == 0
    assert "Left out: what stands before the quoted text." in said
    assert "Left out: what stands below the quoted text." in said
    records = [sorted(root.glob("practices/cases/*.md")) for root in (alone, together)]
    assert [[path.read_text("utf-8") for path in paths] for paths in records[:1]] == [
        [path.read_text("utf-8") for path in paths] for paths in records[1:]
    ]
    assert len(records[1]) > len(sorted(LIBRARY.glob("practices/cases/*.md")))


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\nwe lit lamps.\n",
        f"{MAIL}we lit lamps.\n\n-- \nAmina\n0700 000 000\n",
        f"{MAIL}---\nlamps\n---\nwe lit lamps\n",
        "---\n> From: Amina\n---\nlamps: we lit some\n",
    ],
)
def test_a_letter_is_never_taken_for_a_practice(tmp_path: Path, text: str) -> None:
    root = library(tmp_path)
    before = sorted(path.name for path in root.rglob("*"))
    code, said = run(root, sent(tmp_path, text))
    assert code == 1
    assert "0 taken in as outlines, 1 not." in said
    assert sorted(path.name for path in root.rglob("*")) == before


def test_an_answer_of_an_issue_that_its_field_cannot_hold_becomes_a_note_and_is_told(tmp_path: Path) -> None:
    root = library(tmp_path)
    text = re.sub(r"(### When did it (?:begin|start)[^\n]*\n+)[^\n]+", r"\g<1>3/11/2012", ISSUE.read_text("utf-8"))
    assert "3/11/2012" in text
    code, said = run(root, sent(tmp_path, text, "issue.md"))
    assert code == 0
    assert "1 taken in as outlines, 0 not." in said
    assert re.search(r"To mend: issue.md:\d+:1: error: intake: .*3/11/2012", said)
    made = max((root / "practices/cases").glob("*.md"), key=lambda path: path.stat().st_mtime_ns)
    assert "Told, and not yet right (start): 3/11/2012." in made.read_text("utf-8")


def test_what_comes_twice_is_told_so(tmp_path: Path) -> None:
    root = library(tmp_path)
    text = sent(tmp_path, f"---\n{TEXT}")
    assert "has the same name" not in run(root, text)[1]
    code, said = run(root, text)
    assert code == 0
    assert "practices/cases/night-desk.md has the same name" in said
    # Another one whose title only ends in a number is none of its.
    assert "has the same name" not in run(root, sent(tmp_path, f"---\n{TEXT}".replace("Night desk", "Night desk 7")))[1]
