from pathlib import Path


def make(root: Path, monkeypatch):
    """A diary of too many days, and a page of too many headings."""
    front = "---\ntitle: Reading hour\nstrategies: [travelling-shelves]\n---\n\n"
    (root / "practices/cases/reading-hour.md").write_text(front + "We read.\n\n" * 5_001, "utf-8")
    (root / "docs").mkdir()
    (root / "docs/thanks.md").write_text("# Thanks\n\n" + "## To all\n\n" * 500, "utf-8")
