# `python -m generator` is the command `practices`, for those whose shell does not find it.

"""Run the command."""

from .cli import main

main(prog_name="practices")
