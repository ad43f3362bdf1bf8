from pathlib import Path


def make(root: Path, monkeypatch):
    """Files of kinds that say nothing of who made them."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/lamp.css").write_text("a { color: red }", "utf-8")
    (root / "docs/lamp.json").write_text("{}", "utf-8")
