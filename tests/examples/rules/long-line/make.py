from pathlib import Path


def make(root: Path, monkeypatch):
    """A story that was pasted in as one line, and below it a mistake that is told all the same."""
    front = "---\ntitle: Reading hour\nstrategies: [travelling-shelves]\n---\n\n"
    text = "We read for an hour. " * 500
    (root / "practices/cases/reading-hour.md").write_text(f"{front}{text}\n\nThe hour <b>ends</b>.\n", "utf-8")
