"""Part III, by value."""

from datetime import date

from civicode.domain.task_standing import TaskState, task_standing
from civicode.i18n import Lang, Words
from civicode.reports.plan.report import build, document
from tests.domain.test_plan_standing import DUE, TASK, entry
from tests.reports.samples import NOVEMBER, records, scope


def test_the_tasks_in_the_reader_s_language() -> None:
    standing = task_standing(TASK, DUE, [entry(5, "đã họp", 40)], date(2026, 12, 1))
    report = build(scope(records(NOVEMBER))._replace(tasks=(standing,)))
    keys = ("task", "text", "owner", "due_on", "percent", "state", "note")
    for lang, text, owner, lead in (
        (Lang.VI, TASK.text, "Văn phòng", "Kế hoạch số 1/KH-UBND có 1 nhiệm vụ: 0 đã xong, 1 quá hạn."),
        (Lang.EN, TASK.text_en, "The secretariat", "Plan 1/KH-UBND has 1 task: 0 done, 1 overdue."),
    ):
        made = document(report, Words(lang))
        assert [tuple(row[key] for key in keys) for row in made.tables[0].rows] == [
            ("NV-01", text, owner, date(2026, 11, 30), 40, TaskState.OVERDUE, "đã họp")
        ]
        assert made.lead == (lead,)
        assert [one.key for one in made.tables[0].columns] == list(keys)
