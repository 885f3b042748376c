"""PDF by Typst: the layout of the Word document, in a face that comes along, so that every machine makes the same."""

from __future__ import annotations

import json
from pathlib import Path

from civicode.errors import UsageError
from civicode.exporters.layout.page import NUMBER_KEY, SHORT, blocks, cells, columns_of, is_loud, roman
from civicode.exporters.layout.widths import ACROSS_MM, UPRIGHT_MM, fitted, is_across, text_mm
from civicode.i18n import Words
from civicode.reports.document.document import Document, Table
from civicode.reports.document.paper import Layout, Paper

try:
    import typst
except ImportError:  # an extra: most offices print the Word document
    typst = None  # type: ignore[assignment]

_TEMPLATE = Path(__file__).parent / "layout" / "report.typ"
_MADE = 946_684_800  # 2000-01-01: the same report is the same bytes


def render(document: Document, words: Words) -> bytes:
    """The PDF; the same document gives the same bytes.

    Raises:
        UsageError: Typst, the extra `pdf`, is not installed.
    """
    if typst is None:
        raise UsageError("export.no_pdf")
    facts = json.dumps(_facts(document, words), ensure_ascii=False).encode("utf-8", "replace").decode()
    return typst.compile(
        _TEMPLATE.read_bytes(), ignore_system_fonts=True, format="pdf", sys_inputs={"data": facts}, timestamp=_MADE
    )


def _facts(document: Document, words: Words) -> dict[str, object]:
    paper = document.paper
    assert paper is not None
    across = is_across(document, words)
    return {
        "lang": words.lang.value,
        "title": document.title,
        "across": across,
        "parents": list(paper.agency[:-1]),
        "agency": paper.agency[-1],
        "agency_rule": min(34.0, max(18.0, text_mm(paper.agency[-1], 12) * 0.42)),
        "motto": list(paper.motto),
        "number": paper.number,
        "place": paper.place_and_day,
        "kind": paper.kind,
        "subject": paper.subject,
        "about": [list(one) for one in paper.about],
        "basis": list(paper.basis),
        **_sections(document, paper, ACROSS_MM if across else UPRIGHT_MM, words),
        "notes": list(document.notes),
        "closing": paper.closing + paper.end,
        "recipients_title": paper.recipients_title if paper.recipients else "",
        "recipients": list(paper.recipients),
        "signatures": [{"lines": list(one.lines), "manner": one.manner, "name": one.name} for one in paper.signatures],
    }


def _sections(document: Document, paper: Paper, room_mm: float, words: Words) -> dict[str, object]:
    """The tables with what is told before them, and the parts after them, numbered through."""
    drawn, is_letter = blocks(document, words), paper.layout is Layout.REPORT

    def title(number: int, text: str, *, needed: bool = True) -> str:
        return f"{roman(number)}. {text.upper()}" if is_letter else text * needed

    return {
        "sections": [
            {
                "title": title(number, one.title, needed=one.table is not None and len(document.tables) > 1),
                "sentences": list(one.sentences),
                "table": _table(one.table, words, room_mm) if one.table else None,
            }
            for number, one in enumerate(drawn, start=1)
        ],
        "parts": [
            {
                "title": title(number, one.title),
                "sentences": list(one.sentences),
                "blanks": one.blank_lines,
            }
            for number, one in enumerate(paper.parts, start=len(drawn) + 1)
        ],
    }


def _table(table: Table, words: Words, room_mm: float) -> dict[str, object]:
    columns, rows = columns_of(table, words), list(cells(table, words))
    size, widths, _ = fitted(columns, rows, room_mm)
    return {
        "size": size,
        "widths": [round(one, 2) for one in widths],
        "middle": [one.kind in SHORT for one in columns],
        "heads": [one.title for one in columns],
        "rows": rows,
        "loud": [[is_loud(record.get(one.key)) and one.key != NUMBER_KEY for one in columns] for record in table.rows],
    }
