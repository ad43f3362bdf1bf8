from pathlib import Path


def make(root: Path, monkeypatch):
    """A line of underscores to write on, as in a form on paper."""
    front = "---\ntitle: Reading hour\nstrategies: [travelling-shelves]\n---\n\n"
    (root / "practices/cases/reading-hour.md").write_text(f"{front}Name: {'_ ' * 600}\n", "utf-8")
