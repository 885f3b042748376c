"""The shipped catalogue: verbatim, whole, short enough for a screen, and the same meaning of "đạt" everywhere."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from civicode.domain.criteria.catalogue import Audience, Criterion, Kind
from civicode.domain.criteria.rating import Rating
from civicode.domain.text.text import collapsed
from civicode.sources.fields.criteria import load_criteria
from tests.domain.plans import ROOT, catalogue, plan_text

SCREEN = 50
"""Columns that a title should keep within; a few may take up to 60."""
CRITERIA = catalogue().criteria
DIGEST_OF_TEXTS = "3a62532851c0b73b14717ba430a42e9f10a8e30ccdf3afa62eb8698d73125d82"


def columns(text: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in unicodedata.normalize("NFC", text))


def scanned() -> str:
    """The plan as it was scanned, its white space collapsed and Markdown's marks taken off."""
    return collapsed(re.sub(r"^#+ |\*+", "", plan_text(), flags=re.MULTILINE))


def test_the_file_has_no_problem() -> None:
    assert load_criteria(ROOT / "criteria.yaml")[1] == []


def test_sections_stand_in_the_plan_s_order() -> None:
    assert [(one.code, one.clause) for one in catalogue().sections] == [
        ("CQ", "II.1"),
        ("CH", "II.2"),
        ("TD", "II.2.1"),
        ("GT", "II.2.2"),
        ("DD", "II.2.3"),
        ("TP", "II.2.4"),
    ]


def test_counts_by_section_and_audience() -> None:
    assert Counter((one.section, one.audience.value) for one in CRITERIA) == {
        ("CQ", "office"): 8,
        ("CH", "all"): 2,
        ("TD", "all"): 12,
        ("TD", "leader"): 4,
        ("GT", "all"): 14,
        ("GT", "leader"): 3,
        ("DD", "all"): 16,
        ("TP", "all"): 4,
    }
    assert Counter(one.audience for one in CRITERIA) == {Audience.ALL: 48, Audience.LEADER: 7, Audience.OFFICE: 8}


def test_no_group_scrolls_for_a_leader() -> None:
    assert max(Counter(one.section for one in CRITERIA).values()) <= 17


def test_codes_run_without_a_gap() -> None:
    for section in catalogue().sections:
        codes = [one.code for one in CRITERIA if one.section == section.code]
        assert codes == [f"{section.code}-{at:02d}" for at in range(1, len(codes) + 1)]
    assert [one.code for one in catalogue().tasks] == [f"NV-{at:02d}" for at in range(1, 6)]


def test_every_quote_is_verbatim_the_scan_s_faults_kept() -> None:
    quotes = [one.quote for one in CRITERIA]
    quotes += [one.quote for one in catalogue().tasks]
    quotes += [one.quote for one in catalogue().not_assessed]
    assert [quote for quote in quotes if quote not in scanned()] == []
    for fault, corrected in (
        ("khiêu nại", "khiếu nại"),
        ("bỏ nhiệm", "bổ nhiệm"),
        ("nghiêm chính", "nghiêm chỉnh"),
        ("lễ lối", "lề lối"),
    ):
        assert any(fault in quote for quote in quotes)
        assert not any(fault in one.text.casefold() for one in CRITERIA)
        assert any(corrected in one.text.casefold() for one in CRITERIA)


def test_titles_fit_a_screen_and_none_comes_twice() -> None:
    titled = [(one.title, one.title_en) for one in CRITERIA]
    titled += [(one.title, one.title_en) for one in catalogue().sections]
    titled += [(one.title, one.title_en) for one in catalogue().tasks]
    for titles in zip(*titled, strict=True):
        assert max(map(columns, titles)) <= 60
        assert sum(columns(title) > SCREEN for title in titles) <= len(titles) // 5
        assert [title for title, times in Counter(map(str.casefold, titles)).items() if times > 1] == []


def test_the_title_of_a_ban_says_not_to() -> None:
    for one in CRITERIA:
        assert one.title.startswith("Không ") == (one.kind is Kind.BAN), one.code
        assert one.title_en.startswith("Do not ") == (one.kind is Kind.BAN), one.code


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda one: str(one.code))
def test_texts_are_whole_sentences_in_nfc(criterion: Criterion) -> None:
    for text in (criterion.text, criterion.text_en):
        assert text == collapsed(text)
        assert text.endswith(".")
        assert text[0].isupper()
    assert criterion.clause.startswith(
        next(one.clause for one in catalogue().sections if one.code == criterion.section)
    )


def test_nothing_is_asked_for_that_the_plan_does_not_say() -> None:
    """A text's words are the plan's own, the scan's faults mended."""
    said = {word.casefold() for word in re.findall(r"\w+", scanned())}
    for one in CRITERIA:
        words = {word.casefold() for word in re.findall(r"\w+", one.text)}
        assert words - said <= {"chỉnh", "bổ", "khiếu"}, (one.code, words - said)


def test_evidence_rules() -> None:
    default = (Rating.NOT_MET, Rating.NOT_APPLICABLE)
    assert {one.note_required_for for one in CRITERIA} == {default}
    assert [one.code for one in CRITERIA if not one.na_allowed] == [
        *("CH-01", "CH-02", "TD-04", "TD-10", "TD-14"),
        *("DD-03", "DD-04", "DD-05", "DD-06", "DD-07", "DD-08", "DD-14", "DD-15"),
    ]


def test_old_months_can_be_imported() -> None:
    assert {(one.since, one.until, one.withdrawn, one.replaces) for one in CRITERIA} == {(None, None, False, ())}


def test_every_reason_is_given_in_both_languages() -> None:
    assert len(catalogue().not_assessed) == 11
    for one in catalogue().not_assessed:
        assert one.reason.endswith(".")
        assert one.reason_en.endswith(".")


def test_reasons_name_codes_that_exist() -> None:
    codes = {one.code for one in CRITERIA} | {one.code for one in catalogue().tasks}
    for one in catalogue().not_assessed:
        assert set(re.findall(r"[A-Z]{2}-\d\d", one.reason)) <= codes
        assert re.findall(r"[A-Z]{2}-\d\d", one.reason) == re.findall(r"[A-Z]{2}-\d\d", one.reason_en)


def test_answers_belong_to_these_words() -> None:
    """A changed digest means that old answers are to other words: give the new words a new code, or mend a slip."""
    texts = "\n".join(f"{one.code} {one.digest}" for one in CRITERIA)
    assert hashlib.sha256(texts.encode()).hexdigest() == DIGEST_OF_TEXTS


def test_the_digest_of_the_catalogue_is_of_what_it_says_not_of_its_file(tmp_path: Path) -> None:
    text = (ROOT / "criteria.yaml").read_text(encoding="utf-8")
    for name, changed in (("a", f"# một dòng ghi chú\n{text}"), ("b", text.replace("\n", "\r\n"))):
        (tmp_path / name).write_text(changed, encoding="utf-8", newline="")
        again, _ = load_criteria(tmp_path / name)
        assert again is not None
        assert again.digest == catalogue().digest
    (tmp_path / "c").write_text(text.replace("Không đi trễ, về sớm.", "Không đi trễ."), encoding="utf-8")
    other, _ = load_criteria(tmp_path / "c")
    assert other is not None
    assert other.digest != catalogue().digest
