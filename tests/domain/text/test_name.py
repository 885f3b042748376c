from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.text.name import name_matches, name_order
from civicode.domain.text.text import collapsed


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


@given(st.lists(st.text("aăâáàbcdđeêoôơuưy AĂĐ\u0301", max_size=12).map(collapsed)))
def test_the_order_is_one_order(names: list[str]) -> None:
    assert ordered(*names) == ordered(*reversed(ordered(*names)))


DICTIONARY = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
VOWELS = set("aăâeêioôơuưy")
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = st.tuples(st.integers(0, len(DICTIONARY) - 1), st.integers(0, len(TONES) - 1))
SYLLABLES = st.lists(LETTERS, min_size=1, max_size=4)
FAMILIES = st.sampled_from(["Đỗ Thị", "Lê", "Nguyễn Văn", "Ông", "Trần"])


def spelled(syllable: list[tuple[int, int]]) -> str:
    return "".join(DICTIONARY[at] + (TONES[tone] if DICTIONARY[at] in VOWELS else "") for at, tone in syllable)


def dictionary_place(syllable: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Letters first; only where all are the same the tones, from the left."""
    return [at for at, _ in syllable], [tone if DICTIONARY[at] in VOWELS else 0 for at, tone in syllable]


@given(SYLLABLES, SYLLABLES, FAMILIES, FAMILIES)
def test_people_stand_as_their_given_names_do_in_a_dictionary(
    one: list[tuple[int, int]], other: list[tuple[int, int]], family: str, other_family: str
) -> None:
    names = [f"{family} {spelled(one)}", f"{other_family} {spelled(other)}"]
    places = [dictionary_place(one), dictionary_place(other)]
    keys = [name_order(name) for name in names]
    if places[0] == places[1]:
        assert (keys[0] == keys[1]) == (family == other_family)
    else:
        assert (keys[0] < keys[1]) == (places[0] < places[1])


def test_matching_from_the_start_of_a_word_without_diacritics() -> None:
    name = "Nguyễn Thị Hòa Đào"
    assert all(name_matches(name, part) for part in ("nguyen", "THI HOA", "hoà", "đào", "dao", "Thị Hòa Đ"))
    assert not any(name_matches(name, part) for part in ("guyen", "oa", "nguyen hoa"))
