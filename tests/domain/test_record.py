"""A record is read from a document or its JSON, or refused; its document leaves out what it always leaves out."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import field

from civicode.domain.record import Record, encode_record, read_record, to_document
from civicode.domain.store.audit import canonical
from tests.domain.former_documents import FIELDS, FORMER
from tests.domain.made_records import records


class Sample(Record, frozen=True, kw_only=True, rename={"since": "from"}):
    """Made up."""

    name: str
    since: date | None
    many: tuple[int, ...] = ()
    note: str = ""
    by: str = field(default_factory=str)


FULL = Sample(name='đ"\x7f\x01', since=date(2026, 11, 2), many=(1, 2), note="x", by="001")
BARE = Sample(name="", since=None)


@pytest.mark.parametrize("record", [FULL, BARE])
def test_a_record_is_read_as_it_was_written(record: Sample) -> None:
    assert read_record(to_document(record), Sample) == record
    assert read_record(encode_record(record), Sample) == record
    assert encode_record(record) == canonical(to_document(record))


def test_a_default_is_left_out_and_what_has_a_factory_is_not() -> None:
    assert to_document(BARE) == {"by": "", "from": None, "name": ""}
    assert list(to_document(FULL)) == ["by", "from", "many", "name", "note"]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"name": "a"},
        {"name": 7, "from": None},
        {"name": "a", "from": "2026-02-30"},
        {"name": "a", "from": 20261102},
        {"name": "a", "from": None, "many": [True]},
        {"name": "a", "from": None, "many": "1"},
        {"name": "a", "from": None, "note": None},
        b"{",
        b"[]",
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict[str, object] | bytes) -> None:
    with pytest.raises(ValueError, match=r"field|Expected|Invalid|truncated"):
        read_record(wrong, Sample)


@pytest.mark.parametrize("kind", list(FORMER), ids=lambda kind: str(kind.__name__))
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_bytes_that_are_hashed_are_those_of_before(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(records(kind, FIELDS))
    assert encode_record(record) == canonical(FORMER[kind](record))
    assert read_record(encode_record(record), kind) == record
