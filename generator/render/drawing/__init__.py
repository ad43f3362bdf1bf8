# Pictures, as geometry: from parts of records to boxes, lines and wrapped lines of words. Nothing here knows SVG, a
# colour or a word of any language; templates/pictures/ turns these values into markup, and the words come from there.

"""Where things stand in a picture."""

from .atlas import Atlas, CountryPoint, Shade, atlas, shades
from .progress import Progress, counts, progress
from .reach import Reach, reach
from .shapes import DESK, PHONE, Box, Path, Picture, Text
from .strip import WIDTH as STRIP_WIDTH
from .strip import Strip, strip
from .text import SIZE, width_of, wrapped
from .theory import theory
from .timeline import Step, timeline
from .years import Bars, bars

__all__ = [
    "DESK",
    "PHONE",
    "SIZE",
    "STRIP_WIDTH",
    "Atlas",
    "Bars",
    "Box",
    "CountryPoint",
    "Path",
    "Picture",
    "Progress",
    "Reach",
    "Shade",
    "Step",
    "Strip",
    "Text",
    "atlas",
    "bars",
    "counts",
    "progress",
    "reach",
    "shades",
    "strip",
    "theory",
    "timeline",
    "width_of",
    "wrapped",
]
