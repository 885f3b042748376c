"""Where a task stands, by value."""

from datetime import date

import pytest

from civicode.domain.criteria.catalogue import PlanTask
from civicode.domain.office import TaskDuty
from civicode.domain.plan import Progress
from civicode.domain.task_standing import TaskState, task_standing

TASK = PlanTask(
    code="NV-01",
    title="Tuyên truyền",
    title_en="Tell",
    text="Tuyên truyền nội dung",
    text_en="Tell people",
    quote="",
    clause="III",
    owner="Văn phòng",
    owner_en="The secretariat",
)
DUE = TaskDuty(due_on=date(2026, 11, 30))


def entry(day: int, note: str = "", percent: float | None = None, task: str = "NV-01") -> Progress:
    return Progress(task=task, on=date(2026, 11, day), note=note, percent=percent)


@pytest.mark.parametrize(
    ("entries", "day", "state", "percent"),
    [
        ([], date(2026, 11, 30), TaskState.NOT_STARTED, None),
        ([], date(2026, 12, 1), TaskState.OVERDUE, None),
        ([entry(5, "đã họp")], date(2026, 11, 30), TaskState.IN_PROGRESS, None),
        ([entry(5, percent=40), entry(9, "tiếp tục")], date(2026, 11, 30), TaskState.IN_PROGRESS, 40),
        ([entry(9, percent=40), entry(5, percent=70)], date(2026, 11, 30), TaskState.IN_PROGRESS, 40),
        ([entry(5, percent=100)], date(2026, 12, 1), TaskState.DONE, 100),
        ([entry(5, percent=99.9)], date(2026, 12, 1), TaskState.OVERDUE, 99.9),
        ([entry(20, percent=100)], date(2026, 11, 19), TaskState.NOT_STARTED, None),
        ([entry(5, percent=100, task="NV-02")], date(2026, 11, 30), TaskState.NOT_STARTED, None),
    ],
)
def test_the_state_on_a_day(entries: list[Progress], day: date, state: TaskState, percent: float | None) -> None:
    found = task_standing(TASK, DUE, entries, day)
    assert (found.state, found.percent) == (state, percent)


def test_the_newest_entry_speaks_and_the_office_names_the_owner() -> None:
    found = task_standing(TASK, TaskDuty(owner="Bà Hoa"), [entry(9, "hai"), entry(3, "một")], date(2026, 11, 30))
    assert (found.note, found.noted_on, found.owner, found.owner_en) == ("hai", date(2026, 11, 9), "Bà Hoa", "Bà Hoa")
    assert task_standing(TASK, TaskDuty(), [], date(2026, 11, 30)).owner_en == "The secretariat"
