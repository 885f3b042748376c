"""Self-checks: one person (or the office) over one period, an answer to each criterion asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from civicode.domain.criteria.catalogue import Criterion
from civicode.domain.criteria.rating import Rating
from civicode.domain.record import NOTE, REASON, Record
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


class Answer(Record, frozen=True, forbid_unknown_fields=True):
    """A rating with why, or where the proof lies (a number, or a file name with its SHA-256; never the file)."""

    rating: Rating
    note: Annotated[str, NOTE] = ""
    evidence: Annotated[str, NOTE] = ""


AnyAnswer: TypeAlias = Rating | Answer
"""An answer: of nearly all of them there is no more than the rating. `make_answer` makes it; each has `rating`, `note`
and `evidence`."""

Answers = Mapping[str, AnyAnswer]
"""Answers by criterion code."""


def make_answer(rating: Rating, note: str = "", evidence: str = "") -> AnyAnswer:
    """The answer that says so: the rating alone where there is neither note nor evidence."""
    return Answer(rating=rating, note=note, evidence=evidence) if note or evidence else rating


class SelfCheck(Record, frozen=True, kw_only=True):
    """One check; the book in which it lies says of which period.

    Attributes:
        officer: staff code, or `CQ` for the office check.
        catalogue: digest of the catalogue whose words were answered.
        submitted_on: day on which it was first handed in; None while it is a draft.
        entered_by: who typed it in; somebody else than the officer is "nhập thay".
        late: first handed in after the due day of its period; a later change does not make it late.
        reason: why it was returned or withdrawn.
        confirmed_by: the leader who confirmed it.
    """

    officer: str
    state: CheckState
    catalogue: str
    answers: Answers
    submitted_on: date | None
    entered_by: str
    late: bool
    reason: Annotated[str, REASON] = ""
    confirmed_by: str = ""

    @property
    def exceptions(self) -> dict[str, Rating]:
        """The ratings that are not `met`, by criterion: most checks have few."""
        met = Rating.MET
        return {code: one.rating for code, one in self.answers.items() if one is not met and one.rating is not met}


def unanswered(asked: Iterable[Criterion], answers: Answers) -> list[Criterion]:
    """The criteria still without an answer, in the catalogue's order."""
    return [criterion for criterion in asked if criterion.code not in answers]


def normalised(answers: Answers, criteria: Iterable[Criterion]) -> tuple[dict[str, AnyAnswer], list[Problem]]:
    """The answers in stored form (codes as the catalogue spells them, texts in NFC without blanks at the ends).

    The problems are criteria that were answered twice, in two spellings.
    """
    spelling = {criterion.code.upper(): criterion.code for criterion in criteria}
    stored: dict[str, AnyAnswer] = {}
    problems: list[Problem] = []
    for given, answer in answers.items():
        code = spelling.get(given.strip().upper(), given.strip())
        if code in stored:
            problems.append(Problem("check.named_twice", {"criterion": code}, where=code))
        stored[code] = make_answer(answer.rating, nfc(answer.note).strip(), nfc(answer.evidence).strip())
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


def rule_problems(criterion: Criterion, answer: AnyAnswer) -> list[Problem]:
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
