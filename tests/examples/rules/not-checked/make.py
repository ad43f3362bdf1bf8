def make(root, monkeypatch):
    (root / "practices/cases/.draft.md").write_text("---\nsumary: A draft.\n---\n", "utf-8")
