# What people send who have no copy of the library comes in here: each way of sending has a reader of its own, and all give the same,
# a record to be written and what is to be asked about it. Nothing that was sent is copied: a record is written anew
# from its values, so that no name of a file, no day and no remark of whoever sent it comes along.

"""Taking in what was sent."""
