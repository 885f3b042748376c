"""New cases as text: what the encoder makes of the same document."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from civicode.domain.case_text import CaseFrame
from civicode.domain.record import to_document
from civicode.domain.store.audit import canonical
from civicode.domain.violation.observation import Observation, Subject
from civicode.domain.violation.violation import CaseEvent, CaseState, Violation

TEXTS = st.text(max_size=8)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 1))
FIRST = CaseEvent(state=CaseState.REPORTED, at="2026-12-02T08:00:00+07:00", by="001")
SEEN = st.builds(
    Observation, st.sampled_from([("TD-01",), ("TD-01", "GT-05")]), DAYS, DAYS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS
)


@given(st.lists(st.tuples(SEEN, st.builds(Subject, TEXTS, TEXTS, TEXTS, TEXTS)), min_size=1, max_size=3), TEXTS)
def test_a_frame_makes_the_canonical_text_of_each_case(cases: list[tuple[Observation, Subject]], recorder: str) -> None:
    today = date(2026, 12, 2)
    frame = CaseFrame(today, recorder, [to_document(FIRST)])
    for seen, subject in cases:
        case = Violation(
            id="VP-2026-11-0001",
            officer=subject.code,
            criteria=seen.criteria,
            occurred_on=seen.occurred_on,
            noticed_on=seen.noticed_on,
            entered_on=today,
            what=seen.what,
            where=seen.where,
            source=seen.source,
            evidence=seen.evidence,
            ref=seen.ref,
            position=subject.position,
            unit=subject.unit,
            recorder=recorder,
            events=(FIRST,),
        )
        document = to_document(case)
        expected = canonical({**document, "recorder": recorder, "what": seen.what})
        assert frame.text(case.id, subject, seen).encode("utf-8", "surrogatepass") == expected
