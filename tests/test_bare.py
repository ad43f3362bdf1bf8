"""Comments and indents do not travel; all that a browser reads does."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.folders import TEMPLATES
from generator.publish.bare import bare, lay_bare

ASSETS = sorted(path for path in (TEMPLATES / "overrides" / "assets").iterdir() if path.suffix in (".js", ".css"))


@pytest.mark.parametrize(
    ("script", "less"),
    [
        ("// Why.\nconst a = 1;\n", "const a = 1;\n"),
        ("if (a) {\n  // Why.\n  b();\n}\n", "if (a) {\nb();\n}\n"),
        ("/**\n * What comes in.\n * @param {string} a\n */\nfunction b(a) {}\n", "function b(a) {}\n"),
        ("const c = /** @type {HTMLElement} */ (d);\n", "const c = (d);\n"),
        ('const e = "// no comment";\n', 'const e = "// no comment";\n'),
        ('const f = "https://lantern.example/";\n', 'const f = "https://lantern.example/";\n'),
        ("const g = `one line`;\n  h();\n", "const g = `one line`;\nh();\n"),
        ("const i = `\n  // words\n`;\n", "const i = `\n  // words\n`;\n"),
        ('const j = "two \\\n  lines";\n', 'const j = "two \\\n  lines";\n'),
        ('const k = "/*";\n', 'const k = "/*";\n'),
        ("l(); // why\n", "l(); // why\n"),
        ("", ""),
    ],
)
def test_a_script_loses_whole_lines_of_comment_types_and_indents(script: str, less: str) -> None:
    assert bare(script, ".js") == less


@pytest.mark.parametrize(
    ("style", "less"),
    [
        ("/* Why. */\n.a {\n  color: red; /* why */\n}\n", ".a {\ncolor: red; \n}\n"),
        ('.b::before { content: "/* no comment */"; }\n', '.b::before { content: "/* no comment */"; }\n'),
        (".c { background: url(x/*y*/z.svg); }\n", ".c { background: url(x/*y*/z.svg); }\n"),
        ("/* the reader's “words” */.d { content: '\\'/**/'; }\n", ".d { content: '\\'/**/'; }\n"),
        (".e { content: '/*'; }\n", ".e { content: '/*'; }\n"),
        ('.f { content: "a\\\n  b"; }\n', '.f { content: "a\\\n  b"; }\n'),
    ],
)
def test_a_style_sheet_loses_comments_and_indents(style: str, less: str) -> None:
    assert bare(style, ".css") == less


@pytest.mark.parametrize("path", ASSETS, ids=lambda path: path.name)
def test_each_of_ours_is_made_bare_once_and_for_all(path: Path) -> None:
    text = path.read_text("utf-8")
    less = bare(text, path.suffix)
    assert len(less) < len(text)
    assert bare(less, path.suffix) == less
    assert not re.search(r"(?m)^[ \t]|^//", less)


@given(st.text(st.sampled_from("/*'\"`\\\n a{};:()"), max_size=60), st.sampled_from([".js", ".css"]))
def test_whatever_stands_there_nothing_but_comments_and_room_goes(text: str, ending: str) -> None:
    less = bare(text, ending)
    assert bare(less, ending) in (less, bare(bare(less, ending), ending))
    rest = iter(text)
    assert all(sign in rest for sign in less)  # what is left stands in the order in which it was


def test_only_scripts_and_style_sheets_of_the_folder_itself_are_touched(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    kept = {"theme/a.js": b"// kept\n", "b.svg": b"<!-- // kept -->\n", "c.css": b"/* \xff */\n"}
    for name, data in kept.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "d.js").write_bytes(b"// gone\nd();\n")
    lay_bare(tmp_path)
    lay_bare(tmp_path / "nowhere")
    assert {name: (tmp_path / name).read_bytes() for name in kept} == kept
    assert (tmp_path / "d.js").read_bytes() == b"d();\n"
