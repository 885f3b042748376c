"""Answers that stand alike in many lines are decoded once: what is read is the same as without."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicode.store import alike
from civicode.store.book_text import _DECODER, book_bytes, lines_of, read_tables

CODES = [f"TD-{number:02}" for number in range(1, 41)]
MET = dict.fromkeys(CODES, "met")
PEOPLE = 150

words = st.text(alphabet='ab"{}\\:,\uf8ffệ\n', max_size=12)
answers = st.one_of(
    st.just(MET),
    st.just(dict.fromkeys(CODES[:39], "met")),
    words.map(lambda note: {**MET, "TD-06": {"rating": "not_met", "note": note}}),
    words.map(lambda code: {**MET, code: "met"}),
    st.just("\uf8ff0"),
    st.none(),
)


def book(checks: dict[str, Any], **others: dict[str, Any]) -> bytes:
    meta = {"book": {"schema_version": 1, "book": "2026-11", "state": "open"}}
    audit = {"1": {"seq": 1, "hash": "a" * 64, "reason": '"answers":{}'}}
    return book_bytes(lines_of({"meta": meta, "self_checks": checks, **others, "audit": audit}))


def check(code: str, given: Any) -> dict[str, Any]:
    return {"officer": code, "answers": given, "state": "submitted"}


def crowd(given: Any = MET) -> dict[str, Any]:
    return {f"{number:03}": check(f"{number:03}", given) for number in range(PEOPLE)}


def test_alike_answers_are_one_object() -> None:
    data = book(crowd())
    found = alike.decoded(data, _DECODER)
    assert found == json.loads(data)
    assert len({id(one["answers"]) for one in found["self_checks"].values()}) == 1


@settings(max_examples=150, deadline=None)
@given(st.lists(answers, max_size=12), st.dictionaries(words, words, max_size=3))
def test_what_is_read_is_the_same(given_answers: list[Any], more: dict[str, str]) -> None:
    checks = crowd() | {f"x{place}": check(f"x{place}", one) | more for place, one in enumerate(given_answers)}
    data = book(
        checks, batches={"LN-1": {"before": {"self_checks": crowd()}}}, violations={"VP-1": {"what": str(more)}}
    )
    found = alike.decoded(data, _DECODER)
    assert found is None or found == json.loads(data)
    assert read_tables("2026-11", data, "x") == json.loads(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"officer":"007"', b'"officer":"\xef\xa3\xbf"'),  # the sign itself, as a text
        (b'"officer":"007"', b'"officer":"\\uf8ff0"'),  # and written as JSON may
        (b'"007":{"officer"', b'"007":{"answers":{"TD-01":"not_met"},"officer"'),  # a key twice: the last counts
        (b'"officer":"007","answers"', b'"officer":"007","x\\"answers"'),
    ],
)
def test_what_is_odd_is_decoded_as_it_stands(old: bytes, new: bytes) -> None:
    data = book(crowd()).replace(old, new)
    assert new in data
    assert read_tables("2026-11", data, "x") == json.loads(data)


def test_small_books_are_not_worth_it() -> None:
    assert alike.decoded(book({"007": check("007", MET)}), _DECODER) is None
    assert alike.decoded(b"", _DECODER) is None
