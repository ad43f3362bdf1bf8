# The one answer of this station besides HTML. It is better given once too often than once too seldom: the host then converts
# the page itself, as it would without us.

"""That a page holds something which is not known for certain."""

from __future__ import annotations


class NotMine(Exception):
    """The page is the host's to convert; says what it holds that is not known here."""
