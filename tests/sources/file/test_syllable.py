import unicodedata

import pytest

from civicode.sources.file.syllable import is_syllable

WORDS = """
    à Đặng Quyết Nghĩa giờ gì giếng khuya khuyên Huỳnh Huế quốc quý thuở tươi rượu bưởi người ngoài ngoáy khoèo xoong
    hòa hoà thuý thúy ưu yêu ý iều chuyện nghiêng Đắk Tuấn tuổi tuần khuỷu tủa mưa mía giữa trễ UỶ
"""


@pytest.mark.parametrize("word", WORDS.split())
def test_words_of_the_language(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word", ["", "hép\u0300", "NguyÔn", "Nguyeãn", "møt", "x\u0103", "ñi", "đđ", "Straße", "m²", "\ufffd", "thăo"]
)
def test_what_a_wrong_reading_gives(word: str) -> None:
    assert not is_syllable(word)
