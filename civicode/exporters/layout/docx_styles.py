"""The page and the styles of a Word document, after Nghị định 30/2020/NĐ-CP, phụ lục I; a clerk may change each."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from civicode.i18n import Lang, Words

FONT = "Times New Roman"
TABLE_PT = 12.0

_LEFT_MM, _RIGHT_MM, _TOP_MM, _BOTTOM_MM = 30, 15, 20, 20
_SHORT_MM, _LONG_MM = 210, 297
_LANGUAGES = {Lang.VI: "vi-VN", Lang.EN: "en-GB"}

LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


class Face(NamedTuple):
    """How the paragraphs of one style look; sizes and spaces in points, the first line's indent in millimetres."""

    size: float
    align: Any = LEFT
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    first_line_mm: float = 0
    keep_with_next: bool = False


FACES: dict[str, Face] = {
    "body": Face(14, BOTH, before=6, first_line_mm=12.7),
    "republic": Face(12, CENTRE, bold=True),
    "motto": Face(13, CENTRE, bold=True),
    "parent": Face(12, CENTRE),
    "agency": Face(12, CENTRE, bold=True),
    "rule": Face(2, CENTRE, keep_with_next=True),
    "number": Face(13, CENTRE, before=6),
    "place": Face(13, CENTRE, italic=True, before=6),
    "kind": Face(14, CENTRE, bold=True, before=18),
    "subject": Face(14, CENTRE, bold=True),
    "about": Face(14, before=3),
    "cell": Face(TABLE_PT, before=1, after=1),
    "cell_middle": Face(TABLE_PT, CENTRE, before=1, after=1),
    "cell_head": Face(TABLE_PT, CENTRE, bold=True, before=2, after=2, keep_with_next=True),
    "note": Face(11, BOTH, italic=True, before=3),
    "blank": Face(14, before=6),
    "authority": Face(14, CENTRE, bold=True, keep_with_next=True),
    "manner": Face(13, CENTRE, italic=True, keep_with_next=True),
    "signer": Face(14, CENTRE, bold=True),
    "recipients": Face(12, bold=True, italic=True),
    "recipient": Face(11),
}
"""By the key of their name in words (`style.KEY`)."""


def blank(words: Words, *, landscape: bool) -> tuple[Any, Mapping[str, str]]:
    """A new document with page, margins, page number and styles; the ids of the styles by their keys."""
    document, made = _prepared(words.lang, landscape)
    return deepcopy(document), made


@cache  # python-docx takes four times as long for these styles as to open its own template
def _prepared(lang: Lang, landscape: bool) -> tuple[Any, Mapping[str, str]]:
    words, document = Words(lang), docx.Document()
    made: dict[str, str] = {}
    _page(document.sections[0], landscape=landscape)
    _language(document, lang)
    normal = document.styles["Normal"]
    _face(normal, Face(14))
    for key, face in FACES.items():
        style: Any = document.styles.add_style(words(f"style.{key}"), WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _face(style, face)
        made[key] = style.style_id
    heading = document.styles["Heading 1"]
    _face(heading, Face(14, LEFT, bold=True, before=12, after=3, first_line_mm=12.7, keep_with_next=True))
    _page_number(document)
    return document, made


def _page(section: Any, *, landscape: bool) -> None:
    section.page_width, section.page_height = Mm(_SHORT_MM), Mm(_LONG_MM)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(_LONG_MM), Mm(_SHORT_MM)
    section.left_margin, section.right_margin = Mm(_LEFT_MM), Mm(_RIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(_TOP_MM), Mm(_BOTTOM_MM)
    section.header_distance = Mm(10)


def _language(document: Any, lang: Lang) -> None:
    """Of the whole document: without it Word underlines every Vietnamese word in red."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    said = OxmlElement("w:lang")
    for side in ("w:val", "w:eastAsia"):
        said.set(qn(side), _LANGUAGES[lang])
    defaults.append(said)


def _face(style: Any, face: Face) -> None:
    font, form = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(face.size), face.bold, face.italic
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for side in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):  # else Vietnamese letters fall to another font
        fonts.set(qn(side), FONT)
    form.alignment = face.align
    form.space_before, form.space_after, form.line_spacing = Pt(face.before), Pt(face.after), 1.0
    form.first_line_indent = Mm(face.first_line_mm)
    form.keep_with_next = face.keep_with_next
    form.widow_control = True


def _page_number(document: Any) -> None:
    """Arabic, centred in the top margin, none on the first page."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    _face(document.styles["Header"], Face(13, CENTRE))
    run = section.header.paragraphs[0].add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("1", "1"), ("end", "")):
        run._r.append(_field(kind, text))


def _field(kind: str, text: str) -> Any:
    if kind in ("begin", "separate", "end"):
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    part = OxmlElement("w:t" if kind else "w:instrText")
    part.text = text
    return part
