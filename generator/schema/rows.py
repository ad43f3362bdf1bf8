# What the open data say of a record, of a part of one or of a term besides its own fields. These are models like all others, so that
# the columns, their types and their words are read from one place, and a reference between two tables is a type.

"""What stands in each row of the open data besides the fields of what it is about."""

from __future__ import annotations

from pydantic import Field

from .refs import Ref
from .values import Strict, Truth


class RecordId(Ref):
    """A record of any kind: its folder and its name."""

    kind = "records"


class TermKey(Ref):
    """A term of any vocabulary: the place of its page."""

    kind = "terms"


class VocabularyName(Ref):
    """A vocabulary: the name of its file."""

    kind = "vocabularies"


class RecordRow(Strict):
    """What the data say of every record besides its own fields."""

    id: str = Field(
        description="Its identifier: its folder and its name. It never changes.", examples=["cases/a-practice"]
    )
    folder: str = Field(description="What kind of record it is, by the folder in which it lies.", examples=["cases"])
    slug: str = Field(description="Its name within that folder. Other records refer to it so.", examples=["a-practice"])
    address: str = Field(
        description="Its page: whole, or from the folder of the site on while the library has no address."
    )
    withheld: Truth = Field(description="true if some details are kept back, so that what is missing may be known.")


class PartRow(Strict):
    """What the data say of every part of a record besides its own fields."""

    id: str = Field(
        description="Its identifier: that of its record, # and its place in it.",
        examples=["cases/a-practice#its-lesson"],
    )
    record: RecordId = Field(description="The record that tells it.")
    field: str = Field(
        description="The field of the record in which it stands; one within another stands behind a point."
    )
    parent: str | None = Field(None, description="The identifier of the part that holds it, if one does.")
    key: str | None = Field(None, description="Its key within the record, if it has one; other parts refer to it so.")
    address: str = Field(description="Its place on the page of its record, or that of what holds it.")
    lasts: Truth = Field(
        description="true if its identifier never changes. false if it says which of a list it is, and may be another one's tomorrow."
    )


class TermRow(Strict):
    """What the data say of every term besides its own fields."""

    id: str = Field(
        description="Its identifier: the place of its page. It never changes.",
        examples=["vocabularies/a-list/a-term"],
    )
    vocabulary: VocabularyName = Field(description="The vocabulary that lists it.")
    role: str = Field(description="What the terms of that vocabulary are used for in records.")
    term: str = Field(description="What records write for it. In one vocabulary no two terms have the same.")
    address: str = Field(description="Its page.")


class Link(Strict):
    """That one record refers to another."""

    record: RecordId = Field(description="The record that refers to the other.")
    field: str = Field(description="The field in which it does so; one within another stands behind a point.")
    to: RecordId = Field(description="The record to which it refers.")


class Use(Strict):
    """That a record uses a term of a vocabulary."""

    record: RecordId = Field(description="The record that uses it.")
    field: str = Field(description="The field in which it does so; one within another stands behind a point.")
    term: TermKey = Field(description="The term.")
