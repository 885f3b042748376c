"""A zip without clock and system."""

import io
import zipfile

from civicode.exporters.layout.zip_file import fixed


def made(when: tuple[int, int, int, int, int, int], system: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in ("b.xml", "a.xml"):
            entry = zipfile.ZipInfo(name, when)
            entry.create_system = system
            file.writestr(entry, name * 100)
    return stream.getvalue()


def test_the_same_files_are_the_same_bytes() -> None:
    first, second = made((2026, 11, 27, 8, 0, 0), 3), made((2001, 1, 1, 0, 0, 0), 0)
    assert first != second
    assert fixed(first) == fixed(second)
    with zipfile.ZipFile(io.BytesIO(fixed(first))) as file:
        assert file.namelist() == ["b.xml", "a.xml"], "the order is kept: Word wants its own file first"
        assert file.read("a.xml") == b"a.xml" * 100
