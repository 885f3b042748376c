"""A record's fields are what they should be, or it is refused."""

from typing import Any

import pytest

from civicode.domain import record


@pytest.mark.parametrize(
    ("read", "value", "wanted"),
    [
        (record.text_of, "đ", "đ"),
        (record.texts_of, ["a", "b"], ("a", "b")),
        (record.flag_of, False, False),
        (record.number_of, None, None),
        (record.number_of, 7, 7),
        (record.objects_of, [{"a": 1}], [{"a": 1}]),
        (record.object_of, {}, {}),
        (record.day_or_none, None, None),
    ],
)
def test_what_fits_is_taken(read: Any, value: object, wanted: object) -> None:
    assert read({"x": value}, "x") == wanted


@pytest.mark.parametrize(
    ("read", "wrong"),
    [
        (record.text_of, [None, 7, [], {}]),
        (record.texts_of, [None, "ab", [1], {}]),
        (record.flag_of, [None, 0, 1, "true"]),
        (record.number_of, [True, 1.0, "1"]),
        (record.objects_of, [None, {}, [], [1], "x"]),
        (record.object_of, [None, [], "x"]),
        (record.day_of, [None, 20261102, "2026-02-30", "x"]),
        (record.day_or_none, [0, "", "2026-02-30"]),
    ],
)
def test_what_does_not_fit_is_refused(read: Any, wrong: list[object]) -> None:
    for value in wrong:
        with pytest.raises((TypeError, ValueError)):
            read({"x": value}, "x")


def test_only_texts_of_known_names() -> None:
    allowed = frozenset({"a", "b"})
    assert record.only_texts({"a": "x"}, allowed) == {"a": "x"}
    unfit: list[Any] = [{"c": "x"}, {"a": 1}, [], 7, "a"]
    for wrong in unfit:
        with pytest.raises(TypeError):
            record.only_texts(wrong, allowed)
