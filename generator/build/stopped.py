# The one way in which a build ends without a site and without problems of the library.

"""A build that could not go on."""

from __future__ import annotations


class Stopped(Exception):
    """The host, the indexer or the machine stopped the build; the message says why, and what to do."""
