"""Tasks of part III: entered one by one, asked for on any day."""

from datetime import date

import pytest

from civicode.domain.office import OfficeSettings, TaskDuty
from civicode.domain.plan import Progress
from civicode.domain.tables import DIFFICULTIES, PROGRESS
from civicode.domain.task_standing import TaskState
from civicode.domain.text.text import LONGEST_TEXT
from civicode.errors import NotAllowedError, NotFoundError, RefusedError, UsageError
from civicode.services.office.office import Office
from civicode.services.plan import difficulty, progress, standings
from civicode.services.status import status
from civicode.services.store.audit import verify
from tests.services.offices import TODAY, asked_by, new_office, office, ready

DUE = OfficeSettings(plan=(("NV-01", TaskDuty(owner="Bà Hoa", due_on=date(2026, 11, 30))),))


@pytest.fixture
def made() -> Office:
    return ready(new_office(DUE))


def first(made: Office, day: date = TODAY) -> tuple[str, float | None, str]:
    found = standings(made, day)[0]
    return found.state, found.percent, found.note


def test_progress_is_entered_amended_and_not_twice(made: Office) -> None:
    assert progress(made, "nv-01", note=" đã họp ", percent=40).action == "created"
    assert progress(made, "NV-01", note="đã họp", percent=60).action == "replaced"
    assert progress(made, "NV-01", note="đã họp", percent=60).action == "unchanged"
    assert progress(made, "NV-01", note="đã họp").action == "unchanged"
    assert [one.percent for one in made.book.each(PROGRESS, Progress).values()] == [60]
    assert first(made) == (TaskState.OVERDUE, 60, "đã họp")


@pytest.mark.parametrize("percent", [-0.1, 100.1, 1e308, float("nan"), float("inf")])
def test_a_percentage_that_there_is_not_is_refused(made: Office, percent: float) -> None:
    with pytest.raises(UsageError) as caught:
        progress(made, "NV-01", note="x", percent=percent)
    assert caught.value.code == "cli.bad_percent"


def test_a_percentage_is_kept_to_one_decimal(made: Office) -> None:
    assert progress(made, "NV-01", note="mới bắt đầu", percent=0.0000001).action == "created"
    assert progress(made, "NV-01", note="đã họp", percent=62.4999).action == "created"
    assert progress(made, "NV-01", note="đã họp", percent=62.5).action == "unchanged"
    assert [one.percent for one in made.book.each(PROGRESS, Progress).values()] == [0, 62.5]
    assert verify(made).ok


def test_what_is_done_is_done(made: Office) -> None:
    progress(made, "NV-01", note="xong", done=True, on=date(2026, 11, 28))
    assert first(made) == (TaskState.DONE, 100, "xong")
    assert first(made, date(2026, 11, 27)) == (TaskState.NOT_STARTED, None, "")


def test_difficulties_are_collected(made: Office) -> None:
    assert difficulty(made, "NV-02", note="thiếu loa").action == "reported"
    assert difficulty(made, "NV-02", note="thiếu loa").action == "unchanged"
    later = asked_by(made, "system:lan", date(2026, 12, 9))
    difficulty(later, "NV-02", note="mưa")
    said = standings(later, date(2026, 12, 9))[1].difficulties
    assert [(one.on, one.note) for one in said] == [(TODAY, "thiếu loa"), (date(2026, 12, 9), "mưa")]
    assert [one.note for one in standings(later, TODAY)[1].difficulties] == ["thiếu loa"]


def test_what_cannot_be_entered(made: Office) -> None:
    for error, code, facts in (
        (NotFoundError, "plan.no_task", {"code": "NV-77", "note": "x"}),
        (UsageError, "plan.note_required", {"code": "NV-01", "note": " \u200b"}),
        (UsageError, "plan.done_or_percent", {"code": "NV-01", "note": "x", "done": True, "percent": 40}),
        (NotAllowedError, "batch.future_day", {"code": "NV-01", "note": "x", "on": date(2026, 12, 3)}),
        (RefusedError, "plan.refused", {"code": "NV-01", "note": "x" * (LONGEST_TEXT + 1)}),
    ):
        with pytest.raises(error) as raised:
            progress(made, **facts)
        assert raised.value.code == code
    assert PROGRESS not in made.book.tables
    assert DIFFICULTIES not in made.book.tables


def test_an_overdue_task_is_told_to_whoever_asks_what_is_due() -> None:
    made = office(DUE)
    (told,) = [one for one in status(made).office.notices if one.code == "status.task_overdue"]
    assert (told.facts["task"], told.facts["owner"], told.facts["due_on"]) == ("NV-01", "Bà Hoa", date(2026, 11, 30))
    progress(made, "NV-01", note="xong", done=True)
    assert not [one for one in status(made).office.notices if one.code == "status.task_overdue"]
