from pathlib import Path

from tests.pictures import document


def make(root: Path, monkeypatch):
    """A PDF that says only what it is called."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/lamp.pdf").write_bytes(document(title="The lamp"))
