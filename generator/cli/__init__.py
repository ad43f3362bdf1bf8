# The edge that people touch: arguments in, exit codes out. Exit 0 is clean, 1 is problems, 2 is wrong usage. A command is
# loaded when it is called, so that none waits for what only another needs.

"""The command `practices`."""

from __future__ import annotations

import gc
from importlib import import_module

import click

from .. import __version__

COMMANDS = {
    "archive": "archiving.archive",
    "build": "building.build",
    "changes": "changing.changes",
    "check": "checking.check",
    "clean-media": "cleaning.clean_media",
    "close-edition": "changing.close_edition",
    "derive": "deriving.derive",
    "due": "due.due",
    "editions": "editions.editions",
    "intake": "intaking.intake",
    "links": "asking.links",
    "merge": "merging.merge",
    "new": "recording.new",
    "rename": "renaming.rename",
    "render": "rendering.render",
    "review": "reviewing.review",
    "serve": "building.serve",
    "withdraw": "withdrawing.withdraw",
}
"""The commands by name, each with its module and its function."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(".")
        command: click.Command = getattr(import_module(f".{module}", __name__), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Check, build and preview a library of practice."""
    # A run makes many things and keeps nearly all of them, so to look so often for what can be thrown away takes a fifth of it.
    gc.set_threshold(100_000, 50, 100)
