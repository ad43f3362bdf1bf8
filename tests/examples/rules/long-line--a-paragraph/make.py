from pathlib import Path


def make(root: Path, monkeypatch):
    """A page whose lines are broken and whose paragraphs are not."""
    (root / "docs").mkdir()
    (root / "docs/thanks.md").write_text("# Thanks\n\n" + "To all who carried the shelves.\n" * 201, "utf-8")
