from pathlib import Path

from generator.check import models


def make(root: Path, monkeypatch):
    """An error of pydantic for which no words are written yet."""
    monkeypatch.delitem(models._BUILT_IN, "int_parsing")
