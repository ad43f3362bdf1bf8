from pathlib import Path


def make(root: Path, monkeypatch):
    """A title that shows other than it is, and a bell in the body."""
    text = "---\ntitle: Reading \u202ehour\nstrategies: [travelling-shelves]\n---\n\nRing \a the bell.\n"
    (root / "practices/cases/reading-hour.md").write_text(text, "utf-8")
