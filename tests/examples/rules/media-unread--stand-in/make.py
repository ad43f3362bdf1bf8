from pathlib import Path


def make(root: Path, monkeypatch):
    """What Git LFS leaves where a picture should be; an empty file; and one that is too large to be read."""
    (root / "docs").mkdir(exist_ok=True)
    stand_in = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n"
    (root / "docs/lamp.png").write_text(stand_in, "utf-8")
    (root / "docs/none.jpg").touch()
    with (root / "docs/vast.png").open("wb") as file:
        file.truncate(200_000_000)
