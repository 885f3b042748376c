"""The ways in which people, their absences and what was done for the plan are entered."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from civicode.domain.batch import BatchKind
from civicode.domain.plan import Difficulty, Progress
from civicode.domain.staff.staff import Absence, Post, StaffMember
from civicode.services import plan, staff
from tests.house.fields.maker import Maker
from tests.house.fields.place import CLERK, OFFICER, Place
from tests.house.fields.way import FORMS, Entered, Way, bring, file_of

CODE, CAME, WENT, BACK, LEFT = "010", date(2025, 1, 6), date(2025, 6, 30), date(2026, 2, 2), date(2026, 11, 30)
AWAY, UNTIL = date(2026, 11, 3), date(2026, 11, 5)
KIND = "cong_chuc"
PERSON = (StaffMember, Post)
CODE_STAYS = {"StaffMember.code": "`staff merge` gives one up"}
NEVER_LEFT = {"Post.until": "they did not come back after they had left"}


def person(place: Place, code: str = CODE) -> Any:
    """Somebody on the register."""
    (found,) = (one for one in place.records(StaffMember) if one.code == code)
    return found


def by_library(place: Place, made: Maker) -> Entered:
    """Joined, left, came back into another post, and left again, as a program enters it."""
    given = made.arguments(staff.add, office=place.office(), code=CODE, since=CAME)
    staff.add(**given)
    staff.leave(place.office(), CODE, until=WENT)
    moved = made.arguments(staff.change, office=place.office(), officer=CODE, since=BACK)
    staff.change(**moved)
    staff.leave(place.office(), CODE, until=LEFT)
    del given["office"], moved["office"], moved["officer"]
    told = {name: [given.get(name), value] for name, value in moved.items()}
    return Entered({**given, **told, "until": LEFT}, person(place))


def by_command(place: Place, made: Maker) -> Entered:
    """The same, typed."""
    words, given = made.command("staff", "add", code=CODE, category=KIND, since=str(CAME))
    place.run(*words)
    place.run("staff", "leave", CODE, "--until", str(WENT))
    words, moved = made.command("staff", "change", officer=CODE, category=KIND, since=str(BACK))
    place.run(*words)
    place.run("staff", "leave", CODE, "--until", str(LEFT))
    return Entered({**given, **moved, "officer": CODE}, person(place))


def by_file(form: str, place: Place, made: Maker) -> Entered:
    """The same, as rows of a file."""
    first = made.row(BatchKind.STAFF, code=CODE, category=KIND, **{"from": CAME, "until": WENT})
    name, order = first["name"], first["order"]
    again = {"name": name, "order": order, "code": CODE, "category": KIND, "from": BACK, "until": LEFT}
    second = made.row(BatchKind.STAFF, **again)
    bring(place, BatchKind.STAFF, file_of(BatchKind.STAFF, form, [first, second]), form)
    return Entered({**first, **second}, person(place))


def corrected_by_library(place: Place, made: Maker) -> Entered:
    """Put right, as a program does it."""
    fixed = {"since": CAME, "until": LEFT, "officer": OFFICER}
    before = person(place, OFFICER)
    given = made.arguments(staff.correct, office=place.office(), **fixed)
    staff.correct(**given)
    del given["office"], given["reason"]
    return Entered(given, person(place, OFFICER), before)


def corrected_by_command(place: Place, made: Maker) -> Entered:
    """Put right, as a person does it."""
    fixed = {"officer": OFFICER, "category": KIND, "since": str(CAME), "until": str(LEFT)}
    before = person(place, OFFICER)
    words, given = made.command("staff", "correct", **fixed)
    place.run(*words)
    del given["reason"]
    return Entered(given, person(place, OFFICER), before)


def away_by_library(place: Place, made: Maker) -> Entered:
    """Excused by a program."""
    given = made.arguments(staff.excuse, office=place.office(), officer=OFFICER, since=AWAY, until=UNTIL)
    staff.excuse(**given)
    return Entered(_without_office(given), _only(place, Absence))


def away_by_command(place: Place, made: Maker) -> Entered:
    """Excused by a person."""
    words, given = made.command("staff", "excuse", officer=OFFICER, since=str(AWAY), until=str(UNTIL))
    place.run(*words)
    return Entered(given, _only(place, Absence))


def progress_by_library(place: Place, made: Maker) -> Entered:
    """Progress, entered by a program."""
    given = made.arguments(plan.progress, office=place.office(), code="NV-01", done=False)
    plan.progress(**given)
    return Entered(_without_office(given), _only(place, Progress))


def progress_by_command(place: Place, made: Maker) -> Entered:
    """Progress, typed."""
    words, given = made.command("plan", "progress", task="NV-01", done=None)
    place.run(*words)
    return Entered(given, _only(place, Progress))


def progress_by_file(form: str, place: Place, made: Maker) -> Entered:
    """Progress, as a row of a file."""
    row = made.row(BatchKind.PLAN, task="NV-01", percent=12.5)
    bring(place, BatchKind.PLAN, file_of(BatchKind.PLAN, form, [row]), form)
    return Entered(row, _only(place, Progress))


def difficulty_by_library(place: Place, made: Maker) -> Entered:
    """What stands in the way, entered by a program."""
    given = made.arguments(plan.difficulty, office=place.office(), code="NV-01")
    plan.difficulty(**given)
    return Entered(_without_office(given), _only(place, Difficulty))


def difficulty_by_command(place: Place, made: Maker) -> Entered:
    """What stands in the way, typed."""
    words, given = made.command("plan", "difficulty", task="NV-01")
    place.run(*words, actor=CLERK)
    return Entered(given, _only(place, Difficulty))


def _only(place: Place, kind: type) -> Any:
    (found,) = place.records(kind)
    return found


def _without_office(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "office"}


SERVICE, COMMAND = "services/staff.py", "cli/staff.py"
WAYS = (
    Way("staff.add", by_library, PERSON, {}, SERVICE),
    Way("civicode staff add", by_command, PERSON, {}, COMMAND),
    *(
        Way(f"import staff x.{form}", partial(by_file, form), PERSON, {}, "domain/batch.py and domain/staff/entry.py")
        for form in FORMS
    ),
    Way("staff.correct", corrected_by_library, PERSON, NEVER_LEFT, SERVICE, CODE_STAYS),
    Way("civicode staff correct", corrected_by_command, PERSON, NEVER_LEFT, COMMAND, CODE_STAYS),
    Way("staff.excuse", away_by_library, (Absence,), {}, SERVICE),
    Way("civicode staff excuse", away_by_command, (Absence,), {}, COMMAND),
    Way("plan.progress", progress_by_library, (Progress,), {}, "services/plan.py"),
    Way("civicode plan progress", progress_by_command, (Progress,), {}, "cli/plan.py"),
    *(
        Way(
            f"import plan x.{form}",
            partial(progress_by_file, form),
            (Progress,),
            {},
            "domain/batch.py and services/intake/plan.py",
        )
        for form in FORMS
    ),
    Way("plan.difficulty", difficulty_by_library, (Difficulty,), {}, "services/plan.py"),
    Way("civicode plan difficulty", difficulty_by_command, (Difficulty,), {}, "cli/plan.py"),
)
