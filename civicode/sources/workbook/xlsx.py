"""The sheets of an .xlsx or .xlsm, and a package of the parts that the reader needs for them."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from civicode.sources.workbook.guard import BadCells, Cost, StoppedReading
from civicode.sources.workbook.sheets import FoundBook, FoundSheet
from civicode.sources.workbook.xlsx_cells import CellScan
from civicode.sources.workbook.xlsx_parts import BookScan, LinkScan, TextScan
from civicode.sources.workbook.xml import XmlScan
from civicode.sources.workbook.zip import Package, Packed, package_of

COST = Cost(filled=70, empty=24)
"""Measured: ten million numbers take 700 MB at the peak."""

_LARGEST_PART = 32 * 1024 * 1024
_LARGEST_TEXTS = 256 * 1024 * 1024
_HARMLESS = 64 * 1024 * 1024
"""Bytes of text up to which it is not counted how often a sheet uses which."""
_SMALLEST_SHARED = len(b'<c r="A1" t="s"><v>0</v></c>')

_ROOT_LINKS = "_rels/.rels"
_BINARY = ".bin"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


class _Shown(NamedTuple):
    name: str
    is_hidden: bool
    part: str


class _Parts(NamedTuple):
    """What all sheets need, as bytes to be packed up, and looked through."""

    package: bytes
    texts: TextScan
    needed: int
    is_recalculated: bool


def read_xlsx(package: Package) -> FoundBook:
    """The sheets of an .xlsx; those that no menu shows (very hidden), charts and macros are left out.

    Raises:
        StoppedReading: it is no .xlsx, damaged, or too large.
    """
    name = next(iter(_links(package, _ROOT_LINKS, "").of_kind("officeDocument")), "")
    if name.endswith(_BINARY):
        raise StoppedReading("workbook.xlsb")
    if name not in package:
        raise StoppedReading("workbook.not_workbook")
    book = BookScan()
    book.read(package.packed(name, _LARGEST_PART).unpacked())
    folder, file_name = posixpath.split(name)
    links = _links(package, f"{folder}/_rels/{file_name}.rels", folder)
    shown = [
        _Shown(sheet, state == "hidden", links.worksheet(link))
        for sheet, state, link in book.sheets
        if state != "veryHidden" and links.worksheet(link)
    ]
    if len({sheet.part.lower() for sheet in shown}) < len(shown):
        raise StoppedReading("workbook.damaged")
    parts = _parts(package, book, links, [sheet.part for sheet in shown], folder)
    sheets = [
        FoundSheet(sheet.name, number, sheet.is_hidden, partial(_look_through, parts, number, sheet.name))
        for number, sheet in enumerate(shown)
    ]
    return FoundBook(parts.package, len(shown), sheets)


def _look_through(parts: _Parts, number: int, name: str) -> BadCells:
    part = Package(io.BytesIO(parts.package), len(parts.package)).packed(_part_name(number))
    longest = max(parts.texts.sizes, default=0)
    is_harmless = part.part.size // _SMALLEST_SHARED * longest < _HARMLESS
    scan = CellScan(() if is_harmless else parts.texts.sizes, is_recalculated=parts.is_recalculated)
    scan.read(part.unpacked())
    scan.extent.check(name, COST, parts.needed)
    return scan.bad


def _links(package: Package, name: str, folder: str) -> LinkScan:
    scan = LinkScan(folder)
    if name in package:
        scan.read(package.packed(name, _LARGEST_PART).unpacked())
    return scan


def _parts(package: Package, book: BookScan, links: LinkScan, names: Sequence[str], folder: str) -> _Parts:
    strings = _beside(package, links.of_kind("sharedStrings"), f"{folder}/sharedStrings.xml", _LARGEST_TEXTS)
    styles = _beside(package, links.of_kind("styles"), f"{folder}/styles.xml", _LARGEST_PART)
    texts = TextScan()
    if strings:
        texts.read(strings.unpacked())
    if styles:
        XmlScan().read(styles.unpacked())
    sheets = {_part_name(number): package.packed(name) for number, name in enumerate(names)}
    built = package_of(
        _frame(len(sheets), is_1904=book.is_1904)
        | {name: part for name, part in (("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)) if part}
        | sheets
    )
    needed = 2 * len(built) + texts.needed + (strings.part.size if strings else 0)
    return _Parts(built, texts, needed, book.is_recalculated)


def _beside(package: Package, names: Sequence[str], usual: str, largest: int) -> Packed | None:
    name = next(iter(names), usual)
    return package.packed(name, largest) if name in package else None


def _part_name(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _frame(count: int, *, is_1904: bool) -> dict[str, Packed | bytes]:
    """The parts that say where the others are; the sheets have numbers for names."""
    listed = "".join(f'<sheet name="s{number}" sheetId="{number + 1}" r:id="r{number}"/>' for number in range(count))
    links = "".join(_link(f"r{number}", "worksheet", f"/{_part_name(number)}") for number in range(count))
    links += _link("rt", "sharedStrings", "sharedStrings.xml") + _link("rs", "styles", "styles.xml")
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(is_1904)}"/>'
        f"<sheets>{listed}</sheets></workbook>"
    )
    return {
        _ROOT_LINKS: _linked(_link("r0", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": _linked(links),
    }


def _link(identifier: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _linked(links: str) -> bytes:
    return f'<Relationships xmlns="{_LINKS}">{links}</Relationships>'.encode()
