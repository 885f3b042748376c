"""What somebody saw and wants recorded, and everything that can be wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from civicode.domain.criteria.catalogue import OFFICE_AUDIENCE, Audience, Catalogue, Criterion, audiences_of
from civicode.domain.staff.staff import OFFICE, StaffMember
from civicode.domain.text.text import LONGEST_TEXT, has_surrogates, is_blank, nfc
from civicode.domain.violation.violation import ENTERED_TEXTS, Observation
from civicode.errors import Problem

EARLIEST_DAY = date(2000, 1, 1)
"""First day on which an act may lie; an earlier date is a slip of the keys (0206 for 2026)."""


class Subject(NamedTuple):
    """Who a case is about, as they stood on the day of the act.

    Attributes:
        code: staff code, or `CQ` for the office.
        position, unit: empty for the office.
        audiences: whose criteria they are held to.
        serving: whether they were on the register on that day.
    """

    code: str
    name: str = ""
    position: str = ""
    unit: str = ""
    audiences: tuple[Audience, ...] = OFFICE_AUDIENCE
    serving: bool = True


def subject_on(member: StaffMember | None, day: date) -> Subject:
    """The person with the post held on `day`; the office for None."""
    if member is None:
        return Subject(OFFICE)
    post = member.post_on(day)
    return Subject(
        code=member.code,
        name=member.name,
        position=post.position,
        unit=post.unit,
        audiences=audiences_of(post.leader),
        serving=member.on_register(day, day),
    )


def is_steady(member: StaffMember | None) -> bool:
    """Whether `subject_on` says the same on every day: one post, without a beginning and without an end."""
    return member is None or (member.since is None and member.until is None and len(member.posts) == 1)


def tidied(text: str) -> str:
    """`text` as it is kept: NFC, nothing around it; empty when nothing of it can be seen."""
    return "" if is_blank(text) else nfc(text).strip()


def observation_problems(seen: Observation, subject: Subject, catalogue: Catalogue, today: date) -> list[Problem]:
    """Everything wrong with what was entered."""
    return [*bond_problems(seen, subject, catalogue), *content_problems(seen, today)]


def bond_problems(seen: Observation, subject: Subject, catalogue: Catalogue) -> list[Problem]:
    """Whether the criteria bound this person on the day of the act, and whether they were serving at all.

    Nothing else of the observation is asked: what is sound for one is so for whoever has the same `bond`.
    """
    return [*_subject_problems(seen, subject), *_criteria_problems(seen, subject, catalogue)]


def bond(seen: Observation, subject: Subject) -> tuple[object, ...]:
    """All that `bond_problems` depends on but the catalogue, which follows from the day."""
    return subject.serving, subject.audiences, seen.criteria, seen.occurred_on


def content_problems(seen: Observation, today: date) -> list[Problem]:
    """What is wrong with the dates (act, then notice, then today) and with the texts."""
    return [*date_problems(seen, today), *_text_problems(seen)]


def _subject_problems(seen: Observation, subject: Subject) -> list[Problem]:
    if subject.serving:
        return []
    facts = {"officer": subject.code, "name": subject.name, "day": seen.occurred_on}
    return [Problem("violation.not_on_register", facts, where=subject.code)]


def _criteria_problems(seen: Observation, subject: Subject, catalogue: Catalogue) -> list[Problem]:
    if not seen.criteria:
        return [Problem("violation.no_criterion", where="--criterion")]
    named = [item for item in catalogue.criteria if item.code in seen.criteria]
    wrong = [item for item in named if item.audience not in subject.audiences or not item.in_force(seen.occurred_on)]
    missing = [] if len(named) == len(seen.criteria) else _not_yet_there(seen, catalogue)
    if not wrong:
        return missing
    asked = [item.code for item in catalogue.asked(subject.audiences, seen.occurred_on)]
    return [*missing, *(_criterion_problem(item, seen, subject, asked) for item in wrong)]


def _not_yet_there(seen: Observation, catalogue: Catalogue) -> list[Problem]:
    """The criteria that stand in another version alone than the one in use on the day of the act."""
    unknown = [code for code in seen.criteria if catalogue.criterion(code) is None]
    facts = {"day": seen.occurred_on}
    return [Problem("violation.not_in_version", {**facts, "criterion": code}, where="--criterion") for code in unknown]


def _criterion_problem(item: Criterion, seen: Observation, subject: Subject, asked: Sequence[str]) -> Problem:
    facts: dict[str, object] = {**item.facts, "officer": subject.code}
    if item.audience not in subject.audiences:
        facts |= {"audience": item.audience, "accepted": list(asked)}
        return Problem("violation.other_audience", facts, where="--criterion")
    return Problem("violation.not_in_force", facts | {"day": seen.occurred_on}, where="--criterion")


def date_problems(seen: Observation, today: date) -> list[Problem]:
    """What is wrong with the dates: act, then notice, then today."""
    facts = {"occurred_on": seen.occurred_on, "noticed_on": seen.noticed_on, "today": today, "earliest": EARLIEST_DAY}
    faults = (
        (seen.occurred_on > today, "violation.future_act", "--on"),
        (seen.occurred_on < EARLIEST_DAY, "violation.too_early", "--on"),
        (seen.noticed_on > today, "violation.noticed_in_future", "--noticed"),
        (seen.noticed_on < seen.occurred_on <= today, "violation.noticed_before_act", "--noticed"),
    )
    return [Problem(code, facts, where=option) for wrong, code, option in faults if wrong]


def _text_problems(seen: Observation) -> list[Problem]:
    problems = [] if seen.what else [Problem("violation.no_text", where="--what")]
    for name in (*ENTERED_TEXTS, "ref"):
        problems += text_problems(getattr(seen, name), f"--{name}")
    return problems


def text_problems(text: str, where: str) -> list[Problem]:
    """What keeps a free text from being stored: too many characters, or half of one."""
    problems: list[Problem] = []
    if len(text) > LONGEST_TEXT:
        facts = {"length": len(text), "longest": LONGEST_TEXT, "option": where}
        problems.append(Problem("violation.text_too_long", facts, where=where))
    if has_surrogates(text):
        problems.append(Problem("violation.broken_text", {"option": where}, where=where))
    return problems
