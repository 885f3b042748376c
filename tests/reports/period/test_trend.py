"""Twelve months, by value."""

from civicode.domain.period.figures import Totals
from civicode.i18n import Lang, Words
from civicode.reports.period.trend import build, document
from tests.reports.samples import MET, NOVEMBER, OCTOBER, check, records, scope

VI = Words(Lang.VI)
GOOD, BAD = Totals(staff=3, submitted=3, met=9), Totals(staff=3, submitted=2, met=3, not_met=1, violations=1)


def test_a_row_for_each_period() -> None:
    made = scope(records(NOVEMBER, check("001", NOVEMBER, MET, MET, MET)))._replace(
        earlier=((OCTOBER, GOOD), (NOVEMBER, BAD))
    )
    assert list(build(made).tables["periods"]) == [
        {"period": "2026-10", "staff": 3, "submitted": 3, "rate_percent": 100.0, "violations": 0},
        {"period": "2026-11", "staff": 3, "submitted": 2, "rate_percent": 75.0, "violations": 1},
    ]
    found = document(build(made), VI)
    assert found.lead[-1] == (
        "Trong 2 kỳ có số liệu, tỷ lệ đạt thấp nhất 75,0 % (2026-11), cao nhất 100,0 % (2026-10)."
    )
    assert (found.tables[0].line, found.tables[0].bar) == ("rate_percent", "rate_percent")


def test_one_period_is_no_range() -> None:
    made = scope(records(NOVEMBER))._replace(earlier=((OCTOBER, Totals()), (NOVEMBER, BAD)))
    found = document(build(made), VI)
    assert not any("thấp nhất" in sentence for sentence in found.lead)
    assert found.tables[0].rows[0]["rate_percent"] is None
