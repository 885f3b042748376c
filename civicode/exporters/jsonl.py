"""One JSON object a line, for scripts: what an import reads back."""

from __future__ import annotations

import json

from civicode.i18n import Words
from civicode.reports.document.document import Document


def render(document: Document, words: Words) -> bytes:  # noqa: ARG001 - every format is called the same way
    """The objects of `document`, those under its name, as UTF-8."""
    objects = document.payload[document.name]
    assert isinstance(objects, list)
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in objects)
    return "".join(lines).encode("utf-8", "backslashreplace")
