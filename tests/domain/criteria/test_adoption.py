"""Which version of the criteria a day is held against, and the codes that are never used again."""

from datetime import date

import pytest
from msgspec.structs import replace

from civicode.domain.calendar import Period
from civicode.domain.criteria.adoption import Adoption, by_time, digest_on, reuse_problems
from civicode.domain.criteria.catalogue import Catalogue, Criterion, merged
from civicode.domain.criteria.diff import reworded_since
from civicode.domain.record import read_record, to_document
from tests.reports.samples import CATALOGUE, criterion

JULY, OCTOBER = Period.of(date(2026, 7, 1)), Period.of(date(2026, 10, 1))
FIRST = Adoption(period=JULY.key, before="a", catalogue="b", was_file="f", on=date(2026, 6, 20), by="001")
SECOND = Adoption(period=OCTOBER.key, before="b2", catalogue="c", was_file="f", on=date(2026, 10, 5), by="001")
A, B = criterion("TD-01", "Việc 1"), criterion("TD-02", "Việc 2")


def version(*criteria: Criterion) -> Catalogue:
    return replace(CATALOGUE, criteria=criteria)


def test_a_document_and_back() -> None:
    document = to_document(FIRST)
    assert document == {
        "since": "2026-07",
        "before": "a",
        "catalogue": "b",
        "was_file": "f",
        "on": "2026-06-20",
        "by": "001",
    }
    assert read_record(document, Adoption) == FIRST
    for wrong in ({**document, "since": "July"}, {**document, "on": "x"}, {**document, "more": ""}, {"since": "2026"}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            read_record(wrong, Adoption)


@pytest.mark.parametrize(
    ("day", "digest"),
    [
        (date(2020, 1, 1), "a"),
        (date(2026, 6, 30), "a"),
        (date(2026, 7, 1), "b2"),
        (date(2026, 9, 30), "b2"),
        (date(2026, 10, 1), "in use"),
        (date(2030, 1, 1), "in use"),
    ],
)
def test_a_day_is_held_against_what_was_in_use_until_the_next(day: date, digest: str) -> None:
    assert digest_on(by_time([SECOND, FIRST]), day, "in use") == digest


def test_without_any_it_is_what_is_in_use() -> None:
    assert digest_on((), date(2026, 7, 1), "in use") == "in use"


def test_a_code_given_up_is_never_something_else() -> None:
    gone = replace(B, withdrawn=True)
    other = replace(B, text="Việc khác")
    assert reuse_problems([version(A, B)], version(A, other)) == []  # reworded while it stands
    assert reuse_problems([version(A, B), version(A, gone)], version(A, B)) == []  # the same words come back
    for latest in (version(A, gone), version(A)):
        assert [one.where for one in reuse_problems([version(A, B), latest], version(A, other))] == ["TD-02"]
    assert reuse_problems([], version(A, B)) == []


def test_the_last_words_are_shown_of_several_versions() -> None:
    other = replace(A, text="Lời khác")
    both = merged([version(A, B), version(other)])
    assert [(one.code, one.text) for one in both.criteria] == [("TD-01", "Lời khác"), ("TD-02", B.text)]


def test_rewordings_are_told_with_the_period_of_the_new_words() -> None:
    other = replace(A, text="Lời khác")
    first, second = version(A, B), version(other, criterion("TD-03", "Mới"))
    may, june = (Period.of(date(2026, month, 1)) for month in (5, 6))
    assert reworded_since([(may, first), (june, first), (JULY, second)]) == {"TD-01": JULY}
    assert reworded_since([(may, first), (june, second), (JULY, first)]) == {"TD-01": JULY}
    assert reworded_since([(may, first)]) == reworded_since([]) == {}
