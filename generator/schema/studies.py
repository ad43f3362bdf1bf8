# A study is said once in a record, and its claims name it: five results of one trial are one trial, and a reader who counts
# studies must not count claims.

"""Studies, and the effects that they found."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .amounts import Figure
from .disclosure import Part
from .refs import SourceKey
from .times import problem
from .values import Line, Text


class Study(Part):
    """One study: how it was made, and with whom."""

    design: Line = Field(description="The design, in the words of the study.", examples=["Cluster randomised trial"])
    plain: Text = Field(description="The same in plain words: who was compared with whom, when.")
    sample: Text | None = Field(None, description="How many took part, as the study says.")
    sources: tuple[SourceKey, ...] = Field(description="Keys of this record's sources that report it.", min_length=1)


class Effect(Part):
    """How large a difference a study found, as it gives it."""

    measure: Line = Field(description="What the number is.", examples=["Adjusted relative risk"])
    value: Figure = Field(description="The number.", examples=["0.44"])
    low: Figure | None = Field(None, description="The lower end of its interval.")
    high: Figure | None = Field(None, description="The upper end of its interval.")
    level: Figure | None = Field(
        None, description="How sure the interval is meant to be, in per cent.", examples=["95"]
    )
    scale: Literal["ratio", "difference"] | None = Field(
        None,
        description="What stands for no effect: 1, if the number is a `ratio` of two rates, risks, odds or hazards; 0, if it is a `difference`. "
        "With it, and an interval, the page draws the effect.",
    )
    plain: Text = Field(description="What that means, in plain words.")

    def model_post_init(self, context: object) -> None:
        """Refuse half an interval, one that does not hold the number, and a level of nothing or of no per cent."""
        if (self.low is None) != (self.high is None):
            raise problem(
                "interval-unclear", "only one end of the interval is given", "Add the other end, or leave both out"
            )
        if self.level is not None and not 1 < float(self.level) < 100:
            raise problem(
                "interval-unclear", f"{self.level} is no level in per cent", "Write it as the study says it, such as 95"
            )
        if (
            self.scale == "ratio"
            and min(float(one) for one in (self.value, self.low, self.high) if one is not None) <= 0
        ):
            message = "a ratio is more than 0, and a number here is not"
            raise problem(
                "interval-unclear", message, "Write the numbers as the study gives them, or `scale: difference`"
            )
        if self.low is None or self.high is None:
            if self.level is not None:
                message = f"a level of {self.level} per cent is given, and no interval"
                raise problem("interval-unclear", message, "Add `low:` and `high:`, or take `level:` out")
            return
        if not float(self.low) <= float(self.value) <= float(self.high):
            raise problem(
                "interval-unclear",
                f"{self.value} does not lie between {self.low} and {self.high}",
                "Write the lower end as `low:` and the upper as `high:`, as the study gives them",
            )
