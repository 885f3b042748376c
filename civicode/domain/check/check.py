"""Self-checks: one person (or the office) over one period, an answer to each criterion asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from civicode.domain.criteria.catalogue import Criterion
from civicode.domain.criteria.rating import Rating
from civicode.domain.record import day_or_none, flag_of, object_of, only_texts, text_of
from civicode.domain.text.text import LONGEST_TEXT, has_surrogates, is_blank, nfc
from civicode.errors import Problem


class CheckState(StrEnum):
    """Where a check stands; a withdrawn one counts as not done."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"

    __hash__ = str.__hash__  # that of an enum is a function of its own


COUNTED = frozenset({CheckState.SUBMITTED, CheckState.CONFIRMED})
"""States in which a check's answers stand in reports and count as handed in."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A rating, why, and where the proof lies (a number, or a file name with its SHA-256; never the file)."""

    rating: Rating
    note: str = ""
    evidence: str = ""


Answers = Mapping[str, Answer]
"""Answers by criterion code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    """One check.

    Attributes:
        officer: staff code, or `CQ` for the office check.
        period: key of its period.
        catalogue: digest of the catalogue whose words were answered.
        submitted_on: day on which it was first handed in; None while it is a draft.
        entered_by: who typed it in; somebody else than the officer is "nhập thay".
        late: first handed in after the due day of its period; a later change does not make it late.
        reason: why it was returned or withdrawn.
        confirmed_by: the leader who confirmed it.
        exceptions: the ratings that are not `met`, by criterion; most checks have few, and reports read them often.
    """

    officer: str
    period: str
    state: CheckState
    catalogue: str
    answers: Answers = field(default_factory=dict)
    submitted_on: date | None = None
    entered_by: str = ""
    late: bool = False
    reason: str = ""
    confirmed_by: str = ""
    exceptions: Mapping[str, Rating] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        bare, met = _BARE["met"], Rating.MET
        found = {
            code: answer.rating
            for code, answer in self.answers.items()
            if answer is not bare and answer.rating is not met
        }
        object.__setattr__(self, "exceptions", found)

    @property
    def codes(self) -> Collection[str]:
        """The criteria answered."""
        return self.answers.keys()

    def of(self, officer: str) -> SelfCheck:
        """The same check as that of `officer`."""
        return replace(self, officer=officer)


def check_to_document(check: SelfCheck) -> dict[str, Any]:
    """The form in which a book keeps a check; an answer with neither note nor evidence is its rating alone."""
    document: dict[str, Any] = {
        "officer": check.officer,
        "state": check.state.value,
        "catalogue": check.catalogue,
        "submitted_on": check.submitted_on.isoformat() if check.submitted_on else None,
        "entered_by": check.entered_by,
        "late": check.late,
    }
    if check.reason:
        document["reason"] = check.reason
    if check.confirmed_by:
        document["confirmed_by"] = check.confirmed_by
    document["answers"] = {code: answer_to_value(answer) for code, answer in check.answers.items()}
    return document


def check_from_document(document: Mapping[str, Any], period: str) -> SelfCheck:
    """The check that the book of `period` keeps in `document`; KeyError, TypeError or ValueError when it is none."""
    return SelfCheck(
        officer=text_of(document, "officer"),
        period=period,
        state=CheckState(document["state"]),
        catalogue=text_of(document, "catalogue"),
        answers=answers_from_document(document),
        submitted_on=day_or_none(document, "submitted_on"),
        entered_by=text_of(document, "entered_by"),
        late=flag_of(document, "late"),
        reason=text_of(document, "reason", ""),
        confirmed_by=text_of(document, "confirmed_by", ""),
    )


def answers_from_document(document: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers of a check or draft by code; KeyError, TypeError or ValueError when they are none."""
    kept = object_of(document, "answers")
    answers = dict.fromkeys(kept, _BARE["met"])
    answers.update({code: answer_from_value(value) for code, value in kept.items() if value != "met"})
    return answers


def answer_to_value(answer: Answer) -> str | dict[str, str]:
    """The JSON of an answer: its rating alone, or an object with note and evidence where there are any."""
    if not answer.note and not answer.evidence:
        return answer.rating.value
    value = {"rating": answer.rating.value, "note": answer.note, "evidence": answer.evidence}
    return {key: text for key, text in value.items() if text}


def answer_from_value(value: str | Mapping[str, str]) -> Answer:
    """The answer in a book's or draft's JSON; KeyError, TypeError or ValueError when it is none."""
    if isinstance(value, str):
        return _BARE[value]
    given = only_texts(value, _ANSWER)
    return Answer(_BARE[given["rating"]].rating, given.get("note", ""), given.get("evidence", ""))


def rating_from_value(value: str | Mapping[str, str]) -> Rating:
    """The rating of the answer in a book's JSON; KeyError or TypeError when it is no answer."""
    return _BARE[value if isinstance(value, str) else only_texts(value, _ANSWER)["rating"]].rating


_ANSWER = frozenset({"rating", "note", "evidence"})
_BARE = {rating.value: Answer(rating) for rating in Rating}
# A year of two thousand people holds a million answers that are `met` alone.


def unanswered(asked: Iterable[Criterion], answers: Answers) -> list[Criterion]:
    """The criteria still without an answer, in the catalogue's order."""
    return [criterion for criterion in asked if criterion.code not in answers]


def normalised(answers: Answers, criteria: Iterable[Criterion]) -> tuple[dict[str, Answer], list[Problem]]:
    """The answers in stored form (codes as the catalogue spells them, texts in NFC without blanks at the ends).

    The problems are criteria that were answered twice, in two spellings.
    """
    spelling = {criterion.code.upper(): criterion.code for criterion in criteria}
    stored: dict[str, Answer] = {}
    problems: list[Problem] = []
    for given, answer in answers.items():
        code = spelling.get(given.strip().upper(), given.strip())
        if code in stored:
            problems.append(Problem("check.named_twice", {"criterion": code}, where=code))
        stored[code] = Answer(answer.rating, nfc(answer.note).strip(), nfc(answer.evidence).strip())
    return stored, problems


def answer_problems(answers: Answers, asked: Sequence[Criterion], others: Sequence[Criterion]) -> list[Problem]:
    """Everything wrong with the answers given, by criterion; what is missing is not looked at.

    Args:
        asked: the criteria this person is asked in this period.
        others: every criterion of the catalogue, to tell one of another audience from one that does not exist.
    """
    by_code = {criterion.code: criterion for criterion in asked}
    known = {criterion.code for criterion in others}
    problems: list[Problem] = []
    for code, answer in answers.items():
        criterion = by_code.get(code)
        if criterion is None:
            kind = "check.not_asked" if code in known else "check.unknown_criterion"
            problems.append(Problem(kind, {"criterion": code, "accepted": sorted(by_code)}, where=code))
            continue
        problems += rule_problems(criterion, answer)
    return problems


def missing_problems(asked: Iterable[Criterion], answers: Answers) -> list[Problem]:
    """One problem for each criterion without an answer: unanswered is never met."""
    return [Problem("check.unanswered", item.facts, where=item.code) for item in unanswered(asked, answers)]


def note_is_required(criterion: Criterion, rating: Rating) -> bool:
    """Whether the criterion's evidence rule asks for a note with `rating`."""
    return rating in criterion.note_required_for


def rule_problems(criterion: Criterion, answer: Answer) -> list[Problem]:
    """What the criterion's own rules say against an answer, and what keeps its texts from being stored."""
    found: list[tuple[str, dict[str, object]]] = []
    if answer.rating is Rating.NOT_APPLICABLE and not criterion.na_allowed:
        found.append(("check.na_not_allowed", {}))
    if answer.rating in criterion.note_required_for and is_blank(answer.note):
        found.append(("check.note_required", {}))
    for text in (answer.note, answer.evidence):
        if has_surrogates(text):
            found.append(("check.text_broken", {}))
        if len(text) > LONGEST_TEXT:
            found.append(("check.text_too_long", {"length": len(text), "longest": LONGEST_TEXT}))
    facts = {**criterion.facts, "rating": answer.rating} if found else {}
    return [Problem(code, {**facts, **more}, where=criterion.code) for code, more in found]
