import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode.console.check.grammar import LETTERED, Line, Verb, numbers_in, read_line, spans
from civicode.i18n import Lang, Words


def verbs(lang: Lang) -> dict[str, Verb]:
    words = Words(lang)
    return {word: verb for verb in LETTERED for word in words(f"dialogue.verb.{verb}").split()}


VI, EN = verbs(Lang.VI), verbs(Lang.EN)


@pytest.mark.parametrize("lang", list(Lang))
def test_no_letter_means_two_things(lang: Lang) -> None:
    words = Words(lang)
    every = [word for verb in LETTERED for word in words(f"dialogue.verb.{verb}").split()]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("", Line(Verb.ONWARD)),
        ("  ", Line(Verb.ONWARD)),
        ("c 5", Line(Verb.NOT_MET, (5,))),
        ("c3", Line(Verb.NOT_MET, (3,))),
        ("C3", Line(Verb.NOT_MET, (3,))),
        ("c 3,5-7", Line(Verb.NOT_MET, (3, 5, 6, 7))),
        ("c3 , 5 - 7", Line(Verb.NOT_MET, (3, 5, 6, 7))),
        ("c 3 5 7", Line(Verb.NOT_MET, (3, 5, 7))),
        ("c 7-5,6", Line(Verb.NOT_MET, (5, 6, 7))),
        ("c 5–7", Line(Verb.NOT_MET, (5, 6, 7))),
        ("chưa 6", Line(Verb.NOT_MET, (6,))),
        ("k *", Line(Verb.NOT_APPLICABLE, every=True)),
        ("k*", Line(Verb.NOT_APPLICABLE, every=True)),
        ("k * nghỉ thai sản", Line(Verb.NOT_APPLICABLE, every=True, text="nghỉ thai sản")),
        ("d 2", Line(Verb.MET, (2,))),
        ("đ 2", Line(Verb.MET, (2,))),
        ("Đ2", Line(Verb.MET, (2,))),
        ("đạt 2", Line(Verb.MET, (2,))),
        ("g 3", Line(Verb.NOTE, (3,))),
        ("t 4", Line(Verb.GO, (4,))),
        ("t 2.6", Line(Verb.GO, (2,))),
        ("u", Line(Verb.UNDO)),
        ("x", Line(Verb.SUMMARY)),
        ("n", Line(Verb.SUBMIT)),
        ("nộp", Line(Verb.SUBMIT)),
        ("q", Line(Verb.LEAVE)),
        ("?", Line(Verb.HELP)),
        ("? 4", Line(Verb.HELP, (4,))),
        ("?4", Line(Verb.HELP, (4,))),
        ("<", Line(Verb.BACK)),
        ("/đi trễ", Line(Verb.SEARCH, text="đi trễ")),
        ("/ họp ", Line(Verb.SEARCH, text="họp")),
    ],
)
def test_vietnamese(typed: str, line: Line) -> None:
    assert read_line(typed, VI) == line


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("n 5", Line(Verb.NOT_MET, (5,))),
        ("a 6-7", Line(Verb.NOT_APPLICABLE, (6, 7))),
        ("m2", Line(Verb.MET, (2,))),
        ("e 3", Line(Verb.NOTE, (3,))),
        ("t 4", Line(Verb.GO, (4,))),
        ("u", Line(Verb.UNDO)),
        ("x", Line(Verb.SUMMARY)),
        ("s", Line(Verb.SUBMIT)),
        ("q", Line(Verb.LEAVE)),
        ("n", Line(Verb.UNKNOWN)),
        ("c 5", Line(Verb.UNKNOWN)),
    ],
)
def test_english(typed: str, line: Line) -> None:
    assert read_line(typed, EN) == line


@pytest.mark.parametrize(
    ("typed", "numbers", "note"),
    [
        ("c 6 đi trễ 2 lần", (6,), "đi trễ 2 lần"),
        ("c6 - đi trễ", (6,), "đi trễ"),
        ("c 6: 2 lần đi trễ", (6,), "2 lần đi trễ"),
        ("c 3,5-7 nghỉ ốm", (3, 5, 6, 7), "nghỉ ốm"),
        ("c 6 (hai lần)", (6,), "(hai lần)"),
        ("c6:", (6,), ""),
    ],
)
def test_a_note_may_follow_at_once(typed: str, numbers: tuple[int, ...], note: str) -> None:
    assert read_line(typed, VI) == Line(Verb.NOT_MET, numbers, text=note)


@pytest.mark.parametrize(
    "typed",
    [
        "6",
        "c",
        "c x",
        "c 6 2 lần đi trễ",
        "c 1-3-5",
        "c -3",
        "c 5,",
        "c 1234",
        "c 3đi trễ",
        "n 3",
        "u 2",
        "x x",
        "t",
        "t ba",
        "? x",
        "??",
        "< 2",
        "/",
        "đi trễ 2 lần",
        "ok",
        "$(rm)",
        "²",
        "c ٣",
    ],
)
def test_what_is_not_understood_or_has_two_meanings_is_unknown(typed: str) -> None:
    assert read_line(typed, VI) == Line(Verb.UNKNOWN)


def test_letters_that_come_apart_are_put_together() -> None:
    assert read_line("c 6 đi trê\u0303", VI).text == "đi trễ"


@given(st.text())
def test_every_line_has_a_meaning(typed: str) -> None:
    assert isinstance(read_line(typed, VI), Line)


@given(st.lists(st.integers(1, 60), min_size=1, unique=True))
def test_spans_read_back(numbers: list[int]) -> None:
    assert numbers_in(spans(numbers)) == tuple(numbers)


def test_spans_are_short() -> None:
    assert spans((3, 5, 6, 7)) == "3,5-7"
