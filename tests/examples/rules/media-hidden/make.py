from pathlib import Path

from tests.pictures import gif, jpeg


def make(root: Path, monkeypatch):
    """Pictures that hold more than they show, in forms that say neither author nor place."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/lamp.gif").write_bytes(gif(author="Seen from the Lampwrights' roof"))
    (root / "docs/lamp.jpg").write_bytes(jpeg() + b"a film of the street")
