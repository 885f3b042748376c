"""Text in the encodings from before Unicode, and files of bytes."""

import unicodedata

from civicode.sources.file.data import DataFile
from civicode.sources.file.old_font import OldFont, converted

STAFF = """\
Mã CB;Họ và tên;Chức vụ;Đơn vị
001;Nguyễn Thị Ưng;Trưởng phòng;Phòng Văn hóa - Xã hội
002;Lý Đắc Quỳnh;Chuyên viên;Trung tâm Phục vụ hành chính công
003;Võ Hồng Ánh;Công chức;Văn phòng HĐND và UBND
"""
TONES = "\u0300\u0301\u0303\u0309\u0323"


def file_of(data: bytes, name: str = "a.csv") -> DataFile:
    return DataFile(name, len(data), data)


def as_cp1258(text: str) -> bytes:
    """As Windows writes it: a letter with its hat, then its tone."""
    return b"".join(map(_letter_in_cp1258, unicodedata.normalize("NFC", text)))


def _letter_in_cp1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tone = next(part for part in parts if part in TONES)
        return (unicodedata.normalize("NFC", parts.replace(tone, "")) + tone).encode("cp1258")


def as_font(text: str, font: OldFont) -> str:
    """As it is typed for an old font, in characters of cp1252; TCVN3 has no capitals with tones."""
    signs = [chr(code) for code in range(0xA1, 0x100)]
    pairs = signs + [base + sign for sign in signs for base in "aeouyôöAEOUYÔÖ"]
    table = {converted(pair, font): pair for pair in reversed(pairs) if len(converted(pair, font)) == 1}
    return "".join(
        letter if letter.isascii() else table.get(letter) or table[letter.lower()]
        for letter in unicodedata.normalize("NFC", text)
    )
