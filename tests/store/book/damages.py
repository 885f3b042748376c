"""Ways to damage a store behind the program's back, and what a small but whole store looks like before."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from tests.store.simulated.desks import Desk
from tests.store.simulated.scenarios import STAFF, Argv
from tests.store.simulated.simulated_disk import Content

STORY: tuple[Argv, ...] = (
    *STAFF,
    ("staff", "excuse", "008", "--from", "2026-10-01", "--until", "2026-10-31", "--reason", "nghỉ thai sản"),
    ("staff", "change", "007", "--from", "2026-11-10", "--unit", "Kinh tế"),
    *(("check", officer, "--period", "2026-10", "--rest-met") for officer in ("001", "007", "CQ")),
    ("check", "007", "--period", "2026-11", "--not-met", 'TD-02=đi trễ "hai" lần', "--rest-met"),
    ("check", "008", "--period", "2026-11", "--rest-met"),
    ("check", "001", "--period", "2026-11", "--met", "TD-01", "--draft"),
    ("violation", "add", "007", "--criterion", "TD-02", "--on", "2026-10-05", "--what", "đi trễ"),
    ("violation", "add", "008", "--criterion", "TD-02,GT-01", "--on", "2026-11-05", "--what", "vắng"),
    ("violation", "step", "VP-2026-10-0001", "confirmed", "--note", "đã rõ", "--as", "001"),
    ("violation", "correct", "VP-2026-11-0001", "--on", "2026-10-06", "--reason", "nhầm tháng"),
    ("review", "007", "--period", "2026-11", "--confirm", "--as", "001"),
    ("period", "close", "2026-10"),
)
"""Two months, one of them closed; a case that moved, a draft, a review."""

BYTES = [b",", b'"', b"0", b"}", b"{}", b"[", b"\\", b" ", b"e1", b"\xff", b"null", b"\n"]
VALUES: tuple[Any, ...] = (
    None,
    [],
    {},
    "x",
    "",
    7,
    -1,
    1.5,
    True,
    ["x"],
    {"x": "y"},
    "2026-13-45",
    [7],
    [[]],
    "9" * 40,
)
Mutation = Callable[[bytes, random.Random], bytes]


def whole(desk: Desk) -> Content:
    """The story told on the desk; what its disk holds."""
    desk.lay({})
    for argv in STORY:
        desk.must(*argv)
    return desk.disk.content


def flipped(data: bytes, choose: random.Random) -> bytes:
    """One bit is another."""
    at = choose.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << choose.randrange(8))]) + data[at + 1 :]


def deleted(data: bytes, choose: random.Random) -> bytes:
    """Some bytes are gone."""
    at = choose.randrange(len(data))
    return data[:at] + data[at + choose.choice([1, 1, 2, 3, 20, len(data)]) :]


def inserted(data: bytes, choose: random.Random) -> bytes:
    """Some bytes are there twice, or never were."""
    at = choose.randrange(len(data) + 1)
    return data[:at] + choose.choice([*BYTES, data[at : at + choose.randint(1, 30)]]) + data[at:]


def retyped(data: bytes, choose: random.Random) -> bytes:
    """A digit or letter is another one: still JSON, most of the time."""
    places = [at for at, byte in enumerate(data) if chr(byte).isalnum() and byte < 128]
    at = choose.choice(places)
    return data[:at] + choose.choice(b"0123456789abcdefxyz").to_bytes(1, "big") + data[at + 1 :]


def swapped_lines(data: bytes, choose: random.Random) -> bytes:
    """Two lines have changed places."""
    lines = data.split(b"\n")
    one, other = choose.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def swapped_records(data: bytes, choose: random.Random) -> bytes:
    """Two documents of a table have changed keys."""
    book = json.loads(data)
    table = choose.choice([one for one in book.values() if len(one) > 1])
    one, other = choose.sample(sorted(table), 2)
    table[one], table[other] = table[other], table[one]
    return json.dumps(book, ensure_ascii=False).encode()


def moved_record(data: bytes, choose: random.Random) -> bytes:
    """A document lies in another table, or under another key, or is gone."""
    book = json.loads(data)
    table = choose.choice(sorted(book))
    key = choose.choice(sorted(book[table]))
    document = book[table].pop(key)
    if choose.random() < 0.7:
        book[choose.choice(sorted(book))][choose.choice([key, "009", "VP-2026-10-0009", "7"])] = document
    return json.dumps(book, ensure_ascii=False).encode()


def misshapen(data: bytes, choose: random.Random) -> bytes:
    """A value somewhere is of another kind, or missing, or new."""
    book = json.loads(data)
    holder, key = choose.choice(list(_places(book)))
    if choose.random() < 0.2:
        holder.pop(key)
    else:
        holder[key if choose.random() < 0.9 or isinstance(holder, list) else "mới"] = choose.choice(VALUES)
    return json.dumps(book, ensure_ascii=False).encode()


MUTATIONS: tuple[Mutation, ...] = (
    flipped, deleted, inserted, retyped, swapped_lines, swapped_records, moved_record, misshapen,
)  # fmt: skip


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)
