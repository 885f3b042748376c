"""Workbooks with seeded damage: whatever became of the bytes, rows or problems, and never an exception."""

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from civicode.errors import Problem
from civicode.i18n import Lang, Words
from tests.sources.workbook.test_workbook import FORMULAS
from tests.sources.workbook.workbooks import SAMPLES, read, xlsx, zipped

_MADE = xlsx(FORMULAS, "<si><t>Lê Thị Ánh</t></si><si><r><t>Đào</t></r></si>")
_WHOLE = {
    "xlsx": _MADE,
    "ods": (SAMPLES / "staff.ods").read_bytes(),
    "xls": (SAMPLES / "staff.xls").read_bytes(),
}
_PIECES = (
    b"<",
    b">",
    b'"',
    b"&",
    b"</c>",
    b"</row>",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"9999999",
    b"\0",
    b"\xff",
    b"-1",
    b"",
)


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 40))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.choice((0, 255, chance.randrange(256)))
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def spliced(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((0, 1, 4, 30, 300)))
    return data[:start] + chance.choice((*_PIECES, data[start:end] * 2)) + data[end:]


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, cut, spliced)


def damaged(kind: str, seed: int) -> bytes:
    chance = random.Random(seed)
    data, damage = _WHOLE[kind], chance.choice(_DAMAGES)
    if kind == "xls" or chance.random() < 0.25:
        return damage(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
    name = chance.choice(sorted(parts))
    if chance.random() < 0.1:
        del parts[name]
    else:
        parts[name] = damage(parts[name], chance)
    return zipped(parts)


def check(kind: str, seeds: range) -> None:
    words = [Words(lang) for lang in Lang]
    for seed in seeds:
        _, problems = read(damaged(kind, seed))
        assert all(isinstance(problem, Problem) for problem in problems), seed
        assert all(one.message(problem) for one in words for problem in problems), seed


@pytest.mark.parametrize("kind", _WHOLE)
def test_damage_never_raises(kind: str) -> None:
    check(kind, range(200))


@pytest.mark.slow
@pytest.mark.parametrize("kind", _WHOLE)
def test_much_damage_never_raises(kind: str) -> None:
    check(kind, range(200, 5000))
