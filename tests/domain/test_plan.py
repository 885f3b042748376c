"""Entries about the plan's tasks."""

from datetime import date

import pytest

from civicode.domain.plan import Progress, progress_from_document, progress_key, progress_to_document

DAY = date(2026, 11, 5)
ENTRY = Progress("NV-01", DAY, "đã phát thanh", 37.5, "007")


@pytest.mark.parametrize("entry", [ENTRY, ENTRY._replace(percent=None), ENTRY._replace(percent=100)])
def test_an_entry_is_kept_as_it_is(entry: Progress) -> None:
    assert progress_from_document(progress_to_document(entry)) == entry


def test_the_same_task_day_and_note_are_the_same_entry() -> None:
    assert ENTRY.natural_key == ENTRY._replace(percent=90, by="001").natural_key
    assert ENTRY.natural_key != ENTRY._replace(note="khác").natural_key


def test_entries_of_a_day_are_numbered() -> None:
    assert progress_key("NV-01", DAY, []) == "NV-01:2026-11-05:1"
    assert progress_key("NV-01", DAY, ["NV-01:2026-11-05:1", "NV-02:2026-11-05:7"]) == "NV-01:2026-11-05:2"


@pytest.mark.parametrize("document", [{}, {"task": "NV-01", "on": "x", "note": ""}, {"task": 1, "on": "2026-11-05"}])
def test_what_is_no_entry_is_told(document: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        progress_from_document(document)
