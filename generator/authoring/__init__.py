# What the commands do for somebody who writes: new records, records taken off, the paths that she asks about, and problems
# on the pages of her preview. These modules are edges: they may use everything below, documents and checks too.

"""What the commands do for those who write records."""
