"""The rows of a batch that was refused, in a CSV file of their own, each with why: to be mended and sent again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from civicode import lazy
from civicode.cli.command.outlet import say
from civicode.cli.command.session import Session
from civicode.errors import UsageError
from civicode.exporters.csv_file import csv_text
from civicode.services.batch.batch import Refused
from civicode.services.batch.refused import refused_rows
from civicode.services.office.office import Office


def writer(office: Office, path: str, source: str, session: Session) -> Callable[[Refused], None]:
    """What writes the refused rows of `source` to `path`; NotFoundError, NotAllowedError, StoreError as `write_whole`.

    Raises:
        UsageError: `path` is `source` itself, which would be lost but for the rows refused.
    """
    if Path(path).resolve() == Path(source).resolve():
        raise UsageError("batch.errors_over_source", path=path)

    def write(refused: Refused) -> None:
        header, rows, delimiter = refused_rows(office, refused, session.words)
        lazy.file_out.write_whole(path, csv_text([header, *rows], delimiter))
        say("batch.errors_written", session, path=path, n=len(rows))

    return write
