"""Files that were made to do harm, or came damaged: one problem, no traceback, no memory without end."""

import struct
import sys
import zipfile
from pathlib import Path

import pytest

from civicode.sources.workbook import workbook
from civicode.sources.workbook.ole import Container, container_of
from tests.sources.workbook.workbooks import (
    BOOK_LINKS,
    LINKS,
    SAMPLES,
    SHEET,
    as_file,
    changed,
    link,
    measured,
    ods,
    ods_cell,
    ods_row,
    read,
    sheet_xml,
    stopped,
    xlsx,
    xlsx_parts,
    zipped,
)

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
XLS = (SAMPLES / "staff.xls").read_bytes()
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize("data", [b"", b"PK", "mã,họ tên\n".encode(), b"<html><table></table></html>"])
def test_no_workbook_at_all(data: bytes) -> None:
    assert stopped(data) == ("not_workbook", {})


@pytest.mark.parametrize(
    "data",
    [
        zipped({"a.txt": "x"}),
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
        zipped(
            {
                "_rels/.rels": LINKS.format(link("r", "officeDocument", "word/document.xml")),
                "word/document.xml": "<w:document xmlns:w='w'/>",
            }
        ),
        container_of("WordDocument", b"\xec\xa5"),
    ],
    ids=["zip", "odt", "docx", "doc"],
)
def test_another_document(data: bytes) -> None:
    assert stopped(data) == ("not_workbook", {})


def test_a_binary_workbook() -> None:
    links = LINKS.format(link("r", "officeDocument", "xl/workbook.bin"))
    assert stopped(zipped({"_rels/.rels": links, "xl/workbook.bin": b"\x83\x01"})) == ("xlsb", {})


def test_a_password() -> None:
    assert stopped(container_of("EncryptedPackage", b"x" * 99)) == ("password", {})
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    assert stopped(ods("", manifest=entry)) == ("password", {})
    stream = bytearray(Container(XLS).read("Workbook"))
    struct.pack_into("<H", stream, 4 + struct.unpack_from("<H", stream, 2)[0], 0x2F)
    assert stopped(container_of("Workbook", bytes(stream))) == ("password", {})
    data = bytearray(xlsx(ONE))
    entry_at = data.rfind(b"PK\x01\x02")
    data[entry_at + 8] |= 1
    assert stopped(bytes(data)) == ("password", {})


@pytest.mark.parametrize("data", [xlsx(ONE), ods(ods_row(ods_cell("a"))), XLS], ids=["xlsx", "ods", "xls"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_that_was_cut_off(data: bytes, share: float) -> None:
    assert stopped(data[: int(len(data) * share)]) == ("damaged", {})


def test_two_parts_of_one_name() -> None:
    parts = {**xlsx_parts(ONE), SHEET.upper(): sheet_xml("")}
    assert stopped(zipped(parts)) == ("damaged", {})
    assert stopped(zipped({**xlsx_parts(ONE), SHEET.replace("/", "\\"): ""})) == ("damaged", {})


def test_two_sheets_of_one_part() -> None:
    parts = xlsx_parts(ONE)
    book = str(parts["xl/workbook.xml"]).replace("</sheets>", '<sheet name="B" sheetId="2" r:id="rId1"/></sheets>')
    assert stopped(changed(parts, book=book)) == ("damaged", {})


def test_a_part_that_is_missing() -> None:
    parts = {name: text for name, text in xlsx_parts(ONE).items() if name != SHEET}
    assert stopped(zipped(parts)) == ("damaged", {})
    parts = xlsx_parts(ONE)
    assert stopped(changed(parts, book_links=LINKS.format(""))) == ("damaged", {})
    assert BOOK_LINKS in parts


def test_parts_that_are_the_same_bytes() -> None:
    """Such a zip unpacks to more than any ratio tells."""
    data = bytearray(zipped({f"{number}.txt": "x" * 5000 for number in range(3)}, zipfile.ZIP_STORED))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 20 : second + 24] = struct.pack("<L", 15_000)
    assert stopped(bytes(data)) == ("damaged", {})


def test_a_part_that_claims_to_be_small() -> None:
    data = bytearray(changed(xlsx_parts(""), sheet=sheet_xml(ONE + " " * 30_000_000)))
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 24, 300)
    assert stopped(bytes(data)) == ("damaged", {})


def test_a_part_that_claims_to_be_large() -> None:
    data = bytearray(xlsx(ONE))
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 24, 2**31)
    assert stopped(bytes(data)) == ("part_too_large", {"part": SHEET, "most_mb": 640})


def test_a_way_to_pack_that_nobody_uses() -> None:
    assert stopped(zipped(xlsx_parts(ONE), zipfile.ZIP_BZIP2)) == ("damaged", {})


def test_two_cells_far_apart() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    facts = {"sheet": "Bảng", "cell": "XFD1048576", "cells": 1048576 * 16384, "most": 12_000_000}
    assert stopped(xlsx(ONE + far)) == ("far_cell", facts)
    assert stopped(xlsx(ONE + far.replace('"', "'"))) == ("far_cell", facts)
    rows, problems = read(xlsx(far))
    assert (rows[0][0], len(rows[0][1]), problems) == (1048576, 16384, [])


@pytest.mark.parametrize("hidden", ["<!-- {} -->", "<x y='&lt;/row>'/><!-- </row>{} -->", "<?x </row>{} ?>"])
def test_rows_in_a_comment_are_no_rows(hidden: str) -> None:
    """The usual rows are not parsed, so they must not be taken in where the parser would not see them."""
    far = '<row r="2"><c r="XFD2"><v>1</v></c></row>' + '<row r="3"><c r="XFD3"/></row>' * 2
    rows = ONE + hidden.format(far * 9) + '<row r="4"><c r="B4"><v>2</v></c></row>'
    assert read(xlsx(rows)) == ([(1, [1, ""]), (4, ["", 2])], [])


def test_the_largest_rectangle() -> None:
    far = '<row r="{0}"><c r="L{0}"><v>1</v></c></row>'
    assert read(xlsx(ONE + far.format(1_000_000)))[0] == [(1, [1, *[""] * 11]), (1_000_000, [*[""] * 11, 1])]
    assert stopped(xlsx(ONE + far.format(1_000_001)))[0] == "far_cell"


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ('<row r="1"><c r="ZZZZZZ99999999999"><v>1</v></c></row>', '<c r="ZZZZZZ99999999999">'),
        ('<row r="1"><c r="12"><v>1</v></c></row>', '<c r="12">'),
        ('<row r="1"><c r="A2"><v>1</v></c></row>', '<c r="A2">'),
        ('<row r="1"><c r="A&#x661;"><v>1</v></c></row>', '<c r="A١">'),
        ('<row r="0"><c r="A0"><v>1</v></c></row>', '<row r="0">'),
        ('<row r="99999999999"><c><v>1</v></c></row>', '<row r="99999999999">'),
        ('<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>', "<row>"),
        ("<row r='5'><c r='A5'><v>1</v></c></row><row r='2'><c r='A2'><v>1</v></c></row>", '<row r="2">'),
        (ONE + ONE, "<row>"),
        ('<row r="1"><c r="A1" t="str"><v><![CDATA[x]]></v></c></row>', "CDATA"),
        ('<row r="1"><c r="A1"><v>1<!-- -->2</v></c></row>', "<!-- -->"),
        ('<row r="1"><c r="A1"><v>1<?x y?>2</v></c></row>', "<? ?>"),
        ('<row r="1">' + "<c/>" * 16385 + "</row>", "<c>"),
    ],
)
def test_cells_in_no_order(rows: str, what: str) -> None:
    assert stopped(xlsx(rows)) == ("unusual", {"what": what})


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" r="XFD9"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A1" t="b"><v>7</v></c></row>',
        '<row r="1"><c r="A1" t="zz"><v>7</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>' + "a" * 1_100_000 + "</v></c></row>",
        "<x>" * 300 + "</x>" * 300,
        f'<row r="1" x="{"a" * 12_000_000}"/>',
    ],
    ids=["twice", "open", "text", "truth", "kind", "long", "deep", "tag"],
)
def test_sheets_that_are_damaged(rows: str) -> None:
    assert stopped(xlsx(rows)) == ("damaged", {})


def test_entities_that_grow() -> None:
    data = xlsx(ONE)
    parts = xlsx_parts('<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row>')
    unusual = ("unusual", {"what": "<!DOCTYPE>"})
    assert stopped(changed(parts, sheet=str(parts[SHEET]).replace("<worksheet", LAUGHS + "<worksheet"))) == unusual
    assert stopped(changed(xlsx_parts(ONE), texts=f"{LAUGHS}<sst><si><t>&c;</t></si></sst>")) == unusual
    assert stopped(ods(ods_row(ods_cell("&c;")), before=LAUGHS)) == unusual
    assert read(data)[0] == [(1, [1])]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "latin-1"])
def test_other_encodings(codec: str) -> None:
    """The reader takes a sheet in UTF-16 for an empty one."""
    text = sheet_xml(ONE).replace("UTF-8", codec)
    what = "UTF-16" if codec.startswith("utf") else codec
    assert stopped(changed(xlsx_parts(""), sheet=text.encode(codec))) == ("unusual", {"what": what})


def test_one_long_text_in_very_many_cells() -> None:
    row = '<row r="{0}"><c r="A{0}" t="s"><v>{1}</v></c></row>'
    texts = f"<si><t>{'a' * 30_000}</t></si><si><t>b</t></si>"
    code, facts = stopped(xlsx("".join(row.format(number, 0) for number in range(1, 50_001)), texts))
    assert (code, facts["sheet"], facts["most_mb"]) == ("sheet_too_large", "Bảng", 700)
    rows, problems = read(xlsx("".join(row.format(number, 1) for number in range(1, 50_001)), texts))
    assert (len(rows), problems) == (50_000, [])


class PanicException(BaseException):
    pass


@pytest.mark.parametrize("panic", [PanicException("index out of bounds"), ValueError("x")])
def test_a_panic_of_the_reader(panic: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    class Reader:
        @staticmethod
        def from_filelike(_stream: object) -> object:
            raise panic

    monkeypatch.setattr(workbook, "CalamineWorkbook", Reader)
    assert stopped(xlsx(ONE)) == ("damaged", {})


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
def test_what_is_not_about_the_file_goes_on(error: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    class Reader:
        @staticmethod
        def from_filelike(_stream: object) -> object:
            raise error

    monkeypatch.setattr(workbook, "CalamineWorkbook", Reader)
    with pytest.raises(error):
        workbook.read_workbook(as_file(xlsx(ONE)))


BOMBS = {
    "spaces": ("", " ", 300_000_000, ""),
    "cells": ('<row r="1">', '<c r="A1"><v>1</v></c>', 10_000_000, "</row>"),
    "text": ('<row r="1"><c r="A1" t="str"><v>', "a", 300_000_000, "</v></c></row>"),
    "depth": ("", "<a>", 50_000_000, ""),
}
"""A sheet's rows: what stands before a piece, the piece, how often, and what stands after it.

Made out in full, each is hundreds of megabytes: only the test that sends one has it.
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="measures by /proc")
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_take_little_memory(name: str, tmp_path: Path) -> None:
    before, piece, often, after = BOMBS[name]
    sheet = sheet_xml(before + piece * often + after)
    codes, megabytes = measured(changed(xlsx_parts(""), sheet=sheet), tmp_path)
    assert codes in ("['workbook.damaged']", "['workbook.unusual']")
    assert megabytes < 150


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="measures by /proc")
def test_the_fullest_sheets_stay_within_the_limit(tmp_path: Path) -> None:
    row = '<row r="{0}">' + "".join(f'<c r="{letter}{{0}}"><v>{{0}}.5</v></c>' for letter in "ABCDEFGHI") + "</row>"
    codes, megabytes = measured(ods(ods_row(ods_cell("Nguyễn Văn Tèo", 4), repeated=1_000_000)), tmp_path)
    assert (codes, megabytes < 700) == ("[]", True)
    full = xlsx("".join(row.format(number) for number in range(1, 500_001)))
    codes, megabytes = measured(full, tmp_path)
    assert (codes, megabytes < 700) == ("[]", True)
