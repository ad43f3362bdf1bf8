from pathlib import Path

from tests.pictures import jpeg


def make(root: Path, monkeypatch):
    """A photograph that says only how it is turned, and texts that are all to be seen."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/lamp.jpg").write_bytes(jpeg(turned=6))
    (root / "docs/lamp.css").write_text("a { color: red }", "utf-8")
    (root / "docs/lamp.json").write_text("{}", "utf-8")
