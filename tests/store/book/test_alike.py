"""Answers that stand alike in many lines are decoded once: what is read is the same as without."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicode.errors import StoreError
from civicode.store.book import alike
from civicode.store.book.text import book_bytes, lines_of, read_tables

CODES = [f"TD-{number:02}" for number in range(1, 41)]
MET = dict.fromkeys(CODES, "met")
PEOPLE = 150

SIGN = alike._SIGN.decode()
BLOB = json.dumps(MET, separators=(",", ":"))
OTHER = BLOB.replace("met", "not_met", 1)

words = st.text(alphabet='ab"{}\\:,ệ\n-0.E', max_size=12) | st.sampled_from([SIGN, f"{SIGN}0", '"answers":{}', BLOB])
answers = st.one_of(
    st.just(MET),
    st.just(dict.fromkeys(CODES[:39], "met")),
    words.map(lambda note: {**MET, "TD-06": {"rating": "not_met", "note": note}}),
    words.map(lambda code: {**MET, code: "met"}),
    words,
    st.sampled_from([None, -0.0, -0.5, 10**20]),
)
pieces = st.sampled_from(
    [
        *(f"{SIGN}{tail}" for tail in ("", "0", "1", "0 ", "00")),
        *(f'"answers":{value}' for value in ("", BLOB, OTHER, f"{SIGN}0", '{"a":"}"}', '{"a":NaN}', "{}", "{} ")),
        *(BLOB, OTHER, f"{BLOB}5", f"{BLOB},"),
        *('"', '\\"', "\\", "{", "}", "}}", ",", ":", " ", "\n", "0", "5", ".5", "e1", "-", "NaN", "1e999", "9" * 31),
        *('"a":', '"a":1,', '"officer":"007",', "\ufeff", "ệ", "\\u0041", "\\ud800", "\x00"),
    ]
)


def book(checks: dict[str, Any], **others: dict[str, Any]) -> bytes:
    meta = {"book": {"schema_version": 1, "book": "2026-11", "state": "open"}}
    audit = {"1": {"seq": 1, "hash": "a" * 64, "reason": '"answers":{}'}}
    return book_bytes(lines_of({"meta": meta, "self_checks": checks, **others, "audit": audit}))


def check(code: str, given: Any) -> dict[str, Any]:
    return {"officer": code, "answers": given, "state": "submitted"}


def crowd(given: Any = MET) -> dict[str, Any]:
    return {f"{number:03}": check(f"{number:03}", given) for number in range(PEOPLE)}


@cache
def crowded() -> bytes:
    data = book(crowd())
    assert alike.folded(data)
    return data


def read(data: bytes) -> str:
    """What is read to the letter (`1` is no `1.0`, and keys have an order), or what is wrong, and where."""
    try:
        return repr(read_tables("2026-11", data, "x"))
    except StoreError as error:
        return repr((error.code, error.facts))


def read_plainly(data: bytes) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("civicode.store.book.text.folded", lambda _: None)
        return read(data)


def test_alike_answers_are_one_object() -> None:
    two = (MET, {**MET, "TD-01": "not_met"})
    data = book({key: check(key, two[place % 2]) for place, key in enumerate(crowd())})
    assert alike.folded(data) is not None
    found = read_tables("2026-11", data, "x")
    assert found == json.loads(data)
    assert len({id(one["answers"]) for one in found["self_checks"].values()}) == 2


@settings(max_examples=150, deadline=None)
@given(st.lists(answers, max_size=12), st.dictionaries(words, words, max_size=3))
def test_what_is_read_is_the_same(given_answers: list[Any], more: dict[str, str]) -> None:
    checks = crowd() | {f"x{place}": check(f"x{place}", one) | more for place, one in enumerate(given_answers)}
    data = book(
        checks, batches={"LN-1": {"before": {"self_checks": crowd()}}}, violations={"VP-1": {"what": str(more)}}
    )
    assert read(data) == repr(json.loads(data))


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 40), pieces), min_size=1, max_size=4))
def test_whatever_the_file_holds_is_read_as_it_stands(cuts: Iterable[tuple[int, int, str]]) -> None:
    data = crowded()
    for place, length, piece in cuts:
        data = data[:place] + piece.encode() + data[place + length :]
    assert read(data) == read_plainly(data)


@pytest.mark.parametrize(
    "piece", [",", "}", '"', "0", "5", ".5", "e5", " 5", ':"x"', "\\", "[", "\n\n", "", ' ,"answers":1']
)
@pytest.mark.parametrize("after", ["{", '"answers":', BLOB, f'"answers":{BLOB}'])
def test_what_stands_beside_answers_is_not_swallowed(after: str, piece: str) -> None:
    line = f'"007":{{"officer":"007","answers":{BLOB},'
    data = book(crowd())
    damaged = data.replace(line.encode(), line.replace(after, after + piece, 1).encode())
    assert (line.encode() in data, damaged == data) == (True, piece == "")
    assert read(damaged) == read_plainly(damaged)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"officer":"007"', f'"officer":"{SIGN}0"'),  # the sign itself, as a text
        ('"officer":"007"', f'"officer":{SIGN}0'),  # and as a number
        ('"officer":"007"', f'"officer":{SIGN}99'),
        ('"007":{"officer"', '"007":{"answers":{"TD-01":"not_met"},"officer"'),  # a key twice: the last counts
        ('"007":{"officer"', f'"007":{{"answers":{BLOB},"officer"'),
        ('"007":{"officer"', '"008":{"officer"'),
        ('"officer":"007","answers"', '"officer":"007","x\\"answers"'),
        ('"officer":"007"', '"officer":"\\"answers\\":{}"'),
    ],
)
def test_what_is_odd_is_read_as_it_stands(old: str, new: str) -> None:
    data = book(crowd()).replace(old.encode(), new.encode())
    assert new.encode() in data
    assert read(data) == repr(json.loads(data))


def test_two_tables_of_one_name_are_read_as_they_stand() -> None:
    data = book(crowd())
    begin, end = data.index(b'"self_checks"'), data.index(b'"audit"')
    twice = data[:end] + data[begin:end].replace(b"TD-40", b"TD-41") + data[end:]
    assert read(twice) == repr(json.loads(twice))


def test_where_nothing_is_gained_nothing_is_folded() -> None:
    assert alike.folded(book({"007": check("007", MET)})) is None
    assert alike.folded(b"") is None
    assert alike.folded(book({key: check(key, {**MET, key: "met"}) for key in crowd()})) is None
    assert (
        alike.folded(book({**crowd(), "x": check("x", {**MET, "TD-06": {"rating": "not_met", "note": SIGN}})})) is None
    )
