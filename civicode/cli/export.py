"""`civicode export`: the records of a kind into a file that `import` reads, and the entry that they were taken."""

from __future__ import annotations

from typing import Annotated

import typer

from civicode.cli import receipt
from civicode.cli.commands import function_of
from civicode.cli.file_out import require_free, write_whole
from civicode.cli.opening import office_of
from civicode.cli.options import Period
from civicode.cli.outlet import put_bytes, say
from civicode.cli.session import Session
from civicode.cli.values import choice_of, period_of
from civicode.domain.batch import DATED, BatchKind
from civicode.errors import UsageError
from civicode.exporters import FILES, file_bytes
from civicode.services import data_export
from civicode.services.data_export import Made
from civicode.services.office import Office
from civicode.sources.sheet import MOST_ROWS
from civicode.sources.text_file import STDIN as STDOUT

Kind = Annotated[str, typer.Argument(metavar="help.meta_batch_kind", help="help.arg_batch_kind")]
File = Annotated[str, typer.Argument(metavar="help.meta_file_or_stdout", help="help.arg_export_file")]
Force = Annotated[bool, typer.Option("--force", help="help.opt_force_file")]
Delimiter = Annotated[
    str | None, typer.Option("--delimiter", metavar="help.meta_delimiter", help="help.opt_delimiter_out")
]

_DELIMITER = "civicode.sources.delimiter:named_delimiter"


def export(
    ctx: typer.Context,
    kind: Kind,
    file: File,
    data: Annotated[bool, typer.Option("--data", help="help.opt_data")] = False,
    period: Period = None,
    delimiter: Delimiter = None,
    raw: Annotated[bool, typer.Option("--raw", help="help.opt_raw")] = False,
    force: Force = False,
) -> None:
    """Put the records of a kind into a file."""
    session: Session = ctx.obj
    if not data:
        raise UsageError("export.data_only", command=ctx.command_path)
    office = office_of(session)
    chosen = kind_of(kind)
    form = form_of(file, session)
    style = _style(form, delimiter, raw=raw)
    when = period_of(period, office)
    if when and chosen not in DATED:
        raise UsageError("batch.no_periods", kind=chosen, command=ctx.command_path)
    document = data_export.data(office, chosen, when, session.words)
    rows = len(document.tables[0].rows)
    if form != "jsonl" and rows > MOST_ROWS:
        raise UsageError("export.too_many_rows", n=rows, most=MOST_ROWS)
    for note in document.notes:
        say("cli.notice", session, message=note)
    content = file_bytes(form, document, session.words, **style)
    deliver(office, Made(chosen.value, file, form, content, rows, when), session, force=force)


def kind_of(text: str) -> BatchKind:
    """The kind that `text` names; UsageError when there is none."""
    kind = choice_of(text, {one.value: one for one in BatchKind}, "KIND")
    assert kind is not None
    return kind


def form_of(file: str, session: Session, forms: tuple[str, ...] = tuple(FILES)) -> str:
    """The form of the file: what `--format` says, else what its name ends with; UsageError: none of `forms`."""
    given = session.flags.pop("form", None)
    suffix = file.rpartition(".")[2].casefold()
    form = str(given or suffix)
    if form not in forms:
        code = "cli.bad_choice" if given else "export.no_form"
        raise UsageError(code, option="--format", given=given, file=file, accepted=list(forms))
    return form


def deliver(office: Office, made: Made, session: Session, *, force: bool) -> None:
    """Enter that the file is made, if it holds anything, write it, and say so; one that is there stays unless `force`.

    Raises:
        NotAllowedError: it is there, or may not be written.
        NotFoundError: its folder does not exist.
        StoreError: the entry or the file cannot be written.
    """
    if made.file == STDOUT:
        done = data_export.enter(office, made._replace(file=""))
        put_bytes(made.data)
        if done.audit:
            say("cli.audit", session, head=done.audit)
        return
    require_free(made.file, force=force)
    done = data_export.enter(office, made)
    if not office.dry_run:
        write_whole(made.file, made.data)
    receipt.show(done, session)


def _style(form: str, delimiter: str | None, *, raw: bool) -> dict[str, object]:
    if form != "csv":
        if delimiter is not None or raw:
            raise UsageError("export.csv_only", options=["--delimiter"] if delimiter is not None else ["--raw"])
        return {}
    sign = "," if delimiter is None else function_of(_DELIMITER)(delimiter)
    return {"delimiter": sign, "guard": not raw}
