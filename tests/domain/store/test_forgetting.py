"""What each kind of document loses, and what stays, by value."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from civicode.domain import tables
from civicode.domain.record import read_record
from civicode.domain.store.forgetting import _OF_MANY, _OWN, ForgettingRecord, Person, cleared, cleared_entries
from civicode.i18n import FORGOTTEN

PERSON = Person("007", "Trần Minh Đức", frozenset({"VP-2026-11-0001", "VP-2026-10-0004"}))
MARK = FORGOTTEN

CASE = {
    "id": "VP-2026-11-0001", "officer": "007", "criteria": ["TD-01"], "occurred_on": "2026-11-05", "recorder": "008",
    "what": "a", "where": "b", "source": "c", "evidence": "d", "ref": "e", "unit": "Văn phòng",
    "events": [{"state": "reported", "at": "x", "by": "008"},
               {"state": "referred", "at": "x", "by": "001", "note": "f", "decision": "g", "level": "nhẹ"}],
    "corrections": [{"at": "x", "by": "008", "reason": "h", "old": {"id": "VP-2026-10-0004", "what": "i"}}],
}  # fmt: skip
NO_CASE = {
    "id": "VP-2026-11-0001", "officer": "007", "criteria": ["TD-01"], "occurred_on": "2026-11-05", "recorder": "008",
    "what": MARK, "where": MARK, "source": MARK, "evidence": MARK, "unit": "Văn phòng",
    "events": [{"state": "reported", "at": "x", "by": "008"},
               {"state": "referred", "at": "x", "by": "001", "note": MARK, "decision": MARK, "level": "nhẹ"}],
    "corrections": [{"at": "x", "by": "008", "reason": MARK, "old": {"id": "VP-2026-10-0004", "what": MARK}}],
}  # fmt: skip
CHECK = {
    "officer": "007", "state": "returned", "entered_by": "008", "reason": "a",
    "answers": {"TD-01": "met", "TD-02": {"rating": "not_met", "note": "b", "evidence": "c"}},
}  # fmt: skip
NO_CHECK = {
    "officer": "007", "state": "returned", "entered_by": "008", "reason": MARK,
    "answers": {"TD-01": "met", "TD-02": {"rating": "not_met", "note": MARK, "evidence": MARK}},
}  # fmt: skip
STAFF = {"code": "007", "name": "Trần Minh Đức", "posts": [{"unit": "Văn phòng"}], "order": 2}
NO_STAFF = STAFF | {"name": MARK}
OTHER = {"code": "008", "name": "Nguyễn Thị Đào", "posts": []}


@pytest.mark.parametrize(
    ("table", "key", "document", "expected", "counts"),
    [
        ("staff", "007", STAFF, NO_STAFF, {"names": 1}),
        ("staff", "008", OTHER, OTHER, {}),
        ("absences", "007:2026-11-01", {"officer": "007", "reason": "a"}, {"officer": "007", "reason": MARK},
         {"reasons": 1}),
        ("absences", "0071:2026-11-01", {"officer": "0071", "reason": "a"}, {"officer": "0071", "reason": "a"}, {}),
        ("self_checks", "007", CHECK, NO_CHECK, {"reasons": 1, "notes": 2}),
        ("self_checks", "008", CHECK, CHECK, {}),
        ("reviews", "007", {"reviewer": "001", "reason": "", "ratings": {"TD-01": {"rating": "met", "note": "a"}}},
         {"reviewer": "001", "reason": "", "ratings": {"TD-01": {"rating": "met", "note": MARK}}}, {"notes": 1}),
        ("violations", "VP-2026-11-0001", CASE, NO_CASE, {"case_texts": 9}),
        ("violations", "VP-2026-11-0001", CASE | {"officer": "008"}, CASE | {"officer": "008"}, {}),
        ("moved_violations", "VP-2026-10-0004", {"to": "VP-2026-11-0001", "reason": "a"},
         {"to": "VP-2026-11-0001", "reason": MARK}, {"reasons": 1}),
        ("moved_violations", "VP-2026-10-0005", {"to": "x", "reason": "a"}, {"to": "x", "reason": "a"}, {}),
        ("snapshots", "2026-11", {"totals": {"met": 1}, "roster": [STAFF, OTHER], "violations": [CASE]},
         {"totals": {"met": 1}, "roster": [NO_STAFF, OTHER], "violations": [NO_CASE]}, {"names": 1, "case_texts": 9}),
        ("batches", "LN-1", {"file": "a.csv", "before": {"self_checks": {"007": CHECK, "008": OTHER}}},
         {"file": "a.csv", "before": {"self_checks": {"007": NO_CHECK, "008": OTHER}}}, {"reasons": 1, "notes": 2}),
        ("exports", "XT-1", {"file": "phieu-tran-minh-duc.docx"}, {"file": f"{MARK}.docx"}, {"file_names": 1}),
        ("exports", "XT-1", {"file": "phieu.docx"}, {"file": "phieu.docx"}, {}),
        ("progress", "NV-01", {"note": "Trần Minh Đức"}, {"note": "Trần Minh Đức"}, {}),
    ],
)  # fmt: skip
def test_what_goes_and_what_stays(
    table: str, key: str, document: dict[str, Any], expected: dict[str, Any], counts: dict[str, int]
) -> None:
    found = Counter[str]()
    once = cleared(table, key, document, PERSON, found)
    assert once == expected
    assert +found == counts
    assert cleared(table, key, once, PERSON, again := Counter[str]()) == expected
    assert not +again


def test_the_entries_about_a_person_lose_their_reason() -> None:
    def entry(table: str, key: str, **about: str) -> dict[str, Any]:
        return {"table": table, "key": key, "actor": "001", "hash": "ab", **about}

    entries = {
        "1": entry("self_checks", "007", reason="a"),
        "2": entry("self_checks", "008", reason="b"),
        "3": entry("violations", "VP-2026-10-0004", reason="c"),
        "4": entry("absences", "007:2026-11-01", reason="d"),
        "5": entry("meta", "book", reason="e"),
        "6": entry("reviews", "007"),
        "7": entry("staff", "007", reason=MARK),
        "8": entry("batches", "007", reason="f"),
    }
    found = cleared_entries(entries, PERSON)
    assert found == {key: entries[key] | {"reason": MARK} for key in ("1", "3", "4")}


def test_the_counts_of_a_record() -> None:
    assert read_record({"on": "2026-12-02", "by": "001", "counts": {"names": 2}}, ForgettingRecord).counts == {
        "names": 2
    }
    wrongs: list[dict[str, Any]] = [{}, {"counts": []}, {"counts": {"names": "x"}}]
    for wrong in wrongs:
        with pytest.raises(ValueError, match=r"field|Expected|Invalid|JSON"):
            read_record({"on": "2026-12-02", "by": "001", **wrong}, ForgettingRecord)


IMPERSONAL = {
    "meta": "what the book is",
    "backups": "names of zips, which still hold it: told of",
    "audit": "entries lose their reason by `cleared_entries`",
    "forgotten": "the record of it",
    "seals": "reasons about a period",
    "progress": "texts about tasks of the plan",
    "difficulties": "texts about tasks of the plan",
    "adoptions": "texts about the criteria",
    "mergers": "codes, and texts about another ward; what its archives hold is told of",
}
"""Tables without a rule, and why; a full name in one is told of, not taken away."""


def test_every_table_has_a_rule_or_a_reason_to_have_none() -> None:
    found = {value for name, value in vars(tables).items() if name.isupper() and name != "BOOK_KEY"}
    assert found >= {"staff", "self_checks", "exports", "forgotten"}
    assert found == {*_OWN, *_OF_MANY, *IMPERSONAL}
