# The library on paper. Records are set first, each by itself, since a record of which no font here has the script shows then, and is
# left out of the books, which say so: one missing font costs one record, not the shelf.

"""The whole shelf, its parts and each record as PDF, on A4 and on Letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ...article import Articles
from ..shelf import Made, Shelf
from .press import Press, on_letter
from .setting import Setting
from .unpacking import unpacked
from .volumes import Volume, bound_volumes, records


def make(shelf: Shelf, out: Path) -> Iterator[Made]:
    """Each record, each book and the whole, in two files: for A4 and for Letter."""
    articles = Articles(shelf.site)
    setting = Setting(shelf, articles)
    lost: dict[str, str] = {}
    for made in _set(shelf, setting, list(records(shelf, articles)), out):
        if made.missing:
            lost[made.volume.chapters[0].address] = made.missing
        else:
            yield from _papers(setting, made)
    for address, missing in lost.items():
        shelf.say(_without_font(address, missing))
    for volume in bound_volumes(shelf, articles):
        # Each in a process of its own, so that none needs the memory of two.
        for made in _set(shelf, setting, [volume], out, frozenset(lost)):
            if made.missing:
                shelf.say(_without_font(volume.part or volume.name, made.missing))
            else:
                yield from _papers(setting, made)


@dataclass(frozen=True)
class _Set:
    """A volume that was set: the JSON that Typst was given, the sheet it wrote, and the passage that could not be shown, if any."""

    volume: Volume
    book: str
    sheet: Path
    missing: str


def _set(
    shelf: Shelf, setting: Setting, those: list[Volume], out: Path, lost: frozenset[str] = frozenset()
) -> Iterator[_Set]:
    """The volumes, one after the other. Of each the pages that are `lost` are left out; one of which nothing is left is not set."""
    books: dict[str, str] = {}
    those = [volume for volume in those if volume.without(lost).chapters]

    def sheet(volume: Volume) -> Path:
        return out / "A4" / f"{volume.name}.pdf"

    def jobs() -> Iterator[tuple[str, str, Path]]:
        for volume in those:
            gone = tuple(one.address for one in volume.chapters if one.address in lost)
            books[volume.name] = setting(volume.without(gone), gone)
            sheet(volume).parent.mkdir(parents=True, exist_ok=True)
            yield books[volume.name], setting.runs, sheet(volume)

    with Press(shelf.edition.date) as press:
        for volume, missing in zip(those, press.print(jobs()), strict=True):
            yield _Set(volume, books.pop(volume.name), sheet(volume), missing)


def _papers(setting: Setting, made: _Set) -> Iterator[Made]:
    """A sheet as it is, and with the edges of the other paper."""
    volume = made.volume
    what = "purpose_whole" if not volume.part else "purpose_part" if volume.bound else "purpose_record"
    letter = made.sheet.parents[volume.name.count("/") + 1] / "Letter" / f"{volume.name}.pdf"
    letter.parent.mkdir(parents=True, exist_ok=True)
    letter.write_bytes(on_letter(made.sheet.read_bytes()))
    for paper, file in (("A4", made.sheet), ("Letter", letter)):
        purpose = setting.words[what].replace("%s", paper)
        yield Made(file, purpose, volume.part, "paper", partial(unpacked, made.book))


def _without_font(page: str, passage: str) -> str:
    """What is said of a page for which no font has the signs."""
    sign = next((one for one in passage if ord(one) > 0x24F), passage[:1])
    script = unicodedata.name(sign, f"U+{ord(sign):04X}" if sign else "?").split()[0].capitalize()
    return (
        f"{page}: no PDF of it was made, and it stands in no book on paper, since no font here has the signs of “{passage[:40]}” "
        f"({script}). Install a font for that script, on Debian for most: apt-get install fonts-noto-core. Then make the editions again."
    )
