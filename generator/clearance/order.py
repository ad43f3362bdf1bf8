# Programs that write front matter sort its keys by name, or give them back in an order of their own, and nobody who saves
# a record with one of them means anything by it. So no order of keys carries a meaning here: sources stand by how much
# rests on them.

"""The order of a record's sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ..schema import Citation, Record, SourceKey
from ..schema.walk import references
from ..story.marks import keys_of_notes


def in_order(sources: Mapping[str, Citation], record: Record, body: str) -> dict[str, Citation]:
    """Sources, those first that the record and its body cite most; of two that are cited alike the older one."""
    cited = Counter(str(ref) for _, ref in references(record) if isinstance(ref, SourceKey))
    cited.update(keys_of_notes(body))

    def place(key: str) -> tuple[int, str, str]:
        year = sources[key].year.removeprefix("c. ")
        return -cited[key], year, key

    return {key: sources[key] for key in sorted(sources, key=place)}
