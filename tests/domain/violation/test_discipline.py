"""Which levels and forms an act may have, by its day and the category of the person."""

from datetime import date
from itertools import pairwise

import pytest

from civicode.domain.staff.staff import Category
from civicode.domain.violation.discipline import choices, spelled
from civicode.sources.fields.discipline import discipline_laws

LAWS = discipline_laws()


CIVIL_SERVANT = ("khiển trách", "cảnh cáo", "cách chức", "buộc thôi việc")
BEFORE = ("khiển trách", "cảnh cáo", "hạ bậc lương", "giáng chức", "cách chức", "buộc thôi việc")
CADRE = ("khiển trách", "cảnh cáo", "cách chức", "bãi nhiệm")
WORKER = ("khiển trách", "kéo dài thời hạn nâng lương không quá 06 tháng", "cách chức", "sa thải")


@pytest.mark.parametrize(
    ("day", "category", "levels", "forms"),
    [
        (date(2025, 6, 30), Category.CIVIL_SERVANT, 4, BEFORE),
        (date(2025, 7, 1), Category.CIVIL_SERVANT, 3, CIVIL_SERVANT),
        (date(2026, 11, 5), Category.CADRE, 3, CADRE),
        (date(2026, 11, 5), Category.WORKER, 0, WORKER),
        (date(2019, 1, 1), Category.CADRE, 0, ()),
    ],
)
def test_the_law_in_force(day: date, category: Category, levels: int, forms: tuple[str, ...]) -> None:
    found = choices(LAWS, day, category)
    assert (len(found.levels), found.forms) == (levels, forms)


def test_whose_category_is_not_known_has_the_choices_of_all() -> None:
    found = choices(LAWS, date(2026, 11, 5), None)
    assert {"bãi nhiệm", "buộc thôi việc", "sa thải"} <= set(found.forms)
    assert found.levels == ("ít nghiêm trọng", "nghiêm trọng", "rất nghiêm trọng")


def test_no_day_of_a_category_has_two_laws() -> None:
    for category in Category:
        spans = sorted((law.since or date.min, law.until or date.max) for law in LAWS if category in law.forms)
        assert all(one[1] < other[0] for one, other in pairwise(spans))


def test_an_entry_is_found_without_case_and_diacritics() -> None:
    assert spelled("CANH CAO", ("khiển trách", "cảnh cáo")) == "cảnh cáo"
    assert spelled("cảnh", ("cảnh cáo",)) is None
