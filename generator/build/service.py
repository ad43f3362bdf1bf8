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
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pagefind.service import get_executable

from .host import ended_by
from .stopped import Stopped

_AFTER_EACH = b","
"""What stands behind each request and each answer, which are JSON in base64."""


def indexed(pages: Mapping[str, str], options: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The files of an index of these pages, by their addresses within it.

    Raises Stopped where Pagefind refuses a page, or says anything at all: what it warns of is a fault of a template.
    """
    added = [
        {"type": "AddFile", "index_id": 0, "file_path": address, "file_contents": text}
        for address, text in pages.items()
    ]
    requests: list[dict[str, Any]] = [
        {"type": "NewIndex", "config": dict(options)},
        *added,
        {"type": "GetFiles", "index_id": 0},
    ]
    answers, said = _ask(requests)
    refused = [
        f"{request.get('file_path', request['type'])}: {answer.get('message', 'no answer')}"
        for request, answer in zip(requests, answers, strict=True)
        if answer.get("type") == "Error"
    ]
    warnings = list(dict.fromkeys([*refused, *said.splitlines()]))
    if warnings:
        lines = "\n".join(warnings[:_MOST])
        raise Stopped(f"Pagefind, which makes the search index, does not take the pages as they are:\n{lines}\n{_CURE}")
    for file in answers[-1]["files"]:
        yield file["path"], base64.b64decode(file["content"])


_MOST = 10
_CURE = "Mend the template or the page that has this, so that nothing is missing from the search."


def _ask(requests: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], str]:
    """What Pagefind answers to each request, and what it says besides."""
    sent = [json.dumps({"message_id": number, "payload": one}).encode() for number, one in enumerate(requests, 1)]
    program = get_executable()
    if program is None:
        raise Stopped("Pagefind, which makes the search index, is not installed. Install this program anew, with pip.")
    said: list[str] = []
    with subprocess.Popen(
        [str(program), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as service:
        assert service.stdin is not None
        assert service.stdout is not None
        assert service.stderr is not None
        errors = service.stderr
        listener = threading.Thread(target=lambda: said.append(errors.read().decode("utf-8", "replace")), daemon=True)
        listener.start()
        try:
            # It reads all requests before it answers the first, if need be, so none of the pipes can stand still.
            service.stdin.writelines(base64.b64encode(one) + _AFTER_EACH for one in sent)
            service.stdin.flush()
            received = list(_answers(service.stdout, len(sent)))
        except BrokenPipeError:
            received = []
        finally:
            service.kill()
            listener.join()
    if len(received) < len(sent):
        code = service.wait()
        raise Stopped(f"Pagefind, which makes the search index, stopped{ended_by(code)}:\n{''.join(said)}".rstrip())
    return [json.loads(base64.b64decode(one))["payload"] for one in received], "".join(said)


def _answers(out: Any, number: int) -> Iterator[bytes]:
    rest: list[bytes] = []
    while number and (read := out.read1(1 << 20)):
        *ended, begun = read.split(_AFTER_EACH)
        for one in ended[:number]:
            yield b"".join([*rest, one])
            rest = []
        number -= len(ended)
        rest.append(begun)
