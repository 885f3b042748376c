"""The record of a batch."""

import pytest
from msgspec.structs import replace

from civicode.domain.batch import Batch, BatchKind, next_batch_id
from civicode.domain.record import read_record, to_document

BATCH = Batch(
    id="LN-2026-12-0001",
    kind=BatchKind.CHECKS,
    file="phieu.xlsx",
    digest="ab12",
    at="2026-12-02T08:00:00+07:00",
    by="001",
    read=48,
    added=1,
    books=("2026-10", "2026-11"),
    replaced=0,
    unchanged=0,
    skipped=0,
)


@pytest.mark.parametrize("batch", [BATCH, replace(BATCH, undone_at="2026-12-03T08:00:00+07:00", undone_by="007")])
def test_a_batch_is_kept_as_it_is(batch: Batch) -> None:
    assert read_record(to_document(batch), Batch) == batch
    assert batch.is_undone is bool(batch.undone_by)


def test_ids_run_on_within_a_month() -> None:
    assert next_batch_id("2026-12", ["LN-2026-12-0009", "LN-2026-11-0044"]) == "LN-2026-12-0010"


@pytest.mark.parametrize("change", [{"kind": "x"}, {"id": 1}, {"books": "2026-11"}, {"read": "x"}])
def test_what_is_no_batch_is_told(change: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_record({**to_document(BATCH), **change}, Batch)
