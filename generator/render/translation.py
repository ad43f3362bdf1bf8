# Words that a reader sees stand in the templates, in English, and are translated by a gettext catalogue
# (templates/locale/<language>.po) where the library speaks another language. What has no translation stays in English.

"""The words of the library's language."""

from __future__ import annotations

import io
from collections.abc import Iterable
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

from ..languages import locale_of
from .escape import markdown_text


class Translator:
    """The words of a language: gettext messages, with values put in as plain text."""

    def __init__(self, language: str, folders: Iterable[Path]) -> None:
        self.locale = locale_of(language)
        self._known: dict[str, Markup] = {}
        self._translations = NullTranslations()
        paths = [folder / "locale" / f"{language.partition('-')[0]}.po" for folder in folders]
        for path in reversed([path for path in paths if path.is_file()]):
            translations = _translations(path)
            translations.add_fallback(self._translations)
            self._translations = translations

    def gettext(self, message: str, **values: object) -> Markup:
        """The message in the library's language."""
        if values:
            return self._fill(self._translations.gettext(message), values)
        # Most messages hold no value, and templates ask for them a million times in a large library.
        known = self._known.get(message)
        if known is None:
            known = self._known[message] = Markup(self._translations.gettext(message))
        return known

    def pgettext(self, context: str, message: str) -> Markup:
        """The message in the sense that the context gives it, where one English word has several."""
        return self._fill(self._translations.pgettext(context, message), {})

    def ngettext(self, one: str, many: str, count: int, **values: object) -> Markup:
        """The message in the form that goes with a count, which it may show as %(n)s."""
        return self._fill(self._translations.ngettext(one, many, count), {"n": count, **values})

    @staticmethod
    def _fill(text: str, values: dict[str, object]) -> Markup:
        return Markup(text % {name: markdown_text(value) for name, value in values.items()} if values else text)


def _translations(path: Path) -> NullTranslations:
    with path.open("rb") as source:
        catalog = read_po(source)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)
