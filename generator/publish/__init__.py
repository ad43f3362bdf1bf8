# Files out. Nothing is imported here, since a build of which nothing changed shall not wait for what makes pages:
# `unchanged.py` needs none of that. The sentence is `build` in `building.py`.

"""From a library to its published site."""
