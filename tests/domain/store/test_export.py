"""The record that something was exported."""

from civicode.domain.record import to_document
from civicode.domain.store.export import Export, next_export_id


def test_it_is_kept_with_everything_that_it_says() -> None:
    made = Export(
        id="XT-2026-12-0001",
        what="staff",
        file="canbo.csv",
        form="csv",
        digest="ab12",
        rows=24,
        period="",
        at="2026-12-02T08:00:00+07:00",
        by="001",
    )
    assert to_document(made) == {
        "id": "XT-2026-12-0001",
        "what": "staff",
        "file": "canbo.csv",
        "form": "csv",
        "digest": "ab12",
        "rows": 24,
        "period": "",
        "at": "2026-12-02T08:00:00+07:00",
        "by": "001",
    }


def test_ids_run_on_within_a_month() -> None:
    assert next_export_id("2026-12", ["XT-2026-12-0003", "XT-2026-11-0009"]) == "XT-2026-12-0004"
