from pathlib import Path


def make(root: Path, monkeypatch):
    """A link that leads out of the library."""
    (root / "elsewhere.md").write_text("---\ntitle: Elsewhere\n---\n", "utf-8")
    (root / "practices/cases/reading-hour.md").symlink_to(root / "elsewhere.md")
