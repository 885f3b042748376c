"""Entries about the plan's tasks."""

from datetime import date

import pytest
from msgspec.structs import replace

from civicode.domain.plan import Progress, progress_key
from civicode.domain.record import read_record, to_document

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
