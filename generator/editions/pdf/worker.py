# Typst at work, in a process of its own: its threads would not live through a fork, its memory is given back when it ends, and what
# breaks in it breaks nothing else. It is started as a file, since nothing of the program is needed here; it is the only place that
# knows Typst. It may read the folder of the print style and no other, and has no package to fetch.

"""Sets volumes: `worker.py STYLE TIMESTAMP FONTS`, where FONTS is `all` that there are or Typst's `own`.

A line in is a job in JSON: `book` and `runs` as the style takes them, and `to`, the file to write. The line out is what came of it:
nothing, or `not_shown`, a passage for which no font has the signs, or `fault`, what went wrong.
"""

import json
import re
import sys
from pathlib import Path

import typst

NOT_SHOWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)


def main(style: str, timestamp: str, fonts: str) -> None:
    """Do what standard input asks, until it ends."""
    compiler = typst.Compiler(Path(style) / "book.typ", root=style, font_paths=typst.Fonts(fonts == "all"))
    for line in sys.stdin.buffer:
        job = json.loads(line)
        inputs = {name: job[name] for name in ("book", "runs")}
        told: dict[str, object] = {}
        try:
            made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=int(timestamp))
            Path(job["to"]).write_bytes(made if isinstance(made, bytes) else b"")
        except typst.TypstError as fault:
            found = NOT_SHOWN.search(str(fault))
            told = {"not_shown": found[1]} if found else {"fault": str(fault)}
        except OSError as error:
            told = {"errno": error.errno, "fault": str(error)}
        sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
