import pytest

from civicode.errors import UsageError
from civicode.sources.file.delimiter import delimiter_in, delimiter_line, named_delimiter


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [
        ("Mã,Tên\n1,A\n", ","),
        ("Mã;Tên\n1;A\n", ";"),
        ("Mã\tTên\n1\tA, B; C\n", "\t"),
        ("Mã|Tên\n1|A\n", "|"),
        ("Mã CB\n001\n002\n", ","),
        ("", ","),
        ("\n\n", ","),
        ("Mã;Điểm\n1;2,5\n2;3,5\n", ";"),
        ("Mã;Điểm;Điểm\n1;2,5;3,5\n2;3,5;2,5\n", ";"),
        ("officer,criterion,what\n1,TD-01;TD-02,x\n2,TD-01;TD-02,y\n", ","),
        ("Mã;Nội dung\n1;đi trễ, về sớm, bỏ họp, a\n2;a, b, c, d\n", ";"),
        ("UBND phường, tỉnh\nNăm 2025, quý 1\nBiểu 1, lần 2\nMã;Tên;Đơn vị\n1;A, B;C\n", ";"),
        ("BÁO CÁO\n\nMã;Tên;Đơn vị\n1;A\n2;B;C\n", ";"),
        ("Nội dung\nđi trễ,về sớm\nbỏ họp\nx\n", ","),
        ('"a;b;c","d"\n"e;f;g","h"\n', ","),
        ('"a\n1;2;3\n4;5;6\n",b\nc,d\n', ","),
        ("a, b, c\n1, 2, 3\n", ","),
        ("a;b,c;d\n", ";"),
    ],
)
def test_it_is_found_in_the_first_rows(head: str, delimiter: str) -> None:
    assert delimiter_in(head.splitlines(keepends=True)) == delimiter


def test_a_cell_beyond_the_limit_of_the_reader_is_no_trouble() -> None:
    assert delimiter_in(["a;" + "x" * 200_000]) == ","


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sep=;\r\n", ";"),
        ('"sep=,"\n', ","),
        ("SEP=|", "|"),
        ("sep=\t\r", "\t"),
        ("sep=\n", ""),
        ("sep=;;\n", None),
        ("separator;x\n", None),
        ("", None),
    ],
)
def test_what_the_first_line_says(line: str, said: str | None) -> None:
    assert delimiter_line(line) == said


@pytest.mark.parametrize(
    ("name", "delimiter"),
    [(",", ","), (";", ";"), ("|", "|"), ("tab", "\t"), ("TAB", "\t"), ("\\t", "\t"), ("\t", "\t")],
)
def test_names(name: str, delimiter: str) -> None:
    assert named_delimiter(name) == delimiter


@pytest.mark.parametrize("name", ["", ":", ";;", "x", "\n"])
def test_what_is_no_delimiter(name: str) -> None:
    with pytest.raises(UsageError, match=r"csv_file\.bad_delimiter") as caught:
        named_delimiter(name)
    assert caught.value.facts == {"delimiter": name, "accepted": [",", ";", "|", "tab"]}
