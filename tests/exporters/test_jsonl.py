"""One object a line by exact bytes."""

from civicode.exporters.jsonl import render
from civicode.i18n import Words
from civicode.reports.document.document import Document


def test_the_objects_under_the_documents_name_one_a_line() -> None:
    made = Document("staff", "", payload={"staff": [{"code": "007", "name": "Đỗ\nMai"}, {"code": "\ud83d"}]})
    assert render(made, Words()) == '{"code":"007","name":"Đỗ\\nMai"}\n{"code":"\\ud83d"}\n'.encode()


def test_nothing_is_an_empty_file() -> None:
    assert render(Document("staff", "", payload={"staff": []}), Words()) == b""
