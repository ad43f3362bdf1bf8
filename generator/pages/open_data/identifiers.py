# An identifier is an address: that of the page, or of a place on it. While the library has none of its own it cannot be one, and a
# relative one means something else to each reader of RDF (findings/jsonld-relative.sh). So the same ending then stands behind a name
# that no other library is likely to have; whoever has both exchanges the beginning.

"""Identifiers of everything that the data tell of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ...address import html_of, page_of, page_of_country, page_of_term, part_of
from ...catalogue import Catalogue
from ...schema import Country, LessonRef, Ref, Term

TERMS_OF_ITS_OWN = "data/columns.html#"
"""Where the library's own words for properties and classes are explained, and so the beginning of their identifiers."""


@dataclass(frozen=True)
class Identifiers:
    """What each thing of a library is called in RDF. `base` is what all identifiers begin with."""

    catalogue: Catalogue
    base: str

    @classmethod
    def of(cls, catalogue: Catalogue, online: str) -> Identifiers:
        """The identifiers of a library; `online` is the address of its site, or empty while it has none."""
        return cls(catalogue, online or f"urn:{plain_name(catalogue.library.title)}:")

    @property
    def words(self) -> str:
        """What the library's own words for properties and classes begin with."""
        return self.base + TERMS_OF_ITS_OWN

    def page(self, address: str, part: str = "") -> str:
        """What has a page of the tree, or a place on it."""
        return self.base + html_of(part_of(address, part))

    def of_ref(self, ref: Ref) -> str:
        """What a reference leads to, outside its record."""
        if isinstance(ref, Country):
            return self.page(page_of_country(ref))
        if isinstance(ref, Term):
            term = self.catalogue.term(ref)
            return self.page(page_of_term(term.vocabulary.slug, term.term.id))
        if isinstance(ref, LessonRef):
            return self.page(page_of(*ref.home), ref.partition("#")[2])
        return self.page(page_of(ref.kind, ref))


def plain_name(title: str) -> str:
    """A title in small letters, digits and hyphens, of at most 32 signs; `library` if it has none of these."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:32].strip("-") or "library"
