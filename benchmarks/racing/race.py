# The rounds. In each, every contestant builds once from nothing, one after the other, and ours and the compared commit then do what
# people do all day: build again, build after an edit, check the file that they edited. What was measured is kept at once, so whoever
# stops a race in its third hour has what it brought so far.

"""A race over libraries of one size."""

from __future__ import annotations

import itertools
import json
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from .clock import Failed, clocked
from .programs import SHIPPED, Program, edit, edited_case, fresh, run
from .rivals import Rival
from .serving import served

STAGES = Path(__file__).with_name("stages.py")
Say = Callable[[str], None]


@dataclass
class Race:
    """A race in `folder`, of this program and others, over libraries of so many cases. `keep` is given what was measured so far."""

    folder: Path
    cases: int
    programs: Mapping[str, Program]
    rivals: Mapping[str, Rival]
    keep: Callable[[dict[str, Any]], None]
    say: Say
    measured: dict[str, Any] = field(default_factory=lambda: {"rounds": 0, "runs": {}, "stages": {}, "left_out": {}})
    words: Iterator[str] = field(
        default_factory=lambda: ("remeasured" + "".join(two) for two in itertools.product(string.ascii_lowercase, repeat=2))
    )  # fmt: skip

    def run(self, rounds: int, tasks: Sequence[str], saves: int) -> None:
        """Race. `tasks` are those of people to be measured besides cold builds."""
        for name, program in self.programs.items():
            self._try(name, partial(program.lay_out, self.cases, self._root(name)))
        for number in range(rounds):
            self.measured["rounds"] = number + 1
            for name in self.programs:
                self._try(name, partial(self._program, name, tasks))
            for name in self.rivals:
                self._try(name, partial(self._rival, name))
        # Of an earlier commit's large library, nobody asks this; and it takes as long as all else together.
        for name in self.programs if self.cases == SHIPPED else ["ours"]:
            if "saved" in tasks:
                self._try(f"{name}, saved", partial(self._saved, name, saves), self._is_there(name))
            if "stages" in tasks:
                self._try(f"{name}, stages", partial(self._stages, name), self._is_there(name))

    def _root(self, name: str) -> Path:
        return self.folder / str(self.cases) / name

    def _is_there(self, name: str) -> bool:
        return name not in self.measured["left_out"]

    def _try(self, name: str, act: Callable[[], object], is_there: bool = True) -> None:
        """Measure something; what fails is left out from then on, and why is kept."""
        if not is_there or not self._is_there(name):
            return
        try:
            act()
        except (Failed, OSError) as error:
            self.measured["left_out"][name] = str(error)
            self.say(f"{name} is left out: {error}")
        self.keep(self.measured)

    def _clock(self, name: str, task: str, command: Sequence[str]) -> None:
        seen = clocked(command, self._root(name))
        told = {"seconds": seen.seconds, "processor": seen.processor}
        if seen.memory:
            told |= seen.memory._asdict()
        self.measured["runs"].setdefault(name, {}).setdefault(task, []).append(told)
        self.say(f"{self.cases or 'shipped'}, {name}, {task}: {seen.seconds:.2f} s ({seen.processor:.2f} s)")

    def _program(self, name: str, tasks: Sequence[str]) -> None:
        program, root = self.programs[name], self._root(name)
        fresh(root)
        build = program.practices("build")
        self._clock(name, "cold", build)
        tree = root / "build" / "docs"
        if name == "ours":
            self.measured["files"] = sum(path.is_file() for path in tree.rglob("*"))
        case = edited_case(root)
        if "again" in tasks:
            self._clock(name, "again", build)
        if "edit" in tasks:
            edit(case, next(self.words))
            self._clock(name, "edit", build)
        if "check" in tasks:
            edit(case, next(self.words))
            self._clock(name, "check", program.practices("check", case.relative_to(root).as_posix()))

    def _rival(self, name: str) -> None:
        rival, root = self.rivals[name], self._root(name)
        if not root.exists():
            tree = self._root("ours") / "build" / "docs"
            if not self._is_there("ours") or not tree.is_dir():
                raise Failed("there is no tree, since our own build is left out")
            root.mkdir(parents=True)
            rival.lay_out(tree, root)
        rival.forget(root)
        self._clock(name, "cold", rival.command)
        if not next((root / rival.into).rglob("*.html"), None):
            raise Failed("it ended well and wrote no page")

    def _saved(self, name: str, saves: int) -> None:
        program, root = self.programs[name], self._root(name)
        case = edited_case(root)
        words = list(itertools.islice(self.words, saves))
        edits = [(partial(edit, case, word), word) for word in words]
        address = case.relative_to(root / "practices").with_suffix(".html").as_posix()
        for seconds in served(program.practices("serve", "--port", "PORT"), root, address, edits):
            self.measured["runs"][name].setdefault("saved", []).append({"seconds": seconds})
            self.say(f"{self.cases or 'shipped'}, {name}, saved: {seconds:.2f} s")

    def _stages(self, name: str) -> None:
        fresh(self._root(name))
        told = json.loads(run([str(self.programs[name].python), "-P", str(STAGES)], self._root(name)))
        self.measured["stages"][name] = {"seconds": told["seconds"], "lost": told["lost"]}
