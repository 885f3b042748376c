"""Sound batches with seeded damage: bytes flipped, cut, put in, doubled; parts of a zip damaged and packed anew."""

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache

from civicode.domain.batch import BatchKind
from tests.cli.files.samples import forms
from tests.sources.workbook.workbooks import zipped

_PIECES = (
    *(b"<", b">", b'"', b"'", b"&", b"</c>", b"</row>", b"<!--", b"]]>", b"<![CDATA[", b"&#0;", b"&#x10FFFF;"),
    *(b"9" * 7, b"9" * 5000, b"\0", b"\xff", b"-1", b"1e999", b"NaN", b"0.1", b"", b"\r", b"\n", b"\r\n", b"\t"),
    *(b",", b";", b"|", b"sep=;\n", b'"",', b"=1+1", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xcc\x81"),
    *(b"{", b"}", b"[", b"]", b":", b"null", b'{"a":', b"[" * 3000, b'"\\ud800"', b"\\u0000", b"true", b"\xc2\xa0"),
    *(b"31/02/2024", b"2026-11", b"CQ", b"TD-04", b"45000", b"met", "Kết quả".encode(), "Mã CB".encode()),
    *("Ghi chú".encode() * 400, b"PK\x03\x04", b"../../etc/passwd", b"\x1b[2J"),
)
Damage = Callable[[bytes, random.Random], bytes]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 40))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.choice((0, 255, chance.randrange(256)))
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice((data[:end], data[start:], data[:start] + data[end:]))


def _put_in(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 0, 1, 4, 30)))
        data = data[:start] + chance.choice(_PIECES) + data[end:]
    return data


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    at = chance.choice((end, chance.randrange(len(data) + 1)))
    return data[:at] + data[start:end] * chance.choice((1, 1, 2, 20)) + data[at:]


_DAMAGES: tuple[Damage, ...] = (_flipped, _cut, _put_in, _put_in, _doubled)


def damaged(kind: BatchKind, seed: int) -> bytes:
    """A batch of `kind` in some form, damaged in some way; the same for the same seed."""
    chance = random.Random(f"{kind} {seed}")
    data = chance.choice(_whole(kind))
    if chance.random() < 0.1:
        return _crossed(data, chance.choice(_whole(chance.choice(list(BatchKind)))), chance)
    damage = chance.choice(_DAMAGES)
    if not data.startswith(b"PK") or chance.random() < 0.25:
        return damage(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([*parts, *(one for one in parts if "sheet" in one or "content" in one)])
    parts[name] = damage(parts[name], chance)
    return zipped(parts)


def _crossed(one: bytes, other: bytes, chance: random.Random) -> bytes:
    return one[: chance.randrange(len(one) + 1)] + other[chance.randrange(len(other) + 1) :]


@cache
def _whole(kind: BatchKind) -> list[bytes]:
    return list(forms(kind).values())
