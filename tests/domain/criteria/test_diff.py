"""What becomes of each criterion under a new version."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from civicode.domain.criteria.catalogue import Audience, Catalogue, Criterion
from civicode.domain.criteria.diff import ChangeKind, carried_codes, catalogue_diff
from tests.reports.samples import CATALOGUE, criterion


def version(*criteria: Criterion) -> Catalogue:
    return replace(CATALOGUE, criteria=criteria)


def told(old: Catalogue, new: Catalogue) -> list[tuple[str, str, str]]:
    return [(one.kind.value, " ".join(one.old), " ".join(one.new)) for one in catalogue_diff(old, new)]


A, B, C, D = (criterion(f"TD-0{number}", f"Việc {number}") for number in range(1, 5))


def test_the_same_twice_changes_nothing() -> None:
    assert told(version(A, B), version(B, A)) == [("carried", "TD-01", "TD-01"), ("carried", "TD-02", "TD-02")]


def test_each_kind() -> None:
    new = version(
        A,
        replace(B, text="Lời khác"),
        replace(criterion("TD-10", "Phần một"), replaces=("TD-03",)),
        replace(criterion("TD-11", "Phần hai"), replaces=("TD-03",)),
        criterion("TD-12", "Việc mới"),
    )
    assert told(version(A, B, C, D), new) == [
        ("carried", "TD-01", "TD-01"),
        ("reworded", "TD-02", "TD-02"),
        ("split", "TD-03", "TD-10 TD-11"),
        ("withdrawn", "TD-04", ""),
        ("new", "", "TD-12"),
    ]


def test_one_for_several_is_a_merger_and_told_once() -> None:
    both = replace(criterion("TD-10", "Cả hai"), replaces=("TD-01", "TD-03"))
    assert told(version(A, B, C), version(B, both)) == [
        ("merged", "TD-01 TD-03", "TD-10"),
        ("carried", "TD-02", "TD-02"),
    ]


def test_the_same_words_under_another_code_keep_their_answers() -> None:
    for other in (replace(A, code="TD-20"), replace(A, code="TD-20", replaces=("TD-01",))):
        changes = catalogue_diff(version(A), version(other))
        assert [one.kind for one in changes] == [ChangeKind.RECODED]
        assert carried_codes(changes) == {"TD-01": "TD-20"}


def test_other_words_that_replace_one_are_asked_again() -> None:
    changes = catalogue_diff(version(A), version(replace(B, replaces=("TD-01",))))
    assert [(one.kind, one.old, one.new) for one in changes] == [(ChangeKind.REWORDED, ("TD-01",), ("TD-02",))]
    assert carried_codes(changes) == {}


def test_a_withdrawn_one_is_gone_and_rules_are_told_beside_the_same_words() -> None:
    gone, leaders = replace(A, withdrawn=True), replace(B, audience=Audience.LEADER, na_allowed=False)
    assert told(version(A, B), version(gone, leaders)) == [("withdrawn", "TD-01", ""), ("carried", "TD-02", "TD-02")]
    assert catalogue_diff(version(B), version(leaders))[0].rules == ("audience", "na_allowed")
    assert told(version(gone), version(gone)) == []


codes = st.sampled_from([f"TD-{number:02}" for number in range(1, 9)])
criteria = st.lists(
    st.builds(
        lambda code, words, replaced, withdrawn: replace(
            criterion(code, f"Việc {words}"), replaces=tuple(replaced), withdrawn=withdrawn
        ),
        codes,
        st.integers(1, 5),
        st.lists(codes, max_size=2, unique=True),
        st.booleans(),
    ),
    max_size=7,
    unique_by=lambda one: one.code,
)


@given(criteria, criteria)
def test_no_criterion_is_lost_and_no_answer_invented(old: list[Criterion], new: list[Criterion]) -> None:
    changes = catalogue_diff(version(*old), version(*new))
    before, after = ({one.code: one for one in some if not one.withdrawn} for some in (old, new))
    assert sorted(code for one in changes for code in one.old) == sorted(before)
    assert sorted(code for one in changes for code in one.new) == sorted(after)
    for was, now in carried_codes(changes).items():
        assert before[was].digest == after[now].digest
    assert all(one.old or one.new for one in changes)
