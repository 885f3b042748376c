"""The records of a kind into a file that `import` reads."""

from __future__ import annotations

import typer

from civicode.cli.command.opening import office_of
from civicode.cli.command.outlet import say
from civicode.cli.command.session import Session
from civicode.cli.command.values import choice_of, period_of
from civicode.cli.export.deliver import deliver, form_of, style_of
from civicode.domain.batch import DATED, BatchKind
from civicode.errors import UsageError
from civicode.exporters import FILES, file_bytes
from civicode.services.export.data import data
from civicode.services.export.entry import Made
from civicode.sources.sheet import MOST_ROWS


def export_data(
    ctx: typer.Context, kind: str, file: str, *, period: str | None, delimiter: str | None, raw: bool, force: bool
) -> None:
    """Put the records of `kind` into `file`, and enter that they were taken."""
    session: Session = ctx.obj
    office = office_of(session)
    chosen = kind_of(kind)
    form = form_of(file, session, tuple(FILES))
    style = style_of(form, delimiter, raw=raw)
    when = period_of(period, office)
    if when and chosen not in DATED:
        raise UsageError("batch.no_periods", kind=chosen, command=ctx.command_path)
    document = data(office, chosen, when, session.words)
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
