# Kinds of evidence have no score, but lists need an order, and one by what was found, or by how much was claimed, would mislead. So
# kinds that compare with others who had not the practice come first, since they alone can tell its part from that of everything else; and
# the rest in the order of the vocabulary, from its end.

"""The order of kinds of evidence."""

from __future__ import annotations

from . import Catalogue, TermEntry


def by_strength(catalogue: Catalogue) -> tuple[TermEntry, ...]:
    """The kinds of evidence, those first that can say most about whether the practice made the difference.

    Kinds that compare come before the others; for the rest, the vocabulary lists them from what says least.
    """
    kinds = tuple(reversed(catalogue.terms("evidence")))
    return tuple(sorted(kinds, key=lambda kind: not kind.term.compares))
