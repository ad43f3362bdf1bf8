from pathlib import Path


def make(root: Path, monkeypatch):
    """A letter that was answered eleven times, and a list within lists."""
    front = "---\ntitle: Reading hour\nstrategies: [travelling-shelves]\n---\n\n"
    text = f"{'> ' * 11}When is the hour?\n\n- a\n\n{' ' * 44}- b\n"
    (root / "practices/cases/reading-hour.md").write_text(front + text, "utf-8")
