"""JSON for scripts: one object, UTF-8, every value exactly as it was recorded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from civicode.domain.text.text import UNSAFE
from civicode.i18n import Words

if TYPE_CHECKING:  # receipts go out as JSON too, and a receipt needs no report
    from civicode.reports.document.document import Document

SCHEMA_VERSION = 1
"""Of every object that a command prints."""


def render(document: Document, words: Words) -> str:  # noqa: ARG001 - every format is called the same way
    """The document's payload behind its `schema_version`."""
    return dumped(document.payload)


def dumped(payload: Mapping[str, object]) -> str:
    """One JSON object with `schema_version` first; it ends with a line break, and is safe on a terminal."""
    # JSON reads the escape as the same text.
    text = json.dumps({"schema_version": SCHEMA_VERSION, **payload}, ensure_ascii=False, indent=2, allow_nan=False)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
