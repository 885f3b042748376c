"""An office in memory with the plan's criteria and four invented people, asked by anyone on any day."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from civicode.domain.calendar import VIETNAM, Period, read_period
from civicode.domain.check.check import Answers, CheckState, SelfCheck, make_answer
from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.criteria.rating import Rating
from civicode.domain.office import OfficeSettings
from civicode.domain.record import to_document
from civicode.domain.tables import CHECKS
from civicode.domain.violation.violation import CaseState
from civicode.services import closing
from civicode.services.check.check import Target, save_draft, submit, target
from civicode.services.office.files import catalogue_at
from civicode.services.office.office import Office
from civicode.services.staff import add, change
from civicode.services.violation import step as case_step
from civicode.store.memory import MemoryStore

CRITERIA = Path(__file__).parents[2] / "criteria.yaml"
TODAY = date(2026, 12, 2)
CLERK, OFFICER, LEADER, WORKER = "001", "007", "LD-1", "nv2"


@cache
def catalogue() -> Catalogue:
    return catalogue_at(CRITERIA)


def new_office(settings: OfficeSettings | None = None) -> Office:
    """An office without anybody."""
    return Office(
        store=MemoryStore(),
        settings=settings or OfficeSettings(),
        actor="system:lan",
        now=datetime(TODAY.year, TODAY.month, TODAY.day, 8, 30, tzinfo=VIETNAM),
        criteria_path=CRITERIA,
    )


def office(settings: OfficeSettings | None = None) -> Office:
    """An office with a clerk, an officer who was made deputy head on 10 November, a leader, and a worker."""
    made = ready(new_office(settings))
    add(made, code=CLERK, name="Lê Thị Hạnh", position="Văn thư", unit="Văn phòng")
    add(made, code=OFFICER, name="Trần Văn Mẫu", position="Chuyên viên", unit="Văn phòng")
    add(made, code=LEADER, name="Phạm Thu Sao", position="Phó Chủ tịch", unit="Lãnh đạo", leader=True, order=1)
    add(made, code=WORKER, name="Đỗ Mai", position="Nhân viên", unit="Kinh tế", since=date(2026, 11, 16))
    change(made, OFFICER, since=date(2026, 11, 10), position="Phó phòng", unit="Kinh tế", leader=True)
    return made


def ready(made: Office) -> Office:
    """The office with the criteria read already: the file is read once for all tests."""
    made.versions.__dict__["in_use"] = catalogue()
    made.versions.__dict__["digest"] = digest()
    return made


@cache
def digest() -> str:
    return catalogue().digest


def asked_by(made: Office, actor: str, today: date = TODAY, **fields: object) -> Office:
    """The same store, asked by `actor` on `today`."""
    now = datetime(today.year, today.month, today.day, 8, 30, tzinfo=VIETNAM)
    return ready(replace(made, actor=actor, now=now, **fields))  # type: ignore[arg-type]


def confirm_case(made: Office, case_id: str, by: str = LEADER) -> None:
    """A leader confirms a case; `made` reads what is there then."""
    case_step.step(replace(made, actor=by), case_id, CaseState.CONFIRMED)
    made.reread()


def month(key: str) -> Period:
    found = read_period(key, TODAY)
    assert found
    return found


def all_met(aim: Target) -> Answers:
    return {item.code: make_answer(Rating.MET) for item in aim.asked}


def hand_in(made: Office, key: str, *officers: str) -> None:
    """Whole checks of a period, everything met."""
    for officer in officers:
        aim = target(made, officer, month(key))
        submit(made, aim, all_met(aim))


def begin(made: Office, key: str, officer: str) -> None:
    """An unfinished check of a period."""
    aim = target(made, officer, month(key))
    save_draft(made, aim, dict(list(all_met(aim).items())[:3]))


def put_check(made: Office, key: str, officer: str, state: CheckState) -> None:
    """A check in a state that a leader has given it."""
    check = SelfCheck(
        officer=officer,
        state=state,
        catalogue=digest(),
        submitted_on=TODAY,
        entered_by="",
        late=False,
        answers={},
    )
    with made.edit(key) as edit:
        edit.put(key, CHECKS, officer, to_document(check), action=state.value)


def close(made: Office, key: str) -> None:
    """The period closed, whoever is missing."""
    closing.close(made, month(key), accept_missing="đã nghỉ việc")
