"""The formats among themselves: each is reachable, says the same, and survives whatever people have typed."""

import csv
import io
import json
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicode import exporters
from civicode.domain.text.text import shown, shown_line
from civicode.exporters import FILES, FORMATS, REPORT_FILES, render
from civicode.i18n import Lang, Words
from civicode.reports.document.cell import raw
from tests.exporters.documents import COLUMNS, HOSTILE, document, row

VI = Words(Lang.VI)
OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""What a terminal obeys or hides; no format may let it through."""


def test_every_format_is_in_the_table() -> None:
    modules = {path.stem for path in Path(exporters.__file__).parent.glob("*.py")} - {"__init__"}
    functions = [function() for function in (*FORMATS.values(), *FILES.values(), *REPORT_FILES.values())]
    assert {function.__module__.rpartition(".")[2] for function in functions} == modules
    assert sorted(FORMATS) == ["csv", "json", "markdown", "tsv"]
    assert sorted(FILES) == ["csv", "jsonl", "xlsx"]
    assert sorted(REPORT_FILES) == ["csv", "docx", "html", "json", "md", "pdf", "xlsx"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_document_is_the_same_bytes(name: str) -> None:
    made = document(row("đi trễ"), row("về sớm"))
    assert render(name, made, VI) == render(name, made, Words(Lang.VI))
    assert render(name, made, VI).endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reaches_no_terminal(name: str, text: str) -> None:
    made = document(row(text), title=text, lead=text, note=text)
    printed = render(name, made, VI)
    assert not OBEYED.search(printed.replace("\r\n", "\n") if name == "csv" else printed)
    printed.encode("utf-8")


def read_tsv(text: str) -> list[dict[str, str]]:
    header, *lines = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    return [dict(zip(header, line, strict=True)) for line in lines]


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_row_stays_a_row(text: str) -> None:
    made = document(row(text), row("next"))
    lines = read_tsv(render("tsv", made, VI))
    assert [line["what"] for line in lines] == [shown_line(text), "next"]
    found = [line["what"] for line in read_csv(render("csv", made, VI))]
    assert found == [shown(text.replace("\r\n", "\n").replace("\r", "\n")), "next"]
    assert [one["what"] for one in json.loads(render("json", made, VI))["cases"]] == [text, "next"]


texts = st.text(alphabet=st.characters(exclude_characters="\r"), max_size=40)
rows = st.lists(
    st.builds(
        row,
        texts,
        staff=st.none() | st.integers(0, 9999),
        rate_percent=st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10),
        on=st.none() | st.dates(),
        late=st.booleans(),
        criteria=st.lists(st.text(string.ascii_uppercase + "-", min_size=1, max_size=6), max_size=3),
    ),
    max_size=5,
)


@given(rows)
def test_tsv_csv_and_json_agree(made: list[dict[str, object]]) -> None:
    printed = document(*made)
    as_json = json.loads(render("json", printed, VI))["cases"]
    as_csv = read_csv(render("csv", printed, VI))
    as_tsv = read_tsv(render("tsv", printed, VI))
    assert len(as_json) == len(as_csv) == len(as_tsv) == len(made)
    for of_json, of_csv, of_tsv, cells in zip(as_json, as_csv, as_tsv, made, strict=True):
        for column in COLUMNS:
            assert of_csv[column.key] == shown(raw(of_json[column.key]))
            assert of_tsv[column.key] == shown_line(raw(of_json[column.key]))
        assert of_json["what"] == cells["what"]
