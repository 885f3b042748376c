"""What people type as an option's value, read; one that cannot be read is a usage error that says what is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from civicode.domain.calendar import Period, PeriodKind, read_date, read_period
from civicode.domain.text.text import folded
from civicode.errors import UsageError
from civicode.i18n import Words
from civicode.services.office.office import Office

_Choice = TypeVar("_Choice", bound=StrEnum)


def period_of(text: str | None, office: Office, option: str = "--period") -> Period | None:
    """The period that `text` names in the calendar of `office`; None for none given."""
    return None if text is None else required_period(text, office.today, office.settings.period, option)


def required_period(text: str, today: date, kind: PeriodKind = PeriodKind.MONTH, option: str = "--period") -> Period:
    """The period that `text` names; `this` and `last` are of `kind`."""
    found = read_period(text, today, kind)
    if found is None:
        raise UsageError("cli.bad_period", option=option, given=text)
    return found


def day_of(text: str | None, option: str) -> date | None:
    """The date that `text` names; None for none given."""
    return None if text is None else required_day(text, option)


def required_day(text: str, option: str) -> date:
    """The date that `text` names."""
    found = read_date(text)
    if found is None:
        raise UsageError("cli.bad_date", option=option, given=text)
    return found


def whole_of(text: str | None, option: str) -> int | None:
    """The whole number, 0 or more, that `text` is; None for none given."""
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise UsageError("cli.bad_number", option=option, given=text)
    return int(text)


def percent_of(text: str | None, option: str) -> float | None:
    """The percentage, 0 to 100 inclusive, that `text` is, with a point or a comma; None for none given."""
    if text is None:
        return None
    try:
        found = float(text.removesuffix("%").strip().replace(",", "."))
    except ValueError:
        found = -1.0
    if not 0 <= found <= 100:  # refuses "nan", too
        raise UsageError("cli.bad_percent", option=option, given=text)
    return found


def choice_of(text: str | None, names: Mapping[str, _Choice], option: str) -> _Choice | None:
    """The value that `text` names, see `named`; None for none given."""
    if text is None:
        return None
    found = names.get(_key(text))
    if found is None:
        raise UsageError(
            "cli.bad_choice",
            option=option,
            given=text,
            accepted=list(dict.fromkeys(one.value for one in names.values())),
        )
    return found


def named(values: Iterable[_Choice], room: str, words: Words) -> Mapping[str, _Choice]:
    """Values by what people call them: the value itself, or its word in the user's language, without diacritics."""
    return {key: value for value in values for key in (_key(value.value), _key(words(f"{room}.{value.value}")))}


def codes_of(lists: Iterable[str] | None) -> list[str]:
    """The codes of comma-separated lists, in the order given."""
    return [code.strip() for one in lists or () for code in one.split(",") if code.strip()]


def _key(text: str) -> str:
    return folded(text.replace("_", " ").replace("-", " "))
