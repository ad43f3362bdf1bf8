import os
from pathlib import Path


def make(root: Path, monkeypatch):
    """A page, a picture and a template of too many bytes, none of which are on the disk."""
    for path, size in (
        ("docs/thanks.md", 500_001),
        ("docs/lamp.png", 200_000_000),
        ("templates/overrides/main.html", 500_001),
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
        os.truncate(root / path, size)
