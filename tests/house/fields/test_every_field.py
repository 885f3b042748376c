"""A made-up value in every field of every record goes wherever records go, and leaves when its person is forgotten."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from civicode.domain.merge.record import Merger, Side
from civicode.domain.merge.ward import CodeRow
from civicode.domain.staff.staff import Absence, StaffMember
from civicode.domain.violation.violation import Violation
from civicode.services.merge import ward
from civicode.services.report import report
from civicode.services.store import backup
from civicode.services.store.archives import opened
from civicode.services.store.forget import forget
from civicode.store import Store
from civicode.store.opening import open_store
from tests.conftest import NOW
from tests.house.fields.full_office import FILE, LAST_DAY, MONTH, OLD, Full, full_office, later
from tests.house.fields.maker import EN
from tests.house.fields.place import ALSO, KINDS, NAMES, OFFICER, Kept, Place, drafts_in, every_byte, kept_in, new_place
from tests.house.fields.records import Leaf, fields_of, filled, is_blank, leaves, with_inner

HERE = "tests/house/fields/test_every_field.py"
STORY = "tests/house/fields/full_office.py"

STAYS = {
    "StaffMember.code": "a pseudonym, by which the figures hold together",
    "Post.position": "it carries the figures",
    "Post.unit": "it carries the figures",
    "Absence.officer": "a code",
    "FormerCode.into": "a code",
    "FormerCode.by": "a code",
    "SelfCheck.officer": "a code",
    "SelfCheck.catalogue": "a digest",
    "SelfCheck.entered_by": "a code",
    "SelfCheck.confirmed_by": "a code",
    "Review.officer": "a code",
    "Review.reviewer": "a code",
    "Violation.id": "a number",
    "Violation.officer": "a code",
    "Violation.criteria": "codes",
    "Violation.recorder": "a code",
    "Violation.position": "it carries the figures",
    "Violation.unit": "it carries the figures",
    "CaseEvent.at": "a time",
    "CaseEvent.by": "a code",
    "CaseEvent.level": "a word of the law",
    "CaseEvent.form": "a word of the law",
    "Correction.at": "a time",
    "Correction.by": "a code",
    "MovedViolation.to": "a number",
    "MovedViolation.at": "a time",
    "MovedViolation.by": "a code",
}
"""Texts in records about somebody that stay when they are forgotten, as `Type.field`, each with the reason."""

UNTOLD = {
    "StaffMember.order": "where they stand in lists",
    "SelfCheck.catalogue": "a digest",
    "Violation.recorder": "who reported it is not told",
    "Violation.ref": "the sender's number may lead to who reported it",
    "Violation.entered_on": "the day on which who reported it did so",
    "CaseEvent.by": "who reported it is not told",
    "Correction.by": "the audit tells it",
}
"""What the right of access leaves out, as `Type.field`, each with the reason."""


class Theirs(NamedTuple):
    """A value in a record about somebody, and the record."""

    leaf: Leaf
    kept: Kept


@pytest.fixture(scope="session")
def laid_out_full(tmp_path_factory: pytest.TempPathFactory) -> Full:
    return full_office(tmp_path_factory.mktemp("full") / "office")


@pytest.fixture
def full(laid_out_full: Full, tmp_path: Path) -> Full:
    return laid_out_full._replace(place=laid_out_full.place.copied(tmp_path / "office"))


def forgotten(full: Full) -> Place:
    forget(full.place.office(now=later()), OFFICER, reason="hết thời hạn lưu")
    return full.place


def everything(store: Store, place: Place | None = None) -> list[Kept]:
    return [*kept_in(store), *(drafts_in(place.office()) if place else ())]


def about(records: list[Kept], *codes: str) -> Iterator[Theirs]:
    """Every value in the records about a person, those within other records among them."""
    for kept in records:
        for record in _whole_ones(kept.record):
            if _whose(kept, record) in codes:
                yield from (Theirs(leaf, kept) for leaf in leaves(record) if not is_blank(leaf.value))


def _whole_ones(record: Any) -> list[Any]:
    """The record; of what a closed month kept, the people and violations in it."""
    inner = [getattr(record, name) for name in fields_of(type(record))]
    held = [
        one for value in inner if isinstance(value, tuple) for one in value if type(one) in (StaffMember, Violation)
    ]
    return held or [record]


def _whose(kept: Kept, record: Any) -> str:
    if kept.table == "moved_violations":
        return OFFICER
    return str(next((found for name in ("officer", "code", "into") if (found := getattr(record, name, None))), ""))


def test_every_field_of_every_record_is_filled_in_the_made_up_office(full: Full) -> None:
    records = everything(full.place.office().store, full.place)
    records += everything(forgotten(full).office(now=later()).store)
    full_fields = set[str]().union(*(filled(one.record) for one in records))
    blank = [f"{kind.__name__}.{name}" for kind in with_inner(*KINDS.values()) for name in fields_of(kind)]
    empty = [name for name in blank if name not in full_fields]
    assert empty == [], f"{empty} are blank in every record: enter them in {STORY}, or they are in no proof"


def test_what_may_stay_and_what_is_not_told_are_fields_and_no_others() -> None:
    names = {f"{kind.__name__}.{name}" for kind in with_inner(*KINDS.values()) for name in fields_of(kind)}
    assert {*STAYS, *UNTOLD} - names == set(), f"no fields any more: strike them out in {HERE}"


def test_what_was_entered_is_still_there(full: Full) -> None:
    """After two codes became one, a month was closed, opened again, a batch taken back, and a case moved."""
    kept = every_byte(full.place.folder / "data")
    archived = {text for text in full.made.texts if "ward draft" in text}
    lost = {
        f"{purpose}: {text}" for text, purpose in full.made.texts.items() if text not in kept and text not in archived
    }
    assert lost == set(), "entered, and nowhere any more"


@pytest.mark.parametrize("way", ["backup and restore", "copy"])
def test_every_record_is_the_same_in_a_copy(way: str, full: Full, tmp_path: Path) -> None:
    source, target = full.place.folder / "data", tmp_path / "there"
    expected = _everything_in(full.place.office().store)
    if way == "copy":
        backup.copy(str(source), str(target), NOW)
    else:
        backup.backup(full.place.office(), tmp_path / "all.zip")
        backup.restore(str(target), tmp_path / "all.zip", NOW)
    assert _everything_in(open_store(str(target), create=False)) == expected


def _everything_in(store: Store) -> list[Any]:
    shelves = (store.drafts, store.catalogues, store.archives)
    kept = [(one.book, one.table, one.key, one.record) for one in kept_in(store)]
    return [kept, [(name, shelf.read_bytes(name)) for shelf in shelves for name in shelf.names()]]


def test_the_archive_of_a_ward_that_joins_holds_every_record_and_its_people_come_whole(
    full: Full, tmp_path: Path
) -> None:
    ours = new_place(tmp_path / "ours", {code: f"Bùi Thử Nghiệm {code}" for code in NAMES})
    rows = [CodeRow(code, "", f"C{code}", 2, "codes.csv") for code in (*NAMES, *(f"B{one}" for one in NAMES))]
    expected = _everything_in(full.place.office().store)
    ward.merge(ours.office(), ward.Asked(str(full.place.folder), None, rows, "x", "x", ours.folder))
    (merger,) = ours.records(Merger)
    assert _everything_in(opened(ours.office().store, merger.archives[Side.OTHER])) == expected
    for kind, cut in ((StaffMember, {"code", "since", "until"}), (Absence, {"officer", "since"})):
        theirs = {
            name: [_plain(one, cut) for one in place.records(kind) if _is_of(one, code)]
            for name, place, code in (("there", full.place, ALSO), ("here", ours, f"C{ALSO}"))
        }
        assert theirs["here"][-1] == theirs["there"][-1], f"{kind.__name__}: lost when a ward joins"


def _is_of(record: Any, code: str) -> bool:
    return code in (getattr(record, "officer", None), getattr(record, "code", None))


def _plain(record: Any, cut: set[str]) -> list[tuple[str, object]]:
    return [(one.name, one.value) for one in leaves(record) if one.field not in cut]


def test_a_closed_month_keeps_its_people_and_violations_whole(full: Full) -> None:
    office = full.place.office()
    (kept,) = (one.record for one in kept_in(office.store) if (one.book, one.table) == (MONTH.key, "snapshots"))
    cases = {one.id: one for one in full.place.records(Violation)}
    assert [cases[one.id] for one in kept.cases] == list(kept.cases)
    assert kept.cases
    now = {one.code: {(leaf.name, leaf.value) for leaf in leaves(one)} for one in office.members}
    for member in kept.members:
        if member.code in now:
            cut = ("StaffMember.until", "Post.since", "Post.until")  # the one post by which they counted then
            lost = {(one.name, one.value) for one in leaves(member)} - now[member.code]
            assert {one for one in lost if one[0] not in cut} == set()
            assert filled(member) | set(cut) >= {name for name, value in now[member.code] if not is_blank(value)}


def test_the_right_of_access_tells_every_field(full: Full) -> None:
    office = full.place.office()
    told = report.build(office, "person", officer=OFFICER, words=EN)
    cells = {
        (column.key, str(value))
        for table in told.tables
        for row in table.rows
        for column in table.columns
        for value in _values(row.get(column.key))
    }
    texts = {value for _, value in cells}
    untold = {
        f"{one.leaf.name} {one.leaf.value!r} ({one.kept.book}/{one.kept.table}/{one.kept.key})"
        for one in about(everything(office.store, full.place), OFFICER, OLD)
        if one.leaf.name not in UNTOLD and not _is_told(one.leaf, cells, texts)
    }
    assert untold == set(), f"`report person` tells nothing of these: let it, or say in UNTOLD of {HERE} why not"


def _values(cell: Any) -> list[Any]:
    return list(cell) if isinstance(cell, list | tuple) else [cell]


def _is_told(leaf: Leaf, cells: set[tuple[str, str]], texts: set[str]) -> bool:
    """A yes in the column of its name; anything else in any."""
    if isinstance(leaf.value, bool):
        return (leaf.field, "True") in cells
    if leaf.value in (OFFICER, OLD, "draft"):  # whose it all is; that a draft is one
        return True
    return str(leaf.value) in texts


def _is_text(leaf: Leaf) -> bool:
    """Whether it is free text; former values of a violation's days are texts, too."""
    return type(leaf.value) is str and fields_of(leaf.kind)[leaf.field] is not date


def test_nothing_is_left_of_somebody_forgotten(full: Full) -> None:
    before = list(about(everything(full.place.office().store, full.place), OFFICER, OLD))
    free = {str(one.leaf.value): one.leaf.name for one in before if _is_text(one.leaf) and one.leaf.name not in STAYS}
    place = forgotten(full)
    now = [
        one for one in about(everything(place.office(now=later()).store, place), OFFICER, OLD) if one.leaf.value in free
    ]
    left = {f"{one.leaf.name} {one.leaf.value!r} in {one.kept.book}/{one.kept.table}/{one.kept.key}" for one in now}
    assert left == set(), f"`store forget` leaves these: take them away, or say in STAYS of {HERE} why they may stay"
    kept = every_byte(place.folder / "data")
    assert {f"{name} {text!r}" for text, name in free.items() if text in kept} == set(), "left in the bytes"
    assert not any(name in kept for name in (NAMES[OFFICER], FILE)), "the name is left, or a file that says it"
    assert LAST_DAY.isoformat() in kept
