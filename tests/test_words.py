"""The words of the templates in other languages: templates/locale/<language>.po."""

import re
import runpy
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from generator.folders import TEMPLATES
from generator.render.translation import Translator

CATALOGUES = sorted((TEMPLATES / "locale").glob("*.po"))
TOOL = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "words"))
forms, read = TOOL["forms"], TOOL["read"]
PLACEHOLDER = re.compile(r"%\(\w+\)s|%[a-z]\b")
MARKS = re.compile(r"[*_`\[\]{}<>|\"\\#]|---")
"""Signs that mean something to Markdown or would end an attribute of HTML."""

every_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)


@cache
def used() -> frozenset[tuple[str, ...]]:
    """Every message of the templates: its context if any, the one form, and where it counts something the other."""
    return frozenset(in_context(message.context, message.id) for message in TOOL["used"](TEMPLATES) if message.id)


def in_context(context: str | None, message: object) -> tuple[str, ...]:
    return (f"[{context}]", *forms(message)) if context else forms(message)


def messages(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], Message]]:
    """Each message of a catalogue with its translation, both as tuples of forms."""
    for message in read(path):
        if message.id:
            yield in_context(message.context, message.id), forms(message.string), message


def test_the_templates_have_messages_and_there_is_spanish() -> None:
    assert ("Cases",) in used()
    assert ("%(n)s case", "%(n)s cases") in used()
    assert "es" in {path.stem for path in CATALOGUES}


@every_catalogue
def test_no_message_is_kept_that_no_template_uses(path: Path) -> None:
    known = {message for message, _, _ in messages(path)} | {
        in_context(message.context, message.id) for message in read(path).obsolete.values()
    }
    idle = "\n".join(f"  {' / '.join(message)}" for message in sorted(known - used()))
    assert not idle, f"no template uses these messages of {path.name}; run make words:\n{idle}"


# What is not translated yet


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A template with three words of which none is translated yet, beside one that is."""
    words = '{{ _("Cases") }}{{ _("A lamp in every window") }}{{ ngettext("%(n)s lamp", "%(n)s lamps", lamps) }}{{ pgettext("light", "Cases") }}'
    (tmp_path / "lamps.md.jinja").write_text(words, "utf-8")
    (tmp_path / "locale").mkdir()
    head = "".join(
        f"{line}\\n"
        for line in (
            "Language: es",
            "Content-Type: text/plain; charset=utf-8",
            "Plural-Forms: nplurals=2; plural=(n != 1);",
        )
    )
    own = f'msgid ""\nmsgstr "{head}"\n\nmsgid "Cases"\nmsgstr "Casos"\n'
    (tmp_path / "locale" / "es.po").write_text(own, "utf-8")
    return tmp_path


def test_a_new_word_is_reported_and_stops_nothing_but_a_release(
    templates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "es.po: 3 messages without a translation\n  %(n)s lamp / %(n)s lamps\n  A lamp in every window\n  Cases\n"
    before = (templates / "locale" / "es.po").read_bytes()
    assert TOOL["main"](["--missing"], templates) == 1
    assert capsys.readouterr().out == said
    assert (templates / "locale" / "es.po").read_bytes() == before
    assert TOOL["main"]([], templates) == 0
    assert capsys.readouterr().out == said
    after = (templates / "locale" / "es.po").read_text("utf-8")
    assert 'msgid "A lamp in every window"\nmsgstr ""\n' in after
    words = Translator("es", (templates,))
    assert words.gettext("A lamp in every window") == "A lamp in every window"
    assert words.ngettext("%(n)s lamp", "%(n)s lamps", 2) == "2 lamps"
    assert words.gettext("Cases") == "Casos"


def test_a_word_that_is_translated_is_missing_no_more_and_one_that_is_gone_leaves(templates: Path) -> None:
    path = templates / "locale" / "es.po"
    own = (
        '\nmsgid "A lamp in every window"\nmsgstr "Una lámpara"\n\nmsgid "A lamp of old"\nmsgstr "Una lámpara vieja"\n'
    )
    path.write_text(path.read_text("utf-8") + own, "utf-8")
    TOOL["main"]([], templates)
    assert ("A lamp in every window",) not in TOOL["missing"](path, templates)
    assert Translator("es", (templates,)).gettext("A lamp in every window") == "Una lámpara"
    assert "lámpara vieja" not in path.read_text("utf-8")


@every_catalogue
def test_placeholders_and_signs_are_kept(path: Path) -> None:
    """Of a message that counts, only the form for one may leave the number out, as its English does."""
    wrong = []
    for message, translation, _ in messages(path):
        for at, form in enumerate(translation):
            if not form:
                continue
            models = message if at == 0 else message[-1:]
            for signs in (PLACEHOLDER, MARKS):
                if sorted(signs.findall(form)) not in [sorted(signs.findall(model)) for model in models]:
                    wrong.append(f"  {message[-1]}\n  {form}")
    listed = "\n\n".join(wrong)
    assert not wrong, f"placeholders or signs of Markdown differ in {path.name}; write them as in English:\n\n{listed}"


@every_catalogue
def test_a_catalogue_is_in_a_form_that_does_not_churn(path: Path) -> None:
    own = read(path)
    count = {len(translation) for _, translation, message in messages(path) if message.pluralizable}
    ids = [forms(message.id)[0] for _, _, message in messages(path)]
    assert str(own.locale) == path.stem
    assert count == {own.num_plurals}
    assert ids == sorted(ids)
    assert not own.fuzzy
    assert [message.id for _, _, message in messages(path) if message.fuzzy or message.locations] == []


@pytest.mark.parametrize("language", ["en-GB", "qu", "nah"])
def test_a_language_without_a_catalogue_falls_back_to_english(language: str) -> None:
    words = Translator(language, (TEMPLATES,))
    assert words.gettext("Cases") == "Cases"
    assert words.gettext("In %(language)s.", language="Welsh") == "In Welsh."
    assert words.ngettext("%(n)s case", "%(n)s cases", 1) == "1 case"
    assert words.ngettext("%(n)s case", "%(n)s cases", 2) == "2 cases"


@pytest.mark.parametrize("language", ["es", "es-MX"])
def test_plural_forms_work(language: str) -> None:
    words = Translator(language, (TEMPLATES,))
    assert [words.ngettext("%(n)s case", "%(n)s cases", count) for count in (0, 1, 2, 21)] == [
        "0 casos",
        "1 caso",
        "2 casos",
        "21 casos",
    ]
    assert words.ngettext("met in one case", "met in %(n)s cases", 1) == "encontrada en un caso"
    assert words.ngettext("met in one case", "met in %(n)s cases", 3) == "encontrada en 3 casos"


def test_a_librarys_own_words_go_before_those_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "locale").mkdir()
    own = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Cases"\nmsgstr "Experiencias"\n'
    (tmp_path / "locale" / "es.po").write_text(own, "utf-8")
    words = Translator("es", (tmp_path, TEMPLATES))
    assert words.gettext("Cases") == "Experiencias"
    assert words.gettext("Themes") == "Temas"


def test_values_are_put_in_as_plain_text() -> None:
    assert Translator("es", (TEMPLATES,)).gettext("How to add it to “%(title)s”", title="a|b & *c*") == (
        r"Cómo añadirlo a “a\|b &amp; \*c\*”"
    )
