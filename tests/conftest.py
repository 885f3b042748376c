"""What tests share: a fixed clock, a small catalogue and the real one, a store in memory, an office with people.

Everybody in it is invented.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from civicode.domain.calendar import VIETNAM
from civicode.domain.check.check import Answers, make_answer
from civicode.domain.criteria.catalogue import Catalogue
from civicode.domain.criteria.rating import Rating
from civicode.domain.office import OfficeSettings
from civicode.domain.staff.staff import Category
from civicode.services import staff
from civicode.services.config.config import shipped_criteria
from civicode.services.office.files import catalogue_at
from civicode.services.office.office import Office
from civicode.store.memory import MemoryStore

NOW = datetime(2026, 12, 2, 8, tzinfo=VIETNAM)
"""The second day of the window in which November is checked."""

SMALL = Path(__file__).parent / "data" / "small-criteria.yaml"


SETTINGS = ("CIVICODE_", "XDG_", "CLICOLOR", "TTY_")
"""How names of environment variables begin that lead the program, or the libraries below it, elsewhere."""

OTHER_SETTINGS = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM", "PYTHONIOENCODING")


@pytest.fixture(scope="session", autouse=True)
def strange_computer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, and no process that one starts, sees what whoever runs the tests has set, or has at home.

    Locale, time zone, umask and ignored signals stay as they are: no test may depend on them.
    """
    with pytest.MonkeyPatch.context() as surroundings:
        for name in tuple(os.environ):
            if name.startswith(SETTINGS) or name in OTHER_SETTINGS:
                surroundings.delenv(name)
        surroundings.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def small_catalogue() -> Catalogue:
    """TD-01, TD-02 (a ban), GT-01 for everyone, TD-03 for leaders, CQ-01 and CQ-02 for the office; TD-04 has ended."""
    return catalogue_at(SMALL)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The real one."""
    return catalogue_at(shipped_criteria())


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def empty_office(store: MemoryStore) -> Office:
    """Nobody on the register yet; the clerk of the computer acts on 2 December 2026 at eight."""
    return Office(
        store=store, settings=OfficeSettings(), actor="system:clerk", now=NOW, criteria_path=SMALL, clock_set=True
    )


@pytest.fixture
def office(empty_office: Office) -> Office:
    """An office of four; 007 acts.

    001 Lê Thị Ánh leads, 007 Trần Minh Đức and 008 Nguyễn Thị Đào serve in two units, 009 Phạm Văn Ơn left on
    30 September 2026.
    """
    people = replace(empty_office, actor="system:setup")
    staff.add(people, code="001", name="Lê Thị Ánh", position="Phó Chủ tịch", unit="Lãnh đạo", leader=True, order=1)
    staff.add(
        people,
        code="007",
        name="Trần Minh Đức",
        position="Văn thư",
        unit="Văn phòng",
        category=Category.CIVIL_SERVANT,
    )
    staff.add(people, code="008", name="Nguyễn Thị Đào", position="Kế toán", unit="Tài chính", since=date(2026, 3, 16))
    staff.add(people, code="009", name="Phạm Văn Ơn", position="Địa chính", unit="Địa chính")
    staff.leave(people, "009", until=date(2026, 9, 30))
    return replace(empty_office, actor="007")


As = Callable[..., Office]


@pytest.fixture
def acting() -> As:
    """The same office for somebody else, at another time, with other settings: `acting(office, actor="001")`."""

    def other(office: Office, *, at: datetime | None = None, **fields: object) -> Office:
        return replace(office, now=at or office.now, **fields)  # type: ignore[arg-type]

    return other


def answers(**ratings: str) -> Answers:
    """Answers written short: `answers(TD_01="met", TD_02="not_met: đi trễ")`."""
    read: Mapping[str, tuple[str, str, str]] = {
        code.replace("_", "-"): text.partition(": ") for code, text in ratings.items()
    }
    return {code: make_answer(Rating(rating), note) for code, (rating, _, note) in read.items()}
