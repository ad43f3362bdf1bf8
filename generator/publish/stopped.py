# The one way in which a build ends without a site and without problems of the library.

"""A build that could not go on."""

from __future__ import annotations

AS_IT_WAS = "Nothing was published; the last site stays as it was."
OF_TWO = "The folder of the site may hold files of two builds until the next one has ended. Build again."
NEW = "The new site is in its place all the same."


class Stopped(Exception):
    """The host, the indexer or the machine stopped the build; the message says why and what to do, `site` what is published."""

    def __init__(self, message: str, site: str = AS_IT_WAS) -> None:
        super().__init__(message)
        self.site = site
