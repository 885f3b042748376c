"""What one cell means: text, code, date, month, number, yes or no, a word from a list; or why it means nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from civicode.domain.calendar import YEARS, Period, PeriodKind, read_date, read_period
from civicode.domain.criteria.rating import Rating, read_flag, read_rating
from civicode.domain.text.text import LONGEST_TEXT, collapsed, folded, has_surrogates, is_blank, nfc, prose
from civicode.errors import Problem
from civicode.sources.marked.nodes import clipped
from civicode.sources.sheet import Cell

T = TypeVar("T")

Read = Callable[[Cell], T | Problem | None]
"""What a cell that is not blank means; None when it is blank after all."""

_HIDDEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u3000"), " ")
_INVISIBLE = {**_HIDDEN, **_SPACES}
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's serial numbers, counting the 29 February 1900 that never was
_SERIALS = range(20_000, 80_000)  # 1954 to 2119: what a date of an office can be
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:[.,]0+)?")
_DATED = re.compile(r"(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})[T ][0-9:.+Z]+")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}(?P<sep>[/.-])[0-9]{1,2}(?P=sep)[0-9]{2}")
_DAY_LIKE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}(?P<sep>[/.-])[0-9]{1,2}(?P=sep)[0-9]{4}")
_OF_PERIOD = re.compile(r"(?:thang|ky|month|period|t) ?(?P<rest>[0-9].*)")
_QUARTER = re.compile(r"(?:quy|quarter|q) ?(?P<number>[1-4]|i{1,3}|iv)[ /-]*(?:nam )?(?P<year>[0-9]{4})")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_MONTH_OF_YEAR = re.compile(r"(?P<month>[0-9]{1,2}) (?:nam )?(?P<year>[0-9]{4})")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_LISTED = re.compile(r"[;,\n]")


def plain_text(cell: Cell) -> str:
    """What a cell says as one would type it: no blanks around it, odd blanks as blanks, nothing invisible."""
    match cell:
        case str():
            return (cell if cell.isascii() else nfc(cell.translate(_INVISIBLE))).strip()
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() else str(cell)
        case None:
            return ""
        case _:
            day = as_day(cell)
            return f"{day.day:02d}/{day.month:02d}/{day.year}" if day else str(cell)


def as_day(cell: Cell) -> date | None:
    """The day that a workbook's date is; None for anything else."""
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def quoted(cell: Cell) -> str:
    """A cell short and harmless enough to stand in a sentence."""
    return clipped(plain_text(cell)) or clipped(repr(cell))


def read_line(cell: Cell) -> str | Problem | None:
    """A text on one line: each run of white space becomes one blank."""
    text = cell if isinstance(cell, str) else plain_text(cell)
    if text.isprintable():  # nearly all are: then a blank is the only white space, and nothing is hidden
        return _kept(" ".join(nfc(text).split())) or None
    return None if is_blank(text) else _kept(collapsed(text))


def read_prose(cell: Cell) -> str | Problem | None:
    """A text as it was written, but for white space around it; line ends as line feeds."""
    text = prose(cell if isinstance(cell, str) else plain_text(cell))
    return _kept(text) or None


def read_code(cell: Cell) -> str | Problem | None:
    """A code as it stands; whether anything bears it is for others to say."""
    text = plain_text(cell)
    return _kept(text) if text else None


def read_codes(cell: Cell) -> tuple[str, ...] | Problem | None:
    """Codes parted by semicolons, commas or line ends, in capitals."""
    return tuple(one.strip().upper() for one in _LISTED.split(plain_text(cell)) if one.strip()) or None


def read_day(cell: Cell) -> date | Problem | None:
    """A date: day first, ISO, with or without a time, a workbook's own, or Excel's number for one."""
    day = _day(cell)
    if isinstance(day, date) and day.year not in YEARS:
        return Problem("cell.bad_date")
    return day


def _day(cell: Cell) -> date | Problem | None:
    if day := as_day(cell):
        return day
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        counted = _SERIALS.start <= cell < _SERIALS.stop  # JSON has numbers without end
        return _EPOCH + timedelta(days=int(cell)) if counted else Problem("cell.bad_date")
    if isinstance(cell, (bool, time)):
        return Problem("cell.bad_date")
    text = plain_text(cell)
    if not text:
        return None
    if dated := _DATED.fullmatch(text):
        text = dated["day"]
    if _SERIAL.fullmatch(text):
        return _EPOCH + timedelta(days=int(text[:5]))
    return read_date(text) or _no_day(text)


def _no_day(text: str) -> Problem:
    if _SHORT_YEAR.fullmatch(text):
        return Problem("cell.short_year")
    return Problem("cell.no_such_day" if _DAY_LIKE.fullmatch(text) else "cell.bad_date")


def period_reader(today: date, kind: PeriodKind) -> Read[Period]:
    """Reads periods: as typed in a command, "tháng 11 năm 2026", or a month's first day, as Excel makes of 11/2026."""

    def read(cell: Cell) -> Period | Problem | None:
        if day := as_day(cell):
            return Period.of(day) if day.day == 1 else Problem("cell.day_for_period")
        text = plain_text(cell)
        if not text:
            return None
        return read_period(_period_text(text), today, kind) or Problem("cell.bad_period")

    return read


def _period_text(text: str) -> str:
    plain = folded(text)
    if found := _QUARTER.fullmatch(plain):
        return f"{found['year']}-Q{_ROMAN.get(found['number'], found['number'])}"
    if found := _OF_PERIOD.fullmatch(plain):
        plain = found["rest"]
        if spelled := _MONTH_OF_YEAR.fullmatch(plain):
            return f"{spelled['month']}/{spelled['year']}"
        return plain
    return text


def rating_of(cell: Cell) -> Rating | Problem | None:
    """A rating in any of the words for one."""
    text = plain_text(cell)
    return (read_rating(text) or Problem("cell.bad_rating")) if text else None


def flag_in(cell: Cell) -> bool | Problem | None:
    """Yes or no."""
    text = plain_text(cell)
    if not text:
        return None
    found = read_flag(text)
    return Problem("cell.bad_flag") if found is None else found


def whole_number(cell: Cell) -> int | Problem | None:
    """A whole number, 0 or more, at most nine digits."""
    text = plain_text(cell)
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else Problem("cell.bad_number")


def percent_reader(*, from_workbook: bool) -> Read[float]:
    """Reads percentages from 0 to 100, inclusive, with comma or point, with or without sign.

    Args:
        from_workbook: a number up to 1 is what Excel keeps of a cell that shows 75 %.
    """

    def read(cell: Cell) -> float | Problem | None:
        if from_workbook and isinstance(cell, (int, float)) and 0 < cell <= 1:
            return round(cell * 100, 4)
        text = plain_text(cell).removesuffix("%").strip()
        if not text:
            return None
        value = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else -1.0
        return value if 0 <= value <= 100 else Problem("cell.bad_percent")

    return read


def choice_reader(names: Mapping[str, T]) -> Read[T]:
    """Reads one of several words; `names` are without diacritics, in lower case, `_` and `-` as blanks."""
    accepted = list(dict.fromkeys(str(value) for value in names.values()))

    def read(cell: Cell) -> T | Problem | None:
        text = plain_text(cell)
        if not text:
            return None
        found = names.get(choice_key(text))
        return Problem("cell.bad_choice", {"accepted": accepted}) if found is None else found

    return read


def choice_key(text: str) -> str:
    """A word as `choice_reader` looks it up."""
    return folded(text.replace("_", " ").replace("-", " "))


def _kept(text: str) -> str | Problem:
    """The text, if a store can keep it."""
    if len(text) > LONGEST_TEXT:
        return Problem("cell.too_long", {"length": len(text), "longest": LONGEST_TEXT})
    if text.isprintable():
        return text
    if "\0" in text:
        return Problem("cell.nul")
    return Problem("cell.half_character") if has_surrogates(text) else text
