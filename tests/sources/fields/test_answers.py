import json
import subprocess
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins

from civicode.domain.check.check import Answers, make_answer
from civicode.domain.criteria.rating import Rating
from civicode.domain.text.text import prose
from civicode.sources.fields.answers import AnswersFile, load_answers
from tests.sources.samples import Place, places, sentences

WHOLE = AnswersFile(
    officer="007",
    period="2026-11",
    answers={
        "TD-01": make_answer(Rating.MET),
        "TD-06": make_answer(Rating.NOT_MET, "đi trễ 2 lần: thứ hai", "Biên bản số 3"),
        "GT-05": make_answer(Rating.NOT_APPLICABLE, "không tiếp dân"),
    },
)
JSON = """\
{"officer": "007", "period": "2026-11", "answers": {
\t"TD-01": "met",
\t"td-06": {"rating": "ch\\u01b0a \\u0111\\u1ea1t", "note": "đi trễ 2 lần: thứ hai", "evidence": "Biên bản số 3"},
\t"GT-05": {"note": "không tiếp dân", "rating": "k"}
}}
"""
YAML = """\
officer: 007
period: 2026-11
answers:
  td-01: đạt
  TD-06:
    rating: not_met
    note: "đi trễ 2 lần: thứ hai"
    evidence: Biên bản số 3
  GT-05: {rating: không áp dụng, note: không tiếp dân}
"""
FLOW = (
    "{officer: 007, period: 2026-11, answers: {TD-01: d, "
    "TD-06: {rating: c, note: 'đi trễ 2 lần: thứ hai', evidence: Biên bản số 3}, "
    "GT-05: {rating: na, note: không tiếp dân}}}"
)


@pytest.mark.parametrize(
    "data", [JSON, JSON.encode(), JSON.encode("utf-8-sig"), JSON.encode("utf-16"), YAML, YAML.encode(), FLOW]
)
def test_a_whole_check_in_json_and_yaml(data: bytes | str) -> None:
    read, problems = load_answers(data, "-")
    assert problems == []
    assert read is not None
    assert (read.officer, read.period, read.answers) == (WHOLE.officer, WHOLE.period, WHOLE.answers)


def test_codes_know_their_places() -> None:
    read, _ = load_answers(YAML, "-")
    assert read is not None
    heads = {key: read.places[key] for key in ("officer", "period")}
    assert heads == {"officer": (1, 10), "period": (2, 9)}
    assert read.places == heads | {"TD-01": (4, 3), "TD-06": (5, 3), "GT-05": (9, 3)}


def test_what_can_be_read_is_there_beside_the_problems() -> None:
    read, problems = load_answers('{"officer":"007","answers":{"TD-01":"tốt","TD-02":"met","TD-03":{"note":"a"}}}', "-")
    assert [one.code for one in problems] == ["field.bad_choice", "field.missing"]
    assert read is not None
    assert (read.officer, read.answers) == ("007", {"TD-02": make_answer(Rating.MET)})


def test_officer_and_period_are_optional() -> None:
    assert load_answers('{"answers": {}}', "-") == (AnswersFile(officer=None, period=None, answers={}), [])


@pytest.mark.parametrize(
    "note", ["\x1b[31mđỏ\x1b[0m", "[/]:smile:", "=1+1", "a\u202eb\u200bc", "một\nhai\tba", "~", "null", "😀"]
)
def test_free_text_is_kept(note: str) -> None:
    for escaped in (True, False):
        data = json.dumps({"answers": {"TD-01": {"rating": "met", "note": note}}}, ensure_ascii=escaped)
        read, problems = load_answers(data, "-")
        assert problems == []
        assert read is not None
        assert read.answers["TD-01"].note == note


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", [("field.missing", 1, 1)]),
        ("[1]", [("field.not_group", 1, 1)]),
        ('{"answers": []}', [("field.not_table", 1, 13)]),
        ('{"answers": {"TD-01": "met",\n "td-01": "not_met"}}', [("field.duplicate", 2, 2)]),
        ('{"answers": {"TD-01": "met",\n "TD-01": "not_met"}}', [("field.duplicate", 2, 2)]),
        ('{"answers": {"TD-01": null}}', [("field.empty", 1, 23)]),
        ('{"answers": {"TD-01": true}}', [("field.bad_choice", 1, 23)]),
        ('{"answers": {"TD-01": ["met"]}}', [("field.not_group", 1, 23)]),
        ('{"answers": {"TD-01": {"note": "x"}}}', [("field.missing", 1, 23)]),
        ('{"answers": {"TD-01": {"rating": "met", "note": "\\ud83d"}}}', [("field.half_character", 1, 49)]),
        ('{"answers": {"TD-01": {"rating": "met", "note": "\\u0000"}}}', [("field.nul", 1, 49)]),
        ('{"answers": {"TD-01": "met"}', [("json.comma_expected", 1, 29)]),
        ('{"answers": {"TD-01": "m\net"}}', [("json.bad_string", 1, 25)]),
        ('{"answers": {"TD-01": met}, x: [}', [("json.value_expected", 1, 23)]),
        ('{"a": "' + "x" * 3_000_000, [("text_file.too_large", 1, 1)]),
        (b'{"a": "\xff"}', [("text_file.not_utf8", 1, 8)]),
        (
            "oficer: 1\nanswers:\n  TD-01: ddat\n  TD 02: met\n  TD-03: {rating: zzz, notes: a}\n",
            [
                ("field.unknown_like", 1, 1),
                ("field.bad_choice", 3, 10),
                ("field.bad_code", 4, 3),
                ("field.bad_choice", 5, 19),
                ("field.unknown_like", 5, 24),
            ],
        ),
    ],
)
def test_everything_wrong_is_said_at_once(data: bytes | str, expected: list[Place]) -> None:
    _, problems = load_answers(data, "trả lời.json")
    assert places(problems) == expected
    assert {one.where for one in problems} == {"trả lời.json"}
    assert all(sentences(problems))


def test_answers_in_json_do_not_load_yaml() -> None:
    code = (
        "import sys; from civicode.sources.fields.answers import load_answers; "
        "load_answers('{\"answers\": {\"TD-01\": \"met\"}}', '-'); sys.exit('yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20).map(prose)
CODES = st.from_regex(r"[A-Z]{2}-[0-9]{2}", fullmatch=True)
ANSWERS = st.dictionaries(CODES, st.builds(make_answer, st.sampled_from(Rating), TEXT, TEXT), max_size=6)


@given(ANSWERS, st.booleans())
def test_answers_written_as_json_are_read_back(answers: Answers, escaped: bool) -> None:
    values = to_builtins(answers)
    read, problems = load_answers(json.dumps({"answers": values}, ensure_ascii=escaped), "-")
    assert problems == []
    assert read is not None
    assert read.answers == answers


YAML_LINE_ENDS = set("\x85\u2028\u2029")
"""Line ends to YAML 1.1 and to nobody else: PyYAML writes them as they are, and our reader refuses them."""


@given(ANSWERS, st.booleans())
def test_answers_written_as_yaml_are_read_back(answers: Answers, escaped: bool) -> None:
    values = to_builtins(answers)
    data = yaml.safe_dump({"answers": values}, allow_unicode=not escaped, width=40)
    read, problems = load_answers(data, "-")
    if YAML_LINE_ENDS & set(data):
        assert [one.code for one in problems] == ["text_file.odd_character"]
    else:
        assert problems == []
        assert read is not None
        assert read.answers == answers
