# What every family of pages yields, and what is done with it in the end. A page is drafted first: where it lies, and what makes its text
# of what. So it is known which pages there are before any is composed, and nothing is composed that nobody asked for, or that the
# last run composed of the same.

"""A page as a value, and what one is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..render import Renderer


@dataclass(frozen=True)
class Page:
    """A file of the tree: its address, such as `cases/x.md`, and what it holds.

    That is Markdown, or for a picture and the like the bytes as they are.
    """

    address: str
    text: str
    data: bytes | None = None

    def as_bytes(self) -> bytes:
        """What is written to disk."""
        return self.text.encode() if self.data is None else self.data

    def page(self, _: Renderer) -> Page:
        """The page itself, which needs nothing more; see Draft."""
        return self


@dataclass(frozen=True)
class Draft:
    """A page that is not composed yet: `make` makes what it holds, of the renderer and of what is given.

    That is a function of a module, so that nothing shapes the page but what is given, and what it asks of the renderer.
    """

    address: str
    make: Callable[..., str]
    given: tuple[Any, ...] = ()

    def page(self, renderer: Renderer) -> Page:
        """The page itself."""
        return Page(self.address, self.make(renderer, *self.given))


def of_template(template: str, address: str, **context: Any) -> Draft:
    """The page at `address` that a template of templates/pages/ makes."""
    return Draft(address, _page, (template, address, context))


def _page(renderer: Renderer, template: str, address: str, context: dict[str, Any]) -> str:
    return renderer.page(template, address, **context)


def of_script(address: str, name: str, **context: Any) -> Draft:
    """The file for scripts at `address` that a template of templates/scripts/ makes."""
    return Draft(address, _script, (name, context))


def _script(renderer: Renderer, name: str, context: dict[str, Any]) -> str:
    return renderer.script(name, **context)
