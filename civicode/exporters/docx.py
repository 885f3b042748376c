"""A Word document: a báo cáo in the state's layout, a phiếu, or a signed table."""

from __future__ import annotations

import io
from datetime import datetime

from civicode.domain.text.text import shown_line
from civicode.exporters.layout.docx_sheet import Sheet
from civicode.exporters.layout.page import blocks, roman
from civicode.exporters.layout.widths import is_across, text_mm
from civicode.exporters.layout.zip_file import fixed
from civicode.i18n import Words
from civicode.reports.document.document import Document
from civicode.reports.document.paper import Layout, Paper, Signature

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a document's times have no zone; the same report is the same bytes
_LEFT_SHARE = 0.42
_SIGNED_LINES = 4


def render(document: Document, words: Words) -> bytes:
    """The document; the same one gives the same bytes."""
    paper = document.paper
    assert paper is not None
    sheet = Sheet(words, landscape=is_across(document, words))
    _properties(sheet, document, words)
    _head(sheet, paper)
    for sentence in paper.basis:
        sheet.text("body", sentence)
    _about(sheet, paper)
    _sections(sheet, document, paper)
    _close(sheet, paper)
    made = io.BytesIO()
    sheet.made.save(made)
    return fixed(made.getvalue())


def _properties(sheet: Sheet, document: Document, words: Words) -> None:
    about = sheet.made.core_properties
    about.title, about.author, about.last_modified_by, about.comments = shown_line(document.title)[:255], "", "", ""
    about.created = about.modified = _MADE
    about.revision, about.language = 1, words.lang.value


def _head(sheet: Sheet, paper: Paper) -> None:
    """Agency on the left, the national heading on the right, then what kind of document this is."""
    left_mm = sheet.width_mm * _LEFT_SHARE
    right_mm = sheet.width_mm - left_mm
    left, right = sheet.columns(left_mm, right_mm)
    *parents, agency = paper.agency
    for parent in parents:
        sheet.text("parent", parent, left)
    sheet.text("agency", agency, left)
    sheet.rule(min(left_mm / 2, max(18.0, text_mm(agency, 12) * 0.42)), left_mm, left)
    republic, motto = paper.motto
    sheet.text("republic", republic, right)
    sheet.text("motto", motto, right)
    sheet.rule(min(right_mm, text_mm(motto, 13)), right_mm, right)
    if paper.number:
        sheet.text("number", paper.number, left)
        sheet.text("place", paper.place_and_day, right)
    sheet.text("kind", paper.kind)
    sheet.text("subject", paper.subject)
    sheet.rule(sheet.width_mm / 5, sheet.width_mm)


def _about(sheet: Sheet, paper: Paper) -> None:
    for title, value in paper.about:
        paragraph = sheet.text("about", f"{title}: ")
        paragraph.add_run(shown_line(value)).bold = True


def _sections(sheet: Sheet, document: Document, paper: Paper) -> None:
    number = 0
    for block in blocks(document, sheet.words):
        if paper.layout is Layout.REPORT:
            number += 1
            sheet.heading(f"{roman(number)}. {block.title.upper()}")
        elif block.table is not None and len(document.tables) > 1:
            sheet.heading(block.title)
        for sentence in block.sentences:
            sheet.text("body", sentence)
        if block.table is not None:
            sheet.text("rule", "")
            sheet.table(block.table)
    for note in document.notes:
        sheet.text("note", note)
    for part in paper.parts:
        number += 1
        sheet.heading(f"{roman(number)}. {part.title.upper()}" if paper.layout is Layout.REPORT else part.title)
        for sentence in part.sentences:
            sheet.text("body", sentence)
        sheet.blanks(part.blank_lines)


def _close(sheet: Sheet, paper: Paper) -> None:
    """The last sentence, then who gets it and who signs it, side by side and never parted by a page."""
    if paper.closing:
        sheet.text("body", paper.closing + paper.end).paragraph_format.keep_with_next = True
    sheet.text("rule", "")
    *others, last = paper.signatures
    left, right = sheet.columns(sheet.width_mm / 2, sheet.width_mm / 2)
    if paper.recipients:
        sheet.text("recipients", paper.recipients_title, left)
        for line in paper.recipients:
            sheet.text("recipient", line, left)
    for signature in others:
        sheet.text("place", "", left)
        _sign(sheet, signature, left)
    if paper.place_and_day and not paper.number:
        sheet.text("place", paper.place_and_day, right)
    _sign(sheet, last, right)


def _sign(sheet: Sheet, signature: Signature, place: object) -> None:
    for line in signature.lines:
        sheet.text("authority", line, place)
    if signature.manner:
        sheet.text("manner", signature.manner, place)
    for _ in range(_SIGNED_LINES):
        sheet.text("authority", "", place)
    sheet.text("signer", signature.name, place)
