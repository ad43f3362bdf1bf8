# What a build of a whole library takes, step by step: the same functions that `practices build` calls, with a clock
# beside each. Run: python -m benchmarks.building build/benchmark/1000

"""Seconds and memory of each step of a build."""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator import gate
from generator.folders import TREE
from generator.gate.policy import header_files
from generator.publish.exchange import OUT, STAGE, clean_up, digests, publish
from generator.publish.host import Host
from generator.publish.leaks import find_leaks
from generator.publish.search_index import index
from generator.publish.tree import write_tree
from generator.site import examine, make_site

from .records import TAKEN, TODAY

Result = TypeVar("Result")


class Stopwatch:
    """Seconds of the processor by step, those of programs that it started included: other work on the machine hardly shows."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}

    def time(self, step: str, act: Callable[[], Result]) -> Result:
        """What `act` gives; how long it took stands under `step`."""
        begun = sum(os.times()[:4])
        result = act()
        self.steps[step] = sum(os.times()[:4]) - begun
        print(f"{step}: {self.steps[step]:.1f} s", file=sys.stderr, flush=True)
        return result


def build(root: Path) -> tuple[dict[str, float], int]:
    """Build the library in `root` from nothing; seconds by step, and how many files of the tree there are."""
    root = root.resolve()
    watch = Stopwatch()
    watch.time("check", lambda: examine(root, TODAY))
    site = watch.time("compose", lambda: make_site(root, TODAY))
    assert site.is_sound
    watch.steps["compose"] -= watch.steps["check"]
    clean_up(root)
    watch.time("write", lambda: write_tree(site.pages, root / TREE))
    with Host(root, TODAY) as host:
        watch.time("host", lambda: host.make(len(site.pages)))
    watch.time("index", lambda: index(root / STAGE, site.language))
    for address, text in header_files().items():
        (root / STAGE / address).parent.mkdir(parents=True, exist_ok=True)
        (root / STAGE / address).write_text(text, "utf-8")
    found = watch.time("gate", lambda: gate.inspect(root / STAGE, "site"))
    found += watch.time("leaks", lambda: find_leaks(root / STAGE, site.secrets, "site"))
    assert not found, [str(problem) for problem in found[:5]]
    watch.time("publish", lambda: publish(root / STAGE, root / OUT, digests(root / OUT), digests(root / STAGE)))
    return watch.steps, len(site.pages)


def peak(whose: int) -> int:
    """The most memory that this process or one of its children ever had, in megabytes."""
    return resource.getrusage(whose).ru_maxrss // 1024


def main() -> None:
    """Print a row of a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path, help=f"a library: a folder with {', '.join(TAKEN)}")
    root = parser.parse_args().root
    steps, pages = build(root)
    print("| library | pages | " + " | ".join(steps) + " | memory, own | memory, host or index |")
    print("|" + "---|" * (len(steps) + 4))
    seconds = " | ".join(f"{value:.1f} s" for value in steps.values())
    print(
        f"| {root.name} | {pages} | {seconds} | {peak(resource.RUSAGE_SELF)} MB | {peak(resource.RUSAGE_CHILDREN)} MB |"
    )


if __name__ == "__main__":
    main()
