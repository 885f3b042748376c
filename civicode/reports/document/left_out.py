"""What a report says of books that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from civicode.errors import Problem
from civicode.i18n import Words
from civicode.reports.document.document import Document


def noted(document: Document, left_out: Sequence[Problem], words: Words) -> Document:
    """The document with a note and an entry `left_out` in its JSON for each of those; as it is without any."""
    if not left_out:
        return document
    notes = [left_out_sentence(one, words) for one in left_out]
    rows = [{"book": one.where, "code": one.code, "message": words.message(one)} for one in left_out]
    return replace(document, notes=(*document.notes, *notes), payload={**document.payload, "left_out": rows})


def left_out_sentence(problem: Problem, words: Words) -> str:
    """Which book is not in it, and why."""
    return words("report.note.left_out", book=problem.where, message=words.message(problem))
