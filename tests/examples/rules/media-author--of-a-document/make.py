from pathlib import Path

from tests.pictures import document


def make(root: Path, monkeypatch):
    """A PDF that says who wrote it."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/lamp.pdf").write_bytes(document(author="Tindwa Lampwright"))
