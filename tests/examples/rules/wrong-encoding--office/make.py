"""A document of an office program under the name of a record."""


def make(root, monkeypatch):
    (root / "practices" / "cases" / "reading-hour.md").write_bytes(b"PK\x03\x04\x14\x00\xac\xed")
