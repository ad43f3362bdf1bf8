# Three formats, so that every program of references reads one of them. Each is written in its own plain way: a value is
# brought onto one line and then escaped for the format, so no text of a contributor can end a field. There are
# libraries for this; they turn letters into TeX's commands, and are one more package for every library.

"""References written as BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from .authors import Credit, Name
from .reference import Reference, line

# BibTeX, as BibTeX and biblatex both read it, in UTF-8. http://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf

_BIBTEX = {
    "record": ("misc", "howpublished", "organization"),
    "report": ("techreport", "series", "institution"),
    "evaluation": ("techreport", "series", "institution"),
    "working-paper": ("techreport", "series", "institution"),
    "brief": ("techreport", "series", "institution"),
    "journal-article": ("article", "journal", "publisher"),
    "news": ("article", "journal", "publisher"),
    "book": ("book", "series", "publisher"),
    "web-page": ("misc", "series", "howpublished"),
    "listing": ("misc", "series", "howpublished"),
    "personal-communication": ("misc", "series", "howpublished"),
}
"""The type of entry, and the fields for what it stands in and for who published it."""

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
"""Signs that mean something to TeX. A brace has to go by name: BibTeX counts braces, even those after a backslash."""


_JOINED = re.compile(r"([-'`,<>])(?=\1)|[?!](?=`)")
"""Pairs of characters of which TeX makes one, such as a dash of two hyphens."""


def tex(text: str) -> str:
    """Plain text as TeX shows it, on one line."""
    escaped = re.sub(r"[\\{}^~&%$#_]", lambda sign: _TEX[sign[0]], line(text))
    return _JOINED.sub(r"\g<0>{}", escaped)


def bibtex(references: Iterable[Reference]) -> str:
    """Entries of a .bib file."""
    return "\n".join(_bibtex_entry(reference) for reference in references)


def _bibtex_entry(reference: Reference) -> str:
    kind, container, publisher = _BIBTEX[reference.kind]
    who = reference.who
    # The second pair of braces keeps styles from changing capitals.
    fields = {
        "editor" if who.are_editors else "author": _bibtex_names(who),
        "title": f"{{{tex(reference.title)}}}",
        container: tex(reference.container or ""),
        publisher: tex(reference.publisher or ""),
        "entrysubtype": "newspaper" if reference.kind == "news" else "",
        "volume": tex(reference.volume or ""),
        "number": tex(reference.issue or ""),
        "pages": "--".join(tex(end) for end in reference.page_ends if end),
        **_bibtex_date(reference),
        # biblatex and pandoc read the second one, the styles of BibTeX the first.
        "language": reference.language or "",
        "langid": reference.language or "",
        "doi": line(reference.doi or ""),
        "url": line(reference.url or ""),
        "note": tex(reference.note or "" if who.and_others else "; ".join(filter(None, (who.rest, reference.note)))),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{reference.key},\n{''.join(lines)}}}\n"


def _bibtex_names(who: Credit) -> str:
    """Names as BibTeX takes them apart; the braces keep it from doing so at a space, a comma or “and” within one."""
    names = [_bibtex_name(name) for name in who.names]
    return " and ".join([*names, "others"] if who.and_others else names)


def _bibtex_name(name: Name) -> str:
    parts = [f"{{{tex(part)}}}" for part in (name.family, name.given) if part]
    return ", ".join(parts) if parts else f"{{{tex(name.whole)}}}"


def _bibtex_date(reference: Reference) -> dict[str, str]:
    read = {"urldate": reference.accessed.isoformat()} if reference.accessed else {}
    if len(reference.date) == 3:
        year, month, _ = reference.date
        return {"year": str(year), "month": str(month), "urldate": reference.published}
    if reference.last_year:
        return {"year": reference.published.replace("-", "--"), **read}
    return {"year": reference.published, **read}


# RIS. https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp

_RIS = {
    "record": "ELEC",
    "report": "RPRT",
    "evaluation": "RPRT",
    "working-paper": "RPRT",
    "brief": "RPRT",
    "journal-article": "JOUR",
    "news": "NEWS",
    "book": "BOOK",
    "web-page": "ELEC",
    "listing": "ELEC",
    "personal-communication": "PCOMM",
}


def ris(references: Iterable[Reference]) -> str:
    """References with two letters before each value. Lines end as the format's description asks."""
    return "".join(f"{tag}  - {value}\r\n" for reference in references for tag, value in _ris_lines(reference))


def _ris_lines(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS[reference.kind]
    who, (first, last) = reference.who, reference.page_ends
    values = [
        ("ID", reference.key),
        *(("A2" if who.are_editors else "AU", _ris_name(name)) for name in who.names),
        ("TI", reference.title),
        ("T2", reference.container),
        ("PB", reference.publisher),
        ("VL", reference.volume),
        ("IS", reference.issue),
        ("SP", first),
        ("EP", last),
        *_ris_date(reference),
    ]
    read = reference.accessed.strftime("%Y/%m/%d/") if reference.accessed else None
    values += [
        ("LA", reference.language),
        ("DO", reference.doi),
        ("UR", reference.url),
        ("Y2", read),
        ("N1", who.rest),
        ("N1", reference.note),
    ]
    yield from ((tag, line(value)) for tag, value in values if value)
    yield "ER", ""


def _ris_name(name: Name) -> str:
    """A comma says where the family's name ends; without one, readers cut a name of several words in the wrong place."""
    whole = f"{name.family}, {name.given}" if name.given else name.family or name.whole
    return f"{whole}," if " " in whole and not name.given and not whole.endswith(",") else whole


def _ris_date(reference: Reference) -> Iterator[tuple[str, str]]:
    """The year, and the date: a day, or in words what numbers cannot say.

    A guess has a place of its own in RIS (`2011///c.`), which its readers drop, so that the year would look certain.
    """
    if reference.date:
        year, *day = (f"{part:02}" for part in reference.date)
        yield "PY", year
        if day:
            yield "DA", "/".join([year, *day, ""])
        elif reference.is_guess or reference.last_year:
            yield "DA", reference.published
    elif reference.is_forthcoming:
        yield "DA", reference.published


# CSL-JSON. https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json

_CSL = {
    "record": "webpage",
    "report": "report",
    "evaluation": "report",
    "working-paper": "report",
    "brief": "report",
    "journal-article": "article-journal",
    "news": "article-newspaper",
    "book": "book",
    "web-page": "webpage",
    "listing": "webpage",
    "personal-communication": "personal_communication",
}


def csl_json(references: Iterable[Reference]) -> str:
    """A list of items for the Citation Style Language's processors, one on a line."""
    items = (json.dumps(_csl_item(reference), ensure_ascii=False) for reference in references)
    return "[\n" + ",\n".join(items) + "\n]\n"


def _csl_item(reference: Reference) -> dict[str, Any]:
    parts = [list(reference.date), *([[reference.last_year]] if reference.last_year else [])]
    read, who = reference.accessed, reference.who
    issued: dict[str, Any] = {"date-parts": parts} if reference.date else {}
    # Styles show the site of a web page where they show a journal.
    is_on_a_site = reference.kind in ("web-page", "listing") and not reference.container
    item = {
        "id": reference.key,
        "type": _CSL[reference.kind],
        "editor" if who.are_editors else "author": list(_csl_names(who)),
        "title": reference.title,
        "container-title": reference.publisher if is_on_a_site else reference.container,
        "publisher": None if is_on_a_site else reference.publisher,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": "-".join(end for end in reference.page_ends if end),
        "issued": issued | ({"circa": True} if reference.is_guess else {}),
        "language": reference.language,
        "DOI": reference.doi,
        "URL": reference.url,
        "accessed": {"date-parts": [[read.year, read.month, read.day]]} if read else None,
        "note": reference.note if who.and_others else "; ".join(filter(None, (who.rest, reference.note))),
        "status": "forthcoming" if reference.is_forthcoming else None,
    }
    return {name: line(value) if isinstance(value, str) else value for name, value in item.items() if value}


def _csl_names(who: Credit) -> Iterator[dict[str, str]]:
    """Persons in parts, and institutions, and whoever is told in one piece, as they are. Processors know “others”."""
    for name in who.names:
        parts = {"family": name.family, "given": name.given, "literal": name.whole}
        yield {key: part for key, part in parts.items() if part}
    if who.and_others:
        yield {"literal": "others"}
