from pathlib import Path

from tests.pictures import jpeg


def make(root: Path, monkeypatch):
    """A photograph that says who took it."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/lamp.jpg").write_bytes(jpeg(author="Tindwa Lampwright"))
