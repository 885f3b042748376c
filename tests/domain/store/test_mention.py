"""A full name in other texts, however it is written."""

from typing import Any

import pytest

from civicode.domain.store.mention import Mention, mentions, names_person
from civicode.i18n import FORGOTTEN

NAME = "Trần Minh Đức"


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("đi cùng Trần Minh Đức hôm ấy", True),
        ("TRẦN MINH ĐỨC", True),
        ("tran minh duc", True),
        ("phieu-tran_minh-duc.docx", True),
        ("Tran\u0302\u0300 Minh Đức", True),
        ("anh Đức", False),
        ("Trần Minh", False),
        ("", False),
    ],
)
def test_a_full_name_is_found_however_it_is_written(text: str, is_named: bool) -> None:
    assert names_person(text, NAME) is is_named


def test_a_name_of_one_word_or_none_is_not_looked_for() -> None:
    assert not names_person("Đức", "Đức")
    assert not names_person(FORGOTTEN, FORGOTTEN)


def test_each_document_is_named_once_and_namesakes_on_the_register_are_none() -> None:
    tables: dict[str, dict[str, Any]] = {
        "staff": {"015": {"code": "015", "name": NAME}},
        "violations": {"VP-1": {"what": f"với {NAME}", "events": [{"note": NAME}]}, "VP-2": {"what": "khác"}},
    }
    assert list(mentions("2026-11", tables, NAME)) == [Mention("2026-11", "violations", "VP-1")]
    assert str(Mention("drafts", "", "2026-11.008")) == "drafts/2026-11.008"
