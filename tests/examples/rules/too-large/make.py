from pathlib import Path


def make(root: Path, monkeypatch):
    """A record of one byte too many."""
    start = b"---\ntitle: Reading hour\nstrategies: [travelling-shelves]\n---\n\n"
    (root / "practices/cases/reading-hour.md").write_bytes(start + b"x" * (500_001 - len(start)))
