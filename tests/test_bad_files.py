"""Files that git or an editor would damage, and files that mean harm, are made here and met without a traceback."""

import json
import os
import shutil
from pathlib import Path

import pytest

from generator.document import parse, walk
from generator.problem import FORMATS, as_github, as_json, as_text

from .libraries import examine, make_site

FRONT = "---\ntitle: Reading hour\nstrategies: [travelling-shelves]\n---\n"
CASE = "practices/cases/reading-hour.md"


@pytest.fixture
def said(library, today):
    """A function that puts a file into the valid library, and returns the place and the rule of all that is said."""

    def said_of(data, path=CASE):
        root = library()
        (root / path).write_bytes(data if isinstance(data, bytes) else data.encode())
        return places(examine(root, today))

    return said_of


def places(checked):
    return [(str(problem.place), problem.rule) for problem in checked.problems]


# Bytes


def test_a_byte_order_mark_is_accepted(said):
    assert said(b"\xef\xbb\xbf" + FRONT.encode()) == []


@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["windows", "old-mac"])
def test_other_line_endings_are_accepted(ending, said):
    assert said(FRONT.replace("\n", ending)) == []


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["without-mark", "with-mark"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
def test_places_are_right_whatever_the_line_endings_and_the_mark(ending, mark, said):
    text = "---\ntitle: Reading hour\nstrategies: [travelling-shelf]\n---\n\n\nHello <b>.\n"
    assert said(mark + text.replace("\n", ending)) == [
        (f"{CASE}:3:14", "unknown-reference"),
        (f"{CASE}:7:7", "raw-html"),
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without-mark", "with-mark"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"], ids=["unix", "windows", "old-mac"])
def test_a_byte_of_another_encoding_is_named_with_its_place(ending, mark, library, today):
    root = library()
    (root / CASE).write_bytes(mark + "---\ntitle: Im Café\n---\n".encode("latin-1").replace(b"\n", ending))
    (problem,) = examine(root, today).problems
    assert (str(problem.place), problem.rule) == (f"{CASE}:2:14", "wrong-encoding")
    assert "byte 0xe9" in problem.message


def test_a_wrong_byte_on_the_first_line_after_a_mark_has_its_own_column(said):
    assert said(b"\xef\xbb\xbf\xff---\n") == [(f"{CASE}:1:1", "wrong-encoding")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_in_a_wider_encoding_is_named(encoding, said):
    assert said(FRONT.encode(encoding)) == [(f"{CASE}:1:1", "wrong-encoding")]


def test_characters_that_are_cut_in_the_middle_are_named(said):
    assert said(FRONT.encode() + "\n村".encode()[:-1]) == [(f"{CASE}:6:1", "wrong-encoding")]


@pytest.mark.parametrize(
    "sign", ["\0", "\a", "\x1b", "\x7f", "\x85", "\u202a", "\u202e", "\u2066", "\u2069"], ids=ascii
)
def test_a_character_that_cannot_be_seen_is_named_with_its_place(sign, said):
    assert said(f"{FRONT}\nRead{sign}ing\n") == [(f"{CASE}:6:5", "hidden-character")]


@pytest.mark.parametrize("sign", ["\\0", "\\a", "\\x02", "\\e", "\\N", "\\u202E", "\\U00002066"])
def test_yaml_cannot_smuggle_in_a_character_that_cannot_be_seen(sign, said):
    assert said(f'---\ntitle: "Reading{sign}hour"\nstrategies: [travelling-shelves]\n---\n') == [
        (f"{CASE}:2:8", "hidden-character")
    ]


def test_arabic_and_joined_signs_are_no_hidden_characters(said):
    assert (
        said("---\ntitle: مكتبة\u200c القرية 👩🏽\u200d🌾\nstrategies: [travelling-shelves]\n---\n\nקריאה\u200f.\n")
        == []
    )


def test_line_separators_within_a_text_do_not_shift_the_places_below(said):
    text = '---\ntitle: "Reading\u2028hour\u2029a week"\nstrategies: [travelling-shelves]\nwhat: 1\n---\n'
    assert said(text) == [(f"{CASE}:2:16", "hidden-character"), (f"{CASE}:4:1", "unknown-key")]


def test_a_character_that_yaml_refuses_is_named_with_its_place(said):
    ((place, _),) = said("---\ntitle: Reading hour\nsummary: One\uffffhour\n---\n")
    assert place == f"{CASE}:3:13"


def test_a_tab_is_accepted_in_a_body(said):
    assert said(f"{FRONT}\n-\tOne hour\n") == []


def test_a_tab_as_indentation_is_named_with_its_place(said):
    assert said("---\ntitle: Reading hour\nscope:\n\tkind: global\n---\n") == [(f"{CASE}:4:1", "yaml-syntax")]


# Sizes


def test_a_file_of_just_500_000_bytes_is_accepted(said):
    paragraphs = ("Reading. " * 200 + "\n\n") * 277
    assert said((FRONT + "\n" + paragraphs).ljust(500_000, "\n")) == []


def test_a_larger_file_is_named_and_not_read_further(said):
    assert said(FRONT + "x" * 1_000_000) == [(f"{CASE}:1:1", "too-large")]


# Names and kinds of files


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("my book.md", "bad-file-name"),
        ("كتاب.md", "bad-file-name"),
        ("café.md", "bad-file-name"),
        ("cafe\u0301.md", "bad-file-name"),
        ("Book.md", "bad-file-name"),
        ("a--b.md", "bad-file-name"),
        ("-a.md", "bad-file-name"),
        ("a.b.md", "bad-file-name"),
        ("<b>.md", "bad-file-name"),
        ("book.MD", "wrong-ending"),
        ("book", "wrong-ending"),
        ("index.md", "reserved-name"),
    ],
)
def test_a_name_that_cannot_be_an_address_is_named(name, rule, said):
    assert said(FRONT, f"practices/cases/{name}") == [(f"practices/cases/{name}:1:1", rule)]


def test_the_name_proposed_instead_can_be_an_address(library, today):
    root = library()
    (root / "practices/cases/Mé & My_Book.md").write_text(FRONT, "utf-8")
    (root / "practices/cases/كتاب.md").write_text(FRONT, "utf-8")
    fixes = [problem.fix.rsplit(" ", 1)[1] for problem in examine(root, today).problems]
    assert fixes == ["me-and-my-book.md", "record.md"]


def test_a_name_of_two_lines_stays_on_one_line_in_every_format(library, today):
    root = library()
    (root / "practices/cases/a\n::error::b.md").write_text(FRONT, "utf-8")
    problems = examine(root, today).problems
    assert [len(form(problems).splitlines()) for form in (as_text, as_github)] == [1, 1]
    assert json.loads(as_json(problems))[0]["path"] == "practices/cases/a\n::error::b.md"


def test_a_name_that_is_not_utf_8_can_be_printed(library, today):
    root = library()
    with open(os.fsencode(root / "practices/cases") + b"/caf\xe9.md", "wb") as file:
        file.write(FRONT.encode())
    (problem,) = examine(root, today).problems
    assert problem.rule == "bad-file-name"
    for form in FORMATS.values():
        form([problem]).encode("utf-8")


def test_a_link_is_named_and_not_followed(library, today):
    root = library()
    (root / "secret.md").write_text("Not for readers.", "utf-8")
    (root / CASE).symlink_to(root / "secret.md")
    assert places(examine(root, today)) == [(f"{CASE}:1:1", "link-file")]


def test_a_link_that_leads_nowhere_is_named(library, today):
    root = library()
    (root / CASE).symlink_to(root / "nowhere.md")
    assert places(examine(root, today)) == [(f"{CASE}:1:1", "link-file")]


def test_a_folder_that_is_a_link_is_named_and_not_entered(library, today):
    root = library()
    (root / "practices/more").symlink_to(root / "practices/cases")
    (root / "practices/round").symlink_to(root)
    assert places(examine(root, today)) == [
        ("practices/more:1:1", "link-file"),
        ("practices/round:1:1", "link-file"),
    ]


def test_hidden_files_are_passed_over(library, today):
    root = library()
    (root / "practices/cases/.draft.md").write_text("Nothing yet.", "utf-8")
    (root / "practices/.trash").mkdir()
    (root / "practices/.trash/old.md").write_text("Nothing more.", "utf-8")
    assert examine(root, today).problems == ()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open every file")
def test_a_file_without_rights_is_named(library, today):
    root = library()
    (root / CASE).write_text(FRONT, "utf-8")
    (root / CASE).chmod(0)
    assert places(examine(root, today)) == [(f"{CASE}:1:1", "unreadable")]


def test_a_file_that_the_system_does_not_open_is_named(library, today, monkeypatch):
    root = library()
    (root / CASE).write_text(FRONT, "utf-8")
    really_open = Path.open

    def refuse(path, *arguments, **options):
        if path == root / CASE:
            raise OSError(5, "Input/output error")
        return really_open(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert places(examine(root, today)) == [(f"{CASE}:1:1", "unreadable")]


def test_a_library_without_any_record_lacks_only_its_card(tmp_path, today):
    (tmp_path / "practices").mkdir()
    assert places(examine(tmp_path, today)) == [("practices/library.md:1:1", "missing-library")]


def test_a_page_of_docs_in_another_encoding_raises_nothing(library, today):
    root = library()
    (root / "docs").mkdir()
    (root / "docs/about.md").write_bytes("# Über uns\n".encode("latin-1"))
    assert [(problem.place.path, problem.rule) for problem in make_site(root, today).problems] == [
        ("docs/about.md", "wrong-encoding")
    ]


# What is no file, and what is too much


@pytest.mark.parametrize("folder", ["practices", "docs", "templates"])
def test_folders_within_folders_are_named_and_not_followed_for_ever(folder, library, today):
    root = library()
    inside = root / folder
    for _ in range(60):
        inside = inside / "a"
        inside.mkdir(parents=True)
    (inside / "deep.md").write_text("# Deep\n", "utf-8")
    (problem,) = examine(root, today).problems
    assert (problem.place.path, problem.rule) == (folder + 21 * "/a", "wrong-folder")


@pytest.mark.parametrize("folder", ["practices", "docs", "templates"])
def test_a_folder_of_too_many_files_is_named_and_none_is_read(folder, library, today, monkeypatch):
    monkeypatch.setattr(walk, "MAX_FILES", 100)
    root = library()
    (root / folder / "cases").mkdir(parents=True, exist_ok=True)
    for number in range(101):
        (root / folder / f"cases/{number}.md").touch()
    (problem,) = [problem for problem in examine(root, today).problems if problem.rule != "missing-library"]
    assert (str(problem.place), problem.rule) == (f"{folder}:1:1", "too-large")


def test_files_that_are_too_large_together_are_not_read(library, today, monkeypatch):
    monkeypatch.setattr(walk, "MAX_TOTAL", 5_000)
    root = library()
    (root / "docs").mkdir()
    for name in ("a.txt", "b.txt"):
        (root / "docs" / name).write_bytes(b"x" * 3_000)
    assert ("docs:1:1", "too-large") in places(examine(root, today))


@pytest.mark.parametrize("folder", ["practices", "docs", "templates"])
def test_a_file_in_place_of_a_folder_is_named(folder, library, today):
    root = library()
    shutil.rmtree(root / folder, ignore_errors=True)
    (root / folder).write_text("Nothing.", "utf-8")
    assert (f"{folder}:1:1", "no-plain-file") in places(examine(root, today))


# Front matter that is nearly right


@pytest.mark.parametrize(
    ("text", "line", "column", "rule"),
    [
        ("", 1, 1, "no-front-matter"),
        ("\n\n", 1, 1, "no-front-matter"),
        ("---", 1, 1, "no-front-matter"),
        ("---\n# only a comment\n---\n", 1, 1, "no-front-matter"),
        ("---\njust words\n---\n", 1, 1, "no-front-matter"),
    ],
)
def test_front_matter_that_cannot_be_read_is_named_with_its_place(text, line, column, rule):
    document, (problem,) = parse(text, CASE)
    assert document is None
    assert (problem.place.line, problem.place.column, problem.rule) == (line, column, rule)


@pytest.mark.parametrize("above", ["\n", "\n\n", " ", "  \n \t\n ", "\ufeff\n"], ids=ascii)
def test_blank_lines_and_a_space_before_the_first_hyphens_do_no_harm(above, said):
    shifted = above.count("\n")
    assert said(f"{above}{FRONT}\n<b>\n") == [(f"{CASE}:{6 + shifted}:1", "raw-html")]


@pytest.mark.parametrize(
    ("text", "line", "column", "rule"),
    [
        ("---\ntitle: A\n...\ntitle: B\n---\n", 3, 1, "yaml-syntax"),
        ("---\ntitle: [A\n---\n", 2, 8, "yaml-syntax"),
        ("---\ntitle: 'A\n---\n", 2, 8, "yaml-syntax"),
        ('---\ntitle: "\\q"\n---\n', 2, 9, "yaml-syntax"),
        ("---\ntitle: *a\n---\n", 2, 8, "yaml-feature"),
        ("---\ntitle: !a b\n---\n", 2, 8, "yaml-feature"),
    ],
)
def test_front_matter_that_can_be_mended_is_named_with_its_place_and_read_on(text, line, column, rule):
    document, found = parse(text, CASE)
    assert document is not None
    assert "title" in document.front.pairs
    assert (found[0].place.line, found[0].place.column, found[0].rule) == (line, column, rule)


def test_spaces_after_the_hyphens_and_empty_lines_around_do_not_shift_places(said):
    text = "---  \n\n\ntitle: Reading hour\nstrategies: [travelling-shelves]\nwhat: 1\n\n----  \n\n\n\n<b>\n"
    assert said(text) == [(f"{CASE}:6:1", "unknown-key"), (f"{CASE}:12:1", "raw-html")]
