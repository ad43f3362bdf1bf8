from pathlib import Path


def make(root: Path, monkeypatch):
    """What computers, editors and browsers leave in folders."""
    (root / "docs/deep").mkdir(parents=True, exist_ok=True)
    for name in ("desktop.ini", "Thumbs.db", "deep/lamp.md.orig", "~$lamp.docx", "lamp.png.crdownload"):
        (root / "docs" / name).write_bytes(b"[Lamp]")
