"""A file on its way to where it was asked for: its form, and the entry that it was made, before it is there."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode import lazy
from civicode.cli.command import receipt
from civicode.cli.command.file_out import require_free, write_whole
from civicode.cli.command.outlet import put_bytes, say
from civicode.cli.command.session import Session
from civicode.errors import UsageError
from civicode.services.export.entry import Made, enter
from civicode.services.office.office import Office
from civicode.sources.file.text import STDIN as STDOUT

Force = Annotated[bool, typer.Option("--force", help="help.opt_force_file")]


def form_of(file: str, session: Session, forms: tuple[str, ...]) -> str:
    """The form of the file: what `--format` says, else what its name ends with; UsageError: none of `forms`."""
    given = session.flags.pop("form", None)
    form = _ALSO.get(str(given), str(given)) if given else file.rpartition(".")[2].casefold()
    if form not in forms:
        code = "cli.bad_choice" if given else "export.no_form"
        raise UsageError(code, option="--format", given=given, file=file, accepted=list(forms))
    return form


_ALSO = {"markdown": "md", "excel": "xlsx", "word": "docx"}
"""What else a form is called."""


def style_of(form: str, delimiter: str | None, *, raw: bool) -> dict[str, object]:
    """How a CSV file is to be written; UsageError: another form is asked for in that way."""
    if form != "csv":
        if delimiter is not None or raw:
            raise UsageError("export.csv_only", options=["--delimiter"] if delimiter is not None else ["--raw"])
        return {}
    sign = "," if delimiter is None else lazy.delimiter.named_delimiter(delimiter)
    return {"delimiter": sign, "guard": not raw}


def deliver(office: Office, made: Made, session: Session, *, force: bool) -> None:
    """Enter that the file is made, if it tells of persons, write it, say so; one that is there stays unless `force`.

    Raises:
        NotAllowedError: it is there, is open in another program, or may not be written.
        NotFoundError: its folder does not exist.
        StoreError: the entry or the file cannot be written.
    """
    if made.file == STDOUT:
        done = enter(office, made._replace(file=""))
        put_bytes(made.data)
        if done.audit:
            say("cli.audit", session, head=done.audit)
        return
    require_free(made.file, force=force)
    done = enter(office, made)
    if not office.dry_run:
        write_whole(made.file, made.data)
    receipt.show(done, session)
