"""The chain's hashes, by value."""

from __future__ import annotations

import hashlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.store.audit import canonical, document_digest, entry_hash, head


def test_the_hashed_bytes_are_sorted_without_blanks_in_utf8() -> None:
    assert canonical({"b": [1, None, True], "a": "đạt"}) == '{"a":"đạt","b":[1,null,true]}'.encode()


def test_half_a_letter_can_be_hashed_and_infinity_cannot() -> None:
    assert canonical("\udc80") == b'"\xed\xb2\x80"'
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("inf"))


def test_a_digest_covers_table_and_key() -> None:
    wanted = hashlib.sha256('["self_checks","007",{"n":"đ"}]'.encode()).hexdigest()
    assert document_digest("self_checks", "007", {"n": "đ"}) == wanted
    others = [("reviews", "007", {"n": "đ"}), ("self_checks", "07", {"n": "đ"}), ("self_checks", "007", {"n": "d"})]
    assert wanted not in {document_digest(*one) for one in others}
    assert document_digest("self_checks", "007", None) is None


def test_an_entrys_hash_leaves_out_itself_and_nothing_else() -> None:
    entry = {"seq": 1, "actor": "007"}
    assert entry_hash(entry) == hashlib.sha256(b'{"actor":"007","seq":1}').hexdigest()
    assert entry_hash(entry | {"hash": "x"}) == entry_hash(entry)
    assert entry_hash(entry | {"reason": ""}) != entry_hash(entry)


def test_a_head_is_book_sequence_and_twelve_digits() -> None:
    assert head("2026-11", {"seq": 57, "hash": "ab12cd34ef56" + "0" * 52}) == "2026-11:57:ab12cd34ef56"


@given(st.dictionaries(st.text(), st.integers()), st.randoms())
def test_the_order_of_fields_does_not_matter(document: dict[str, int], random: Random) -> None:
    fields = list(document.items())
    random.shuffle(fields)
    assert canonical(dict(fields)) == canonical(document)
