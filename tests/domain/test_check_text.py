"""New checks as text: what the encoder makes of the same document."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from civicode.domain.check.check import AnyAnswer, CheckState, SelfCheck, make_answer
from civicode.domain.check_text import CheckFrame
from civicode.domain.criteria.rating import Rating
from civicode.domain.record import to_document
from civicode.domain.store.audit import canonical

CODES = ["TD-02", "CH-01", "GT-05"]
ANSWERS = st.dictionaries(
    st.sampled_from(CODES), st.builds(make_answer, st.sampled_from(Rating), st.text(max_size=6), st.text(max_size=6))
)


@given(ANSWERS, st.text(max_size=6), st.booleans())
def test_a_frame_makes_the_canonical_text_of_each_check(others: dict[str, AnyAnswer], officer: str, late: bool) -> None:
    check = SelfCheck(
        officer="",
        state=CheckState.SUBMITTED,
        catalogue="9f2c",
        submitted_on=date(2026, 12, 2),
        entered_by='a"b',
        late=late,
        answers={},
    )
    answers = {code: others.get(code, make_answer(Rating.MET)) for code in CODES}
    expected = canonical(to_document(replace(check, officer=officer, answers=answers)))
    assert CheckFrame(check, CODES).text(officer, others).encode("utf-8", "surrogatepass") == expected
