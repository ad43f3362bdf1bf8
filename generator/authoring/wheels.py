# An archive that is to be installed without a network in twenty years needs the packages themselves. pip brings them, each held
# to the digest that is written down beside the program.

"""The packages that the program needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ..folders import PROGRAM

LOCKED = PROGRAM.parent / "constraints-site.txt"


class NoWheels(Exception):
    """The packages cannot be had; the message says why, and what to do."""


def wheels_into(folder: Path) -> Path:
    """Bring the packages that building takes into a folder, in the versions and with the digests that are written down. Raises NoWheels."""
    if not LOCKED.is_file():
        raise NoWheels("The versions of the packages are not written down here: run this from a clone of the program.")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--quiet"]
    done = subprocess.run(
        [*command, "--dest", str(folder), "--requirement", str(LOCKED)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NoWheels(f"The packages cannot be had: {said[-1] if said else 'pip stopped'}. Is there a network?")
    return folder
