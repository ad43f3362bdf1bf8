# Three formats, so that every program of references reads one of them. Each is written in its own plain way: a value is
# brought onto one line and then escaped for the format, so no text of a contributor can end a field. There are
# libraries for this; they turn letters into TeX's commands, or want the authors taken apart, which we cannot do.

"""References written as BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from .authors import Credit, credit
from .reference import Reference

# BibTeX, as BibTeX and biblatex both read it, in UTF-8. http://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf

_BIBTEX = {
    "record": ("misc", "howpublished"),
    "report": ("techreport", "institution"),
    "evaluation": ("techreport", "institution"),
    "working-paper": ("techreport", "institution"),
    "brief": ("techreport", "institution"),
    "journal-article": ("article", "journal"),
    "news": ("article", "journal"),
    "book": ("book", "publisher"),
    "web-page": ("misc", "howpublished"),
    "listing": ("misc", "howpublished"),
    "personal-communication": ("misc", "howpublished"),
}
"""The type of entry, and the field for who published it."""

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
"""Signs that mean something to TeX. A brace has to go by name: BibTeX counts braces, even those after a backslash."""


_JOINED = re.compile(r"([-'`,<>])(?=\1)|[?!](?=`)")
"""Pairs of characters of which TeX makes one, such as a dash of two hyphens."""


def tex(text: str) -> str:
    """Plain text as TeX shows it, on one line."""
    escaped = re.sub(r"[\\{}^~&%$#_]", lambda sign: _TEX[sign[0]], _line(text))
    return _JOINED.sub(r"\g<0>{}", escaped)


def bibtex(references: Iterable[Reference]) -> str:
    """Entries of a .bib file."""
    return "\n".join(_bibtex_entry(reference) for reference in references)


def _bibtex_entry(reference: Reference) -> str:
    kind, container = _BIBTEX[reference.kind]
    # The second pair of braces keeps styles from changing capitals, and from taking an author apart at “and”.
    fields = {
        "author": f"{{{tex(reference.author)}}}" if reference.author else "",
        "title": f"{{{tex(reference.title)}}}",
        container: tex(reference.container or ""),
        "entrysubtype": "newspaper" if reference.kind == "news" else "",
        **_bibtex_date(reference),
        # biblatex and pandoc read the second one, the styles of BibTeX the first.
        "language": reference.language or "",
        "langid": reference.language or "",
        "doi": _line(reference.doi or ""),
        "url": _line(reference.url or ""),
        "note": tex(reference.note or ""),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{reference.key},\n{''.join(lines)}}}\n"


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
    "record": ("ELEC", "T2"),
    "report": ("RPRT", "PB"),
    "evaluation": ("RPRT", "PB"),
    "working-paper": ("RPRT", "PB"),
    "brief": ("RPRT", "PB"),
    "journal-article": ("JOUR", "T2"),
    "news": ("NEWS", "T2"),
    "book": ("BOOK", "PB"),
    "web-page": ("ELEC", "PB"),
    "listing": ("ELEC", "PB"),
    "personal-communication": ("PCOMM", "PB"),
}


def ris(references: Iterable[Reference]) -> str:
    """References with two letters before each value. Lines end as the format's description asks."""
    return "".join(f"{tag}  - {value}\r\n" for reference in references for tag, value in _ris_lines(reference))


def _ris_lines(reference: Reference) -> Iterator[tuple[str, str]]:
    kind, container = _RIS[reference.kind]
    yield "TY", kind
    who = credit(_line(reference.author)) if reference.author else Credit(())
    values = [
        ("ID", reference.key),
        *(("A2" if who.are_editors else "AU", name) for name in who.names),
        ("TI", reference.title),
        (container, reference.container),
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
    yield from ((tag, _line(value)) for tag, value in values if value)
    yield "ER", ""


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
    "record": ("webpage", "container-title"),
    "report": ("report", "publisher"),
    "evaluation": ("report", "publisher"),
    "working-paper": ("report", "publisher"),
    "brief": ("report", "publisher"),
    "journal-article": ("article-journal", "container-title"),
    "news": ("article-newspaper", "container-title"),
    "book": ("book", "publisher"),
    "web-page": ("webpage", "container-title"),
    "listing": ("webpage", "container-title"),
    "personal-communication": ("personal_communication", "publisher"),
}


def csl_json(references: Iterable[Reference]) -> str:
    """A list of items for the Citation Style Language's processors, one on a line."""
    items = (json.dumps(_csl_item(reference), ensure_ascii=False) for reference in references)
    return "[\n" + ",\n".join(items) + "\n]\n"


def _csl_item(reference: Reference) -> dict[str, Any]:
    kind, container = _CSL[reference.kind]
    parts = [list(reference.date), *([[reference.last_year]] if reference.last_year else [])]
    read = reference.accessed
    issued: dict[str, Any] = {"date-parts": parts} if reference.date else {}
    item = {
        "id": reference.key,
        "type": kind,
        "author": [{"literal": _line(reference.author)}] if reference.author else None,
        "title": _line(reference.title),
        container: reference.container,
        "issued": issued | ({"circa": True} if reference.is_guess else {}),
        "language": reference.language,
        "DOI": reference.doi,
        "URL": reference.url,
        "accessed": {"date-parts": [[read.year, read.month, read.day]]} if read else None,
        "note": reference.note,
        "status": "forthcoming" if reference.is_forthcoming else None,
    }
    return {name: value for name, value in item.items() if value}


def _line(text: str) -> str:
    """The text on one line: any white space is one space, and other characters that steer a printer or a screen are gone."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
