# An effect as a dot on a line: how large the difference is, how sure, and on which side of no difference. Ratios stand on one scale by
# tenfolds for all, so that half as much and twice as much lie equally far from the line and claims can be compared by eye.
# Differences are in units of their own, so each has a scale of its own, with no difference in the middle.

"""The strip of an effect."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ...schema.studies import Effect

WIDTH = 280
_EDGE = 6
"""Room for the dot, and for the point of an interval that goes on."""


@dataclass(frozen=True)
class Strip:
    """Where the dot stands, where its interval begins and ends, and whether it goes on beyond the picture."""

    at: int
    start: int
    end: int
    goes_on_before: bool = False
    goes_on_after: bool = False

    none: int = WIDTH // 2
    """Where there is no difference."""


def strip(effect: Effect) -> Strip | None:
    """The strip of an effect whose scale and interval are told; nothing else can be drawn without guessing."""
    if effect.scale is None or effect.low is None or effect.high is None:
        return None
    low, value, high = (float(number) for number in (effect.low, effect.value, effect.high))
    if effect.scale == "ratio":
        low, value, high = (math.log10(number) for number in (low, value, high))
        most = 1.0
    else:
        most = max(abs(low), abs(high)) or 1.0
    return Strip(_at(value / most), _at(low / most), _at(high / most), low < -most, high > most)


def _at(share: float) -> int:
    middle = WIDTH // 2
    return middle + round(max(-1.0, min(1.0, share)) * (middle - _EDGE))
