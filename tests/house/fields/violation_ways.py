"""The ways in which a violation is entered, corrected, brought in, and taken a step further."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from civicode.domain.batch import BatchKind, Conflict
from civicode.domain.violation.violation import CaseEvent, CaseState, Correction, Violation
from civicode.services.violation import correction, step, violation
from tests.house.fields.maker import Maker
from tests.house.fields.place import ALSO, LEADER, NAMES, OFFICER, Place
from tests.house.fields.way import FORMS, Entered, Way, bring, file_of

DAY, NOTICED = date(2026, 11, 10), date(2026, 11, 12)
SEEN: Mapping[str, Any] = {"officer": OFFICER, "criteria": ["TD-02"], "occurred_on": DAY, "noticed_on": NOTICED}
OTHER: Mapping[str, Any] = {
    "officer": ALSO,
    "criteria": ["GT-01"],
    "occurred_on": date(2026, 11, 20),
    "noticed_on": date(2026, 11, 21),
}
ROW: Mapping[str, Any] = {"officer": OFFICER, "criterion": ["TD-02"], "occurred_on": DAY, "noticed_on": NOTICED}
OTHER_ROW: Mapping[str, Any] = {**OTHER, "criterion": OTHER["criteria"]}
OPTIONS = {"officer": OFFICER, "office_case": None, "criterion": "TD-02", "on": str(DAY), "noticed": str(NOTICED)}
DECISION = {"decision": "12/QĐ-MẪU, 05/12/2026", "level": "nghiêm trọng", "form": "cảnh cáo"}

NEW = {"Violation.corrections": "nothing was put right yet"}
TYPED = NEW | {"Violation.ref": "who types it in has no sender's number"}
KEPT = {
    "Violation.id": "the act stays in its month",
    "Violation.ref": "by it the row is known, and nobody corrects what is another office's",
    "Violation.entered_on": "when it was first entered",
    "Violation.recorder": "who first entered it",
    "Violation.events": "nobody has judged it yet",
}
IN_A_FILE = "`Observation` and the columns of sources/batch/columns.py"


def only(place: Place) -> Any:
    """The one violation that there is."""
    (found,) = place.records(Violation)
    return found


def by_library(place: Place, made: Maker) -> Entered:
    """As a program enters it."""
    given = made.arguments(violation.add, office=place.office(), office_case=False, **SEEN)
    violation.add(**given)
    return Entered(_of_record(given), only(place))


def by_command(place: Place, made: Maker) -> Entered:
    """As a person types it."""
    words, given = made.command("violation", "add", **OPTIONS)
    place.run(*words)
    return Entered(given, only(place))


def by_file(form: str, named: bool, place: Place, made: Maker) -> Entered:
    """As a row of a file, which may say beside the code whose it is."""
    row = made.row(BatchKind.VIOLATIONS, id=made.text("sender's number"), **ROW)
    written = [row | ({"name": NAMES[OFFICER]} if named else {})]
    bring(place, BatchKind.VIOLATIONS, file_of(BatchKind.VIOLATIONS, form, written), form)
    return Entered(_by_field(row), only(place))


def again_by_file(place: Place, made: Maker) -> Entered:
    """As a row of the same reference that says something else in every column."""
    before = by_file("jsonl", False, place, made).record
    other = made.row(BatchKind.VIOLATIONS, id=before.ref, **{key: OTHER_ROW[key] for key in ROW})
    bring(place, BatchKind.VIOLATIONS, file_of(BatchKind.VIOLATIONS, "csv", [other]), "csv", Conflict.REPLACE)
    return Entered(_by_field(other), only(place), before)


def corrected_by_library(place: Place, made: Maker) -> Entered:
    """Every field put right by a program."""
    before = by_library(place, made).record
    given = made.arguments(correction.correct, office=place.office(), case_id=before.id, office_case=False, **OTHER)
    correction.correct(**given)
    return Entered(_of_record(given), only(place), before)


def corrected_by_command(place: Place, made: Maker) -> Entered:
    """Every field put right by a person."""
    before = by_library(place, made).record
    other = {"officer": ALSO, "office_case": None, "criterion": "GT-01", "on": "20/11/2026", "noticed": "21/11/2026"}
    words, given = made.command("violation", "correct", case=before.id, **other)
    place.run(*words)
    return Entered({**given, "on": "2026-11-20", "noticed": "2026-11-21"}, only(place), before)


def step_by_library(place: Place, made: Maker) -> Entered:
    """A step with a decision, entered by a program."""
    case = _of_somebody_with_a_category(place, made)
    given = made.arguments(step.step, office=place.office(LEADER), case_id=case, state=CaseState.CONFIRMED, **DECISION)
    step.step(**given)
    return Entered(_of_record(given), only(place).events[-1])


def step_by_command(place: Place, made: Maker) -> Entered:
    """The same, typed."""
    words, given = made.command(
        "violation", "step", case=_of_somebody_with_a_category(place, made), state="confirmed", **DECISION
    )
    place.run(*words, actor=LEADER)
    return Entered(given, only(place).events[-1])


def _of_somebody_with_a_category(place: Place, made: Maker) -> str:
    place.run("staff", "correct", OFFICER, "--category", "cong_chuc", "--reason", "x")
    return str(by_library(place, made).record.id)


def _of_record(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in ("office", "case_id", "office_case")}


def _by_field(row: Mapping[str, Any]) -> dict[str, Any]:
    names = {"id": "ref", "criterion": "criteria"}
    return {names.get(key, key): value for key, value in row.items()}


WAYS = (
    Way("violation.add", by_library, (Violation,), NEW, "`violation.add`"),
    Way("civicode violation add", by_command, (Violation,), TYPED, "cli/violation.py"),
    *(
        Way(
            f"import violations x.{form}{' with names' if named else ''}",
            partial(by_file, form, named),
            (Violation,),
            NEW,
            IN_A_FILE,
        )
        for form in FORMS
        for named in (False, True)
        if not named or form.startswith("json")
    ),
    Way("import violations again", again_by_file, (Violation, Correction), {}, IN_A_FILE, KEPT),
    Way("violation.correct", corrected_by_library, (Violation, Correction), {}, "`Changes` of violation.correct", KEPT),
    Way("civicode violation correct", corrected_by_command, (Violation, Correction), {}, "cli/violation.py", KEPT),
    Way("violation.step", step_by_library, (CaseEvent,), {}, "`violation.step`"),
    Way("civicode violation step", step_by_command, (CaseEvent,), {}, "cli/violation.py"),
)
