# Whoever reviews a change sees which lines of which file are other ones, and not what that does to readers: pages that come and go,
# counts that move, links that end. So the site is composed twice, as it was and as it would be, and told apart. What concerns
# the safety of people comes first and in capitals, since it must not be overlooked.

"""What a change does to the site."""

from .compare import Review, compared
from .earlier import NoEarlier, earlier
from .told import told
from .version import Version, version_of

__all__ = ["NoEarlier", "Review", "Version", "compared", "earlier", "told", "version_of"]
