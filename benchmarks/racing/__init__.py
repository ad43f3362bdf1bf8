# What a build costs, ours against others, on one machine in one hour. Everybody begins from the same files and is run as whoever
# uses it runs it, as a command from the outside; in rounds, so that a machine that grows slow is slow for all. None of this is a
# test: a clock that fails a run on a busy machine would be believed by nobody.

"""How quickly libraries are built: by this program, by an earlier one, and by other generators of sites."""
