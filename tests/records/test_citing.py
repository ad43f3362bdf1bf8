"""This library's sources, in the files for programs of references."""

from ..libraries import ROOT
from ..test_citing import every_field_reads_back


def test_every_field_of_every_source_reads_back() -> None:
    assert every_field_reads_back(ROOT) > 100
