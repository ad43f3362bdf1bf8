"""Signs for tags, in which a text can be hidden, in a record and in a page."""


def make(root, monkeypatch):
    text = "---\ntitle: Reading\U000e0041 hour\nstrategies: [travelling-shelves]\n---\n"
    (root / "practices" / "cases" / "reading-hour.md").write_text(text, "utf-8")
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "thanks.md").write_text("# Thanks\n\nThanks \u202eto all.\n", "utf-8")
