import pytest

from civicode.domain.check.check import make_answer
from civicode.domain.check.sheet import MOST_ITEMS, Sheet, sheet_of
from civicode.domain.criteria.catalogue import Criterion, Section
from civicode.domain.criteria.rating import Rating

MET, NOT_MET, NOT_APPLICABLE = Rating.MET, Rating.NOT_MET, Rating.NOT_APPLICABLE


def section(code: str) -> Section:
    return Section(code=code, title=f"Phần {code}", title_en=f"Section {code}", clause="II")


def criterion(code: str, title: str = "Tiêu chí") -> Criterion:
    return Criterion(
        code=code,
        section=code[:2],
        title=title,
        title_en="Criterion",
        text=f"{title} đầy đủ.",
        text_en="The whole.",
        quote=title,
        clause="II.2",
    )


A = tuple(criterion(f"AA-0{n}") for n in (1, 2, 3))
B = (criterion("BB-01", "Không đi trễ"), criterion("BB-02", "Đeo băng tên"))
C = (criterion("CC-01"),)
SECTIONS = tuple(section(code) for code in ("AA", "BB", "CC", "DD"))


def sheet(**answers: Rating) -> Sheet:
    given = {code.replace("_", "-"): make_answer(rating) for code, rating in answers.items()}
    return sheet_of(SECTIONS, (*A, *B, *C), given)


def ratings(filled: Sheet) -> dict[str, Rating]:
    return {code: answer.rating for code, answer in filled.answers.items()}


def test_groups_are_the_sections_that_ask_something_in_the_catalogues_order() -> None:
    assert [(group.section.code, len(group.criteria)) for group in sheet().groups] == [("AA", 3), ("BB", 2), ("CC", 1)]


def test_a_section_longer_than_a_screen_is_parted_evenly() -> None:
    long = tuple(criterion(f"AA-{n:02}") for n in range(1, MOST_ITEMS + 2))
    groups = sheet_of(SECTIONS, long, {}).groups
    assert [(group.part, group.parts, len(group.criteria)) for group in groups] == [(1, 2, 10), (2, 2, 9)]
    assert [one.code for group in groups for one in group.criteria] == [one.code for one in long]
    assert len(sheet_of(SECTIONS, long[:MOST_ITEMS], {}).groups) == 1


def test_nothing_is_pre_filled() -> None:
    assert (sheet().answered, sheet().is_complete, sheet().answers) == (0, False, {})


def test_it_opens_at_the_first_group_that_is_not_finished() -> None:
    assert sheet().at == 0
    assert sheet(AA_01=MET, AA_02=MET, AA_03=MET, BB_01=MET).at == 1
    full = sheet(AA_01=MET, AA_02=MET, AA_03=MET, BB_01=MET, BB_02=MET, CC_01=MET)
    assert (full.at, full.is_complete) == (0, True)


def test_rest_met_leaves_what_is_answered_and_the_other_groups() -> None:
    filled = sheet(AA_02=NOT_MET).rest_met()
    assert ratings(filled) == {"AA-01": MET, "AA-02": NOT_MET, "AA-03": MET}


def test_a_mark_of_the_same_rating_keeps_note_and_proof_another_one_drops_them() -> None:
    old = make_answer(NOT_MET, "đi trễ", "QĐ 12")
    marked = sheet_of(SECTIONS, (*A, *B, *C), {"BB-01": old})
    assert marked.rated(B[:1], NOT_MET).answers["BB-01"] == old
    assert marked.rated(B[:1], NOT_MET, "về sớm").answers["BB-01"] == make_answer(NOT_MET, "về sớm", "QĐ 12")
    assert marked.rated(B[:1], MET).answers["BB-01"] == make_answer(MET)


def test_one_note_serves_several() -> None:
    filled = sheet().rated(A[:2], NOT_APPLICABLE, "nghỉ phép")
    assert filled.answers == {
        "AA-01": make_answer(NOT_APPLICABLE, "nghỉ phép"),
        "AA-02": make_answer(NOT_APPLICABLE, "nghỉ phép"),
    }
    assert filled.kept_note(A[:2], NOT_APPLICABLE) == "nghỉ phép"
    assert filled.kept_note(A[:2], NOT_MET) == ""
    assert filled.kept_note(A, NOT_APPLICABLE) == ""


def test_a_note_leaves_rating_and_proof() -> None:
    noted = sheet_of(SECTIONS, A, {"AA-01": make_answer(MET, "", "ảnh.jpg")}).noted(A[:1], "đúng giờ")
    assert noted.answers["AA-01"] == make_answer(MET, "đúng giờ", "ảnh.jpg")
    with pytest.raises(KeyError):
        noted.noted(A[1:2], "chưa trả lời")


def test_undo_goes_back_step_by_step_to_where_the_change_was_made() -> None:
    first = sheet().rated(A[:1], NOT_MET, "trễ")
    second = first.rest_met().onward(filled=True).rated(B[:1], NOT_MET, "ồn").moved(2)
    undone = second.undone()
    assert undone is not None
    assert (undone.at, ratings(undone)) == (1, {"AA-01": NOT_MET, "AA-02": MET, "AA-03": MET})
    again = undone.undone()
    assert again is not None
    assert (again.at, again.answers) == (0, first.answers)
    last = again.undone()
    assert last is not None
    assert (last.answers, last.undone()) == ({}, None)


def test_what_changes_nothing_is_not_undone() -> None:
    marked = sheet(AA_01=MET)
    assert marked.rated(A[:1], MET) is marked
    assert sheet(AA_01=MET, AA_02=MET, AA_03=MET).moved(0).rest_met().undone() is None


def test_onward_after_filling_passes_over_finished_groups() -> None:
    gap = sheet(BB_01=MET, BB_02=MET).rest_met()
    assert gap.onward(filled=True).at == 2
    assert sheet(CC_01=MET).moved(2).onward(filled=False).at == 0
    assert sheet(AA_01=MET, AA_02=MET, AA_03=MET).moved(0).onward(filled=False).at == 1


def test_onward_reaches_the_summary_only_when_complete() -> None:
    last = sheet(AA_01=MET, AA_02=MET, AA_03=MET, BB_01=MET).moved(2).rest_met()
    assert last.onward(filled=True).at == 1
    done = last.rated(B, MET).onward(filled=True)
    assert (done.at, done.group) == (3, None)


@pytest.mark.parametrize(("to", "at"), [(-1, 0), (0, 0), (3, 3), (9, 3)])
def test_moves_stay_between_the_first_group_and_the_summary(to: int, at: int) -> None:
    assert sheet().moved(to).at == at


@pytest.mark.parametrize("wanted", ["đi trễ", "DI TRE", "bb-01", " di  tre "])
def test_search_needs_no_diacritics(wanted: str) -> None:
    assert [(group, item, one.code) for group, item, one in sheet().found(wanted)] == [(2, 1, "BB-01")]


def test_search_looks_at_both_languages_and_finds_nothing_for_nothing() -> None:
    assert len(sheet().found("whole")) == 6
    assert sheet().found("  ") == []
    assert sheet().found("họp") == []


def test_places() -> None:
    assert sheet().place_of("BB-02") == (2, 2)
    with pytest.raises(KeyError):
        sheet().place_of("ZZ-01")


def test_a_search_with_marks_prefers_them_and_begins_at_words() -> None:
    titles = ("Đeo thẻ công chức", "Chấp hành thể lệ", "Không có", "Bất chấp")
    asked = tuple(criterion(f"AA-1{n}", title) for n, title in enumerate(titles))

    def found(wanted: str) -> list[str]:
        return [one.title for _, _, one in sheet_of(SECTIONS, asked, {}).found(wanted)]

    assert found("thẻ") == ["Đeo thẻ công chức"]
    assert found("the") == ["Đeo thẻ công chức", "Chấp hành thể lệ", "Không có", "Bất chấp"]  # "The whole."
    assert found("chap hanh") == ["Chấp hành thể lệ"]
    assert found("hấp") == []
