"""Files out: each format is a module with one function `render(document, words, …)`, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from civicode.i18n import Words

if TYPE_CHECKING:  # receipts go out as JSON too, and a receipt needs no report
    from civicode.reports.document import Document

FORMATS: Mapping[str, str] = {
    "json": "civicode.exporters.json_object",
    "tsv": "civicode.exporters.tsv",
    "csv": "civicode.exporters.csv_rows",
    "markdown": "civicode.exporters.markdown",
}
"""Modules by the name of their format; adding a format is one module and one line here."""


FILES: Mapping[str, str] = {
    "csv": "civicode.exporters.csv_file",
    "xlsx": "civicode.exporters.xlsx",
    "jsonl": "civicode.exporters.jsonl",
}
"""Modules of the files that records are taken out in, by what their names end with; their `render` gives bytes."""

REPORT_FILES: Mapping[str, str] = {
    "xlsx": "civicode.exporters.xlsx",
    "docx": "civicode.exporters.docx",
    "pdf": "civicode.exporters.pdf",
    "html": "civicode.exporters.html",
    "csv": "civicode.exporters.csv_file",
    "json": "civicode.exporters.json_object",
    "md": "civicode.exporters.markdown",
}
"""Modules of the files that reports are handed in as; what gives text is put down as UTF-8."""


def render(name: str, document: Document, words: Words) -> str:
    """`document` in the format `name`, ending with a line break; KeyError when FORMATS has no such name."""
    text: str = import_module(FORMATS[name]).render(document, words)
    return text


def file_bytes(form: str, document: Document, words: Words, **style: object) -> bytes:
    """The bytes of a file of `document`; KeyError when neither FILES nor REPORT_FILES has such a form.

    Args:
        style: what only that form knows (`delimiter`, `guard` of csv).

    Raises:
        UsageError: the form needs a library that is not installed.
    """
    made: str | bytes = import_module({**FILES, **REPORT_FILES}[form]).render(document, words, **style)
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace")
