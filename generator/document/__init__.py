# Files in, documents out: the front matter as a tree of nodes that know their places, and the body as text. No meaning is
# given to anything here. YAML's own guesses are switched off (see tree.py), since a wrong one would be wrong in silence.

"""Reading the files of a library."""

from ..address import NAMELESS, slug_of
from .bounds import within_bounds
from .fault import in_quotes
from .files import STAND_IN, read, read_all, read_text
from .hidden import hidden_characters
from .names import LONGEST, name_for, why_not
from .nodes import Document, Items, Keys, Node, Remembered, Scalar, apart
from .parsing import parse
from .tree import tree
from .versions import in_first_version
from .walk import files, regular

__all__ = [
    "LONGEST",
    "NAMELESS",
    "STAND_IN",
    "Document",
    "Items",
    "Keys",
    "Node",
    "Remembered",
    "Scalar",
    "apart",
    "files",
    "hidden_characters",
    "in_first_version",
    "in_quotes",
    "name_for",
    "parse",
    "read",
    "read_all",
    "read_text",
    "regular",
    "slug_of",
    "tree",
    "why_not",
    "within_bounds",
]
