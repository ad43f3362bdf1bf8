# Pagefind, asked page by page. Its command reads a folder in the order in which the disk lists it, which differs from disk to disk
# and decides the numbers of pages and so the bytes of the index; and where the disk is full it leaves half an index and says
# that all went well. So its service is used instead, the one behind its interfaces for Python and Node: pages go in by a pipe in our
# order, and the files of the index come out by another, for us to write. Pagefind's own Python interface asks for one answer
# each tenth of a second and takes none above two megabytes, too slow and too small for this.
#
# Tried with 1.5.2, and with 1.6.0 as npm has it: the same requests, and answers of the same form.

"""Asking Pagefind for an index."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from pagefind.service import get_executable

from .host import ended_by
from .stopped import Stopped

_AFTER_EACH = b","
"""What stands behind each request and each answer, which are JSON in base64."""


def program() -> str:
    """Which Pagefind is asked: the file, and what tells it from another that lay there before."""
    about = _path().stat()
    return f"{_path()} {about.st_size} {about.st_mtime_ns}"


def _path() -> Path:
    if found := get_executable():
        return Path(found)
    raise Stopped("Pagefind, which makes the search index, is not installed. Install this program anew, with pip.")


def indexed(pages: Mapping[str, str], options: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The files of an index of these pages, by their addresses within it.

    Raises Stopped where Pagefind refuses a page, or warns of anything: that is a fault of a template.
    """
    added = [
        {"type": "AddFile", "index_id": 0, "file_path": address, "file_contents": text}
        for address, text in pages.items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"  # as a service it says nothing elsewhere
        created = {"type": "NewIndex", "config": {**options, "logfile": str(log)}}
        requests: list[dict[str, Any]] = [created, *added, {"type": "GetFiles", "index_id": 0}]
        answers = _ask(requests)
        refused = [
            f"{request.get('file_path', request['type'])}: {answer.get('message', 'no answer')}"
            for request, answer in zip(requests, answers, strict=True)
            if answer.get("type") == "Error"
        ]
        warned = _COMPLAINT.findall(log.read_text("utf-8", "replace")) if log.is_file() else []
    if complaints := list(dict.fromkeys([*refused, *(one.strip() for one in warned)])):
        lines = "\n".join(complaints[:_MOST])
        raise Stopped(f"Pagefind, which makes the search index, does not take the pages as they are:\n{lines}\n{_CURE}")
    for file in answers[-1]["files"]:
        yield file["path"], base64.b64decode(file["content"])


_COMPLAINT = re.compile(r"^\[(?:Warning|Error)\]: (.*?)(?=^\[\w+\]: |\Z)", re.MULTILINE | re.DOTALL)
_MOST = 10
_CURE = "Mend the template or the page that has this, so that nothing is missing from the search."


def _ask(requests: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What Pagefind answers to each request."""
    sent = [json.dumps({"message_id": number, "payload": one}).encode() for number, one in enumerate(requests, 1)]
    pipe = subprocess.PIPE
    service = subprocess.Popen([str(_path()), "--service"], stdin=pipe, stdout=pipe, stderr=pipe)
    assert service.stdin is not None
    assert service.stdout is not None
    assert service.stderr is not None
    said: list[bytes] = []
    listener = threading.Thread(target=lambda errors: said.append(errors.read()), args=[service.stderr], daemon=True)
    listener.start()
    received: list[bytes] = []
    try:
        # It reads all requests before it answers the first, if need be, so none of the pipes can stand still.
        with contextlib.suppress(BrokenPipeError):
            service.stdin.writelines(base64.b64encode(one) + _AFTER_EACH for one in sent)
            service.stdin.flush()
            received = list(_answers(service.stdout, len(sent)))
        stopped = service.wait() if len(received) < len(sent) else 0
    finally:
        service.kill()
        service.wait()
        listener.join()
        for end in (service.stdin, service.stdout, service.stderr):
            with contextlib.suppress(BrokenPipeError):
                end.close()
    if len(received) < len(sent):
        last = b"".join(said).decode("utf-8", "replace").strip()
        raise Stopped(f"Pagefind, which makes the search index, stopped{ended_by(stopped)}. {last}".rstrip())
    return [json.loads(base64.b64decode(one))["payload"] for one in received]


def _answers(out: IO[bytes], number: int) -> Iterator[bytes]:
    rest: list[bytes] = []
    while number and (read := os.read(out.fileno(), 1 << 20)):
        *ended, begun = read.split(_AFTER_EACH)
        for one in ended[:number]:
            yield b"".join([*rest, one])
            rest = []
        number -= len(ended)
        rest.append(begun)
