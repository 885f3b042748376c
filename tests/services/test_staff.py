from dataclasses import replace
from datetime import date

import pytest

from civicode.domain.staff.staff import Category
from civicode.errors import NotFoundError, RefusedError, UsageError
from civicode.services import staff
from civicode.services.office.office import Office
from civicode.store.memory import MemoryStore


def codes(refused: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    return [problem.code.removeprefix("staff.") for problem in refused.value.problems]


def audit(store: MemoryStore) -> list[tuple[str, str]]:
    entries = store.load("office").table("audit")
    return [(entries[key]["action"], entries[key]["key"]) for key in sorted(entries, key=int)]


class TestAdd:
    def test_somebody_new(self, empty_office: Office, store: MemoryStore) -> None:
        receipt = staff.add(
            empty_office,
            code=" 010 ",
            name="Vo\u0303  Văn Ba",
            position="Tư pháp",
            unit="Tư pháp",
            category=Category.WORKER,
            since=date(2026, 5, 4),
            order=3,
        )
        assert (receipt.action, receipt.kind, receipt.key) == ("created", "staff", "010")
        assert receipt.audit == store.load("office").head
        assert store.load("office").table("staff")["010"] == {
            "code": "010",
            "name": "Võ Văn Ba",
            "posts": [
                {
                    "from": "2026-05-04",
                    "position": "Tư pháp",
                    "unit": "Tư pháp",
                    "leader": False,
                    "category": "nguoi_lao_dong",
                }
            ],
            "until": None,
            "order": 3,
        }
        assert empty_office.member("010").name == "Võ Văn Ba"

    def test_the_same_again_writes_nothing(self, office: Office, store: MemoryStore) -> None:
        before = store.load("office").head
        receipt = staff.add(
            office, code="001", name="Lê Thị Ánh", position="Phó Chủ tịch", unit="Lãnh đạo", leader=True, order=1
        )
        assert (receipt.action, receipt.audit, store.load("office").head) == ("unchanged", None, before)

    def test_a_code_is_taken_in_any_case(self, office: Office, store: MemoryStore) -> None:
        staff.add(office, code="ab", name="A", position="P", unit="U")
        with pytest.raises(RefusedError) as refused:
            staff.add(office, code="AB", name="B", position="P", unit="U")
        assert codes(refused) == ["code_taken"]
        assert refused.value.problems[0].facts == {"code": "ab", "name": "A"}

    def test_everything_wrong_at_once(self, office: Office, store: MemoryStore) -> None:
        before = store.load("office").head
        with pytest.raises(RefusedError) as refused:
            staff.add(office, code="cq", name=" ", position="", unit="U", order=-1)
        assert codes(refused) == ["code_reserved", "empty", "empty", "order_negative"]
        assert refused.value.facts == {"n": 4}
        assert store.load("office").head == before

    def test_a_dry_run_changes_nothing(self, office: Office, store: MemoryStore) -> None:
        before = store.load("office").head
        receipt = staff.add(replace(office, dry_run=True), code="010", name="A", position="P", unit="U")
        assert (receipt.action, receipt.audit, receipt.dry_run) == ("created", None, True)
        assert store.load("office").head == before


class TestRegister:
    def test_who_serves_on_a_day_in_the_order_of_lists(self, office: Office) -> None:
        assert [one.code for one in staff.register(office, date(2026, 9, 30))] == ["001", "008", "007", "009"]
        assert [one.code for one in staff.register(office, date(2026, 10, 1))] == ["001", "008", "007"]
        assert [one.code for one in staff.register(office, date(2026, 1, 1))] == ["001", "007", "009"]

    def test_everyone_ever(self, office: Office) -> None:
        assert len(staff.register(office)) == 4


class TestChange:
    def test_a_post_from_a_day_on(self, office: Office) -> None:
        receipt = staff.change(office, "duc", since=date(2026, 11, 16), unit=" Tài  chính ", leader=True)
        member = office.member("007")
        assert (receipt.action, receipt.key) == ("changed", "007")
        assert [(post.since, post.unit, post.leader) for post in member.posts] == [
            (None, "Văn phòng", False),
            (date(2026, 11, 16), "Tài chính", True),
        ]
        assert member.posts[1].position == "Văn thư"

    def test_nothing_new_is_unchanged(self, office: Office) -> None:
        assert staff.change(office, "007", since=date(2026, 11, 16), unit="Văn phòng").action == "unchanged"

    def test_something_must_be_named(self, office: Office) -> None:
        with pytest.raises(UsageError) as refused:
            staff.change(office, "007", since=date(2026, 11, 16))
        assert refused.value.code == "staff.nothing_named"

    def test_a_text_that_nobody_can_see_is_none(self, office: Office) -> None:
        with pytest.raises(RefusedError) as refused:
            staff.change(office, "007", since=date(2026, 11, 16), unit="\u200b \u2060")
        assert codes(refused) == ["empty"]

    def test_coming_back(self, office: Office) -> None:
        assert staff.change(office, "009", since=date(2026, 12, 1)).action == "changed"
        back = office.member("009")
        assert (back.on_register(date(2026, 11, 1), date(2026, 11, 30)), back.until) == (False, None)

    def test_not_before_the_register(self, office: Office) -> None:
        with pytest.raises(RefusedError) as refused:
            staff.change(office, "008", since=date(2026, 3, 15), unit="Tư pháp")
        assert codes(refused) == ["before_register"]

    def test_nobody(self, office: Office) -> None:
        with pytest.raises(NotFoundError):
            staff.change(office, "099", since=date(2026, 3, 15), unit="Tư pháp")


class TestCorrect:
    def test_the_audit_keeps_the_reason(self, office: Office, store: MemoryStore) -> None:
        receipt = staff.correct(office, "007", name="Trần Minh Đức Anh", order=7, reason="thiếu tên đệm")
        entry = store.load("office").last_entry
        member = office.member("007")
        assert (receipt.action, member.name, member.order) == ("corrected", "Trần Minh Đức Anh", 7)
        assert entry is not None
        assert (entry["action"], entry["reason"]) == ("corrected", "thiếu tên đệm")

    def test_a_reason_is_needed_beside_whatever_else_is_wrong(self, office: Office) -> None:
        with pytest.raises(RefusedError) as refused:
            staff.correct(office, "007", name=" ", reason="")
        assert [problem.where for problem in refused.value.problems] == ["--name", "--reason"]

    def test_something_must_be_named(self, office: Office) -> None:
        with pytest.raises(UsageError):
            staff.correct(office, "007", reason="nhầm")


class TestLeave:
    def test_the_last_day_and_another_one(self, office: Office) -> None:
        assert staff.leave(office, "007", until=date(2026, 11, 30)).action == "left"
        assert staff.leave(office, "007", until=date(2026, 11, 30)).action == "unchanged"
        assert staff.leave(office, "007", until=date(2026, 12, 31)).action == "left"
        assert office.member("007").until == date(2026, 12, 31)

    def test_not_before_the_first_day(self, office: Office) -> None:
        with pytest.raises(RefusedError) as refused:
            staff.leave(office, "008", until=date(2026, 3, 15))
        assert codes(refused) == ["leaves_before_post"]


class TestExcuse:
    def test_days_away(self, office: Office, store: MemoryStore) -> None:
        receipt = staff.excuse(office, "007", since=date(2026, 11, 1), until=date(2026, 11, 30), reason="nghỉ ốm")
        assert (receipt.action, receipt.kind, receipt.key) == ("created", "absence", "007:2026-11-01")
        assert store.load("office").table("absences")["007:2026-11-01"] == {
            "officer": "007",
            "from": "2026-11-01",
            "until": "2026-11-30",
            "reason": "nghỉ ốm",
        }
        assert [absence.officer for absence in office.absences] == ["007"]

    def test_from_the_same_day_it_is_set_anew(self, office: Office) -> None:
        days = {"since": date(2026, 11, 1), "reason": "nghỉ ốm"}
        actions = [
            staff.excuse(office, "007", until=date(2026, 11, day), **days).action  # type: ignore[arg-type]
            for day in (10, 10, 20)
        ]
        assert actions == ["created", "unchanged", "replaced"]
        assert [absence.until for absence in office.absences] == [date(2026, 11, 20)]

    def test_an_overlap_is_refused(self, office: Office) -> None:
        staff.excuse(office, "007", since=date(2026, 11, 1), until=date(2026, 11, 10), reason="ốm")
        with pytest.raises(RefusedError) as refused:
            staff.excuse(office, "007", since=date(2026, 11, 10), until=date(2026, 11, 12), reason="")
        assert codes(refused) == ["empty", "absence_overlaps"]


def test_every_write_is_in_the_audit(office: Office, store: MemoryStore) -> None:
    staff.change(office, "007", since=date(2026, 4, 1), unit="Tư pháp")
    staff.excuse(office, "007", since=date(2026, 11, 1), until=date(2026, 11, 30), reason="ốm")
    assert audit(store) == [
        ("opened", "book"),
        ("created", "001"),
        ("created", "007"),
        ("created", "008"),
        ("created", "009"),
        ("left", "009"),
        ("changed", "007"),
        ("created", "007:2026-11-01"),
    ]
