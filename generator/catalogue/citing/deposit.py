# How the library as a whole is cited, for code hosts and for archives. All of it follows from the card and the edition, so that the
# two files never say different things. A publisher is an entity and never a person.

"""CITATION.cff and the metadata of a deposit at Zenodo."""

from __future__ import annotations

import json
import re

from .. import Catalogue
from ..edition import Edition

_CREATIVE_COMMONS = re.compile(
    r"CC0[ -]1\.0|CC[ -]BY(-(NC|ND|SA))* [1-4]\.[05]|CC-BY(-(NC|ND|SA))*-[1-4]\.[05]", re.IGNORECASE
)


def version_of(edition: Edition) -> str:
    """What an edition is called as a version: its number, and its day while it is not closed."""
    return str(edition.number) if edition.number else edition.date.isoformat()


def citation_cff(catalogue: Catalogue, edition: Edition, online: str) -> str:
    """How the library is cited, in the Citation File Format 1.2.0. `online` is the address of the site, or empty."""
    library = catalogue.library
    spdx = _spdx(library.licence)
    told: list[tuple[str, object]] = [
        ("cff-version", "1.2.0"),
        ("message", "If you use this library as a whole, cite it so. Of a claim in it, cite the source first."),
        ("type", "dataset"),
        ("title", library.title),
        ("abstract", library.summary),
        ("authors", [{"name": library.publisher or library.title}]),
        ("version", version_of(edition)),
        ("date-released", edition.date.isoformat()),
        ("license", spdx) if spdx else ("license-url", library.licence_url),
        ("url", online),
        ("repository-code", library.repository if library.is_placed else ""),
        ("keywords", _keywords(catalogue)),
    ]
    # What JSON writes of a text or of a list, YAML reads as the same.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in told if value)


def zenodo(catalogue: Catalogue, edition: Edition, online: str) -> str:
    """The metadata of a deposit, as `.zenodo.json` and Zenodo's interface take it."""
    library = catalogue.library
    spdx = _spdx(library.licence)
    related = [("isVariantFormOf", online), ("isDerivedFrom", library.repository if library.is_placed else "")]
    told = {
        "title": library.title,
        "upload_type": "dataset",
        "description": f"<p>{_escaped(library.summary)}</p>",
        "creators": [{"name": library.publisher or library.title}],
        "access_right": "open",
        "license": spdx.lower(),
        "notes": "" if spdx else f"{library.licence}: {library.licence_url}",
        "keywords": _keywords(catalogue),
        "version": version_of(edition),
        "publication_date": edition.date.isoformat(),
        "related_identifiers": [{"relation": how, "identifier": what} for how, what in related if what],
    }
    return json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False, indent=2) + "\n"


def _keywords(catalogue: Catalogue) -> list[str]:
    """The themes, which say what the library is about."""
    return list(dict.fromkeys(theme.record.title for theme in catalogue.all("themes")))


def _spdx(licence: str) -> str:
    """A licence by its name in SPDX's list, if it is one of Creative Commons; else empty."""
    return licence.upper().replace(" ", "-") if _CREATIVE_COMMONS.fullmatch(licence) else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
