from pathlib import Path


def make(root: Path, monkeypatch):
    """A video, which cannot be looked into, and a picture that is none."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/lamp.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    (root / "docs/lamp.png").write_bytes(b"A lamp.")
