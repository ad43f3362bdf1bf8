from pathlib import Path


def make(root: Path, monkeypatch):
    """Brackets that nobody closed, in a story and on a page."""
    front = "---\ntitle: Reading hour\nstrategies: [travelling-shelves]\n---\n\n"
    (root / "practices/cases/reading-hour.md").write_text(f"{front}We read {'(and ' * 21}sang.\n", "utf-8")
    (root / "docs").mkdir()
    (root / "docs/thanks.md").write_text("# Thanks\n\n" + "<b to all\n\n" * 21, "utf-8")
