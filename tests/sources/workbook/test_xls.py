"""An .xls and its container claim sizes before they come, and point at themselves: nothing of it is believed."""

import struct

from civicode.sources.workbook.ole import OLE_SIGN, Container, container_of
from tests.sources.workbook.workbooks import SAMPLES, read, stopped

XLS = (SAMPLES / "staff.xls").read_bytes()


def records_of(stream: bytes | bytearray, kind: int) -> list[int]:
    """Where the records of one kind begin."""
    found, at = [], 0
    while at + 4 <= len(stream):
        its_kind, size = struct.unpack_from("<HH", stream, at)
        found += [at] if its_kind == kind else []
        at += 4 + size
    return found


def broken_xls(kind: int, offset: int, form: str, *values: int) -> bytes:
    stream = bytearray(Container(XLS).read("Workbook"))
    struct.pack_into(form, stream, records_of(stream, kind)[0] + 4 + offset, *values)
    return container_of("Workbook", bytes(stream))


def test_an_xls_that_claims_four_thousand_million_rows() -> None:
    assert read(broken_xls(0x200, 0, "<LLHH", 0, 0xFFFFFFF0, 0, 0xFFFF)) == read(XLS)


def test_an_xls_that_claims_two_thousand_million_texts() -> None:
    assert stopped(broken_xls(0xFC, 4, "<L", 2**31 - 1)) == ("damaged", {})
    assert stopped(broken_xls(0xFC, 8, "<H", 0xFFFF)) == ("damaged", {})


def test_an_xls_with_a_cell_far_away() -> None:
    assert stopped(broken_xls(0xFD, 0, "<HH", 65535, 65535))[0] == "far_cell"


def test_an_xls_whose_sheets_are_the_same_bytes() -> None:
    first = records_of(Container(XLS).read("Workbook"), 0x85)
    (place,) = struct.unpack_from("<L", Container(XLS).read("Workbook"), first[1] + 4)
    assert stopped(broken_xls(0x85, 0, "<L", place)) == ("damaged", {})
    assert stopped(broken_xls(0x85, 0, "<L", 2**31)) == ("damaged", {})
    assert stopped(broken_xls(0x85, 0, "<L", 0)) == ("damaged", {})


def test_a_container_whose_chains_have_no_end() -> None:
    data = bytearray(XLS)
    (table,) = struct.unpack_from("<L", data, 76)
    sectors = struct.unpack_from("<128L", data, 512 + table * 512)
    struct.pack_into("<128L", data, 512 + table * 512, *(0 if one == 0xFFFFFFFE else one for one in sectors))
    assert stopped(bytes(data)) == ("damaged", {})
    data = bytearray(XLS)
    struct.pack_into("<LL", data, 68, table, 1)
    assert stopped(bytes(data)) == ("damaged", {})
    assert stopped(OLE_SIGN + b"\0" * 600) == ("damaged", {})


def test_a_container_is_read_as_it_was_built() -> None:
    for size in (0, 1, 4095, 4096, 4097, 9_000_000):
        data = b"x" * size
        assert Container(container_of("Workbook", data)).read("Workbook").rstrip(b"\0") == data
