"""JSON by exact output."""

import json

from civicode.exporters.json_object import dumped


def test_one_object_with_the_version_first() -> None:
    assert dumped({"name": "Đỗ Mai", "rate_percent": None, "rows": []}) == (
        '{\n  "schema_version": 1,\n  "name": "Đỗ Mai",\n  "rate_percent": null,\n  "rows": []\n}\n'
    )


def test_what_a_terminal_obeys_is_escaped_and_reads_back_the_same() -> None:
    text = "\x1b[2J \x9b \u202e \u200b \ufeff \x7f \ud83d"
    printed = dumped({"what": text})
    assert '"what": "\\u001b[2J \\u009b \\u202e \\u200b \\ufeff \\u007f \\ud83d"' in printed
    assert json.loads(printed)["what"] == text
