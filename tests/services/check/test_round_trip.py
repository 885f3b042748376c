"""Answers into a book and out of it: what was answered stands in the file, and handing it in again changes nothing."""

import json
import tempfile
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from civicode.domain.check.check import Answers, make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.text.text import prose
from civicode.i18n import Words
from civicode.reports.check.check import document
from civicode.services import staff
from civicode.services.check.check import standing, submit, target
from civicode.services.office.office import Office
from civicode.sources.fields.answers import load_answers
from civicode.store.opening import open_store
from tests.conftest import SMALL
from tests.services.offices import new_office

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20).map(prose)
REASONS = TEXTS.map(lambda text: f"vì {text}".strip())
NOTED = st.builds(make_answer, st.sampled_from([Rating.NOT_MET, Rating.NOT_APPLICABLE]), REASONS, TEXTS)
MET = st.builds(make_answer, st.just(Rating.MET), TEXTS, TEXTS)
BAN = st.builds(make_answer, st.just(Rating.NOT_MET), REASONS, TEXTS)
WHOLE = st.fixed_dictionaries({"TD-01": MET | NOTED, "TD-02": MET | BAN, "GT-01": MET | NOTED})


def at(folder: str) -> Office:
    """The office as a command that starts anew finds it in the files of `folder`."""
    return replace(new_office(), store=open_store(folder, create=True), criteria_path=SMALL, actor="007")


@settings(max_examples=25, deadline=None)
@given(WHOLE)
def test_answers_survive_the_book_and_the_way_back(answers: Answers) -> None:
    with tempfile.TemporaryDirectory() as folder:
        staff.add(at(folder), code="007", name="Trần Văn Mẫu", position="Văn thư", unit="Văn phòng")
        before = at(folder)
        assert submit(before, target(before, None, None), answers).action == "created"

        after = at(folder)
        check = standing(after, target(after, None, None))
        assert check is not None
        assert check.answers == answers

        shown = document(check, "2026-11", after.versions.in_use, "", Words()).payload["answers"]
        sheet, problems = load_answers(json.dumps({"answers": shown}), "-")
        assert problems == []
        assert sheet is not None
        assert submit(after, target(after, None, None), sheet.answers).action == "unchanged"
