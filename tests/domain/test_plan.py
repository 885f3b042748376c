"""Entries about the plan's tasks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from civicode.domain.plan import Progress, in_tenths, progress_key
from civicode.domain.record import encode_record, read_record, to_document
from civicode.domain.store.audit import canonical

DAY = date(2026, 11, 5)
ENTRY = Progress(task="NV-01", on=DAY, note="đã phát thanh", percent=37.5, by="007")


@pytest.mark.parametrize("entry", [ENTRY, replace(ENTRY, percent=None), replace(ENTRY, percent=100)])
def test_an_entry_is_kept_as_it_is(entry: Progress) -> None:
    assert read_record(to_document(entry), Progress) == entry


def test_the_same_task_day_and_note_are_the_same_entry() -> None:
    assert ENTRY.natural_key == replace(ENTRY, percent=90, by="001").natural_key
    assert ENTRY.natural_key != replace(ENTRY, note="khác").natural_key


def test_entries_of_a_day_are_numbered() -> None:
    assert progress_key("NV-01", DAY, []) == "NV-01:2026-11-05:1"
    assert progress_key("NV-01", DAY, ["NV-01:2026-11-05:1", "NV-02:2026-11-05:7"]) == "NV-01:2026-11-05:2"


@pytest.mark.parametrize("document", [{}, {"task": "NV-01", "on": "x", "note": ""}, {"task": 1, "on": "2026-11-05"}])
def test_what_is_no_entry_is_told(document: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_record(document, Progress)


@pytest.mark.parametrize(
    ("said", "kept"),
    [(None, None), (0, 0), (1e-7, 0), (0.05, 0.1), (33.333333, 33.3), (62.45, 62.5), (40.0, 40), (100, 100)],
)
def test_a_percentage_has_one_decimal(said: float | None, kept: float | None) -> None:
    assert (in_tenths(said), type(in_tenths(said))) == (kept, type(kept))


@given(st.floats(0, 100))
def test_it_is_written_the_same_by_every_program(percent: float) -> None:
    entry = Progress(task="NV-01", on=date(2026, 11, 5), note="x", percent=in_tenths(percent), by="007")
    assert encode_record(entry) == canonical(to_document(entry))
    assert in_tenths(in_tenths(percent)) == in_tenths(percent)
