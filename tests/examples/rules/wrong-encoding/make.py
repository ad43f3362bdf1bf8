from pathlib import Path


def make(root: Path, monkeypatch):
    """A record that an old editor saved as Latin-1."""
    text = "---\ntitle: Reading hour\nstrategies: [travelling-shelves]\n---\n\nIn the café.\n"
    (root / "practices/cases/reading-hour.md").write_bytes(text.encode("latin-1"))
