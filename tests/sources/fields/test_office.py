from datetime import date
from pathlib import Path

import pytest

from civicode.domain.calendar import PeriodKind, Window
from civicode.domain.office import Agency, OfficeSettings, ReviewRule, Signer, TaskDuty
from civicode.errors import NotFoundError
from civicode.sources.fields.office import load_office_file, read_office_file
from tests.sources.samples import Place, places, sentences

EVERYTHING = """\
office:
  - name: UBND phường Sao Mai
    parent: UBND thành phố Trăng Non
    place: Sao Mai
  - {from: 1/7/2025, name: UBND phường Sao Hôm}
period: quarter
window: {opens: 2, due: 5}
review: required
signer:
  authority: KT. CHỦ TỊCH
  title: PHÓ CHỦ TỊCH
  name: Trần Thị Mẫu
recipients:
  - Như trên
  - "Lưu: VT"
plan:
  nv-01: {owner: Văn phòng, due: 2026-12-31}
  NV-02: {owner: Công đoàn}
retention_months: 60
"""


def test_everything_that_an_office_sets(tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(EVERYTHING, encoding="utf-8")
    assert load_office_file(path) == (
        OfficeSettings(
            agencies=(
                Agency(name="UBND phường Sao Mai", parent="UBND thành phố Trăng Non", place="Sao Mai"),
                Agency(since=date(2025, 7, 1), name="UBND phường Sao Hôm"),
            ),
            period=PeriodKind.QUARTER,
            window=Window(2, 5),
            review=ReviewRule.REQUIRED,
            signer=Signer(authority="KT. CHỦ TỊCH", title="PHÓ CHỦ TỊCH", name="Trần Thị Mẫu"),
            recipients=("Như trên", "Lưu: VT"),
            plan=(
                ("NV-01", TaskDuty(owner="Văn phòng", due_on=date(2026, 12, 31))),
                ("NV-02", TaskDuty(owner="Công đoàn")),
            ),
            retention_months=60,
        ),
        [],
    )


@pytest.mark.parametrize("text", ["", "# mọi khóa đều không bắt buộc\n", "office:\nwindow:\nplan:\n", "window: {}\n"])
def test_nothing_set_is_the_default(text: str) -> None:
    assert read_office_file(text, "office.yaml") == (OfficeSettings(), [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("period: year\n", ("field.bad_choice", 1, 9)),
        ("review: requird\n", ("field.bad_choice_like", 1, 9)),
        ("window: {opens: 0}\n", ("field.bad_number", 1, 17)),
        ("window: {opens: 9, due: 3}\n", ("office_file.window", 1, 9)),
        ("window: {opens: 9}\n", ("office_file.window", 1, 9)),
        ("office:\n  - {place: x}\n", ("field.missing", 2, 5)),
        ("office:\n  - name: a\n  - name: b\n", ("office_file.no_day", 3, 5)),
        (
            "office:\n  - {from: 2025-07-01, name: a}\n  - {from: 1/7/2025, name: b}\n",
            ("office_file.same_day", 3, 12),
        ),
        ("plan: {NV-01: Văn phòng}\n", ("field.not_group", 1, 15)),
        ("recipients: [a, '']\n", ("field.empty", 1, 17)),
        ("retention_months: 0\n", ("field.bad_number", 1, 19)),
        ("windows: {due: 4}\n", ("field.unknown_like", 1, 1)),
    ],
)
def test_what_is_wrong_is_named_and_left_at_its_default(text: str, place: Place) -> None:
    settings, problems = read_office_file(text, "office.yaml")
    assert places(problems) == [place]
    assert all(sentences(problems))
    assert (settings.period, settings.window, settings.review) == (PeriodKind.MONTH, Window(), ReviewRule.OPTIONAL)


def test_a_file_that_is_no_yaml_sets_nothing() -> None:
    settings, problems = read_office_file("a: b: c\n", "office.yaml")
    assert (settings, places(problems)) == (OfficeSettings(), [("yaml.colon", 1, 5)])
    assert problems[0].where == "office.yaml"


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        load_office_file(tmp_path / "office.yaml")
