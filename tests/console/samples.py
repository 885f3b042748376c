"""A small catalogue and the views of it that the tests of this room share."""

from datetime import date

from civicode.console.check.screen import View
from civicode.domain.calendar import Period
from civicode.domain.check.check import Answers, make_answer
from civicode.domain.check.sheet import Sheet, sheet_of
from civicode.domain.criteria.catalogue import Catalogue, Criterion, Kind, PlanDocument, Section
from civicode.domain.criteria.rating import Rating
from civicode.i18n import Lang, Words

NOVEMBER = Period(2026 * 12 + 10)
MET = make_answer(Rating.MET)
LATE = make_answer(Rating.NOT_MET, "đi trễ 2 lần")
AWAY = make_answer(Rating.NOT_APPLICABLE, "nghỉ phép")


def criterion(code: str, title: str, title_en: str, *, na_allowed: bool = True) -> Criterion:
    return Criterion(
        code=code,
        section=code[:2],
        title=title,
        title_en=title_en,
        text=f"{title}, theo quy định của cơ quan.",
        text_en=f"{title_en}, as the office has ruled.",
        quote=f"{title.lower()} theo quy định",
        clause="II.2.1 đoạn 2",
        kind=Kind.DUTY,
        na_allowed=na_allowed,
    )


SECTIONS = (
    Section(code="CQ", title="Tập thể", title_en="The office", clause="II.1"),
    Section(code="TD", title="Tinh thần, thái độ làm việc", title_en="Attitude at work", clause="II.2.1"),
    Section(code="GT", title="Giao tiếp, ứng xử", title_en="Manners", clause="II.2.2"),
)
CRITERIA = (
    criterion("TD-01", "Nỗ lực hoàn thành tốt nhiệm vụ", "Do one's best at every task"),
    criterion("TD-02", "Sử dụng có hiệu quả thời giờ làm việc", "Use working hours well"),
    criterion("TD-03", "Không đi trễ, về sớm", "Neither come late nor leave early", na_allowed=False),
    criterion("GT-01", "4 xin: xin chào", "Say hello"),
    criterion("GT-02", "4 luôn: luôn mỉm cười", "Always smile"),
)
CATALOGUE = Catalogue(
    document=PlanDocument(
        number="144/KH-UBND",
        date=date(2024, 2, 16),
        issuer="UBND phường Mỹ Thạnh",
        title="Kế hoạch",
        title_en="Plan",
        basis="",
        body_from="I",
        body_to="./.",
    ),
    sections=SECTIONS,
    criteria=CRITERIA,
)


def sheet(answers: Answers | None = None) -> Sheet:
    return sheet_of(SECTIONS, CRITERIA, answers or {})


def view(lang: Lang = Lang.VI, width: int = 80, before: Answers | None = None) -> View:
    return View(words=Words(lang), width=width, period=NOVEMBER, before=before)
