"""`office.yaml`: what an office sets, every key optional."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from civicode.domain.calendar import PeriodKind, Window
from civicode.domain.office import Agency, OfficeSettings, ReviewRule, Signer, TaskDuty
from civicode.errors import Problem
from civicode.sources.fields.fields import Field, ListOf, Record, TableOf
from civicode.sources.fields.kinds import Choice, Day, Line, Whole
from civicode.sources.file.text import read_file
from civicode.sources.marked.nodes import Values, placed
from civicode.sources.marked.yaml import read_yaml

_DAY_OF_MONTH = Whole(1, 31)

_AGENCY = Record(
    Field("from", Day()),
    Field("name", Line(), required=True),
    Field("parent", Line()),
    Field("place", Line()),
    Field("mark", Line()),
)
_FILE = Record(
    Field("office", ListOf(_AGENCY)),
    Field("period", Choice(PeriodKind.MONTH, PeriodKind.QUARTER)),
    Field("window", Record(Field("opens", _DAY_OF_MONTH), Field("due", _DAY_OF_MONTH))),
    Field("review", Choice(*ReviewRule)),
    Field("signer", Record(Field("authority", Line()), Field("title", Line()), Field("name", Line()))),
    Field("recipients", ListOf(Line())),
    Field("plan", TableOf(Record(Field("owner", Line()), Field("due", Day())))),
    Field("retention_months", Whole(1, 1200)),
)


def load_office_file(path: Path) -> tuple[OfficeSettings, list[Problem]]:
    """What the file `path` sets, and everything that is wrong with it, by line; what is wrong is left at its default.

    Raises:
        NotFoundError: there is no such file.
        StoreError: it cannot be read.
    """
    return read_office_file(read_file(path), str(path))


def read_office_file(data: bytes | str, where: str) -> tuple[OfficeSettings, list[Problem]]:
    """What `data` sets, and everything that is wrong with it; problems name the file `where`."""
    root, problems = read_yaml(data)
    values = _FILE.read(root, where, problems) if root else None
    if values is None:
        return OfficeSettings(), placed(problems, where)
    for rule in _RULES:
        problems += rule(values)
    return _settings(values, is_window_right=not list(_window_opens_before_due(values))), placed(problems, where)


def _settings(values: Values, *, is_window_right: bool) -> OfficeSettings:
    simple = {key: values[key] for key in ("period", "review", "recipients", "retention_months") if key in values}
    return OfficeSettings(
        agencies=tuple(_agency(one) for one in values.get("office", ()) if "name" in one),
        window=_window(values) if is_window_right else Window(),
        signer=Signer(**values.get("signer", {})),
        plan=tuple(
            (code, TaskDuty(owner=duty.get("owner", ""), due_on=duty.get("due")))
            for code, duty in values.get("plan", {}).items()
        ),
        **simple,
    )


def _agency(values: Values) -> Agency:
    named = {key: value for key, value in values.items() if key != "from"}
    return Agency(since=values.get("from"), **named)


def _window(values: Values) -> Window:
    return Window(**values.get("window", {}))


def _window_opens_before_due(values: Values) -> Iterator[Problem]:
    window = _window(values)
    if window.opens > window.due:
        yield values.place("window").problem("office_file.window", opens=window.opens, due=window.due)


def _one_name_a_day(values: Values) -> Iterator[Problem]:
    lines: dict[object, int] = {}
    for agency in values.get("office", ()):
        place, since = agency.place("from"), agency.get("from")
        if since in lines:
            code = "office_file.same_day" if since else "office_file.no_day"
            yield place.problem(code, day=since, first_line=lines[since])
        lines.setdefault(since, place.line)


_RULES = (_window_opens_before_due, _one_name_a_day)
