# Tags of the Humanitarian Exchange Language, which stand in a second line below the names of the columns, so that programs of aid
# know a place, a date or an organisation whatever its column is called (https://hxlstandard.org/standard/1-1final/tagging/). What
# HXL has a word for follows from what a column refers to, or from its name; the rest is #meta with its name.

"""HXL tags of columns."""

from __future__ import annotations

from ...schema import Country, Term
from ...schema.refs import OrganisationRef
from .columns import Column
from .tables import Table

_BY_NAME = {
    "id": "#meta+id",
    "title": "#meta+title",
    "summary": "#description+summary",
    "statement": "#description+claim",
    "text": "#description",
    "what": "#description",
    "address": "#meta+url+page",
    "url": "#meta+url",
    "record": "#meta+id+record",
    "parent": "#meta+id+parent",
    "period_start": "#date+start",
    "period_end": "#date+end",
    "scope_places": "#loc+name",
    "checked": "#date+checked",
    "amount": "#value",
    "currency": "#currency",
    "sectors": "#sector+code+v_dac5",
    "iati": "#meta+id+v_iati",
    "organisations": "#org+id+impl",
    "lead": "#org+id+impl+lead",
    "partners": "#org+id+impl+partner",
    "funders": "#org+id+funder",
}
_ACTIVITY = {"id": "#activity+id", "title": "#activity+name"}
_BY_TABLE = {
    "cases": _ACTIVITY,
    "programmes": _ACTIVITY,
    "organisations": {"title": "#org+name"},
    "reach": {"number": "#reached", "most": "#reached+max"},
}


def tag_of(table: Table, column: Column) -> str:
    """The tag of a column."""
    if tag := _BY_TABLE.get(table.name, {}).get(column.name) or _BY_NAME.get(column.name):
        return tag
    for kind, beginning in ((Country, "#country+code+v_iso2"), (OrganisationRef, "#org+id"), (Term, "#meta+code")):
        if column.ref and issubclass(column.ref, kind):
            return beginning if kind is Country else f"{beginning}+{column.name}"
    return f"#meta+{column.name}"
