# What waits for an editor, for her calendar and for a page that she opens or prints. Both tell whose consent ends, so they are never
# part of the site; and neither asks anybody anything: the calendar has no alarms by mail, the page no script.

"""Forms of what an editor has to see to, besides text and JSON."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from ..problem import printable
from .due import Task, head_of

CALENDAR_NAMES = {"consent": "Consent ends", "embargo": "Embargo ends", "check": "Check again"}
"""What stands in a calendar for each sort that has a day."""
_LINE = 75
"""How many bytes a line of a calendar may have (RFC 5545, section 3.1)."""


def as_calendar(found: Iterable[Task], today: datetime.date) -> str:
    """What has a day as a calendar of whole days (RFC 5545, iCalendar).

    The same task has the same UID each time, so a calendar that takes the file in again shows nothing twice.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Holding Ground//practices due//EN"]
    for one in found:
        if one.day is not None:
            lines += _event(one, one.day, today)
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in _folded(line))


def _event(task: Task, day: datetime.date, today: datetime.date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(f'{task.sort} {task.path}'.encode()).hexdigest()[:32]}"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'{CALENDAR_NAMES[task.sort]}: {task.path}')}"
    yield f"DESCRIPTION:{_escaped(task.what)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """A text as a value of a calendar (RFC 5545, section 3.3.11)."""
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return printable(text)


def _folded(line: str) -> Iterator[str]:
    """A line in parts that are short enough, none of which cuts a character; each after the first begins with a space."""
    part = ""
    for mark in line:
        if len(f"{part}{mark}".encode()) > _LINE:
            yield part
            part = " "
        part += mark
    yield part


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What waits for an editor</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }}
h2 {{ font-size: 1.1rem; margin: 2rem 0 .5rem; break-after: avoid }}
ul {{ list-style: none; margin: 0; padding: 0 }}
li {{ border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .5rem 0; break-inside: avoid; overflow-wrap: anywhere }}
time {{ font-weight: 600; margin-inline-end: .5rem; font-variant-numeric: tabular-nums }}
small {{ display: block; font-size: .9rem }}
</style>
<h1>What waits for an editor</h1>
<p>On {today}, for editors alone: it tells whose consent ends, and what is held back.</p>
{parts}</html>
"""


def as_page(found: Iterable[Task], today: datetime.date) -> str:
    """The tasks as a page of its own, which loads nothing: to open in a browser, to tick off on paper."""
    parts = []
    for head, group in groupby(found, key=lambda one: head_of(one, today)):
        items = "".join(_item(one) for one in group)
        parts.append(f"<h2>{escape(head)} ({items.count('<li>')})</h2>\n<ul>\n{items}</ul>\n")
    return _PAGE.format(today=today, parts="".join(parts) or "<p>Nothing.</p>\n")


def _item(task: Task) -> str:
    day = f"<time>{task.day}</time>" if task.day else ""
    what = f"<small>{escape(task.what)}</small>" if task.what else ""
    return f"<li>{day}{escape(printable(task.path))}{what}</li>\n"
