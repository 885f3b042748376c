"""`civicode init`: an office folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from civicode.cli.command import receipt
from civicode.cli.command.session import Session
from civicode.services.config.init import init_folder


def init(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="help.meta_folder", help="help.arg_init_dir")] = ".",
    with_criteria: Annotated[bool, typer.Option("--with-criteria", help="help.opt_with_criteria")] = False,
) -> None:
    """Make `folder` an office folder; what is there stays."""
    session: Session = ctx.obj
    receipt.show(init_folder(Path(folder), with_criteria, dry_run=session.dry_run), session)
