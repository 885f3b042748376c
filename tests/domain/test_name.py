from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.name import name_matches, name_order


def ordered(*names: str) -> list[str]:
    return sorted(names, key=name_order)


def test_by_given_name_first() -> None:
    names = ordered("Trần Văn Bình", "Nguyễn Thị Yến", "Lê An")
    assert names == ["Lê An", "Trần Văn Bình", "Nguyễn Thị Yến"]


def test_letters_of_the_vietnamese_alphabet() -> None:
    given_names = ["An", "Ăn", "Ân", "Dung", "Đào", "Em", "Ên", "On", "Ôn", "Ơn", "Uyên", "Ưng"]
    assert ordered(*(f"Lê {name}" for name in reversed(given_names))) == [f"Lê {name}" for name in given_names]


def test_tones_count_after_letters() -> None:
    assert ordered("Mạ", "Má", "Mã", "Mả", "Mà", "Ma", "Mai") == ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mai"]


def test_the_same_given_name_goes_by_family_and_middle_name() -> None:
    names = ordered("Trần Thị Ánh", "Lê Văn Ánh", "Lê Thị Ánh", "Đỗ Thị Ánh")
    assert names == ["Đỗ Thị Ánh", "Lê Thị Ánh", "Lê Văn Ánh", "Trần Thị Ánh"]


def test_one_word_and_none() -> None:
    assert ordered("An", "", "Lê An") == ["", "An", "Lê An"]


@given(st.lists(st.text("aăâáàbcdđeêoôơuưy AĂĐ\u0301", max_size=12)))
def test_the_order_is_one_order(names: list[str]) -> None:
    assert ordered(*names) == ordered(*reversed(ordered(*names)))


def test_matching_from_the_start_of_a_word_without_diacritics() -> None:
    name = "Nguyễn Thị Hòa Đào"
    assert all(name_matches(name, part) for part in ("nguyen", "THI HOA", "hoà", "đào", "dao", "Thị Hòa Đ"))
    assert not any(name_matches(name, part) for part in ("guyen", "oa", "nguyen hoa"))
