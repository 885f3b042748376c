"""Files out: each format is a module with one function `render(document, words)`, loaded when it is asked for."""

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


def render(name: str, document: Document, words: Words) -> str:
    """`document` in the format `name`, ending with a line break; KeyError when FORMATS has no such name."""
    text: str = import_module(FORMATS[name]).render(document, words)
    return text
