"""Records of a small invented office, for reports: every figure can be counted by hand."""

from datetime import date

from civicode.domain.calendar import Period, Window, read_period
from civicode.domain.check.check import CheckState, SelfCheck, make_answer
from civicode.domain.criteria.catalogue import Audience, Catalogue, Criterion, PlanDocument, Section
from civicode.domain.criteria.rating import Rating
from civicode.domain.period.standing import period_standing, standings
from civicode.domain.staff.staff import Absence, Post, StaffMember, in_order
from civicode.domain.violation.violation import CaseEvent, CaseState, Violation
from civicode.reports.report.figures import totals_of
from civicode.reports.report.records import PeriodRecords, Scope

MET, NOT_MET, NOT_APPLICABLE = Rating.MET, Rating.NOT_MET, Rating.NOT_APPLICABLE
NAMES = {"001": "Lê Thị Ánh", "002": "Trần Minh Đức", "003": "Đỗ Mai", "004": "Vũ Ân"}


def month(key: str) -> Period:
    found = read_period(key, date(2026, 12, 2))
    assert found
    return found


NOVEMBER, OCTOBER = month("2026-11"), month("2026-10")


def member(code: str, unit: str, order: int, since: date | None = None) -> StaffMember:
    return StaffMember(
        code=code,
        name=NAMES[code],
        posts=(Post(since=since, position="Chuyên viên", unit=unit, leader=False, category=None),),
        order=order,
        until=None,
    )


MEMBERS = (member("001", "Lãnh đạo", 1), member("002", "Văn phòng", 2), member("003", "Văn phòng", 3))


def criterion(code: str, title: str, audience: Audience = Audience.ALL) -> Criterion:
    return Criterion(
        code=code,
        section=code[:2],
        title=title,
        title_en=f"{title} (en)",
        text=title,
        text_en=title,
        quote=title,
        clause="II",
        audience=audience,
    )


CATALOGUE = Catalogue(
    document=PlanDocument(
        number="1/KH-UBND",
        date=date(2024, 1, 2),
        issuer="UBND phường Bình Minh",
        title="Kế hoạch",
        title_en="Plan",
        basis="",
        body_from="I",
        body_to="./.",
    ),
    sections=(
        Section(code="CQ", title="Cơ quan", title_en="The office", clause="II.1"),
        Section(code="TD", title="Thái độ", title_en="Attitude", clause="II.2.1"),
        Section(code="GT", title="Giao tiếp", title_en="Communication", clause="II.2.2"),
    ),
    criteria=(
        criterion("CQ-01", "Công khai thủ tục", Audience.OFFICE),
        criterion("TD-01", "Làm hết việc"),
        criterion("TD-02", "Không đi trễ"),
        criterion("GT-01", "Xin chào"),
    ),
)


def check(
    officer: str,
    period: Period,
    *ratings: Rating,
    state: CheckState = CheckState.SUBMITTED,
    on: date | None = None,
    late: bool = False,
) -> SelfCheck:
    """A check of TD-01, TD-02, GT-01 in this order; of CQ-01 for the office."""
    codes = ("CQ-01",) if officer == "CQ" else ("TD-01", "TD-02", "GT-01")
    answers = {code: make_answer(rating) for code, rating in zip(codes, ratings, strict=True)}
    return SelfCheck(
        officer=officer,
        state=state,
        catalogue="digest",
        answers=answers,
        submitted_on=on or date(2026, 12, 2),
        entered_by=officer,
        late=late,
    )


def case(officer: str, *criteria: str, state: CaseState = CaseState.CONFIRMED, number: int = 1) -> Violation:
    day = date(2026, 11, 5)
    events = [CaseEvent(state=CaseState.REPORTED, at="2026-11-06T08:00:00+07:00", by="secret")]
    if state is not CaseState.REPORTED:
        events.append(CaseEvent(state=state, at="2026-11-09T09:30:00+07:00", by="001"))
    return Violation(
        id=f"VP-2026-11-{number:04d}",
        officer=officer,
        criteria=criteria,
        occurred_on=day,
        noticed_on=day,
        entered_on=date(2026, 11, 6),
        what="Đến cơ quan lúc 8 giờ 20",
        recorder="secret",
        unit="Văn phòng",
        events=tuple(events),
    )


def records(
    period: Period,
    *checks: SelfCheck,
    cases: tuple[Violation, ...] = (),
    members: tuple[StaffMember, ...] = MEMBERS,
    absences: tuple[Absence, ...] = (),
    drafts: tuple[str, ...] = (),
    state: str = "open",
) -> PeriodRecords:
    by_officer = {one.officer: one for one in checks}
    people = standings(in_order(members), absences, by_officer, drafts, period)
    standing = period_standing(period, state, Window(), people)
    return PeriodRecords(standing, by_officer, cases, f"{period.key}:7:ab12cd34ef56")


def scope(
    *books: PeriodRecords,
    period: Period = NOVEMBER,
    before: PeriodRecords | None = None,
    members: tuple[StaffMember, ...] = MEMBERS,
    named: bool = False,
) -> Scope:
    listed = in_order(one for one in members if one.on_register(period.first_day, period.last_day))
    earlier = [before, *books[:-1]]
    return Scope(
        period=period,
        books=tuple(one.after(last) if last else one for last, one in zip(earlier, books, strict=False)),
        catalogue=CATALOGUE,
        units={one.code: one.post_in(period).unit for one in listed},
        compared=(before.standing.period, totals_of((before,))) if before else None,
        named=named,
        names=NAMES if named else {},
        posts={one.code: one.post_in(period) for one in listed},
    )
