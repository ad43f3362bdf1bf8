# What is derived lies in the repository, so that code hosts and editors find it without a build; the check holds it current.

"""The command `derive`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from ..authoring.derived import derived, stale, write
from ..pages.exports import SCHEMAS, json_schemas
from ..problem import has_errors
from ..site import examine, renderer_of
from .common import as_called, common, need_records, text


@click.command()
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; name each file that is stale, and end with 1."
)
@click.option(
    "--schemas", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
    help="Write the JSON Schema of each kind into a folder, too. The built site has them in contribute/schema/.",
)  # fmt: skip
@common
def derive(*, only_check: bool, schemas: Path | None, root: Path, today: datetime.date) -> None:
    """Write what forms, editors and spreadsheets need to know of the fields and the terms."""
    need_records(root)
    found = examine(root, today)
    if not found.is_whole:
        errors = [one for one in found.problems if has_errors([one])]
        click.echo(text(errors), nl=False)
        raise click.ClickException("the records have errors; mend these first, since what is derived follows from them")
    renderer = renderer_of(root, found, today)
    files = derived(renderer)
    if only_check:
        old = list(stale(root, files))
        for one in old:
            click.echo(
                f"{one.path}: {'this is not up to date' if one.is_there else 'this file is missing'}. Run: {as_called()} derive"
            )
        click.echo(f"{len(files) - len(old)} of {len(files)} derived files are up to date.", err=True)
        sys.exit(bool(old))
    for path in write(root, files):
        click.echo(path)
    if schemas:
        schemas.mkdir(parents=True, exist_ok=True)
        for page in json_schemas(renderer.known):
            (schemas / Path(page.address).name).write_text(page.text, "utf-8")
    click.echo(
        f"{len(files)} files are up to date{f', and {len(SCHEMAS)} schemas are in {schemas}' if schemas else ''}.",
        err=True,
    )
