# The version before a change comes out of Git, as an archive that is unpacked into a folder of its own. Nothing of the repository
# or its work tree is touched, and nothing in the archive is run.

"""The files of a library at an earlier commit."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path


class NoEarlier(Exception):
    """The earlier version cannot be had; the text says why."""


def earlier(root: Path, base: str, folder: Path) -> Path:
    """Unpack the library as it was at the commit, branch or tag `base` into a folder, and say where. Raises NoEarlier."""
    if not base or base.startswith("-"):
        raise NoEarlier(f"“{base}” is no name of a commit")
    commit = _asked(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").decode().strip()
    # Where two branches parted: what others merged since is no part of this change.
    parted = _asked(root, "merge-base", commit, "HEAD").decode().strip()
    packed = _asked(root, "archive", "--format=tar", parted)  # what lies below the current folder
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _asked(root: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except OSError as error:
        raise NoEarlier(f"git cannot be started ({error.strerror})") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise NoEarlier(said.splitlines()[-1] if said else f"git knows no {words[-1].removesuffix('^{commit}')}")
    return done.stdout
