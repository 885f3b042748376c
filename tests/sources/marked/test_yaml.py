import unicodedata
from typing import Any

import pytest
import yaml

from civicode.sources.marked.nodes import Entries, Items, Node, Scalar
from civicode.sources.marked.yaml import DEEPEST, LOADER, read_yaml
from tests.sources.samples import Place, places, sentences

LOADERS = [LOADER, yaml.BaseLoader]
both_parsers = pytest.mark.parametrize("loader", LOADERS, ids=["libyaml", "python"])


def plain(node: Node | None) -> Any:
    match node:
        case Scalar():
            return node.text
        case Items():
            return [plain(item) for item in node.items]
        case Entries():
            return {key.text: plain(value) for key, value in node.entries}
        case _:
            return None


@both_parsers
def test_everything_is_text(loader: Any) -> None:
    text = "a: [no, 1.10, 0123, 12:30, 2024-01-14, ~, null, 'null']\nb:\n  c: |\n    x\n\n    y\n"
    root, problems = read_yaml(text, loader)
    assert problems == []
    assert plain(root) == {"a": ["no", "1.10", "0123", "12:30", "2024-01-14", "", "", "null"], "b": {"c": "x\n\ny\n"}}


@both_parsers
def test_every_key_and_value_knows_its_place(loader: Any) -> None:
    root, _ = read_yaml("# đầu\n\nạ: [1,\n  hai]\nb:\n  c: ''\n  d:\n", loader)
    assert isinstance(root, Entries)
    found = [(key.text, key.line, key.column, value.line, value.column) for key, value in root.entries]
    assert found == [("ạ", 3, 1, 3, 4), ("b", 5, 1, 6, 3)]
    items, group = root.entries[0][1], root.entries[1][1]
    assert isinstance(items, Items)
    assert [(item.line, item.column) for item in items.items] == [(3, 5), (4, 3)]
    assert isinstance(group, Entries)
    empty = group.entries[1][1]
    assert (empty.line, empty.column) == (7, 3), "a missing value is looked for at its key"


@pytest.mark.parametrize("text", ["", "\n\n", "# chỉ có ghi chú\n", "---\n", "~\n"])
def test_an_empty_text_is_an_empty_root(text: str) -> None:
    root, problems = read_yaml(text)
    assert (plain(root), problems) == ("", [])


def test_a_control_character_is_named() -> None:
    root, problems = read_yaml("a: b\nc: \x1b[31m\n")
    assert (root, places(problems)) == (None, [("text_file.odd_character", 2, 4)])


def test_text_is_put_into_nfc() -> None:
    decomposed = unicodedata.normalize("NFD", "khóa: Đạt chuẩn\n")
    root, problems = read_yaml(decomposed.encode())
    assert (plain(root), problems) == ({"khóa": "Đạt chuẩn"}, [])


FAULTS: list[tuple[str, str, Place]] = [
    ("colon", "a: b\ntitle: 4 xin: xin chào\n", ("yaml.colon", 2, 13)),
    ("colon in the second line of a sentence", "title: dòng đầu\n  rồi thêm: chữ\n", ("yaml.colon", 2, 11)),
    ("tab", "a:\n\tb: c\n", ("yaml.tab", 2, 1)),
    ("tab after blanks", "a: b\n  \tc: d\n", ("yaml.tab", 2, 3)),
    ("tab after a dash", "- \ta: b\n  c: d\n", ("yaml.tab", 1, 3)),
    ("tab in a list", "a:\n  - b\n\t- c\n", ("yaml.tab", 3, 1)),
    ("NBSP after a key", "code: TD\ntitle:\u00a0a\ntext: b\n", ("yaml.odd_space", 2, 7)),
    ("NBSP in the indentation", "a:\n  - code: TD\n   \u00a0title: a\n", ("yaml.odd_space", 3, 4)),
    ("NBSP after a dash", "a:\n  -\u00a0code: TD\n    title: a\n", ("yaml.odd_space", 2, 4)),
    ("ideographic blank", "code: TD\ntitle:\u3000a\ntext: b\n", ("yaml.odd_space", 2, 7)),
    ("open double quote", 'a: "b\nc: d\n', ("yaml.open_mark", 1, 4)),
    ("open single quote", "a: 'b\nc: d\n", ("yaml.open_mark", 1, 4)),
    ("open bracket", "a: [b, c\n", ("yaml.open_mark", 1, 4)),
    ("open brace", "x: y\na: {b: c\n", ("yaml.open_mark", 2, 4)),
    ("stray bracket", "a: b]\nc: ]\n", ("yaml.sign", 2, 4)),
    ("text after a quote", 'a: "b" c\nd: e\n', ("yaml.after_quote", 1, 8)),
    ("apostrophe", "a: 'it's'\nb: c\n", ("yaml.after_quote", 1, 8)),
    ("deeper key", "a: b\n  c: d\n", ("yaml.indent", 2, 4)),
    ("shallower key", "a:\n   b: c\n  d: e\n", ("yaml.indent", 3, 3)),
    ("key beside a list", "a:\n  - b\n c: d\n", ("yaml.indent", 3, 2)),
    ("no colon", "a: b\ntitle\nc: d\n", ("yaml.no_colon", 2, 1)),
    ("dash after a key", "a: - b\n", ("yaml.dash", 1, 4)),
    ("at sign", "a: @b\n", ("yaml.sign", 1, 4)),
    ("backtick", "a: `b`\n", ("yaml.sign", 1, 4)),
    ("bold", "a: **b**\n", ("yaml.sign", 1, 4)),
    ("escape", 'a: "C:\\d"\n', ("yaml.escape", 1, 4)),
    ("text after a bar", "a: | b\n c\n", ("yaml.block", 1, 6)),
    ("alias", "a: *b\n", ("yaml.alias", 1, 4)),
    ("anchor", "a: &b c\n", ("yaml.anchor", 1, 4)),
    ("tag", "a: !b c\n", ("yaml.tag", 1, 4)),
    ("python tag", "a: !!python/object/apply:os.system [echo]\n", ("yaml.tag", 1, 4)),
    ("two documents", "a: b\n---\nc: d\n---\ne: f\n", ("yaml.several_documents", 2, 1)),
    ("list as a key", "{[a]: b}\n", ("yaml.key_not_text", 1, 2)),
    ("directive", "%YAML 9.9\n---\na: b\n", ("yaml.unreadable", 1, 1)),
    ("text after the end", "a: b\n...\nc: d\n", ("yaml.unreadable", 3, 1)),
]


@both_parsers
@pytest.mark.parametrize(("text", "place"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS])
def test_a_fault_has_its_own_sentence_and_place(text: str, place: Place, loader: Any) -> None:
    root, problems = read_yaml(text, loader)
    assert (root, places(problems)) == (None, [place])
    assert all(sentences(problems))


def test_sentences_say_what_to_write() -> None:
    vi, _ = sentences(read_yaml("title: 4 xin: xin chào\n")[1])
    assert vi == 'dấu hai chấm trong câu không có ngoặc kép; hãy đặt cả câu trong ngoặc kép: "4 xin: xin chào"'
    vi, en = sentences(read_yaml("code: TD\ntitle:\u00a0a\ntext: b\n")[1])
    assert vi.startswith("dấu cách U+00A0 (thường do chép từ Word")
    assert en.startswith("the blank U+00A0 (as pasted from Word")


@both_parsers
def test_a_repeated_key_names_both_lines_and_the_rest_is_still_read(loader: Any) -> None:
    root, problems = read_yaml("a: 1\nb:\n  c: 2\n  c: 3\na: 4\n", loader)
    assert plain(root) == {"a": "1", "b": {"c": "2"}}
    assert places(problems) == [("field.duplicate", 4, 3), ("field.duplicate", 5, 1)]
    assert [one.facts for one in problems] == [{"key": "c", "first_line": 3}, {"key": "a", "first_line": 1}]


def test_keys_that_look_the_same_are_the_same() -> None:
    _, problems = read_yaml("hoà: 1\n" + unicodedata.normalize("NFD", "hoà: 2\n"))
    assert places(problems) == [("field.duplicate", 2, 1)]


@both_parsers
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_200_000_levels_are_a_problem_and_no_crash(opening: str, loader: Any) -> None:
    root, problems = read_yaml(opening * 200_000, loader)
    assert (root, places(problems)) == (None, [("yaml.too_deep", 1, DEEPEST * len(opening) + 1)])


def test_the_deepest_text_is_read() -> None:
    root, problems = read_yaml("[" * DEEPEST + "]" * DEEPEST)
    assert root is not None
    assert problems == []


@both_parsers
def test_an_alias_bomb_is_named_and_not_walked(loader: Any) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(level)}: &{chr(level)} [*{chr(level - 1)}, *{chr(level - 1)}]\n" for level in range(ord("b"), ord("z"))
    )
    root, problems = read_yaml(bomb, loader)
    assert root is None
    assert places(problems)[:4] == [
        ("yaml.anchor", 1, 4),
        ("yaml.anchor", 2, 4),
        ("yaml.alias", 2, 8),
        ("yaml.alias", 2, 12),
    ]
    assert len(problems) == 25 + 24 * 2


def test_the_slow_parsers_own_exceptions_are_problems_too() -> None:
    assert places(read_yaml('a: "\\Uffffffff"\n', yaml.BaseLoader)[1]) == [("yaml.unreadable", 1, 1)]
