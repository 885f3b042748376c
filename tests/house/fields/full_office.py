"""An office in which every field of every record that a store keeps is filled, most of them about one person."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from civicode.domain.batch import BatchKind, Conflict
from civicode.domain.calendar import VIETNAM
from civicode.domain.check.check import Answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.merge.record import Side
from civicode.domain.merge.ward import CodeRow
from civicode.domain.staff.staff import Category
from civicode.domain.violation.violation import CaseState, Violation
from civicode.services import closing, plan, staff
from civicode.services.batch import undo
from civicode.services.check import check, draft
from civicode.services.check.target import target
from civicode.services.criteria import adoption
from civicode.services.export import entry
from civicode.services.merge import person, ward
from civicode.services.office.office import Office
from civicode.services.review import rating, review
from civicode.services.store import backup
from civicode.services.violation import correction, step, violation
from tests.conftest import SMALL
from tests.house.fields import check_ways, violation_ways
from tests.house.fields.maker import Maker
from tests.house.fields.place import ALSO, CLERK, LEADER, NAMES, OFFICER, Place, new_place
from tests.house.fields.way import bring, file_of

OLD = "107"
"""The officer's other code, given up later."""

LAST_DAY = date(2026, 12, 1)
MONTH = check_ways.month()
BEFORE = MONTH.shifted(-1)
FILE = "tran-van-mau"
"""In the names of files that say whose they are."""


class Full(NamedTuple):
    """The office, the values that were made for it, and those made of what is the officer's."""

    place: Place
    made: Maker


def full_office(folder: Path) -> Full:
    """The office, as it stands on the day after the officer has left."""
    full = Full(new_place(folder), Maker())
    _people(full)
    _checks(full)
    _violations(full)
    _files(full)
    _closed(full)
    _versions(full)
    _joined(full)
    person.merge(**full.made.arguments(person.merge, office=full.place.office(), old=OLD, new=OFFICER))
    staff.leave(full.place.office(), OFFICER, until=LAST_DAY)
    return full


def _people(full: Full) -> None:
    """The officer leaves and comes back, is away, and is on the register twice."""
    place, made = full
    office = place.office
    staff.correct(
        **made.arguments(
            staff.correct,
            office=office(),
            officer=OFFICER,
            name=NAMES[OFFICER],
            since=date(2025, 1, 6),
            until=date(2025, 6, 30),
        )
    )
    staff.change(**made.arguments(staff.change, office=office(), officer=OFFICER, since=date(2026, 2, 2)))
    staff.correct(office(), OFFICER, reason=made.text("category"), category=Category.CIVIL_SERVANT)
    staff.excuse(
        **made.arguments(
            staff.excuse, office=office(), officer=OFFICER, since=date(2026, 11, 3), until=date(2026, 11, 5)
        )
    )
    staff.excuse(office(), ALSO, since=MONTH.first_day, until=MONTH.last_day, reason="nghỉ thai sản")
    staff.excuse(
        office(), ALSO, since=date(2026, 11, 20), until=date(2026, 12, 10), reason=made.text("excuse of somebody else")
    )
    staff.add(
        **made.arguments(
            staff.add, office=office(), code=OLD, name=NAMES[OFFICER], leader=False, since=date(2026, 3, 2)
        )
    )
    plan.progress(**made.arguments(plan.progress, office=office(), code="NV-01", done=False))
    plan.difficulty(**made.arguments(plan.difficulty, office=office(), code="NV-01"))


def _checks(full: Full) -> None:
    """Two months of the officer's, one rated and confirmed, one sent back; an unfinished one; others' checks."""
    place, made = full
    for month in (BEFORE, MONTH):
        for code in (LEADER, CLERK, OFFICER):
            if (code, month) != (CLERK, MONTH):
                _hand_in(full, code, month)
    _hand_in(full, OLD, MONTH.shifted(1))
    for code, month in ((CLERK, MONTH), (OFFICER, MONTH.shifted(2))):
        office = place.office(code)
        draft.save_draft(office, target(office, code, month), {"GT-01": _answer(made, "draft")})
    leader = place.office(LEADER)
    rating.rate(leader, OFFICER, MONTH, {"GT-01": _answer(made, "rating")})
    review.confirm(place.office(LEADER), OFFICER, MONTH)
    review.send_back(
        **made.arguments(review.send_back, office=place.office(LEADER), officer=OLD, period=MONTH.shifted(1))
    )


def _hand_in(full: Full, code: str, month: object) -> None:
    office = full.place.office(code)
    meant = target(office, code, month)  # type: ignore[arg-type]
    given = check_ways.answered(full.made, f"check {code}")
    given["GT-01"]["rating"] = "not_applicable"
    answers = check_ways.whole(meant, given)
    check.submit(office, meant, answers)


def _answer(made: Maker, purpose: str) -> Answer:
    (given,) = check_ways.answered(made, purpose, "GT-01").values()
    return Answer(**{**given, "rating": Rating.NOT_MET})


def _violations(full: Full) -> None:
    """One seen in November that was in October, confirmed by a decision and closed; one that nobody has decided."""
    place, made = full
    seen = {**violation_ways.SEEN, "office_case": False}
    case = violation.add(**made.arguments(violation.add, office=place.office(), **seen)).key
    moved = {
        "officer": None,
        "occurred_on": date(2026, 10, 5),
        "criteria": ["GT-01"],
        "noticed_on": date(2026, 10, 6),
        "office_case": False,
    }
    changed = made.arguments(correction.correct, office=place.office(), case_id=case, **moved)
    correction.correct(**changed)
    for state in (CaseState.CONFIRMED, CaseState.CLOSED):
        step.step(
            **made.arguments(
                step.step,
                office=place.office(LEADER),
                case_id="VP-2026-10-0001",
                state=state,
                **violation_ways.DECISION,
            )
        )
    violation.add(
        **made.arguments(
            violation.add, office=place.office(), **{**seen, "officer": ALSO, "occurred_on": date(2026, 10, 8)}
        )
    )
    met = violation.add(
        **made.arguments(violation.add, office=place.office(), **{**seen, "occurred_on": date(2026, 10, 9)})
    ).key
    for state in (CaseState.CONFIRMED, CaseState.REMEDIED, CaseState.CLOSED):
        step.step(place.office(LEADER), met, state)


def _files(full: Full) -> None:
    """A file that replaces what another one brought; one that is passed over in part, and taken back."""
    place, made = full
    first, second = _row(made, 1, OFFICER), _row(made, 2, ALSO)
    taken_back = _row(Maker(), 3, ALSO)
    changed, passed_over = first | {"what": made.text("what of the second file")}, first | {"what": "bỏ qua"}
    _bring(full, [first, second])
    _bring(full, [changed, second], Conflict.REPLACE)
    undo.undo(place.office(), _bring(full, [passed_over, taken_back], Conflict.SKIP))
    case = next(one for one in place.records(Violation) if one.what == changed["what"])
    step.step(place.office(LEADER), case.id, CaseState.DISMISSED, note=made.text("dismissed"))
    entry.enter(place.office(), entry.Made("officer", f"{FILE}.docx", "docx", b"x", 1, MONTH))
    backup.backup(place.office(), place.folder / f"{FILE}.zip")


def _row(made: Maker, number: int, officer: str) -> dict[str, Any]:
    return made.row(BatchKind.VIOLATIONS, **{**violation_ways.ROW, "officer": officer, "id": f"PA-{number}/mẫu"})


def _bring(full: Full, rows: list[dict[str, Any]], conflict: Conflict = Conflict.FAIL) -> str:
    data = file_of(BatchKind.VIOLATIONS, "jsonl", rows)
    return bring(full.place, BatchKind.VIOLATIONS, data, "jsonl", conflict, name=FILE).batch.id


def _closed(full: Full) -> None:
    """October is closed, September closed and opened again."""
    place, made = full
    for month in (BEFORE, MONTH):
        closing.close(**made.arguments(closing.close, office=place.office(), period=month))
    closing.reopen(**made.arguments(closing.reopen, office=place.office(), period=BEFORE))


def _versions(full: Full) -> None:
    """Another version of the criteria, from December on."""
    office = full.place.office()
    adoption.adopt(office, adoption.preview(office, SMALL.with_name("small-criteria-2.yaml"), MONTH.shifted(2)))


def _joined(full: Full) -> None:
    """Another ward joined, with something unfinished; something was taken out of its archive."""
    place, made = full
    there = new_place(place.folder.with_name("ward"), {code: f"Đỗ Ví Dụ {code}" for code in NAMES})
    staff.excuse(
        there.office(), OFFICER, since=date(2026, 11, 20), until=date(2026, 12, 10), reason=made.text("ward excuse")
    )
    office = there.office(OFFICER)
    draft.save_draft(office, target(office, OFFICER, MONTH), {"GT-01": _answer(made, "ward draft")})
    rows = [CodeRow(code, "", f"B{code}", line, "codes.csv") for line, code in enumerate(NAMES, start=2)]
    asked = ward.Asked(
        str(there.folder), None, rows, made.text("merger reason"), made.text("merger accepted"), place.folder
    )
    ward.merge(place.office(), asked)
    name = f"2026-12-01.{Side.OTHER.value}.zip"
    archive = Office.open(place.folder / "data" / "archives" / name, actor=CLERK, now=place.office().now)
    entry.enter(archive, entry.Made("officer", "old.docx", "docx", b"x", 1, MONTH))


def later() -> datetime:
    """A day on which the officer may be forgotten."""
    return datetime(2027, 8, 2, 9, tzinfo=VIETNAM)
