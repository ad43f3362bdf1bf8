# How text is made of what is known: the only room that knows Jinja. Every value that a template prints is plain text
# and is escaped for Markdown on its way out, unless a function of this room made it; a template therefore
# cannot forget to escape. Words that a reader sees stand in the templates, in English, and are translated by a gettext
# catalogue (templates/locale/<language>.po) where the library speaks another language.

"""Rendering templates to Markdown."""

from __future__ import annotations

import datetime
import html
import io
import json
import posixpath
import re
from collections.abc import Iterable
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from ..catalogue import Catalogue, TermEntry
from ..catalogue.citing import FORMATS, credited
from ..catalogue.crosstabs import Crossings
from ..catalogue.facet_index import Holdings
from ..catalogue.glossary import uses
from ..catalogue.lessons import Lessons
from ..catalogue.questions import Questions
from ..catalogue.related import Relations
from ..catalogue.search_terms import Wording
from ..clearance import Cleared
from ..folders import TEMPLATES
from ..languages import direction, listed, locale_of
from ..schema import Country, Organisation, Ref, Scope, Term
from . import drawing
from .country_shapes import outlines
from .locator import Locator, locate, world

_SPECIAL = re.compile(r"[\\`*_{}\[\]|#]")
_AT_START = re.compile(r"^(\d+)([.)])|^[+\-]")
_BY_NAME = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown_text(value: object) -> Markup:
    """Plain text as Markdown that shows exactly this text, on one line, wherever in a page it stands."""
    if isinstance(value, Markup):
        return value
    text = " ".join(str(value).split())
    text = re.sub("[&<>]", lambda sign: _BY_NAME[sign[0]], text)
    text = _SPECIAL.sub(lambda sign: "\\" + sign[0], text)
    if text[:1] in ("=", ":", "~"):
        return Markup(f"&#{ord(text[0])};{text[1:]}")
    return Markup(_AT_START.sub(lambda sign: f"{sign[1]}\\{sign[2]}" if sign[1] else "\\" + sign[0], text, count=1))


def plain_text(value: object) -> str:
    """What is shown by a text that is Markdown already; other text as it is."""
    return html.unescape(re.sub(r"\\(.)", r"\1", value)) if isinstance(value, Markup) else str(value)


def svg_text(value: object) -> Markup:
    """Plain text for the inside of a drawing, which hosts leave as it is; of Markdown's text, what it shows."""
    return Markup(html.escape(" ".join(plain_text(value).split())))


def json_text(value: Any) -> Markup:
    """A value as JSON in which every Markdown text is what it shows."""

    def plain(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: plain(item) for key, item in part.items()}
        return [plain(item) for item in part] if isinstance(part, list | tuple) else plain_text(part)

    return Markup(json.dumps(plain(value), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def yaml_text(value: object) -> Markup:
    """Plain text as a YAML string that is safe in a page's head, where hosts print it without escaping."""
    return Markup(json.dumps(html.escape(" ".join(str(value).split())), ensure_ascii=False))


_WORD = re.compile(r"[^\W_]\S*")
_SHORT = 3


def abbreviated(title: str) -> str:
    """A title that who knows it finds again and nobody else reads: the initials of its words, of one word its first letters.

    What is all in capitals is an abbreviation already, and numbers stay.
    """
    words: list[str] = [word.rstrip(".,:;!?”’)") for word in _WORD.findall(title)]
    if len(words) == 1:
        return words[0] if words[0].isupper() else words[0][:_SHORT]
    return "".join(f" {word} " if word[0].isdigit() else word[0].upper() for word in words).strip()


class Words:
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

    def one(self, message: str, **values: object) -> Markup:
        """The message in the library's language."""
        if values:
            return self._fill(self._translations.gettext(message), values)
        # Most messages hold no value, and templates ask for them a million times in a large library.
        known = self._known.get(message)
        if known is None:
            known = self._known[message] = Markup(self._translations.gettext(message))
        return known

    def of_kind(self, context: str, message: str) -> Markup:
        """The message in the sense that the context gives it, where one English word has several."""
        return self._fill(self._translations.pgettext(context, message), {})

    def many(self, one: str, many: str, count: int, **values: object) -> Markup:
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


class _Compiled(BytecodeCache):
    """The templates that this process has compiled.

    A preview renders after every edit, and compiling takes three times as long as rendering a small library. Nothing of a
    catalogue is in what is compiled, and Jinja compares the text of a template before it takes it from here.
    """

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class Renderer:
    """Renders pages of one catalogue.

    `has_program` says whether the library's repository holds the program too, so that links may lead to its source;
    `online` is the address of the site, with a slash at its end, or empty while it has none.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        folders: tuple[Path, ...] = (TEMPLATES,),
        *,
        has_program: bool = False,
        online: str = "",
    ) -> None:
        self.catalogue = catalogue
        self.crossings = Crossings(catalogue)
        self.relations = Relations(catalogue)
        self.holdings = Holdings(catalogue, lambda ref: plain_text(self.name(ref)))
        self.has_program = has_program
        self.online = online
        self.words = Words(catalogue.library.language, folders)
        self.wording = Wording(catalogue)
        self._environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            bytecode_cache=_COMPILED,
            autoescape=True,
            finalize=markdown_text,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.do"],
        )
        self._environment.filters |= {
            "md": markdown_text,
            "yaml": yaml_text,
            "svg": svg_text,
            "abbreviated": abbreviated,
            "plain": plain_text,
            "json": json_text,
        }
        self._environment.globals |= {
            "c": catalogue,
            "crossed": self.crossings,
            "held": self.holdings,
            "draw": drawing,
            "learned": Lessons(catalogue),
            "asked": Questions(catalogue),
            "library": catalogue.library,
            "_": self.words.one,
            "ngettext": self.words.many,
            "pgettext": self.words.of_kind,
            "link": _link,
            "href": _href,
            "name": self.name,
            "country": self.country,
            "runs": direction,
            "language": self.language,
            "writing": self.writing,
            "by_name": self.by_name,
            "credited": lambda entry: credited(catalogue, entry),
            "formats": tuple(FORMATS),
            "uses_of": lambda term: self._uses.get(term.address, ()),
            "listed": self.listed,
            "day": self.day,
            "moment": self.moment,
            "notes": _notes,
            "other_names": self.wording.other_names,
            "other_words": self.wording.other_words,
            "located": self.located,
            "world": world(),
            "outlines": outlines(),
            "raw": Markup,
            "edit": self.edit,
            "renderer": self,
        }

    def page(self, template: str, address: str, **context: Any) -> str:
        """The text of the page at `address`, made by the template of templates/pages/ that ends as the address does."""
        name = f"pages/{template}{posixpath.splitext(address)[1]}.jinja"
        text = self._environment.get_template(name).render(page=address, **context)
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    def script(self, name: str, **context: Any) -> str:
        """A file for scripts, of the texts that a template of templates/scripts/ gathers."""
        text = self._environment.get_template(f"scripts/{name}.jinja").render(page="index.md", **context)
        return text.strip() + "\n"

    def name(self, target: object) -> Markup:
        """What a link to this is called: a title, a label, a country's name, an organisation's short name."""
        if isinstance(target, Country):
            return self.country(target)
        if isinstance(target, Term):
            return markdown_text(self.catalogue.term(target).term.label)
        if isinstance(target, TermEntry):
            return markdown_text(target.term.label)
        entry = self.catalogue.get(target) if isinstance(target, Ref) else target
        assert isinstance(entry, Cleared)
        record = entry.record
        if isinstance(record, Organisation) and record.acronym:
            return markdown_text(record.acronym)
        return markdown_text(record.title)

    @cached_property
    def _uses(self) -> dict[str, tuple[Cleared, ...]]:
        return uses(self.catalogue)

    def address(self, target: object) -> str:
        """The address of the page of an entry, term or country."""
        if isinstance(target, Country):
            return f"countries/{target.lower()}.md"
        if isinstance(target, Term):
            return self.catalogue.term(target).address
        if isinstance(target, Ref):
            return self.catalogue.get(target).address
        assert isinstance(target, Cleared | TermEntry)
        return target.address

    def country(self, code: str) -> Markup:
        """The name of a country: the library's own, else the usual one in its language."""
        return markdown_text(self.country_name(code))

    def country_name(self, code: str) -> str:
        """The same as plain text."""
        own = self.catalogue.library.country_names.get(Country(code))
        return own or str(self.words.locale.territories.get(code, code))

    def by_name(self, codes: Iterable[Country]) -> list[Country]:
        """Countries in the order of their names in the library's language."""
        return sorted(codes, key=lambda code: self.catalogue.in_order(str(self.country(code))))

    def language(self, code: str) -> Markup:
        """The name of a language by its ISO 639 code."""
        return markdown_text(self.words.locale.languages.get(code, code))

    def listed(self, items: Iterable[object]) -> Markup:
        """“A, B and C”, as the language puts it."""
        return Markup(listed([str(markdown_text(item)) for item in items], self.words.locale))

    def day(self, date: datetime.date) -> Markup:
        """A day, in words."""
        return Markup(format_date(date, "long", locale=self.words.locale))

    def moment(self, when: str) -> Markup:
        """A year, a month or a day, in words."""
        parts = [int(part) for part in when.split("-")]
        date = datetime.date(*[*parts, 1, 1][:3])
        if len(parts) == 3:
            return self.day(date)
        return Markup(format_skeleton(("y", "yMMMM")[len(parts) - 1], date, locale=self.words.locale))

    def writing(self, code: str) -> Markup:
        """The name of a writing system by its ISO 15924 code."""
        return markdown_text(self.words.locale.scripts.get(code, code))

    def located(self, scope: Scope | None) -> Locator | None:
        """The small map of a scope, if there is one."""
        return locate(self.catalogue, scope)

    def edit(self, path: str) -> Markup:
        """Where a change to a file of the library can be proposed."""
        repository = (self.catalogue.library.repository or "").rstrip("/")
        return Markup(f"{repository}/edit/main/{path}" if repository else "")


@pass_context
def _href(context: Context, address: str) -> Markup:
    """The link from the page that is being rendered to another one of the tree."""
    return _relative(address, posixpath.dirname(context["page"]))


@cache
def _relative(address: str, folder: str) -> Markup:
    return Markup(posixpath.relpath(address, folder or "."))


@pass_context
def _link(context: Context, target: object, words: object = None, at: str = "") -> Markup:
    """A link to an entry, term or country, called by its name or by other words."""
    renderer: Renderer = context["renderer"]
    address = _href(context, renderer.address(target)) + (f"#{at}" if at else "")
    return Markup(f"[{renderer.name(target) if words is None else markdown_text(words)}]({address})")


def _notes(keys: Iterable[str]) -> Markup:
    """The footnote marks of sources."""
    return Markup("".join(f"[^{key}]" for key in keys))
