# Rules about what records rest on: that each source is there, is cited, and is told once however many records cite it.

"""The rules for sources."""

from __future__ import annotations

from .rule import NOTE, Rule

SOURCES = (
    Rule(
        "footnote-without-source",
        "A footnote names one of the record's sources.",
        "A claim without a source is hearsay.",
    ),
    Rule(
        "unknown-source", "A key under `sources:` is one of the record's sources.", "A claim must lead to its evidence."
    ),
    Rule("unused-source", "A source is cited.", "A source that nobody cites tells readers nothing.", NOTE),
    Rule("bad-doi", "A DOI is written from its 10. on.", "It is a link, and the key by which other programs know it."),
    Rule(
        "beside-source",
        "Beside `source`, only `read` and `note` are written, and `held_back` where it is needed.",
        "What a source is called stands in its own record; said twice, it would soon be two things.",
    ),
    Rule(
        "source-differs",
        "Records that give one address say the same of it: title, kind, authors, year.",
        "Readers would take one work for two, and two readings for two proofs.",
        NOTE,
    ),
    Rule(
        "source-has-record",
        "A source that has a record of its own is cited by the name of that record.",
        "Its page then tells all who rest on it.",
        NOTE,
    ),
    Rule(
        "mirror-unmarked",
        "An address of a source or of a material on a site where anybody shares documents is marked as such a copy.",
        "Such sites are full of advertising, watch their readers, and vanish; who follows the link should know.",
        NOTE,
    ),
)
