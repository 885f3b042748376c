"""A small criteria file, and problems as short tuples."""

from collections.abc import Iterable

from civicode.errors import Problem
from civicode.i18n import Lang, Words

CRITERIA = """\
schema_version: 1
document:
  number: "1/KH-UBND"
  date: 2024-02-16
  issuer: UBND phường Sao Mai
  title: Kế hoạch mẫu
  body:
    from: MỞ ĐẦU
    to: HẾT
sections:
  - code: TD
    title: Thái độ
    clause: II.1
    criteria:
      - code: TD-01
        title: Đúng giờ
        text: "Không đi trễ: không về sớm."
        quote: không đi trễ về sớm
        clause: II.1 đoạn 1
        kind: ban
        since: 1/3/2024
      - code: TD-02
        title: Lắng nghe
        text: Lắng nghe người dân.
        quote: lắng nghe
        clause: II.1 đoạn 2
tasks:
  - code: NV-01
    title: Tuyên truyền
    text: Tuyên truyền kế hoạch.
    quote: tuyên truyền
    clause: III
    owner: Văn phòng
"""

WORDS = (Words(Lang.VI), Words(Lang.EN))
Place = tuple[str, int | None, int | str | None]


def places(problems: Iterable[Problem]) -> list[Place]:
    return [(one.code, one.line, one.column) for one in problems]


def sentences(problems: Iterable[Problem]) -> list[str]:
    """What the problems say in Vietnamese, then in English; it must be writable as UTF-8."""
    told = [words.message(one) for words in WORDS for one in problems]
    assert all(text.encode() for text in told)
    return told
