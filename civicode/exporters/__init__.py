"""Files out: each format is a module with one function `render(document, words, …)`, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from civicode import lazy
from civicode.i18n import Words

if TYPE_CHECKING:  # receipts go out as JSON too, and a receipt needs no report
    from civicode.reports.document.document import Document

FORMATS: Mapping[str, Callable[[], Callable[[Document, Words], str]]] = {
    "json": lambda: lazy.json_object.render,
    "tsv": lambda: lazy.tsv.render,
    "csv": lambda: lazy.csv_rows.render,
    "markdown": lambda: lazy.markdown.render,
}
"""What makes each format, by its name; adding one is a file and a line here."""


FILES: Mapping[str, Callable[[], Callable[..., str | bytes]]] = {
    "csv": lambda: lazy.csv_file.render,
    "xlsx": lambda: lazy.xlsx.render,
    "jsonl": lambda: lazy.jsonl.render,
}
"""What makes the files that records are exported in, by what their names end with."""

REPORT_FILES: Mapping[str, Callable[[], Callable[..., str | bytes]]] = {
    "xlsx": lambda: lazy.xlsx.render,
    "docx": lambda: lazy.docx.render,
    "pdf": lambda: lazy.pdf.render,
    "html": lambda: lazy.html.render,
    "csv": lambda: lazy.csv_file.render,
    "json": lambda: lazy.json_object.render,
    "md": lambda: lazy.markdown.render,
}
"""What makes the files that reports are exported as; what gives text is written as UTF-8."""


def render(name: str, document: Document, words: Words) -> str:
    """`document` in the format `name`, ending with a line break; KeyError when FORMATS has no such name."""
    return FORMATS[name]()(document, words)


def file_bytes(form: str, document: Document, words: Words, **style: object) -> bytes:
    """The bytes of a file of `document`; KeyError when neither FILES nor REPORT_FILES has such a form.

    Args:
        style: what only that form knows (`delimiter`, `guard` of csv).

    Raises:
        UsageError: the form needs a library that is not installed.
    """
    render_file = {**FILES, **REPORT_FILES}[form]()
    made = render_file(document, words, **style)
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace")
