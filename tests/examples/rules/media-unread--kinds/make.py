from pathlib import Path

from tests.pictures import jpeg, png, written


def make(root: Path, monkeypatch):
    """Kinds that need not be allowed, names that say something else than the bytes, and a text in another encoding."""
    (root / "docs").mkdir(exist_ok=True)
    for name, data in {
        "lamp.photo": jpeg(),
        "lamp.docx": b"PK\x03\x04",
        "lamp.heic": b"\0\0\0\x18ftypheic",
        "lamp.jpg": png(),
        "lamp.svgz": b"\x1f\x8b",
        "lamp.tif": written("TIFF"),
        "lamp.txt": "Lämp".encode("latin-1"),
        "lamp.woff2": b"wOF2",
        "lamp.zip": b"PK\x03\x04",
    }.items():
        (root / "docs" / name).write_bytes(data)
