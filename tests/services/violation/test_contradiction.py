from datetime import date

from civicode.domain.record import to_document
from civicode.domain.staff.staff import OFFICE
from civicode.domain.violation.violation import CaseEvent, CaseState, Violation
from civicode.services.check.check import target
from civicode.services.office.office import Office
from civicode.services.violation.contradiction import contradicting
from tests.conftest import answers


def record(
    office: Office, number: int, day: date, *states: CaseState, officer: str = "007", code: str = "TD-02"
) -> str:
    month = f"{day:%Y-%m}"
    events = tuple(CaseEvent(state=state, at="2026-11-30T08:00:00+07:00", by="001") for state in states)
    case = Violation(
        id=f"VP-{month}-{number:04d}",
        officer=officer,
        criteria=(code,),
        occurred_on=day,
        noticed_on=day,
        entered_on=day,
        what="đi trễ",
        events=events,
    )
    with office.edit(month) as edit:
        edit.put(month, "violations", case.id, to_document(case), action="created")
    return case.id


def test_what_is_on_record_against_met(office: Office) -> None:
    reported, confirmed = (CaseState.REPORTED,), (CaseState.REPORTED, CaseState.CONFIRMED)
    later = record(office, 1, date(2026, 11, 20), *confirmed)
    earlier = record(office, 2, date(2026, 11, 5), *reported)
    record(office, 3, date(2026, 11, 6), *reported, CaseState.DISMISSED)
    record(office, 4, date(2026, 11, 7), *confirmed, officer="008")
    record(office, 5, date(2026, 11, 8), *confirmed, code="GT-01")
    record(office, 1, date(2026, 10, 31), *confirmed)
    record(office, 6, date(2026, 11, 9), *confirmed, officer=OFFICE)
    mine = target(office, None, None)
    given = answers(TD_01="met", TD_02="met", GT_01="not_met: vội")
    found = contradicting(office, mine, given)
    assert [(case.id, case.is_confirmed) for case in found] == [(earlier, False), (later, True)]
    assert contradicting(office, mine, answers(TD_01="met")) == []
