"""The paragraphs of a Word document, those in tables too, as they read with tracked changes accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from civicode.sources.plan.numbers import WordNumbers

LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes that a document may take once unpacked, inclusive; more is no plan but an attack."""

_PARAGRAPH = qn("w:p")
_TEXT = qn("w:t")
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOT_READ = (
    qn("w:moveFrom"),  # deleted words have another element, moved ones stand here and at their new place
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # the same once more, for older programs
)


def read_paragraphs(data: bytes) -> list[str]:
    """Each paragraph's text after the number that Word gives it; a damaged document raises what its reader raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > LARGEST_UNPACKED:
            raise ValueError(LARGEST_UNPACKED)
    document = Document(io.BytesIO(data))
    numbers = WordNumbers(document)
    return [
        f"{numbers.next_of(paragraph)} {''.join(_pieces(paragraph))}".strip()
        for paragraph in document.element.body.iter(_PARAGRAPH)
        if next(paragraph.iterancestors(*_NOT_READ), None) is None
    ]


def _pieces(paragraph: CT_P) -> Iterator[str]:
    for element in paragraph.iter(_TEXT, *_SIGNS):
        if next(element.iterancestors(_PARAGRAPH, *_NOT_READ), None) is not paragraph:
            continue  # in a text box, which is a paragraph of its own
        yield _SIGNS.get(element.tag, element.text or "")
