"""The ways in which a check and a leader's ratings of it are entered."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from civicode.domain.batch import BatchKind
from civicode.domain.calendar import Period, read_period
from civicode.domain.check.check import Answer, SelfCheck
from civicode.domain.criteria.rating import Rating
from civicode.domain.review import Review
from civicode.services.check import check, draft
from civicode.services.check.target import Target, target
from civicode.services.review import rating, review
from tests.house.fields.maker import Maker
from tests.house.fields.place import LEADER, OFFICER, Place, drafts_in
from tests.house.fields.records import fields_of
from tests.house.fields.way import FORMS, Entered, Way, answers_file, bring, file_of

MONTH = "2026-10"
"""Past its days: a check of it is late."""

CODES = ("TD-01", "GT-01")
"""Criteria that may be answered with anything; the rest is met."""

LEFT = {
    "SelfCheck.reason": "why a leader sent it back, or it was taken back",
    "SelfCheck.confirmed_by": "a leader confirms it later",
}
BARE = LEFT | {"Answer.evidence": "an option has a criterion and its note; where the proof lies is said in a file"}
DRAFTED = LEFT | {
    "SelfCheck.submitted_on": "it was not handed in",
    "SelfCheck.late": "it was not handed in",
}
RATED = {"Review.reason": "ratings decide nothing"}
OF_A_FILE = "sources/fields/answers.py"
OF_ROWS = "domain/batch.py, sources/batch/columns.py and the intake"


def month() -> Period:
    """The month that is answered."""
    found = read_period(MONTH, date.max)
    assert found
    return found


def answered(made: Maker, purpose: str, *codes: str) -> dict[str, dict[str, Any]]:
    """An answer with something in each of its fields, to each of the criteria (`CODES`), as plain values."""
    return {
        code: {
            name: "not_met" if kind is Rating else made.value(kind, f"{purpose} {code} {name}")
            for name, kind in fields_of(Answer).items()
        }
        for code in codes or CODES
    }


def whole(meant: Target, given: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A whole check of these answers; the rest is met."""
    told = {code: Answer(**{**one, "rating": Rating(one["rating"])}) for code, one in given.items()}
    return {one.code: told.get(one.code, Rating.MET) for one in meant.asked}


def flat(given: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What the answers say, field by field, the values of all in a list."""
    return {name: [one[name] for one in given.values()] for name in next(iter(given.values()))}


def only(place: Place, kind: type = SelfCheck) -> Any:
    """The one record of a kind that there is."""
    (found,) = place.records(kind)
    return found


def by_library(place: Place, made: Maker) -> Entered:
    """As a program hands it in."""
    office, given = place.office(OFFICER), answered(made, "check")
    meant = target(office, OFFICER, month())
    check.submit(office, meant, whole(meant, given))
    return Entered(flat(given), only(place))


def amended(place: Place, made: Maker) -> Entered:
    """Changed by a program after it was handed in."""
    by_library(place, made)
    office, given = place.office(OFFICER), answered(made, "amended check")
    meant = target(office, OFFICER, month())
    check.amend(office, meant, {code: one for code, one in whole(meant, given).items() if code in CODES})
    return Entered(flat(given), only(place))


def drafted(place: Place, made: Maker) -> Entered:
    """As an unfinished one is kept."""
    office, given = place.office(OFFICER), answered(made, "draft")
    meant = target(office, OFFICER, month())
    draft.save_draft(office, meant, {code: one for code, one in whole(meant, given).items() if code in CODES})
    (kept,) = drafts_in(place.office())
    return Entered(flat(given), kept.record)


def by_options(place: Place, made: Maker) -> Entered:
    """As a person types it."""
    notes = {code: made.text(f"check {code} note") for code in CODES}
    options = [word for code, note in notes.items() for word in ("--not-met", f"{code}={note}")]
    place.run("check", OFFICER, "--period", MONTH, *options, "--rest-met", actor=OFFICER)
    return Entered({"note": list(notes.values())}, only(place))


def by_answers(form: str, place: Place, made: Maker) -> Entered:
    """As `check --answers` takes it."""
    given = answered(made, "answers")
    rest = {"TD-02": {"rating": "met"}}
    file = answers_file(place.folder, form, {**given, **rest})
    place.run("check", OFFICER, "--period", MONTH, "--answers", file, actor=OFFICER)
    return Entered(flat(given), only(place))


def by_file(form: str, spell: str, place: Place, made: Maker) -> Entered:
    """As a file of checks brings it; lower letters in its codes ask for a second look."""
    given = answered(made, "checks")
    answers = {getattr(code, spell)(): one for code, one in {**given, "TD-02": {"rating": "met"}}.items()}
    about = {"officer": OFFICER, "period": MONTH}
    rows = [
        {
            **about,
            **made.row(BatchKind.CHECKS, **about, criterion=code, rating="met"),
            "note": None,
            "evidence": None,
            **one,
        }
        for code, one in answers.items()
    ]
    bring(place, BatchKind.CHECKS, file_of(BatchKind.CHECKS, form, rows, [{**about, "answers": answers}]), form)
    return Entered(flat(given), only(place))


def rated_by_library(place: Place, made: Maker) -> Entered:
    """A leader's ratings, as a program enters them."""
    _handed_in(place)
    given = answered(made, "rating")
    ratings = {code: Answer(**{**one, "rating": Rating(one["rating"])}) for code, one in given.items()}
    rating.rate(place.office(LEADER), OFFICER, month(), ratings)
    return Entered(flat(given), only(place, Review))


def rated_by_options(place: Place, made: Maker) -> Entered:
    """A leader's ratings, as they are typed."""
    _handed_in(place)
    notes = {code: made.text(f"rating {code} note") for code in CODES}
    options = [word for code, note in notes.items() for word in ("--rate", f"{code}=not_met:{note}")]
    place.run("review", OFFICER, "--period", MONTH, *options, actor=LEADER)
    return Entered({"note": list(notes.values())}, only(place, Review))


def rated_by_file(form: str, place: Place, made: Maker) -> Entered:
    """A leader's ratings, as rows of a file."""
    _handed_in(place)
    given = answered(made, "reviews")
    about = {"officer": OFFICER, "period": MONTH, "reviewer": LEADER}
    rows = [made.row(BatchKind.REVIEWS, criterion=code, **about, **one) for code, one in given.items()]
    bring(place, BatchKind.REVIEWS, file_of(BatchKind.REVIEWS, form, rows), form)
    return Entered({**flat(given), "reviewer": LEADER}, only(place, Review))


def returned_by_library(place: Place, made: Maker) -> Entered:
    """Sent back by a program: what the review keeps of it."""
    rated_by_library(place, made)
    given = made.arguments(review.send_back, office=place.office(LEADER), officer=OFFICER, period=month())
    review.send_back(**given)
    return Entered({"reason": given["reason"]}, only(place, Review))


def returned_by_command(place: Place, made: Maker) -> Entered:
    """Sent back by a person: what the check keeps of it."""
    _handed_in(place)
    reason = made.text("review reason")
    place.run("review", OFFICER, "--period", MONTH, "--return", reason, actor=LEADER)
    return Entered({"reason": reason}, only(place))


def withdrawn(place: Place, made: Maker) -> Entered:
    """Taken back."""
    by_library(place, made)
    reason = made.text("check reason")
    place.run("check", OFFICER, "--period", MONTH, "--withdraw", reason, actor=OFFICER)
    return Entered({"reason": reason}, only(place))


def _handed_in(place: Place) -> None:
    place.run("check", OFFICER, "--period", MONTH, "--rest-met", actor=OFFICER)


CHECK, REVIEW = (SelfCheck, Answer), (Review, Answer)
NO_DECISION = {"SelfCheck.confirmed_by": LEFT["SelfCheck.confirmed_by"]}
WAYS = (
    Way("check.submit", by_library, CHECK, LEFT, "`Answer`"),
    Way("check.amend", amended, CHECK, LEFT, "`Answer`"),
    Way("check.save_draft", drafted, CHECK, DRAFTED, "services/check/draft.py"),
    Way("civicode check --not-met", by_options, CHECK, BARE, "cli/check/ways.py"),
    *(Way(f"check --answers x.{form}", partial(by_answers, form), CHECK, LEFT, OF_A_FILE) for form in ("json", "yaml")),
    *(
        Way(f"import checks x.{form} ({spell})", partial(by_file, form, spell), CHECK, LEFT, OF_ROWS)
        for form in FORMS
        for spell in ("upper", "lower")
    ),
    Way("civicode check --withdraw", withdrawn, CHECK, NO_DECISION, "`check.withdraw`"),
    Way("review_rating.rate", rated_by_library, REVIEW, RATED, "`Answer`"),
    Way(
        "civicode review --rate",
        rated_by_options,
        REVIEW,
        RATED | {"Answer.evidence": BARE["Answer.evidence"]},
        "cli/review.py",
    ),
    *(Way(f"import reviews x.{form}", partial(rated_by_file, form), REVIEW, RATED, OF_ROWS) for form in FORMS),
    Way("review.send_back", returned_by_library, REVIEW, {}, "services/review/review.py"),
    Way("civicode review --return", returned_by_command, (SelfCheck,), NO_DECISION, "services/review/review.py"),
)
