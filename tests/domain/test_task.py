"""Entries about the plan's tasks."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.audit import encode_document
from civicode.domain.task import Progress, in_tenths, progress_from_document, progress_key, progress_to_document

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


@pytest.mark.parametrize(
    ("said", "kept"),
    [(None, None), (0, 0), (1e-7, 0), (0.05, 0.1), (33.333333, 33.3), (62.45, 62.5), (40.0, 40), (100, 100)],
)
def test_a_percentage_has_one_decimal(said: float | None, kept: float | None) -> None:
    assert (in_tenths(said), type(in_tenths(said))) == (kept, type(kept))


@given(st.floats(0, 100))
def test_it_is_written_the_same_by_every_program(percent: float) -> None:
    entry = Progress(task="NV-01", on=date(2026, 11, 5), note="x", percent=in_tenths(percent))
    written = bytes(encode_document(progress_to_document(entry)))
    assert written == msgspec.json.encode(progress_to_document(entry), order="sorted")
    assert in_tenths(in_tenths(percent)) == in_tenths(percent)
