# What in a text, or in several records together, can lead to one person. Nothing here decides: a person does, and each
# finding is meant to be explained to whoever wrote the text in one sentence.

"""The privacy check."""
