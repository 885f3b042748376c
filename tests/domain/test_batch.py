"""The record of a batch."""

from dataclasses import replace

import pytest

from civicode.domain.batch import Batch, BatchKind, batch_from_document, batch_to_document, next_batch_id

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
)


@pytest.mark.parametrize("batch", [BATCH, replace(BATCH, undone_at="2026-12-03T08:00:00+07:00", undone_by="007")])
def test_a_batch_is_kept_as_it_is(batch: Batch) -> None:
    assert batch_from_document(batch_to_document(batch)) == batch
    assert batch.is_undone is bool(batch.undone_by)


def test_ids_run_on_within_a_month() -> None:
    assert next_batch_id("2026-12", ["LN-2026-12-0009", "LN-2026-11-0044"]) == "LN-2026-12-0010"


@pytest.mark.parametrize("change", [{"kind": "x"}, {"id": 1}, {"books": "2026-11"}, {"read": "x"}])
def test_what_is_no_batch_is_told(change: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        batch_from_document({**batch_to_document(BATCH), **change})
