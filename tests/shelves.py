"""What editions are made of, of a library that is built for tests."""

import dataclasses
import datetime
from pathlib import Path

from generator.editions import Edition, Shelf
from generator.site import renderer_of

from .libraries import examine
from .sites import TODAY


def shelf_of(root: Path, today: datetime.date = TODAY) -> Shelf:
    """The shelf of a built library."""
    found = examine(root, today)
    assert found.library is not None
    renderer = renderer_of(root, found, today)
    library = found.library
    edition = Edition(None, today, library.licence, str(library.licence_url), library.language)
    return Shelf(root / "site", renderer, edition, found.clearing.secrets, found.clearing.names)


def with_site(shelf: Shelf, site: Path) -> Shelf:
    """The same with another site."""
    return dataclasses.replace(shelf, site=site)
