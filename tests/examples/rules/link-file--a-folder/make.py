from pathlib import Path


def make(root: Path, monkeypatch):
    """Links that lead out of the library: a folder, a page and a sheet of styles."""
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir()
    (root / "templates/overrides/assets").mkdir(parents=True)
    (root / "docs").symlink_to(elsewhere)
    (root / "practices/more").symlink_to(elsewhere)
    (root / "templates/overrides/assets/own.css").symlink_to(elsewhere / "own.css")
