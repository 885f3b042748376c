"""What is exported makes the same records of an empty office: exported there, it is the same bytes."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicode.domain.batch import BatchKind
from civicode.domain.staff.staff import Category
from civicode.domain.text.text import prose
from civicode.exporters import FILES, file_bytes
from civicode.i18n import Lang, Words
from civicode.services.batch.batch import Asked, bring_in
from civicode.services.batch.file import Reading
from civicode.services.export import data as data_export
from civicode.services.office.office import Office
from tests.conftest import SMALL
from tests.services.offices import new_office

LEADER, OFFICERS = "LD.1", ["007", "12", "a-b", "x"]
NAMES = dict(zip(OFFICERS, ["Trần Văn Mẫu", "Hoà Thị Thử", "Đỗ Ví Dụ", "Ẩn Danh"], strict=True))
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=24),
    st.sampled_from(
        ["=1+1", "'=1", "-2", "@a", '"', 'a"b', "a;b,c\td", "hai\ndòng", "_x0041_", "007", "1/2/2026", "| a |"]
    ),
).map(prose)
SAID = TEXTS.filter(bool)
DAYS = st.integers(0, 60).map(lambda days: date(2026, 10, 1) + timedelta(days=days))
NOTED = st.fixed_dictionaries(
    {"rating": st.sampled_from(["not_met", "not_applicable"]), "note": SAID, "evidence": TEXTS}
)
BAN = st.fixed_dictionaries({"rating": st.just("not_met"), "note": SAID, "evidence": TEXTS})
PLAIN = st.just("met") | st.fixed_dictionaries({"rating": st.just("met"), "note": TEXTS, "evidence": TEXTS})
ANSWERS = st.fixed_dictionaries({"TD-01": PLAIN | NOTED, "TD-02": PLAIN | BAN, "GT-01": PLAIN | NOTED})
CASES = st.fixed_dictionaries(
    {
        "id": st.one_of(st.just(""), st.sampled_from(["PA-1", "12/PA", "VP-2026-10-0003", "VP-2026-10-0001", "=2"])),
        "officer": st.sampled_from([*OFFICERS, LEADER]),
        "criterion": st.sampled_from(["TD-01", "TD-02;GT-01", "GT-01"]),
        "occurred_on": DAYS.map(str),
        "what": SAID,
        "where": TEXTS,
        "source": TEXTS,
        "evidence": TEXTS,
    }
)
PROGRESS = st.fixed_dictionaries(
    {
        "task": st.just("NV-01"),
        "on": DAYS.map(str),
        "percent": st.none() | st.sampled_from([0, 7, 37.5, 100]),
        "note": SAID,
    }
)
WORDS = st.sampled_from([Words(Lang.VI), Words(Lang.EN)])


@st.composite
def people(draw: Any) -> list[dict[str, Any]]:
    """The staff as rows: some with several posts, some who left and came back."""
    rows = [{"code": LEADER, "name": "Lê Thị Hướng Dương", "position": "Chủ tịch", "unit": "Lãnh đạo", "leader": True}]
    for code in OFFICERS:
        post = {
            "code": code,
            "name": NAMES[code],
            "unit": "Văn phòng",
            "order": draw(st.none() | st.integers(0, 9)),
        }
        firsts = sorted(draw(st.sets(st.integers(0, 900), max_size=3)))
        begins = [None, *(date(2024, 1, 1) + timedelta(days=day) for day in firsts)]
        for place, begin in enumerate(begins):
            row = {**post, "position": draw(st.sampled_from(["Công chức", "Nhân viên, tạp vụ", "=A1"]))}
            row["category"] = draw(st.none() | st.sampled_from([one.value for one in Category]))
            row["leader"] = begin != begins[-1] and draw(st.booleans())
            row["from"] = begin and begin.isoformat()
            following = begins[place + 1] if place + 1 < len(begins) else None
            if following and draw(st.booleans()) and (begin is None or begin + timedelta(days=3) < following):
                row["until"] = (following - timedelta(days=2)).isoformat()
            rows.append(row)
    return rows


@st.composite
def records(draw: Any) -> dict[BatchKind, list[dict[str, Any]]]:
    """Rows of every kind that an office takes without complaint."""
    checks = [
        {"officer": code, "period": period, "answers": draw(ANSWERS)}
        for period in ("2026-10", "2026-11")
        for code in draw(st.sets(st.sampled_from(OFFICERS)))
    ]
    reviews = [
        {"officer": one["officer"], "period": one["period"], "criterion": code, "rating": "not_met", "note": draw(SAID)}
        | {"evidence": draw(TEXTS), "reviewer": LEADER}
        for one in checks
        for code in draw(st.sets(st.sampled_from(["TD-01", "GT-01"])))
    ]
    cases = draw(st.lists(CASES.map(_of_its_month), max_size=4, unique_by=lambda one: one["id"] or tuple(one.values())))
    progress = draw(st.lists(PROGRESS, max_size=3, unique_by=lambda one: (one["on"], one["note"])))
    return {
        BatchKind.STAFF: draw(people()),
        BatchKind.CHECKS: checks,
        BatchKind.REVIEWS: reviews,
        BatchKind.VIOLATIONS: cases,
        BatchKind.PLAN: progress,
    }


def _of_its_month(case: dict[str, Any]) -> dict[str, Any]:
    """An id of our own form is that of the act's month."""
    return case | {"occurred_on": "2026-10-09"} if case["id"].startswith("VP-") else case


def empty_office() -> Office:
    return replace(new_office(), criteria_path=SMALL)


def exported(office: Office, form: str, words: Words) -> Iterator[tuple[BatchKind, bytes]]:
    """A file of every kind, in the order in which they are brought in."""
    for kind in BatchKind:
        yield kind, file_bytes(form, data_export.data(office, kind, None, words), words)


def bring(office: Office, kind: BatchKind, data: bytes, name: Path) -> int:
    """Bring a file in; how many records that changed."""
    name.write_bytes(data)
    batch = bring_in(office, Asked(kind, str(name), Reading())).batch
    return batch.added + batch.replaced


@pytest.mark.parametrize("form", FILES)
@settings(max_examples=25, deadline=None)
@given(rows=records(), words=WORDS)
def test_an_export_brought_into_an_empty_office_is_exported_as_the_same_bytes(
    form: str, rows: dict[BatchKind, list[dict[str, Any]]], words: Words
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = empty_office(), empty_office()
        for kind, objects in rows.items():
            data = "".join(f"{json.dumps(one)}\n" for one in objects).encode()
            bring(first, kind, data, Path(folder) / "rows.jsonl")
        files = dict(exported(first, form, words))
        for kind, data in files.items():
            assert bring(first, kind, data, Path(folder) / f"again.{form}") == 0
            bring(second, kind, data, Path(folder) / f"there.{form}")
        assert dict(exported(second, form, words)) == files
