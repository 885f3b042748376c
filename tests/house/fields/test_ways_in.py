"""A made-up value in every field that a person may enter, by every way in: none is lost, none is put elsewhere."""

import pytest

from tests.house.fields import check_ways, office_ways, violation_ways
from tests.house.fields.maker import Maker
from tests.house.fields.place import Place
from tests.house.fields.way import Way, change_faults, faults

WAYS = (*violation_ways.WAYS, *check_ways.WAYS, *office_ways.WAYS)


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_what_is_given_is_kept_and_every_field_can_be_given(way: Way, place: Place) -> None:
    entered = way.enter(place, Maker())
    assert faults(way, entered) == []
    assert change_faults(way, entered) == []
