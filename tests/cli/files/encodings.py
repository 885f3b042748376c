"""Tables of text as programs, systems and years have saved them."""

import unicodedata

from civicode.domain.batch import BatchKind
from civicode.sources.file.old_font import OldFont
from tests.cli.files.file import File, Files
from tests.cli.files.forms import text
from tests.sources.encodings import as_cp1258, as_font

STAFF, VIOLATIONS = BatchKind.STAFF, BatchKind.VIOLATIONS
ROWS = [
    ["Mã CB", "Họ và tên", "Chức vụ", "Đơn vị"],
    ["010", "Nguyễn Thị Ưng", "Kế toán", "Phòng Văn hóa - Xã hội"],
    ["011", "Lý Đắc Quỳnh", "Trưởng phòng", "Trung tâm Phục vụ hành chính công"],
]
KEPT = (
    "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
    "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
)
_LINES = text(ROWS, end="\n").splitlines()

FILES: Files = {
    "a csv of Excel in Vietnam, with semicolons and a mark": File(
        STAFF,
        text(ROWS, ";").encode("utf-8-sig"),
        kept=(
            "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
            "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
        ),
    ),
    "a csv of a script, without a mark": File(
        STAFF,
        text(ROWS, end="\n").encode(),
        kept=(
            "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
            "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
        ),
    ),
    "a csv that says sep=; on its first line": File(
        STAFF,
        ("sep=;\r\n" + text(ROWS, ";")).encode(),
        kept=(
            "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
            "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
        ),
    ),
    "Unicode text of Excel, which is UTF-16 with tabs": File(
        STAFF,
        text(ROWS, "\t").encode("utf-16"),
        kept=(
            "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
            "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
        ),
        name="ds.txt",
    ),
    "UTF-16 that has lost its mark": File(
        STAFF,
        text(ROWS, "\t").encode("utf-16-le"),
        kept=(
            "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
            "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
        ),
    ),
    "a csv of an old Vietnamese Windows, cp1258": File(
        STAFF,
        as_cp1258(text(ROWS, ";")),
        kept=(
            "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
            "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
        ),
    ),
    "names from a Mac, letters and marks apart": File(
        STAFF,
        unicodedata.normalize("NFD", text(ROWS)).encode(),
        kept=(
            "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
            "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
        ),
    ),
    "lines ended by carriage returns alone": File(
        STAFF,
        text(ROWS, end="\r").encode(),
        kept=(
            "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
            "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
        ),
    ),
    "line ends of three kinds, as pasted together": File(
        STAFF,
        f"{_LINES[0]}\r\n{_LINES[1]}\n\r{_LINES[2]}\r\n".encode(),
        kept=(
            "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
            "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
        ),
    ),
    "tabs, as copied out of a sheet": File(
        STAFF,
        text(ROWS, "\t", "\n").encode(),
        kept=(
            "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
            "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
        ),
        name="ds.tsv",
    ),
    "vertical bars between the columns": File(
        STAFF,
        text(ROWS, "|").encode(),
        kept=(
            "010 Nguyễn Thị Ưng: Kế toán, Phòng Văn hóa - Xã hội",
            "011 Lý Đắc Quỳnh: Trưởng phòng, Trung tâm Phục vụ hành chính công",
        ),
    ),
    "commas in names and places, quoted": File(
        STAFF,
        text([ROWS[0], ["010", "Nguyễn Thị Ưng", "Văn thư, lưu trữ", "Phòng Văn hóa, Xã hội"]]).encode(),
        kept=("010 Nguyễn Thị Ưng: Văn thư, lưu trữ, Phòng Văn hóa, Xã hội",),
    ),
    "typed for .VnTime, TCVN3": File(
        STAFF,
        as_font(text(ROWS, ";"), OldFont.TCVN3).encode("cp1252"),
    ),
    "typed for .VnTime and saved as UTF-8 later": File(
        STAFF,
        as_font(text(ROWS, ";"), OldFont.TCVN3).encode(),
    ),
    "typed for VNI-Times": File(
        STAFF,
        as_font(text(ROWS, ";"), OldFont.VNI).encode("cp1252"),
    ),
    "letters that a program has made question marks of": File(
        STAFF,
        "Mã CB;Họ và tên;Chức vụ;Đơn vị\n010;Lê Tâm;Kế toán;Thuế\n".encode("latin-1", "replace"),
    ),
    "a list of DOS, cp850": File(
        STAFF,
        "code,name,position,unit\n010,Lê Tâm Phúc Hà,Kê toán,Phòng\n".encode("cp850", "replace"),
    ),
    "an encoding that is named": File(
        STAFF,
        "code;name;position;unit\n010;Lê Tâm;Kê toán;Phòng Hà\n".encode("cp1252"),
        kept=("010 Lê Tâm: Kê toán, Phòng Hà",),
        options=("--encoding", "cp1252"),
    ),
    "UTF-8 with one letter cut in half": File(
        STAFF,
        text(ROWS).encode().replace("Ư".encode(), b"\xc6"),
    ),
    "NUL bytes from a broken disk": File(
        STAFF,
        text(ROWS).encode().replace(b"010", b"\0\0\0"),
    ),
    "notes with line breaks within quotes, and a fault below them": File(
        VIOLATIONS,
        'Mã CB;Mã tiêu chí;Ngày xảy ra;Nội dung\r\n007;TD-02;12/11/2026;"Đến trễ\r\nhai lần,\r\nkhông báo"\r\n'
        "007;TD-02;31/11/2026;Đến trễ\r\n".encode(),
    ),
    "quotes that stand in the middle of a text": File(
        VIOLATIONS,
        'Mã CB;Mã tiêu chí;Ngày xảy ra;Nội dung\n007;TD-02;12/11/2026;Nói "không biết" với dân\n'.encode(),
        kept=('VP-2026-11-0001 007 TD-02 2026-11-12: Nói "không biết" với dân',),
    ),
    "a quote that is never closed": File(
        VIOLATIONS,
        'Mã CB;Mã tiêu chí;Ngày xảy ra;Nội dung\n007;TD-02;12/11/2026;"Đến trễ\n007;TD-02;13/11/2026;x\n'.encode(),
    ),
    "a comma in a name that is not quoted": File(
        STAFF,
        "Mã CB,Họ và tên,Chức vụ,Đơn vị\n010,Nguyễn Thị Ưng,Văn thư, lưu trữ,Văn phòng\n".encode(),
    ),
}
