# Text and pictures from what is known: the only station that knows Jinja. Templates hold the words and the layout; they neither
# sort nor pick, and nothing that they print can be anything but text (see escape.py).

"""Rendering what is known to Markdown."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from types import MethodType
from typing import Any, cast

from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from ..address import data_of, html_of, part_of
from ..catalogue import PRACTICE
from ..catalogue.citing import credited_beside, is_told_to_programs, own_files, own_reference, source_files
from ..catalogue.citing.meta_tags import meta_tags
from ..catalogue.knowledge import Knowledge
from ..catalogue.naming import Target
from ..catalogue.standing import outlines_last
from ..catalogue.verdict import verdict
from ..clearance import Cleared
from ..folders import TEMPLATES
from ..kept import digest_of
from ..languages import direction, listed
from ..noted import Answer, note, noting, standing
from ..schema import Country, Scope
from . import drawing
from .compiled import Compiled
from .country_shapes import outlines
from .escape import abbreviated, brief, json_text, markdown_text, plain_text, svg_text, yaml_text
from .faults import placed
from .locator import Locator, land_in, locate, world
from .translation import Translator

_COMPILED = Compiled()


class _Context(Context):
    """Calls what templates call. Jinja asks twice of each, a million times, what it is to be given; here that is known."""

    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if type(__obj) is Macro:
            args = (__self.eval_ctx, *args)
        elif type(__obj) not in _PLAIN:
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(*args, **kwargs)


_PLAIN = (MethodType,)
"""What asks for no more than it is given: the methods of this station and of what is known."""


def _environment(folders: tuple[Path, ...]) -> Environment:
    """Jinja, set so that whatever a template prints is escaped for Markdown unless a filter made it."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        bytecode_cache=_COMPILED,
        autoescape=True,
        finalize=markdown_text,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.do"],
    )
    environment.context_class = _Context
    environment.template_class = _Template
    environment.filters |= {
        "md": markdown_text,
        "yaml": yaml_text,
        "svg": svg_text,
        "abbreviated": abbreviated,
        "plain": plain_text,
        "html": html_of,
        "json": json_text,
    }
    return environment


class _Template(Template):
    """A template whose macros are made once, and of which it is noted by whom it is asked for and what was read for it."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        known: Answer | None = getattr(self, "_noted", None)
        if known is None:
            with noting() as notes:
                super()._get_default_module(ctx)
            self._noted = known = Answer("template", self.name or "", (), None, notes)
        note(known)
        # Jinja asks at each import whether some are known to this template alone: here all are the environment's.
        return cast(TemplateModule, self._module)


@standing()
class Renderer:
    """Renders what is known of a library.

    `known` is what templates may ask; `folders` are where templates are looked for, the library's own first. `has_program`
    says whether the library's repository holds the program too, so that links may lead to its source; `online` is the
    address of the site, with a slash at its end, or empty while it has none; `onward` is where the plain page goes on to
    for somebody who leaves, or empty; `by_hand` are the addresses of the pages that are written by hand.
    """

    def __init__(
        self,
        known: Knowledge,
        folders: tuple[Path, ...] = (TEMPLATES,),
        *,
        has_program: bool = False,
        online: str = "",
        onward: str = "",
        by_hand: frozenset[str] = frozenset(),
    ) -> None:
        self.known = known
        self.catalogue = known.catalogue
        self.has_program = has_program
        self._folders = folders
        self.online = online
        self.onward = onward
        self.by_hand = by_hand
        self.translator = Translator(self.catalogue.library.language, folders)
        self._folder = ""
        self._own_templates = folders[0] if len(folders) > 1 else None
        self._environment = _environment(folders)
        self._environment.globals |= {**self._facts(), **self._words(), **self._links()}

    def _facts(self) -> dict[str, object]:
        """What templates may ask of the library."""
        known = self.known
        return {
            "c": self.catalogue,
            "practice": PRACTICE,
            "crosstabs": known.crosstabs,
            "facet_index": known.facets,
            "freshness": known.freshness,
            "learned": known.lessons,
            "asked": known.questions,
            "library": self.catalogue.library,
            "credited": lambda entry: credited_beside(self.catalogue, entry),
            "cited_as": self.cited_as,
            "data_of": data_of,
            "own_files": own_files,
            "source_files": source_files,
            "uses_of": known.uses_of,
            "other_names": known.search_terms.other_names,
            "other_words": known.search_terms.other_words,
            "located": self.located,
            "verdict_on": partial(verdict, self.catalogue),
            "by_hand": self.by_hand,
            "past_of": known.past_of,
            "verdict_of": known.verdict_of,
            "byline": known.naming.byline,
            "editions": known.editions,
            "world": world(),
            "land_in": land_in,
            "outlines": outlines(),
        }

    def _words(self) -> dict[str, object]:
        """What puts things into words of the library's language."""
        return {
            "_": self.translator.gettext,
            "ngettext": self.translator.ngettext,
            "pgettext": self.translator.pgettext,
            "name": self.name,
            "country": self.country,
            "runs": direction,
            "language": self.language,
            "writing": self.writing,
            "by_name": self.by_name,
            "outlines_last": outlines_last,
            "brief": brief,
            "listed": self.listed,
            "day": self.day,
            "moment": self.moment,
            "number": self.number,
            "money": self.money,
        }

    def _links(self) -> dict[str, object]:
        """What leads somewhere, and what draws."""
        return {
            "link": self.link,
            "href": self.href,
            "address_of": self.known.naming.address,
            "notes": _notes,
            "edit": self.edit,
            "draw": drawing,
            "raw": Markup,
            "renderer": self,
        }

    @property
    def seal(self) -> bytes:
        """What stands for all that shapes a text besides what is known: settings, the card, and the library's own templates."""
        paths = sorted(
            path for folder in self._folders if folder != TEMPLATES for path in folder.rglob("*") if path.is_file()
        )
        settings = (
            self.has_program,
            self.online,
            self.onward,
            sorted(self.by_hand),
            self.catalogue.library.model_dump_json(),
        )
        return digest_of(*settings, *(part for path in paths for part in (str(path), path.read_bytes())))

    def page(self, template: str, address: str, **context: Any) -> str:
        """The text of the page at `address`, made by the template of templates/pages/ that ends as the address does."""
        text = self._rendered(f"pages/{template}{posixpath.splitext(address)[1]}.jinja", page=address, **context)
        # Only spaces and line breaks: the sign that ends a list is an empty character to Python, too.
        return re.sub(r"\n{3,}", "\n\n", text).strip(" \n") + "\n"

    def script(self, name: str, **context: Any) -> str:
        """A file for scripts, of the texts that a template of templates/scripts/ gathers."""
        return self._rendered(f"scripts/{name}.jinja", page="index.md", **context).strip() + "\n"

    def derived(self, name: str) -> str:
        """A file for the tools in which people write, of a template of templates/derived/."""
        return self._rendered(f"derived/{name}.jinja", page="index.md").strip() + "\n"

    def edition(self, name: str, **context: Any) -> str:
        """The words of something to take along, of a template of templates/editions/."""
        return self._rendered(f"editions/{name}.jinja", page="index.md", **context).strip() + "\n"

    def _rendered(self, name: str, **context: Any) -> str:
        """The text that a template makes. Raises TemplateFault where one of the library's own cannot be rendered."""
        # Kept here and not in what a template is given, so that Jinja makes the macros, which need nothing else of a page, once for all.
        self._folder = posixpath.dirname(context["page"])
        with placed(self._own_templates):
            return self._environment.get_template(name).render(**context)

    def href(self, address: str) -> Markup:
        """The link from the page that is being rendered to another one of the tree."""
        return _relative(address, self._folder)

    def link(self, target: Target, words: object = None, at: str = "") -> Markup:
        """A link to an entry, term or country, called by its name or by other words."""
        address = part_of(self.href(self.known.naming.address(target)), at)
        return Markup(f"[{self.name(target) if words is None else markdown_text(words)}]({address})")

    def name(self, target: Target) -> Markup:
        """What a link to this is called."""
        return markdown_text(self.known.naming.of(target))

    def country(self, code: str) -> Markup:
        """The name of a country: the library's own, else the usual one in its language."""
        return markdown_text(self.known.naming.country(code))

    def by_name(self, codes: Iterable[Country]) -> list[Country]:
        """Countries in the order of their names in the library's language."""
        return sorted(codes, key=lambda code: self.catalogue.in_order(str(self.country(code))))

    def language(self, code: str) -> Markup:
        """The name of a language by its ISO 639 code."""
        return markdown_text(self.translator.locale.languages.get(code, code))

    def listed(self, items: Iterable[object]) -> Markup:
        """“A, B and C”, as the language puts it."""
        return Markup(listed([str(markdown_text(item)) for item in items], self.translator.locale))

    def day(self, date: datetime.date) -> Markup:
        """A day, in words."""
        return Markup(format_date(date, "long", locale=self.translator.locale))

    def moment(self, when: str) -> Markup:
        """A year, a month or a day, in words."""
        parts = [int(part) for part in when.split("-")]
        date = datetime.date(*[*parts, 1, 1][:3])
        if len(parts) == 3:
            return self.day(date)
        return Markup(format_skeleton(("y", "yMMMM")[len(parts) - 1], date, locale=self.translator.locale))

    def number(self, value: int | str) -> Markup:
        """A number, as the language writes it; one with a point keeps all its digits."""
        return Markup(format_decimal(Decimal(value), locale=self.translator.locale, decimal_quantization=False))

    def money(self, amount: int, currency: str) -> Markup:
        """A sum with its currency by name, since several countries write theirs $."""
        locale = self.translator.locale
        plain = locale.decimal_formats[None].pattern
        return Markup(format_currency(amount, currency, plain, locale, currency_digits=False, format_type="name"))

    def writing(self, code: str) -> Markup:
        """The name of a writing system by its ISO 15924 code."""
        return markdown_text(self.translator.locale.scripts.get(code, code))

    def cited_as(self, entry: Cleared) -> tuple[tuple[str, str], ...]:
        """What the page of a record tells to programs of references."""
        if not is_told_to_programs(entry):
            return ()
        return meta_tags(own_reference(self.catalogue, entry, self.translator.locale, self.online))

    def located(self, scope: Scope | None) -> Locator | None:
        """The small map of a scope, if there is one."""
        return locate(self.catalogue, scope)

    def edit(self, path: str) -> Markup:
        """Where a change to a file of the library can be proposed; empty where the library does not say."""
        return Markup(self.catalogue.library.edit_address(path))


@cache
def _relative(address: str, folder: str) -> Markup:
    return Markup(posixpath.relpath(address, folder or "."))


def _notes(keys: Iterable[str]) -> Markup:
    """The footnote marks of sources."""
    return Markup("".join(f"[^{key}]" for key in keys))
