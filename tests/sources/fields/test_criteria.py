import json
from datetime import date
from pathlib import Path

import pytest

from civicode.domain.criteria.catalogue import Audience, CatalogueFile, Kind
from civicode.domain.criteria.rating import Rating
from civicode.domain.record import read_record, to_document
from civicode.errors import NotFoundError, StoreError
from civicode.sources.fields.criteria import load_criteria, read_criteria
from tests.sources.samples import CRITERIA, Place, places, sentences

ROOT = Path(__file__).parents[3]


def changed(*changes: tuple[str, str]) -> str:
    """The sample with each text, which stands in it once, replaced."""
    text = CRITERIA
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_the_shipped_file_is_right() -> None:
    catalogue, problems = load_criteria(ROOT / "criteria.yaml")
    assert problems == []
    assert catalogue is not None
    assert [section.code for section in catalogue.sections] == ["CQ", "CH", "TD", "GT", "DD", "TP"]
    assert [task.code for task in catalogue.tasks] == ["NV-01", "NV-02", "NV-03", "NV-04", "NV-05"]


def test_a_catalogue_as_the_file_says() -> None:
    catalogue, problems = read_criteria(CRITERIA, "criteria.yaml")
    assert problems == []
    assert catalogue is not None
    assert (catalogue.document.number, catalogue.document.date) == ("1/KH-UBND", date(2024, 2, 16))
    assert (catalogue.document.body_from, catalogue.document.body_to) == ("MỞ ĐẦU", "HẾT")
    assert (catalogue.document.basis, catalogue.document.title_en) == ("", "Kế hoạch mẫu")
    first, second = catalogue.criteria
    assert (first.code, first.section, first.kind, first.since) == ("TD-01", "TD", Kind.BAN, date(2024, 3, 1))
    assert (first.text, first.text_en) == ("Không đi trễ: không về sớm.", "Không đi trễ: không về sớm.")
    assert (second.kind, second.audience, second.na_allowed, second.withdrawn) == (Kind.DUTY, Audience.ALL, True, False)
    assert second.note_required_for == (Rating.NOT_MET, Rating.NOT_APPLICABLE)
    assert catalogue.tasks[0].owner_en == "Văn phòng"


@pytest.mark.parametrize("path", [ROOT / "criteria.yaml", None], ids=["shipped", "sample"])
def test_the_plain_form_of_a_catalogue_is_a_criteria_file(path: Path | None) -> None:
    catalogue, _ = load_criteria(path) if path else read_criteria(CRITERIA, "")
    assert catalogue is not None
    text = json.dumps(to_document(catalogue.in_file), ensure_ascii=False)
    assert read_record(json.loads(text), CatalogueFile).catalogue == catalogue
    again, problems = read_criteria(text, "")
    assert problems == []
    assert again == catalogue
    assert again.digest == catalogue.digest


def test_the_digest_is_of_what_is_said_not_of_how_it_is_written() -> None:
    catalogue, _ = read_criteria(CRITERIA, "")
    same, _ = read_criteria(
        "# ghi chú\n" + changed(("code: TD-02", "code: td-02"), ("Lắng nghe người", "Lắng  nghe\n          người")), ""
    )
    other, _ = read_criteria(changed(("Lắng nghe người dân.", "Lắng nghe dân.")), "")
    assert catalogue is not None
    assert same is not None
    assert other is not None
    assert catalogue.digest == same.digest != other.digest


TEXT = "        text: Lắng"
SINCE = "since: 1/3/2024"
SECOND = "code: TD-02"
FAULTS: list[tuple[str, str, list[Place]]] = [
    ("empty", "", [("field.missing", 1, 1)] * 3),
    ("a text", "chào\n", [("field.not_group", 1, 1)]),
    ("duplicate key", changed((TEXT, f"        title: x\n{TEXT}")), [("field.duplicate", 24, 9)]),
    ("duplicate code", changed((SECOND, "code: td-01")), [("criteria.duplicate_code", 22, 15)]),
    ("code of a task", changed(("code: NV-01", "code: TD-01")), [("criteria.duplicate_code", 28, 11)]),
    ("code of a section", changed(("code: NV-01", "code: td")), [("criteria.duplicate_code", 28, 11)]),
    ("code of another section", changed((SECOND, "code: GT-02")), [("criteria.foreign_code", 22, 15)]),
    ("colon", changed((TEXT, "        text: Lời: Lắng")), [("yaml.colon", 24, 18)]),
    ("tab", changed((TEXT, "\ttext: Lắng")), [("yaml.tab", 24, 1)]),
    ("NBSP", changed((TEXT, "        text:\u00a0Lắng")), [("yaml.odd_space", 24, 14)]),
    ("brackets", "[" * 200_000, [("yaml.too_deep", 1, 21)]),
    ("wide title", changed(("title: Lắng nghe", f"title: {'ạ' * 61}")), [("field.too_wide", 23, 16)]),
    ("empty text", changed((f"{TEXT} nghe người dân.", "        text:")), [("field.empty", 24, 9)]),
    ("kind", changed(("kind: ban", "kind: bann")), [("field.bad_choice_like", 20, 15)]),
    ("since", changed((SINCE, "since: 2024-13-01")), [("field.bad_date", 21, 16)]),
    ("until", changed((SINCE, f"{SINCE}\n        until: 29/2/2024")), [("criteria.until_before_since", 22, 16)]),
    (
        "replaced",
        changed((SINCE, "replaces: [TD-02, TD-09, td-01]")),
        [("criteria.replaced_unknown", 21, 19), ("criteria.replaces_itself", 21, 19)],
    ),
    ("version", changed(("schema_version: 1", "schema_version: 2")), [("criteria.newer", 1, 17)]),
    (
        "no criterion",
        "sections:\n  - {code: A, title: b, clause: c, criteria: []}\n",
        [("field.missing", 1, 1), ("field.missing", 1, 1), ("criteria.none", 2, 3)],
    ),
    (
        "several",
        changed(
            ("  title: Kế hoạch mẫu\n", ""), ("kind: ban", "kind: x"), (SECOND, "code: td-01"), ("owner:", "onwer:")
        ),
        [
            ("field.missing", 3, 3),
            ("field.bad_choice", 19, 15),
            ("criteria.duplicate_code", 21, 15),
            ("field.missing", 27, 5),
            ("field.unknown_like", 32, 5),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS])
def test_all_problems_at_once_by_line(text: str, expected: list[Place]) -> None:
    catalogue, problems = read_criteria(text, "criteria.yaml")
    assert (catalogue, places(problems)) == (None, expected)
    assert {one.where for one in problems} == {"criteria.yaml"}
    assert all(sentences(problems))


def test_a_duplicate_names_both_lines() -> None:
    _, problems = read_criteria(changed(("code: TD-02", "code: td-01")), "")
    vi, en = sentences(problems)
    assert vi == "mã TD-01 bị trùng, đã dùng ở dòng 15"
    assert en == "the code TD-01 is used twice; it stands on line 15 already"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        load_criteria(tmp_path / "criteria.yaml")
    with pytest.raises(StoreError):
        load_criteria(tmp_path)


@pytest.mark.parametrize("plan", ["hospital", "school"])
def test_what_a_plan_calls_things_is_read_and_kept(plan: str) -> None:
    catalogue, problems = load_criteria(ROOT / "tests" / "data" / "plans" / f"{plan}.yaml")
    assert problems == []
    assert catalogue is not None
    document = catalogue.document
    assert (document.kind, document.office) == (
        ("", "bệnh viện") if plan == "hospital" else ("Quyết định", "nhà trường")
    )
    plain = to_document(catalogue.in_file)
    assert read_record(plain, CatalogueFile).catalogue == catalogue
    assert read_criteria(json.dumps(plain), "criteria.json") == (catalogue, [])


def test_words_that_are_not_given_change_no_digest() -> None:
    catalogue, _ = read_criteria(CRITERIA, "criteria.yaml")
    assert catalogue is not None
    assert not {"kind", "measure", "people", "office"} & set(to_document(catalogue.in_file)["document"])
