"""A file that comes again says what differs, column by column; what is exported is brought in again whole."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from civicode.domain.batch import COLUMNS, BatchKind, Conflict
from civicode.exporters import FILES, file_bytes
from civicode.services.export.data import data
from tests.house.fields import check_ways, office_ways, violation_ways
from tests.house.fields.maker import EN, Maker
from tests.house.fields.place import CLERK, KINDS, LEADER, OFFICER, Place
from tests.house.fields.records import fields_of, leaves, with_inner
from tests.house.fields.way import Entered, bring, file_of

KNOWN_BY: Mapping[BatchKind, tuple[str, ...]] = {
    BatchKind.STAFF: ("code", "from"),
    BatchKind.CHECKS: ("officer", "period", "criterion"),
    BatchKind.REVIEWS: ("officer", "period", "criterion"),
    BatchKind.VIOLATIONS: ("id",),
    BatchKind.PLAN: ("task", "on", "note"),
}
"""The columns that say which record a row is about; another value there is another record."""

ANSWER = {"officer": OFFICER, "period": check_ways.MONTH, "criterion": "TD-01", "rating": "not_met"}
FIRST: Mapping[BatchKind, Mapping[str, Any]] = {
    BatchKind.STAFF: {"code": "010", "category": "cong_chuc", "from": office_ways.CAME, "until": office_ways.WENT},
    BatchKind.CHECKS: ANSWER,
    BatchKind.REVIEWS: {**ANSWER, "reviewer": LEADER},
    BatchKind.VIOLATIONS: {"id": "PA-1", **violation_ways.ROW},
    BatchKind.PLAN: {"task": "NV-01", "percent": 12.5},
}
OTHER: Mapping[BatchKind, Mapping[str, Any]] = {
    BatchKind.STAFF: {"category": "vien_chuc", "until": office_ways.LEFT, "leader": False},
    BatchKind.CHECKS: {"rating": "not_applicable"},
    BatchKind.REVIEWS: {"rating": "not_applicable", "reviewer": CLERK},
    BatchKind.VIOLATIONS: {
        **{key: violation_ways.OTHER_ROW[key] for key in violation_ways.ROW},
        "occurred_on": violation_ways.NOTICED,
    },
    BatchKind.PLAN: {"percent": 13.5},
}
DIFFERING = [(kind, key) for kind in BatchKind for key in COLUMNS[kind] if key not in KNOWN_BY[kind]]


@pytest.mark.parametrize(("kind", "column"), DIFFERING, ids=str)
def test_a_row_that_says_something_else_in_one_column_replaces_what_is_there(
    kind: BatchKind, column: str, place: Place
) -> None:
    made = Maker()
    row = made.row(kind, **FIRST[kind])
    other = {**row, column: {**made.row(kind, **{**FIRST[kind], **OTHER[kind]})}[column]}
    if kind is BatchKind.REVIEWS:
        place.run("staff", "correct", CLERK, "--leader", "--reason", "x")
        place.run("check", OFFICER, "--period", check_ways.MONTH, "--rest-met", actor=OFFICER)
    rest = (
        [{**ANSWER, "criterion": code, "rating": "met"} for code in ("TD-02", "GT-01")]
        if kind is BatchKind.CHECKS
        else []
    )
    first = bring(place, kind, file_of(kind, "csv", [row, *rest]), "csv").batch
    assert (first.added, first.replaced) == (1, 0)
    again = bring(place, kind, file_of(kind, "jsonl", *_objects(kind, other, rest)), "jsonl", Conflict.REPLACE).batch
    assert (again.added, again.replaced) == (0, 1), f"another {column} in a file of {kind.value} is taken for the same"


def _objects(kind: BatchKind, row: dict[str, Any], rest: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    if kind is not BatchKind.CHECKS:
        return [row], []
    answers = {
        one["criterion"]: {key: one[key] for key in ("rating", "note", "evidence") if one.get(key)}
        for one in (row, *rest)
    }
    return [row], [{"officer": OFFICER, "period": check_ways.MONTH, "answers": answers}]


HERE_ONLY = {
    "SelfCheck.state": "in the other office it is handed in, whatever a leader said of it here",
    "SelfCheck.entered_by": "who brings it in",
    "SelfCheck.submitted_on": "the day on which it comes in",
    "SelfCheck.late": "by the day on which it comes in",
    "Review.on": "the day on which it comes in",
    "Violation.id": "each office numbers its own; this one goes along as the reference",
    "Violation.ref": "the id of an office that had no reference",
    "Violation.entered_on": "the day on which it comes in",
    "Violation.recorder": "who brings it in",
    "CaseEvent.at": "when it comes in",
    "CaseEvent.by": "who brings it in",
    "Progress.by": "who brings it in",
}
"""What an export does not take along, as `Type.field`, each with the reason."""


def test_what_is_not_taken_along_are_fields() -> None:
    names = {f"{kind.__name__}.{name}" for kind in with_inner(*KINDS.values()) for name in fields_of(kind)}
    assert HERE_ONLY.keys() <= names, "strike out of HERE_ONLY what is no field any more"


Enter = Callable[[Place, Maker], Entered]
ENTER: Mapping[BatchKind, Enter] = {
    BatchKind.STAFF: office_ways.by_library,
    BatchKind.CHECKS: check_ways.by_library,
    BatchKind.REVIEWS: check_ways.rated_by_library,
    BatchKind.VIOLATIONS: violation_ways.by_library,
    BatchKind.PLAN: office_ways.progress_by_library,
}


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("kind", BatchKind)
def test_what_is_exported_is_brought_in_again_whole(
    kind: BatchKind, form: str, place: Place, other_place: Place
) -> None:
    record = ENTER[kind](place, Maker()).record
    needed = [BatchKind.CHECKS, kind] if kind is BatchKind.REVIEWS else [kind]
    for one in needed:
        bring(other_place, one, file_bytes(form, data(place.office(), one, None, EN), EN), form, Conflict.REPLACE)
    there = Counter(one for found in other_place.records(type(record)) for one in map(_plain, leaves(found)))
    lost = [one for one in map(_plain, leaves(record)) if one not in there and one[0] not in HERE_ONLY]
    assert lost == [], f"lost on the way of `export --data` as {form} and import: {lost}"


def _plain(leaf: Any) -> tuple[str, str]:
    return leaf.name, str(leaf.value)
