def make(root, monkeypatch):
    name = "a-shelf-of-books-" * 8 + "and-more.md"
    (root / "practices/cases" / name).write_text(
        "---\ntitle: A shelf\nstrategies: [travelling-shelves]\n---\n", "utf-8"
    )
