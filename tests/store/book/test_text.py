"""The files: TinyDB's, readable by a person, and never a traceback however they are damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB
from tinydb.table import Table

from civicode.domain.store.audit import encode_document, read_document
from civicode.domain.store.audit_walk import walk_audit
from civicode.errors import StoreError
from civicode.i18n import Lang, Words
from civicode.store import Author
from civicode.store.book.text import book_bytes, read_book
from civicode.store.folder.folder import FolderStore
from civicode.store.memory import MemoryStore
from tests.raw import plain, raw
from tests.store.conftest import MOMENT

BOOK: dict[str, Any] = {
    "meta": {"book": {"schema_version": 1, "book": "2026-11", "state": "open"}},
    "self_checks": {"007": {"note": "đi trễ"}, "CQ": {}},
    "audit": {"1": {"seq": 1, "hash": "ab"}},
}


def read(book: object, *, strict: bool = False) -> Any:
    data = book if isinstance(book, bytes) else json.dumps(book, ensure_ascii=False).encode()
    return plain(read_book("2026-11", data, "2026-11.json", strict=strict).tables)


def refused(book: object, *, strict: bool = False) -> StoreError:
    with pytest.raises(StoreError) as caught:
        read(book, strict=strict)
    assert caught.value.exit_code == 6
    assert caught.value.facts["file"] == "2026-11.json"
    assert all(Words(lang).message(caught.value) for lang in Lang)
    return caught.value


def test_a_file_has_one_document_a_line_and_its_audit_last() -> None:
    tables = {name: BOOK[name] for name in ("audit", "self_checks", "meta")} | {"reviews": {}}
    assert book_bytes(raw(tables)).decode() == (
        '{"meta":{\n"book":{"book":"2026-11","schema_version":1,"state":"open"}\n},\n'
        '"self_checks":{\n"007":{"note":"đi trễ"},\n"CQ":{}\n},\n'
        '"audit":{\n"1":{"hash":"ab","seq":1}\n}}\n'
    )


def test_what_is_written_is_read_again() -> None:
    assert read(book_bytes(raw(BOOK)), strict=True) == BOOK


@pytest.mark.parametrize("indent", [None, 0, 4])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_formatted_by_hand_is_still_read(indent: int | None, ends: str, mark: str) -> None:
    text = mark + json.dumps(BOOK, indent=indent, sort_keys=True).replace("\n", ends) + ends
    assert read(text.encode(), strict=True) == BOOK


def test_stock_tinydb_opens_it_and_we_read_what_it_writes(tmp_path: Path, author: Author) -> None:
    class ByName(Table):
        document_id_class = str  # type: ignore[assignment]

    store = FolderStore(str(tmp_path))
    with store.edit("2026-11", author=author) as edit:
        edit.put("2026-11", "self_checks", "CQ", {"note": "đủ"}, action="created")
    with TinyDB(tmp_path / "2026-11.json", encoding="utf-8") as database:
        table = ByName(database.storage, "self_checks")
        assert database.tables() == {"meta", "self_checks", "audit"}
        assert table.get(doc_id="CQ") == {"note": "đủ"}  # type: ignore[call-overload]
        table.update({"note": "thiếu"}, doc_ids=["CQ"])  # type: ignore[list-item]
    book = store.load("2026-11", strict=True)
    assert book.table("self_checks") == {"CQ": {"note": "thiếu"}}
    assert [problem.code for problem in walk_audit("2026-11", book.tables).problems] == ["audit.document_changed"]


def changed(**tables: object) -> dict[str, object]:
    return BOOK | tables


def meta(**fields: object) -> dict[str, object]:
    return BOOK | {"meta": {"book": {"schema_version": 1, "book": "2026-11", "state": "open"} | fields}}


def audit(key: str, entry: object) -> dict[str, object]:
    return BOOK | {"audit": {key: entry}}


@pytest.mark.parametrize(
    ("book", "what", "at"),
    [
        (b"", "not_json", b""),
        (b"\xff", "not_utf8", b"\xff"),
        (b'\xef\xbb\xbf{"\xff', "not_utf8", b"\xff"),
        ('{"đ":1,}'.encode(), "not_json", b"}"),
        (b"[" * 100_000, "not_json", b"["),
        (b"[]", "not_object", b"[]"),
        (b"null", "not_object", b"null"),
        (b"{}", "no_meta", b"{}"),
        (BOOK | {"meta": []}, "no_meta", b'"meta"'),
        (BOOK | {"meta": {"book": {}}}, "no_meta", b'"book"'),
        (meta(schema_version=True), "no_meta", b'"schema_version"'),
        (meta(schema_version=0), "no_meta", b'"schema_version"'),
        (meta(book="2026-12"), "wrong_book", b'"book": "2026-12"'),
        (meta(state="opfn"), "bad_state", b'"state"'),
        (meta(state=[]), "bad_state", b'"state"'),
        (BOOK | {"self_checks": []}, "not_object", b'"self_checks"'),
        (BOOK | {"self_checks": {"đ": {}, "007": "x"}}, "not_object", b'"007"'),
        (BOOK | {"audit": 7}, "not_object", b'"audit"'),
        (audit("1", 7), "not_object", b'"1"'),
        (audit("x", {"seq": 1, "hash": ""}), "bad_entry", b'"x"'),
        (audit("01", {"seq": 1, "hash": ""}), "bad_entry", b'"01"'),
        (audit("1", {"seq": "1", "hash": ""}), "bad_entry", b'"1"'),
        (audit("1", {"seq": 1}), "bad_entry", b'"1"'),
        (BOOK | {"self_checks": {"007": {"n": float("nan")}}}, "bad_number", b"NaN"),
        (BOOK | {"self_checks": {"007": {"n": float("-inf")}}}, "bad_number", b"-Infinity"),
    ],
)
def test_damage_is_named_with_its_byte(book: object, what: str, at: bytes) -> None:
    data = book if isinstance(book, bytes) else json.dumps(book, ensure_ascii=False).encode()
    error = refused(data)
    assert (error.code, error.facts["what"]) == ("store.damaged", what)
    assert data[int(str(error.facts["byte"])) :].startswith(at)


@pytest.mark.parametrize("number", ["1e999", "9" * 31, "9" * 5000, "NaN", "-Infinity"])
def test_numbers_that_could_not_be_written_again_are_damage(number: str) -> None:
    text = json.dumps(BOOK).replace('"state"', f'"n": {number}, "state"')
    error = refused(text.encode())
    assert (error.facts["what"], error.facts["byte"]) == ("bad_number", text.index(number))


def test_a_newer_file_is_left_alone_whatever_else_it_holds(tmp_path: Path, author: Author) -> None:
    newer = {"meta": {"book": {"schema_version": 2}}, "audit": []}
    error = refused(newer)
    assert (error.code, error.facts["found"], error.facts["known"]) == ("store.newer", 2, 1)
    file = tmp_path / "2026-11.json"
    file.write_text(json.dumps(newer))
    with pytest.raises(StoreError), FolderStore(str(tmp_path)).edit("2026-11", author=author):
        pass
    assert json.loads(file.read_text()) == newer


@pytest.mark.parametrize(
    ("place", "twice"),
    [
        ('"state"', '"state": "closed", "state"'),
        ('"self_checks"', '"self_checks": {}, "self_checks"'),
        ('"007"', '"007": {}, "007"'),
        ('"note"', '"note": "", "note"'),
    ],
)
def test_a_key_that_stands_twice_is_damage_to_a_strict_reader(place: str, twice: str) -> None:
    text = json.dumps(BOOK).replace(place, twice, 1)
    assert read(text.encode()) == BOOK
    error = refused(text.encode(), strict=True)
    assert error.facts["what"] == "twice"
    assert error.facts["byte"] == text.index(place, text.index(place) + 1)


def test_a_damaged_book_is_never_written_over(tmp_path: Path, author: Author) -> None:
    file = tmp_path / "2026-11.json"
    file.write_bytes(b'{"meta":')
    store = FolderStore(str(tmp_path))
    for step in (lambda: store.load("2026-11"), lambda: store.edit("2026-11", author=author).__enter__()):
        with pytest.raises(StoreError) as caught:
            step()
        assert (caught.value.facts["file"], caught.value.facts["byte"]) == (str(file), 8)
    assert file.read_bytes() == b'{"meta":'


def sample() -> bytes:
    store = MemoryStore()
    author = Author(actor="system:văn thư", now=MOMENT, clock_set=True)
    with store.edit("2026-11", author=author) as edit:
        for key in ("007", "008", "CQ"):
            document = {"officer": key, "late": False, "percent": 12.5, "answers": {"TD-01": "met", "GT-05": None}}
            edit.put("2026-11", "self_checks", key, document, action="created", reason='vì "thế"')
        edit.remove("2026-11", "self_checks", "008", action="withdrawn")
        edit.put("2026-11", "violations", "VP-2026-11-0001", {"what": "đ", "events": [{"n": 1}]}, action="created")
    return book_bytes(store.load("2026-11").tables)


SAMPLE = sample()
SAMPLE_TABLES = read(SAMPLE, strict=True)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_bytes_changed_are_refused_found_or_read_the_same(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SAMPLE)))
    until = data.draw(st.integers(at, min(at + 3, len(SAMPLE))))
    insert = data.draw(st.binary(max_size=2) | st.sampled_from([b",", b'"', b"0", b"}", b"{}", b"\\", b" ", b"e1"]))
    damaged = SAMPLE[:at] + insert + SAMPLE[until:]
    byte = -1
    try:
        tables = read(damaged, strict=True)
    except StoreError as error:
        byte = int(str(error.facts.get("byte", 0)))
        tables = None
    if tables is None:
        assert 0 <= byte <= len(damaged)
        return
    same = json.dumps(tables, sort_keys=True) == json.dumps(SAMPLE_TABLES, sort_keys=True)
    assert bool(walk_audit("2026-11", raw(tables)).problems) is not same


def test_documents_are_kept_as_json_has_them() -> None:
    assert read_document(encode_document({"a": (1, 2), "b": {3: None}})) == {"a": [1, 2], "b": {"3": None}}
    with pytest.raises(ValueError, match="JSON"):
        encode_document({"a": float("nan")})
