"""The words of the templates in other languages: templates/locale/<language>.po."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from generator.folders import TEMPLATES
from generator.render import Words

CATALOGUES = sorted((TEMPLATES / "locale").glob("*.po"))
KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)s|%[a-z]\b")
MARKS = re.compile(r"[*_`\[\]{}<>|\"\\#]|---")
"""Signs that mean something to Markdown or would end an attribute of HTML."""
MEND = r"""
To mend it, run these two commands in the program's folder, then write what is missing into {path}:

printf '[jinja2: **.jinja]\nextensions=jinja2.ext.do\n' | .venv/bin/pybabel extract --mapping=/dev/stdin \
  --no-default-keywords --keywords='_ ngettext:1,2 pgettext:1c,2' --no-location --sort-output --output=build/messages.pot templates
.venv/bin/pybabel update --input-file=build/messages.pot --output-file={path} --locale={language} \
  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
"""

every_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)


@cache
def used() -> frozenset[tuple[str, ...]]:
    """Every message of the templates: its context if any, the one form, and where it counts something the other."""
    found = extract_from_dir(
        TEMPLATES, [("**.jinja", "jinja2")], {"**.jinja": {"extensions": "jinja2.ext.do", "silent": "false"}}, KEYWORDS
    )
    return frozenset(in_context(context, message) for _, _, message, _, context in found)


def in_context(context: str | None, message: object) -> tuple[str, ...]:
    return (f"[{context}]", *forms(message)) if context else forms(message)


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], Message]]:
    """Each message of a catalogue with its translation, both as tuples of forms."""
    for message in catalogue(path):
        if message.id:
            yield in_context(message.context, message.id), forms(message.string), message


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def how_to_mend(path: Path) -> str:
    return MEND.format(path=path.relative_to(TEMPLATES.parent), language=path.stem)


def test_the_templates_have_messages_and_there_is_spanish() -> None:
    assert ("Cases",) in used()
    assert ("%(n)s case", "%(n)s cases") in used()
    assert "es" in {path.stem for path in CATALOGUES}


@every_catalogue
def test_every_message_of_the_templates_is_translated(path: Path) -> None:
    written = {message for message, translation, _ in messages(path) if all(map(str.strip, translation))}
    missing = "\n".join(f"  {' / '.join(message)}" for message in sorted(used() - written))
    assert not missing, f"{path.name} has no translation of:\n{missing}\n{how_to_mend(path)}"


@every_catalogue
def test_no_message_is_kept_that_no_template_uses(path: Path) -> None:
    read = catalogue(path)
    known = {message for message, _, _ in messages(path)} | {
        in_context(message.context, message.id) for message in read.obsolete.values()
    }
    idle = "\n".join(f"  {' / '.join(message)}" for message in sorted(known - used()))
    assert not idle, f"no template uses these messages of {path.name}:\n{idle}\n{how_to_mend(path)}"


@every_catalogue
def test_placeholders_and_signs_are_kept(path: Path) -> None:
    """Of a message that counts, only the form for one may leave the number out, as its English does."""
    wrong = []
    for message, translation, _ in messages(path):
        for at, form in enumerate(translation):
            models = message if at == 0 else message[-1:]
            for signs in (PLACEHOLDER, MARKS):
                if sorted(signs.findall(form)) not in [sorted(signs.findall(model)) for model in models]:
                    wrong.append(f"  {message[-1]}\n  {form}")
    listed = "\n\n".join(wrong)
    assert not wrong, f"placeholders or signs of Markdown differ in {path.name}; write them as in English:\n\n{listed}"


@every_catalogue
def test_a_catalogue_is_in_a_form_that_does_not_churn(path: Path) -> None:
    read = catalogue(path)
    count = {len(translation) for _, translation, message in messages(path) if message.pluralizable}
    ids = [forms(message.id)[0] for _, _, message in messages(path)]
    assert str(read.locale) == path.stem
    assert count == {read.num_plurals}
    assert ids == sorted(ids)
    assert not read.fuzzy
    assert [message.id for _, _, message in messages(path) if message.fuzzy or message.locations] == []


@pytest.mark.parametrize("language", ["en-GB", "qu", "nah"])
def test_a_language_without_a_catalogue_falls_back_to_english(language: str) -> None:
    words = Words(language, (TEMPLATES,))
    assert words.one("Cases") == "Cases"
    assert words.one("In %(language)s.", language="Welsh") == "In Welsh."
    assert words.many("%(n)s case", "%(n)s cases", 1) == "1 case"
    assert words.many("%(n)s case", "%(n)s cases", 2) == "2 cases"


@pytest.mark.parametrize("language", ["es", "es-MX"])
def test_plural_forms_work(language: str) -> None:
    words = Words(language, (TEMPLATES,))
    assert [words.many("%(n)s case", "%(n)s cases", count) for count in (0, 1, 2, 21)] == [
        "0 casos",
        "1 caso",
        "2 casos",
        "21 casos",
    ]
    assert words.many("met once", "met %(n)s times", 1) == "encontrada una vez"
    assert words.many("met once", "met %(n)s times", 3) == "encontrada 3 veces"


def test_a_librarys_own_words_go_before_those_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "locale").mkdir()
    own = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Cases"\nmsgstr "Experiencias"\n'
    (tmp_path / "locale" / "es.po").write_text(own, "utf-8")
    words = Words("es", (tmp_path, TEMPLATES))
    assert words.one("Cases") == "Experiencias"
    assert words.one("Themes") == "Temas"


def test_values_are_put_in_as_plain_text() -> None:
    assert Words("es", (TEMPLATES,)).one("How to add it to “%(title)s”", title="a|b & *c*") == (
        r"Cómo añadirlo a “a\|b &amp; \*c\*”"
    )
